"""The nouns of registers: what an entry said, how a visit ended, what was fetched, and an entry as it was seen."""

import datetime as dt
from typing import Literal

import msgspec

Outcome = Literal["whole", "unchanged", "partial", "failed"]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A level for a part of a country, in the register's words."""

    value: str
    wording: str
    place: str | None = None


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """What a register said of a destination from ``seen_at`` on. Kept whole: a later one replaces nothing.

    ``level`` is national, ``None`` unknown for the reason ``why``, or, where ``silent``, stated to be none.
    ``present`` is false for a row that is gone from a whole round. ``postures`` are what the reader made of its
    text beside the advice: ``type:value`` with ``@place``. ``revision`` is that of the code that read it,
    ``document`` the key of its text. ``alert`` is for what only tells of its day: no later round takes it back.
    """

    source: str
    government: str
    entry: str
    destination: str
    hosts: tuple[str, ...]
    seen_at: dt.datetime
    revision: str
    present: bool = True
    level: str | None = None
    wording: str | None = None
    why: str | None = None
    silent: bool = False
    parts: tuple[Part, ...] = ()
    postures: tuple[str, ...] = ()
    updated: dt.datetime | None = None
    document: str | None = None
    title: str | None = None
    url: str | None = None
    alert: bool = False

    def says_as(self, other: "Edition") -> bool:
        """Whether both say the same, whenever they were seen."""
        return msgspec.structs.replace(self, seen_at=other.seen_at) == other


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One visit to one source: how it ended, and how many destinations it had.

    ``whole``: everything was read. ``unchanged``: the source says that nothing moved. ``partial``: something is lost,
    so nothing may be concluded from what is not there. ``failed``: nothing could be read. ``changed`` counts editions
    that were new, ``signals`` what was raised; ``wait`` is seconds that the source asked not to be visited.
    """

    source: str
    started_at: dt.datetime
    ended_at: dt.datetime
    outcome: Outcome
    rows: int = 0
    changed: int = 0
    signals: int = 0
    why: str | None = None
    wait: float = 0.0


class Fetch(msgspec.Struct, frozen=True, kw_only=True):
    """The last fetch of one payload: what to send so that it is only sent again when it changed."""

    name: str
    at: dt.datetime
    payload: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    stamp: str | None = None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a register as it was seen: its editions in order of time, at least one.

    ``read_at`` is the last moment at which the register was read and the last edition still was what it showed: until
    then it vouches for it. ``failing`` is why it could not be read since, where visits since then failed.
    """

    source: str
    government: str
    entry: str
    editions: tuple[Edition, ...]
    read_at: dt.datetime
    failing: str | None = None

    @property
    def last(self) -> Edition:
        """The edition seen last."""
        return self.editions[-1]
