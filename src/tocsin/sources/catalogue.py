"""Every source there is, found by its folder: a card, a reader, an example. Adding one edits no other file."""

import functools
import importlib
import importlib.resources
import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from types import ModuleType

import msgspec

from tocsin.documents.model import Signal
from tocsin.errors import SettingsError, Unreadable
from tocsin.sources.card import card_of
from tocsin.sources.desk import Desk
from tocsin.sources.model import Ask, Entry

EXAMPLE = "example"
EXPECTED = "expected.jsonl"
REVISION = "1"
"""The revision of what the sources share. A source's own is ``REVISION`` in its ``source.py``; both mark editions."""


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What reading the payloads of one source brought."""

    entries: tuple[Entry, ...]
    signals: tuple[Signal, ...]


class Source:
    """One publisher's folder: its card, how its payloads are read, and its frozen example."""

    def __init__(self, folder: Traversable, module: Callable[[], ModuleType]) -> None:
        self.folder, self.name = folder, folder.name
        self.card = card_of(folder)
        self._module = module

    def __repr__(self) -> str:
        return f"Source({self.name})"

    @property
    def revision(self) -> str:
        """Which reader read an edition: a newer one is no news."""
        return f"{REVISION}.{getattr(self._module(), 'REVISION', '1')}"

    def read(self, payloads: Mapping[str, bytes]) -> Read:
        """The entries of saved or fetched payloads. Pure; what cannot be read is a signal and never a level."""
        desk = Desk(self.card, payloads)
        entries: list[Entry] = []
        try:
            for entry in self._module().read(desk):
                entries.append(_checked(entry, desk))  # noqa: PERF401 - what came before an error is kept
        except Unreadable as error:
            desk.signal(error.code, str(error))
        entries = list(_keyed_once(entries, desk))
        if not entries and not desk.signals:
            desk.signal("empty", f"{self.name} had no destination in it.")
        return Read(entries=tuple(entries), signals=desk.signals)

    def follow(self, payloads: Mapping[str, bytes]) -> tuple[tuple[Ask, ...], tuple[Signal, ...]]:
        """What to ask for after these payloads; nothing where one payload is the register."""
        follow = getattr(self._module(), "follow", None)
        desk = Desk(self.card, payloads)
        asks: dict[str, Ask] = {}
        try:
            for ask in follow(desk) if follow else ():
                asks.setdefault(ask.name, ask)
        except Unreadable as error:
            desk.signal(error.code, str(error))
        return tuple(asks.values()), desk.signals

    def example(self) -> dict[str, bytes]:
        """The frozen payloads of the source by name."""
        return dict(_files(self.folder / EXAMPLE))

    def expected(self) -> list[dict[str, object]]:
        """What the frozen payloads are known to say, an entry a line."""
        place = self.folder / EXPECTED
        if not place.is_file():
            return []
        return [msgspec.json.decode(line) for line in place.read_text(encoding="utf-8").splitlines() if line.strip()]


def sources(*folders: Path) -> dict[str, Source]:
    """Every source by name: those of the package, and those in further folders of the same shape."""
    found = dict(_packaged())
    for folder in folders:
        found |= {source.name: source for source in _outside(folder)}
    return found


def source_of(name: str, known: Mapping[str, Source] | None = None) -> Source:
    """The source of that name, or the first of a government's code. Raises SettingsError for one that is not there."""
    every = sources() if known is None else known
    if name in every:
        return every[name]
    of_government = [each for each in every.values() if each.card.government == name.upper()]
    registers = [each for each in of_government if each.card.kind == "register"]
    if not of_government:
        codes = ", ".join(sorted({each.card.government for each in every.values()}))
        message = f"There is no source {name!r}. Give a name of 'tocsin source list', or a government: {codes}."
        raise SettingsError(message)
    return (registers or of_government)[0]


@functools.cache
def _packaged() -> dict[str, Source]:
    root = importlib.resources.files(__package__)
    names = sorted(each.name for each in root.iterdir() if (each / "card.toml").is_file())
    return {name: Source(root / name, functools.partial(_imported, name)) for name in names}


@functools.cache
def _imported(name: str) -> ModuleType:
    return importlib.import_module(f"{__package__}.{name}.source")


def _outside(folder: Path) -> Iterator[Source]:
    if not folder.is_dir():
        message = f"{folder} is not a folder of sources."
        raise SettingsError(message)
    for place in sorted(folder.iterdir()):
        if (place / "card.toml").is_file():
            yield Source(place, functools.partial(_loaded, place / "source.py"))


@functools.cache
def _loaded(place: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"tocsin_source_{place.parent.name}", place)
    if spec is None or spec.loader is None or not place.is_file():
        message = f"{place} is missing: a source has a card.toml and a source.py."
        raise SettingsError(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """The files of a folder by name without their ending, folders as a path."""
    if not folder.is_dir():
        return
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir():
            yield from _files(each, f"{prefix}{each.name}/")
        elif not each.name.startswith((".", "__")):
            yield prefix + re.sub(r"\.[a-z]+$", "", each.name), each.read_bytes()


def _checked(entry: Entry, desk: Desk) -> Entry:
    """An entry as it may go on: with a host, or a signal that says that it has none."""
    if not entry.hosts and not desk.hosts.known(entry.destination):
        desk.signal("unknown_host", f"{desk.card.name}: no country is known as {entry.destination[:80]!r}.")
    return entry


def _keyed_once(entries: Iterable[Entry], desk: Desk) -> Iterator[Entry]:
    """Each key once: of two rows the newer stands, and where they have one date and two levels neither does."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        other = kept.setdefault(entry.key, entry)
        if other is entry:
            continue
        desk.signal("duplicate", f"{desk.card.name} has {entry.key[:80]!r} more than once.")
        kept[entry.key] = _newer(other, entry)
    yield from kept.values()


def _newer(one: Entry, other: Entry) -> Entry:
    if one.updated != other.updated and one.updated and other.updated:
        return max(one, other, key=lambda entry: (entry.updated is not None, entry.updated))
    if (one.level and one.level.value) == (other.level and other.level.value):
        return one
    why = "the register has two rows for it that disagree"
    return msgspec.structs.replace(one, level=None, wording=one.wording, parts=(), why=why)
