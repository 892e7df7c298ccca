"""A record out of what an analyst wrote: fields by name, and the words in the document that are its evidence."""

import re
import types
import typing
from collections.abc import Mapping
from typing import Any

import msgspec

from tocsin.errors import InputError
from tocsin.records.codes import stray_code
from tocsin.records.model import (
    VALUES,
    AnyRecord,
    Contact,
    Denial,
    Event,
    Figure,
    Forewarning,
    Posture,
    Record,
    Statement,
    Way,
)

MADE: dict[str, type[Record]] = {
    str(kind.__struct_config__.tag): kind
    for kind in (Posture, Statement, Denial, Figure, Contact, Forewarning, Event, Way)
}
"""The kinds of record that an analyst can make."""
_PLACE = frozenset({"start", "end", "evidence"})


def record_of(kind: str, fields: Mapping[str, str], *, text: str, place: tuple[int, int]) -> AnyRecord:
    """A record of a kind with these fields, whose evidence is a run of the text. InputError for what does not fit."""
    if kind not in MADE:
        message = f"There is no kind of record {kind}: take one of {', '.join(MADE)}."
        raise InputError(message)
    return _made(kind, _given(kind, fields), text, place)


def corrected(record: AnyRecord, fields: Mapping[str, str], *, text: str, place: tuple[int, int] | None) -> AnyRecord:
    """The record with these fields instead of its own; an empty one takes a field away."""
    kind = str(type(record).__struct_config__.tag)
    if not fields and place is None:
        raise InputError("Say what is otherwise: a field and its value, such as value=closed, or other words.")
    own = {name: value for name, value in msgspec.structs.asdict(record).items() if name not in _PLACE}
    put = _made(kind, own | _given(kind, fields), text, place or (record.start, record.end))
    if put == record:
        raise InputError("The record says just this already.")
    return put


def found_in(text: str, quote: str, *, start: int | None = None) -> tuple[int, int]:
    """Where words stand in a text, however its lines break; the first from ``start`` on, else they must stand once."""
    words = quote.split()
    if not words:
        raise InputError("Give the words of the document that say it.")
    every = list(re.finditer(r"\s+".join(map(re.escape, words)), text))
    after = [each for each in every if start is None or each.start() >= start]
    if not after:
        raise InputError("These words do not stand in the document: copy them as they are there.")
    if start is None and len(every) > 1:
        message = f"These words stand in the document {len(every)} times: give more of them, or where they start."
        raise InputError(message)
    return after[0].span()


def _given(kind: str, fields: Mapping[str, str]) -> dict[str, Any]:
    hints = typing.get_type_hints(MADE[kind])
    allowed = [name for name in MADE[kind].__struct_fields__ if name not in _PLACE]
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in allowed:
            message = f"A {kind} has no field {name[:40]}: take one of {', '.join(allowed)}."
            raise InputError(message)
        found[name] = _value(value.strip(), hints[name])
    return found


def _value(text: str, hint: Any) -> Any:
    """What was written, as msgspec takes it: lists and ranges with semicolons between."""
    if not text:
        return None
    kinds = typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)
    listed = any(typing.get_origin(each) is tuple for each in kinds)
    if listed and (";" in text or not any(typing.get_origin(each) is not tuple and each is float for each in kinds)):
        return [part.strip() for part in text.split(";") if part.strip()]
    return text


def _made(kind: str, fields: Mapping[str, Any], text: str, place: tuple[int, int]) -> AnyRecord:
    start, end = place
    known = {name: value for name, value in fields.items() if value is not None}
    known |= {"kind": kind, "start": start, "end": end, "evidence": text[start:end]}
    known |= {name: None for name in ("sender", "host") if kind == "posture" and name not in known}
    try:
        put: AnyRecord = msgspec.convert(known, AnyRecord, strict=False)
    except msgspec.ValidationError as error:
        message = f"This is no {kind}: {error}."
        raise InputError(message) from error
    if isinstance(put, Posture) and put.value not in VALUES[put.type]:
        message = f"{put.type} has no value {put.value[:40]}: take one of {', '.join(VALUES[put.type])}."
        raise InputError(message)
    stray = stray_code(msgspec.to_builtins(put))
    if stray is not None:
        message = f"{stray[1][:40]} in {stray[0]} is no code of a state: write three letters, such as UKR."
        raise InputError(message)
    return put
