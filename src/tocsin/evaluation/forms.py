"""The form of a line of gold, made from the types of the records: same fields, most of them optional."""

from typing import Any, Union

import msgspec

from tocsin.errors import InputError
from tocsin.records import (
    VALUES,
    Contact,
    Denial,
    DocumentRecord,
    Event,
    Figure,
    Forewarning,
    PassageRecord,
    Posture,
    Record,
    Statement,
    Way,
)
from tocsin.records.codes import stray_code

RECORDS: dict[str, type[Record]] = {
    "document": DocumentRecord,
    "passage": PassageRecord,
    "posture": Posture,
    "statement": Statement,
    "denial": Denial,
    "figure": Figure,
    "contact": Contact,
    "warning": Forewarning,
    "event": Event,
    "way": Way,
}
"""Each kind that a line may have, and its record."""

IDENTITY: dict[str, tuple[str, ...]] = {
    "posture": ("sender", "host", "type", "value"),
    "statement": ("speaker",),
    "denial": ("by_country",),
    "figure": ("value",),
    "contact": ("participants", "mode"),
    "warning": ("speaker",),
    "event": ("type",),
    "way": ("mode", "state"),
}
"""Fields by which a record is told from another at the same place."""

REQUIRED = IDENTITY | {"denial": ("by",), "warning": ("what",)}
"""Fields without which a line of gold is none."""

_PLACED = {"start", "end", "evidence"}
_ANYWHERE: dict[str, Any] = {"ambiguous": bool | str, "note": str}
_OF_DOCUMENT: dict[str, Any] = {"given": bool, "given_date": str, "statements": bool, "from": str, "until": str}


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind that are compared."""
    return tuple(name for name in RECORDS[kind].__struct_fields__ if name not in _PLACED)


def _form(kind: str) -> type[msgspec.Struct]:
    required = REQUIRED.get(kind, ())
    fields: list[Any] = []
    for field in msgspec.structs.fields(RECORDS[kind]):
        if field.name in required:
            fields.append((field.name, field.type))
        else:
            fields.append((field.name, Union[field.type, None, msgspec.UnsetType], msgspec.UNSET))  # noqa: UP007
    for name, kept in (_ANYWHERE | (_OF_DOCUMENT if kind == "document" else {})).items():
        fields.append((name + "_" * (name == "from"), Union[kept, None, msgspec.UnsetType], msgspec.UNSET))  # noqa: UP007
    rename = {"from_": "from"} if kind == "document" else None
    return msgspec.defstruct(
        f"Gold{kind.title()}", fields, tag_field="kind", tag=kind, kw_only=True, frozen=True, rename=rename
    )


_FORMS = {kind: _form(kind) for kind in RECORDS}


def checked(row: object) -> dict[str, Any]:
    """One line of gold as plain values, of the fields that it gives; InputError says what does not fit, and what would.

    The line's own place (file, number) is for the caller to name.
    """
    if not isinstance(row, dict):
        raise InputError("this is not an object: write one record a line, in braces.")
    kind = row.get("kind")
    if kind not in _FORMS:
        message = f"there is no kind {kind!r}: the kinds are {', '.join(_FORMS)}."
        raise InputError(message)
    form = _FORMS[kind]
    allowed = {"kind", *(field.encode_name for field in msgspec.structs.fields(form))}
    if unknown := sorted(set(row) - allowed):
        message = f"a {kind} has no field {unknown[0]!r}: its fields are {', '.join(sorted(allowed))}."
        raise InputError(message)
    try:
        made = msgspec.to_builtins(msgspec.convert(row, form))
    except msgspec.ValidationError as error:
        message = f"this does not fit a {kind}: {error}. docs/records.md tells the fields and their values."
        raise InputError(message) from None
    _check_values(kind, made)
    return dict(made)


def _check_values(kind: str, made: dict[str, Any]) -> None:
    if kind == "posture" and made["value"] not in VALUES[made["type"]]:
        message = f"{made['value']!r} is no value of {made['type']}: the values are {', '.join(VALUES[made['type']])}."
        raise InputError(message)
    if stray := stray_code(made):
        message = f"{stray[0]} {stray[1]!r} is no country: write ISO 3166 alpha-3 (UKR), or EU, NATO, UN, XKX."
        raise InputError(message)
    if kind != "document" and kind != "passage" and not made.get("evidence"):
        message = f"this {kind} has no evidence: quote the words of the text that it was read from."
        raise InputError(message)
