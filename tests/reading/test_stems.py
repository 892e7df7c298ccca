"""Words looked for all at once."""

import pytest

from tocsin.reading.stems import Stems

WORDS = Stems(("evacuat", "met.", "*phone.", "sat down."))


@pytest.mark.parametrize(
    "text",
    ["They were EVACUATED at dawn.", "The two met", "by telephone, late", "She sat down with him", "a mega-evacuation"],
)
def test_beginnings_whole_words_and_endings_are_found_whatever_the_case(text: str) -> None:
    assert WORDS.stand_in(text)


@pytest.mark.parametrize("text", ["", "reevacuated", "metal", "helmet", "phones", "he sat downstairs", "met_office"])
def test_what_only_holds_their_letters_is_not_one_of_them(text: str) -> None:
    assert not WORDS.stand_in(text)


def test_a_word_that_is_part_of_another_listed_one_is_found_all_the_same() -> None:
    assert Stems(("line", "airline.")).stand_in("airlines: the line is cut")
    assert not Stems(("line.", "airline")).stand_in("beelines")
