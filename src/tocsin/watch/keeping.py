"""What a register said into the ledger: its documents once, its editions where they differ, what is gone as gone."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from tocsin.documents.model import Document, Signal
from tocsin.ledger import Edition, Ledger, Part, Round
from tocsin.records.model import AnyRecord, Posture
from tocsin.sources import Entry, RegisterPage, Source, read_saved, register_page, source_of
from tocsin.sources.pages import seen_on

Read_ = Callable[[Document], list[AnyRecord]]
"""The reader of prose: a document to its records."""


class Keeping:
    """Keeps the entries of one source. ``reader`` reads the prose of English registers for what is not advice."""

    def __init__(self, source: Source, ledger: Ledger, *, reader: Read_ | None = None) -> None:
        self._source, self._ledger, self._reader = source, ledger, reader

    def keep(self, entries: Sequence[Entry], *, now: dt.datetime, whole: bool) -> int:
        """Keep the entries as seen now; how many editions were new.

        ``whole`` says that the register was read whole, so that what is not there is gone. Killed halfway and called
        again, it keeps the rest and doubles nothing.
        """
        standing = {edition.entry: edition for edition in self._ledger.registers.standing(self._source.name)}
        pages = [register_page(entry, self._source.card) for entry in entries]
        editions = [self._edition(page, standing.get(page.entry.key), now) for page in pages]
        if whole:
            here = {edition.entry for edition in editions}
            left = [edition for edition in standing.values() if edition.present and edition.entry not in here]
            editions += [self._gone(edition, now) for edition in left]
        return self._ledger.registers.add_editions(editions)

    def _edition(self, page: RegisterPage, old: Edition | None, now: dt.datetime) -> Edition:
        """The edition of a page, its document in the ledger; one that the ledger knows is not read again."""
        document = seen_on(page.document, self._day(page, old, now))
        if old is not None and old.document == document.key and old.revision == self._source.revision:
            return edition_of(page, self._source, postures=old.postures, seen_at=now)
        said = self._prose(document)
        reader = f"register/{self._source.revision}"
        self._ledger.add(document, (*page.postures, *said), seen_at=now, reader=reader)
        postures = tuple(sorted({_word(posture) for posture in said if posture.type in ("directive", "mission")}))
        return edition_of(page, self._source, postures=postures, seen_at=now)

    def _gone(self, edition: Edition, now: dt.datetime) -> Edition:
        """A row that a whole round no longer has: gone, or, where only warnings are listed, without a warning."""
        if not self._source.card.lists_warnings:
            return msgspec.structs.replace(edition, present=False, seen_at=now)
        why = "it is not in the list of warnings any more"
        return msgspec.structs.replace(
            edition, level=None, wording=None, why=why, silent=True, parts=(), postures=(), seen_at=now
        )

    def _day(self, page: RegisterPage, old: Edition | None, now: dt.datetime) -> dt.date:
        """The day that stands for the date of an undated edition: today's only where the register itself moved."""
        if old is not None and (old.document == page.document.key or old.revision != self._source.revision):
            return old.seen_at.date()
        return now.date()

    def _prose(self, document: Document) -> list[Posture]:
        """The sender's own postures beside the advice, which the register's structure states."""
        if self._reader is None or self._source.card.language != "en":
            return []
        found = [record for record in self._reader(document) if isinstance(record, Posture)]
        mine = [posture for posture in found if posture.sender == self._source.card.government]
        return [posture for posture in mine if posture.host is not None and posture.type != "advice"]


def keep_saved(
    register: str, path: Path, ledger: Ledger, *, now: dt.datetime, reader: Read_ | None = None
) -> tuple[int, int, tuple[Signal, ...]]:
    """Keep a saved payload of a register as if it had been fetched; its rows, its new editions, and its signals.

    Nothing is concluded from what a saved file does not hold; for what it holds the register was read. Raises
    InputError as ``sources.read_saved`` does.
    """
    pages, read = read_saved(register, path)
    source = source_of(register)
    changed = Keeping(source, ledger, reader=reader).keep(read.entries, now=now, whole=False)
    here = {entry.key for entry in read.entries}
    lost = [edition.entry for edition in ledger.registers.standing(source.name) if edition.entry not in here]
    if here:
        done = Round(source=source.name, started_at=now, ended_at=now, outcome="partial", rows=len(here))
        ledger.registers.add_round(msgspec.structs.replace(done, changed=changed), lost=lost)
    for signal in read.signals:
        ledger.add_signal(signal, now)
    return len(pages), changed, read.signals


def edition_of(page: RegisterPage, source: Source, *, postures: tuple[str, ...], seen_at: dt.datetime) -> Edition:
    """A page as an edition."""
    entry = page.entry
    return Edition(
        source=source.name,
        government=source.card.government,
        entry=entry.key,
        destination=entry.destination,
        hosts=entry.hosts,
        seen_at=seen_at,
        revision=source.revision,
        level=entry.level.value if entry.level else None,
        wording=entry.level.wording if entry.level else entry.wording,
        why=entry.why,
        silent=entry.silent and entry.level is None,
        parts=tuple(Part(value=each.value, wording=each.wording, place=each.place) for each in entry.parts),
        postures=postures,
        updated=entry.updated or entry.published,
        document=page.document.key,
        title=entry.title or None,
        url=entry.url,
        alert=source.card.kind == "alerts",
    )


def _word(posture: Posture) -> str:
    return f"{posture.type}:{posture.value}" + (f"@{posture.place}" if posture.place else "")
