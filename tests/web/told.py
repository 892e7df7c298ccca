"""A ledger in which more is told than postures: an event and its denial, rival figures, a call, warnings, ways out."""

import datetime as dt
from typing import Any

from tocsin.documents import Document
from tocsin.documents.model import Passage, Role
from tocsin.ledger import Ledger
from tocsin.records import Contact, Denial, Event, Figure, Forewarning, Posture, Statement, Way
from tocsin.records.model import AnyRecord

NOW = dt.datetime(2022, 2, 14, 7, 10, tzinfo=dt.UTC)
SHELLED = "Rockets of Norland struck a depot near the border of Ukraine on Saturday."
DENIED = "Norland denied that its rockets struck a depot near the border of Ukraine on Saturday."
DENIED_WORDS = "rockets struck a depot near the border of Ukraine"
MANY = "Kyiv counts 40,000 troops of Norland near the border."
FEW = "The army of Norland counts 12,000 troops of Norland near the border."
CALLED = "Ola Nord and Petro Est spoke by telephone on Saturday."
WARNED = "Norland could shell a depot near the border within two days, the minister said."
SAID = "The border stays calm, the governor of Est said."
SHUT = "The Est border crossing was closed on Sunday."
LEFT = "Sweden told its citizens to leave Ukraine on Sunday."
OF_LATER = "Norland sent more rockets to the border on Monday."


def fill(ledger: Ledger, *, trick: str = "") -> None:
    """Three documents; ``trick`` is put into every name that a document gives."""
    about = {"host": "UKR", "about": "UKR"}
    first = [SHELLED, MANY, CALLED, WARNED]
    _add(
        ledger,
        first,
        lambda at: [
            Event(
                type="ASSAULT",
                actor_country="NOR",
                wording="struck",
                date=_day(12),
                actor=f"Norland{trick}",
                **at(0) | about,
            ),
            Figure(
                value=40_000,
                unit="troop",
                what=f"troops near the border{trick}",
                wording="40,000",
                attributed_to=f"Kyiv{trick}",
                **at(1) | about,
            ),
            Contact(
                participants=(f"Ola Nord{trick}", "Petro Est"),
                countries=("NOR", "UKR"),
                mode="call",
                date=_day(12),
                about="UKR",
                **at(2),
            ),
            Forewarning(
                cue="could",
                what=f"shell a depot near the border{trick}",
                window=f"within two days{trick}",
                first=_day(12),
                last=_day(13),
                speaker=f"the minister{trick}",
                threat_country="NOR",
                **at(3) | about,
            ),
        ],
        publisher=f"Harbour Wire{trick}",
        seen=12,
    )
    _add(
        ledger,
        [DENIED, FEW, SAID, SHUT, LEFT],
        lambda at: [
            Denial(
                by=f"Norland{trick}",
                by_country="NOR",
                claim=DENIED_WORDS,
                cue="denied",
                date=_day(13),
                about="UKR",
                **at(0),
            ),
            Figure(
                value=12_000,
                unit="troop",
                what=f"troops near the border{trick}",
                wording="12,000",
                attributed_to=f"the army{trick}",
                **at(1) | about,
            ),
            Statement(speaker=f"the governor{trick}", form="indirect", cue="said", about="UKR", **at(2)),
            Way(
                mode="border",
                state="closed",
                name=f"Est border crossing{trick}",
                date=_day(13),
                wording="closed",
                said_by=f"guards{trick}",
                **at(3) | about,
            ),
            Posture(sender="SWE", host="UKR", type="directive", value="leave", date=_day(13), **at(4)),
        ],
        publisher="The Noon Sample",
        seen=13,
    )
    _add(
        ledger,
        [OF_LATER],
        lambda at: [Event(type="MOBILIZE", actor_country="NOR", wording="sent", date=_day(14), **at(0) | about)],
        publisher="Meridian Wire",
        seen=14,
    )


def _day(number: int) -> dt.date:
    return dt.date(2022, 2, number)


def _add(ledger: Ledger, lines: list[str], records: Any, *, publisher: str, seen: int) -> None:
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    passages = tuple(
        Passage(start=start, end=start + len(line), role=Role.BODY) for start, line in zip(starts, lines, strict=True)
    )
    document = Document(
        text=text, publisher=publisher, title=f"Day {seen}", published=_day(seen), passages=passages, language="en"
    )

    def at(place: int) -> dict[str, Any]:
        return {"start": starts[place], "end": starts[place] + len(lines[place]), "evidence": lines[place]}

    told: list[AnyRecord] = records(at)
    ledger.add(document, told, seen_at=dt.datetime(2022, 2, seen, 6, tzinfo=dt.UTC), reader="made/1")
