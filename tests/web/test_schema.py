"""The OpenAPI document against the server: schemathesis asks what it allows and what it does not."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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

from tocsin.ledger import open_ledger
from tocsin.records import Contact, Denial, Event, Figure, Forewarning, Record, Statement
from tocsin.web import app
from tocsin.web.api import Reader

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
    with open_ledger(str(path)) as ledger:
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
