"""A ledger with hostile documents on one host, and the question that a brief answers."""

import datetime as dt
from pathlib import Path
from typing import Any

from tocsin.board import board
from tocsin.brief import Asked
from tocsin.documents import Document, Signal
from tocsin.ledger import Ledger
from tocsin.records import Denial, Event, Figure, Posture, Way
from tocsin.records.model import AnyRecord

SEEN = dt.datetime(2022, 2, 20, tzinfo=dt.UTC)
AT = dt.datetime(2022, 2, 21, tzinfo=dt.UTC)
LINES = (
    "Norland closed its embassy <script>alert(1)</script> on Friday.",
    "Shells of Norland struck the harbour of Est at dawn *today*.",
    "Norland said #panic() its shells never struck the harbour of [Est](javascript:alert).",
    "Kyiv counts 40,000 troops near the border $x$ | `rm`.",
    "Norland counts 12,000 troops near the border.",
    'The bridge at Est is closed to cars #read("/etc/passwd").',
    "Japan told its people to leave Ukraine \u202eeteled\u202c now.",
)
TEXT = "\n".join(LINES)
TITLE = '<img src=x onerror="alert(2)"> # *Title* ]( #eval("1+1")'


def of(place: int) -> dict[str, Any]:
    start = TEXT.index(LINES[place])
    return {"start": start, "end": start + len(LINES[place]), "evidence": LINES[place]}


def counted(place: int, value: float, by: str) -> Figure:
    what, wording = "troops near the border", f"{value:,.0f}"
    return Figure(value=value, unit="troop", what=what, host="UKR", attributed_to=by, wording=wording, **of(place))


RECORDS: tuple[AnyRecord, ...] = (
    Posture(sender="JPN", host="UKR", type="directive", value="leave", **of(6)),
    Posture(sender="NOR", host="UKR", type="mission", value="closed", place="<b>Est</b>", **of(0)),
    Event(type="ASSAULT", wording="shells", actor_country="NOR", host="UKR", **of(1)),
    Denial(by="Norland", claim="its shells struck the harbour", cue="never", about="UKR", **of(2)),
    counted(3, 40_000, "Kyiv <i>"),
    counted(4, 12_000, "Norland"),
    Way(mode="road", state="closed", name="bridge at Est", host="UKR", wording="closed", **of(5)),
)


def add(ledger: Ledger, *, address: str = "https://noon.example/a?b=1&c=<d>") -> None:
    """The one document, with a signal of its own."""
    signal = Signal(code="encoding", why="Two characters <u>could</u> not be decoded.", source="a.txt")
    document = Document(
        text=TEXT,
        publisher="The Noon <Sample>",
        title=TITLE,
        published=dt.date(2022, 2, 18),
        address=address,
        signals=(signal,),
    )
    ledger.add(document, RECORDS, seen_at=SEEN, reader="made/1")


def asked(ledger: Ledger, host: str = "UKR", **about: Any) -> Asked:
    """What is asked of it, as known now."""
    postures = {each.id: each for each in ledger.postures(host=host)}
    names = {"UKR": "Ukraine", "NOR": "Norway", "JPN": "Japan", "SDN": "Sudan"}
    fields: dict[str, Any] = {
        "host": host,
        "as_of": AT,
        "known_at": AT,
        "since": dt.date(2022, 2, 14),
        "board": board(postures.values(), as_of=AT, hosts=[host]),
        "postures": postures,
        "name": lambda code: names.get(code or "", code or "not named"),
    }
    return Asked(**(fields | about))


def place(folder: Path) -> str:
    return str(folder / "brief.sqlite")
