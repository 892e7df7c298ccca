"""What is kept as documents come is what is made from all of them, in any order, on either database."""

import datetime as dt
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tocsin.claims import Claim, claims, told_in
from tocsin.documents import Document
from tocsin.ledger import Ledger, open_ledger
from tocsin.origins import origins
from tocsin.picture import Asked, brought_up, claims_of, dump, opened, rebuild

from tests.claims.pairs.making import headed
from tests.claims.stored import posture_in, stored
from tests.fresh import make_fresh
from tests.picture.making import SEEN, TEXTS, Landed, add, landed

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


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that holds nothing, made once."""
    made = tmp_path_factory.mktemp("empty") / "ledger.sqlite"
    return make_fresh(made)


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.integers(0, 400), min_size=2, max_size=7), st.integers(0, 6), st.randoms(use_true_random=False))
def test_documents_in_any_order_make_the_claims_that_all_of_them_together_make(
    tmp_path: Path, empty: Path, numbers: list[int], look_after: int, shuffle: random.Random
) -> None:
    documents = [landed(number) for number in numbers]
    again = [*documents, landed(numbers[0])]
    shuffle.shuffle(again)
    names = [str(tmp_path / name) for name in ("one.sqlite", "other.sqlite")]
    for name in names:
        shutil.copy(empty, name)
    assert picture(names[1], *again, look_after=look_after) == picture(names[0], *documents)


def test_both_databases_hold_the_same_picture_twice(fresh_url: Callable[[], str], tmp_path: Path) -> None:
    documents = [landed(number) for number in range(12)]
    expected = picture(str(make_fresh(tmp_path / "first.sqlite")), *documents)
    assert len(expected) > 60
    assert picture(fresh_url(), *documents[::-1], look_after=5) == expected


def test_what_everybody_prints_is_told_by_its_first_ones_and_is_one_origin(tmp_path: Path) -> None:
    """So many copies fill more of each band than is looked at in one go."""
    text = TEXTS[0]
    line = "will move its embassy"
    copies = [stored(headed(text) if number else text, f"The Sample {number}", day=12, hour=0) for number in range(24)]
    copies = [
        msgspec.structs.replace(each, document=renamed(each.document, number)) for number, each in enumerate(copies)
    ]
    order = [*range(1, 22), 0, 22, 23]
    with opened(str(make_fresh(tmp_path / "ledger.sqlite"))) as ledger:
        for number in order:
            each = copies[number].document
            seen = SEEN + dt.timedelta(minutes=number)
            ledger.add(each, [posture_in(copies[number], line)], seen_at=seen, reader="made/1")
        (claim,) = claims_of(ledger, Asked(host="UKR"))
        assert [claim] == made_from_all(ledger, "UKR")
    assert (claim.independent, len(claim.voices[0].documents)) == (1, 24)
    assert claim.first.document == copies[0].document.key


def renamed(document: Document, number: int) -> Document:
    return msgspec.structs.replace(document, canonical=f"https://sample.example/{number}")


def test_a_ledger_that_was_kept_without_it_gets_it_and_one_made_again_is_the_same(tmp_path: Path, empty: Path) -> None:
    names = [str(tmp_path / name) for name in ("before.sqlite", "kept.sqlite")]
    for name in names:
        shutil.copy(empty, name)
    documents = [landed(number) for number in range(8)]
    with open_ledger(names[0]) as ledger:
        add(ledger, *documents)
    with opened(names[0]) as ledger, opened(names[1]) as kept:
        add(kept, *documents)
        found = list(dump(ledger))
        assert found == list(dump(kept))
        rebuild(ledger)
        assert list(dump(ledger)) == found
