"""The desk: one source's payloads while they are read, and the signals that reading them raises."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from tocsin.documents.model import Signal
from tocsin.errors import Unreadable
from tocsin.sources import markup
from tocsin.sources.card import Card
from tocsin.sources.fields import Fields, clean
from tocsin.sources.hosts import Hosts
from tocsin.sources.markup import Page
from tocsin.sources.model import Entry

T = TypeVar("T")
_HALF = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)|\\u00[01]")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w:.-]{2,40})""", re.IGNORECASE)


class Desk:
    """Payloads by name, the card, and a tray of signals. ``read(desk)`` of a source takes nothing else."""

    def __init__(self, card: Card, payloads: Mapping[str, bytes]) -> None:
        self.card, self.payloads = card, payloads
        self.hosts = Hosts(card.language)
        self._signals: dict[tuple[str, str, str | None], Signal] = {}

    @property
    def signals(self) -> tuple[Signal, ...]:
        """What was raised so far, each thing once, in order."""
        return tuple(self._signals.values())

    def signal(self, code: str, why: str, source: str | None = None) -> None:
        """Put a signal into the tray."""
        made = Signal(code=code, why=why, source=source or self.card.name)
        self._signals.setdefault((code, why, made.source), made)

    def names(self, prefix: str) -> list[str]:
        """The names of payloads that are ``prefix`` or lie under it, sorted."""
        return sorted(name for name in self.payloads if name == prefix or name.startswith(prefix + "/"))

    def each(self, things: Iterable[T], make: Callable[[T], Entry | None]) -> Iterator[Entry]:
        """The entry of each thing; one that cannot be read is a signal and hurts no other."""
        for thing in things:
            try:
                made = make(thing)
            except Unreadable as error:
                self.signal(error.code, str(error))
                continue
            if made is not None:
                yield made

    def fields(self, row: Any, *, of: str = "row") -> Fields:
        """A row whose every field is taken or ignored; on leaving, a field that nobody took is a signal."""
        return Fields(row, of=of, ignored=self.card.ignored, signal=self.signal)

    def json(self, name: str) -> Any:
        """A payload as JSON; Unreadable for anything else."""
        text = self._text(name)
        if text.lstrip()[:1] == "<":
            raise markup.refusal(name, text) or Unreadable("wrong_type", f"{name} is a page and not JSON.")
        return parsed(name, text)

    def page(self, name: str) -> Page:
        """A payload as an HTML page; Unreadable for a challenge, a piece of one, another type or language."""
        return markup.page(name, self._text(name), self.card.language)

    def pages(self, prefix: str) -> Iterator[tuple[str, Page]]:
        """Every page under a prefix that can be read, with its name; the others are signals."""
        for name in self.names(prefix):
            try:
                page = self.page(name)
            except Unreadable as error:
                self.signal(error.code, str(error))
                continue
            yield name, page

    def xml(self, name: str) -> markup.Element:
        """A payload as XML, whole and without entities; Unreadable for anything else."""
        return markup.xml(name, self._bytes(name))

    def text(self, name: str) -> str:
        """A payload as text."""
        return self._text(name)

    def _bytes(self, name: str) -> bytes:
        raw = self.payloads.get(name, b"")
        if not raw.strip():
            raise Unreadable("empty", f"{name} is empty.")
        return raw

    def _text(self, name: str) -> str:
        raw = self._bytes(name)
        charset = _CHARSET.search(raw[:4096])
        for known in ("utf-8-sig", charset[1].decode("ascii", "replace") if charset else "utf-8"):
            try:
                text = raw.decode(known)
            except (UnicodeDecodeError, LookupError):
                continue
            if "\0" in text:
                raise Unreadable("wrong_type", f"{name} is not text.")
            return text
        raise Unreadable("encoding", f"{name} is not in the encoding that it should be in.")


def rows(found: Any, *path: str, of: str = "payload") -> list[Any]:
    """The list under a path of keys; Unreadable where it is not there or is not a list."""
    for step in path:
        if not isinstance(found, dict) or step not in found:
            raise Unreadable("wrong_type", f"The {of} has no {'.'.join(path)}.")
        found = found[step]
    if not isinstance(found, list):
        raise Unreadable("wrong_type", f"In the {of}, {'.'.join(path) or 'the whole'} is not a list.")
    return found


def table(found: Any, *path: str, of: str = "payload") -> dict[str, Any]:
    """The object under a path of keys; Unreadable where it is not there or is not an object."""
    for step in path:
        if not isinstance(found, dict) or step not in found:
            raise Unreadable("wrong_type", f"The {of} has no {'.'.join(path)}.")
        found = found[step]
    if not isinstance(found, dict):
        raise Unreadable("wrong_type", f"In the {of}, {'.'.join(path) or 'the whole'} is not an object.")
    return found


def raw_of(row: Any) -> bytes:
    """A row of a JSON payload as bytes of its own."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8", "surrogatepass")


def slug_of(address: str) -> str:
    """The last step of an address without its ending."""
    last = re.split(r"[?#]", address)[0].rstrip("/").rsplit("/", 1)[-1]
    return re.sub(r"\.(?:html?|aspx|json|xml)$", "", last)


def parsed(name: str, text: str) -> Any:
    """Text as JSON, its strings fit for any database; Unreadable where it is not whole."""
    try:
        found = json.loads(text, parse_constant=_no_number)
        return _cleaned(found) if _HALF.search(text) else found
    except (ValueError, RecursionError) as error:
        message = f"{name} is not whole JSON ({str(error)[:80]})."
        raise Unreadable("broken", message) from error


def _cleaned(thing: Any) -> Any:
    if isinstance(thing, dict):
        return {clean(name): _cleaned(each) for name, each in thing.items()}
    if isinstance(thing, list):
        return [_cleaned(each) for each in thing]
    return clean(thing) if isinstance(thing, str) else thing


def _no_number(word: str) -> Any:
    message = f"{word} is not JSON"
    raise ValueError(message)
