"""Which column is which: the words for fields, kinds and states that rosters use, in many languages."""

import csv
import functools
import importlib.resources
import io
import tomllib
import unicodedata
from collections.abc import Sequence
from typing import Any

FIELDS = (
    "id name first_name last_name groups answered_by mail phone sms chat language birth passport notes kind place "
    "region country lat lon from to home home_country work work_country trip status"
).split()
"""Every field of a roster, as the template writes it."""


def plain(text: str) -> str:
    """A word as it is compared: without case, accents, spaces and signs."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in spread if c.isalnum())


def field_of(header: str) -> str | None:
    """The field that a column's heading means, or ``None``."""
    return _fields().get(plain(header))


def kind_of(word: str) -> str | None:
    """The kind of stay that a word means, or ``None``."""
    return _kinds().get(plain(word))


def says_cancelled(word: str) -> bool:
    """Whether a word of the column ``status`` takes a trip back."""
    return plain(word) in _cancelled()


def mapped(cells: Sequence[str]) -> list[str | None]:
    """The field of each column; of ``from`` and the like only the first counts, of contacts all."""
    found: list[str | None] = []
    for cell in cells:
        field = field_of(cell)
        again = field in found and field not in ("mail", "phone", "sms", "chat", "groups", "notes")
        found.append(None if again else field)
    return found


@functools.cache
def _words() -> dict[str, Any]:
    return tomllib.loads((importlib.resources.files("tocsin.people.importing") / "headers.toml").read_text("utf-8"))


@functools.cache
def _fields() -> dict[str, str]:
    named = {plain(field): field for field in FIELDS}
    for field in FIELDS:
        for word in _words()[field]:
            named.setdefault(plain(word), field)
    return named


@functools.cache
def _kinds() -> dict[str, str]:
    return {plain(word): kind for kind, words in _words()["kinds"].items() for word in words}


@functools.cache
def _cancelled() -> frozenset[str]:
    return frozenset(plain(word) for word in _words()["cancelled"]["words"])


def template() -> bytes:
    """A CSV with every field and a row that shows how each is written."""
    row = {
        "id": "E1017", "name": "Ada Example", "groups": "Field; Niger", "answered_by": "E1001",
        "mail": "ada@example.org", "phone": "+33 1 23 45 67 89", "sms": "+33 6 12 34 56 78", "language": "fr",
        "kind": "trip", "place": "Niamey", "country": "Niger", "from": "2026-05-03", "to": "2026-05-17",
        "home": "Lyon", "home_country": "France", "trip": "B-2231", "status": "",
    }  # fmt: skip
    # a sign in front would make a formula of a number; the importer takes the quote off again
    cells = {name: f"'{text}" if text[:1] in "+-=@" and text else text for name, text in row.items()}
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, FIELDS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerow(cells)
    return out.getvalue().encode()
