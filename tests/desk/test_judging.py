"""Judgements stand beside records: from their moment on they decide, and nothing in the ledger is changed."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from tocsin.claims import claims, told_in
from tocsin.desk import Watchlist, told_of
from tocsin.errors import InputError
from tocsin.ledger import Ledger, Noted, open_ledger, paging, tables
from tocsin.origins import origins
from tocsin.picture import Asked, claims_of, dump, opened, rebuild
from tocsin.records import Posture

from tests.desk.making import CLOSED, JUDGED, LATER, LEFT, MOVED, READER, SEEN, cell, document, filled, mission, ruled
from tests.fresh import make_fresh

MOMENT = dt.timedelta(microseconds=1)


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with opened(url) as found:
        yield found


def posture(ledger: Ledger, record: str) -> Posture:
    stored = ledger.record(record)
    assert stored is not None
    assert isinstance(stored.record, Posture)
    return stored.record


def test_a_rejected_record_decides_from_that_moment_on_and_not_before(ledger: Ledger) -> None:
    key, closed, _ = filled(ledger)
    rejected = ruled(ledger, "reject", closed)
    assert mission(ledger) is None
    assert mission(ledger, known_at=JUDGED) is None
    assert mission(ledger, known_at=JUDGED - MOMENT) == "closed"
    assert told_of(rejected) == "rejected by a.okafor at 2022-02-12 11:00 UTC: The minister said otherwise."
    stored, before = ledger.document(key), ledger.document(key, known_at=JUDGED - MOMENT)
    assert stored is not None
    assert before is not None
    assert [each.id for each in stored.struck] == [closed]
    assert closed in {each.id for each in before.records}
    assert not before.struck
    assert [each.known.id for each in ledger.judgements.struck(host="UKR", sender="NOR")] == [closed]


def test_a_rejection_can_be_taken_back(ledger: Ledger) -> None:
    _, closed, _ = filled(ledger)
    ruled(ledger, "reject", closed)
    ruled(ledger, "restore", closed, at=LATER, reason="")
    assert mission(ledger) == "closed"
    assert mission(ledger, known_at=LATER - MOMENT) is None
    assert [each.kind for each in ledger.judgements.of_records([closed])[closed]] == ["reject", "restore"]


def test_a_correction_is_a_record_of_its_own_author(ledger: Ledger) -> None:
    _, closed, _ = filled(ledger)
    judged = ruled(ledger, "correct", closed, fields={"value": "relocated", "place": "Lviv"}, quote=MOVED)
    assert judged.made is not None
    assert mission(ledger) == "relocated"
    assert mission(ledger, known_at=JUDGED - MOMENT) == "closed"
    corrected = posture(ledger, judged.made)
    assert corrected.evidence == MOVED
    assert corrected.place == "Lviv"
    (known,) = [each for each in ledger.postures(host="UKR") if each.id == judged.made]
    assert (known.author, known.publisher, known.first_seen) == ("a.okafor", "analyst a.okafor", JUDGED)
    assert posture(ledger, closed).value == "closed"


def test_a_correction_is_corrected_rejected_and_taken_back(ledger: Ledger) -> None:
    _, closed, _ = filled(ledger)
    first = ruled(ledger, "correct", closed, fields={"value": "relocated"})
    second = ruled(ledger, "correct", first.made, fields={"value": "reduced"})
    assert second.record == closed
    assert mission(ledger) == "reduced"
    with pytest.raises(InputError, match="was corrected by"):
        ruled(ledger, "reject", first.made)
    ruled(ledger, "reject", second.made)
    assert mission(ledger) is None
    ruled(ledger, "restore", closed)
    assert mission(ledger) == "closed"
    assert {each.posture.value for each in ledger.postures(sender="NOR")} == {"closed"}


def test_an_added_record_stands_in_a_kept_document(ledger: Ledger) -> None:
    key, _, _ = filled(ledger)
    fields = {"sender": "NOR", "host": "UKR", "type": "mission", "value": "relocated", "date": "2022-02-13"}
    added = ruled(ledger, "add", document=key, quote="the  embassy only\nmoved to Lviv", fields=fields)
    assert added.made is not None
    assert added.host == "UKR"
    assert posture(ledger, added.made).evidence == "the embassy only moved to Lviv"
    with pytest.raises(InputError, match="has just this record"):
        ruled(ledger, "add", document=key, quote="the embassy only moved to Lviv", fields=fields)
    ruled(ledger, "reject", added.made)
    assert added.made not in {each.id for each in ledger.postures()}


def test_a_statement_of_the_desk_is_a_document_with_its_source(ledger: Ledger) -> None:
    filled(ledger)
    fields = {"sender": "SWE", "host": "UKR", "type": "mission", "value": "closed"}
    stated = ruled(
        ledger, "add", statement="Sweden has shut its embassy.", source="call with the duty desk, 11:40", fields=fields
    )
    kept = ledger.document(stated.document or "")
    assert kept is not None
    assert kept.document.publisher == "desk"
    assert kept.document.text == "Sweden has shut its embassy.\n\nSource: call with the duty desk, 11:40"
    (record,) = kept.records
    assert record.record.evidence == "Sweden has shut its embassy."
    assert record.author == "a.okafor"
    swedish = cell(ledger, "SWE").mission
    assert swedish is not None
    assert swedish.publishers == ("analyst a.okafor",)
    assert ledger.postures(sender="SWE", known_at=JUDGED - MOMENT) == []


def test_nothing_is_added_without_evidence(ledger: Ledger) -> None:
    key, closed, _ = filled(ledger)
    fields = {"sender": "SWE", "host": "UKR", "type": "mission", "value": "closed"}
    given: Any
    for given, why in (
        ({"fields": fields}, "Evidence is needed"),
        ({"fields": fields, "statement": "Sweden left."}, "needs its source"),
        ({"fields": fields, "document": key}, "Give the words"),
        ({"fields": fields, "document": key, "quote": "It is not there."}, "do not stand in the document"),
        ({"fields": fields, "document": key, "quote": "embassy"}, "2 times"),
        ({"fields": fields, "document": "0" * 32, "quote": "embassy"}, "holds no document"),
        ({"fields": fields | {"value": "gone"}, "document": key, "quote": MOVED}, "mission has no value gone"),
        ({"fields": fields | {"host": "Ukraine"}, "document": key, "quote": MOVED}, "three letters"),
        ({"fields": fields | {"colour": "red"}, "document": key, "quote": MOVED}, "no field colour"),
        ({"fields": {"host": "UKR"}, "document": key, "quote": MOVED, "of": "figure"}, "This is no figure"),
    ):
        with pytest.raises(InputError, match=why):
            ruled(ledger, "add", **given)
    for kind, given, why in (
        ("reject", {"reason": " "}, "needs a reason"),
        ("correct", {"reason": ""}, "Say what is otherwise"),
        ("correct", {"reason": "", "fields": {"value": "open"}}, "needs a reason"),
        ("correct", {"fields": {"value": "closed"}}, "says just this already"),
        ("restore", {}, "nothing to take back"),
        ("reject", {"author": " \n"}, "has a name"),
        ("reject", {"author": "x\u202ey"}, "visible"),
    ):
        with pytest.raises(InputError, match=why):
            ruled(ledger, kind, closed, **given)
    with pytest.raises(InputError, match="no record nobody"):
        ruled(ledger, "reject", "nobody")
    assert ledger.judgements.listed() == []
    assert mission(ledger) == "closed"


def test_a_rejection_outlives_the_reader(ledger: Ledger) -> None:
    _, closed, _ = filled(ledger)
    ruled(ledger, "reject", closed)
    told, postures = document()
    ledger.add(told, postures, seen_at=LATER, reader="made/2")
    assert mission(ledger) is None
    (again,) = ledger.document(told.key).struck  # type: ignore[union-attr]
    assert again.id != closed
    assert again.reader == "made/2"
    ruled(ledger, "restore", again.id, at=LATER, reason=None)
    assert mission(ledger) == "closed"


def test_a_record_of_a_replaced_reading_is_not_judged(ledger: Ledger) -> None:
    _, closed, _ = filled(ledger)
    told, _ = document()
    ledger.add(told, [], seen_at=LATER, reader="made/2")
    with pytest.raises(InputError, match="a later one replaced"):
        ruled(ledger, "reject", closed)


def test_lists_page_by_page_hold_what_counts(ledger: Ledger) -> None:
    _, closed, left = filled(ledger)
    judged = ruled(ledger, "correct", closed, fields={"value": "relocated"})
    wanted = paging.Asked(kind="posture")
    assert {each.id for each in paging.records_after(ledger.engine, wanted, None, 10)} == {judged.made, left}
    assert {each.id for each in ledger.told(kinds=["posture"], limit=5)} == {judged.made, left}
    before = msgspec.structs.replace(wanted, known_at=JUDGED - MOMENT)
    assert {each.id for each in paging.records_after(ledger.engine, before, None, 10)} == {closed, left}


def test_an_analyst_is_no_independent_origin(ledger: Ledger) -> None:
    key, closed, left = filled(ledger)
    fields = {"sender": "DNK", "host": "UKR", "type": "directive", "value": "leave"}
    ruled(ledger, "add", statement=LEFT, source="their desk", fields=fields, published="2022-02-12")
    ruled(ledger, "correct", closed, fields={"value": "relocated"})
    by_value = {getattr(each.said, "value", ""): each for each in claims_of(ledger, Asked(host="UKR"))}
    assert by_value["leave"].independent == 1
    assert by_value["leave"].desk == ("analyst a.okafor",)
    assert by_value["relocated"].independent == 0
    assert "closed" not in by_value
    own = {voice.origin.name for voice in by_value["leave"].voices if voice.origin.kind != "desk"}
    assert own == {"Fjord Sample"}, "what the desk wrote is nobody's source"
    assert left in by_value["leave"].evidence
    assert key


def made_from_all(ledger: Ledger) -> list[object]:
    held = [found for entry in ledger.documents() if (found := ledger.document(entry.key)) is not None]
    return list(claims((told for each in held for told in told_in(each)), origins=origins(held)))


def judge_much(ledger: Ledger) -> list[bytes]:
    _, closed, left = filled(ledger)
    list(dump(ledger))
    judged = ruled(ledger, "correct", closed, fields={"value": "relocated"})
    fields = {"sender": "SWE", "host": "UKR", "type": "mission", "value": "closed"}
    ruled(ledger, "add", statement=CLOSED + " " + LEFT, source="their desk", fields=fields)
    assert claims_of(ledger, Asked(host="UKR")) == made_from_all(ledger)
    ruled(ledger, "reject", left)
    told, postures = document()
    ledger.add(told, postures, seen_at=LATER, reader="made/2")
    ruled(ledger, "restore", left)
    ruled(ledger, "reject", judged.made, author="l.brandt")
    ledger.add(told, postures, seen_at=LATER + MOMENT, reader="made/2")
    assert claims_of(ledger, Asked(host="UKR")) == made_from_all(ledger)
    then = claims_of(ledger, Asked(host="UKR"), known_at=JUDGED - MOMENT)
    assert sorted(getattr(each.said, "value", "") for each in then) == ["closed", "leave"]
    lines = list(dump(ledger))
    rebuild(ledger)
    assert list(dump(ledger)) == lines
    return lines


def test_the_picture_is_the_same_made_at_once_or_kept_up(fresh_url: Callable[[], str]) -> None:
    with opened(fresh_url()) as one:
        lines = judge_much(one)
    with open_ledger(fresh_url()) as other:
        assert judge_much(other) == lines, "a program that does not keep the picture is caught up with"


def test_both_databases_hold_the_same_picture(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    server = request.getfixturevalue("postgres")
    with (
        opened(str(make_fresh(tmp_path_factory.mktemp("here") / "l.sqlite"))) as one,
        opened(server.fresh_database()) as other,
    ):
        assert judge_much(one) == judge_much(other)


def test_no_row_of_what_was_read_is_touched(ledger: Ledger) -> None:
    _, closed, _ = filled(ledger)
    asked = (
        sa.select(table).where(table.c.document == filled(ledger)[0]) for table in (tables.readings, tables.records)
    )
    statements = list(asked)
    with ledger.engine.connect() as connection:
        before = [set(connection.execute(each)) for each in statements]
    ruled(ledger, "correct", closed, fields={"value": "relocated"})
    with ledger.engine.connect() as connection:
        after = [set(connection.execute(each)) for each in statements]
    assert all(old < new for old, new in zip(before, after, strict=True))


def test_pins_and_comments_decide_nothing(ledger: Ledger) -> None:
    key, closed, _ = filled(ledger)
    lines = list(dump(ledger))
    ruled(ledger, "pin", closed, reason=None)
    ruled(ledger, "pin", None, host="UKR", author="l.brandt")
    ruled(ledger, "comment", closed, reason="Ask the ministry.")
    with pytest.raises(InputError, match="pinned already"):
        ruled(ledger, "pin", closed)
    with pytest.raises(InputError, match="needs words"):
        ruled(ledger, "comment", closed, reason="")
    with pytest.raises(InputError, match="Name one thing"):
        ruled(ledger, "comment", closed, document=key)
    with pytest.raises(InputError, match="three letters"):
        ruled(ledger, "pin", None, host="Ukraine")
    assert [(each.record, each.host) for each in ledger.judgements.pinned()] == [(None, "UKR"), (closed, "UKR")]
    ruled(ledger, "unpin", closed, at=LATER)
    assert [each.record for each in ledger.judgements.pinned()] == [None]
    assert len(ledger.judgements.pinned(known_at=JUDGED)) == 2
    assert list(dump(ledger)) == lines
    assert [each.number for each in ledger.judgements.listed(limit=2)] == [4, 3]
    assert [each.number for each in ledger.judgements.listed(before=3)] == [2, 1]
    assert [each.author for each in ledger.judgements.listed(author="l.brandt")] == ["l.brandt"]
    assert len(ledger.judgements.listed(about=Noted(record=closed))) == 3
    assert [each.kind for each in ledger.judgements.listed(kinds=["comment"], host="UKR")] == ["comment"]


def test_a_watchlist_is_of_one_reader(ledger: Ledger) -> None:
    mine, other = Watchlist(ledger.engine, "a.okafor"), Watchlist(ledger.engine)
    assert mine.put("UKR", at=SEEN)
    assert mine.put("SDN", at=SEEN)
    assert not mine.put("UKR", at=SEEN)
    assert mine.put("UKR", on=False, at=SEEN)
    assert (mine.hosts(), other.hosts()) == (("SDN",), ())
    with pytest.raises(InputError, match="three letters"):
        mine.put("Sudan", at=SEEN)


def test_a_judgement_keeps_the_reader_of_the_document(ledger: Ledger) -> None:
    key, closed, _ = filled(ledger)
    ruled(ledger, "correct", closed, fields={"value": "relocated"})
    stored = ledger.document(key)
    assert stored is not None
    assert stored.reader == READER
    assert stored.document.publisher == "The Fjord Sample"
