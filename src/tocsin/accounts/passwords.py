"""Passwords: argon2id by argon2-cffi. One takes as long to check whether the user exists or not."""

import functools
import secrets

import argon2

from tocsin.errors import InputError

SHORTEST = 12
LONGEST = 1_000
HASHER = argon2.PasswordHasher()
"""As costly as the library advises (RFC 9106, low memory)."""


def hashed(password: str, *, name: str, hasher: argon2.PasswordHasher = HASHER) -> str:
    """The argon2 hash of a new password; InputError for one that is too short or is the name."""
    if len(password) < SHORTEST:
        message = f"The password is too short: take at least {SHORTEST} characters, some words will do."
        raise InputError(message)
    if len(password) > LONGEST:
        message = f"The password is too long: take at most {LONGEST} characters."
        raise InputError(message)
    if name.casefold() in password.casefold() and len(password) < len(name) + SHORTEST:
        raise InputError("The password is hardly more than the name: take another.")
    return hasher.hash(password)


def fits(password: str, known: str | None, hasher: argon2.PasswordHasher = HASHER) -> bool:
    """Whether a password is that of a hash. Without one the work is done all the same, and nothing fits."""
    try:
        checked = hasher.verify(known or _nobodys(hasher), password[:LONGEST])
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False
    return checked and known is not None


@functools.cache
def _nobodys(hasher: argon2.PasswordHasher) -> str:
    return hasher.hash(secrets.token_urlsafe(24))
