"""Whom a record is known from: credits, sentences that name an outlet, copies, newsrooms."""

import itertools

import pytest

from tocsin.documents.model import Role
from tocsin.ledger import StoredDocument
from tocsin.origins import Origin, Traced, origins
from tocsin.origins.credits import credited, is_readout, relay
from tocsin.records import Statement

from tests.claims.pairs.making import headed, lead, pairs, renamed
from tests.claims.stored import posture_in, stored

PLAIN = "Embassy to move\nNorland will move its embassy to Lviv on Sunday.\nThe weather was fine and dry."
EVENT = next(pair for pair in pairs() if pair.how == "retouched by hand")
FIRST = EVENT.one


def traced(document: StoredDocument, words: str = "will move its embassy", *others: StoredDocument) -> Traced:
    return origins([document, *others]).of(document.document.key, posture_in(document, words))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("KYIV, Feb 12 (Reuters) - Norland will move its embassy to Lviv.", "Reuters"),
        ("KYIV (AP) — Norland will move its embassy to Lviv.", "AP"),
        ("MOSCOW, February 12. /TASS/. Norland will move its embassy to Lviv.", "TASS"),
        ("CAIRO, April 24, 2023 (Red Sea Agency) - Norland will move its embassy.", "Red Sea Agency"),
        ("PARIS - AFP - Norland will move its embassy to Lviv.", "AFP"),
    ],
)
def test_an_agency_in_the_dateline_is_the_origin(line: str, name: str) -> None:
    found = traced(stored(f"Embassy to move\n{line}", "The Evening Sample"))
    assert found.origin == Origin(name=name, kind="wire")
    assert "credited" in found.why


@pytest.mark.parametrize(
    "line", ["The mission stays small. (Reuters)", "The mission stays small. - Reuters", "(Reuters)"]
)
def test_an_agency_at_the_end_is_the_origin(line: str) -> None:
    assert traced(stored(f"{PLAIN}\n{line}", "The Evening Sample")).origin == Origin(name="Reuters", kind="wire")


def test_the_credit_of_a_picture_is_not_that_of_the_text() -> None:
    text = f"{PLAIN}\nA flag in the rain\nReuters"
    shown = stored(text, "The Evening Sample", roles={3: Role.CAPTION, 4: Role.CREDIT})
    assert traced(shown).origin == Origin(name="Evening Sample", kind="own")


def test_thanks_to_an_agency_are_help_and_not_an_origin() -> None:
    found = traced(stored(f"{PLAIN}\nAgence France-Presse contributed to this report.", "The Evening Sample"))
    assert found.origin == Origin(name="Evening Sample", kind="own")
    assert found.helped_by == ("AFP",)


def test_the_place_of_a_credit_is_where_it_stands() -> None:
    document = stored("Head\nKYIV (Reuters) - Norland will move its embassy.").document
    (credit,) = credited(document)
    assert document.text[credit.start : credit.end] == "Reuters"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The ambassador told TASS that all would be well.", "TASS"),
        ("The minister told Russia's TASS news agency that he would stay.", "TASS"),
        ("N1, a CNN affiliate, reported that the embassy had shut.", "N1"),
        ("Reuters reported, citing two sources, that staff would go.", "Reuters"),
        ("The embassy will shut, according to the Interfax news agency.", "Interfax"),
        ("He told the Evening Ledger newspaper that it would shut.", "Evening Ledger"),
        ("State broadcaster Nilain TV reported that the road was open.", "Nilain TV"),
        ("Syrian state media said that the airport was shut.", "Syrian state media"),
        ("The mission will go, the minister said in an interview with Fox News.", "Fox"),
        ("The minister told reporters that the embassy had shut.", None),
        ("Blinken said on Monday that he would go.", None),
        ("The embassy was moved, a Baltic news site wrote.", None),
    ],
)
def test_a_sentence_may_name_the_outlet_it_takes_its_words_from(sentence: str, name: str | None) -> None:
    assert relay(sentence) == name


def test_what_an_outlet_was_told_itself_is_its_own_report() -> None:
    document = stored("Head\nThe minister told TASS that Norland will move its embassy.", "TASS")
    assert traced(document).origin == Origin(name="TASS", kind="wire")
    assert traced(stored("Head\nHe told CNN that Norland will move its embassy.", "CNN")).origin.kind == "own"


def test_a_chain_of_relays_leads_to_the_furthest() -> None:
    document = stored("Head\nThe Halyard Wire reported that he had said so.", "The Evening Sample")
    said = Statement(
        start=5, end=20, evidence="The Halyard Wire", speaker="he", form="indirect", cue="said", chain=("Halyard Wire",)
    )
    assert origins([document]).of(document.document.key, said).origin == Origin(name="Halyard Wire", kind="relay")


def test_a_paper_that_a_party_gave_out_is_one_origin_in_every_paper() -> None:
    assert is_readout("He agreed, according to a readout of the call.")
    line = "Head {}\nNorland will move its embassy, its ministry said in a press release."
    found = [traced(stored(line.format(name), name)) for name in ("The Evening Sample", "The Morning Sample")]
    assert {each.origin for each in found} == {Origin(name="paper of NOR", kind="readout")}


def test_a_copy_is_folded_into_the_earlier_text_and_says_why() -> None:
    first, copy = stored(FIRST, "Harbour Wire", day=12), stored(headed(renamed(FIRST)), "The Evening Sample", day=13)
    found = origins([copy, first]).of(copy.document.key, posture_in(copy, "will move its embassy"))
    assert found.origin == Origin(name="Harbour Wire", kind="own")
    assert found.folded_into == first.document.key
    assert "of its words stand in Harbour Wire, 2022-02-12" in found.why


def test_a_copy_of_a_text_that_others_credit_to_an_agency_is_the_agencys() -> None:
    bare, copy = stored(FIRST, "The Morning Sample", day=12), stored(headed(FIRST), "The Evening Sample", day=13)
    signed = stored(f"{FIRST}\n(Reuters)", "The Noon Sample", day=14)
    found = origins([bare, copy, signed])
    names = {
        found.of(each.document.key, posture_in(each, "will move its embassy")).origin.name for each in (copy, signed)
    }
    assert names == {"Reuters"}


def test_own_reporting_beside_a_copied_paragraph_stays_own() -> None:
    first = stored(FIRST, "Harbour Wire", day=12)
    other = next(pair.one for pair in pairs() if pair.event == "airport-shelling")
    mixed = stored(f"{lead(FIRST, 3)}\n{other.split(chr(10), 1)[1]}", "The Evening Sample", day=13)
    found = origins([first, mixed])
    assert found.of(mixed.document.key, posture_in(mixed, "will move its embassy")).origin.name == "Harbour Wire"
    assert found.of(mixed.document.key, posture_in(mixed, "Mortar fire struck")).origin.name == "Evening Sample"


def test_newsrooms_of_one_house_are_one_origin() -> None:
    names = {
        traced(stored(f"{name}\nNorland will move its embassy.", name)).origin
        for name in ("BBC News", "BBC World Service")
    }
    assert names == {Origin(name="BBC", kind="own")}


def test_a_post_of_a_live_blog_is_copied_by_itself() -> None:
    others = [pair.one for pair in pairs() if pair.how == "retouched by hand" and pair.one != FIRST]
    before, after = "\n".join(others[:6]), "\n".join(others[6:])
    opens = [0, before.count("\n") + 1, before.count("\n") + FIRST.count("\n") + 2]
    blog = stored(f"{before}\n{FIRST}\n{after}", "The Evening Sample", day=13, posts=opens, live_blog=True)
    first = stored(FIRST, "Harbour Wire", day=12)
    found = origins([blog, first])
    assert found.of(blog.document.key, posture_in(blog, "will move its embassy")).origin.name == "Harbour Wire"
    assert found.of(blog.document.key, posture_in(blog, "Mortar fire struck")).origin.name == "Evening Sample"
    assert [(copy.start, copy.of_key) for copy in found.copies] == [(len(before) + 1, first.document.key)]


def test_a_document_without_publisher_or_that_was_not_given_is_unknown() -> None:
    document = stored(PLAIN)
    assert traced(document).origin.kind == "unknown"
    assert origins([]).of(document.document.key, posture_in(document, "will move")).origin.kind == "unknown"


def test_the_order_in_which_documents_come_changes_nothing() -> None:
    documents = [
        stored(FIRST, "Harbour Wire", day=12),
        stored(headed(FIRST), "The Evening Sample", day=13),
        stored(lead(EVENT.other, 3), "The Noon Sample", day=None),
    ]
    seen = [
        [origins(order).of(each.document.key, posture_in(each, "its embassy")) for each in documents]
        for order in itertools.permutations(documents)
    ]
    assert all(each == seen[0] for each in seen)
