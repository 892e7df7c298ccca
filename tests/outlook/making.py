"""Small ledgers in plain words: records that were known on a day, and indicators that ask about them."""

import datetime as dt
import hashlib
from typing import Any

import msgspec

from tocsin.ledger import KnownRecord
from tocsin.outlook import Aside, Indicator, Indicators, Rules
from tocsin.records import Denial, Event, Figure, Forewarning, Posture

DAY = dt.date(2031, 6, 30)
BEGAN = DAY - dt.timedelta(days=900)


def ago(days: int) -> dt.date:
    return DAY - dt.timedelta(days=days)


def known(
    record: Any, *, published: dt.date, publisher: str | None = "Morning Post", seen: dt.date | None = None
) -> KnownRecord:
    text = repr((record, published, publisher))
    return KnownRecord(
        id=hashlib.sha256(text.encode()).hexdigest()[:24],
        record=record,
        day=getattr(record, "date", None) or published,
        document_key=f"document of {published} {publisher}",
        publisher=publisher,
        title=None,
        published=published,
        address=None,
        first_seen=dt.datetime.combine(seen or published, dt.time(9), dt.UTC),
        last_seen=dt.datetime.combine(seen or published, dt.time(9), dt.UTC),
    )


def posture(sender: str | None, value: str, *, host: str = "NER", type: Any = "mission", **more: Any) -> Posture:  # noqa: A002
    evidence = more.pop("evidence", f"{sender} does {value} in {host}.")
    return Posture(
        start=0, end=len(evidence), evidence=evidence, sender=sender, host=host, type=type, value=value, **more
    )


def event(type: Any, evidence: str, *, host: str = "NER", **more: Any) -> Event:  # noqa: A002
    return Event(start=0, end=len(evidence), evidence=evidence, type=type, about=host, wording=type, **more)


def warning(speaker: str | None, evidence: str, *, host: str = "NER", **more: Any) -> Forewarning:
    return Forewarning(
        start=0,
        end=len(evidence),
        evidence=evidence,
        cue="warned",
        what=evidence,
        about=host,
        speaker_country=speaker,
        **more,
    )


def denial(evidence: str) -> Denial:
    return Denial(
        start=0, end=len(evidence), evidence=evidence, by="the ministry", claim=evidence, cue="denies", about="NER"
    )


def figure(evidence: str, value: float, unit: str) -> Figure:
    return Figure(
        start=0,
        end=len(evidence),
        evidence=evidence,
        value=value,
        unit=unit,
        what=unit,
        about="NER",
        wording=str(value),
    )


def indicator(name: str, **fields: Any) -> Indicator:
    wanted = {"title": name, "why": f"{name} warns.", "group": "street", "kinds": ("event",)} | fields
    return Indicator(name=name, **wanted)


def among(*given: Indicator, aside: tuple[Aside, ...] = (), **rules: Any) -> Indicators:
    levels = {"watch": 1.0, "elevated": 2.0, "high": 3.0} | rules
    return Indicators(levels=Rules(**levels), indicator=given, aside=aside)


def old(days: int = 900) -> KnownRecord:
    """Something of another country, long ago: so far does the ledger reach back."""
    return known(event("CONSULT", "Two ministers met.", host="FJI"), published=ago(days))


def replaced(of: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(of, **fields)
