"""What is asked of the search, and what it finds."""

import datetime as dt
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Kind = Literal["posture", "statement", "denial", "figure", "contact", "warning", "event", "way"]
Order = Literal["best", "newest"]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Words, and what the texts are narrowed by.

    ``host`` is the country that a record in the text, or the register's entry, is of; ``sender`` the government or
    airline of a posture there, or the government whose register it is. ``kind``: only sentences that became a record of
    that kind, with the words in the sentence itself. ``source`` is a register's name or a publisher's; ``language`` a
    code. ``since`` and ``until`` are days of the post or document, or of the record where ``kind`` is given; both are
    included, and what is undated is then left out. ``known_at``: only what was known at that moment, ``None`` for now.
    """

    words: str
    host: str | None = None
    sender: str | None = None
    kind: Kind | None = None
    source: str | None = None
    language: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    known_at: dt.datetime | None = None
    order: Order = "best"


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A record whose sentence holds what was found."""

    id: Annotated[str, Meta(description="Names the record; /records/ID has it whole.")]
    kind: Annotated[str, Meta(description="Its kind.")]
    host: Annotated[str | None, Meta(description="The country that it is of.")]
    sender: Annotated[str | None, Meta(description="Its sender, for postures.")]
    day: Annotated[dt.date | None, Meta(description="The day that it is of.")]
    start: Annotated[int, Meta(description="Where its evidence starts in the text.")]
    end: Annotated[int, Meta(description="Where its evidence ends.")]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A text in which the words were found. Offsets count characters of the document's text; ``quote`` is a slice."""

    document: Annotated[str, Meta(description="The key of the document.")]
    title: Annotated[str | None, Meta(description="Its title.")]
    publisher: Annotated[str | None, Meta(description="Who published it.")]
    published: Annotated[dt.date | None, Meta(description="Its day of publication; null where it is unknown.")]
    day: Annotated[dt.date | None, Meta(description="The day of the post, of the record, or of the document.")]
    language: Annotated[str | None, Meta(description="Its language, a code.")]
    address: Annotated[str | None, Meta(description="Where it was first seen.")]
    first_seen: Annotated[dt.datetime, Meta(description="When it was first seen, in UTC.")]
    quote: Annotated[str, Meta(description="The words around what was found, as they stand in the text.")]
    start: Annotated[int, Meta(description="Where the quote starts in the text.")]
    end: Annotated[int, Meta(description="Where the quote ends.")]
    passage: Annotated[int, Meta(description="Where the passage starts that the quote begins in.")]
    marks: Annotated[tuple[tuple[int, int], ...], Meta(description="From where to where in the text each word stands.")]
    title_marks: Annotated[tuple[tuple[int, int], ...], Meta(description="The same in the title.")]
    records: Annotated[tuple[Named, ...], Meta(description="Records whose evidence holds one of these words.")]
    more: Annotated[int, Meta(description="Further posts or parts of the same document that fit.")]
    copies: Annotated[int, Meta(description="Other documents that are near-copies of this text.")]


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a list of hits goes on: after so many candidates, of those that were there when it began."""

    newest: int
    after: int


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the hits, and where it goes on (``None``: these are the last); ``places`` are where each hit ends.

    ``cut``: more fits than is ever listed. ``waiting`` is how many readings of the ledger were not searchable yet.
    """

    hits: tuple[Hit, ...]
    places: tuple[Place, ...] = ()
    next: Place | None = None
    cut: bool = False
    waiting: int = 0
