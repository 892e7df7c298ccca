"""A posture on the board's day: when it took effect, whether it counts, and what several of them say together."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.board.rules import PLACED, SPELLINGS
from tocsin.ledger.model import KnownPosture


@dataclass(frozen=True, slots=True)
class Fact:
    """A known posture and its effect: its own date (then ``dated``), or the publication of its document, or none."""

    known: KnownPosture
    effect: dt.date | None
    dated: bool

    @property
    def value(self) -> str:
        """The value of the posture."""
        return self.known.posture.value

    @property
    def place(self) -> str:
        """The place, folded for comparing; '' where there is none or the type has none."""
        posture = self.known.posture
        return folded(posture.place) if posture.type in PLACED else ""

    @property
    def apart(self) -> str:
        """The place where it makes two measures of one value; '' where it does not."""
        posture = self.known.posture
        return self.place if posture.value in PLACED.get(posture.type, ()) else ""

    @property
    def told(self) -> dt.date | None:
        """The day on which it was told: its document's; of one without a date, its own."""
        return self.known.published or self.effect

    @property
    def ends(self) -> dt.date | None:
        """The last day that the posture names, where it is not before its effect."""
        ends = self.known.posture.ends
        return None if ends is None or self.effect is None or ends < self.effect else ends

    def repeated(self, today: dt.date) -> dt.date | None:
        """The last day, not after ``today``, that this document can vouch for it."""
        days = [day for day in (self.effect, self.known.published) if day is not None and day <= today]
        return max(days, default=None)


def fact(known: KnownPosture) -> Fact:
    """The posture with its effect."""
    date = known.posture.date
    return Fact(known=known, effect=known.published if date is None else date, dated=date is not None)


def in_order(fact: Fact) -> tuple[Any, ...]:
    """The one order of facts, whatever order they came in: by effect, value, place, id."""
    return (fact.effect or dt.date.min, fact.value, fact.place, fact.known.id)


def folded(place: str | None) -> str:
    """A place as letters and digits only, in one case and in one of its spellings."""
    plain = "".join(letter for letter in (place or "").casefold() if letter.isalnum())
    return SPELLINGS.get(plain, plain)


def summary(facts: Sequence[Fact]) -> dict[str, Any]:
    """What ordered facts say together: the latest place and wording, and all evidence, publishers and documents."""
    newest_first = [fact.known for fact in reversed(facts)]
    return {
        "place": next((each.posture.place for each in newest_first if each.posture.place), None),
        "wording": next((each.posture.wording for each in newest_first if each.posture.wording), None),
        "evidence": tuple(sorted({each.id for each in newest_first})),
        "publishers": tuple(sorted({each.publisher for each in newest_first if each.publisher})),
        "documents": len({each.document_key for each in newest_first}),
        "first_seen": min(each.first_seen for each in newest_first),
    }
