"""What the ledger remembers of registers, on SQLite and on PostgreSQL."""

import datetime as dt

import msgspec

from tocsin.ledger import Edition, Fetch, Ledger, Part, Round
from tocsin.ledger.registers import payload_key

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


def test_a_register_vouches_only_while_it_answers_and_for_what_it_shows(ledger: Ledger) -> None:
    for number in (1, 2):
        ledger.add(document(number), [posture()], seen_at=NOON, reader="register/1.1")
    shown, gone = document(1).key, document(2).key
    ledger.registers.add_editions([edition(document=shown), edition("Mali", document=gone)])
    ledger.registers.add_editions([edition("Mali", hours=1, document=gone, present=False)])
    ledger.registers.add_round(finished(2, "unchanged"))
    ledger.registers.add_round(finished(3, "failed"))
    assert ledger.registers.vouched() == {shown: NOON + 2 * HOUR}
