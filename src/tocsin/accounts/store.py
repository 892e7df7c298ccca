"""Accounts in the ledger's database: users, sessions, tokens, the log. Secrets are kept as digests only."""

import datetime as dt
import hashlib
import re
import secrets
from typing import Any, get_args

import argon2
import sqlalchemy as sa

from tocsin.accounts import passwords
from tocsin.accounts.model import Noted, Power, Role, Token, User, Visitor
from tocsin.errors import InputError
from tocsin.ledger.account_tables import audit, sessions, tokens, users
from tocsin.ledger.engine import reading, writing
from tocsin.ledger.rows import keepable
from tocsin.ledger.writing import insert

IDLE = dt.timedelta(hours=1)
"""A session ends when nothing was asked in it for so long."""
ABSOLUTE = dt.timedelta(hours=12)
"""A session ends at the latest after so long: a shift."""
TOUCH = dt.timedelta(minutes=5)
"""How often it is written down that a session is in use."""
PREFIX = "tocsin_"
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")


class Accounts:
    """The accounts of one ledger. Shared by threads. Every moment is an aware datetime."""

    def __init__(self, engine: sa.Engine, *, hasher: argon2.PasswordHasher = passwords.HASHER) -> None:
        self._engine, self._hasher = engine, hasher

    def add(
        self, name: str, role: Role, *, now: dt.datetime, password: str | None = None, subject: str | None = None
    ) -> User:
        """Make a user. InputError for a name that is taken or does not fit, and for a password that is too weak."""
        if not _NAME.fullmatch(name):
            message = "A user's name is of small letters, digits, dots and hyphens, at most 64: for example a.okafor."
            raise InputError(message)
        if role not in get_args(Role):
            message = f"There is no role {role}: take one of {', '.join(get_args(Role))}."
            raise InputError(message)
        known = None if password is None else passwords.hashed(password, name=name, hasher=self._hasher)
        row = {"name": name, "role": role, "password": known, "subject": subject, "made_at": now}
        with writing(self._engine) as connection:
            if insert(connection, users, row) != 1:
                message = f"There is a user {name} already, or somebody else of that subject."
                raise InputError(message)
        return self.user(name)

    def user(self, name: str) -> User:
        """One user; InputError where there is none of that name."""
        found = self._users(users.c.name == name)
        if not found:
            message = f"There is no user {name}: tocsin user list tells who there is."
            raise InputError(message)
        return found[0]

    def users(self) -> list[User]:
        """Every user, by name."""
        return self._users(sa.true())

    def of_subject(self, subject: str) -> User | None:
        """The user that is this subject to the provider of OpenID Connect."""
        found = self._users(users.c.subject == subject)
        return found[0] if found else None

    def _users(self, wanted: sa.ColumnElement[bool]) -> list[User]:
        with reading(self._engine) as connection:
            return [_user(row) for row in connection.execute(sa.select(users).where(wanted).order_by(users.c.name))]

    def set_password(self, name: str, password: str) -> None:
        """Give a user a new password; every session of theirs ends."""
        self.user(name)
        known = passwords.hashed(password, name=name, hasher=self._hasher)
        with writing(self._engine) as connection:
            connection.execute(users.update().where(users.c.name == name).values(password=known))
            connection.execute(sessions.delete().where(sessions.c.user == name))

    def disable(self, name: str, *, now: dt.datetime) -> None:
        """Let a user in no more: sessions end, tokens are revoked. What they did stays."""
        self.user(name)
        with writing(self._engine) as connection:
            connection.execute(users.update().where(users.c.name == name).values(disabled_at=now))
            connection.execute(sessions.delete().where(sessions.c.user == name))
            mine = sa.and_(tokens.c.user == name, tokens.c.revoked_at.is_(None))
            connection.execute(tokens.update().where(mine).values(revoked_at=now))

    def known(self, name: str, password: str) -> User | None:
        """The user of this name and password, or ``None``; as slow for a name that nobody has."""
        with reading(self._engine) as connection:
            row = connection.execute(sa.select(users).where(users.c.name == name)).first()
        fits = passwords.fits(password, None if row is None else row.password, self._hasher)
        return _user(row) if fits and row is not None and row.disabled_at is None else None

    def open_session(self, name: str, *, now: dt.datetime, before: str | None = None) -> str:
        """A new session of a user: its id, which is not kept. The one ``before`` ends, and so do all that are over."""
        id_ = secrets.token_urlsafe(32)
        over = sa.or_(sessions.c.made_at < now - ABSOLUTE, sessions.c.seen_at < now - IDLE)
        with writing(self._engine) as connection:
            connection.execute(sessions.delete().where(over))
            if before is not None:
                connection.execute(sessions.delete().where(sessions.c.key == digest(before)))
            row = {"key": digest(id_), "user": name, "made_at": now, "seen_at": now}
            connection.execute(sessions.insert().values(row))
        return id_

    def session(self, id_: str, *, now: dt.datetime) -> Visitor | None:
        """Who is in a session, or ``None`` where it is over or its user disabled."""
        key = digest(id_)
        asked = sa.select(users, sessions.c.seen_at, sessions.c.made_at.label("begun")).join_from(sessions, users)
        with reading(self._engine) as connection:
            row = connection.execute(asked.where(sessions.c.key == key)).first()
        if row is None or row.disabled_at or now - row.begun >= ABSOLUTE or now - row.seen_at >= IDLE:
            return None
        if now - row.seen_at >= TOUCH:
            with writing(self._engine) as connection:
                connection.execute(sessions.update().where(sessions.c.key == key).values(seen_at=now))
        user = _user(row)
        return Visitor(name=user.name, powers=user.powers, key=key, role=user.role)

    def end_session(self, id_: str) -> None:
        """The session is over."""
        with writing(self._engine) as connection:
            connection.execute(sessions.delete().where(sessions.c.key == digest(id_)))

    def add_token(
        self, user: str, scopes: frozenset[Power], *, now: dt.datetime, lasts: dt.timedelta, label: str = ""
    ) -> tuple[str, Token]:
        """A new token of a user: itself, to be shown once, and what is kept of it. InputError for one without use."""
        owner = self.user(user)
        beyond = sorted(scopes - owner.powers)
        if beyond or not scopes:
            message = f"{user} may not {', '.join(beyond)}." if beyond else "A token needs a scope: for example read."
            raise InputError(message)
        if lasts <= dt.timedelta(0):
            raise InputError("A token lasts for one day at least.")
        secret = PREFIX + secrets.token_urlsafe(32)
        token = Token(
            id=secrets.token_hex(6), user=user, label=label[:200], scopes=scopes, made_at=now, ends_at=now + lasts
        )
        row: dict[str, Any] = {"key": digest(secret), "id": token.id, "user": user, "label": keepable(token.label)}
        row |= {"scopes": " ".join(sorted(scopes)), "made_at": now, "ends_at": token.ends_at}
        with writing(self._engine) as connection:
            connection.execute(tokens.insert().values(row))
        return secret, token

    def bearer(self, secret: str, *, now: dt.datetime) -> Visitor | None:
        """Who shows this token, with the powers that its scopes leave; ``None`` where it is revoked or over."""
        key = digest(secret)
        asked = sa.select(users, tokens.c.scopes, tokens.c.ends_at, tokens.c.revoked_at).join_from(tokens, users)
        with reading(self._engine) as connection:
            row = connection.execute(asked.where(tokens.c.key == key)).first()
        if row is None or row.disabled_at or row.revoked_at or row.ends_at <= now:
            return None
        user = _user(row)
        powers = user.powers & frozenset(row.scopes.split())
        return Visitor(name=user.name, powers=powers, key=key, role=user.role, by_token=True)

    def tokens(self, user: str | None = None) -> list[Token]:
        """The tokens of a user, or all, oldest first."""
        asked = sa.select(tokens).where(sa.true() if user is None else tokens.c.user == user)
        with reading(self._engine) as connection:
            return [_token(row) for row in connection.execute(asked.order_by(tokens.c.made_at, tokens.c.id))]

    def revoke(self, token: str, *, now: dt.datetime) -> None:
        """The token of this id is of no use any more. InputError where there is none."""
        with writing(self._engine) as connection:
            wanted = sa.and_(tokens.c.id == token, tokens.c.revoked_at.is_(None))
            if connection.execute(tokens.update().where(wanted).values(revoked_at=now)).rowcount != 1:
                message = f"There is no token {token} in use: tocsin user list tells which there are."
                raise InputError(message)

    def note(self, who: str, what: str, *, at: dt.datetime, about: str = "", address: str = "") -> None:
        """Write a line of the log. Never a password, a token or an id of a session."""
        row = {name: keepable(value[:500]) for name, value in (("who", who), ("what", what), ("about", about))}
        with writing(self._engine) as connection:
            key = f"{at:%Y%m%dT%H%M%S.%f}-{secrets.token_hex(4)}"
            connection.execute(audit.insert().values(row | {"key": key, "at": at, "address": address}))

    def log(self, *, limit: int = 100, before: dt.datetime | None = None) -> list[Noted]:
        """The log, newest first."""
        asked = sa.select(audit).where(sa.true() if before is None else audit.c.at < before)
        with reading(self._engine) as connection:
            found = connection.execute(asked.order_by(audit.c.at.desc(), audit.c.key.desc()).limit(limit)).all()
        return [Noted(at=row.at, who=row.who, what=row.what, about=row.about, address=row.address) for row in found]


def digest(secret: str) -> str:
    """What is kept of a secret of 256 random bits: there is nothing to guess, so one round of SHA-256 is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _user(row: Any) -> User:
    return User(
        name=row.name,
        role=row.role,
        made_at=row.made_at,
        disabled_at=row.disabled_at,
        subject=row.subject,
        with_password=row.password is not None,
    )


def _token(row: Any) -> Token:
    return Token(
        id=row.id,
        user=row.user,
        label=row.label,
        scopes=frozenset(row.scopes.split()),
        made_at=row.made_at,
        ends_at=row.ends_at,
        revoked_at=row.revoked_at,
    )
