"""The made dossier of ``dossier.toml`` in a ledger: a real February, invented sentences and outlets."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from tocsin.documents import Document, Signal
from tocsin.ledger import Ledger
from tocsin.records import Posture

from tests.web.making import Line, made, said

NOW = dt.datetime(2022, 2, 14, 7, 10, tzinfo=dt.UTC)
"""The morning that the pages are looked at."""

_DATA = Path(__file__).with_name("dossier.toml")
_SILENT = Signal(
    code="silent",
    why="The register of the Harbour Ministry has not answered for two days.",
    source="harbour-register",
)
_UNDATED = Signal(
    code="undated", why="No date of publication was found: its weekdays stay unresolved.", source="leaf.txt"
)


def documents() -> list[tuple[dt.datetime, Document, list[Posture]]]:
    """Each document with when it was seen and what it says."""
    return [_document(entry) for entry in tomllib.loads(_DATA.read_text(encoding="utf-8"))["document"]]


def fill(ledger: Ledger) -> None:
    """Put the dossier and one source's signal into a ledger."""
    for seen_at, document, postures in documents():
        ledger.add(document, postures, seen_at=seen_at, reader="made/1")
    ledger.add_signal(_SILENT, dt.datetime(2022, 2, 14, 6, 30, tzinfo=dt.UTC))


def _document(entry: dict[str, Any]) -> tuple[dt.datetime, Document, list[Posture]]:
    about = {name: value for name, value in entry.items() if name not in ("seen", "lines", "bylines")}
    lines = [Line.of(role, text, *map(said, says)) for role, text, *says in entry["lines"]]
    signals = () if "published" in entry else (_UNDATED,)
    bylines = tuple(entry.get("bylines", ()))
    return entry["seen"], *made(*lines, bylines=bylines, signals=signals, **about)
