"""What became of each row of a file."""

from typing import Any, Literal

import msgspec

from tocsin.people.store import Added

Status = Literal["read", "doubt", "refused"]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a file: its line, and the text of each field that it has; contacts in the order of the columns."""

    line: int
    fields: dict[str, str]
    ways: tuple[tuple[str, str], ...] = ()
    where: str = ""

    def __repr__(self) -> str:
        return f"Row(line={self.line})"


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A row that could not be read: where it stood, why, and its cells by heading."""

    line: int
    why: str
    fields: dict[str, str]
    where: str = ""

    def __repr__(self) -> str:
        return f"Refusal(line={self.line}, why={self.why!r})"


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one row. ``reasons`` hold nothing personal: the line tells which row is meant."""

    line: int
    status: Status
    reasons: tuple[str, ...] = ()
    where: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What became of every row of a file, and what that changed in the roster."""

    outcomes: tuple[Outcome, ...] = ()
    refused: tuple[Refusal, ...] = ()
    added: Added = Added()
    dry_run: bool = False

    def count(self, status: Status) -> int:
        """How many rows ended so."""
        return sum(each.status == status for each in self.outcomes)


def kept(refusal: Refusal) -> dict[str, Any]:
    """A refusal as the roster keeps it."""
    made: dict[str, Any] = msgspec.to_builtins(refusal)
    return made
