"""The nouns of provenance: Credit, Origin, Copy, Traced."""

import datetime as dt
from typing import Literal

import msgspec

OriginKind = Literal["wire", "relay", "readout", "own", "unknown", "desk"]
"""``wire``: an agency's text. ``relay``: another outlet or agency that the sentence names ("told TASS"). ``readout``: a
paper that a party gave out itself. ``own``: the publisher's own report. ``unknown``: nobody says who published it.
``desk``: an analyst of this ledger, who is never an independent origin."""


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """A document, at these characters, says whom its text comes from; ``with_help`` if only in part."""

    name: str
    kind: OriginKind
    start: int
    end: int
    with_help: bool = False


class Origin(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Whom something is known from. Two records of one origin are one voice."""

    name: str
    kind: OriginKind


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A document (or a post of it, from ``start``) was copied from another: this share, 0 to 1, of its words' runs."""

    key: str
    start: int
    of_key: str
    of_start: int
    share: float


class Traced(msgspec.Struct, frozen=True, kw_only=True):
    """Where one record comes from, and why that is thought.

    ``folded_into`` is the document that its document, or its sentence, was copied from; ``helped_by`` are agencies that
    the document thanks without saying for what.
    """

    origin: Origin
    why: str
    folded_into: str | None = None
    helped_by: tuple[str, ...] = ()


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """When a document came out: its date and moment of publication where known, and when it was first seen (UTC)."""

    key: str
    publisher: str | None
    published: dt.date | None
    published_at: dt.datetime | None
    first_seen: dt.datetime

    @property
    def order(self) -> tuple[dt.date, dt.datetime, dt.datetime, str]:
        """The earliest published first, then the first seen; what has no date comes after what has one."""
        late = dt.datetime.max.replace(tzinfo=dt.UTC)
        day = self.published or (self.published_at.date() if self.published_at else dt.date.max)
        return day, self.published_at or late, self.first_seen, self.key
