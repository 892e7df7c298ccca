"""Bad input gets a sentence and a 4xx, never a 500."""

from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tocsin.web import app

from tests.fresh import open_fresh
from tests.web import dossier
from tests.web.conftest import LOOPBACK
from tests.web.links import tree

Client = TestClient[Litestar]


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/nothing/here", 404, "Nothing stands at this address"),
        ("/host/ATLANTIS", 404, "No country goes by"),
        ("/host/%00%ff", 404, "No country goes by"),
        ("/host/" + "A" * 5000, 404, "No country goes by"),
        ("/why/GBR", 404, "/why/SENDER/HOST"),
        ("/why//", 404, ""),
        ("/why/Nobody%20Air/UKR", 404, "No record of"),
        ("/document/0", 404, "No document"),
        ("/document/%27%20or%201=1", 404, "No document"),
        ("/?as_of=yesterday", 400, "write it like"),
        ("/?as_of=2022-02-30", 400, "write it like"),
        ("/?as_of=0000-00-00T00:00", 400, "write it like"),
        ("/?as_of=9999-12-31T23:59-23:59", 400, ""),
        ("/?as_of=0001-01-01T00:00%2B14:00", 400, ""),
        ("/?as_of=2031-01-01", 400, "still to come"),
        ("/?known_at=soon", 400, "known_at="),
        ("/documents?start=many", 400, "whole numbers"),
        ("/document/0?part=x", 400, "whole numbers"),
    ],
)
def test_bad_input_is_answered_with_a_sentence(client: Client, address: str, status: int, says: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    page = tree(answer.text)
    assert says in page.text_content()
    assert page.xpath("//main//a[@href='/']")


@pytest.mark.parametrize(
    "query", ["start=-5", "start=99999999", "part=-1", "part=99999999", "as_of=", "as_of=&known_at="]
)
@pytest.mark.parametrize("path", ["/", "/documents", "/signals", "/host/UKR", "/why/USA/UKR"])
def test_numbers_out_of_range_and_empty_fields_do_no_harm(client: Client, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_the_pages_only_read(client: Client, method: str) -> None:
    assert client.request(method, "/").status_code == 405


def test_a_ledger_that_fails_is_503_and_not_an_empty_board(tmp_path: Path) -> None:
    path = tmp_path / "broken.sqlite"
    with open_fresh(f"sqlite:///{path}") as ledger:
        dossier.fill(ledger)
    with TestClient(app(f"sqlite:///{path}", now=lambda: dossier.NOW), base_url=LOOPBACK) as client:
        for each in tmp_path.glob("broken.sqlite*"):
            each.write_bytes(b"not a ledger any more" * 1000)
        assert client.get("/").status_code == 503
        assert client.get("/healthz").status_code == 503
        assert client.get("/healthz").json()["status"] == "unwell"
