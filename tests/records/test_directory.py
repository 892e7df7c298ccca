"""Who is who across documents: what a directory tells, and what it leaves open."""

import datetime as dt
from typing import Any

import pytest

from tocsin.records import Contact, DocumentRecord, Introduction, Statement
from tocsin.records.directory import Asked, Directory, Introduced
from tocsin.records.knowing import introductions, recognised
from tocsin.records.offices import held_by, sole
from tocsin.records.spelling import may_be_one, normal, surname

DAY = dt.date(2031, 3, 10)


def met(
    name: str, office: str, country: str | None, *, day: int = 0, document: str | None = None, **more: Any
) -> Introduced:
    evidence = f"{office} {name} spoke."
    return Introduced(
        name=name, office=office, country=country, document=document or f"doc-{name}-{office}-{day}",
        day=DAY + dt.timedelta(days=day), start=0, end=len(evidence), evidence=evidence, **more,
    )  # fmt: skip


def asked(written: str, *, day: int = 1, **more: Any) -> Asked:
    return Asked(written=written, day=DAY + dt.timedelta(days=day), document="today", **more)


MARLOW = met("Edna Marlow", "foreign minister", "IRL")


def test_a_surname_is_who_an_earlier_document_introduced() -> None:
    known = Directory([MARLOW]).known(asked("Marlow"))
    assert known is not None
    assert (known.name, known.office, known.country) == ("Edna Marlow", "foreign minister", "IRL")
    assert known.adds == ("name", "office", "country")
    assert (known.document, known.day, known.evidence) == (MARLOW.document, MARLOW.day, MARLOW.evidence)


def test_a_full_name_gets_its_office_and_another_first_name_does_not() -> None:
    book = Directory([MARLOW])
    known = book.known(asked("Edna Marlow"))
    assert known is not None
    assert known.adds == ("office", "country")
    assert book.known(asked("Peter Marlow")) is None


@pytest.mark.parametrize(("day", "told"), [(-1, False), (0, True), (180, True), (181, False)])
def test_only_what_was_told_by_then_and_not_long_ago_counts(day: int, told: bool) -> None:
    assert (Directory([MARLOW]).known(asked("Marlow", day=day)) is not None) is told


def test_what_the_document_tells_itself_stands() -> None:
    book = Directory([MARLOW])
    known = book.known(asked("Marlow", office="the minister", country="IRL"))
    assert known is not None
    assert (known.office, known.country, known.adds) == (None, None, ("name",))
    assert book.known(asked("Marlow", country="NOR")) is None
    assert book.known(asked("Marlow", office="striker")) is None
    assert book.known(asked("Edna Marlow", office="minister", country="IRL")) is None


def test_a_document_tells_itself_nothing_new() -> None:
    assert Directory([met("Edna Marlow", "foreign minister", "IRL", document="today")]).known(asked("Marlow")) is None


def test_two_of_one_surname_stay_open_unless_the_document_decides() -> None:
    book = Directory([MARLOW, met("Ivo Marlow", "defence minister", "NOR")])
    assert book.known(asked("Marlow")) is None
    by_state, by_subject = book.known(asked("Marlow", country="NOR")), book.known(asked("Marlow", about="IRL"))
    by_office = book.known(asked("Marlow", office="defence chief"))
    assert by_state is not None
    assert by_state.name == "Ivo Marlow"
    assert by_subject is not None
    assert by_subject.name == "Edna Marlow"
    assert by_office is not None
    assert by_office.name == "Ivo Marlow"


def test_who_has_taken_over_holds_the_office() -> None:
    book = Directory([MARLOW, met("Ivo Brandt", "Minister of Foreign Affairs", "IRL", day=30)])
    before, after = book.known(asked("Marlow", day=29)), book.known(asked("Marlow", day=31))
    assert before is not None
    assert before.office == "foreign minister"
    assert after is not None
    assert (after.office, after.country) == (None, "IRL")


def test_who_is_former_since_holds_the_office_no_more() -> None:
    book = Directory([MARLOW, met("Edna Marlow", "foreign minister", "IRL", day=20, former=True)])
    known = book.known(asked("Marlow", day=21))
    assert known is not None
    assert known.office == "former foreign minister"


def test_the_office_of_a_state_is_its_holder() -> None:
    book = Directory([MARLOW, met("Ivo Brandt", "foreign minister", "NOR")])
    known = book.known(asked("Irish foreign minister", country="IRL"))
    assert known is not None
    assert (known.name, known.adds) == ("Edna Marlow", ("name",))
    assert book.known(asked("foreign minister")) is None
    assert book.known(asked("Irish deputy foreign minister", country="IRL")) is None


def test_an_office_that_two_are_given_on_one_day_is_nobodys() -> None:
    book = Directory([MARLOW, met("Ivo Brandt", "foreign minister", "IRL")])
    assert book.known(asked("Irish foreign minister", country="IRL")) is None


def test_a_spokesman_needs_a_second_document_or_his_state() -> None:
    once = Directory([met("Karl Oster", "army spokesman", "NOR")])
    assert once.known(asked("Oster")) is None
    assert once.known(asked("Oster", about="NOR")) is not None
    assert Directory([*once.told, met("Karl Oster", "army spokesman", "NOR", day=1)]).known(asked("Oster")) is not None


def test_what_documents_disagree_on_is_not_told() -> None:
    book = Directory([met("Karl Oster", "envoy", code, document=code) for code in ("NOR", "SWE")])
    assert book.known(asked("Karl Oster")) is None


def test_spellings_of_one_person_are_one() -> None:
    book = Directory(
        [
            met("Andriy Halenko", "president", "UKR"),
            met("Andrii Halenko", "President", "UKR", document="a"),
            met("Andriy Halenko", "president", "UKR", document="b"),
            met("A. Halenka", "president", "UKR", document="c"),
        ]
    )
    (person,) = book.people()
    assert (person.name, person.spellings, person.documents) == ("Andriy Halenko", ("A. Halenka", "Andrii Halenko"), 4)


def test_the_order_of_documents_changes_nothing() -> None:
    told = [MARLOW, met("Ivo Marlow", "envoy", "NOR"), met("Edna Marlow", "premier", "IRL", day=1)]
    one, other = Directory(told), Directory(reversed(told))
    assert one.people() == other.people()
    assert one.known(asked("Edna Marlow", day=3)) == other.known(asked("Edna Marlow", day=3))


def test_a_record_is_filled_where_its_document_is_silent() -> None:
    said = Statement(start=0, end=4, evidence="Yes.", speaker="Marlow", form="indirect", cue="said")
    met_them = Contact(
        start=0, end=4, evidence="Yes.", participants=("Marlow", "Norway"), countries=(None, "NOR"), mode="meeting"
    )
    book = Directory([MARLOW])
    found = recognised(said, book, day=DAY, document="today")
    assert (found.speaker, found.office, found.speaker_country) == ("Marlow", "foreign minister", "IRL")
    assert [known.name for known in found.known] == ["Edna Marlow"]
    assert recognised(met_them, book, day=DAY, document="today").countries == ("IRL", "NOR")
    assert recognised(said, book, day=None, document="today") == said
    assert recognised(found, Directory([met("Ivo Marlow", "envoy", "NOR")]), day=DAY, document="today") == found


def test_a_document_without_a_day_introduces_nobody() -> None:
    one = Introduction(name="Edna Marlow", office="envoy", start=0, end=4, evidence="Yes.")
    fields: dict[str, Any] = {
        "start": 0, "end": 0, "evidence": "", "key": "k", "publisher": None, "title": None, "bylines": (),
        "live_blog": False, "people": (one,),
    }  # fmt: skip
    assert introductions([DocumentRecord(published=None, **fields)]) == []
    assert [each.name for each in introductions([DocumentRecord(published=DAY, **fields)])] == ["Edna Marlow"]


@pytest.mark.parametrize(
    "spellings",
    [
        "Zelensky Zelenskyy Zelenskiy Zelenskyi Zelenskij",
        "Lukashenko Lukashenka",
        "Sergei Sergey",
        "Shoukry Shukri",
        "Araghchi Araqchi",
        "al-Sisi el-Sisi Sisi",
        "Vučić Vucic",
        "Alexander Aleksandr",
        "Tokayev Tokaev",
        "Yury Yuri",
        "Erdoğan Erdogan Erdogan's",
    ],
)
def test_one_name_has_one_spelling(spellings: str) -> None:
    assert len({normal(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["Putin Rutin", "Lavrov Lavrova", "Kim Kin", "Biden Baden", "Sanchez Sancho", "Lee Li"]
)
def test_other_names_stay_others(pair: str) -> None:
    one, other = pair.split()
    assert normal(one) != normal(other)


def test_first_names_tell_people_apart() -> None:
    assert may_be_one("Edna Marlow", "E. Marlow")
    assert may_be_one("Edna Ruth Marlow", "Edna Marlow")
    assert not may_be_one("Edna Marlow", "Ivo Marlow")
    assert not may_be_one("Edna H. Marlow", "Edna W. Marlow")
    assert surname("Edna Marlow Jr.") == "marlow"


@pytest.mark.parametrize(
    ("office", "one"),
    [
        ("Minister of Foreign Affairs", "foreign minister"),
        ("Secretary of State", "foreign minister"),
        ("acting president", "president"),
        ("Vice President", None),
        ("deputy foreign minister", None),
        ("former president", None),
        ("spokesman", None),
        ("minister of state for foreign affairs", None),
    ],
)
def test_offices_of_one_holder(office: str, one: str | None) -> None:
    assert sole(office) == one


def test_a_description_ends_in_its_office() -> None:
    assert held_by("US Secretary of State") == "foreign minister"
    assert held_by("Ukraine's president") == "president"
    assert held_by("Russian deputy foreign minister") is None
    assert held_by("senior US official") is None
