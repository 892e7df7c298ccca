"""``tocsin search``: what it prints, what it narrows, what it refuses."""

import datetime as dt
import json
from pathlib import Path

import pytest

from tocsin.documents import Document
from tocsin.records import Posture

from tests.cli.conftest import FIRST, MORNING, NEXT, SECOND, Call
from tests.fresh import open_fresh


@pytest.fixture(autouse=True)
def two_days(tmp_path: Path) -> None:
    sentence = MORNING.splitlines()[0]
    told = Posture(
        start=0, end=len(sentence), evidence=sentence, sender="ESP", host="NER", type="directive", value="leave"
    )
    first = Document(text=MORNING, title="Spaniards told to leave", published=dt.date(2023, 8, 2), language="en")
    second = Document(text=NEXT, publisher="The Sahel Wire (sample)", published=dt.date(2023, 8, 3))
    with open_fresh(str(tmp_path / "watch.sqlite")) as ledger:
        ledger.add(first, [told], seen_at=FIRST, reader="test/1")
        ledger.add(second, [], seen_at=SECOND, reader="test/1")


def test_a_hit_shows_title_publisher_day_and_the_words_marked(tocsin: Call) -> None:
    out = tocsin("search", "citizens", "LEAVE").stdout
    assert "Spaniards told to leave (unknown publisher, 2023-08-02)" in out
    assert "Spain told its [[citizens]] to [[leave]] Niger" in out
    assert "posture" in out


def test_what_a_stranger_wrote_cannot_move_the_terminal(tocsin: Call) -> None:
    out = tocsin("search", "officials").stdout
    assert "\x1b" not in out
    assert "<b>[[officials]]</b>" in out


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["embassy"], 2),
        (["embassy", "-wednesday"], 1),
        (['"closed its embassy"'], 1),
        (["embassy", "--host", "Niger"], 1),
        (["embassy", "--sender", "ESP", "--kind", "posture"], 0),
        (["leave", "--sender", "Spain", "--kind", "posture"], 1),
        (["embassy", "--since", "2023-08-03"], 1),
        (["embassy", "--known-at", "2023-08-02T12:00"], 1),
        (["embassy", "--source", "the sahel wire (sample)"], 1),
        (["embassy", "--language", "en"], 1),
        (["embassy", "--order", "newest", "--limit", "1"], 1),
        (["embassy", "--rebuild"], 2),
    ],
)
def test_words_and_filters_narrow_what_is_found(tocsin: Call, words: list[str], found: int) -> None:
    done = tocsin("search", *words, "--format", "json")
    assert done.exit_code == 0
    hits = json.loads(done.stdout)
    assert len(hits) == found
    assert [json.loads(line) for line in tocsin("search", *words, "--format", "jsonl").stdout.splitlines()] == hits


def test_nothing_found_is_no_all_clear(tocsin: Call) -> None:
    done = tocsin("search", "volcano")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no all-clear" in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "no word"),
        (["-leave"], "not wanted"),
        (["x", "--host", "Nowhere"], "No country"),
        (["x", "--since", "soon"], "not a day"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_do(tocsin: Call, words: list[str], says: str) -> None:
    done = tocsin("search", *words)
    assert done.exit_code == 2
    assert says in done.stderr
