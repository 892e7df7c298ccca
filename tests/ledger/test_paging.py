"""Lists of the ledger in pieces, and the pulse that tells of every write, on both databases."""

import datetime as dt
from collections.abc import Callable

import pytest

from tocsin.documents import Document, Signal
from tocsin.ledger import Ledger, open_ledger
from tocsin.ledger.paging import (
    Asked,
    RecordPlace,
    TimePlace,
    began,
    documents_after,
    hosts_of_postures,
    place_of,
    records_after,
    signals_after,
)
from tocsin.ledger.posted import Post, answered, keep_answer, post_key
from tocsin.ledger.pulse import Pulse
from tocsin.records import Posture, Record, Statement

MORNING = dt.datetime(2022, 2, 12, 6, tzinfo=dt.UTC)
DAYS = (None, dt.date(2022, 2, 10), dt.date(2022, 2, 12), dt.date(2022, 2, 10), None, dt.date(2022, 2, 11))


def add(ledger: Ledger, number: int, day: dt.date | None, *, reader: str = "made/1", later: int = 0) -> Document:
    """A document with three postures and a statement of one day."""
    text = f"Word {number}. Word and Word again."
    document = Document(text=text)
    said: list[Record] = [
        Posture(start=at, end=at + 4, evidence="Word", sender=sender, host=host, type="mission", value="open", date=day)
        for at, sender, host in ((0, "GBR", "UKR"), (8, "FRA", "UKR"), (17, None, "BLR"))
    ]
    who = f"N{number % 2}"
    said.append(Statement(start=0, end=4, evidence="Word", speaker=who, form="direct", cue="said", date=day))
    seen_at = MORNING + dt.timedelta(hours=number + later)
    ledger.add(document, said, seen_at=seen_at, reader=reader)
    return document


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for number, day in enumerate(DAYS):
        add(ledger, number, day)
    return ledger


def every(ledger: Ledger, asked: Asked, size: int) -> list[str]:
    found: list[str] = []
    place: RecordPlace | None = None
    while piece := records_after(ledger.engine, asked, place, size):
        assert len(piece) <= size
        found += [each.id for each in piece]
        place = place_of(piece[-1])
    return found


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_pieces_are_what_is_told_in_its_order(filled: Ledger, size: int) -> None:
    for kind in ("posture", "statement"):
        whole = [each.id for each in filled.told(kinds={kind})]
        assert every(filled, Asked(kind=kind), size) == whole
        assert len(whole) >= 6
    of_host = [each.id for each in filled.told(kinds={"posture"}, host="UKR")]
    assert every(filled, Asked(kind="posture", host="UKR"), size) == of_host


def test_days_senders_and_speakers_narrow(filled: Ledger) -> None:
    day = dt.date(2022, 2, 11)
    late = records_after(filled.engine, Asked(kind="statement", since=day), None, 50)
    assert [each.day for each in late] == [dt.date(2022, 2, 12), day]
    early = records_after(filled.engine, Asked(kind="statement", until=dt.date(2022, 2, 10)), None, 50)
    assert {each.day for each in early} == {dt.date(2022, 2, 10)}
    spoken = records_after(filled.engine, Asked(kind="statement", speaker="N1"), None, 50)
    assert len(spoken) == 3
    unnamed = records_after(filled.engine, Asked(kind="posture", unnamed=True), None, 50)
    assert {each.record.sender for each in unnamed if isinstance(each.record, Posture)} == {None}
    french = records_after(filled.engine, Asked(kind="posture", sender="FRA"), None, 50)
    assert {each.record.sender for each in french if isinstance(each.record, Posture)} == {"FRA"}
    assert records_after(filled.engine, Asked(kind="contact", speaker="N1"), None, 50) == []


def test_a_superseded_reading_is_left_out_and_a_past_moment_brings_it_back(filled: Ledger) -> None:
    before = every(filled, Asked(kind="posture"), 3)
    for number, day in enumerate(DAYS):
        add(filled, number, day, reader="made/2", later=48)
    after = every(filled, Asked(kind="posture"), 3)
    assert len(after) == len(before)
    assert not set(after) & set(before)
    then = MORNING + dt.timedelta(hours=24)
    assert every(filled, Asked(kind="posture", known_at=then), 3) == before


def test_documents_come_latest_first_seen_first_each_once(filled: Ledger) -> None:
    add(filled, 0, DAYS[0], later=48)
    whole = [each.key for each in filled.documents(limit=100)]
    found: list[str] = []
    place: TimePlace | None = None
    while piece := documents_after(filled.engine, place, 2):
        found += [each.key for each in piece]
        place = TimePlace(piece[-1].first_seen, piece[-1].key)
    assert found == whole
    early = documents_after(filled.engine, None, 100, known_at=MORNING + dt.timedelta(hours=2))
    assert len(early) == 3


def test_signals_come_newest_first_in_pieces(ledger: Ledger) -> None:
    for number in range(5):
        ledger.add_signal(Signal(code="silent", why=f"Silence {number}."), MORNING + dt.timedelta(hours=number // 2))
    found: list[str] = []
    place: TimePlace | None = None
    while piece := signals_after(ledger.engine, place, 2):
        found += [each.signal.why for _, each in piece]
        place = piece[-1][0]
    assert sorted(found) == [f"Silence {number}." for number in range(5)]
    assert found[0] == "Silence 4."


def test_hosts_and_the_beginning(ledger: Ledger) -> None:
    assert began(ledger.engine) is None
    add(ledger, 3, DAYS[3])
    assert began(ledger.engine) == MORNING + dt.timedelta(hours=3)
    assert hosts_of_postures(ledger.engine) == ["BLR", "UKR"]


def test_the_pulse_moves_with_every_write_and_only_then(fresh_url: Callable[[], str]) -> None:
    url = fresh_url()
    with open_ledger(url) as ledger, open_ledger(url) as other:
        pulse = Pulse(ledger.engine)
        first = pulse.word()
        assert [pulse.word() for _ in range(3)] == [first] * 3
        ledger.documents()
        assert pulse.word() == first
        words = [first]
        for number, writer in enumerate((ledger, other, ledger)):
            add(writer, number, None)
            words.append(pulse.word())
        assert len(set(words)) == 4
        pulse.close()
        assert pulse.word() not in words
        pulse.close()


def test_an_answer_stands_under_its_key_once(ledger: Ledger) -> None:
    key = post_key("a.okafor", "desk-17")
    assert answered(ledger.engine, key) is None
    first = Post(body="b1", answer=b"one")
    assert keep_answer(ledger.engine, key, first, at=MORNING) == first
    assert keep_answer(ledger.engine, key, Post(body="b2", answer=b"two"), at=MORNING) == first
    assert post_key("a.okafor", "desk-17") != post_key("l.brandt", "desk-17")
