"""The nouns of corroboration: Told, Voice, Contest, Value, Claim, OriginCount."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal, Protocol

import msgspec

from tocsin.ledger.model import KnownPosture, StoredDocument, analyst
from tocsin.origins import Origin, Traced
from tocsin.records.model import AnyRecord, DocumentRecord, PassageRecord, PostureType, Qualifier, Record, Way

APART = (DocumentRecord, PassageRecord, Way)
"""The records that no claim is made of: what a document says of itself, and the ways out of a country."""
ClaimKind = Literal["posture", "statement", "denial", "figure", "contact", "warning", "event"]


class Traces(Protocol):
    """What knows whom a record of a document is known from: ``tocsin.origins.Origins``, or what was kept of it."""

    def of(self, key: str, record: Record) -> Traced:
        """Whom this record of that document is known from, and why."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A record with what is known of the document that it stands in: what claims are made of.

    ``id`` names the record for ever; ``published`` is the date of the document, or of its post in a live blog.
    ``author`` is the analyst who made it; ``None`` where it was read.
    """

    id: str
    record: AnyRecord
    document_key: str
    publisher: str | None
    published: dt.date | None
    first_seen: dt.datetime
    author: str | None = None

    @property
    def dated(self) -> dt.date | None:
        """The day that the record itself tells."""
        return getattr(self.record, "date", None)

    @property
    def day(self) -> dt.date | None:
        """The day that the record tells, else that of its document."""
        return self.dated or self.published

    @property
    def place(self) -> str | None:
        """The country that it is of: its host, else the one whose affairs it belongs to."""
        return getattr(self.record, "host", None) or getattr(self.record, "about", None)

    @property
    def order(self) -> tuple[dt.date, dt.datetime, str]:
        """By publication, then by first sighting."""
        return self.published or dt.date.max, self.first_seen, self.id


def told(known: KnownPosture) -> Told:
    """A posture of the ledger, as claims take it."""
    return Told(
        id=known.id,
        record=known.posture,
        document_key=known.document_key,
        publisher=known.publisher,
        published=known.published,
        first_seen=known.first_seen,
        author=known.author,
    )


def told_in(stored: StoredDocument) -> tuple[Told, ...]:
    """Every record of a document that claims are made of; its ways out are kept apart (``tocsin.ways``)."""
    posts = [(each.start, each.published) for each in stored.document.passages if each.opens_post]
    return tuple(
        Told(
            id=each.id,
            record=each.record,
            document_key=each.document_key,
            publisher=stored.document.publisher if each.author is None else analyst(each.author),
            published=_post_day(posts, each.record.start) or stored.document.published,
            first_seen=stored.first_seen if each.author is None else each.read_at,
            author=each.author,
        )
        for each in stored.records
        if not isinstance(each.record, APART)
    )


def _post_day(posts: list[tuple[int, dt.date | None]], offset: int) -> dt.date | None:
    opened = [day for start, day in posts if start <= offset]
    return opened[-1] if opened else None


class Fold(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A document that counts as no origin of its own, what it was folded into, and why."""

    document: str
    into: str
    why: str


class First(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who had it first: by publication, then by first sighting."""

    evidence: str
    document: str
    publisher: str | None
    published: dt.date | None
    first_seen: dt.datetime


class Voice(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One independent origin of a claim, with all that carries its word.

    ``evidence`` holds ids of records, ``documents`` their keys, both sorted. ``why`` says why the first of them is of
    this origin, ``folded`` why each other document is no origin of its own.
    """

    origin: Origin
    why: str
    first: First
    evidence: tuple[str, ...]
    documents: tuple[str, ...]
    publishers: tuple[str, ...] = ()
    folded: tuple[Fold, ...] = ()


def independent(voices: Iterable[Voice]) -> int:
    """How many of these are independent origins: analysts of the ledger are none."""
    return sum(voice.origin.kind != "desk" for voice in voices)


class Contest(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Somebody denies or doubts a claim: who, in which words, and from whom that is known. Never a verdict."""

    by: str
    by_country: str | None
    words: str
    day: dt.date | None
    evidence: tuple[str, ...]
    voices: tuple[Voice, ...]

    @property
    def independent(self) -> int:
        """How many independent origins it has."""
        return independent(self.voices)


class Value(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One value that one claimant gives for a thing on a day; ``claimant`` is ``None`` where the text names nobody."""

    value: float | tuple[float, float]
    qualifier: Qualifier
    claimant: str | None
    day: dt.date | None
    evidence: tuple[str, ...]
    voices: tuple[Voice, ...]

    @property
    def independent(self) -> int:
        """How many independent origins it has."""
        return independent(self.voices)


class Claim(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What several documents assert, as one, with all its evidence. Whether it is so, nobody here says.

    ``said`` is the record that says it best, ``said_id`` its id; ``since`` and ``until`` the first and last day that
    it is told of; ``hosts`` the countries that it is of. ``voices`` are its origins, the one who had it first before
    the others; all but analysts of the ledger are independent. ``contests`` are denials and doubts. For a figure
    ``values`` holds every value by day and claimant: a later one overwrites none.
    ``id`` is that of its earliest record, so that it stays while evidence is added.
    """

    id: str
    kind: ClaimKind
    said: AnyRecord
    said_id: str
    since: dt.date | None
    until: dt.date | None
    hosts: tuple[str, ...]
    evidence: tuple[str, ...]
    voices: tuple[Voice, ...]
    contests: tuple[Contest, ...] = ()
    values: tuple[Value, ...] = ()

    @property
    def first(self) -> First:
        """Who had it first."""
        return self.voices[0].first

    @property
    def independent(self) -> int:
        """How many independent origins it has; 0 for what only an analyst says."""
        return independent(self.voices)

    @property
    def desk(self) -> tuple[str, ...]:
        """The analysts of the ledger who say so too, as origins."""
        return tuple(voice.origin.name for voice in self.voices if voice.origin.kind == "desk")


class OriginCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many independent origins one measure of a board's cell has, beside the documents that carry it.

    ``evidence`` are the records of the measure, by which it is found again on the board.
    """

    type: PostureType
    value: str | None
    place: str | None
    evidence: tuple[str, ...]
    independent: int
    documents: int
    voices: tuple[Voice, ...]
