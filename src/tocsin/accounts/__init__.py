"""Accounts: who somebody is, what they may do, and the log of what they did."""

from tocsin.accounts.model import LOCAL, MAY, POWERS, ROLES, Noted, Power, Role, Token, User, Visitor
from tocsin.accounts.patience import Patience
from tocsin.accounts.store import Accounts

__all__ = [
    "LOCAL",
    "MAY",
    "POWERS",
    "ROLES",
    "Accounts",
    "Noted",
    "Patience",
    "Power",
    "Role",
    "Token",
    "User",
    "Visitor",
]
