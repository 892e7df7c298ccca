"""What asserts the same is one claim; what does not is not; denials stand beside, figures side by side."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.board import board
from tocsin.claims import Told, claims, origin_counts, told
from tocsin.origins import origins

from tests.board.picture import known, noon
from tests.claims.asserted import (
    NOBODY,
    claimed,
    contact,
    day,
    denial,
    event,
    figure,
    posture,
    said,
    sizes,
    statement,
    warning,
)
from tests.claims.pairs.making import headed, pairs
from tests.claims.stored import stored


def test_one_measure_told_on_several_days_is_one_claim() -> None:
    assert sizes(said(posture(at=12)), said(posture(at=13)), said(posture(), published=14)) == [3]


@pytest.mark.parametrize(
    "other",
    [
        {"value": "reduced"},
        {"sender": "NOR"},
        {"host": "POL"},
        {"modality": "planned"},
        {"at": 20},
        {"type": "advice", "value": "caution", "scope": "regional", "place": "Donetsk"},
    ],
)
def test_another_sender_host_value_modality_day_or_region_is_another_claim(other: dict[str, Any]) -> None:
    assert sizes(said(posture(at=12)), said(posture(**{"at": 12, **other}))) == [1, 1]


def test_an_embassy_and_a_consulate_are_two_claims_and_a_city_spelt_otherwise_is_one() -> None:
    assert sizes(said(posture(at=12, place="Kyiv")), said(posture(at=12, place="Lviv"))) == [1, 1]
    assert sizes(said(posture(at=12, place="Kyiv")), said(posture(at=12, place="Kiev")), said(posture(at=12))) == [3]


def test_an_undated_repetition_goes_with_the_measure_before_it_and_not_with_one_of_long_ago() -> None:
    first, late = (
        said(posture("suspended", at=1, type="carrier")),
        said(posture("suspended", type="carrier"), published=28),
    )
    soon = said(posture("suspended", type="carrier", evidence="soon"), published=8)
    assert sizes(first, soon, late) == [2, 1]


def test_a_denied_posture_stands_beside_what_it_denies() -> None:
    (claim,) = claimed(said(posture(at=12)), said(posture(at=13, modality="denied")))
    assert [contest.by for contest in claim.contests] == ["JPN"]
    assert len(claim.evidence) == 1


def test_a_denial_of_what_nobody_asserts_is_a_claim_of_its_own() -> None:
    (claim,) = claimed(said(posture(modality="denied")))
    assert claim.kind == "posture"
    assert claim.contests == ()


def test_a_denial_stands_beside_the_sentence_it_points_at_with_its_own_origins() -> None:
    told_ = said(posture(at=12), document="one")
    denied = said(denial("Tokyo", "it", denies=(0, 40)), document="one")
    again = said(denial("Tokyo", "it", denies=(0, 40), start=120, end=130), document="one", seen=2)
    (claim,) = claimed(told_, denied, again)
    (contest,) = claim.contests
    assert set(contest.evidence) == {denied.id, again.id}
    assert contest.voices[0].documents == ("one",)


def test_a_denial_in_another_document_finds_its_claim_by_its_words() -> None:
    evidence = "Kenya has closed its embassy in Khartoum and flown its diplomats to Djibouti."
    asserted = said(posture(at=12, sender="KEN", evidence=evidence))
    elsewhere = said(posture("reduced", at=12, sender="NOR", evidence="Norway cut its staff in Khartoum to a few."))
    denied = said(denial("Kenya", "it had closed the embassy in Khartoum and flown diplomats out", date=day(13)))
    found = claimed(asserted, elsewhere, denied)
    assert [(claim.said_id, len(claim.contests)) for claim in found] == [(asserted.id, 1), (elsewhere.id, 0)] or [
        (claim.said_id, len(claim.contests)) for claim in found
    ] == [(elsewhere.id, 0), (asserted.id, 1)]


def test_a_threat_that_somebody_says_will_not_come_is_contested() -> None:
    feared = said(warning("Russia could attack at any time", threat_country="RUS", host="UKR", speaker="Jake Sullivan"))
    doubted = said(
        warning(
            "an attack will not come", threat_country="RUS", host="UKR", speaker="Dmitry Peskov", likelihood="denied"
        )
    )
    (claim,) = claimed(feared, doubted)
    assert [contest.by for contest in claim.contests] == ["Dmitry Peskov"]


def test_two_readouts_are_one_call() -> None:
    ours = contact("Joe Biden", "Vladimir Putin", countries=("USA", "RUS"), date=day(12), duration_minutes=62)
    theirs = contact("Putin", "Biden", countries=("RUS", "USA"), date=day(12))
    states = contact("United States", "Russia", countries=("USA", "RUS"), date=day(12))
    (claim,) = claimed(said(ours), said(theirs), said(states, seen=2))
    assert claim.said == ours


def test_two_calls_of_one_day_between_two_states_stay_two() -> None:
    presidents = contact("Joe Biden", "Vladimir Putin", countries=("USA", "RUS"), date=day(12))
    ministers = contact("Antony Blinken", "Sergei Lavrov", countries=("USA", "RUS"), date=day(12))
    states = contact("United States", "Russia", countries=("USA", "RUS"), date=day(12))
    assert sizes(said(presidents), said(ministers), said(states)) == [1, 1, 1]
    assert sizes(said(presidents), said(contact("Joe Biden", "Vladimir Putin", mode="meeting", date=day(12)))) == [1, 1]


def test_rival_figures_stand_side_by_side_and_revisions_in_a_row() -> None:
    (claim,) = claimed(
        said(figure(100_000, "Russian troops near the border", attributed_to="Washington", date=day(10))),
        said(figure(130_000, "Russian troops near the border", attributed_to="Washington", date=day(13))),
        said(figure(112_000, "troops of Russia massed near the border", attributed_to="Kyiv", date=day(13))),
        said(figure(130_000, "Russian troops at the border", attributed_to="Washington", date=day(13)), seen=3),
    )
    assert [(value.day, value.claimant, value.value) for value in claim.values] == [
        (day(10), "Washington", 100_000),
        (day(13), "Kyiv", 112_000),
        (day(13), "Washington", 130_000),
    ]
    assert [len(value.evidence) for value in claim.values] == [1, 1, 2]


def test_figures_of_other_things_are_other_claims() -> None:
    near, inside = (
        figure(100, "Russian troops near the border"),
        figure(8, "American trainers in the west of the country"),
    )
    assert sizes(said(near), said(inside)) == [1, 1]
    assert sizes(said(near), said(figure(100, "Russian troops near the border", host="POL"))) == [1, 1]


def test_one_utterance_quoted_in_several_papers_is_one_claim() -> None:
    first = statement(
        "Antony Blinken", "“We are in the window when an invasion could begin at any time,” Blinken said."
    )
    other = statement(
        "Blinken", "The secretary, Antony Blinken, warned of a “window when an invasion could begin at any time”."
    )
    unlike = statement("Antony Blinken", "Blinken said that the door to diplomacy was open.")
    assert sizes(said(first), said(other), said(unlike)) == [2, 1]


def test_one_proposition_in_other_words_is_one_claim_and_of_another_speaker_another() -> None:
    first = statement(
        "Jens Stoltenberg", "Stoltenberg said that Russia had moved more troops to the border of Ukraine."
    )
    other = statement("Jens Stoltenberg", "Russia moved more troops towards the Ukraine border, Stoltenberg said.")
    rival = statement("Sergei Lavrov", "Lavrov said that Russia had moved more troops to the border of Ukraine.")
    assert sizes(said(first), said(other), said(rival)) == [2, 1]


def test_one_event_under_six_headlines_is_one_claim() -> None:
    posts = [
        said(event(f"Update {number}: shells struck the town.", date=day(12)), document="blog") for number in range(6)
    ]
    assert sizes(*posts) == [6]
    assert sizes(*posts, said(event("Shells struck again.", date=day(16)))) == [6, 1]


def test_events_without_a_named_party_need_like_words() -> None:
    vague: dict[str, Any] = {"actor_country": None, "recipient_country": None}
    market = event("A bomb went off at the central market of the town.", date=day(12), **vague)
    again = event("The bomb at the market in the town centre went off at noon.", date=day(12), **vague)
    school = event("A school was hit by two rockets overnight.", date=day(12), **vague)
    assert sizes(said(market), said(again), said(school)) == [2, 1]


def test_a_claim_says_who_had_it_first_and_counts_copies_once() -> None:
    text = next(pair.one for pair in pairs() if pair.how == "retouched by hand")
    documents = [
        stored(text, "Harbour Wire", day=11),
        stored(headed(text), "The Evening Sample", day=12),
        stored(headed(text) + "\nThe end of it.", "The Noon Sample", day=13),
        stored("News\nNorland will move its embassy, an official said to us.", "The Morning Sample", day=13),
    ]
    where = [document.document.text.index("will move its embassy") for document in documents]
    records = [
        said(
            msgspec.structs.replace(posture("relocated", sender="NOR"), start=start, end=start + 21),
            document=document.document.key,
            published=document.document.published.day if document.document.published else None,
        )
        for start, document in zip(where, documents, strict=True)
    ]
    (claim,) = claims(records, origins=origins(documents))
    assert [voice.origin.name for voice in claim.voices] == ["Harbour Wire", "Morning Sample"]
    assert claim.independent == 2
    assert claim.first.document == documents[0].document.key
    assert [fold.document for fold in claim.voices[0].folded] == sorted(each.document.key for each in documents[1:3])
    assert all("of its words stand in Harbour Wire" in fold.why for fold in claim.voices[0].folded)


def test_who_thanks_an_agency_is_no_second_origin_beside_it() -> None:
    wire = stored("News\nKYIV (AFP) - Norland will move its embassy on Sunday.", "The Evening Sample", day=11)
    thanks = "News\nThe diplomats of Norland go west.\nAFP contributed to this report."
    helped = stored(thanks, "The Morning Sample", day=12)
    records = [
        said(posture("relocated"), document=wire.document.key),
        said(posture("relocated"), document=helped.document.key),
    ]
    (claim,) = claims(records, origins=origins([wire, helped]))
    assert [voice.origin.name for voice in claim.voices] == ["AFP"]
    (alone,) = claims(records[1:], origins=origins([wire, helped]))
    assert [voice.origin.name for voice in alone.voices] == ["Morning Sample"]


def test_the_board_can_show_how_many_origins_each_measure_has() -> None:
    documents = [
        stored(f"{name}\nJapan closed its embassy.", name)
        for name in ("BBC News", "BBC World Service", "The Noon Sample")
    ]
    postures = [
        known("closed", at=12, document=each.document.key, publisher=each.document.publisher) for each in documents
    ]
    cell = board(postures, as_of=noon(12), known_at=noon(20)).cell("JPN", "UKR")
    assert cell is not None
    (count,) = origin_counts(cell, [told(each) for each in postures], origins=origins(documents))
    assert (count.type, count.value, count.independent, count.documents) == ("mission", "closed", 2, 3)
    assert cell.mission is not None
    assert count.evidence == cell.mission.evidence


records = st.one_of(
    st.builds(
        posture,
        st.sampled_from(["closed", "relocated", "reduced"]),
        st.none() | st.integers(1, 28),
        sender=st.sampled_from(["JPN", "NOR", None]),
        modality=st.sampled_from(["fact", "planned", "denied"]),
        place=st.sampled_from([None, "Kyiv", "Kiev", "Lviv"]),
    ),
    st.builds(
        contact,
        st.sampled_from(["Joe Biden", "Biden", "United States"]),
        st.sampled_from(["Vladimir Putin", "Emmanuel Macron", "Russia"]),
        countries=st.sampled_from([("USA", "RUS"), ("USA", "FRA"), ()]),
        date=st.none() | st.integers(1, 5).map(day),
    ),
    st.builds(
        figure,
        st.integers(1, 3),
        st.sampled_from(["troops near the border", "Russian troops near the border", "tanks"]),
        attributed_to=st.sampled_from([None, "Kyiv"]),
        date=st.none() | st.integers(1, 28).map(day),
    ),
    st.builds(
        statement,
        st.sampled_from(["Jens Stoltenberg", "Stoltenberg"]),
        st.sampled_from(["Troops moved to the eastern border again.", "More troops moved to the border.", "No."]),
    ),
    st.builds(
        denial, st.just("Tokyo"), st.sampled_from(["the embassy closed", "it"]), denies=st.sampled_from([None, (0, 9)])
    ),
    st.builds(event, st.sampled_from(["Shells struck.", "A strike."]), date=st.none() | st.integers(1, 9).map(day)),
    st.builds(warning, st.sampled_from(["an attack at any time", "an attack"]), threat_country=st.just("RUS")),
)
toldings = st.builds(
    said,
    records,
    published=st.none() | st.integers(1, 28),
    seen=st.integers(1, 20),
    document=st.sampled_from(["one", "two", "three"]),
)


@given(st.lists(toldings, max_size=14), st.randoms(use_true_random=False))
def test_the_same_records_in_any_order_and_number_make_the_same_claims_bit_for_bit(
    given_: list[Told],
    random: "st.random.Random",  # type: ignore[name-defined]
) -> None:
    shuffled = [*given_, *given_[:3]]
    random.shuffle(shuffled)
    expected, found = (claims(each, origins=NOBODY) for each in (given_, shuffled))
    assert msgspec.json.encode(found) == msgspec.json.encode(expected)


@given(st.lists(toldings, max_size=14))
def test_every_record_is_in_one_claim_or_contest_and_no_evidence_is_made_up(given_: list[Told]) -> None:
    made = claims(given_, origins=NOBODY)
    held = [id_ for claim in made for id_ in claim.evidence]
    contested = {id_ for claim in made for contest in claim.contests for id_ in contest.evidence}
    assert len(held) == len(set(held))
    assert {*held, *contested} == {each.id for each in given_}
    assert all(claim.voices and claim.id in claim.evidence and claim.said_id in claim.evidence for claim in made)
