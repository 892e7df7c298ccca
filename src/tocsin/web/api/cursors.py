"""Cursors: where a list goes on. Opaque to those who carry them, and of use for the same list only."""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from typing import TypeVar

import msgspec

from tocsin.errors import InputError

T = TypeVar("T")

_ALPHABET_ONLY = "A cursor is taken as it is from next= of the answer before; leave it out to begin again."
_OTHER_LIST = "This cursor is of another list: ask with the same fields as before, or leave it out to begin again."
_LONGEST = 2_000
_TAG = 8


def cursor(asked: Mapping[str, str | None], place: object) -> str:
    """The cursor of a place in the list that is asked for by these fields."""
    body = msgspec.msgpack.encode(place)
    return base64.urlsafe_b64encode(_tag(asked, body) + body).rstrip(b"=").decode()


def place(asked: Mapping[str, str | None], given: str, type_: type[T]) -> T:
    """The place that a cursor names in the list asked for by these fields; InputError for one that is not of it."""
    try:
        raw = base64.b64decode(given[:_LONGEST] + "=" * (-len(given) % 4), altchars=b"-_", validate=True)
        found = msgspec.msgpack.decode(raw[_TAG:], type=type_)
    except (binascii.Error, ValueError, msgspec.MsgspecError) as cause:
        raise InputError(_ALPHABET_ONLY) from cause
    if raw[:_TAG] != _tag(asked, raw[_TAG:]):
        raise InputError(_OTHER_LIST)
    return found


def _tag(asked: Mapping[str, str | None], body: bytes) -> bytes:
    """Ties the place to its list. It is no secret: a place tells nothing that the list does not."""
    fields = msgspec.json.encode(sorted((name, value) for name, value in asked.items() if value))
    return hashlib.blake2b(body, key=hashlib.sha256(fields).digest(), digest_size=_TAG).digest()
