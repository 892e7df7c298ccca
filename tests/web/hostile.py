"""Documents that try to be more than text: markup, scripts, addresses that run, characters that hide or reorder."""

from tocsin.documents import Document, Role, Signal
from tocsin.records import Posture

from tests.web.making import Line, line, made

SCRIPT = "<script>document.title='run'</script>"
IMAGE = "<img src=x onerror=\"document.title='run'\">"
BREAKOUT = "\"'></title></mark></a><svg onload=document.title='run'>"
TEMPLATE = "{{ page.ledger }}{% raw %}"
BIDI = "safe \u202egnp.exe\u202c \u2066isolated"
CONTROLS = "bell\x07 escape\x1b[31m nul\x00 delete\x7f"
STYLE = "<style>body{display:none}</style><link rel=stylesheet href=http://evil.example/x.css><base href=http://evil.example/>"
META = "<meta http-equiv=refresh content='0;url=http://evil.example/'><iframe src=http://evil.example></iframe>"
ALL = (SCRIPT, IMAGE, BREAKOUT, TEMPLATE, BIDI, CONTROLS, STYLE, META)

ADDRESSES = (
    "javascript:document.title='run'",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example/x",
    "http://",
    "https://[",
    "https://good.example/\" onmouseover=\"document.title='run'",
    "https://good.example/\u202eabc",
)


def documents() -> list[tuple[Document, list[Posture]]]:
    """One document for each trick and one for each address; each says something of Ukraine."""
    return [_trick(number, trick) for number, trick in enumerate(ALL)] + [_address(each) for each in ADDRESSES]


def _trick(number: int, trick: str) -> tuple[Document, list[Posture]]:
    airline = f"{trick} Air {number}"
    sender = {
        "sender": airline,
        "host": "UKR",
        "type": "carrier",
        "value": "suspended",
        "place": trick,
        "wording": trick,
    }
    told = {
        "sender": "GBR",
        "host": "UKR",
        "type": "directive",
        "value": "leave",
        "place": trick,
        "modality": "planned",
    }
    region = {
        "sender": "FRA",
        "host": "UKR",
        "type": "advice",
        "value": "avoid_all",
        "place": trick,
        "scope": "regional",
    }
    return made(
        Line(f"Heading {trick}", role=Role.HEADING, opens_post=True),
        Line(f"Caption {trick}", role=Role.CAPTION),
        Line(f"{trick} stopped its flights. {trick}", (sender, told, region)),
        title=f"Title {number} {trick}",
        publisher=f"Publisher {trick}",
        bylines=(trick,),
        language="en",
        signals=(Signal(code="odd", why=f"Why {trick}", source=trick),),
    )


def _address(address: str) -> tuple[Document, list[Posture]]:
    return made(line(f"{address!r} is where this stood."), title="An address", canonical=address, address=address)
