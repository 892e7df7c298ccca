"""A ledger of very many made records, written in bulk: hosts of very unlike size, documents of ten records each."""

import datetime as dt
import random
import time
from typing import Any

import sqlalchemy as sa

from tocsin.documents import Document, Passage, Role
from tocsin.ledger import open_ledger, rows, tables
from tocsin.reading.states import states
from tocsin.records import VALUES, Event, Figure, Posture, Statement
from tocsin.records.model import PostureType

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
DAYS = 720
HOSTS = sorted(code for code in states() if len(code) == 3)
random.Random(5).shuffle(HOSTS)
HOSTS = HOSTS[:200]
SENDERS = ["GBR", "USA", "DEU", "FRA", "JPN", "CAN", "AUS", "NLD", "SWE", "POL", "ITA", "ESP", "CHN", "IND", "BRA"]
CARRIERS = [f"Meridian Air {number}" for number in range(12)]
EACH = 10
"""Records of a document."""
AT_ONCE = 2_000


def fill(url: str, records: int) -> None:
    """Make the ledger and put so many records into it."""
    begun, dice = time.perf_counter(), random.Random(1)
    weights = [1 / (at + 1) for at in range(len(HOSTS))]
    with open_ledger(url) as ledger:
        for start in range(0, records // EACH, AT_ONCE):
            batch: dict[str, list[dict[str, Any]]] = {}
            for number in range(start, min(start + AT_ONCE, records // EACH)):
                host = dice.choices(HOSTS, weights)[0]
                _pack(batch, *_document(dice, host, number), dice)
            with ledger.engine.begin() as connection:
                for name, made in batch.items():
                    connection.execute(tables.metadata.tables[name].insert(), made)
        with ledger.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("ANALYZE"))
    print(f"made a ledger of {records} records in {time.perf_counter() - begun:.0f} s")


def _document(dice: random.Random, host: str, number: int) -> tuple[Document, list[Any], dt.date]:
    day = (NOW - dt.timedelta(days=min(DAYS, int(dice.expovariate(1 / 120))))).date()
    text, records = "", []
    for at in range(EACH):
        start = len(text)
        text += f"Report {number} line {at}: what is told of {host} on {day} in some twenty words or a few more. "
        records.append(_record(dice, host, day, start, text[start:]))
    passages = (Passage(start=0, end=len(text), role=Role.BODY),)
    document = Document(
        text=text, published=day, publisher=f"Outlet {dice.randrange(400)}", title=f"Report {number}", passages=passages
    )
    return document, records, day


def _record(dice: random.Random, host: str, day: dt.date, start: int, words: str) -> Any:
    where: dict[str, Any] = {"start": start, "end": start + len(words), "evidence": words}
    kind = dice.random()
    if kind < 0.3:
        type_: PostureType = dice.choice(("advice", "directive", "mission", "mission", "directive", "carrier"))
        sender = dice.choice(CARRIERS if type_ == "carrier" else SENDERS)
        return Posture(sender=sender, host=host, type=type_, value=dice.choice(VALUES[type_]), date=day, **where)
    if kind < 0.65:
        speaker = f"Speaker {dice.randrange(3000)}"
        return Statement(speaker=speaker, form="indirect", cue="told", date=day, about=host, **where)
    if kind < 0.8:
        count = float(dice.randrange(10_000))
        return Figure(value=count, unit="person", what="people", wording=str(count), about=host, date=day, **where)
    return Event(type="CONSULT", actor=dice.choice(SENDERS), wording="told", host=host, about=host, date=day, **where)


def _pack(
    batch: dict[str, list[dict[str, Any]]], document: Document, records: list[Any], day: dt.date, dice: random.Random
) -> None:
    reading = rows.reading_row(document, "made/1")
    seen_at = dt.datetime.combine(day, dt.time(dice.randrange(24), dice.randrange(60)), dt.UTC)
    made = {
        "documents": [rows.document_row(document)],
        "sightings": [rows.sighting_row(document, min(seen_at, NOW))],
        "readings": [reading],
        "reading_times": [{"reading": reading["key"], "read_at": min(seen_at, NOW)}],
        "passages": rows.passage_rows(reading["key"], document.passages),
        "records": rows.record_rows(document, reading["key"], records),
    }
    for name, each in made.items():
        batch.setdefault(name, []).extend(each)
