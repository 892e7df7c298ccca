"""A posture on the board's day: when it took effect, whether it counts, and what several of them say together."""

import datetime as dt
import functools
from collections.abc import Sequence
from typing import Any

import msgspec

from tocsin.board.rules import PLACED, SPELLINGS
from tocsin.ledger.model import KnownPosture


class Fact(msgspec.Struct, frozen=True, eq=False):
    """A known posture and its effect: its own date (then ``dated``), or the publication of its document, or none.

    ``value`` is that of the posture. ``place`` is folded for comparing, '' where there is none or the type has none;
    ``apart`` is it where it makes two measures of one value.
    """

    known: KnownPosture
    effect: dt.date | None
    dated: bool
    value: str
    place: str
    apart: str

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
        effect, published = self.effect, self.known.published
        if effect is not None and effect > today:
            effect = None
        if published is None or published > today:
            return effect
        return published if effect is None or published > effect else effect


def fact(known: KnownPosture) -> Fact:
    """The posture with its effect."""
    posture = known.posture
    date, places = posture.date, PLACED.get(posture.type)
    place = "" if places is None else folded(posture.place)
    return Fact(
        known=known,
        effect=known.published if date is None else date,
        dated=date is not None,
        value=posture.value,
        place=place,
        apart=place if places is not None and posture.value in places else "",
    )


def in_order(fact: Fact) -> tuple[Any, ...]:
    """The one order of facts, whatever order they came in: by effect, value, place, id."""
    return (fact.effect or dt.date.min, fact.value, fact.place, fact.known.id)


@functools.lru_cache(maxsize=50_000)
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
