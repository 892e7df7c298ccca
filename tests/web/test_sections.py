"""What a host's page tells beside its board, and the pages that have all of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tocsin.web import app

from tests.fresh import open_fresh
from tests.web import hostile, told
from tests.web.conftest import LOOPBACK
from tests.web.links import tree
from tests.web.test_hostile import FORBIDDEN

Client = TestClient[Litestar]
WAYS = ("timeline", "claims", "figures", "contacts", "warnings", "statements", "ways")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    url = f"sqlite:///{tmp_path_factory.mktemp('told') / 'ledger.sqlite'}"
    with open_fresh(url) as ledger:
        told.fill(ledger)
    with TestClient(app(url, now=lambda: told.NOW), base_url=LOOPBACK) as opened:
        yield opened


def section(client: Client, address: str, name: str) -> str:
    found = tree(client.get(address).text).xpath("//section[h2[@id=$name]]", name=name)
    assert len(found) == 1, name
    return " ".join(found[0].text_content().split())


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(tree(answer.text).xpath("//main")[0].text_content().split())


def test_the_page_of_a_host_tells_the_latest_of_each_kind(pages: Client) -> None:
    assert told.OF_LATER in section(pages, "/host/UKR", "timeline")
    assert "1 origin" in section(pages, "/host/UKR", "timeline")
    assert "call: Ola Nord and Petro Est" in section(pages, "/host/UKR", "contacts")
    ways = section(pages, "/host/UKR", "ways")
    assert "Est border crossing" in ways
    assert "Closed" in ways


def test_a_contested_claim_stands_with_both_sides(pages: Client) -> None:
    for found in (section(pages, "/host/UKR", "contested"), text(pages, "/host/UKR/claims")):
        assert told.SHELLED in found
        assert told.DENIED_WORDS in found


def test_rival_figures_stand_side_by_side_with_who_says_so(pages: Client) -> None:
    found = section(pages, "/host/UKR", "figures")
    assert "40,000 says Kyiv" in found
    assert "12,000 says the army" in found
    assert "rival values" in found


def test_a_warning_has_its_window_and_what_came_of_it(pages: Client) -> None:
    found = section(pages, "/host/UKR", "warnings")
    assert "from 12 Feb 2022 to 13 Feb 2022" in found
    assert "window past" in found
    assert "What came of it: its window ended on 2022-02-13; as far as this ledger knows" in found
    assert f"2022-02-12: {told.SHELLED}" in found


def test_a_past_moment_leaves_out_what_came_to_light_later(pages: Client) -> None:
    then = pages.get("/host/UKR?as_of=2022-02-12T12:00").text
    assert told.SHELLED in then
    assert told.DENIED_WORDS not in then
    assert told.OF_LATER not in then
    assert told.OF_LATER not in pages.get("/host/UKR/timeline?as_of=2022-02-13").text


def test_in_hindsight_later_days_are_left_out(pages: Client) -> None:
    then = pages.get("/host/UKR/timeline?as_of=2022-02-13&known_at=now").text
    assert told.DENIED_WORDS in then
    assert told.OF_LATER not in then


@pytest.mark.parametrize("way", WAYS)
def test_each_kind_has_a_page_whose_sentences_lead_to_their_document(pages: Client, way: str) -> None:
    page = tree(pages.get(f"/host/UKR/{way}").text)
    links = page.xpath("//main//a[starts-with(@href, '/record/')]/@href")
    assert links
    answer = pages.get(links[0], follow_redirects=False)
    place, _, anchor = answer.headers["location"].partition("#")
    assert tree(pages.get(place).text).xpath("//*[@id=$anchor]", anchor=anchor)


@pytest.mark.parametrize("way", WAYS)
def test_what_is_not_known_is_said_to_be_unknown(pages: Client, way: str) -> None:
    assert "unknown" in text(pages, f"/host/ISL/{way}")


def test_the_timeline_goes_back_by_days_and_by_kind(pages: Client) -> None:
    assert told.OF_LATER not in text(pages, "/host/UKR/timeline?before=2022-02-14")
    assert told.CALLED not in text(pages, "/host/UKR/timeline?kind=event")
    assert pages.get("/host/UKR/timeline?before=later").status_code == 400


def test_names_and_foreign_ids(pages: Client) -> None:
    assert pages.get("/host/ukraine/timeline", follow_redirects=False).headers["location"] == "/host/UKR/timeline"
    assert pages.get("/host/Atlantis/timeline").status_code == 404
    assert pages.get("/record/none").status_code == 404


def test_what_a_record_says_is_text_whatever_it_says(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hostile.sqlite'}"
    with open_fresh(url) as ledger:
        told.fill(ledger, trick=" " + " ".join(hostile.ALL))
    with TestClient(app(url, now=lambda: told.NOW), base_url=LOOPBACK) as opened:
        for path in ("/host/UKR", *(f"/host/UKR/{way}" for way in WAYS)):
            answer = opened.get(path)
            assert answer.status_code == 200, path
            page = tree(answer.text)
            assert page.xpath(FORBIDDEN) == [], path
            assert page.xpath("//@*[starts-with(name(), 'on')] | //@style") == [], path
            assert "\u202e" not in answer.text
