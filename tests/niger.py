"""Two reports from Niger in a ledger: an embassy closed, that it is not closed, and a closure that is considered."""

import datetime as dt
from typing import Any

from tocsin.documents import Document
from tocsin.ledger import Ledger
from tocsin.records import Denial, Posture

FIRST = """Norland closed its embassy in Niamey on Friday.
Estland told its people in Niger to leave."""
SECOND = """Norland has not closed its embassy in Niamey, its minister said.
Estland may close its embassy, officials said."""
SEEN = dt.datetime(2026, 4, 24, 9, tzinfo=dt.UTC)
DAY = SEEN.date()


def span(text: str, line: int) -> dict[str, Any]:
    words = text.split("\n")[line]
    start = text.index(words)
    return {"start": start, "end": start + len(words), "evidence": words, "date": DAY}


def reports(ledger: Ledger) -> None:
    """Put both reports into the ledger, two days apart."""
    first = Document(text=FIRST, publisher="Harbour Wire", title="News", published=DAY, address="https://h.example/1")
    closed = Posture(sender="NOR", host="NER", type="mission", value="closed", **span(FIRST, 0))
    leave = Posture(sender="EST", host="NER", type="directive", value="leave", **span(FIRST, 1))
    ledger.add(first, [closed, leave], seen_at=SEEN, reader="made/1")
    second = Document(text=SECOND, publisher="The Noon Sample", published=DAY)
    claim = "closed its embassy in Niamey"
    denied = Denial(by="the minister", by_country="NOR", claim=claim, cue="not", about="NER", **span(SECOND, 0))
    may = Posture(sender="EST", host="NER", type="mission", value="closed", modality="considered", **span(SECOND, 1))
    ledger.add(second, [denied, may], seen_at=SEEN + dt.timedelta(days=2), reader="made/1")
