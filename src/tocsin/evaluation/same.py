"""When two values of a field are the same, and when two records tell the same thing."""

import re
from collections.abc import Callable
from typing import Any

from tocsin.evaluation.model import Difference, Span, Told

NAMES = frozenset("speaker by attributed_to place publisher actor recipient threat_from said_by observed_by".split())
"""Fields that name somebody or some place: the last word decides ("Antony Blinken", "Secretary Blinken")."""

WORDS = frozenset("what claim cue wording office addressee venue window instructions title".split())
"""Fields in words of one's own: half of the words of the shorter must stand in the other."""

_SMALL = frozenset("a an and at by for from in of on or s that the their to was were with".split())


def last_word(name: object) -> str:
    """The last word of a name, folded: enough to tell one speaker of a text from another."""
    words = re.findall(r"\w+", str(name or "").casefold())
    return words[-1] if words else ""


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def shared(gold: Told, read: Told) -> float:
    """The largest part of the shorter evidence that stands in the other, from 0 to 1."""
    return max(
        (overlap(a, b) / max(1, min(a[1] - a[0], b[1] - b[0])) for a in gold.spans for b in read.spans), default=0.0
    )


def same_value(field: str, gold: Any, read: Any) -> bool:
    """Whether a field is told alike. Nothing is like nothing only."""
    if gold is None or read is None:
        return bool(gold is read)
    if field == "value":
        return bool(_numbers(gold) == _numbers(read))
    if field in ("participants", "chain", "bylines"):
        return {last_word(each) for each in gold} == {last_word(each) for each in read}
    if field == "form":
        return bool(gold == read or {gold, read} == {"direct", "mixed"})
    if field in NAMES:
        return last_word(gold) == last_word(read)
    if field in WORDS:
        return _like(gold, read)
    if isinstance(gold, str) and isinstance(read, str):
        return gold.casefold().strip() == read.casefold().strip()
    return bool(gold == read)


def differences(gold: Told, read: Told) -> tuple[Difference, ...]:
    """The fields that the gold tells something in, and the reader something else or nothing."""
    return tuple(
        Difference(field=name, gold=wanted, read=read.fields.get(name))
        for name, wanted in gold.fields.items()
        if wanted is not None and name in read.fields and not same_value(name, wanted, read.fields[name])
    )


def _numbers(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return tuple(map(float, value)) if isinstance(value, list | tuple) else (float(value),)


def _words(value: Any) -> set[str]:
    text = " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    found = set(re.findall(r"\w+", text.casefold()))
    return found - _SMALL or found


def _like(gold: Any, read: Any) -> bool:
    a, b = _words(gold), _words(read)
    return 2 * len(a & b) >= min(len(a), len(b))


def _statement(gold: Told, read: Told) -> bool:
    return shared(gold, read) >= 0.5 and _same_name(gold, read, "speaker")


def _figure(gold: Told, read: Told) -> bool:
    return shared(gold, read) > 0 and same_value("value", gold.fields["value"], read.fields["value"])


def _contact(gold: Told, read: Told) -> bool:
    wanted = {last_word(each) for each in gold.fields["participants"]}
    both = wanted & {last_word(each) for each in read.fields["participants"]}
    return gold.fields["mode"] == read.fields["mode"] and len(both) >= min(2, len(gold.fields["participants"]))


def _denial(gold: Told, read: Told) -> bool:
    states = gold.fields.get("by_country", read.fields.get("by_country")), read.fields.get("by_country")
    return shared(gold, read) > 0 and states[0] == states[1]


def _warning(gold: Told, read: Told) -> bool:
    return shared(gold, read) >= 0.5 and _same_name(gold, read, "speaker")


def _event(gold: Told, read: Told) -> bool:
    return shared(gold, read) > 0 and gold.fields["type"] == read.fields["type"]


def _way(gold: Told, read: Told) -> bool:
    return shared(gold, read) > 0 and all(gold.fields[name] == read.fields[name] for name in ("mode", "state"))


def _same_name(gold: Told, read: Told, field: str) -> bool:
    """Whether the last words are the same; a line of gold without the field leaves it open."""
    return field not in gold.fields or last_word(gold.fields[field]) == last_word(read.fields.get(field))


SAME: dict[str, Callable[[Told, Told], bool]] = {
    "statement": _statement,
    "figure": _figure,
    "contact": _contact,
    "denial": _denial,
    "warning": _warning,
    "event": _event,
    "way": _way,
}
"""For each kind but posture (see ``facts``): whether the reader's record is the one of the gold."""
