"""The nouns of accounts: who somebody is, and what they may do."""

import datetime as dt
from typing import Literal, get_args

import msgspec

Role = Literal["viewer", "analyst", "responder", "admin"]
Power = Literal["read", "write", "respond", "admin"]
"""``read`` the boards and what they stand on; ``write`` documents and corrections; ``respond``: people and check-ins;
``admin``: rules, the log."""

ROLES: tuple[Role, ...] = get_args(Role)
POWERS: tuple[Power, ...] = get_args(Power)

MAY: dict[Role, frozenset[Power]] = {
    "viewer": frozenset({"read"}),
    "analyst": frozenset({"read", "write"}),
    "responder": frozenset({"read", "respond"}),
    "admin": frozenset(POWERS),
}
"""What each role may do."""


class User(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody with an account. ``subject`` is who it is to the provider of OpenID Connect."""

    name: str
    role: Role
    made_at: dt.datetime
    disabled_at: dt.datetime | None = None
    subject: str | None = None
    with_password: bool = False

    @property
    def powers(self) -> frozenset[Power]:
        """What this user may do; nothing once disabled."""
        return frozenset() if self.disabled_at else MAY[self.role]


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A token of a user's for programs; the token itself is shown once and not kept."""

    id: str
    user: str
    label: str
    scopes: frozenset[Power]
    made_at: dt.datetime
    ends_at: dt.datetime
    revoked_at: dt.datetime | None = None


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Who sends a request: a name, what they may do, and the key of what they showed (a session, a token)."""

    name: str
    powers: frozenset[Power]
    key: str
    role: Role | None = None
    by_token: bool = False


LOCAL = Visitor(name="", powers=frozenset(POWERS), key="")
"""Whoever sits at this machine, where nobody has to say who they are."""


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log: who did what, about what, from where."""

    at: dt.datetime
    who: str
    what: str
    about: str
    address: str
