"""What a question means: the country that it names, the two moments, and where its answers are quoted from."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tocsin.ledger import Ledger
from tocsin.ledger.paging import began
from tocsin.mcp.model import Unknown
from tocsin.mcp.quoting import Quoting


@dataclass(frozen=True, kw_only=True)
class Words:
    """How words are understood: each function raises InputError with a sentence that says what to give instead.

    ``country`` makes an alpha-3 code of a code or name, ``name`` a name of a code (or says that there is none),
    ``moment`` a moment in UTC of ISO words, ``day`` a day.
    """

    country: Callable[[str], str]
    name: Callable[[str | None], str]
    moment: Callable[[str], dt.datetime]
    day: Callable[[str], dt.date]


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question about one country. ``past`` is the moment by which something was known, where that is not now."""

    ledger: Ledger
    words: Words
    host: str
    as_of: dt.datetime
    known_at: dt.datetime
    past: dt.datetime | None
    notes: tuple[str, ...]
    quoting: Quoting

    def head(self, *, unknown: list[Unknown], left_out: int) -> dict[str, Any]:
        """What every answer begins with."""
        return {
            "host": self.host,
            "name": self.words.name(self.host),
            "as_of": self.as_of,
            "known_at": self.known_at,
            "notes": list(self.notes),
            "unknown": unknown,
            "left_out": left_out,
        }

    def nothing(self, what: str) -> Unknown:
        """That no document told anything of it."""
        why = f"No document that this ledger saw by {self.known_at:%Y-%m-%d %H:%M} UTC tells it. Unknown is not safe."
        return Unknown(what=what, why=why)


def question(
    ledger: Ledger, words: Words, host: str, as_of: str | None, known_at: str | None, *, now: dt.datetime
) -> Question:
    """Settle what is asked. ``as_of`` alone means: as known then; before the ledger began, from all that is known."""
    at = now if as_of is None else words.moment(as_of)
    notes: tuple[str, ...] = ()
    past = None if known_at is None or known_at.strip() == "now" else words.moment(known_at)
    if known_at is None and as_of is not None and at < now:
        first = began(ledger.engine)
        if first is not None and first > at:
            notes = (f"This ledger saw its first document on {first:%Y-%m-%d}: told from all that is known now.",)
        else:
            past = at
    return Question(
        ledger=ledger,
        words=words,
        host=words.country(host),
        as_of=at,
        known_at=past or now,
        past=past,
        notes=notes,
        quoting=Quoting(ledger, past),
    )
