"""Which of the facts are official, and to which cells the entries of registers belong."""

import datetime as dt
from collections.abc import Collection, Sequence

from tocsin.board.columns import column_pair
from tocsin.board.facts import Fact
from tocsin.board.model import Standing
from tocsin.board.official import Asked
from tocsin.board.standing import standing
from tocsin.board.tracks import Track
from tocsin.records.model import PostureType

Where = tuple[str, str | None]
"""A host and a sender."""


class Registers:
    """The entries that stand, by the documents of all their editions and by the hosts that they are about."""

    def __init__(self, every: Sequence[Track]) -> None:
        self._every = every
        self._of_document: dict[str, list[Track]] = {}
        self._of_cell: dict[Where, list[Track]] = {}
        for track in every:
            for document in {each.document for each in track.shown.editions if each.document}:
                self._of_document.setdefault(document, []).append(track)
            for host in _hosts(track):
                self._of_cell.setdefault((host, track.government), []).append(track)

    def cells(self, *, hosts: Collection[str], senders: Collection[str]) -> set[Where]:
        """The cells that an entry speaks of, among these hosts and senders (empty: all)."""
        return {
            where
            for where in self._of_cell
            if (not hosts or where[0] in hosts) and (not senders or where[1] in senders)
        }

    def is_in_edition(self, fact: Fact) -> bool:
        """Whether it is a government's own posture in an edition of its own register."""
        return any(track.government == fact.known.posture.sender for track in self._tracks(fact))

    def counts(self, fact: Fact) -> bool:
        """Whether it is not what a register, of which nothing more is known here, no longer shows."""
        mark = fact.known.official
        return mark is None or mark.current or bool(self._tracks(fact))

    def of(self, where: Where, facts: Sequence[Fact]) -> "OfCell":
        """The registers of one cell: those about its host, and those whose documents speak of it."""
        found = dict.fromkeys(self._of_cell.get(where, ()))
        for document in {fact.known.document_key for fact in facts} & self._of_document.keys():
            found |= dict.fromkeys(each for each in self._of_document[document] if each.government == where[1])
        return OfCell(where, list(found))

    def _tracks(self, fact: Fact) -> list[Track]:
        return self._of_document.get(fact.known.document_key, [])


def _hosts(track: Track) -> set[str]:
    return {host for stand in track.stands for host in stand.edition.hosts} - {track.government}


class OfCell:
    """The registers of one cell, and what they and the press say of a type."""

    def __init__(self, where: Where, tracks: Sequence[Track]) -> None:
        self._host, self._sender = where
        self._tracks = sorted(tracks, key=lambda track: (track.shown.source, track.shown.entry))
        self._documents = {each.document for track in tracks for each in track.shown.editions}

    def now(self, fact: Fact) -> bool:
        """Whether it is of the press, or of an edition that stands."""
        return not self.is_official(fact) or any(track.current([fact]) for track in self._tracks)

    def standing(self, kind: PostureType, facts: Sequence[Fact], moment: dt.datetime) -> Standing | None:
        """The two columns of one type for the whole country."""
        named = self._sender is not None
        if not self._tracks:
            return standing(kind, facts, moment.date(), named=named)
        stated = [each for each in facts if self.is_official(each)]
        press = [each for each in facts if not self.is_official(each)]
        return column_pair(Asked(kind, self._host, moment), stated, press, self._tracks, named=named)

    def region(self, kind: PostureType, facts: Sequence[Fact], moment: dt.datetime) -> Standing | None:
        """What stands for a part of the country; a part that the register no longer names is not there any more."""
        stated = [each for each in facts if self.is_official(each)]
        if any(track.current(stated) for track in self._tracks):
            return self.standing(kind, facts, moment)
        return standing(kind, [each for each in facts if not self.is_official(each)], moment.date())

    def is_official(self, fact: Fact) -> bool:
        """Whether it stands in an edition of one of these registers, of today or of another day."""
        return fact.known.document_key in self._documents
