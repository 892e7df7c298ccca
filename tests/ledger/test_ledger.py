"""The contract of the ledger, on SQLite and on PostgreSQL."""

import datetime as dt
import itertools
from collections.abc import Callable

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.documents.model import Document, Passage, Role, Signal
from tocsin.errors import DateError, DocumentError, LedgerError
from tocsin.ledger import Counts, Incoming, Ledger, open_ledger
from tocsin.ledger.tables import metadata
from tocsin.records.model import DocumentRecord, PassageRecord

from tests.fresh import open_fresh
from tests.ledger.writer import NOON, SAYING, document, posture

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def rows(ledger: Ledger) -> dict[str, set[tuple[object, ...]]]:
    with ledger._engine.connect() as connection:
        return {
            table.name: {tuple(row) for row in connection.execute(sa.select(table))} for table in metadata.sorted_tables
        }


def test_a_new_document_is_kept_with_its_reading_and_its_records(ledger: Ledger) -> None:
    added = ledger.add(document(1), [posture()], seen_at=NOON, reader="rules/1")
    assert (added.key, added.new_document, added.new_reading, added.records) == (document(1).key, True, True, 1)
    (known,) = ledger.postures()
    assert known.posture == posture()
    assert (known.document_key, known.publisher, known.title) == (added.key, "The Sample Courier", "Text 1")
    assert (known.published, known.address) == (dt.date(2022, 2, 12), "/inbox/1.txt")
    assert (known.first_seen, known.last_seen) == (NOON, NOON)


def test_the_same_document_twice_is_a_sighting_and_no_second_record(ledger: Ledger) -> None:
    ledger.add(document(1), [posture()], seen_at=NOON, reader="rules/1")
    again = ledger.add(document(1), [posture()], seen_at=NOON + HOUR, reader="rules/1")
    assert (again.new_document, again.new_reading, again.records) == (False, False, 0)
    counts = Counts(documents=1, sightings=2, readings=1, records=1, postures=1, signals=0)
    assert ledger.counts() == counts
    ledger.add(document(1), [posture()], seen_at=NOON + HOUR, reader="rules/1")
    assert ledger.counts() == counts


def incoming(*numbers: int) -> list[Incoming]:
    return [
        Incoming(document=document(each), records=[posture()], seen_at=NOON + each * HOUR, reader="rules/1")
        for each in numbers
    ]


def test_some_documents_at_once_are_kept_as_one_by_one(fresh_url: Callable[[], str]) -> None:
    kept = []
    for together in (True, False):
        with open_fresh(fresh_url()) as ledger:
            batches = [incoming(1, 2, 1, 3)] if together else [[each] for each in incoming(1, 2, 1, 3)]
            added = [one for batch in batches for one in ledger.add_all(batch)]
            assert [one.new_document for one in added] == [True, True, False, True]
            kept.append(rows(ledger))
    assert kept[0] == kept[1]


def test_of_some_documents_at_once_all_are_kept_or_none(ledger: Ledger) -> None:
    wrong = msgspec.structs.replace(posture(), evidence="not there")
    given = incoming(1, 2)
    with pytest.raises(LedgerError):
        ledger.add_all([given[0], msgspec.structs.replace(given[1], records=[wrong])])
    assert ledger.counts().documents == 0
    assert ledger.add_all([]) == []


def test_first_and_last_seen_come_from_the_sightings_in_whatever_order_they_arrive(ledger: Ledger) -> None:
    for moment, address in ((NOON, "b"), (NOON - HOUR, "a"), (NOON + HOUR, "c")):
        seen = msgspec.structs.replace(document(1), address=address)
        ledger.add(seen, [posture()], seen_at=moment, reader="rules/1")
    (known,) = ledger.postures()
    assert (known.first_seen, known.last_seen, known.address) == (NOON - HOUR, NOON + HOUR, "a")


def test_only_what_was_seen_by_a_moment_is_known_at_it(ledger: Ledger) -> None:
    ledger.add(document(1), [posture()], seen_at=NOON, reader="rules/1")
    ledger.add(document(1), [posture()], seen_at=NOON + DAY, reader="rules/1")
    assert ledger.postures(known_at=NOON - HOUR) == []
    (known,) = ledger.postures(known_at=NOON + HOUR)
    assert known.last_seen == NOON
    assert ledger.document(document(1).key, known_at=NOON - HOUR) is None


def test_a_newer_reading_replaces_the_older_one_from_the_time_it_was_made(ledger: Ledger) -> None:
    ledger.add(document(1), [posture(value="prepare")], seen_at=NOON, reader="rules/1")
    ledger.add(document(1), [posture(value="leave")], seen_at=NOON + DAY, reader="rules/2")
    assert [known.posture.value for known in ledger.postures()] == ["leave"]
    assert [known.posture.value for known in ledger.postures(known_at=NOON + HOUR)] == ["prepare"]
    assert ledger.counts().records == 2


def test_a_reading_without_a_sighting_leaves_the_sightings_alone(ledger: Ledger) -> None:
    ledger.add(document(1), [posture(value="prepare")], seen_at=NOON, reader="rules/1")
    added = ledger.reread(document(1), [posture(value="leave")], read_at=NOON + DAY, reader="rules/2")
    assert (added.new_document, added.new_reading, added.records) == (False, True, 1)
    (known,) = ledger.postures()
    assert (known.posture.value, known.last_seen) == ("leave", NOON)


def test_a_document_that_is_not_held_cannot_be_read_again(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="add it first"):
        ledger.reread(document(1), [], read_at=NOON, reader="rules/1")


def test_another_date_of_publication_is_another_reading(ledger: Ledger) -> None:
    ledger.add(document(1, published=None), [posture()], seen_at=NOON, reader="rules/1")
    dated = ledger.add(document(1), [posture(date=dt.date(2022, 2, 11))], seen_at=NOON + HOUR, reader="rules/1")
    assert (dated.new_document, dated.new_reading) == (False, True)
    (known,) = ledger.postures()
    assert (known.published, known.posture.date) == (dt.date(2022, 2, 12), dt.date(2022, 2, 11))


def test_of_two_readings_of_one_moment_the_later_revision_stands_in_any_order(fresh_url: Callable[[], str]) -> None:
    readings = [("rules/9", "prepare"), ("rules/10", "leave"), ("rules/2", "contact")]
    for order in itertools.permutations(readings):
        with open_ledger(fresh_url()) as ledger:
            for reader, value in order:
                ledger.add(document(1), [posture(value=value)], seen_at=NOON, reader=reader)
            assert [known.posture.value for known in ledger.postures()] == ["leave"]


def test_an_old_reader_that_comes_back_does_not_replace_a_newer_reading(ledger: Ledger) -> None:
    for day, (reader, value) in enumerate([("rules/1", "prepare"), ("rules/2", "leave"), ("rules/1", "prepare")]):
        ledger.add(document(1), [posture(value=value)], seen_at=NOON + day * DAY, reader=reader)
    assert [known.posture.value for known in ledger.postures()] == ["leave"]


def test_the_order_of_adding_changes_nothing_that_is_known(fresh_url: Callable[[], str]) -> None:
    steps = [(1, NOON, "rules/1"), (1, NOON + DAY, "rules/2"), (1, NOON - DAY, "rules/1"), (2, NOON, "rules/1")]
    known = []
    for order in (steps, steps[::-1], [steps[2], steps[0], steps[3], steps[1]]):
        with open_ledger(fresh_url()) as ledger:
            for number, moment, reader in order:
                ledger.add(document(number), [posture(wording=reader)], seen_at=moment, reader=reader)
            known.append([ledger.postures(known_at=moment) for moment in (NOON - DAY, NOON, NOON + DAY)])
    assert known[0] == known[1] == known[2]
    assert [len(each) for each in known[0]] == [1, 2, 2]


def test_nothing_is_updated_in_place(ledger: Ledger) -> None:
    before = rows(ledger)
    for step, reader in enumerate(("rules/1", "rules/1", "rules/2")):
        noted = msgspec.structs.replace(document(1), signals=(Signal(code="undated", why="No date."),))
        ledger.add(noted, [posture()], seen_at=NOON - step * HOUR, reader=reader)
        ledger.add_signal(Signal(code="silent", why="No answer."), NOON + step * HOUR)
        after = rows(ledger)
        assert all(before[name] <= after[name] for name in after)
        before = after


def test_a_document_comes_back_whole(ledger: Ledger) -> None:
    whole = Document(
        text="One\u00a0line.\r\n\tTwo \U0001f4e2\ufeff and a NUL \0.",
        raw=b"\xff\xfe\x00raw",
        media_type="text/html",
        address="https://sample.example/a",
        canonical="https://sample.example/canonical",
        publisher="The Sample Courier",
        title="One “line”",
        bylines=("A. Writer", "B. Writer"),
        published=dt.date(2022, 2, 12),
        published_at=dt.datetime(2022, 2, 12, 9, 30, tzinfo=dt.UTC),
        language="en",
        live_blog=True,
        passages=(Passage(start=0, end=9, role=Role.HEADING, opens_post=True, published=dt.date(2022, 2, 11)),),
        signals=(Signal(code="encoding", why="A byte was wrong.", source="a", start=3, end=4),),
    )
    ledger.add(whole, [], seen_at=NOON, reader="rules/1")
    stored = ledger.document(whole.key)
    assert stored is not None
    assert stored.document == whole
    assert stored.document.key == whole.key
    assert [seen.address for seen in stored.sightings] == ["https://sample.example/a"]


def test_a_document_nobody_added_is_none(ledger: Ledger) -> None:
    assert ledger.document("0" * 32) is None
    assert ledger.record("0" * 24) is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8"), min_size=1), title=st.none() | st.text())
def test_any_text_comes_back_unchanged(ledger: Ledger, text: str, title: str | None) -> None:
    told = Document(text=text, title=title, address=title)
    whole = posture(start=0, end=len(text), evidence=text, sender=title)
    ledger.add(told, [whole], seen_at=NOON, reader="rules/1")
    stored = ledger.document(told.key)
    assert stored is not None
    assert stored.document.text == text
    assert stored.document.key == told.key


def test_half_characters_are_refused_with_what_to_do(ledger: Ledger) -> None:
    with pytest.raises(DocumentError, match="decode its bytes again"):
        ledger.add(Document(text="a\ud800"), [], seen_at=NOON, reader="rules/1")
    assert ledger.counts().documents == 0


def test_a_path_that_is_not_text_can_be_an_address(ledger: Ledger) -> None:
    ledger.add(msgspec.structs.replace(document(1), address="/in/\udcff.txt"), [], seen_at=NOON, reader="rules/1")
    assert ledger.documents()[0].address == "/in/\\udcff.txt"


@pytest.mark.parametrize("wrong", [posture(evidence="retyped"), posture(end=3), posture(evidence="", end=0)])
def test_a_record_without_its_evidence_is_refused_and_nothing_is_kept(ledger: Ledger, wrong: msgspec.Struct) -> None:
    with pytest.raises(LedgerError, match="evidence"):
        ledger.add(document(1), [posture(), wrong], seen_at=NOON, reader="rules/1")  # type: ignore[list-item]
    assert ledger.counts().documents == 0


def test_a_record_outside_the_vocabulary_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="does not fit"):
        ledger.add(document(1), [posture(type="mood")], seen_at=NOON, reader="rules/1")


def test_a_record_given_twice_is_kept_once(ledger: Ledger) -> None:
    assert ledger.add(document(1), [posture(), posture()], seen_at=NOON, reader="rules/1").records == 1


def test_the_document_and_its_passages_may_be_among_the_records(ledger: Ledger) -> None:
    told = document(1)
    of_document = DocumentRecord(
        start=0, end=5, evidence=told.text[:5], key=told.key, published=None, publisher=None, title=None, bylines=(),
        live_blog=False,
    )  # fmt: skip
    of_passage = PassageRecord(start=0, end=5, evidence=told.text[:5], role="body")
    assert ledger.add(told, [of_document, of_passage, posture()], seen_at=NOON, reader="rules/1").records == 1


def test_a_record_is_found_by_its_id_even_when_superseded(ledger: Ledger) -> None:
    ledger.add(document(1), [posture(value="prepare")], seen_at=NOON, reader="rules/1")
    (old,) = ledger.postures()
    ledger.add(document(1), [posture()], seen_at=NOON + DAY, reader="rules/2")
    found = ledger.record(old.id)
    assert found is not None
    assert (found.record, found.document_key) == (old.posture, old.document_key)
    assert (found.reader, found.read_at) == ("rules/1", NOON)


def test_ids_are_the_same_in_every_ledger(fresh_url: Callable[[], str]) -> None:
    ids = []
    for _ in range(2):
        with open_ledger(fresh_url()) as ledger:
            ledger.add(document(1), [posture(), posture(value="prepare")], seen_at=NOON, reader="rules/1")
            ids.append([known.id for known in ledger.postures()])
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_postures_are_narrowed_by_host_and_sender(ledger: Ledger) -> None:
    every = [posture(), posture(host="ISR"), posture(sender="NOR"), posture(sender=None, host=None)]
    ledger.add(document(1), every, seen_at=NOON, reader="rules/1")
    ledger.add(document(2), [posture(host="ISR", sender="NOR")], seen_at=NOON, reader="rules/1")
    assert len(ledger.postures()) == 5
    assert {known.posture.sender for known in ledger.postures(host="UKR")} == {"JPN", "NOR"}
    assert len(ledger.postures(sender="NOR")) == 2
    assert [known.document_key for known in ledger.postures(host="ISR", sender="NOR")] == [document(2).key]


def test_documents_are_listed_latest_first_with_what_their_reading_holds(ledger: Ledger) -> None:
    for number in range(5):
        ledger.add(document(number), [posture()], seen_at=NOON + number * HOUR, reader="rules/1")
    ledger.add(document(4), [posture(), posture(value="prepare")], seen_at=NOON + 9 * HOUR, reader="rules/2")
    assert [entry.title for entry in ledger.documents()] == [f"Text {number}" for number in (4, 3, 2, 1, 0)]
    assert [entry.title for entry in ledger.documents(limit=2, offset=1)] == ["Text 3", "Text 2"]
    assert [entry.records for entry in ledger.documents(limit=2)] == [2, 1]


def test_records_of_a_document_are_in_the_order_of_the_text(ledger: Ledger) -> None:
    later = posture(start=6, end=len(SAYING), evidence=SAYING[6:])
    ledger.add(document(1), [later, posture()], seen_at=NOON, reader="rules/1")
    stored = ledger.document(document(1).key)
    assert stored is not None
    assert [record.record for record in stored.records] == [posture(), later]


def test_signals_of_sources_and_of_documents_are_kept_once(ledger: Ledger) -> None:
    silent = Signal(code="silent", why="No answer since noon.", source="sample")
    undated = Signal(code="undated", why="No date.", start=0, end=4)
    told = msgspec.structs.replace(document(1), signals=(undated,))
    assert ledger.add_signal(silent, NOON + HOUR)
    assert not ledger.add_signal(silent, NOON + HOUR)
    for hour in range(2):
        ledger.add(told, [], seen_at=NOON + hour * HOUR, reader="rules/1")
    stored = [(each.signal, each.at, each.document_key) for each in ledger.signals()]
    assert stored == [(silent, NOON + HOUR, None), (undated, NOON, told.key)]


def test_other_zones_are_the_same_moment(ledger: Ledger) -> None:
    tokyo = dt.timezone(9 * HOUR)
    ledger.add(document(1), [posture()], seen_at=NOON.astimezone(tokyo), reader="rules/1")
    (known,) = ledger.postures(known_at=NOON.astimezone(tokyo))
    assert (known.first_seen, known.first_seen.tzinfo) == (NOON, dt.UTC)


def test_a_moment_without_a_zone_is_refused(ledger: Ledger) -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(DateError, match="time zone"):
        ledger.add(document(1), [], seen_at=naive, reader="rules/1")
    with pytest.raises(DateError, match="time zone"):
        ledger.postures(known_at=naive)
    with pytest.raises(DateError, match="time zone"):
        ledger.add_signal(Signal(code="silent", why="No answer."), naive)


def test_asking_whether_a_ledger_is_writable_leaves_no_trace(ledger: Ledger) -> None:
    before = rows(ledger)
    assert ledger.writable()
    assert rows(ledger) == before
