"""Saved payloads: what a closed network carries in by hand is read as if it had been fetched."""

from pathlib import Path

from tocsin.errors import DocumentError, InputError
from tocsin.sources.catalogue import Read, Source, source_of
from tocsin.sources.pages import RegisterPage, register_page

CAP = 50 * 1024 * 1024
"""Bytes of one saved payload."""


def read_saved(register: str, path: Path) -> tuple[list[RegisterPage], Read]:
    """The pages of a register in a saved file, or in a folder of files named as the source names its payloads.

    ``register`` is a government (alpha-3) or the name of a source. What cannot be read is a signal of ``Read``. Raises
    InputError where there is no such source or the file cannot be opened.
    """
    source = source_of(register)
    payloads = _folder(path) if path.is_dir() else None
    read = source.read(payloads) if payloads is not None else _one(source, path)
    return [register_page(entry, source.card) for entry in read.entries], read


def _one(source: Source, path: Path) -> Read:
    """A single file: which of the source's payloads it is, is found by which of them reads it best."""
    raw = _bytes(path)
    kinds = list(dict.fromkeys([*source.card.addresses, *(f"{kind}/{path.stem}" for kind in source.card.pages)]))
    tried = [source.read({kind: raw}) for kind in kinds]
    return max(tried, key=_worth)


def _worth(read: Read) -> tuple[int, int, bool]:
    """How much a reading brought; of those that brought nothing, the one that says why."""
    levels = sum(entry.level is not None for entry in read.entries)
    return levels, len(read.entries), any(signal.code != "empty" for signal in read.signals)


def _folder(path: Path) -> dict[str, bytes]:
    found = {
        each.relative_to(path).with_suffix("").as_posix(): _bytes(each)
        for each in sorted(path.rglob("*"))
        if each.is_file() and not each.name.startswith(".")
    }
    if not found:
        message = f"{path} has no files in it: give a saved payload, or a folder of them."
        raise InputError(message)
    return found


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > CAP:
            message = f"{path} has more than {CAP} bytes, and no register has."
            raise DocumentError(message)
        return path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}): give a saved payload of the register."
        raise DocumentError(message) from error
