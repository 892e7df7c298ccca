"""The nouns of change: a change of advice, and a remark on what looked like one."""

import datetime as dt
import hashlib
from typing import Literal

import msgspec

Kind = Literal["level", "region", "directive", "mission", "substance"]
Reason = Literal[
    "reread",
    "restamped",
    "reworded",
    "flapped",
    "vanished",
    "returned",
    "lost_level",
    "older",
    "impossible_date",
    "unconfirmed",
]
"""Why something that moved is no change. ``unconfirmed``: too early to tell, it has not stood long enough."""


class AdviceChange(msgspec.Struct, frozen=True, kw_only=True):
    """A register changed what it advises on a destination.

    ``kinds`` says in what, the weightiest first. ``before`` and ``after`` are levels, ``before_words`` and
    ``after_words`` the register's own; for a change of other kinds they may be the same. ``gone`` and ``new`` name
    regions, directives or missions that went and came. ``seen_at`` is when it was first seen, ``dated`` the register's
    own date of the edition. The documents are keys in the ledger.
    """

    government: str
    source: str
    entry: str
    destination: str
    hosts: tuple[str, ...]
    kinds: tuple[Kind, ...]
    seen_at: dt.datetime
    before: str | None = None
    after: str | None = None
    before_words: str | None = None
    after_words: str | None = None
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    dated: dt.datetime | None = None
    document_before: str | None = None
    document_after: str | None = None
    url: str | None = None

    @property
    def key(self) -> str:
        """What tells this change from all others, for ever."""
        words = "\0".join((self.source, self.entry, self.seen_at.isoformat(), *self.kinds))
        return hashlib.sha256(words.encode()).hexdigest()[:32]


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """Something moved in a register that is no change of advice, and why it is none."""

    government: str
    source: str
    entry: str
    destination: str
    hosts: tuple[str, ...]
    reason: Reason
    seen_at: dt.datetime
    why: str


class History(msgspec.Struct, frozen=True, kw_only=True):
    """The changes and the remarks of some editions, each in order of time."""

    changes: tuple[AdviceChange, ...] = ()
    remarks: tuple[Remark, ...] = ()
