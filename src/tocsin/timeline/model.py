"""The nouns of the timeline: Timeline, Entry, Doubt, Outcome."""

import datetime as dt

import msgspec

from tocsin.claims import ClaimKind, Value


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody denies or doubts an entry, in these words, by so many independent origins. Never a verdict."""

    by: str
    words: str
    day: dt.date | None
    origins: int
    evidence: tuple[str, ...]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a warning whose window is past, as far as the ledger knows: entries that match it, if any.

    ``evidence`` are the ids of their records. That it holds nothing is no proof that nothing came.
    """

    words: str
    evidence: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One claim in the timeline of a country.

    ``label`` says in a few words what it is, ``quote`` is the sentence that says it best, of the record ``said_id``.
    ``origins`` counts the independent ones, ``documents`` all that carry it; ``first`` is who had it first. ``weight``
    is what it is ranked by and ``why`` what that is made of. ``values`` are a figure's by day and claimant.
    """

    claim: str
    day: dt.date | None
    until: dt.date | None
    kind: ClaimKind
    label: str
    quote: str
    said_id: str
    origins: int
    documents: int
    first: str
    weight: int
    why: tuple[str, ...]
    evidence: tuple[str, ...]
    contested: tuple[Doubt, ...] = ()
    values: tuple[Value, ...] = ()
    outcome: Outcome | None = None


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """The entries of a country, the latest day first, the weightiest of a day first; undated ones last."""

    host: str
    known_at: dt.datetime | None
    entries: tuple[Entry, ...] = ()
