"""``tocsin user``, and what ``tocsin serve`` asks for before it lets others in."""

import json

import pytest
from click.testing import Result

from tocsin.cli.gates import is_loopback, secret_of
from tocsin.errors import SettingsError

from tests.cli.conftest import Call

PASSWORD = "nine green lanterns"


def added(tocsin: Call, name: str = "a.okafor", role: str = "admin") -> Result:
    return tocsin("user", "add", name, "--role", role, stdin=f"{PASSWORD}\n")


def test_a_user_is_added_listed_and_disabled_and_the_log_tells(tocsin: Call) -> None:
    assert added(tocsin).exit_code == 0
    [user] = json.loads(tocsin("user", "list", "--format", "json").stdout)
    assert (user["name"], user["role"], user["disabled_at"]) == ("a.okafor", "admin", None)
    assert tocsin("user", "password", "a.okafor", stdin="seven grey harbours\n").exit_code == 0
    assert tocsin("user", "disable", "a.okafor").exit_code == 0
    [user] = json.loads(tocsin("user", "list", "--format", "json").stdout)
    assert user["disabled_at"]
    log = json.loads(tocsin("user", "audit", "--format", "json").stdout)
    assert [line["what"] for line in log] == ["user disabled", "password set", "user added"]
    assert PASSWORD not in tocsin("user", "audit").stdout


def test_a_token_is_printed_once_and_revoked_by_its_id(tocsin: Call) -> None:
    added(tocsin)
    made = tocsin("user", "token", "a.okafor", "--scope", "read", "--days", "7")
    secret = made.stdout.strip()
    assert secret.startswith("tocsin_")
    listed = tocsin("user", "list", "--format", "json").stdout
    assert secret not in listed
    token = json.loads(listed)[0]["tokens"][0].split()[0]
    assert tocsin("user", "token", token, "--revoke").exit_code == 0
    assert json.loads(tocsin("user", "list", "--format", "json").stdout)[0]["tokens"] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("user", "add", "A B"), "small letters"),
        (("user", "disable", "nobody"), "no user nobody"),
        (("user", "token", "nobody"), "no user nobody"),
        (("user", "token", "0", "--revoke"), "no token"),
    ],
)
def test_what_cannot_be_is_one_sentence(tocsin: Call, words: tuple[str, ...], says: str) -> None:
    result = tocsin(*words, stdin=f"{PASSWORD}\n")
    assert result.exit_code == 2
    assert says in result.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--host", "0.0.0.0"), "--tls-cert"),
        (("--host", "192.0.2.7"), "--tls-cert"),
        (("--host", "0.0.0.0", "--behind-proxy", "192.0.2.1"), "user add"),
        (("--behind-proxy", "127.0.0.1"), "user add"),
    ],
)
def test_others_are_not_let_in_without_accounts_and_tls(tocsin: Call, words: tuple[str, ...], says: str) -> None:
    result = tocsin("serve", "--port", "0", *words)
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_viewer_is_no_admin_and_a_disabled_admin_neither(tocsin: Call) -> None:
    added(tocsin, "viewer", "viewer")
    added(tocsin, "admin", "admin")
    tocsin("user", "disable", "admin")
    result = tocsin("serve", "--port", "0", "--behind-proxy", "127.0.0.1")
    assert result.exit_code == 2
    assert "--role admin" in result.stderr


def test_tls_needs_both_its_files(tocsin: Call) -> None:
    result = tocsin("serve", "--port", "0", "--tls-cert", __file__)
    assert result.exit_code == 2
    assert "--tls-key" in result.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_loopback_is_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "127.0.0.1.evil.example", "localhost.example"])
def test_nothing_else_is(host: str) -> None:
    assert not is_loopback(host)


def test_a_secret_never_stands_in_the_settings() -> None:
    assert secret_of("env:HERE", {"HERE": "x"}) == "x"
    for reference in ("x", "", "env:NOWHERE", "file:/nowhere"):
        with pytest.raises(SettingsError):
            secret_of(reference, {})
