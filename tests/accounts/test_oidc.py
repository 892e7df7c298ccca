"""Sign-in by a provider on loopback: the way there and back, and every answer that does not fit."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey
from litestar import Litestar
from litestar.testing import TestClient

from tocsin.accounts import Accounts
from tocsin.accounts.oidc import Provider as Ours

from tests.accounts.conftest import HERE, Clock, Serve, serving
from tests.accounts.provider import CLIENT, SECRET, Provider, running
from tests.fresh import open_fresh
from tests.web import dossier

Client = TestClient[Litestar]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running() as opened:
        yield opened


@pytest.fixture
def fresh(provider: Provider) -> Provider:
    provider.twist, provider.signed_by = {}, provider.key
    provider.claims = {"sub": "u-17", "preferred_username": "l.brandt"}
    return provider


def ours(provider: Provider, **more: object) -> Ours:
    return Ours(provider.issuer, CLIENT, SECRET, back=f"{HERE}/login/oidc/back", **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def welcoming(guarded_url: str, provider: Provider, module_clock: Clock) -> Iterator[Client]:
    """One server of all tests that makes newcomers viewers."""
    with serving(guarded_url, module_clock) as serve:
        yield serve(provider=ours(provider, role="viewer"))


@pytest.fixture
def newcomer(welcoming: Client, fresh: Provider, clock: Clock) -> Client:
    """Somebody whom that server has not seen yet."""
    welcoming.cookies.clear()
    return welcoming


def way(client: Client, onward: str = "/sources") -> str:
    """From our link to the provider and back: the address that the browser is sent to."""
    there = client.get("/login/oidc", params={"onward": onward}, follow_redirects=False)
    assert there.status_code == 303
    return str(httpx.get(there.headers["location"]).headers["location"])


def test_who_comes_first_gets_the_role_of_newcomers_and_the_same_account_ever_after(
    newcomer: Client,
) -> None:
    for _ in range(2):
        back = newcomer.get(way(newcomer), follow_redirects=False)
        assert (back.status_code, back.headers["location"]) == (303, "/sources")
        assert newcomer.get("/api/v1/signals").status_code == 200
        assert newcomer.get("/log").status_code == 403
    assert "Sign in with 127.0.0.1" in newcomer.get("/login").text


def test_the_way_there_has_state_nonce_and_a_challenge(serve: Serve, fresh: Provider) -> None:
    there = serve(provider=ours(fresh)).get("/login/oidc", follow_redirects=False).headers["location"]
    asked = parse_qs(urlsplit(there).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert SECRET not in there


def test_without_a_role_for_newcomers_only_known_ones_come_in(serve: Serve, fresh: Provider, guarded_url: str) -> None:
    client = serve(provider=ours(fresh))
    fresh.claims = {"sub": "u-18", "preferred_username": "m.haddad"}
    assert client.get(way(client), follow_redirects=False).status_code == 400
    with open_fresh(guarded_url) as ledger:
        accounts = Accounts(ledger.engine)
        accounts.add("haddad", "analyst", now=dossier.NOW, subject=f"{fresh.issuer}|u-18")
    assert client.get(way(client), follow_redirects=False).status_code == 303
    with open_fresh(guarded_url) as ledger:
        Accounts(ledger.engine).disable("haddad", now=dossier.NOW)
    assert client.get(way(client), follow_redirects=False).status_code == 400


def test_nobody_takes_over_a_name_that_is_there(newcomer: Client, fresh: Provider) -> None:
    fresh.claims = {"sub": "u-19", "preferred_username": "admin"}
    assert newcomer.get(way(newcomer), follow_redirects=False).status_code == 400
    assert newcomer.get("/api/v1/signals").status_code == 401


@pytest.mark.parametrize(
    "twist",
    [
        {"iss": "https://evil.example"},
        {"aud": "another"},
        {"aud": ["another", CLIENT], "azp": "another"},
        {"nonce": "of another sign-in"},
        {"exp": 1},
        {"sub": None},
    ],
    ids=lambda twist: next(iter(twist)),
)
def test_a_proof_that_does_not_fit_lets_nobody_in(newcomer: Client, fresh: Provider, twist: dict[str, object]) -> None:
    fresh.twist = twist
    assert newcomer.get(way(newcomer), follow_redirects=False).status_code == 400
    assert newcomer.get("/api/v1/signals").status_code == 401


def test_a_proof_signed_by_somebody_else_lets_nobody_in(newcomer: Client, fresh: Provider) -> None:
    fresh.signed_by = RSAKey.generate_key(2048, parameters={"kid": "k1"})
    assert newcomer.get(way(newcomer), follow_redirects=False).status_code == 400


def test_an_answer_is_good_once_and_for_the_browser_that_asked(newcomer: Client) -> None:
    back = way(newcomer)
    cookies = dict(newcomer.cookies)
    newcomer.cookies.clear()
    assert newcomer.get(back, follow_redirects=False).status_code == 400
    newcomer.cookies.update(cookies)
    assert newcomer.get(back, follow_redirects=False).status_code == 400
    assert newcomer.get("/login/oidc/back?state=x&code=y", follow_redirects=False).status_code == 400


def test_without_a_provider_there_is_no_way(client: Client) -> None:
    assert client.get("/login/oidc", follow_redirects=False).status_code == 404
    assert client.get("/login/oidc/back", follow_redirects=False).status_code == 404
