"""The form of an answer: a strict JSON Schema made from the types of the records."""

from typing import Any

import msgspec

from tocsin.records import VALUES, Contact, Denial, Event, Figure, Forewarning, Posture, Statement, Way

TYPES = (Posture, Statement, Denial, Figure, Contact, Forewarning, Event, Way)
"""What a reader may tell; a document's own record and its passages are known without one."""

OURS = frozenset({"start", "end", "denies", "about", "known"})
"""Fields that are found here and never told by a model: places in the text, what a record is about, who is who."""


def schema() -> dict[str, Any]:
    """The schema of one answer: ``{"records": [...]}``. Every field is required, as strict decoding asks."""
    _, components = msgspec.json.schema_components(TYPES, ref_template="#/$defs/{name}")
    forms = [form for record in TYPES for form in _forms(components[record.__name__])]
    return {
        "type": "object",
        "properties": {"records": {"type": "array", "items": {"anyOf": forms}}},
        "required": ["records"],
        "additionalProperties": False,
    }


def _forms(component: dict[str, Any]) -> list[dict[str, Any]]:
    """The forms of one kind; a posture has one for each type, so that no value of another type can be told."""
    fields = {name: _strict(told) for name, told in component["properties"].items() if name not in OURS}
    if fields["kind"]["enum"] != ["posture"]:
        return [_object(fields)]
    return [
        _object(
            fields
            | {"type": {"type": "string", "enum": [name]}, "value": {"type": "string", "enum": list(values)}}
            | ({} if name == "advice" else {"scope": {"type": "null"}})
        )
        for name, values in VALUES.items()
    ]


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    first = ("kind", "evidence")
    ordered = {name: fields[name] for name in (*first, *(name for name in fields if name not in first))}
    return {"type": "object", "properties": ordered, "required": list(ordered), "additionalProperties": False}


def _strict(told: dict[str, Any]) -> dict[str, Any]:
    """One field in the words that strict decoding knows: no defaults, no positions in an array."""
    if "anyOf" in told:
        return {"anyOf": [_strict(each) for each in told["anyOf"]]}
    if "enum" in told:
        return _enum(told["enum"])
    kept: dict[str, Any] = {name: told[name] for name in ("type", "format") if name in told}
    if told.get("type") == "array":
        items = told.get("items") or (told.get("prefixItems") or [{}])[0]
        kept["items"] = _strict(items)
    return kept


def _enum(values: list[Any]) -> dict[str, Any]:
    named = [each for each in values if each is not None]
    some = {"type": "string", "enum": named}
    return some if len(named) == len(values) else {"anyOf": [some, {"type": "null"}]}
