"""Words in everything that was read, as an answer of a tool."""

import datetime as dt
from typing import Any

from tocsin.errors import InputError
from tocsin.ledger import Ledger
from tocsin.mcp.asking import Words
from tocsin.mcp.model import FoundText, SearchAnswer, Unknown
from tocsin.mcp.quoting import Quoting
from tocsin.search import Asked, Hit, search

SECONDS = 10.0
"""How long a question takes in what could not be searched yet."""


def searched(
    ledger: Ledger, words: Words, typed: str, *, now: dt.datetime, limit: int, known_at: str | None, **narrowed: Any
) -> SearchAnswer:
    """The texts that fit, each with its quote. ``narrowed`` are the other fields of ``tocsin.search.Asked``."""
    past = None if known_at is None or known_at.strip() == "now" else words.moment(known_at)
    asked = Asked(words=typed, known_at=past, **narrowed)
    found = search(ledger, asked, limit=limit, seconds=SECONDS)
    quoting, at = Quoting(ledger, past), past or now
    why = f"No document that this ledger saw by {at:%Y-%m-%d %H:%M} UTC holds it. Unknown is not safe."
    notes = [f"{found.waiting} readings of this ledger could not be searched yet: ask again."] if found.waiting else []
    return SearchAnswer(
        words=typed,
        known_at=at,
        notes=notes,
        unknown=[] if found.hits else [Unknown(what=f"A text with these words: {typed}", why=why)],
        more=found.next is not None,
        hits=[_hit(quoting, each) for each in found.hits],
    )


def sender_of(words: Words, name: str | None) -> str | None:
    """The code of a government, or an airline as it is written."""
    if name is None:
        return None
    try:
        return words.country(name)
    except InputError:
        return name.strip()


def _hit(quoting: Quoting, hit: Hit) -> FoundText:
    return FoundText(
        day=hit.day,
        words=[hit.quote[left - hit.start : right - hit.start] for left, right in hit.marks],
        copies=hit.copies,
        more=hit.more,
        text=quoting.text(hit.document, hit.start, hit.end),
        evidence=quoting.quotes(each.id for each in hit.records),
    )
