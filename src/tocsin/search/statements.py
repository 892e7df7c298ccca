"""The questions to the databases: which pieces, or which sentences of records, fit; the best or the newest first.

They are written out because each database has its own words for a full text index. What a person typed is only ever a
value beside them.
"""

import datetime as dt
from typing import Any, NamedTuple

import sqlalchemy as sa

from tocsin.ledger.moments import utc
from tocsin.ledger.tables import UtcDateTime
from tocsin.search.model import Asked
from tocsin.search.query import Query, as_fts5, as_tsquery

DEPTH = 1_000
"""Candidates that are ever listed for one question."""
RANKED = 10_000
"""Texts that are ranked against each other: where more fit, those that were taken in last."""


class Candidate(NamedTuple):
    """A text that fits: a piece, or a sentence with the record that it became."""

    number: int
    document: str
    reading: str
    start: int
    end: int
    day: dt.date | None
    record: str | None


class _Texts(NamedTuple):
    """What is searched: the table of its words, of its places, and what tells the reading, the day and the record."""

    words: str
    places: str
    held: str
    reading: str
    day: str
    record: str


_PIECES = _Texts(
    "search_piece_words",
    "search_pieces",
    "search_readings s ON s.piece = x.id",
    "s.reading",
    "s.day",
    "CAST(NULL AS text)",
)
_LINES = _Texts(
    "search_line_words",
    "search_lines",
    'records r ON r.document = x.document AND r.start = x.start AND r."end" = x."end"',
    "r.reading",
    "r.day",
    "r.id",
)
_SQLITE = """
SELECT number, document, reading, start, "end", day, record FROM (
    SELECT x.id AS number, x.document, {reading} AS reading, x.start, x."end", {day} AS day, {record} AS record,
      {weight} AS weight
    FROM {words} CROSS JOIN {places} x ON x.id = {words}.rowid CROSS JOIN {held}
    WHERE {words} MATCH :query AND x.id <= :newest {narrowed}
    ORDER BY {words}.rowid DESC LIMIT :ranked)
ORDER BY {order} LIMIT :depth"""
"""A cross join, because SQLite keeps its order: the words come first."""
_POSTGRES = """
WITH fitting AS MATERIALIZED (SELECT id FROM {words} WHERE words @@ CAST(:query AS tsquery)),
found AS MATERIALIZED (
    SELECT x.id AS number, x.document, {reading} AS reading, x.start, x."end", {day} AS day, {record} AS record
    FROM fitting JOIN {places} x ON x.id = fitting.id JOIN {held}
    WHERE x.id <= :newest {narrowed}
    ORDER BY x.id DESC LIMIT CAST(:ranked AS bigint)),
weighed AS (
    SELECT found.*, {weight} AS weight FROM found JOIN {words} w ON w.id = found.number)
SELECT number, document, reading, start, "end", day, record FROM weighed ORDER BY {order} LIMIT :depth"""
_WEIGHTS = {
    "sqlite": "bm25({words}, 4.0, 1.0)",
    "postgresql": "-ts_rank(w.words, CAST(:query AS tsquery), 1)",
}
"""The less, the better."""
_ORDERS = {
    "best": "CAST(20 * weight / min(weight) OVER () AS integer) DESC, day DESC NULLS LAST, number DESC",
    "newest": "day DESC NULLS LAST, number DESC",
}
"""Of two that fit about as well, within a twentieth of what fits best, the newer comes first."""
_TYPES: dict[str, Any] = {"known_at": UtcDateTime(), "since": sa.Date(), "until": sa.Date()}


def candidates(asked: Asked, query: Query, *, dialect: str, newest: int) -> sa.TextualSelect:
    """The texts up to the number ``newest`` that fit, in order, at most ``DEPTH`` of them."""
    texts = _PIECES if asked.kind is None else _LINES
    given = _given(asked) | {"newest": newest, "depth": DEPTH}
    best = asked.order == "best"
    if dialect == "sqlite":
        given |= {"query": as_fts5(query), "ranked": RANKED if best else -1}
    else:
        given |= {"query": as_tsquery(query), "ranked": RANKED if best else None}
    narrowed = "".join(f"\n      AND {each}" for each in _narrowed(asked, texts))
    weight = _WEIGHTS[dialect].format(words=texts.words) if best else "0"
    written = (_SQLITE if dialect == "sqlite" else _POSTGRES).format(
        narrowed=narrowed, weight=weight, order=_ORDERS[asked.order], **texts._asdict()
    )
    bound = [sa.bindparam(name, value, type_=_TYPES.get(name)) for name, value in given.items()]
    return sa.text(written).bindparams(*bound).columns(day=sa.Date)


def _given(asked: Asked) -> dict[str, Any]:
    """The values that the question is narrowed by."""
    fields = ("host", "sender", "kind", "since", "until")
    given = {name: value for name in fields if (value := getattr(asked, name)) is not None}
    if asked.known_at is not None:
        given["known_at"] = utc(asked.known_at)
    if asked.source is not None:
        given |= {"source": asked.source.strip(), "publisher": asked.source.strip().casefold()}
    if asked.language is not None:
        given["language"] = asked.language.strip().casefold().partition("-")[0]
    return given


def _narrowed(asked: Asked, texts: _Texts) -> list[str]:
    """The conditions beside the words."""
    found = []
    if asked.since is not None:
        found.append(f"{texts.day} >= :since")
    if asked.until is not None:
        found.append(f"{texts.day} <= :until")
    if asked.known_at is not None:
        found.append(_exists("sightings g", "g.document = x.document", "g.seen_at <= :known_at"))
        found.append(_exists("reading_times t", f"t.reading = {texts.reading}", "t.read_at <= :known_at"))
    return found + (_of_pieces(asked) if texts is _PIECES else _of_lines(asked))


def _of_lines(asked: Asked) -> list[str]:
    found = [f"r.{name} = :{name}" for name in ("kind", "host", "sender") if getattr(asked, name) is not None]
    published = _published(asked)
    if published:
        found.append(_exists("search_readings s", "s.reading = r.reading", *published))
    return found


def _of_pieces(asked: Asked) -> list[str]:
    found = _published(asked)
    if asked.host is not None or asked.sender is not None:
        said = ["r.reading = s.reading", "r.start >= x.start", 'r.start < x."end"']
        said += [f"r.{name} = :{name}" for name in ("host", "sender") if getattr(asked, name) is not None]
        stated = ["e.document = x.document"]
        if asked.host is not None:
            stated.append(_exists("register_hosts h", "h.source = e.source", "h.entry = e.entry", "h.host = :host"))
        if asked.sender is not None:
            stated.append("e.government = :sender")
        found.append(f"({_exists('records r', *said)} OR {_exists('register_editions e', *stated)})")
    return found


def _published(asked: Asked) -> list[str]:
    found = []
    if asked.source is not None:
        register = _exists("register_editions e", "e.document = x.document", "e.source = :source")
        found.append(f"(s.publisher = :publisher OR {register})")
    if asked.language is not None:
        found.append("s.language = :language")
    return found


def _exists(table: str, *conditions: str) -> str:
    """The words of this module only; values stand beside them."""
    return f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join(conditions)})"  # noqa: S608
