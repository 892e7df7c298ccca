"""An entry as a document and its postures: the level's own words stand in the text, and the evidence points at them."""

import datetime as dt
import re

import msgspec

from tocsin.documents.model import Document, Passage, Role, Signal
from tocsin.records.model import Posture, Scope
from tocsin.sources.card import Card
from tocsin.sources.model import Entry, Said

LEVEL = "Advice level"
PART = "Advice level for a part"


class RegisterPage(msgspec.Struct, frozen=True, kw_only=True):
    """One destination of one register: the entry, its document, and the postures that its structure states."""

    entry: Entry
    document: Document
    postures: tuple[Posture, ...] = ()


class _Text:
    """A text that is put together while its passages are kept."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.passages: list[Passage] = []
        self.length = 0

    def add(self, words: str, role: Role) -> int:
        """Add lines of one role; where they begin."""
        if self._parts:
            self._parts.append("\n")
            self.length += 1
        start = self.length
        self._parts.append(words)
        self.length += len(words)
        self.passages.append(Passage(start=start, end=self.length, role=role))
        return start

    def __str__(self) -> str:
        return "".join(self._parts)


def register_page(entry: Entry, card: Card) -> RegisterPage:
    """The document of an entry: title, the lines of its structure, its body; with a posture for each host and level.

    Evidence always stands in the text. Raises nothing: an entry without a host has no postures, and one without a
    level no posture for it.
    """
    text = _Text()
    text.add(entry.title or entry.destination, Role.HEADING)
    spans: list[tuple[Said, Scope, int, int]] = []
    stated = [(said, scope) for said, scope in _said(entry) if said.start is None]
    for said, scope in stated:
        line = _line(said, scope)
        start = text.add(line, Role.CREDIT)
        spans.append((said, scope, start, start + len(line)))
    if entry.level is None and entry.wording:
        text.add(f"{LEVEL}: {_one_line(entry.wording)}", Role.CREDIT)
    body, moved = _body(entry.body, card)
    begin = text.add(body, Role.BODY) if body else text.length
    for said, scope in _said(entry):
        if said.start is not None and said.end is not None and moved(said.start) is not None:
            spans.append((said, scope, begin + (moved(said.start) or 0), begin + (moved(said.end) or 0)))
    document = _document(entry, card, text)
    return RegisterPage(entry=entry, document=document, postures=tuple(_postures(entry, card, document.text, spans)))


def _said(entry: Entry) -> list[tuple[Said, Scope]]:
    national: list[tuple[Said, Scope]] = [] if entry.level is None else [(entry.level, "national")]
    return [*national, *((part, "regional") for part in entry.parts)]


def _line(said: Said, scope: Scope) -> str:
    words = _one_line(said.wording)
    if scope == "national":
        return f"{LEVEL}: {words}"
    return f"{PART}: {words}" + (f" ({_one_line(said.place)})" if said.place and said.place not in words else "")


def _body(body: str, card: Card) -> tuple[str, "_Moved"]:
    """The body without the lines that only tell when a page was made, and where each character went."""
    kept: list[tuple[int, int]] = []
    lines: list[str] = []
    at = 0
    for line in body.split("\n"):
        if not (card.render and re.search(card.render, line, re.IGNORECASE)):
            kept.append((at, len(line)))
            lines.append(line)
        at += len(line) + 1
    return "\n".join(lines), _Moved(kept)


class _Moved:
    """Places in the text as it was to places in the text as it is kept."""

    def __init__(self, kept: list[tuple[int, int]]) -> None:
        self._kept = kept

    def __call__(self, place: int) -> int | None:
        new = 0
        for start, length in self._kept:
            if start <= place <= start + length:
                return new + place - start
            new += length + 1
        return None


def _document(entry: Entry, card: Card, text: _Text) -> Document:
    moment = entry.updated or entry.published
    return Document(
        text=str(text),
        raw=entry.raw,
        media_type=entry.media_type,
        address=entry.url,
        canonical=f"register:{card.government}/{card.name}/{entry.key}",
        publisher=card.publisher,
        title=entry.title or entry.destination,
        published=None if moment is None else moment.date(),
        published_at=moment,
        language=card.language,
        passages=tuple(text.passages),
        signals=entry.signals,
    )


def _postures(entry: Entry, card: Card, text: str, spans: list[tuple[Said, Scope, int, int]]) -> list[Posture]:
    return [
        Posture(
            start=start,
            end=end,
            evidence=text[start:end],
            sender=card.government,
            host=host,
            type="advice",
            value=said.value,
            scope=scope,
            place=said.place if scope == "regional" else None,
            wording=_one_line(said.wording),
        )
        for host in entry.hosts
        if host != card.government
        for said, scope, start, end in spans
    ]


def _one_line(words: str | None) -> str:
    return " ".join((words or "").split())


def with_signals(entry: Entry, *signals: Signal) -> Entry:
    """The entry with further signals."""
    return msgspec.structs.replace(entry, signals=(*entry.signals, *signals))


def seen_on(document: Document, day: dt.date) -> Document:
    """The document of a register that gives no date: the day on which it was first seen stands for one, and says so."""
    if document.published is not None:
        return document
    why = "The register gives no date; the day on which this edition was first seen stands for it."
    signal = Signal(code="undated", why=why, source=document.canonical)
    return msgspec.structs.replace(document, published=day, signals=(*document.signals, signal))
