"""The documents that somebody names: files, folders, addresses, standard input; what is bad is said, not fatal."""

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from tocsin.cli.show import clean
from tocsin.documents import Document, Signal
from tocsin.documents.load import load
from tocsin.errors import DocumentError, WireError
from tocsin.wire import Wire

STDIN = "-"


def places(named: Sequence[str]) -> list[str]:
    """Each single thing to read: a folder becomes its files, sorted, hidden ones left out; a repetition counts once."""
    return list(dict.fromkeys(place for name in named for place in _inside(name)))


def documents(place: str, *, published: dt.date | None, wire: Wire) -> Iterator[Document | Signal]:
    """What stands at one place; a Signal, which is also said on stderr, for what cannot be used."""
    try:
        found = load(place, published=published, wire=wire, stdin=sys.stdin.buffer)
    except (DocumentError, WireError) as error:
        yield unusable(place, error)
        return
    for document in found:
        for signal in document.signals:
            report(signal.source or place, signal.why)
        yield document


def unusable(place: str, error: Exception) -> Signal:
    """The signal for something that could not be used, said on stderr."""
    report(place, str(error))
    return Signal(code="unusable", why=str(error), source=place)


def report(place: str, why: str) -> None:
    """One line on stderr about one place."""
    click.echo(clean(why if why.startswith(place) else f"{place}: {why}"), err=True)


def _inside(name: str) -> list[str]:
    folder = Path(name)
    if name == STDIN or "://" in name or not folder.is_dir():
        return [name]
    files = (path for path in folder.rglob("*") if path.is_file())
    return [str(path) for path in sorted(files) if not _hidden(path.relative_to(folder))]


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
