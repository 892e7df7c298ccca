"""Users, sessions, tokens and the log, on both databases."""

import datetime as dt

import pytest
import sqlalchemy as sa

from tocsin.accounts import Accounts
from tocsin.accounts.store import ABSOLUTE, IDLE
from tocsin.errors import InputError
from tocsin.ledger import Ledger

from tests.accounts.conftest import PASSWORD

NOW = dt.datetime(2026, 3, 1, 8, tzinfo=dt.UTC)


@pytest.fixture
def user(accounts: Accounts) -> Accounts:
    accounts.add("a.okafor", "analyst", now=NOW, password=PASSWORD)
    return accounts


def test_a_user_is_known_by_name_and_password_only(user: Accounts) -> None:
    known = user.known("a.okafor", PASSWORD)
    assert known is not None
    assert (known.role, known.with_password) == ("analyst", True)
    assert user.known("a.okafor", PASSWORD + "x") is None
    assert user.known("nobody", PASSWORD) is None


def test_nothing_that_opens_a_door_is_kept(user: Accounts, opened: Ledger) -> None:
    session = user.open_session("a.okafor", now=NOW)
    token, _ = user.add_token("a.okafor", frozenset({"read"}), now=NOW, lasts=dt.timedelta(days=1))
    user.note("a.okafor", "login", at=NOW)
    with opened.engine.connect() as connection:
        for name in ("users", "sessions", "tokens", "audit"):
            kept = str(connection.execute(sa.text(f"SELECT * FROM {name}")).all())
            assert PASSWORD not in kept
            assert session not in kept
            assert token not in kept


@pytest.mark.parametrize("name", ["", "A", "a b", "-a", "a" * 65, "a/b", "é", "a\n"])
def test_a_name_that_does_not_fit_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(InputError, match="small letters"):
        accounts.add(name, "viewer", now=NOW, password=PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "x" * 1001, "b.brandt-1234"])
def test_a_weak_password_is_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(InputError, match="password"):
        accounts.add("b.brandt", "viewer", now=NOW, password=password)
    assert accounts.users() == []


def test_a_name_is_given_once(user: Accounts) -> None:
    with pytest.raises(InputError, match="already"):
        user.add("a.okafor", "admin", now=NOW, password=PASSWORD)
    assert user.user("a.okafor").role == "analyst"


def test_a_session_ends_when_idle_and_after_a_shift_at_the_latest(user: Accounts) -> None:
    session, at = user.open_session("a.okafor", now=NOW), NOW
    while at - NOW < ABSOLUTE - IDLE / 2:
        at += IDLE / 2
        visitor = user.session(session, now=at)
        if at - NOW < ABSOLUTE:
            assert visitor is not None
            assert visitor.powers == {"read", "write"}
    assert user.session(session, now=NOW + ABSOLUTE) is None
    other = user.open_session("a.okafor", now=NOW)
    assert user.session(other, now=NOW + IDLE) is None


def test_a_new_session_ends_the_one_before(user: Accounts) -> None:
    first = user.open_session("a.okafor", now=NOW)
    second = user.open_session("a.okafor", now=NOW, before=first)
    assert user.session(first, now=NOW) is None
    assert user.session(second, now=NOW) is not None
    user.end_session(second)
    assert user.session(second, now=NOW) is None


def test_a_disabled_user_is_let_in_no_more(user: Accounts) -> None:
    session = user.open_session("a.okafor", now=NOW)
    token, _ = user.add_token("a.okafor", frozenset({"read"}), now=NOW, lasts=dt.timedelta(days=1))
    user.disable("a.okafor", now=NOW)
    assert user.session(session, now=NOW) is None
    assert user.bearer(token, now=NOW) is None
    assert user.known("a.okafor", PASSWORD) is None
    assert user.user("a.okafor").powers == frozenset()


def test_a_new_password_ends_the_sessions(user: Accounts) -> None:
    session = user.open_session("a.okafor", now=NOW)
    user.set_password("a.okafor", "seven grey harbours")
    assert user.session(session, now=NOW) is None
    assert user.known("a.okafor", PASSWORD) is None
    assert user.known("a.okafor", "seven grey harbours") is not None


def test_a_token_has_the_powers_that_scopes_and_role_both_give(user: Accounts) -> None:
    token, made = user.add_token("a.okafor", frozenset({"read"}), now=NOW, lasts=dt.timedelta(days=2), label="feed")
    visitor = user.bearer(token, now=NOW)
    assert visitor is not None
    assert visitor.powers == {"read"}
    assert user.bearer(token, now=NOW + dt.timedelta(days=2)) is None
    with pytest.raises(InputError, match="admin"):
        user.add_token("a.okafor", frozenset({"admin"}), now=NOW, lasts=dt.timedelta(days=2))
    user.revoke(made.id, now=NOW)
    assert user.bearer(token, now=NOW) is None
    with pytest.raises(InputError, match="no token"):
        user.revoke(made.id, now=NOW)


def test_the_log_is_newest_first_and_only_grows(accounts: Accounts) -> None:
    for hour in range(5):
        accounts.note("a.okafor", f"step {hour}", at=NOW + dt.timedelta(hours=hour), address="192.0.2.7")
    assert [line.what for line in accounts.log(limit=2)] == ["step 4", "step 3"]
    assert [line.what for line in accounts.log(before=NOW + dt.timedelta(hours=2))] == ["step 1", "step 0"]
    assert not [name for name in dir(Accounts) if "log" in name and name != "log"]
