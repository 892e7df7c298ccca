"""What analysts did to the cells of a board: which of its postures are theirs, and which they struck out."""

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from tocsin.desk.wording import told_of
from tocsin.ledger import Judgement, KnownPosture, KnownRecord, Ledger
from tocsin.records.model import Posture


class CellNote(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that shows in a cell: the posture that counts no more, and the one that counts by it."""

    host: str
    sender: str | None
    by: Judgement
    struck: Posture | None = None
    struck_in: KnownRecord | None = None
    made: Posture | None = None

    @property
    def words(self) -> str:
        """One line: "mission relocated, corrected by a.okafor at 2022-02-14 10:05 UTC: it only moved (was closed)"."""
        shown = self.made or self.struck
        what = "" if shown is None else f"{shown.type} {shown.value.replace('_', ' ')}, "
        was = f" (was {self.struck.value.replace('_', ' ')})" if self.struck and self.made else ""
        return f"{what}{told_of(self.by)}{was}"


def cell_notes(
    ledger: Ledger,
    postures: Iterable[KnownPosture],
    *,
    host: str | None = None,
    known_at: dt.datetime | None = None,
) -> list[CellNote]:
    """The judgements behind some postures that count, and those by which others of the host count no more.

    A correction that names another sender or host is noted in both cells. The latest stands first.
    """
    made = {each.id: each.posture for each in postures if each.author is not None}
    by_made = ledger.judgements.of_records(made, known_at=known_at)
    found: list[CellNote] = []
    for each in ledger.judgements.struck(host=host, known_at=known_at):
        if isinstance(each.known.record, Posture):
            put = made.get(each.by.made or "")
            found += _notes(each.by, each.known.record, each.known, put)
    told = {each.by.number for each in found}
    for id_, posture in made.items():
        by = next(each for each in by_made[id_] if each.made == id_)
        if by.number not in told:
            found += _notes(by, None, None, posture)
    return sorted(found, key=lambda each: (-each.by.number, each.host, each.sender or ""))


def _notes(
    by: Judgement, struck: Posture | None, struck_in: KnownRecord | None, made: Posture | None
) -> Iterator[CellNote]:
    cells = {(each.host, each.sender) for each in (struck, made) if each is not None and each.host is not None}
    for host, sender in cells:
        yield CellNote(host=host or "", sender=sender, by=by, struck=struck, struck_in=struck_in, made=made)
