"""Live: one event a write for all who listen, for as long as they may; and pages that follow without disturbing."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from playwright.sync_api import Browser, Locator, expect
from scripts.screenshot import serving

from tocsin.accounts import Accounts
from tocsin.ledger import Ledger
from tocsin.web import app
from tocsin.web.gates import Gates
from tocsin.web.live import Pace

from tests.accounts.conftest import HASHER
from tests.fresh import open_fresh
from tests.web import dossier
from tests.web.browsing import IN_CHROMIUM, Visit
from tests.web.making import line, made

NOW = dossier.NOW
QUICK = Pace(look=0.02, beat=0.1, apart=0.0)
Event = tuple[str, str]


def told(ledger: Ledger, sender: str = "NOR", host: str = "UKR") -> None:
    """Somebody else writes to the ledger."""
    document, postures = made(
        line(f"{sender} told its people to leave {host}.", f"{sender}; {host}; directive leave; date=2022-02-13")
    )
    ledger.add(document, postures, seen_at=NOW, reader="made/1")


def top(place: Locator) -> float:
    """Where something stands on the screen, in pixels."""
    box = place.bounding_box()
    assert box is not None
    return box["y"]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The ledger as another program has it open."""
    with open_fresh(tmp_path / "l.sqlite") as opened:
        told(opened, "SWE")
        yield opened


@pytest.fixture
def at(ledger: Ledger, tmp_path: Path) -> Iterator[str]:
    with serving(app(str(tmp_path / "l.sqlite"), now=lambda: NOW, pace=QUICK)) as address:
        yield address


@contextmanager
def listening(address: str, **headers: str) -> Iterator[Iterator[Event]]:
    """The events of a line, each with its id."""
    with httpx.stream("GET", f"{address}/live", headers=headers, timeout=20) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield events(answer)


def events(answer: httpx.Response) -> Iterator[Event]:
    told: dict[str, str] = {}
    for row in answer.iter_lines():
        name, _, value = row.partition(": ")
        if row:
            told[name] = value
        elif "event" in told:
            yield told["event"], told.get("id", "")
            told = {}


def after(line: Iterator[Event], *names: str) -> Event:
    """The next event but beats; it has this name."""
    found = next(each for each in line if each[0] != "beat")
    assert found[0] in names
    return found


def test_a_line_tells_that_it_holds_and_when_somebody_else_wrote(at: str, ledger: Ledger) -> None:
    with listening(at) as line:
        after(line, "hello")
        _, first = after(line, "ledger")
        assert next(line) == ("beat", "")
        told(ledger)
        _, second = after(line, "ledger")
        assert first != second


def test_who_comes_back_hears_only_of_what_was_missed(at: str, ledger: Ledger) -> None:
    with listening(at) as kept:
        after(kept, "hello")
        _, last = after(kept, "ledger")
        with listening(at, **{"Last-Event-ID": last}) as line:
            assert [next(line)[0] for _ in range(3)] == ["hello", "beat", "beat"]
        told(ledger)
        after(kept, "ledger")
        with listening(at, **{"Last-Event-ID": last}) as line:
            after(line, "hello")
            assert after(line, "ledger")[1] != last


def test_no_more_listen_than_may(tmp_path: Path) -> None:
    pages = app(str(tmp_path / "l.sqlite"), now=lambda: NOW, pace=Pace(look=0.02, beat=0.05, listeners=1))
    with serving(pages) as address:
        with listening(address) as line:
            after(line, "hello")
            refused = httpx.get(f"{address}/live")
            assert refused.status_code == 503
            assert refused.headers["retry-after"] == "30"
        while httpx.get(f"{address}/healthz").status_code == 200:  # until the line is given back
            with httpx.stream("GET", f"{address}/live") as again:
                if again.status_code == 200:
                    break


def test_a_line_ends_when_the_server_stops(tmp_path: Path) -> None:
    with ExitStack() as open_:
        serving_ = serving(app(str(tmp_path / "l.sqlite"), now=lambda: NOW, pace=Pace(look=60, beat=60)))
        address = serving_.__enter__()
        line = open_.enter_context(listening(address))
        after(line, "hello")
        serving_.__exit__(None, None, None)
        assert [name for name, _ in line] in ([], ["ledger"])


def test_a_line_ends_with_the_right_to_it(tmp_path: Path) -> None:
    url = str(tmp_path / "l.sqlite")
    with open_fresh(url) as ledger:
        accounts = Accounts(ledger.engine, hasher=HASHER)
        accounts.add("vera", "viewer", now=NOW, password="seven plain words for a long night")
        token, _ = accounts.add_token("vera", frozenset({"read"}), now=NOW, lasts=dt.timedelta(days=1))
        with serving(app(url, now=lambda: NOW, gates=Gates(accounts=True), pace=QUICK)) as address:
            assert httpx.get(f"{address}/live").status_code in (303, 401)
            with listening(address, Authorization=f"Bearer {token}") as line:
                after(line, "hello")
                accounts.disable("vera", now=NOW)
                assert {name for name, _ in line} <= {"ledger", "beat"}


class TestInTheBrowser:
    """With its script."""

    pytestmark = IN_CHROMIUM

    @pytest.fixture
    def visit(self, chrome: Browser, at: str) -> Iterator[Visit]:
        context = chrome.new_context(viewport={"width": 1280, "height": 400})
        visit = Visit(context, at)
        yield visit
        context.close()
        assert visit.complaints == []
        assert visit.strangers() == []

    def test_what_another_program_writes_shows_without_moving_the_reader(self, visit: Visit, ledger: Ledger) -> None:
        page = visit.to("/host/UKR")
        sweden = page.get_by_role("link", name="Sweden SWE")
        sweden.focus()
        sweden.evaluate("one => one.scrollIntoView({block: 'center', behavior: 'instant'})")
        before = top(sweden)
        told(ledger, "AUS")
        added = page.get_by_role("row", name="Australia")
        expect(added).to_be_attached()
        expect(added).to_have_class("fresh")
        expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d new or changed since 07:10 UTC$"))
        expect(sweden).to_be_focused()
        stays = "([one, before]) => Math.abs(one.getBoundingClientRect().top - before) < 1"
        page.wait_for_function(stays, arg=[sweden.element_handle(), before])
        expect(page.get_by_role("row", name="Sweden")).not_to_have_class("fresh")

    def test_a_past_moment_stays_as_it_is(self, visit: Visit, ledger: Ledger) -> None:
        page = visit.to("/host/UKR?as_of=2022-02-14T07:10")
        told(ledger, "AUS")
        page.wait_for_load_state("networkidle")
        assert not [url for url in visit.asked if url.endswith("/live")]
        assert page.locator("main[data-live]").count() == 0

    def test_nothing_moves_under_somebody_who_fills_in_a_form(self, visit: Visit, ledger: Ledger) -> None:
        page = visit.to("/changes")
        field = page.get_by_label("About")
        field.fill("Nig")
        main = page.locator("main").element_handle()
        assert main is not None
        told(ledger, "AUS")
        expect(page.get_by_role("status")).to_contain_text("It shows here when you are done.")
        expect(field).to_have_value("Nig")
        field.fill("")
        page.locator("h1").click()
        expect(page.get_by_role("status")).to_have_text("")

    def test_a_lost_connection_is_told_and_found_again(self, chrome: Browser, ledger: Ledger, tmp_path: Path) -> None:
        def pages() -> Litestar:
            return app(str(tmp_path / "l.sqlite"), now=lambda: NOW, pace=QUICK)

        context = chrome.new_context()
        page = context.new_page()
        with serving(pages()) as address:
            page.goto(f"{address}/host/UKR")
            expect(page.locator("main")).to_contain_text("Sweden")
            page.wait_for_load_state("networkidle")
        said = page.get_by_role("status")
        expect(said).to_have_text("Not updated since 07:10 UTC: connection lost. Trying again.")
        told(ledger, "AUS")
        with serving(pages(), port=int(address.rpartition(":")[2])):
            expect(said).not_to_contain_text("Not updated", timeout=20_000)
            expect(page.get_by_role("row", name="Australia")).to_be_attached()
            page.close()
        context.close()
