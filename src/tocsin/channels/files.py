"""Messages as files: one a message in a folder, or a folder with an Atom feed of them. Sent again, nothing doubles."""

import contextlib
import datetime as dt
import hashlib
import os
import re
from pathlib import Path

import msgspec

from tocsin.changes.feed import Entry, feed
from tocsin.channels.model import Channel, Message, bare

NEWEST = 200
"""Entries that the feed holds."""
_PLAIN = re.compile(r"[A-Za-z0-9._-]{1,80}")


def write_file(message: Message, channel: Channel, now: dt.datetime) -> str:
    """Write the message into the folder: as JSON, and beside it its CAP document. Raises NotSent."""
    told = msgspec.to_builtins(message, builtin_types=(bytes,)) | {"cap": None, "written": now.isoformat()}
    try:
        folder = _folder(channel)
        if message.cap is not None:
            _place(folder / f"{_name(message)}.cap", message.cap)
        _place(folder / f"{_name(message)}.json", msgspec.json.format(msgspec.json.encode(told), indent=2))
    except OSError as error:
        raise bare(channel, f"the file could not be written: {error.strerror or error}") from None
    return "written"


def write_feed(message: Message, channel: Channel, now: dt.datetime) -> str:
    """Write the message as an entry, and ``feed.atom`` anew from all entries. Raises NotSent.

    Two programs may do so at once: whoever writes the feed last looks again whether an entry came meanwhile.
    """
    try:
        entries = _folder(channel) / "entries"
        entries.mkdir(exist_ok=True)
        if not (place := entries / f"{_name(message)}.json").exists():
            _place(place, msgspec.json.encode(_entry(message, now)))
        seen: list[Path] = []
        while (listed := _newest(entries)) != seen:
            _place(entries.parent / "feed.atom", _feed(listed, channel, now))
            seen = listed
    except OSError as error:
        raise bare(channel, f"the feed could not be written: {error.strerror or error}") from None
    return "written"


def _folder(channel: Channel) -> Path:
    folder = Path(channel.url.partition(":")[2]).expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _name(message: Message) -> str:
    plain = _PLAIN.fullmatch(message.key) and not message.key.startswith(".")
    return message.key if plain else hashlib.sha256(message.key.encode()).hexdigest()[:32]


def _place(path: Path, body: bytes) -> None:
    """Write whole or not at all, and durably: a reader never sees half of a file."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.{id(body):x}")
    with unfinished.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _newest(entries: Path) -> list[Path]:
    def age(path: Path) -> tuple[float, str]:
        with contextlib.suppress(OSError):
            return -path.stat().st_mtime, path.name
        return 0.0, path.name

    return sorted((path for path in entries.glob("*.json") if not path.name.startswith(".")), key=age)[:NEWEST]


def _entry(message: Message, now: dt.datetime) -> Entry:
    return Entry(
        name=f"urn:tocsin:message:{message.key}",
        title=message.heading,
        updated=now,
        content=message.text,
        address=message.link or None,
    )


def _feed(entries: list[Path], channel: Channel, now: dt.datetime) -> bytes:
    listed = [msgspec.json.decode(path.read_bytes(), type=Entry) for path in entries]
    return feed(f"urn:tocsin:channel:{channel.name}", f"Tocsin: {channel.name}", listed, now=now)
