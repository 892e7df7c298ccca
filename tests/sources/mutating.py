"""Payloads as chance and malice spoil them: bytes, structure, length, depth, and pieces of other registers."""

import json
import random
from collections.abc import Callable, Mapping
from typing import Any

Payloads = dict[str, bytes]
NASTY: tuple[Any, ...] = (
    None, True, -1, 10**30, 1e308, "", " ", "\u0000", "\ud800", "ﷺ" * 40, "<p>" * 200, "&#0;", [], {}, [[]], {"": {}},
    "Level 4: Do Not Travel", "9999-12-31T23:59:59Z", "0000-00-00", "a" * 5000, "Reisen nach " * 300, "1e999",
    "２０２６年９９月９９日",
)  # fmt: skip
PIECES = (
    b"\x00", b"\xff\xfe", b"<", b">", b"]]>", b"<!--", b"</html>", b"<html", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;",
    b"{", b"}", b"[", b'"', b"\\u0000", b"\\ud83d", b"\xe2\x80\xa8", b" " * 2000, b"<div>" * 300, b"(" * 500,
    b'lang="xx"', b"\xc3",
)  # fmt: skip


def mutated(chance: random.Random, payloads: Mapping[str, bytes], others: list[bytes]) -> Payloads:
    """The payloads with one or a few of them spoiled."""
    made = dict(payloads)
    names = list(made)
    for name in chance.sample(names, k=min(len(names), chance.choice((1, 1, 1, 2, len(names))))):
        for _ in range(chance.choice((1, 1, 2, 5))):
            made[name] = chance.choice(WAYS)(chance, made[name], others)
    if chance.random() < 0.05:
        made[chance.choice(("index", "page/x", "page/../y", "country/9", ""))] = chance.choice(others)
    return made


def _flipped(chance: random.Random, body: bytes, others: list[bytes]) -> bytes:
    made = bytearray(body)
    for _ in range(chance.randint(1, 8)):
        if made:
            made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _cut(chance: random.Random, body: bytes, others: list[bytes]) -> bytes:
    start = chance.randrange(len(body) + 1)
    return body[:start] + body[start + chance.randrange(1, 400) :]


def _ended(chance: random.Random, body: bytes, others: list[bytes]) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _put(chance: random.Random, body: bytes, others: list[bytes]) -> bytes:
    at = chance.randrange(len(body) + 1)
    return body[:at] + chance.choice(PIECES) + body[at:]


def _doubled(chance: random.Random, body: bytes, others: list[bytes]) -> bytes:
    start = chance.randrange(len(body) + 1)
    piece = body[start : start + chance.randrange(1, 2000)]
    return body[:start] + piece * chance.randint(2, 6) + body[start:]


def _spliced(chance: random.Random, body: bytes, others: list[bytes]) -> bytes:
    other = chance.choice(others)
    return body[: chance.randrange(len(body) + 1)] + other[chance.randrange(len(other) + 1) :]


def _restructured(chance: random.Random, body: bytes, others: list[bytes]) -> bytes:
    """For JSON: one value somewhere becomes another; for the rest: bytes."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return _put(chance, body, others)
    return json.dumps(_turned(chance, found), ensure_ascii=True).encode()


def _turned(chance: random.Random, thing: Any) -> Any:
    if chance.random() < 0.15 or not isinstance(thing, dict | list) or not thing:
        return chance.choice(NASTY)
    made = thing.copy()
    at = chance.choice(list(made)) if isinstance(made, dict) else chance.randrange(len(made))
    made[at] = _turned(chance, made[at])
    return made


def _deep(chance: random.Random, body: bytes, others: list[bytes]) -> bytes:
    depth = chance.choice((50, 1000, 20_000))
    return chance.choice((b"[" * depth + b"]" * depth, b'{"a":' * depth + b"1" + b"}" * depth, b"<b>" * depth + body))


WAYS: tuple[Callable[[random.Random, bytes, list[bytes]], bytes], ...] = (
    _flipped, _flipped, _cut, _ended, _put, _put, _doubled, _spliced, _restructured, _restructured, _restructured,
    _deep,
)  # fmt: skip
