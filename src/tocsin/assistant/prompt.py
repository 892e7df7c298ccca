"""What the model is told: the field guide in short, and the text fenced off as data."""

import calendar
import datetime as dt
import hashlib
import importlib.resources
import json

from tocsin.assistant.form import schema
from tocsin.assistant.parts import Part
from tocsin.documents import Document

GUIDE = (importlib.resources.files("tocsin.assistant") / "guide.txt").read_text(encoding="utf-8")
"""The field guide, as the model is told it."""

REVISION = hashlib.sha256((GUIDE + json.dumps(schema(), sort_keys=True)).encode()).hexdigest()[:8]
"""A name for this guide and this form of answers: what was read under others is another reading."""


def question(document: Document, part: Part) -> str:
    """One part of a document as the model gets it: the day of publication, then the text between two fence lines."""
    fence = f"====={hashlib.sha256(document.text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}====="
    headers = [f"{name}: {told}" for name, told in _told(document) if told]
    lines = [
        f"Published: {_day(document.published)}.",
        "Read the text between the two fence lines and answer with its records.",
        fence,
        *headers,
        "",
        *_lines(document, part),
        fence,
    ]
    return "\n".join(lines)


def _told(document: Document) -> tuple[tuple[str, str | None], ...]:
    return (("Publisher", document.publisher), ("Title", document.title))


def _day(day: dt.date | None) -> str:
    return "unknown" if day is None else f"{day.isoformat()}, a {calendar.day_name[day.weekday()]}"


def _lines(document: Document, part: Part) -> list[str]:
    lines = []
    for unit in part.units:
        if unit.opens_post:
            lines.append(f"[a post{f' of {unit.published.isoformat()}' if unit.published else ''}]")
        lines.append(document.text[unit.start : unit.end])
    return lines
