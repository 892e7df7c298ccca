"""The roster: what is personal is sealed, each change is an edition, each look is kept, erasure is for good."""

import datetime as dt
import logging
import os
import stat
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from tocsin.errors import InputError, LedgerError, SettingsError
from tocsin.ledger import Ledger, open_ledger, people_tables
from tocsin.people import (
    LOCAL,
    Group,
    Keys,
    People,
    Viewer,
    add_seal,
    erase,
    export,
    make_key,
    read_key,
    retain,
)

from tests.people.conftest import NOON
from tests.people.making import PARIS, SECRET_MAIL, SECRET_PHONE, person, stay

LATER = NOON + dt.timedelta(days=1)
PERSONAL = (SECRET_MAIL, SECRET_PHONE, "Number1", "penicillin", "1980-02-03", "X1234567", "Villa Rouge")


def test_the_same_again_is_no_row_and_a_change_is_a_further_edition(people_on_both: People) -> None:
    people = people_on_both
    first = people.record([person()], [stay()], at=NOON, origin="a.csv")
    assert (first.new_persons, first.new_stays) == (1, 1)
    assert not people.record([person()], [stay()], at=LATER, origin="a.csv")
    moved = people.record([person(groups=("Desk",))], [stay(spot=PARIS)], at=LATER, origin="a.csv")
    assert (moved.changed_persons, moved.changed_stays) == (1, 1)
    assert [each.spot.country for each in people.stays()] == ["FRA"]
    assert [(at, each.spot.country) for at, each in people.history("s1")] == [(NOON, "NER"), (LATER, "FRA")]
    assert people.ids(group="Desk") == ["E1"]
    assert people.ids(group="Field") == []


def test_nothing_personal_stands_in_the_file_of_the_database(people: People, tmp_path: Path) -> None:
    people.record([person()], [stay()], at=NOON, origin="a.csv")
    people.refuse(
        [{"line": 7, "why": "x", "fields": {"name": "Aïssa Number1", "mail": SECRET_MAIL}}], file="a", at=NOON
    )
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("people.sqlite*"))
    assert [each for each in PERSONAL if each.encode() in kept] == []
    assert b"Niamey" in kept


def test_somebody_is_found_by_name_and_address_and_not_by_half_a_word(people: People) -> None:
    people.record([person(1), person(2)], [], at=NOON, origin="a")
    assert people.find("aissa number2") == ["E2"]
    assert people.find(f"1.{SECRET_MAIL}") == ["E1"]
    assert people.find("Aïssa") == ["E1", "E2"]
    assert people.find("Aï") == []


def test_a_viewer_sees_names_and_no_contact_field_and_a_responder_is_kept(people: People) -> None:
    people.record([person()], [], at=NOON, origin="a")
    seen = people.persons(["E1"], viewer=Viewer(name="v", role="viewer"), at=NOON)[0]
    assert (seen.name, seen.ways, seen.private.notes, seen.private.birth, seen.private.passport) == (
        "Aïssa Number1", (), "", "", "",
    )  # fmt: skip
    assert people.views() == []
    people.persons(["E1"], viewer=Viewer(name="r", why="call at night"), at=NOON)
    assert [(each.who, each.did, each.person, each.why) for each in people.views()] == [
        ("r", "view", "E1", "call at night")
    ]


def test_no_repr_and_no_log_holds_anything_personal(people: People, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    people.record([person()], [stay()], at=NOON, origin="a")
    found = people.persons(None, viewer=LOCAL, at=NOON)
    exported = export(people, "E1", viewer=LOCAL, at=NOON)
    logging.getLogger("test").warning("%r %r %r %r", found, people.stays(), found[0].private, exported)
    said = caplog.text + repr(found[0].ways)
    assert [each for each in PERSONAL if each in said] == []


def test_an_error_of_the_database_holds_nothing_personal(ledger: Ledger, keys: Keys) -> None:
    people = People(ledger.engine, keys)
    with people.writing() as connection:
        connection.execute(sa.text("DROP TABLE people_stays"))
    with pytest.raises(LedgerError) as caught:
        people.record([person()], [stay()], at=NOON, origin="a")
    chain = [caught.value, caught.value.__cause__]
    assert [each for each in PERSONAL if each in " ".join(map(str, chain))] == []


def test_a_key_is_made_for_its_owner_alone_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "new" / "people.key"
    make_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    with pytest.raises(SettingsError, match="it stays"):
        make_key(path)
    assert path.read_bytes() == before
    path.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        read_key(path)


@pytest.mark.parametrize(
    ("content", "says"), [(None, "tocsin people key"), (b"", "no key of a roster"), (b"\xff\xfe", "cannot be read")]
)
def test_a_missing_or_broken_key_is_said(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "people.key"
    if content is not None:
        path.write_bytes(content)
        path.chmod(0o600)
    with pytest.raises(SettingsError, match=says):
        read_key(path)


def test_the_wrong_key_is_refused_and_nothing_is_lost(ledger: Ledger, keys: Keys, tmp_path: Path) -> None:
    People(ledger.engine, keys).record([person()], [stay()], at=NOON, origin="a")
    make_key(tmp_path / "other.key")
    with pytest.raises(SettingsError, match="Nothing was changed"):
        People(ledger.engine, read_key(tmp_path / "other.key"))
    assert People(ledger.engine, keys).names(["E1"]) == {"E1": "Aïssa Number1"}


def test_a_new_seal_opens_the_old_and_seals_all_again(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "people.key"
    make_key(path)
    People(ledger.engine, read_key(path)).record([person()], [stay()], at=NOON, origin="a")
    old = path.read_text()
    add_seal(path)
    people = People(ledger.engine, read_key(path))
    assert people.reseal() == 2
    only_new = [line for line in path.read_text().splitlines() if line not in old or not line.startswith("seal")]
    path.write_text("\n".join(only_new))
    fresh = People(ledger.engine, read_key(path))
    assert fresh.names(["E1"]) == {"E1": "Aïssa Number1"}
    assert not fresh.record([person()], [stay()], at=LATER, origin="a")


def test_a_seal_moved_to_another_row_is_noticed(people: People) -> None:
    people.record([person(1), person(2)], [], at=NOON, origin="a")
    table = people_tables.persons
    with people.writing() as connection:
        sealed = connection.execute(sa.select(table.c.sealed).where(table.c.person == "E2")).scalar_one()
        connection.execute(sa.update(table).where(table.c.person == "E1").values(sealed=sealed))
    with pytest.raises(LedgerError, match="sealed for another"):
        people.unseen(["E1"])


def test_erasure_leaves_no_trace_in_the_file_but_that_it_was_done(people: People, tmp_path: Path) -> None:
    people.record([person(1), person(2)], [stay(1), stay(2)], at=NOON, origin="a")
    people.record([person(1, groups=("Desk",))], [stay(1, spot=PARIS)], at=LATER, origin="a")
    fields = {"name": "Aïssa Number1", "place": "Atlantis"}
    refused = [{"line": 7, "why": "x", "fields": fields}, {"line": 8, "why": "x", "fields": {"name": "Bob"}}]
    people.refuse(refused, file="a", at=NOON)
    with people.reading() as connection:
        sealed = [bytes(each) for each in connection.execute(
            sa.select(people_tables.persons.c.sealed).where(people_tables.persons.c.person == "E1")
        ).scalars()]  # fmt: skip
    erase(people, "E1", viewer=Viewer(name="dpo", why="asked to"), at=LATER)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("people.sqlite*"))
    assert not any(each in kept for each in sealed)
    assert people.ids() == ["E2"]
    assert [each.person for each in people.stays()] == ["E2"]
    assert people.find("Number1") == []
    assert [each["line"] for each in people.refused()] == [8]
    assert [(each.who, each.did) for each in people.views("E1")] == [("dpo", "erase")]
    with pytest.raises(InputError, match="Nobody"):
        erase(people, "E1", viewer=LOCAL, at=LATER)


def test_erasure_works_on_both_databases(people_on_both: People) -> None:
    people_on_both.record([person(1)], [stay(1)], at=NOON, origin="a")
    erase(people_on_both, "E1", viewer=LOCAL, at=NOON)
    assert people_on_both.ids() == []
    assert people_on_both.stays() == []


def test_retention_takes_what_is_past_and_what_was_superseded(people: People) -> None:
    old = stay(1, first="2026-01-01", last="2026-01-05")
    people.record([person(1)], [old, stay(2, person="E1")], at=NOON - dt.timedelta(days=90), origin="a")
    people.record([person(1, groups=("Desk",))], [], at=NOON - dt.timedelta(days=60), origin="a")
    done = retain(people, before=NOON - dt.timedelta(days=30), viewer=LOCAL, at=NOON)
    assert (done.stays, done.editions) == (1, 1)
    assert [each.id for each in people.stays()] == ["s2"]
    assert people.ids(group="Desk") == ["E1"]
    assert not any(msgspec.structs.astuple(retain(people, before=NOON - dt.timedelta(days=30), viewer=LOCAL, at=NOON)))


def test_an_export_holds_every_edition_and_who_looked(people: People) -> None:
    people.record([person()], [stay()], at=NOON, origin="a")
    people.record([person(groups=("Desk",))], [stay(spot=PARIS)], at=LATER, origin="a")
    people.persons(["E1"], viewer=Viewer(name="r"), at=LATER)
    found = msgspec.to_builtins(export(people, "E1", viewer=LOCAL, at=LATER))
    assert len(found["editions"]) == len(found["stays"]) == 2
    assert found["person"]["private"]["passport"] == "X1234567"
    assert found["stays"][0][1]["written"] == "Villa Rouge, Rue 7, Niamey"
    assert [each["did"] for each in found["views"]] == ["export", "view"]


def test_a_group_has_those_who_answer_for_it_unless_a_person_has_their_own(people: People) -> None:
    people.record([person(1), person(2, answered_by=("E9",)), person(9)], [], at=NOON, origin="a")
    assert people.set_group(Group(name="Field", responsible=("E9", "E1")), at=NOON)
    assert not people.set_group(Group(name="Field", responsible=("E9", "E1")), at=LATER)
    assert people.answering_all(people.unseen(["E1", "E2"])) == [("E9",), ("E9",)]
    assert [each.responsible for each in people.groups()] == [("E9", "E1")]


def test_what_a_whole_file_leaves_out_is_taken_back(people: People) -> None:
    people.record([person()], [stay(1), stay(2, person="E1")], at=NOON, origin="a")
    people.record([person()], [stay(3, person="E1")], at=NOON, origin="b")
    done = people.record([person()], [stay(1)], at=LATER, origin="a", whole=True)
    assert done.changed_stays == 1
    assert [each.id for each in people.stays()] == ["s1", "s3"]


def test_two_programs_that_import_at_once_lose_nothing(tmp_path: Path, keys: Keys) -> None:
    import concurrent.futures

    place = str(tmp_path / "shared.sqlite")
    with open_ledger(place):
        pass

    def add(number: int) -> None:
        with open_ledger(place) as opened:
            People(opened.engine, keys).record(
                [person(1, groups=(f"G{number}",)), person(number)], [], at=NOON, origin="a"
            )

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(2, 10)))
    with open_ledger(place) as opened:
        assert len(People(opened.engine, keys).ids()) == 9
        exported = export(People(opened.engine, keys), "E1", viewer=LOCAL, at=NOON)
        assert len(exported.editions) == 8


def test_a_key_file_of_another_owner_is_named(tmp_path: Path) -> None:
    path = tmp_path / "people.key"
    make_key(path)
    path.chmod(0o000)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(SettingsError, match="cannot be read"):
        read_key(path)
