"""Two texts of one page: what is of substance, and what is only wording."""

import pytest

from tocsin.changes import difference

BEFORE = """Advice level: Red
Avoid the northern border because of fighting.
Keep a supply of water at home.
Updated: 20 May 2026
"""


@pytest.mark.parametrize(
    "after",
    [
        BEFORE,
        BEFORE.replace("20 May", "3 June"),
        "\n".join(reversed(BEFORE.splitlines())),
        BEFORE.replace("fighting", "the fighting"),
        BEFORE.replace("Avoid the northern border", "AVOID  the northern border"),
        BEFORE + "Reviewed: 3 June 2026\n",
    ],
    ids=["same", "date", "order", "spelling", "case and spaces", "stamp"],
)
def test_what_is_only_wording_is_no_substance(after: str) -> None:
    assert not difference(BEFORE, after).substance


@pytest.mark.parametrize(
    ("after", "new"),
    [
        (BEFORE + "The airport has been closed since Monday.\n", "The airport has been closed since Monday."),
        (BEFORE.replace("Avoid the", "Do not avoid the"), "Do not avoid the northern border because of fighting."),
        (BEFORE.replace("Keep a supply", "Keep a 14 day supply"), "Keep a 14 day supply of water at home."),
    ],
    ids=["a sentence", "a negation", "a number"],
)
def test_what_turns_a_sentence_is_substance(after: str, new: str) -> None:
    assert difference(BEFORE, after).new == (new,)


def test_a_diff_is_readable() -> None:
    lines = difference(
        "It is calm in the capital.\nShops are open.", "It is calm in the capital.\nLeave the country now."
    ).lines
    assert lines == ("- Shops are open.", "+ Leave the country now.")


def test_a_page_of_thousands_of_sentences_is_compared_at_once() -> None:
    before = "\n".join(f"Sentence number {number} says this." for number in range(3000))
    after = "\n".join(f"Quite another line, {number}, with other words." for number in range(3000))
    assert difference(before, after).substance
