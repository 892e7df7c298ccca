"""Taking documents and records into the search, in the transaction that adds them."""

import bisect
import itertools
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from tocsin.documents.fingerprints import parts
from tocsin.documents.model import Document, Role
from tocsin.ledger import rows, tables
from tocsin.ledger.queries import of_reading
from tocsin.ledger.search_tables import OWN, lines, pieces, readings, waiting
from tocsin.ledger.words import only_words, words
from tocsin.records.model import Record

LONGEST = 4_000
"""Words of one piece: PostgreSQL keeps no more than 256 places of a word, and no place beyond the 16,383rd."""
SPEAKERS = ("speaker", "by", "attributed_to", "actor", "said_by", "office", "sender")
"""The fields of a record that name who says or does it."""
_TOGETHER = 300

Row = dict[str, Any]


class Text(NamedTuple):
    """A row of pieces or lines, and its words: those that lead (a title, speakers), and those of the text."""

    row: Row
    lead: list[str]
    text: list[str]


def take_in(connection: sa.Connection, document: Document, reading: str, records: Sequence[Record]) -> None:
    """Make one reading of a document searchable: its pieces, and the sentences of its records."""
    key = document.key
    made = list(_pieces(document, key))
    ids = _keep(connection, pieces, [text for text, _ in made])
    publisher, language = (document.publisher or "").casefold(), (document.language or "").casefold()
    placed = [
        {
            "reading": reading,
            "piece": ids[text.row["name"]],
            "day": day,
            "language": language.replace("_", "-").partition("-")[0] or None,
            "publisher": rows.keepable(publisher) or None,
        }
        for text, day in made
    ]
    _insert(connection, readings, placed)
    _keep(connection, lines, _lines(document, key, records))


def take_in_again(connection: sa.Connection, keys: Sequence[str]) -> None:
    """Make readings searchable that the ledger holds already; they wait no longer."""
    for key in keys:
        asked = (
            sa.select(tables.documents, *(column for column in tables.readings.c if column.name != "key"))
            .add_columns(sa.null().label("address"))
            .join_from(tables.readings, tables.documents, tables.documents.c.key == tables.readings.c.document)
            .where(tables.readings.c.key == key)
        )
        row = connection.execute(asked).first()
        if row is not None:
            held = of_reading(key)
            passages = [rows.unpack_passage(each) for each in connection.execute(held.passages)]
            said = sa.select(tables.records.c.payload).where(tables.records.c.reading == key)
            records = [rows.unpack_record(payload) for payload in connection.execute(said).scalars()]
            take_in(connection, rows.unpack_document(row, passages, ()), key, records)
    connection.execute(sa.delete(waiting).where(waiting.c.reading.in_(keys)))


def forget(connection: sa.Connection) -> None:
    """Empty the search; all that the ledger holds waits to be taken in again."""
    for table in (pieces, lines, readings, waiting):
        connection.execute(sa.delete(table))
    for name in OWN:
        emptied = f"INSERT INTO {name} ({name}) VALUES ('delete-all')"  # noqa: S608 - the name is ours
        connection.execute(sa.text(emptied) if connection.dialect.name == "sqlite" else sa.delete(sa.table(name)))
    connection.execute(sa.insert(waiting).from_select(["reading"], sa.select(tables.readings.c.key)))


def _pieces(document: Document, key: str) -> Iterable[tuple[Text, Any]]:
    title = only_words(document.title or "")
    days = [(each.start, each.published) for each in document.passages if each.opens_post]
    for start, end in parts(document):
        post = bisect.bisect_right(days, start, key=lambda opened: opened[0])
        day = (days[post - 1][1] if post else None) or document.published
        for left, right, found in _cut(document, start, end):
            name = rows.digest(key, str(left), str(right), " ".join(title), " ".join(found))
            row = {"name": name, "document": key, "start": left, "end": right}
            yield Text(row, title, found), day


def _cut(document: Document, start: int, end: int) -> Iterable[tuple[int, int, list[str]]]:
    """A part of a document with its words; a very long one in several."""
    spans = [
        (max(start, each.start), min(end, each.end))
        for each in document.passages
        if each.role is not Role.NOISE and each.start < end and each.end > start
    ]
    spans = spans if document.passages else [(start, end)]
    found = [word for left, right in spans for word in only_words(document.text, left, right)]
    if len(found) <= LONGEST:
        yield start, end, found
        return
    begins = [word.start for left, right in spans for word in words(document.text, left, right)]
    edges = [start, *begins[LONGEST::LONGEST], end]
    for place, (left, right) in enumerate(itertools.pairwise(edges)):
        yield left, right, found[place * LONGEST : (place + 1) * LONGEST]


def _lines(document: Document, key: str, records: Sequence[Record]) -> list[Text]:
    """The sentences of the records, each once."""
    speaking: dict[tuple[int, int], dict[str, None]] = {}
    for record in records:
        named = speaking.setdefault((record.start, record.end), {})
        named.update(dict.fromkeys(str(name) for field in SPEAKERS if (name := getattr(record, field, None))))
    found = []
    for (start, end), named in speaking.items():
        who = only_words(" ".join(named))
        name = rows.digest(key, str(start), str(end), " ".join(who))
        row = {"name": name, "document": key, "start": start, "end": end}
        found.append(Text(row, who, only_words(document.text, start, end)))
    return found


def _keep(connection: sa.Connection, table: sa.Table, given: Sequence[Text]) -> dict[str, int]:
    """Keep the texts that are not kept yet, with their words; the number of each by its name."""
    by_name = {text.row["name"]: text for text in given}
    if not by_name:
        return {}
    dialect = connection.dialect.name
    of = sqlite.insert if dialect == "sqlite" else postgresql.insert
    added = of(table).on_conflict_do_nothing().returning(table.c.name, table.c.id)
    made = {row.name: row.id for row in connection.execute(added, [text.row for text in by_name.values()])}
    if made:
        packed = _as_texts if dialect == "sqlite" else _as_vector
        words_of = [{"id": number, **packed(by_name[name])} for name, number in made.items()]
        connection.execute(_WORDS[dialect, table.name], words_of)
    return made | _numbers(connection, table, [name for name in by_name if name not in made])


def _numbers(connection: sa.Connection, table: sa.Table, names: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(names), _TOGETHER):
        asked = sa.select(table.c.name, table.c.id).where(table.c.name.in_(names[start : start + _TOGETHER]))
        found.update((row.name, row.id) for row in connection.execute(asked))
    return found


def _insert(connection: sa.Connection, table: sa.Table, given: Sequence[Row]) -> None:
    if given:
        of = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        connection.execute(of(table).on_conflict_do_nothing(), given)


_WORDS = {
    ("sqlite", "search_pieces"): sa.text(
        "INSERT INTO search_piece_words (rowid, title, text) VALUES (:id, :lead, :text)"
    ),
    ("sqlite", "search_lines"): sa.text("INSERT INTO search_line_words (rowid, who, text) VALUES (:id, :lead, :text)"),
    ("postgresql", "search_pieces"): sa.text(
        "INSERT INTO search_piece_words (id, words) VALUES (:id, CAST(:vector AS tsvector)) ON CONFLICT DO NOTHING"
    ),
    ("postgresql", "search_lines"): sa.text(
        "INSERT INTO search_line_words (id, words) VALUES (:id, CAST(:vector AS tsvector)) ON CONFLICT DO NOTHING"
    ),
}


def _as_texts(text: Text) -> Row:
    return {"lead": " ".join(text.lead), "text": " ".join(text.text)}


def _as_vector(text: Text) -> Row:
    """The words with their places as PostgreSQL writes a ``tsvector``: those that lead weigh more."""
    places: dict[str, list[str]] = {}
    lead = text.lead[: LONGEST - 1]
    for place, word in enumerate(lead, 1):
        places.setdefault(word, []).append(f"{place}A")
    for place, word in enumerate(text.text, len(lead) + 2):
        places.setdefault(word, []).append(str(place))
    return {"vector": " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())}
