"""The ways in which a register breaks, applied to the payloads of an example."""

import json
import re
from collections.abc import Callable
from typing import Any

from tocsin.sources.card import Card

CHALLENGE = (
    b'<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body>'
    b'<div class="cf-challenge">Enable JavaScript and cookies to continue</div></body></html>'
)
Payloads = dict[str, bytes]


def empty(payloads: Payloads, card: Card) -> Payloads:
    return dict.fromkeys(payloads, b"")


def truncated(payloads: Payloads, card: Card) -> Payloads:
    """Cut where it hurts: in the middle of what is left after the head."""
    return {name: body[: int(len(body) * 0.6)] for name, body in payloads.items()}


def nearly_whole(payloads: Payloads, card: Card) -> Payloads:
    """Only the last few bytes of the content are missing."""
    ends = {name: re.sub(rb"\s*</body>\s*</html>\s*$", b"", body).rstrip() for name, body in payloads.items()}
    return {name: body[:-3] for name, body in ends.items()}


def wrong_type(payloads: Payloads, card: Card) -> Payloads:
    """JSON where there was a page, a page where there was JSON or XML."""
    page = b"<!DOCTYPE html><html><body><h1>Niger</h1><p>Level 4: Do Not Travel</p></body></html>"
    return dict.fromkeys(payloads, b'{"level": 4, "rows": []}' if card.format == "html" else page)


def wrong_types_inside(payloads: Payloads, card: Card) -> Payloads:
    """Every text a number, every number a text."""
    return {name: _turned(body) for name, body in payloads.items()}


def challenge(payloads: Payloads, card: Card) -> Payloads:
    return dict.fromkeys(payloads, CHALLENGE)


def unknown_word(payloads: Payloads, card: Card) -> Payloads:
    """Every word and formula of the scale is one that the card does not know."""
    return {name: _foreign(body, card) for name, body in payloads.items()}


def other_language(payloads: Payloads, card: Card) -> Payloads:
    """The same page in a language that the card does not expect, its formulas not those of the card."""
    other = b"xx" if card.language != "xx" else b"yy"
    return {
        name: re.sub(rb'lang="[^"]*"', b'lang="' + other + b'"', _foreign(body, card))
        for name, body in payloads.items()
    }


def half_the_rows(payloads: Payloads, card: Card) -> Payloads:
    """Half of what a list holds, and half of the pages."""
    pages = [name for name in payloads if "/" in name]
    kept = {name: body for name, body in payloads.items() if name not in pages[1::2]}
    return {name: _halved(body) if "/" not in name else body for name, body in kept.items()}


SPOILS: dict[str, Callable[[Payloads, Card], Payloads]] = {
    "empty": empty,
    "truncated": truncated,
    "nearly whole": nearly_whole,
    "wrong type": wrong_type,
    "wrong types inside": wrong_types_inside,
    "unknown word": unknown_word,
    "challenge page": challenge,
    "other language": other_language,
    "half the rows": half_the_rows,
}


def spoiled(name: str, payloads: Payloads, card: Card) -> Payloads:
    return SPOILS[name](dict(payloads), card)


def _foreign(body: bytes, card: Card) -> bytes:
    text = body.decode("utf-8")
    for rung in card.levels:
        if rung.words:
            text = re.sub(re.escape(rung.words), "quelque chose", text, flags=re.IGNORECASE)
        if rung.pattern:
            text = re.sub(rung.pattern, "quelque chose", text, flags=re.IGNORECASE)
    return _unflagged(text, card).encode()


def _unflagged(text: str, card: Card) -> str:
    """Steps that are numbers or flags of a structure: to values that no register has."""
    text = re.sub(r'("(?:security|advisory-state)": )\d', r"\g<1>9", text)
    text = re.sub(r'("(?:warning|partialWarning|situationWarning|situationPartWarning)": )\w+', r'\g<1>"quelque"', text)
    text = re.sub(r'("alarm_lvl": )"\d"', r'\g<1>"9"', text)
    text = re.sub(r"レベル[0-9０-９]", "レベル9", text).replace("危険情報は出ておりません", "何か")
    text = re.sub(r"(travel-guide-accordion__item--)\w+", r"\1quelque", text)
    text = re.sub(r"square \w+block", "square quelqueblock", text)
    return re.sub(r"Sicherheitsstufe \d", "Sicherheitsstufe 9", text)


def _turned(body: bytes) -> bytes:
    try:
        found = json.loads(body)
    except ValueError:
        return body[: len(body) // 2]
    return json.dumps(_swap(found)).encode()


def _swap(thing: Any) -> Any:
    if isinstance(thing, dict):
        return {name: _swap(each) for name, each in thing.items()}
    if isinstance(thing, list):
        return {"0": [_swap(each) for each in thing]}
    return 7 if isinstance(thing, str) else str(thing)


def _halved(body: bytes) -> bytes:
    try:
        found = json.loads(body)
    except ValueError:
        return body
    return json.dumps(_half(found), ensure_ascii=False).encode()


def _half(thing: Any) -> Any:
    if isinstance(thing, list) and thing and isinstance(thing[0], dict):
        return thing[: (len(thing) + 1) // 2]
    if isinstance(thing, dict):
        return {name: _half(each) for name, each in thing.items()}
    return thing
