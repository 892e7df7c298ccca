"""From an address (a file, a folder, a web address, or ``-``) to documents."""

import datetime as dt
import os
import pathlib
import stat
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from tocsin.documents import html, plain, sniff
from tocsin.documents.decoding import charset_of, decode
from tocsin.documents.model import Document, Signal
from tocsin.errors import DocumentError
from tocsin.wire import Wire

CAP = 50 * 1024 * 1024
"""The most bytes that one document may have, unless the caller says otherwise."""


def load(
    address: str,
    *,
    published: dt.date | None = None,
    wire: Wire | None = None,
    stdin: BinaryIO | None = None,
    cap: int = CAP,
) -> list[Document]:
    """The documents at an address; a folder is read whole, in the order of its paths, hidden files left out.

    A single address that cannot be read raises DocumentError (WireError for the web). In a folder such a file comes
    back as a Document without text, with a signal that says why, so that the rest is still read.
    """
    if address == "-":
        if stdin is None:
            raise DocumentError("There is nothing on standard input. Pipe a text into the command or name a file.")
        return [from_bytes(_capped(stdin, cap, "standard input"), address="-", published=published, cap=cap)]
    if address.casefold().startswith(("http://", "https://")):
        return [_from_web(address, published, wire, cap)]
    path = pathlib.Path(address)
    if path.is_dir():
        return [_file_or_signal(file, published, cap) for file in _files(path)]
    return [_from_file(path, published, cap)]


def from_bytes(
    raw: bytes,
    *,
    address: str | None = None,
    published: dt.date | None = None,
    media_type: str | None = None,
    cap: int = CAP,
) -> Document:
    """One document from its bytes. Their content says what they are; ``media_type`` only helps to decode.

    Raises DocumentError where they are empty, over the cap, binary, or a feed.
    """
    where = f"{address}: " if address else ""
    try:
        if not raw.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
            raise DocumentError("This is empty. Give a file that holds a text.")
        if len(raw) > cap:
            raise DocumentError(_too_large(cap))
        sniff.refuse_binary(raw)
        text, signals = decode(raw, _charset(media_type) or charset_of(raw[:4096]))
        kind = sniff.kind_of(text)
    except DocumentError as error:
        msg = f"{where}{error}"
        raise DocumentError(msg) from None
    signals = tuple(msgspec.structs.replace(signal, source=address) for signal in signals)
    reader = html.read if kind is sniff.Kind.HTML else plain.read
    document = reader(text, raw=raw, address=address, given=published, signals=signals)
    if kind is sniff.Kind.HTML and not text.lstrip("\ufeff \t\r\n").startswith("<") and _textless(document):
        return plain.read(text, raw=raw, address=address, given=published, signals=signals)
    return document


def _textless(document: Document) -> bool:
    """Whether nothing was found: a text that only speaks of tags is then no page after all."""
    return any(signal.code == "no_text" for signal in document.signals)


def _from_web(address: str, published: dt.date | None, wire: Wire | None, cap: int) -> Document:
    """One fetched page; a wire of its own is opened where none is lent."""
    if wire is None:
        with Wire(cap=cap) as own:
            return _from_web(address, published, own, cap)
    page = wire.get(address)
    return from_bytes(page.body, address=page.address, published=published, media_type=page.content_type, cap=cap)


def _from_file(path: pathlib.Path, published: dt.date | None, cap: int) -> Document:
    """One file, a pipe included."""
    try:
        with path.open("rb") as file:
            facts = os.fstat(file.fileno())
            if stat.S_ISREG(facts.st_mode) and facts.st_size > cap:
                msg = f"{path}: {_too_large(cap)}"
                raise DocumentError(msg)
            raw = _capped(file, cap, str(path))
    except FileNotFoundError:
        msg = f"{path}: there is no such file. Check the path."
        raise DocumentError(msg) from None
    except (OSError, ValueError) as error:
        msg = f"{path}: cannot be opened ({getattr(error, 'strerror', None) or error})."
        raise DocumentError(msg) from None
    return from_bytes(raw, address=str(path), published=published, cap=cap)


def _file_or_signal(path: pathlib.Path, published: dt.date | None, cap: int) -> Document:
    """One file of a folder; what cannot be read is kept as a signal."""
    try:
        return _from_file(path, published, cap)
    except DocumentError as error:
        return Document(
            text="", address=str(path), signals=(Signal(code="unreadable", why=str(error), source=str(path)),)
        )


def _files(folder: pathlib.Path) -> Iterator[pathlib.Path]:
    """The regular files of a folder and its subfolders, sorted; links to folders are not followed."""
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (
            path for name in sorted(files) if not name.startswith(".") and (path := pathlib.Path(top, name)).is_file()
        )


def _capped(stream: BinaryIO, cap: int, name: str) -> bytes:
    """All of a stream, or DocumentError where it goes over the cap."""
    raw = stream.read(cap + 1)
    if len(raw) > cap:
        msg = f"{name}: {_too_large(cap)}"
        raise DocumentError(msg)
    return raw


def _too_large(cap: int) -> str:
    """What to do with a file over the cap."""
    return f"this has more than {cap // (1024 * 1024)} MB. Split it into single documents, or save only the text."


def _charset(media_type: str | None) -> str | None:
    """The charset parameter of a Content-Type."""
    for part in (media_type or "").split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().casefold() == "charset":
            return value.strip().strip("\"'") or None
    return None
