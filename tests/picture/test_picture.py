"""What is kept as documents come is what is made from all of them, in any order, on either database."""

import random
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tocsin.claims import Claim, claims, told_in
from tocsin.ledger import Ledger
from tocsin.origins import origins
from tocsin.picture import Asked, brought_up, claims_of, dump, opened

from tests.picture.making import Landed, add, landed

HOSTS = ("UKR", "POL")


def made_from_all(ledger: Ledger, host: str) -> list[Claim]:
    documents = [ledger.document(entry.key) for entry in ledger.documents(limit=10_000)]
    held = [document for document in documents if document is not None]
    made = claims((told for document in held for told in told_in(document)), origins=origins(held))
    return [claim for claim in made if host in claim.hosts]


def picture(url: str, *given_: Landed, look_after: int | None = None) -> list[bytes]:
    with opened(url) as ledger:
        for place, each in enumerate(given_):
            add(ledger, each)
            if place == look_after:
                brought_up(ledger)
        for host in HOSTS:
            assert claims_of(ledger, Asked(host=host)) == made_from_all(ledger, host)
        return list(dump(ledger))


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.integers(0, 400), min_size=2, max_size=7), st.integers(0, 6), st.randoms(use_true_random=False))
def test_documents_in_any_order_make_the_claims_that_all_of_them_together_make(
    tmp_path: Path, numbers: list[int], look_after: int, shuffle: random.Random
) -> None:
    documents = [landed(number) for number in numbers]
    again = [*documents, landed(numbers[0])]
    shuffle.shuffle(again)
    place = tmp_path / str(len(list(tmp_path.iterdir())))
    one = picture(str(place / "one.sqlite"), *documents)
    assert picture(str(place / "other.sqlite"), *again, look_after=look_after) == one


def test_both_databases_hold_the_same_picture_twice(new_url: Callable[[], str], tmp_path: Path) -> None:
    documents = [landed(number) for number in range(12)]
    expected = picture(str(tmp_path / "first.sqlite"), *documents)
    assert len(expected) > 60
    assert picture(new_url(), *documents[::-1], look_after=5) == expected
