"""What the tools answer with. Plain dataclasses: the protocol's library makes the schema of an answer from them."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Quote:
    """One piece of evidence: words of a kept document, from character start to end of its text, and who published it.

    What the document does not tell is null. first_seen and last_seen are when this ledger saw it, in UTC; reader is the
    revision that read it. record is null for words of a register's edition that are no record of their own.
    """

    record: str | None
    kind: str
    quote: str
    document: str
    start: int
    end: int
    publisher: str | None
    title: str | None
    published: dt.date | None
    address: str | None
    first_seen: dt.datetime
    last_seen: dt.datetime
    reader: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """One value that a sender is said to have in force; evidence_left_out counts further records that say it."""

    value: str | None
    state: str
    since: dt.date | None
    ends: dt.date | None
    repeated: dt.date | None
    age_days: int | None
    place: str | None
    wording: str | None
    documents: int
    origins: int | None
    evidence: list[Quote]
    evidence_left_out: int


@dataclass(frozen=True, kw_only=True)
class InRegister:
    """The government's own register: when it was read last, and why it gives no value where it gives none."""

    government: str
    source: str
    destination: str
    read_at: dt.datetime
    dated: dt.date | None
    url: str | None
    document: str | None
    why: str | None


@dataclass(frozen=True, kw_only=True)
class Stands(Said):
    """What stands for one type. others holds beside it; disagreements cannot both be so; press is what others tell."""

    type: str
    region: str | None
    unknown: str | None
    others: list[Said] = field(default_factory=list)
    disagreements: list[Said] = field(default_factory=list)
    press: list[Said] = field(default_factory=list)
    register: InRegister | None = None
    lead: str | None = None


@dataclass(frozen=True, kw_only=True)
class Apart:
    """What is planned, considered, denied or still to come: never in force."""

    type: str
    value: str
    modality: str
    date: dt.date | None
    evidence: list[Quote]


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """What is not known, and why. Unknown is not safe."""

    what: str
    why: str


@dataclass(frozen=True, kw_only=True)
class OfSender:
    """One sender about the host."""

    sender: str | None
    name: str
    stands: list[Stands]
    apart: list[Apart]
    unknown: list[Unknown]


@dataclass(frozen=True, kw_only=True)
class OfHost:
    """An answer about one country, as it was at as_of from what had been seen by known_at (UTC)."""

    host: str
    name: str
    as_of: dt.datetime
    known_at: dt.datetime
    notes: list[str]
    unknown: list[Unknown]
    left_out: int


@dataclass(frozen=True, kw_only=True)
class BoardAnswer(OfHost):
    """The board of a host: its senders, by name. left_out counts senders beyond the limit."""

    senders: list[OfSender]


@dataclass(frozen=True, kw_only=True)
class Behind:
    """One record behind a cell; line is the line of the text that the quote stands in."""

    type: str
    value: str
    modality: str
    scope: str | None
    place: str | None
    date: dt.date | None
    ends: dt.date | None
    wording: str | None
    line: str
    register: str | None
    evidence: Quote


@dataclass(frozen=True, kw_only=True)
class WhyAnswer(OfHost):
    """The records behind the cell of a sender and a host, by type, the latest day first."""

    sender: str | None
    records: list[Behind]


@dataclass(frozen=True, kw_only=True)
class Changed:
    """Something moved, from before to after; null is not known. by says whether a register states it or the press."""

    by: Literal["register", "press"]
    sender: str | None
    what: list[str]
    before: str | None
    after: str | None
    gone: list[str]
    new: list[str]
    date: dt.date | None
    seen_at: dt.datetime
    origins: int | None
    url: str | None
    documents: list[str]
    evidence: list[Quote]
    unknown: str | None


@dataclass(frozen=True, kw_only=True)
class ChangesAnswer(OfHost):
    """What moved about a host, the newest first."""

    changes: list[Changed]


@dataclass(frozen=True, kw_only=True)
class Doubted:
    """Somebody denies or doubts it, in these words. Never a verdict."""

    by: str
    words: str
    day: dt.date | None
    origins: int
    evidence: list[Quote]


@dataclass(frozen=True, kw_only=True)
class Valued:
    """One value that one claimant gives for a thing on a day: one number, or the least and the most."""

    value: float | list[float]
    qualifier: str
    claimant: str | None
    day: dt.date | None
    evidence: list[Quote]


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """What documents assert, as one, from so many independent origins, with who had it first and who denies it."""

    claim: str
    kind: str
    label: str
    since: dt.date | None
    until: dt.date | None
    origins: int
    documents: int
    first: str
    evidence: list[Quote]
    evidence_left_out: int
    contested: list[Doubted]
    values: list[Valued]
    outcome: str | None = None


@dataclass(frozen=True, kw_only=True)
class ClaimsAnswer(OfHost):
    """Claims about a host. Nothing here says what is true."""

    claims: list[Claimed]


@dataclass(frozen=True, kw_only=True)
class Indicated:
    """One named indicator. state: on; usual: no more than is usual there; unknown: too young a ledger to say."""

    name: str
    title: str
    why: str
    state: str
    counted: float
    needed: float
    usual: float | None
    evidence: list[Quote]
    evidence_left_out: int


@dataclass(frozen=True, kw_only=True)
class OutlookAnswer(OfHost):
    """The level of a country and its indicators. It is no forecast; quiet is no all-clear: it is what was read.

    since is the day since which the level holds; null where it held on all of the days that were looked at.
    """

    level: str
    since: dt.date | None
    days: int
    held_back: str | None
    indicators: list[Indicated]


@dataclass(frozen=True, kw_only=True)
class FoundText:
    """A text in which the words stand: its words around them, and the records whose evidence holds one of them.

    words are those found, as written; copies counts other documents that print the same text; more, further posts or
    parts of the same document that fit.
    """

    day: dt.date | None
    words: list[str]
    copies: int
    more: int
    text: Quote
    evidence: list[Quote]


@dataclass(frozen=True, kw_only=True)
class SearchAnswer:
    """The texts that hold these words, from what had been seen by known_at (UTC). more: there are others beyond."""

    words: str
    known_at: dt.datetime
    notes: list[str]
    unknown: list[Unknown]
    more: bool
    hits: list[FoundText]
