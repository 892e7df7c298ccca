"""A made register in a ledger: Norway on Niger, Mali and Chad over a spring, and the rounds of a few sources."""

import datetime as dt
from typing import Any

import msgspec

from tocsin.documents import Document
from tocsin.ledger import Edition, Ledger, Part, Round

START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
NOW = START + dt.timedelta(days=60)
CALM = "Take the usual care in Niamey. Markets are open until dusk."
GRAVE = "Leave the country while flights are sold. Markets are open until dusk."
FIRM = "Leave the country while flights are sold. The airport closes at night from now on."


def after(days: float) -> dt.datetime:
    """A moment so many days after the start."""
    return START + dt.timedelta(days=days)


def keep(ledger: Ledger, text: str, days: float, *, entry: str = "Niger", host: str = "NER", **said: Any) -> Edition:
    """An edition with its document, seen (and, unless told, dated) so many days after the start."""
    document = Document(text=f"{entry}\n\n{text}", title=f"{entry}: advice", publisher="The made register")
    ledger.add(document, [], seen_at=after(days), reader="register/1")
    plain = Edition(
        source="nor_ud",
        government="NOR",
        entry=entry,
        destination=entry,
        hosts=(host,),
        seen_at=after(days),
        revision="1",
        updated=after(days),
        document=document.key,
        title=document.title,
        url="https://register.example/niger",
    )
    edition = msgspec.structs.replace(plain, **said)
    ledger.registers.add_editions([edition])
    return edition


def fill(ledger: Ledger) -> None:
    """Niger goes from caution to avoid all and says more; Mali is only re-dated; Chad loses its level."""
    north = Part(value="avoid_all", wording="Reis ikke", place="the north")
    keep(ledger, CALM, 0, level="caution", wording="Vær aktsom")
    keep(ledger, GRAVE, 20, level="avoid_all", wording="Reis ikke", parts=(north,))
    keep(ledger, FIRM, 40, level="avoid_all", wording="Reis ikke", parts=(north,), postures=("directive:leave@Niamey",))
    for days in (0, 10, 20):
        keep(ledger, CALM, days, entry="Mali", host="MLI", level="caution", wording="Vær aktsom")
    keep(ledger, CALM, 1, entry="Chad", host="TCD", level="caution", wording="Vær aktsom")
    keep(ledger, "The page is being moved.", 30, entry="Chad", host="TCD", why="no word of the scale is on the page")
    for hours in range(12):
        finish(ledger, "nor_ud", 59 + hours / 24, rows=100)
        finish(ledger, "can_gac", 59 + hours / 24, rows=30)
        finish(ledger, "gbr_fcdo", 30 + hours / 24)
        finish(ledger, "usa_state", 59 + hours / 24)
    finish(ledger, "usa_state", 59.9, outcome="failed", rows=0, signals=2, why="The server answered 503.")


def finish(ledger: Ledger, source: str, days: float, **said: Any) -> None:
    """A round that ended so many days after the start."""
    plain = Round(source=source, started_at=after(days), ended_at=after(days), outcome="unchanged", rows=220)
    ledger.registers.add_round(msgspec.structs.replace(plain, **said))
