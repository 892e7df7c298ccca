"""Each role at each route; strangers at none but the open ones; forms, floods and foreign pages."""

import datetime as dt
import re

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

from tocsin.accounts import MAY, ROLES, Accounts, Role
from tocsin.ledger import open_ledger
from tocsin.web.rules import RULES, rule_of

from tests.accounts.conftest import HERE, PASSWORD, Clock, Serve, form_token, log_in
from tests.fresh import open_fresh
from tests.web import dossier

Client = TestClient[Litestar]
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def routes(client: Client) -> list[tuple[str, str]]:
    """Every method and path that the server has."""
    return [
        (method, route.path)
        for route in client.app.routes
        if isinstance(route, HTTPRoute)
        for method in sorted(route.methods & METHODS)
    ]


def address(path: str) -> str:
    """An address of a route, its fields filled in; of a host with little to show, since only who may see it counts."""
    known = {
        "host": "ISL",
        "code": "ISL",
        "sender": "USA",
        "government": "USA",
        "cell": "USA/ISL",
        "file_path": "bell.svg",
    }
    return re.sub(r"\{(\w+):\w+\}", lambda found: known.get(found[1], "0"), path)


def test_every_route_has_a_rule_and_every_rule_a_route(client: Client) -> None:
    assert set(routes(client)) == set(RULES)


def test_what_has_no_rule_is_for_admins() -> None:
    assert rule_of("GET", "/something/new") == "admin"
    assert rule_of("DELETE", "/documents") == "admin"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reaches_what_it_may_and_nothing_else(client: Client, role: Role) -> None:
    assert log_in(client, role) == 303
    token = form_token(client, "/login")
    for method, path in routes(client):
        if path in ("/login", "/logout"):
            continue
        rule = RULES[method, path]
        data = {"form_token": token} if method == "POST" and not path.startswith("/api/") else None
        answer = client.request(method, address(path), data=data, follow_redirects=False)
        refused = answer.status_code in (401, 403)
        assert refused == (rule != "open" and rule not in MAY[role]), f"{role} {method} {path}: {answer.status_code}"


def test_a_stranger_reaches_nothing_but_what_is_open(client: Client) -> None:
    for method, path in routes(client):
        answer = client.request(method, address(path), follow_redirects=False)
        if RULES[method, path] == "open":
            continue
        if method == "GET" and not path.startswith("/api/"):
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/login?onward=")
        else:
            assert answer.status_code in (401, 403), path
            assert "dossier" not in answer.text
    api = client.get("/api/v1/board")
    assert (api.status_code, api.headers["content-type"]) == (401, "application/problem+json")
    assert api.headers["www-authenticate"].startswith("Bearer")


def test_what_is_kept_for_one_is_not_shown_to_another(client: Client) -> None:
    assert log_in(client, "viewer") == 303
    assert client.get("/api/v1/board").status_code == 200
    assert client.get("/").status_code == 200
    client.cookies.clear()
    assert client.get("/api/v1/board").status_code == 401
    assert client.get("/", follow_redirects=False).status_code == 303


def test_signing_in_changes_the_session_and_signing_out_ends_it(client: Client) -> None:
    assert log_in(client, "viewer") == 303
    first = client.cookies["__Host-tocsin"]
    assert log_in(client, "viewer") == 303
    second = client.cookies["__Host-tocsin"]
    assert first != second
    assert client.post("/logout", data={"form_token": form_token(client)}, follow_redirects=False).status_code == 303
    for session in (first, second):
        client.cookies.clear()
        client.cookies.set("__Host-tocsin", session)
        assert client.get("/api/v1/board").status_code == 401


def test_a_page_says_who_looks_and_lets_them_out(client: Client) -> None:
    assert log_in(client, "viewer") == 303
    page = client.get("/signals").text
    assert "<span>viewer</span>" in page
    assert 'action="/logout"' in page
    assert 'href="/log"' not in page
    token = form_token(client, "/signals")
    assert client.post("/logout", data={"form_token": token}, follow_redirects=False).status_code == 303
    assert client.get("/signals", follow_redirects=False).status_code == 303


def test_the_cookie_is_for_this_host_over_tls_and_not_for_scripts(client: Client) -> None:
    data = {"name": "viewer", "password": PASSWORD, "form_token": form_token(client)}
    cookie = client.post("/login", data=data, follow_redirects=False).headers["set-cookie"].lower()
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "domain=" not in cookie


def test_a_session_ends_on_the_server(client: Client, clock: Clock, guarded_url: str) -> None:
    assert log_in(client, "viewer") == 303
    assert client.get("/api/v1/signals").status_code == 200
    clock.now += dt.timedelta(hours=13)
    with open_fresh(guarded_url) as ledger:
        Accounts(ledger.engine).note("test", "something is written", at=clock.now)
    assert client.get("/api/v1/signals").status_code == 401


def test_nobody_learns_whether_a_name_exists(client: Client) -> None:
    answers = []
    for name in ("viewer", "nobody"):
        client.cookies.clear()
        data = {"name": name, "password": "wrong words here", "form_token": form_token(client)}
        answer = client.post("/login", data=data)
        answers.append((answer.status_code, re.sub(r'value="[^"]*"', "", answer.text)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 401


def test_wrong_passwords_make_one_wait_even_for_the_right_one(serve: Serve) -> None:
    client = serve()
    statuses = [log_in(client, "viewer", "wrong words here") for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    assert log_in(client, "viewer") == 429
    data = {"name": "viewer", "password": PASSWORD, "form_token": form_token(client)}
    assert int(client.post("/login", data=data).headers["retry-after"]) > 0


def test_a_form_without_our_token_is_refused(client: Client) -> None:
    data = {"name": "viewer", "password": PASSWORD}
    for token in ({}, {"form_token": "0" * 64}, {"form_token": ""}):
        assert client.post("/login", data=data | token).status_code == 403


def test_a_page_of_another_site_signs_nobody_in(client: Client) -> None:
    data = {"name": "viewer", "password": PASSWORD, "form_token": form_token(client)}
    answer = client.post(
        "/login", data=data, headers={"sec-fetch-site": "cross-site", "origin": "https://evil.example"}
    )
    assert answer.status_code == 403
    assert client.post("/login", data=data, headers={"origin": HERE}, follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    "onward", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "", "/a\r\nset-cookie: x=1"]
)
def test_signing_in_leads_nowhere_else(client: Client, onward: str) -> None:
    data = {"name": "viewer", "password": PASSWORD, "form_token": form_token(client), "onward": onward}
    assert client.post("/login", data=data, follow_redirects=False).headers["location"] == "/"


def test_too_many_requests_are_slowed_down_each_by_itself(serve: Serve) -> None:
    client = serve(requests_a_minute=5)
    answers = [client.get("/healthz") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert int(answers[-1].headers["retry-after"]) > 0
    assert answers[-1].headers["content-security-policy"]


def test_a_token_opens_what_its_scopes_say(client: Client, guarded_url: str) -> None:
    with open_fresh(guarded_url) as ledger:
        accounts = Accounts(ledger.engine)
        lasts = dt.timedelta(days=1)
        reads, _ = accounts.add_token("admin", frozenset({"read"}), now=dossier.NOW, lasts=lasts)
        writes, _ = accounts.add_token("analyst", frozenset({"write"}), now=dossier.NOW, lasts=lasts)
    plain = {"content-type": "text/plain"}

    def by(token: str) -> dict[str, str]:
        return {"authorization": f"Bearer {token}"}

    assert client.get("/api/v1/board", headers=by(reads)).status_code == 200
    assert client.post("/api/v1/documents", content="x", headers=by(reads) | plain).status_code == 403
    assert client.get("/log", headers=by(reads)).status_code == 403
    assert client.get("/api/v1/board", headers=by(writes)).status_code == 403
    assert client.post("/api/v1/documents", content="x", headers=by(writes) | plain).status_code == 503
    assert client.get("/api/v1/board", headers=by("tocsin_" + "0" * 43)).status_code == 401


def test_what_was_done_stands_in_the_log_without_any_secret(client: Client) -> None:
    log_in(client, "admin", "wrong words here")
    log_in(client, "admin")
    client.post("/api/v1/documents", content="x", headers={"content-type": "text/plain"})
    page = client.get("/log").text
    for word in ("login refused", "login", "POST /api/v1/documents: 503", "admin"):
        assert word in page
    assert "wrong words here" not in page
    assert client.cookies["__Host-tocsin"] not in page


def test_on_loopback_there_are_no_accounts(dossier_client: Client) -> None:
    assert dossier_client.get("/login").status_code == 404
    assert dossier_client.get("/log").status_code == 200


@pytest.fixture
def dossier_client(guarded_url: str, clock: Clock) -> "Client":
    from tocsin.web import app

    return TestClient(app(guarded_url, now=clock), base_url="http://127.0.0.1")


def test_who_may_judges_in_their_own_name_and_the_log_says_so(serve: Serve, guarded_url: str) -> None:
    with open_ledger(guarded_url) as ledger:
        judged = ledger.postures()[0].id
    viewer, analyst = serve(), serve()
    for client, name in ((viewer, "viewer"), (analyst, "analyst")):
        assert log_in(client, name) == 303
    data = {"kind": "comment", "record": judged, "reason": "Ask.", "by": "somebody else"}
    assert viewer.post("/desk", data={**data, "form_token": form_token(viewer, "/desk")}).status_code == 403
    assert viewer.post("/api/v1/judgements", json={"kind": "pin", "record": judged}).status_code == 403
    assert "Judge this record" not in viewer.get("/").text
    sent = analyst.post("/desk", data={**data, "form_token": form_token(analyst, "/desk")}, follow_redirects=False)
    assert sent.status_code == 303
    watched = viewer.post("/watchlist", data={"host": "UKR", "form_token": form_token(viewer, "/desk")})
    assert watched.status_code == 200
    assert (viewer.get("/api/v1/watchlist").json(), analyst.get("/api/v1/watchlist").json()) == (
        {"hosts": ["UKR"]},
        {"hosts": []},
    )
    with open_ledger(guarded_url) as ledger:
        (found,) = ledger.judgements.listed()
        lines = {(each.who, each.what, each.about) for each in Accounts(ledger.engine).log()}
    assert found.author == "analyst"
    assert ("analyst", "judged: comment", judged) in lines
    assert ("viewer", "watchlist: added", "UKR") in lines
