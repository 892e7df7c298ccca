"""What the ledger remembers of registers, on SQLite and on PostgreSQL."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from tocsin.ledger import Edition, Fetch, Ledger, Official, Part, Round, open_ledger
from tocsin.ledger.registers import payload_key

from tests.ledger.older import copy_at
from tests.ledger.writer import NOON, document, posture

HOUR = dt.timedelta(hours=1)


def edition(entry: str = "Niger", hours: float = 0, **changed: object) -> Edition:
    plain = Edition(
        source="nor_samples",
        government="NOR",
        entry=entry,
        destination=entry,
        hosts=("NER",),
        seen_at=NOON + hours * HOUR,
        revision="1.1",
        level="avoid_all",
        wording="Red",
        parts=(Part(value="avoid_all", wording="Red", place="北部"),),
        updated=NOON,
    )
    return msgspec.structs.replace(plain, **changed)


def finished(hours: float, outcome: str, rows: int = 2) -> Round:
    moment = NOON + hours * HOUR
    return Round(source="nor_samples", started_at=moment, ended_at=moment, outcome=outcome, rows=rows)  # type: ignore[arg-type]


def test_an_edition_comes_back_as_it_went_in(ledger: Ledger) -> None:
    assert ledger.registers.add_editions([edition()]) == 1
    assert ledger.registers.standing("nor_samples") == [edition()]


def test_what_is_said_again_is_no_edition_and_what_moved_is(ledger: Ledger) -> None:
    registers = ledger.registers
    registers.add_editions([edition(), edition("Mali")])
    assert registers.add_editions([edition(hours=1), edition("Mali", hours=1, level="caution")]) == 1
    assert [(each.entry, each.level) for each in registers.standing("nor_samples")] == [
        ("Mali", "caution"),
        ("Niger", "avoid_all"),
    ]
    assert len(registers.editions()) == 3


def test_editions_are_asked_by_government_and_since_with_what_was_before(ledger: Ledger) -> None:
    registers = ledger.registers
    registers.add_editions([edition(), edition("Mali")])
    registers.add_editions([edition("Mali", hours=5, level=None)])
    found = registers.editions(since=NOON + HOUR)
    assert [(each.entry, each.level) for each in found] == [("Mali", "avoid_all"), ("Mali", None)]
    assert registers.editions(government="GBR") == []
    assert len(registers.editions(government="NOR")) == 3


def test_a_fetch_is_known_by_its_latest_and_a_body_is_kept_once(ledger: Ledger) -> None:
    registers, body = ledger.registers, b"\x00 a body"
    first = Fetch(name="index", at=NOON, payload=payload_key(body), etag='"1"')
    later = msgspec.structs.replace(first, at=NOON + HOUR, etag='"2"', stamp="x")
    registers.add_fetches("nor_samples", [(first, body)])
    registers.add_fetches("nor_samples", [(later, body), (later, body)])
    assert registers.fetches("nor_samples") == {"index": later}
    assert registers.fetches("other") == {}
    assert registers.payload(payload_key(body)) == body
    assert registers.payload("unknown") is None


def test_an_empty_body_is_a_payload_too(ledger: Ledger) -> None:
    fetch = Fetch(name="index", at=NOON, payload=payload_key(b""))
    ledger.registers.add_fetches("nor_samples", [(fetch, b"")])
    assert ledger.registers.payload(payload_key(b"")) == b""


def test_rounds_are_newest_first(ledger: Ledger) -> None:
    for hours, outcome in enumerate(("whole", "unchanged", "failed")):
        ledger.registers.add_round(finished(hours, outcome))
    assert [each.outcome for each in ledger.registers.rounds("nor_samples", limit=2)] == ["failed", "unchanged"]


@pytest.fixture
def shown(ledger: Ledger) -> str:
    """The key of Niger's document; Mali's row is there at first and gone an hour later; the third hour fails."""
    for number in (1, 2):
        ledger.add(document(number), [posture()], seen_at=NOON, reader="register/1.1")
    ledger.registers.add_editions([edition(document=document(1).key), edition("Mali", document=document(2).key)])
    ledger.registers.add_editions([edition("Mali", hours=1, document=document(2).key, present=False)])
    ledger.registers.add_round(finished(2, "unchanged"))
    ledger.registers.add_round(finished(3, "failed"))
    return document(1).key


def read_at(ledger: Ledger, hours: float | None = None, entry: str = "Niger") -> dt.datetime:
    known_at = None if hours is None else NOON + hours * HOUR
    return next(each.read_at for each in ledger.registers.shown(known_at=known_at) if each.entry == entry)


@pytest.mark.usefixtures("shown")
def test_a_register_vouches_only_while_it_answers(ledger: Ledger) -> None:
    (mali, niger) = ledger.registers.shown(host="NER")
    assert (mali.last.present, niger.last.present) == (False, True)
    assert niger.read_at == NOON + 2 * HOUR
    assert niger.failing == "failed"


@pytest.mark.usefixtures("shown")
def test_what_is_asked_of_a_past_moment_knows_no_later_round_and_no_later_edition(ledger: Ledger) -> None:
    assert read_at(ledger, hours=1.5) == NOON
    assert ledger.registers.shown(known_at=NOON - HOUR) == []
    (mali, niger) = ledger.registers.shown(known_at=NOON + 0.5 * HOUR)
    assert [each.last.present for each in (mali, niger)] == [True, True]
    assert niger.failing is None


@pytest.mark.usefixtures("shown")
def test_a_round_that_missed_an_entry_does_not_vouch_for_it(ledger: Ledger) -> None:
    ledger.registers.add_round(finished(4, "partial"), lost=["Niger"])
    assert read_at(ledger) == NOON + 2 * HOUR
    ledger.registers.add_round(finished(5, "partial"), lost=["Mali"])
    assert read_at(ledger) == NOON + 5 * HOUR


def test_entries_are_asked_by_government_and_by_a_host_that_they_only_speak_of(ledger: Ledger, shown: str) -> None:
    registers = ledger.registers
    assert {each.entry for each in registers.shown(host="UKR")} == {"Mali", "Niger"}
    assert registers.shown(host="FRA") == []
    assert registers.shown(government="GBR") == []
    assert len(registers.shown(government="NOR")) == 2
    marks = {each.document_key: each.official for each in ledger.postures(host="UKR")}
    assert marks[shown] == Official(
        government="NOR", source="nor_samples", entry="Niger", current=True, until=NOON + 2 * HOUR
    )
    gone = marks[document(2).key]
    assert gone is not None
    assert (gone.current, gone.until) == (False, NOON + HOUR)


def test_an_alert_is_no_entry_that_stands(ledger: Ledger) -> None:
    ledger.registers.add_editions([edition(alert=True)])
    assert ledger.registers.shown() == []


def test_a_ledger_from_before_hosts_and_losses_gets_them(new_url: Callable[[], str]) -> None:
    url = new_url()
    with open_ledger(new_url()) as ledger:
        ledger.registers.add_editions([edition()])
        for hours, outcome in enumerate(("whole", "failed")):
            ledger.registers.add_round(finished(hours, outcome))
        copy_at(ledger, url, revision="0003")
    with open_ledger(url) as ledger:
        (found,) = ledger.registers.shown(host="NER")
        assert (found.entry, found.read_at, found.failing) == ("Niger", NOON, "failed")


def test_the_entries_of_a_host_are_looked_up_and_no_table_of_registers_is_read_through(tmp_path: Path) -> None:
    asked: list[tuple[str, Any]] = []
    with open_ledger(str(tmp_path / "plans.sqlite")) as ledger:
        ledger.registers.add_editions([edition()])
        sa.event.listen(ledger.engine, "before_cursor_execute", lambda *said: asked.append((said[2], said[3])))
        assert len(ledger.registers.shown(host="NER", known_at=NOON)) == 1
        with ledger.engine.connect() as connection:
            plans = [
                row[3]
                for statement, given in tuple(asked)
                if "register_" in statement
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            ]
    assert any("SEARCH register_rounds USING" in step for step in plans)
    assert [step for step in plans if step.startswith("SCAN") and "register_" in step] == []
