"""The map and the board of one sender."""

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tocsin.web.rows import HostRow
from tocsin.web.world import WAYS, world_of

from tests.web.conftest import Pages
from tests.web.links import tree

Client = TestClient[Litestar]


def row(host: str, **fields: object) -> HostRow:
    given = {"senders": 1, "advice": None, "advice_by": 0, "leave": 0, "missions": 0, "disputed": 0, "current": True}
    return HostRow(host=host, **(given | fields))  # type: ignore[arg-type]


def test_every_host_is_a_link_on_the_map_that_says_what_it_shows(client: Client) -> None:
    page = tree(client.get("/world").text)
    ukraine = page.xpath("//figure//a[@href='/host/UKR']")
    assert len(ukraine) == 1
    assert ukraine[0].get("aria-label").startswith("Ukraine: Avoid all travel, by")
    assert ukraine[0].xpath("./path[contains(@class, 'land--grave')]")
    hosts = set(tree(client.get("/").text).xpath("//tbody//th/a/@href"))
    assert set(page.xpath("//figure//a/@href")) == hosts


def test_the_table_has_the_same_hosts_as_the_map(client: Client) -> None:
    page = tree(client.get("/world?by=leave").text)
    assert set(page.xpath("//figure//a/@href")) == set(page.xpath("//section[h2[@id='table']]//th/a/@href"))


def test_what_changed_today_stands_beside_the_map(client: Client) -> None:
    beside = tree(client.get("/world").text).xpath("//section[h2[@id='day']]")[0].text_content()
    assert "Burkina Faso" in beside
    assert "Lebanon" not in beside


@pytest.mark.parametrize(("by", "band"), [("advice", "serious"), ("leave", "grave"), ("missions", "watch")])
def test_each_measure_has_its_bands(by: str, band: str) -> None:
    world = world_of([row("NER", advice="avoid_nonessential", advice_by=2, leave=5, missions=1)], by)  # type: ignore[arg-type]
    assert [shape.band for shape in world.shapes if shape.known] == [band]
    assert [(each.band, each.hosts) for each in world.legend if each.hosts] == [(band, 1)]


def test_unknown_is_never_calm_and_small_states_have_dots() -> None:
    world = world_of([row("MLT"), row("SGP", advice="normal", advice_by=1)], "advice")
    bands = {shape.code: shape.band for shape in world.shapes}
    assert bands["MLT"] == "unknown"
    assert bands["SGP"] == "calm"
    assert bands["FRA"] == "unknown"
    assert {shape.code for shape in world.shapes if shape.dot} >= {"MLT", "SGP", "MDV"}


def test_a_measure_that_is_none_is_refused_in_words(client: Client) -> None:
    answer = client.get("/world?by=fear")
    assert answer.status_code == 400
    assert all(way in answer.text for way in WAYS)


def test_the_map_of_an_empty_ledger_is_unknown_everywhere(pages_of: Pages) -> None:
    page = tree(pages_of().get("/world").text)
    assert page.xpath("//figure//a") == []
    assert "no all-clear" in page.text_content()


def test_a_sender_has_its_hosts_each_leading_to_its_sentences(client: Client) -> None:
    page = tree(client.get("/sender/GBR").text)
    found = page.xpath("//section[h2[@id='board']]//tbody/tr[contains(th, 'Ukraine')]")
    assert len(found) == 1
    assert "Avoid all travel" in found[0].text_content()
    assert found[0].xpath("th/a/@href") == ["/why/GBR/UKR"]
    assert page.xpath("//section[h2[@id='register']]")


def test_a_sender_by_another_name_and_one_that_is_none(client: Client) -> None:
    assert client.get("/sender/gb", follow_redirects=False).headers["location"] == "/sender/GBR"
    assert "unknown, not safe" in client.get("/sender/ISL").text
    assert client.get("/sender/Atlantis").status_code == 404
