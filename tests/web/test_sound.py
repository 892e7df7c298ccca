"""Every page is sound for everybody: no violation that axe knows of, nothing sideways on a phone, light and dark."""

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from scripts.screenshot import serving

from tocsin.ledger import Ledger
from tocsin.people import LOCAL, People, make_key, read_key
from tocsin.people.checkin import CheckIns
from tocsin.web import app
from tocsin.web.people_desk import Desk

from tests.fresh import open_fresh
from tests.people.making import person, stay
from tests.web import dossier, registers, told
from tests.web.browsing import IN_CHROMIUM, Visit, violations

pytestmark = IN_CHROMIUM

COLOURS = {"runOnly": ["color-contrast"]}
"""All that another scheme of colours can change."""
DARK = ("/world", "/host/ISL", "/why/GRC/UKR", "/document/LIVE", "/host/UKR/timeline", "/changes", "/checkin/ID")
"""Pages that show every colour that there is."""
TOLD = (
    "/",
    "/world",
    "/host/UKR",
    "/host/ISL",
    "/host/UKR/timeline",
    "/host/UKR/claims",
    "/host/UKR/figures",
    "/host/UKR/contacts",
    "/host/UKR/warnings",
    "/host/UKR/statements",
    "/host/UKR/ways",
    "/host/UKR/outlook",
    "/host/UKR/charts",
    "/outlook",
    "/world?by=outlook",
    "/sender/SWE",
    "/why/USA/UKR",
    "/why/GRC/UKR",
    "/documents",
    "/document/LIVE",
    "/document/LEAF",
    "/signals",
    "/search",
    "/search?q=embassy",
    "/desk",
    "/alerts",
    "/alerts/rules",
    "/nothing",
    "/wall",
    "/host/LBN?as_of=2021-10-30",
    "/people",
    "/people/E1",
    "/people/E1?why=drill",
    "/checkin",
    "/checkin/ID",
    "/checkin/ID/calls",
    "/checkin/ID/person/E1",
    "/login",
)
REGISTERS = ("/changes", "/changes?remarks=1", "/register/NOR/NER", "/register/NOR/TCD", "/sources", "/host/NER")


class Everything:
    """One server over all that pages can show, and what stands for the ids in their paths."""

    def __init__(self, folder: Path) -> None:
        make_key(folder / "people.key")
        self.folder, self.names = folder, {}
        with open_fresh(folder / "told.sqlite") as ledger:
            dossier.fill(ledger)
            told.fill(ledger)
            for entry in ledger.documents():
                self.names["LIVE" if entry.live_blog else "LEAF" if entry.published is None else "-"] = entry.key
            people = People(ledger.engine, read_key(folder / "people.key"))
            people.record([person(1), person(2)], [stay(1)], at=dossier.NOW, origin="made")
            begun = CheckIns(people).begin(["E1", "E2"], title="Shots", whom="all", by=LOCAL, at=dossier.NOW)
            self.names["ID"] = begun.id
        with open_fresh(folder / "registers.sqlite") as ledger:
            registers.fill(ledger)

    def desk(self, ledger: Ledger) -> Desk:
        return Desk(ledger=ledger, key=self.folder / "people.key", now=lambda: dossier.NOW)

    def path(self, path: str) -> str:
        return "/".join(self.names.get(each, each) for each in path.split("/"))

    def serve(self, name: str, now: dt.datetime) -> AbstractContextManager[str]:
        return serving(app(str(self.folder / name), now=lambda: now, desk=self.desk))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Everything:
    return Everything(tmp_path_factory.mktemp("everything"))


@pytest.fixture(scope="module")
def addresses(everything: Everything) -> Iterator[dict[str, str]]:
    """Where each path is served."""
    with ExitStack() as stack:
        of_told = stack.enter_context(everything.serve("told.sqlite", dossier.NOW))
        of_registers = stack.enter_context(everything.serve("registers.sqlite", registers.NOW))
        yield dict.fromkeys(TOLD, of_told) | dict.fromkeys(REGISTERS, of_registers)


def test_every_page_is_sound_on_a_phone_and_in_the_dark(
    chrome: Browser, everything: Everything, addresses: dict[str, str]
) -> None:
    """All in one tab, which compiles axe once."""
    found = {}
    with chrome.new_context(viewport={"width": 360, "height": 780}, color_scheme="light") as context:
        visit = Visit(context, "")
        for path, address in addresses.items():
            visit.begin(address)
            page = visit.to(everything.path(path))
            page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            faults: list[object] = list(violations(page))
            if path in DARK:
                page.emulate_media(color_scheme="dark")
                faults += violations(page, **COLOURS)
                page.emulate_media(color_scheme="light")
            faults += [complaint for complaint in visit.complaints if "404" not in complaint]
            width = page.evaluate("document.documentElement.scrollWidth")
            if faults or width > 360 or visit.strangers():
                found[path] = (faults, width, visit.strangers())
    assert found == {}
