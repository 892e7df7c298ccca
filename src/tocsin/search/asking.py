"""Asking: candidates from the index, those of readings in force, copies folded, and the words around each."""

import bisect
import datetime as dt
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from tocsin.ledger import Ledger
from tocsin.ledger import tables as ledger_tables
from tocsin.ledger.engine import reading
from tocsin.ledger.judged import struck_ids
from tocsin.ledger.moments import utc
from tocsin.ledger.picture_tables import documents as pictured
from tocsin.ledger.picture_tables import parts
from tocsin.ledger.queries import known_documents
from tocsin.ledger.search_tables import lines, pieces
from tocsin.search.marking import marks, quote
from tocsin.search.model import Asked, Found, Hit, Named, Place
from tocsin.search.query import Query, parse
from tocsin.search.statements import DEPTH, Candidate, candidates
from tocsin.search.taking_in import behind, bring_up

AT_ONCE = 100
"""Candidates that are looked up together."""
NAMED = 5
"""Records that are named with one hit."""


class _Known(NamedTuple):
    """A document as it is known at the moment that is asked about."""

    reading: str
    publisher: str | None
    title: str | None
    published: dt.date | None
    language: str | None
    address: str | None
    first_seen: dt.datetime


class _Chosen(NamedTuple):
    """A candidate that is a hit, what is known of its document, and the text that it is a copy of, or is copied."""

    number: int
    candidate: Candidate
    known: _Known
    root: str | None


def search(
    ledger: Ledger, asked: Asked, *, limit: int = 20, place: Place | None = None, seconds: float | None = None
) -> Found:
    """The texts that fit, at most ``limit`` of them after ``place``: each document once, near-copies folded into one.

    What the ledger holds and the index does not yet is taken in first, for at most ``seconds``. A list goes on over
    what was there when it began: what is added meanwhile neither repeats nor hides a hit. Raises InputError for words
    that are no query.
    """
    query = parse(asked.words)
    bring_up(ledger, seconds=seconds)
    with reading(ledger.engine) as connection:
        newest = place.newest if place else _newest(connection, asked)
        given = candidates(asked, query, dialect=connection.dialect.name, newest=newest)
        struck = set(connection.execute(struck_ids(None if asked.known_at is None else utc(asked.known_at))).scalars())
        every = [each for row in connection.execute(given) if (each := Candidate(*row)).record not in struck]
        known = _in_force(connection, asked, every)
        chosen, after = _choose(known, asked, after=place.after if place else 0, limit=limit)
        hits = list(_hits(connection, asked, query, chosen, every=every, struck=struck))
    return Found(
        hits=tuple(hits),
        places=tuple(Place(newest, each.number + 1) for each in chosen),
        next=Place(newest, after) if after is not None else None,
        cut=len(every) >= DEPTH,
        waiting=behind(ledger),
    )


def _newest(connection: sa.Connection, asked: Asked) -> int:
    table = pieces if asked.kind is None else lines
    return connection.execute(sa.select(sa.func.max(table.c.id))).scalar() or 0


def _choose(
    every: Iterable[_Chosen | None], asked: Asked, *, after: int, limit: int
) -> tuple[list[_Chosen], int | None]:
    """The hits among the candidates after so many, and the number of the one at which they go on, if any."""
    own: set[tuple[object, ...]] = set()
    copied: dict[tuple[object, ...], str] = {}
    found: list[_Chosen] = []
    for each in every:
        if each is None:
            continue
        document = each.candidate.document
        mine, text = _folds(asked, each)
        if mine in own or copied.get(text, document) != document:
            continue
        if len(found) == limit:
            return found, each.number
        own.add(mine)
        copied.setdefault(text, document)
        if each.number >= after:
            found.append(each)
    return found, None


def _folds(asked: Asked, each: _Chosen) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """What is shown once: a document, or of records a sentence; and its text, whoever prints it.

    The same sentence in two copies is told by its length.
    """
    candidate = each.candidate
    text = each.root or candidate.document
    if asked.kind is None:
        return (candidate.document,), (text,)
    length = candidate.end - candidate.start
    return (candidate.document, candidate.start, candidate.end), (text, length)


def _in_force(connection: sa.Connection, asked: Asked, every: Sequence[Candidate]) -> Iterator[_Chosen | None]:
    """Each candidate with its document; ``None`` for one of a reading that is not in force at the moment."""
    for start in range(0, len(every), AT_ONCE):
        some = every[start : start + AT_ONCE]
        keys = sorted({each.document for each in some})
        known, roots = _known(connection, keys, asked.known_at), _roots(connection, keys)
        for number, each in enumerate(some, start):
            held = known.get(each.document)
            in_force = held is not None and held.reading == each.reading
            yield _Chosen(number, each, held, _root(roots, each)) if held is not None and in_force else None


def _known(connection: sa.Connection, keys: Collection[str], known_at: dt.datetime | None) -> dict[str, _Known]:
    held = ledger_tables.documents.c.key
    known = known_documents(None if known_at is None else utc(known_at), sa.select(held).where(held.in_(keys)))
    of = ledger_tables.readings.c
    asked = sa.select(
        known.c.document,
        known.c.reading,
        of.publisher,
        of.title,
        of.published,
        of.language,
        known.c.address,
        known.c.first_seen,
    ).join_from(known, ledger_tables.readings, of.key == known.c.reading)
    return {row[0]: _Known(*row[1:]) for row in connection.execute(asked)}


def _roots(connection: sa.Connection, keys: Collection[str]) -> dict[str, list[tuple[int, str]]]:
    """For each document where its parts start, and the first text that each goes back to."""
    asked = sa.select(parts.c.document, parts.c.name, parts.c.root).where(parts.c.document.in_(keys))
    found: dict[str, list[tuple[int, str]]] = {}
    for document, name, root in connection.execute(asked):
        found.setdefault(document, []).append((int(name.rpartition(":")[2]), root))
    return found


def _root(roots: Mapping[str, list[tuple[int, str]]], candidate: Candidate) -> str | None:
    holding = [each for each in roots.get(candidate.document, ()) if each[0] <= candidate.start]
    return max(holding)[1] if holding else None


def _hits(
    connection: sa.Connection,
    asked: Asked,
    query: Query,
    chosen: Sequence[_Chosen],
    *,
    every: Iterable[Candidate],
    struck: Collection[str],
) -> Iterator[Hit]:
    """What is shown of each that was chosen. ``struck`` are the records that count no more."""
    keys = sorted({each.candidate.document for each in chosen})
    texts = _texts(connection, keys)
    named = _named(connection, {each.known.reading for each in chosen}, struck)
    starts = _starts(connection, {each.known.reading for each in chosen})
    copies = _copies(connection, {each.root for each in chosen if each.root}, asked.known_at)
    posts = Counter((each.document, each.reading) for each in every)
    for each in chosen:
        candidate, known = each.candidate, each.known
        text = texts[candidate.document]
        (start, end), marked = quote(text, query.terms, candidate.start, candidate.end, line=asked.kind is not None)
        records = named.get(known.reading, ())
        passages = starts.get(known.reading, [])
        before = bisect.bisect_right(passages, start)
        yield Hit(
            document=candidate.document,
            title=known.title,
            publisher=known.publisher,
            published=known.published,
            day=candidate.day,
            language=known.language,
            address=known.address,
            first_seen=known.first_seen,
            quote=text[start:end],
            start=start,
            end=end,
            passage=passages[max(0, before - 1)] if passages else 0,
            marks=tuple(marked),
            title_marks=tuple(marks(known.title or "", query.terms)),
            records=tuple(_of_hit(asked, candidate, records, marked))[:NAMED],
            more=posts[candidate.document, candidate.reading] - 1 if asked.kind is None else 0,
            copies=len(copies.get(each.root or "", set()) - {candidate.document}),
        )


def _of_hit(
    asked: Asked, candidate: Candidate, records: Iterable[Named], marked: Sequence[tuple[int, int]]
) -> Iterator[Named]:
    """The records of the sentence that was found; of a text, those whose evidence holds a marked word."""
    for record in records:
        if asked.kind is not None:
            if (record.start, record.end, record.kind) == (candidate.start, candidate.end, asked.kind):
                yield record
        elif any(record.start <= start and end <= record.end for start, end in marked):
            yield record


def _texts(connection: sa.Connection, keys: Collection[str]) -> dict[str, str]:
    held = ledger_tables.documents.c
    asked = sa.select(held.key, held.text).where(held.key.in_(keys))
    return {key: zlib.decompress(text).decode() for key, text in connection.execute(asked)}


def _named(connection: sa.Connection, readings: Collection[str], struck: Collection[str]) -> dict[str, list[Named]]:
    """The records of each reading that count."""
    of = ledger_tables.records.c
    asked = (
        sa.select(of.reading, of.id, of.kind, of.host, of.sender, of.day, of.start, of.end)
        .where(of.reading.in_(readings))
        .order_by(of.start, of.end, of.kind, of.id)
    )
    found: dict[str, list[Named]] = {}
    for reading_, id_, kind, host, sender, day, start, end in connection.execute(asked):
        if id_ not in struck:
            record = Named(id=id_, kind=kind, host=host, sender=sender, day=day, start=start, end=end)
            found.setdefault(reading_, []).append(record)
    return found


def _starts(connection: sa.Connection, readings: Collection[str]) -> dict[str, list[int]]:
    """Where the passages of each reading start."""
    of = ledger_tables.passages.c
    asked = sa.select(of.reading, of.start).where(of.reading.in_(readings)).order_by(of.reading, of.start)
    found: dict[str, list[int]] = {}
    for reading_, start in connection.execute(asked):
        found.setdefault(reading_, []).append(start)
    return found


def _copies(connection: sa.Connection, roots: Collection[str], known_at: dt.datetime | None) -> dict[str, set[str]]:
    """The documents that print each text."""
    asked = (
        sa.select(parts.c.root, parts.c.document)
        .join_from(parts, pictured, pictured.c.document == parts.c.document)
        .where(parts.c.root.in_(roots))
    )
    if known_at is not None:
        asked = asked.where(pictured.c.first_seen <= utc(known_at))
    found: dict[str, set[str]] = {}
    for root, document in connection.execute(asked):
        found.setdefault(root, set()).add(document)
    return found
