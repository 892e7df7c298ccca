"""The pages of a host whose senders have registers: two columns of one cell, and who was ahead."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from litestar.testing import TestClient

from tocsin.ledger import Edition, Ledger, Round
from tocsin.records import Posture
from tocsin.web import app

from tests.fresh import open_fresh
from tests.web.conftest import LOOPBACK
from tests.web.dossier import NOW
from tests.web.making import line, made

HOUR = dt.timedelta(hours=1)


def shown(ledger: Ledger, words: str, level: str | None, *, hours_ago: float, why: str | None = None) -> None:
    """An edition of a British register on Niger, seen so many hours before the pages are looked at."""
    seen_at = NOW - hours_ago * HOUR
    says = [f"GBR; NER; advice {level}"] if level else []
    document, postures = made(
        line(words, *says), publisher="Ministry of Samples", canonical="register:GBR/gbr_samples/niger"
    )
    kept: list[Posture] = list(postures)
    ledger.add(document, kept, seen_at=seen_at, reader="register/1")
    edition = Edition(
        source="gbr_samples",
        government="GBR",
        entry="niger",
        destination="Niger",
        hosts=("NER",),
        seen_at=seen_at,
        revision="1",
        level=level,
        why=why,
        document=document.key,
    )
    ledger.registers.add_editions([edition])
    done = Round(source="gbr_samples", started_at=NOW - HOUR, ended_at=NOW - HOUR, outcome="whole", rows=1)
    ledger.registers.add_round(done)


def press(ledger: Ledger, value: str, *, hours_ago: float) -> None:
    seen_at = NOW - hours_ago * HOUR
    told = made(line("London warned its people.", f"GBR; NER; advice {value}"), published=seen_at.date())
    ledger.add(told[0], told[1], seen_at=seen_at, reader="made/1")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'registers.sqlite'}"


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with open_fresh(url) as opened:
        yield opened


def words_of(url: str, path: str) -> str:
    """What the page says, in one line."""
    with TestClient(app(url, now=lambda: NOW), base_url=LOOPBACK) as client:
        return " ".join(lxml.html.document_fromstring(client.get(path).text).text_content().split())


def test_the_press_ahead_of_the_register_stands_beside_it_with_the_lag(ledger: Ledger, url: str) -> None:
    shown(ledger, "Take care in Niger.", "caution", hours_ago=200)
    press(ledger, "avoid_all", hours_ago=26)
    page = words_of(url, "/host/NER")
    assert "Register Caution" in page
    assert "Press Avoid all travel" in page
    assert "press is ahead by 26 hours" in page
    assert "Highest adviceCaution" in page


def test_a_level_that_was_lost_is_unknown_with_its_reason_and_the_old_one_is_only_before(
    ledger: Ledger, url: str
) -> None:
    shown(ledger, "Do not go to Niger.", "avoid_all", hours_ago=200)
    shown(ledger, "Something new on Niger.", None, hours_ago=20, why="words that no card lists")
    page = words_of(url, "/host/NER")
    assert "Highest adviceUnknown" in page
    assert "words that no card lists" in page
    assert "before: Avoid all travel" in page


def test_why_names_the_register_even_where_no_sentence_says_a_level(ledger: Ledger, url: str) -> None:
    shown(ledger, "Something new on Niger.", None, hours_ago=20, why="words that no card lists")
    assert "words that no card lists" in words_of(url, "/why/GBR/NER")
    shown(ledger, "Do not go to Niger.", "avoid_all", hours_ago=2)
    assert "Its own register gbr_samples, which showed this when it was last read" in words_of(url, "/why/GBR/NER")
