"""The forms of an answer: JSON, JSON lines, CSV, GeoJSON."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import msgspec
from litestar import Response

from tocsin.web.api import coordinates

if TYPE_CHECKING:
    from tocsin.web.api.asked import Form, Listing


@runtime_checkable
class Rows(Protocol):
    """What is more than one line of a table."""

    def table_rows(self) -> list[dict[str, Any]]:
        """Its lines, each by the names of the columns."""


MEDIA_TYPES: dict[str, str] = {
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv; header=present",
    "geojson": "application/geo+json",
    "atom": "application/atom+xml",
}
_NAMED: dict[str, "Form"] = {
    "application/json": "json",
    "application/x-ndjson": "ndjson",
    "application/ndjson": "ndjson",
    "application/jsonl": "ndjson",
    "text/csv": "csv",
    "application/geo+json": "geojson",
    "application/atom+xml": "atom",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def accepted(accept: str) -> "Form":
    """The form that an ``Accept`` header asks for most; JSON where it names none that there is."""
    best: tuple[float, Form] = (0.0, "json")
    for part in accept.split(","):
        name, _, parameters = part.partition(";")
        form = _NAMED.get(name.strip().lower())
        weight = _weight(parameters)
        if form is not None and weight > best[0]:
            best = (weight, form)
    return best[1]


def _weight(parameters: str) -> float:
    for each in parameters.split(";"):
        name, _, value = each.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def one(item: object, form: "Form") -> Response[Any]:
    """One thing in a form."""
    if form == "csv":
        return _answer(table([item]), form)
    return _answer(lines([item]) if form == "ndjson" else msgspec.json.encode(item), form)


def listing(found: "Listing[Any]", form: "Form", *, following: str | None) -> Response[Any]:
    """A piece of a list in a form; forms that have no place for a cursor tell the next piece in ``Link``."""
    if form == "csv":
        body = table(found.items)
    elif form == "geojson":
        body = features(found.items)
    else:
        body = msgspec.json.encode(found)
    return _answer(body, form, {"Link": f'<{following}>; rel="next"'} if following else {})


def _answer(body: bytes, form: "Form", headers: Any = None) -> Response[Any]:
    return Response(body, media_type=MEDIA_TYPES[form], headers={"Vary": "Accept", **(headers or {})})


def atom(body: bytes) -> Response[Any]:
    """A feed that is written already."""
    return _answer(body, "atom")


def lines(items: Iterable[object]) -> bytes:
    """Each item as one line of JSON."""
    return b"".join(msgspec.json.encode(item) + b"\n" for item in items)


def table(items: Sequence[object]) -> bytes:
    """A line for each item under one header; what is nested is JSON, and nothing begins a formula."""
    rows = [row for item in items for row in (item.table_rows() if isinstance(item, Rows) else [_flat(item)])]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return written.getvalue().encode()


def _flat(item: object) -> dict[str, Any]:
    """The fields of an item; those of the record that it holds stand beside its own."""
    fields: dict[str, Any] = msgspec.to_builtins(item)
    record = fields.pop("record", None)
    return fields | {name: value for name, value in (record or {}).items() if name not in fields}


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple | dict):
        return msgspec.json.encode(value).decode()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def features(items: Sequence[object]) -> bytes:
    """A GeoJSON feature for each item (RFC 7946), at the capital of its host; without one, at no place."""
    found = [_feature(msgspec.to_builtins(item, builtin_types=(dt.datetime, dt.date))) for item in items]
    return msgspec.json.encode({"type": "FeatureCollection", "features": found})


def _feature(fields: dict[str, Any]) -> dict[str, Any]:
    record = fields.get("record") or {}
    host = fields.get("host") or record.get("host") or record.get("about")
    at = coordinates.capital(host)
    point = None if at is None else {"type": "Point", "coordinates": at}
    properties = fields | {"precision": None if at is None else "capital of the host"}
    return {"type": "Feature", "id": fields.get("id") or host, "geometry": point, "properties": properties}
