"""The judgements of analysts: what they write beside records, and the records that come of it. Nothing is changed."""

import datetime as dt
import unicodedata
from collections.abc import Collection, Sequence

import msgspec
import sqlalchemy as sa

from tocsin.documents.model import Document
from tocsin.errors import InputError
from tocsin.ledger import rows, tables
from tocsin.ledger.engine import writing
from tocsin.ledger.judgement_model import DECIDING, Judgement, JudgementKind, Noted
from tocsin.ledger.judgement_tables import judgements
from tocsin.ledger.judgements import judgement, named
from tocsin.ledger.model import DESK, Landing, StoredDocument, StoredRecord, analyst
from tocsin.ledger.moments import utc
from tocsin.ledger.stored import document_in
from tocsin.ledger.writing import Beside, Reading, insert
from tocsin.records.codes import state_codes
from tocsin.records.model import Record

LOCK = 0x70C51D5
"""The PostgreSQL advisory lock under which one judgement at a time is written."""
NAME, REASON = 64, 4_000
"""The most characters of an author's name and of a reason."""
_NO_RECORD = "There is no record {id}: the page of its document and 'tocsin why' show the ids of records."


class _Target(msgspec.Struct):
    """The record that a judgement is about, the one that it goes back to, and its document."""

    asked: str
    record: str
    gist: str
    stored: StoredDocument
    key: str
    last: Judgement | None

    @property
    def counts(self) -> StoredRecord | None:
        """The record that is asked for, where it counts."""
        return next((each for each in self.stored.records if each.id == self.asked), None)


class Judging:
    """Judges what is in one ledger. Every method takes the moment (aware) and the author's name.

    Raises InputError for what cannot be judged so, with a sentence that says what to do; LedgerError where the database
    fails.
    """

    def __init__(self, engine: sa.Engine, *, beside: Sequence[Beside] = ()) -> None:
        self._engine, self._beside = engine, tuple(beside)

    def reject(self, record: str, *, author: str, reason: str, at: dt.datetime) -> Judgement:
        """From ``at`` on this record decides nothing. What it corrected stays corrected away."""
        made = _Made(kind="reject", author=author, reason=_needed(reason, "reject"), at=at)
        with writing(self._engine, lock=LOCK) as connection:
            target = _counting(_target(connection, record))
            return self._judge(connection, made, target)

    def restore(self, record: str, *, author: str, reason: str | None = None, at: dt.datetime) -> Judgement:
        """Take the rejection or the correction of a record back: it counts again, what was put instead does not."""
        made = _Made(kind="restore", author=author, reason=_clean(reason), at=at)
        with writing(self._engine, lock=LOCK) as connection:
            target = _target(connection, record)
            if target.last is None or target.last.kind == "restore":
                message = f"The record {record} is neither rejected nor corrected: there is nothing to take back."
                raise InputError(message)
            return self._judge(connection, made, target)

    def correct(self, record: str, put: Record, *, author: str, reason: str, at: dt.datetime) -> Judgement:
        """From ``at`` on ``put``, a record of the same document, counts instead of this one."""
        made = _Made(kind="correct", author=author, reason=_needed(reason, "correct"), at=at)
        with writing(self._engine, lock=LOCK) as connection:
            target = _counting(_target(connection, record))
            _refuse_known(target.stored, put)
            return self._judge(connection, made, target, put)

    def add(self, document: str, put: Record, *, author: str, reason: str | None = None, at: dt.datetime) -> Judgement:
        """From ``at`` on ``put``, read by an analyst in a kept document, counts too."""
        made = _Made(kind="add", author=author, reason=_clean(reason), at=at)
        with writing(self._engine, lock=LOCK) as connection:
            stored = document_in(connection, document)
            if stored is None:
                message = f"The ledger holds no document {document}: 'tocsin add' takes documents in."
                raise InputError(message)
            _refuse_known(stored, put)
            return self._judge(connection, made, _unread(stored, document), put)

    def state(self, document: Document, put: Record, *, author: str, at: dt.datetime) -> Judgement:
        """From ``at`` on ``put`` counts, which stands in a document that the analyst wrote, with its source."""
        made = _Made(kind="add", author=author, reason=None, at=at)
        reading = Reading(document, (), reader=DESK, at=made.at)
        with writing(self._engine, lock=LOCK) as connection:
            insert(connection, tables.documents, rows.document_row(document))
            insert(connection, tables.sightings, rows.sighting_row(document, made.at))
            reading.write(connection)
            stored = document_in(connection, document.key)
            assert stored is not None, "it was written a moment ago"  # noqa: S101
            _refuse_known(stored, put)
            return self._judge(connection, made, _unread(stored, document.key), put, new_document=True)

    def note(self, kind: JudgementKind, of: Noted, *, author: str, reason: str | None, at: dt.datetime) -> Judgement:
        """Pin something, take the pin off, or comment on it: a comment needs words. Nothing is decided by it."""
        words = _needed(reason or "", "comment") if kind == "comment" else _clean(reason)
        made = _Made(kind=kind, author=author, reason=words, at=at)
        with writing(self._engine, lock=LOCK) as connection:
            row = _about(connection, of)
            pinned = _last(connection, row["gist"], ("pin", "unpin"))
            is_pinned = pinned is not None and pinned.kind == "pin"
            if kind in ("pin", "unpin") and is_pinned == (kind == "pin"):
                raise InputError("This is pinned already." if is_pinned else "This is not pinned.")
            return _write(connection, made, row)

    def _judge(
        self,
        connection: sa.Connection,
        made: "_Made",
        target: _Target,
        put: Record | None = None,
        *,
        new_document: bool = False,
    ) -> Judgement:
        """Write a judgement with the record that comes of it, and tell those who write beside the ledger."""
        fields = {"record": target.record or None, "document": target.key, "gist": target.gist}
        number = _next(connection)
        brought: dict[str, Record] = {}
        if put is None:
            held = connection.execute(sa.select(tables.records.c.host).where(tables.records.c.id == target.record))
            fields["host"] = held.scalar()
        else:
            row = _write_record(connection, target, put, made, number)
            brought[row["id"]] = put
            fields |= {"made": row["id"], "host": row["host"], "gist": target.gist or _gist(target.key, row["payload"])}
        found = _write(connection, made, fields, number)
        landing = Landing(
            document=target.stored.document,
            reading=found.key,
            seen_at=found.at if brought else None,
            read_at=found.at,
            new_document=new_document,
            new_reading=True,
            records=brought,
            judged=True,
        )
        for write in self._beside:
            write(connection, landing)
        return found


class _Made(msgspec.Struct):
    """Who judged, how, why and when."""

    kind: JudgementKind
    author: str
    reason: str | None
    at: dt.datetime

    def __post_init__(self) -> None:
        self.at = utc(self.at)
        self.author = author_named(self.author)


def author_named(name: str) -> str:
    """The name of an author as it is kept: one line of visible characters. InputError for one that does not fit."""
    known = " ".join((rows.keepable(name) or "").split())
    unseen = any(unicodedata.category(letter).startswith("C") for letter in known)
    if not known or len(known) > NAME or unseen:
        message = f"An author has a name of at most {NAME} visible characters, for example a.okafor."
        raise InputError(message)
    return known


def _clean(reason: str | None) -> str | None:
    words = (rows.keepable(reason) or "").strip()
    if len(words) > REASON:
        message = f"A reason has at most {REASON} characters."
        raise InputError(message)
    return words or None


def _needed(reason: str, kind: str) -> str:
    words = _clean(reason)
    if words is None:
        raise InputError("A comment needs words." if kind == "comment" else f"To {kind} a record needs a reason.")
    return words


def _target(connection: sa.Connection, record: str) -> _Target:
    """The record that is judged; that of a correction stands for what it corrected."""
    held = sa.select(tables.records.c.id, tables.records.c.document, tables.records.c.payload)
    put = sa.select(judgements.c.record).where(judgements.c.made == record, judgements.c.kind == "correct")
    root = connection.execute(put).scalar() or record
    row = connection.execute(held.where(tables.records.c.id == root)).first()
    if row is None:
        raise InputError(_NO_RECORD.format(id=record))
    stored = document_in(connection, row.document)
    assert stored is not None, "a record has a document"  # noqa: S101
    gist = _gist(row.document, row.payload)
    last = _last(connection, gist, DECIDING)
    return _Target(asked=record, record=root, gist=gist, stored=stored, key=row.document, last=last)


def _counting(target: _Target) -> _Target:
    if target.counts is None:
        last = target.last
        if last is not None and last.kind != "restore":
            done = "rejected" if last.kind == "reject" else "corrected"
            message = f"The record {target.asked} was {done} by {last.author} already, at {last.at:%Y-%m-%d %H:%M}."
            raise InputError(message)
        message = f"The record {target.asked} is of a reading that a later one replaced: judge what stands now."
        raise InputError(message)
    return target


def _unread(stored: StoredDocument, key: str) -> _Target:
    return _Target(asked="", record="", gist="", stored=stored, key=key, last=None)


def _refuse_known(stored: StoredDocument, put: Record) -> None:
    same = next((each for each in (*stored.records, *stored.struck) if each.record == put), None)
    if same is not None:
        struck = same in stored.struck
        message = f"The document has just this record: {same.id}" + (
            ", which was struck out: take that back instead." if struck else "."
        )
        raise InputError(message)


def _write_record(connection: sa.Connection, target: _Target, put: Record, made: _Made, number: int) -> rows.Row:
    """The record in a reading of its own, which is the analyst's and never the one in force."""
    name = analyst(made.author)
    key = rows.digest("judgement", str(number), target.key, name)
    document = target.stored.document
    reading = rows.reading_row(document, name) | {
        "key": key,
        "document": target.key,
        "publisher": name,
        "bylines": msgspec.json.encode((made.author,)).decode(),
    }
    (row,) = rows.record_rows(document, key, [put])
    row["document"] = target.key
    insert(connection, tables.readings, reading)
    insert(connection, tables.records, row)
    return row


def _about(connection: sa.Connection, of: Noted) -> rows.Row:
    """The fields of what is pinned or commented on."""
    about = named(of)
    if len(about) != 1:
        raise InputError("Name one thing: a record, a document, a claim or a host.")
    ((what, value),) = about
    row: rows.Row = {what: value, "gist": f"{what} {value}"}
    if what == "host":
        if value not in state_codes():
            message = f"{value} is no code of a country: write three letters, such as UKR."
            raise InputError(message)
        return row
    if what == "document":
        if connection.execute(sa.select(tables.documents.c.key).where(tables.documents.c.key == value)).first() is None:
            message = f"The ledger holds no document {value}."
            raise InputError(message)
        return row
    held = sa.select(tables.records.c.host, tables.records.c.document).where(tables.records.c.id == value)
    found = connection.execute(held).first()
    if found is None:
        raise InputError(_NO_RECORD.format(id=value))
    return row | {"host": found.host, "document": found.document}


def _write(connection: sa.Connection, made: _Made, fields: rows.Row, number: int | None = None) -> Judgement:
    place = _next(connection) if number is None else number
    said = msgspec.structs.asdict(made)
    key = rows.digest(str(place), made.author, made.kind, made.at.isoformat(), fields["gist"], made.reason or "")[:24]
    row = {"number": place, "key": key} | said | fields
    connection.execute(sa.insert(judgements), row)
    return msgspec.convert({name: row.get(name) for name in Judgement.__struct_fields__}, Judgement)


def _next(connection: sa.Connection) -> int:
    return (connection.execute(sa.select(sa.func.max(judgements.c.number))).scalar() or 0) + 1


def _last(connection: sa.Connection, gist: str, kinds: Collection[str]) -> Judgement | None:
    every = judgements.c
    asked = sa.select(judgements).where(every.gist == gist, every.kind.in_(sorted(kinds)))
    row = connection.execute(asked.order_by(every.number.desc()).limit(1)).first()
    return None if row is None else judgement(row)


def _gist(document: str, payload: str) -> str:
    """What names the same words about the same thing in every reading of a document."""
    return rows.digest("gist", document, payload)
