"""The signature of a webhook: HMAC-SHA256 over the moment, a dot, and the body, as bytes."""

import hashlib
import hmac
from collections.abc import Mapping

from tocsin.errors import InputError

SIGNATURE = "Tocsin-Signature"
"""The header: ``t=SECONDS,key=NAME,v1=HEX``."""
WINDOW = 300
"""Seconds by which a receiver's clock may differ; what is older is a replay."""


def sign(body: bytes, *, secret: str, key_id: str, at: int) -> str:
    """The header's value for this body, sent ``at`` these seconds since 1970."""
    return f"t={at},key={key_id},v1={_mac(body, secret, str(at))}"


def verify(body: bytes, header: str, *, secrets: Mapping[str, str], now: float, window: int = WINDOW) -> str:
    """The id of the key that signed this very body within the window; InputError for anything else.

    ``secrets`` are the shared secrets by key id, so that an old and a new one may both hold while one is replaced.
    """
    parts = dict(each.split("=", 1) for each in header.split(",") if "=" in each)
    at, key_id, mac = (parts.get(name, "") for name in ("t", "key", "v1"))
    if not (at.isascii() and at.isdigit()) or len(at) > 12 or key_id not in secrets:
        raise InputError("The signature names no moment or no key that is known here.")
    if not hmac.compare_digest(_mac(body, secrets[key_id], at).encode(), mac.encode()):
        raise InputError("The signature is not of this body and this key.")
    if abs(now - int(at)) > window:
        raise InputError("The signature is too old or of the future: it is a replay, or a clock is wrong.")
    return key_id


def _mac(body: bytes, secret: str, at: str) -> str:
    return hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()
