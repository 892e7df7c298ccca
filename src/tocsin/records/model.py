"""The nouns of what was said: each record is attributed, dated, and carries the sentence it was read from.

Fields and vocabularies follow the annotation guide of the project (``docs/records.md``). Countries are ISO 3166
alpha-3 (``EU``, ``NATO`` and ``UN`` beside them, ``XKX`` for Kosovo); dates are ISO; ``start`` and ``end`` count
characters in the document's canonical text, and ``evidence`` is always ``text[start:end]``.
"""

import datetime as dt
from typing import Literal

import msgspec

PostureType = Literal["advice", "directive", "mission", "carrier", "military"]
Modality = Literal["fact", "planned", "considered", "denied"]
Scope = Literal["national", "regional"]
Form = Literal["direct", "indirect", "mixed"]
Qualifier = Literal["more_than", "less_than", "about", "up_to", "at_least", "exact"]
Counting = Literal["total", "new"]
Mode = Literal["call", "meeting", "visit", "joint_press"]
WayMode = Literal["air", "border", "road", "rail", "sea", "reception"]
WayState = Literal["open", "closed", "suspended", "restricted", "damaged", "unsafe"]
Likelihood = Literal["possible", "expected", "conditional", "denied"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]

VALUES: dict[str, tuple[str, ...]] = {
    "advice": ("normal", "caution", "avoid_nonessential", "avoid_all"),
    "directive": ("leave", "consider_leaving", "shelter", "prepare", "contact", "stay_calm", "avoid_areas"),
    "mission": (
        "open",
        "reduced",
        "families_leave",
        "departure_ordered",
        "relocated",
        "closed",
        "shelter",
        "reopened",
        "services_limited",
        "reinforced",
    ),
    "carrier": ("suspended", "open", "closed"),
    "military": ("withdrawn", "deployed"),
}
"""The closed vocabulary of each posture type, mildest advice first."""

LADDER: dict[str, int] = {"normal": 1, "caution": 2, "avoid_nonessential": 3, "avoid_all": 4}
"""The common ladder of advice; a government that publishes nothing readable is unknown, never 1."""


class Record(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What every record has: where in the document it stands, and its words."""

    start: int
    end: int
    evidence: str


class Introduction(msgspec.Struct, frozen=True, kw_only=True):
    """In this sentence, the document says who somebody is: a name with an office, and the state where it is told.

    ``office`` is without the state ("foreign minister"); ``former`` is true of one that is held no more.
    """

    name: str
    office: str
    country: str | None = None
    former: bool = False
    start: int
    end: int
    evidence: str


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Who somebody is whom a record names, as another document introduced them on or before the day of this one.

    ``written`` is the name as the record has it, ``name`` the full one. ``adds`` says what the record's own document
    does not tell: ``name``, ``office``, ``country``. The sentence that tells it is ``evidence``, from ``start`` to
    ``end`` of ``document``, published on ``day``.
    """

    written: str
    name: str
    office: str | None = None
    country: str | None = None
    adds: tuple[Literal["name", "office", "country"], ...]
    document: str
    day: dt.date
    start: int
    end: int
    evidence: str


class Telling(Record, frozen=True, kw_only=True):
    """A record of what somebody says, counts, does or foretells.

    ``about`` is the country whose affairs it belongs to: its ``host`` where it tells one, else the country that the
    sentence, or the whole text, is on; ``None`` where that is open. ``known`` are those whom it names and whom other
    documents introduced; empty where the record was read from its own document alone.
    """

    about: str | None = None
    known: tuple[Known, ...] = ()


class Posture(Record, frozen=True, kw_only=True, tag="posture"):
    """In this document, at these characters, this sender is said to do this about its own people or mission there.

    ``sender`` is the government (alpha-3), or an airline's name for type ``carrier``; ``None`` where the text names
    nobody. ``host`` is the country concerned. ``value`` is from ``VALUES[type]``. ``place`` is where a mission moves
    to, the city that it is in, or the region of regional advice, as written. ``date`` is when it was announced or took
    effect; ``None`` where the text does not allow one. ``wording`` is the run of words that the value was read from;
    ``ends`` the last day of a measure that says its own end (an embassy shut for one day).
    """

    sender: str | None
    host: str | None
    type: PostureType
    value: str
    modality: Modality = "fact"
    scope: Scope | None = None
    place: str | None = None
    date: dt.date | None = None
    ends: dt.date | None = None
    wording: str | None = None


class Statement(Telling, frozen=True, kw_only=True, tag="statement"):
    """In this sentence, this speaker is reported to say something; the evidence is the whole sentence.

    ``speaker`` is the fullest name that the document gives a person, the institution, or the description of an unnamed
    source; ``speaker_country`` the state that they speak for or from; ``office`` what the document calls a person.
    ``form`` is ``direct`` (quoted), ``mixed`` (words of it quoted) or ``indirect``; ``cue`` the words that attribute
    it. ``addressee`` and ``venue`` are as written. ``chain`` holds the origins that hand the words on, nearest the
    reader first ("N1 reported that Vučić said": ``("N1",)``). ``continuation`` is true for a sentence of a running
    quote that names no speaker of its own. ``date`` is the day it was said; ``None`` where the text allows none.
    """

    speaker: str
    speaker_country: str | None = None
    office: str | None = None
    form: Form
    cue: str
    date: dt.date | None = None
    addressee: str | None = None
    venue: str | None = None
    chain: tuple[str, ...] = ()
    continuation: bool = False


class Denial(Telling, frozen=True, kw_only=True, tag="denial"):
    """In this sentence, this party denies or disputes a claim; never a verdict on who is right.

    ``by`` is named as in ``Statement``; ``claim`` the words of what is denied, as the text puts them; ``denies`` the
    first and last offset of the sentence in the same document that asserts it, where one does.
    """

    by: str
    by_country: str | None = None
    claim: str
    cue: str
    date: dt.date | None = None
    denies: tuple[int, int] | None = None


class Figure(Telling, frozen=True, kw_only=True, tag="figure"):
    """In this sentence, so many of something belong to the crisis: forces, losses, people, aid, lengths of talks.

    ``value`` is a number, or the least and the most; ``unit`` a noun in the singular ("troop", "person", "minute",
    "kg"); ``what`` the words that say what is counted; ``out_of`` the whole that it is taken from. ``host`` is the
    country and ``place`` the place that stand with it, where told. ``attributed_to`` is who says so; ``date`` the day
    that it holds for. ``counting`` is ``total`` or ``new`` where the text tells which ("3,000 more, joining the
    1,700"). ``wording`` is the quantity as written.
    """

    value: float | tuple[float, float]
    qualifier: Qualifier = "exact"
    unit: str
    what: str
    out_of: float | None = None
    host: str | None = None
    place: str | None = None
    attributed_to: str | None = None
    date: dt.date | None = None
    counting: Counting | None = None
    wording: str


class Contact(Telling, frozen=True, kw_only=True, tag="contact"):
    """In this sentence, officials or governments speak with each other, meet, or one visits; held or only planned.

    ``participants`` are full names as far as the document tells them, states by name where no person is named;
    ``countries`` the states of the participants, in their order, where told. ``duration_minutes`` is in minutes.
    Two accounts of one call are two records.
    """

    participants: tuple[str, ...]
    countries: tuple[str | None, ...] = ()
    mode: Mode
    date: dt.date | None = None
    place: str | None = None
    duration_minutes: float | None = None
    status: Literal["held", "planned"] = "held"
    wording: str | None = None


class Forewarning(Telling, frozen=True, kw_only=True, tag="warning"):
    """In this sentence, somebody says that something may happen; the reader never says so itself.

    ``speaker`` is named as in ``Statement``; ``None`` where the text names nobody ("fears are growing that").
    ``what`` is the clause that tells it, as written; ``threat_from`` and ``threat_country`` who would do it. ``host``
    and ``place`` are where. ``window`` is when, as written ("at any time", "before the end of the Games"); ``first``
    and ``last`` are its days, ``None`` on the side that the words leave open. ``instructions`` are what people are
    told to do in the same breath, as written. ``likelihood`` is ``possible`` (could), ``expected`` (will, imminent),
    ``conditional`` (only if) or ``denied`` (somebody says that it will not).
    """

    speaker: str | None = None
    speaker_country: str | None = None
    cue: str
    what: str
    threat_from: str | None = None
    threat_country: str | None = None
    host: str | None = None
    place: str | None = None
    window: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    instructions: tuple[str, ...] = ()
    likelihood: Likelihood = "possible"


class Event(Telling, frozen=True, kw_only=True, tag="event"):
    """In this sentence, somebody is said to do something to somebody, by the event types of PLOVER.

    ``type`` is from PLOVER's codebook (16 types), ``mode`` its mode of that type where the words tell one; ``act`` is
    the type of what is agreed, asked for, refused or threatened. ``actor`` and ``recipient`` are as written, with the
    state that each stands for. ``host`` and ``place`` are where; ``date`` is the day it happened, or is to happen.
    ``said_by`` is who says so; ``observed_by`` who saw or measured it (satellites, an air force, a correspondent).
    ``wording`` holds the words that name it. What is only supposed ("if", "could attack") is no event.
    """

    type: EventType
    act: EventType | None = None
    mode: str | None = None
    actor: str | None = None
    actor_country: str | None = None
    recipient: str | None = None
    recipient_country: str | None = None
    host: str | None = None
    place: str | None = None
    date: dt.date | None = None
    modality: Modality = "fact"
    said_by: str | None = None
    observed_by: str | None = None
    wording: str


class Way(Telling, frozen=True, kw_only=True, tag="way"):
    """In this sentence, a way out of a country (or a point where people are received) is said to be open or not.

    ``mode`` is what kind of way, ``name`` the way as written ("Adré border crossing"), ``state`` what is said of it.
    ``host`` is the country that it leads out of, ``beyond`` the one that it leads to, ``place`` the town where it is.
    ``date`` is the day from which it is so; ``modality`` as of a posture; ``said_by`` who says so. Flights of a carrier
    are postures of type ``carrier``; what a mission does for its people are postures of type ``mission``.
    """

    mode: WayMode
    state: WayState
    name: str
    host: str | None = None
    beyond: str | None = None
    place: str | None = None
    date: dt.date | None = None
    modality: Modality = "fact"
    said_by: str | None = None
    wording: str


class DocumentRecord(Record, frozen=True, kw_only=True, tag="document"):
    """What a document says of itself: its title (the evidence where there is one), publisher, date, bylines.

    ``people`` are those whom it introduces by an office, in reading order.
    """

    key: str
    published: dt.date | None
    publisher: str | None
    title: str | None
    bylines: tuple[str, ...]
    live_blog: bool
    language: str | None = None
    address: str | None = None
    canonical: str | None = None
    people: tuple[Introduction, ...] = ()


class PassageRecord(Record, frozen=True, kw_only=True, tag="passage"):
    """A run of the text and its role.

    ``read`` is whether it was read for records: headings and body that touch what Tocsin is for, or stand beside such.
    """

    role: Literal["body", "heading", "caption", "credit", "noise"]
    opens_post: bool = False
    read: bool = True


AnyRecord = DocumentRecord | PassageRecord | Posture | Statement | Denial | Figure | Contact | Forewarning | Event | Way
