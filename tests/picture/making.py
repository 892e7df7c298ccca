"""Documents with records for the picture: texts that are copies of each other, reports of their own, denials, posts."""

import datetime as dt
import random
from typing import Any, NamedTuple

from tocsin.documents import Document
from tocsin.ledger import Ledger
from tocsin.records import Contact, Denial, Event, Figure, Forewarning, Posture, Statement
from tocsin.records.model import AnyRecord

from tests.claims.pairs.making import headed, lead, pairs
from tests.claims.stored import stored

TEXTS = [pair.one for pair in pairs() if pair.how == "retouched by hand"][:4]
PUBLISHERS = ("Harbour Wire", "The Evening Sample", "The Noon Sample", "BBC News", "BBC World Service", None)
SEEN = dt.datetime(2022, 3, 1, tzinfo=dt.UTC)
LINES = (
    "Norland closed its embassy in the capital of Ukraine on Friday.",
    "Norland has not closed its embassy in the capital of Ukraine, its minister said.",
    "The president of Norland spoke with the president of Ukraine on Friday.",
    "Troops of Norland near the border number 40,000, according to Kyiv.",
    "An attack could come at any time, the minister of Norland said.",
    "Rockets of Norland struck a depot near the border of Ukraine on Friday.",
)


class Landed(NamedTuple):
    """A document as it is added: what one reader made of it, when it was seen."""

    document: Document
    records: tuple[AnyRecord, ...]
    seen_at: dt.datetime
    reader: str


def landed(number: int) -> Landed:
    """One of any number of documents; the same number, the same document."""
    draw = random.Random(number)
    text = draw.choice(TEXTS)
    story = draw.choice([text, headed(text), lead(text, 4), "News of the day"])
    lines = draw.sample(LINES, draw.randint(1, 4))
    signed = draw.choice(["", "", "\n(Reuters)"])
    made = stored(
        "\n".join([story, *lines]) + signed,
        draw.choice(PUBLISHERS),
        day=draw.choice([11, 12, 12, 13, 25, None]),
        posts=draw.choice([(), (), (0, 3)]),
    ).document
    seen = SEEN + dt.timedelta(minutes=draw.randint(0, 5))
    reader = draw.choice(["made/1", "made/2"])
    return Landed(made, read(made, random.Random(f"{made.key} {made.published} {reader}")), seen, reader)


def read(document: Document, draw: random.Random) -> tuple[AnyRecord, ...]:
    """Records of the lines, now with a date, now without."""
    day = draw.choice([None, dt.date(2022, 2, 11), dt.date(2022, 2, 12), dt.date(2022, 2, 20)])
    about = draw.choice(["UKR", "UKR", "POL", None])
    found: list[AnyRecord] = []
    for place, line in enumerate(LINES):
        start = document.text.find(line)
        if start >= 0:
            found.append(
                _record(place, {"start": start, "end": start + len(line), "evidence": line, "date": day}, about)
            )
    return tuple(found)


def _record(place: int, of: dict[str, Any], about: str | None) -> AnyRecord:
    if place == 0:
        return Posture(sender="NOR", host="UKR", type="mission", value="closed", **of)
    if place == 1:
        claim = "closed its embassy in the capital of Ukraine"
        return Denial(by="the minister of Norland", by_country="NOR", claim=claim, cue="not", about=about, **of)
    if place == 2:
        both = ("NOR", "UKR")
        return Contact(participants=("Ola Nord", "Petro Est"), countries=both, mode="call", about=about, **of)
    if place == 3:
        return Figure(value=40_000, unit="troop", what="troops near the border", host="UKR", wording="40,000", **of)
    if place == 4:
        dated = {name: value for name, value in of.items() if name != "date"}
        words = "An attack could come at any time"
        return Forewarning(speaker="Ola Nord", cue="could", what=words, threat_country="NOR", host="UKR", **dated)
    if place == 5 and about is None:
        return Statement(speaker="Ola Nord", form="direct", cue="said", **of)
    return Event(type="ASSAULT", actor_country="NOR", recipient_country="UKR", host="UKR", wording="struck", **of)


def add(ledger: Ledger, *given: Landed) -> None:
    for each in given:
        ledger.add(each.document, each.records, seen_at=each.seen_at, reader=each.reader)
