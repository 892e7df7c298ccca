"""The OpenAPI document against the server: schemathesis asks what it allows and what it does not."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from litestar import Litestar
from litestar.testing import TestClient
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tocsin.records import Contact, Denial, Event, Figure, Forewarning, Record, Statement
from tocsin.web import app
from tocsin.web.api import Reader

from tests.fresh import open_fresh
from tests.web import dossier
from tests.web.conftest import read_as_a_call
from tests.web.making import line, made

HERE = "http://127.0.0.1"
OF_EACH_KIND: tuple[Record, ...] = (
    Statement(start=0, end=4, evidence="Word", speaker="M. Okafor", form="direct", cue="said"),
    Denial(start=0, end=4, evidence="Word", by="L. Brandt", claim="it", cue="denied", denies=(0, 4)),
    Figure(start=0, end=4, evidence="Word", value=(1.0, 2.0), unit="person", what="people", wording="one or two"),
    Contact(start=0, end=4, evidence="Word", participants=("A", "B"), countries=("GBR", None), mode="call"),
    Forewarning(start=0, end=4, evidence="Word", cue="could", what="it", instructions=("leave",)),
    Event(start=0, end=4, evidence="Word", type="CONSULT", wording="met"),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Litestar]]:
    """The dossier, and a record of every kind."""
    path = Path(tmp_path_factory.mktemp("schema")) / "all.sqlite"
    with open_fresh(str(path)) as ledger:
        dossier.fill(ledger)
        document, _ = made(line("Word."), published=dossier.NOW.date())
        ledger.add(document, OF_EACH_KIND, seen_at=dossier.NOW, reader="made/1")
    site = app(str(path), now=lambda: dossier.NOW, reader=Reader(read=read_as_a_call))
    with TestClient(site, base_url=HERE) as client:
        yield client


@pytest.fixture(scope="module")
def api(server: TestClient[Litestar]) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_dict(json.loads(server.get("/api/v1/openapi.json").text))


CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_the_server_answers_as_its_document_says(api: schemathesis.BaseSchema, server: TestClient[Litestar]) -> None:
    operations = [found.ok() for found in api.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) > 15
    for operation in operations:
        _ask(operation.as_strategy(), server)


def _ask(cases: Any, server: TestClient[Litestar]) -> None:
    @given(case=cases)
    @settings(max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case[Any]) -> None:
        asked = case.as_transport_kwargs(base_url=HERE)
        asked.pop("cookies", None)
        if isinstance(asked.get("data"), str | bytes):
            given_ = asked.pop("data")
            asked["content"] = given_.encode("utf-8", "surrogatepass") if isinstance(given_, str) else given_
        case.validate_response(server.request(**asked), checks=CHECKS)

    ask()


HOSTILE = (
    "\x00",
    "' OR 1=1 --",
    "../../etc/passwd",
    "%",
    "\u202e",
    "9" * 400,
    "A" * 4000,
    "-1",
    "{{7*7}}",
    "<script>",
    "é",
)


def test_hostile_values_in_every_field_are_refused_or_answered(
    api: schemathesis.BaseSchema, server: TestClient[Litestar]
) -> None:
    for method, path, field in _fields(api.raw_schema):
        for value in HOSTILE:
            answer = _hostile(server, method, path, field, value)
            assert answer.status_code < 500, f"{method} {path} {field['name']}={value[:20]!r}"
            assert "Traceback" not in answer.text


def _fields(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every field of every path; one that several resources share by the same words is taken once."""
    seen = set()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for field in operation.get("parameters", []):
                same = path if field["in"] == "path" else field.get("description")
                if (field["name"], same) not in seen:
                    seen.add((field["name"], same))
                    yield method, path, field


def _hostile(server: TestClient[Litestar], method: str, path: str, field: dict[str, Any], value: str) -> httpx.Response:
    where, name = field["in"], field["name"]
    address = path.replace(f"{{{name}}}", quote(value, safe="")) if where == "path" else path
    address = re.sub(r"\{\w+\}", "UKR", address)
    query = {name: value} if where == "query" else {}
    headers = [(b"content-type", b"text/plain")]
    if where == "header":
        headers.append((name.encode(), value.encode().replace(b"\x00", b"0")))
    body = b"x" if method == "post" else None
    return server.request(method.upper(), address, params=query, headers=headers, content=body)


def test_every_operation_tells_who_may_not_and_who_asks_too_often(api: schemathesis.BaseSchema) -> None:
    every = {
        f"{method} {path}": set(operation["responses"])
        for path, operations in api.raw_schema["paths"].items()
        for method, operation in operations.items()
    }
    assert {"post /api/v1/documents", "post /api/v1/judgements", "post /api/v1/watchlist"} <= set(every)
    assert {name: {"401", "403", "429", "503"} - told for name, told in every.items()} == {
        name: set() for name in every
    }
