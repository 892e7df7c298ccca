"""Copies are told from independent reports that share quotations, facts and forms of words."""

import time
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tocsin.documents.fingerprints import Fingerprint, fingerprint
from tocsin.origins import copied, share

from tests.claims.pairs.making import Pair, pairs

REPORT = pairs()[0].one


def near(one: Fingerprint, other: Fingerprint) -> bool:
    return not set(one.bands).isdisjoint(other.bands)


def judged(pair: Pair) -> tuple[bool, bool]:
    """Whether the pair is a copy, and whether it is found to be one."""
    one, other = fingerprint(pair.one), fingerprint(pair.other)
    return pair.copied, near(one, other) and copied(one, other)


def test_of_nine_hundred_pairs_ninety_five_in_a_hundred_copies_are_found_and_are_copies() -> None:
    counted = Counter(map(judged, pairs()))
    right, wrong, missed = counted[True, True], counted[False, True], counted[True, False]
    assert right + wrong + missed + counted[False, False] >= 300
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.95


def test_each_way_of_copying_is_found() -> None:
    missed = Counter(pair.how for pair in pairs() if judged(pair) == (True, False))
    total = Counter(pair.how for pair in pairs() if pair.copied)
    assert all(missed[how] <= total[how] * 0.1 for how in total), missed


def test_two_reports_of_one_quotation_are_no_copies() -> None:
    said = '"We are not abandoning this country, and we will be back as soon as it is safe to sit there," he said.'
    one = fingerprint(f"The flag came down at noon in light rain and a guard locked the gate behind him.\n{said}")
    other = fingerprint(f"Insurers have withdrawn their cover for aircraft that are parked here overnight.\n{said}")
    assert one.quotes & other.quotes
    assert not copied(one, other)


def test_names_spelt_otherwise_and_another_headline_change_nothing() -> None:
    head, story = REPORT.split("\n", 1)
    respelt = story.replace("Kyiv", "Kiev").replace("Kharkiv", "Kharkov").replace("Odesa", "Odessa")
    assert share(fingerprint(f"{head}\n{story}"), fingerprint(f"All Is Quiet Now\n{respelt}")) > 0.9


def test_a_line_of_rights_is_nobodys_text() -> None:
    rights = (
        "Copyright 2022 by the house. This text may not be published, broadcast, rewritten or redistributed by you."
    )
    assert fingerprint(rights).runs == frozenset()
    assert fingerprint(f"{REPORT}\n{rights}").runs == fingerprint(REPORT).runs


def test_a_text_of_a_few_words_is_a_copy_of_nothing() -> None:
    short = fingerprint("The embassy is closed until further notice.")
    assert not short.readable
    assert short.bands == ()
    assert not copied(short, short)


def test_three_paragraphs_are_found_inside_a_story_of_fifty() -> None:
    others = [pair.one for pair in pairs() if pair.how == "retouched by hand" and pair.one != REPORT]
    long_story = "\n".join([*others[:7], REPORT, *others[7:]])
    lead = "\n".join(REPORT.split("\n")[1:4])
    assert near(fingerprint(long_story), fingerprint(lead))
    assert copied(fingerprint(long_story), fingerprint(lead))


def test_a_thousand_documents_a_second_are_fingerprinted_on_one_core() -> None:
    story = "\n".join(pair.one for pair in pairs() if pair.how == "retouched by hand")[:3500]
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for _ in range(40):
            fingerprint(story)
        best = min(best, (time.process_time() - start) / 40)
    assert best < 0.002, "twice the time that is asked for, so that a busy machine does not decide"


@given(st.text(max_size=300))
def test_any_text_has_a_fingerprint_and_is_wholly_in_itself(text: str) -> None:
    made = fingerprint(text)
    assert made.share_in(made) == (1.0 if made.readable else 0.0)
    assert fingerprint(text).order == made.order
