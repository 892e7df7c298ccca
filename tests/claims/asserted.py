"""Records of every kind as claims take them, made in one line; each in a document of its own unless told otherwise."""

import datetime as dt
import hashlib
from typing import Any

import msgspec

from tocsin.claims import Claim, Told, claims
from tocsin.origins import origins
from tocsin.records import Contact, Denial, Event, Figure, Forewarning, Posture, Statement
from tocsin.records.model import AnyRecord

SEEN = dt.datetime(2022, 2, 1, tzinfo=dt.UTC)
NOBODY = origins([])


def day(number: int) -> dt.date:
    """That day of February 2022."""
    return dt.date(2022, 2, number)


def said(record: AnyRecord, *, published: int | None = 12, seen: int = 1, document: str | None = None) -> Told:
    made = hashlib.sha256(msgspec.json.encode([record, published, seen, document])).hexdigest()
    return Told(
        id=made[:24],
        record=record,
        document_key=document or made[:32],
        publisher="The Sample Courier",
        published=None if published is None else day(published),
        first_seen=SEEN + dt.timedelta(days=seen),
    )


def posture(value: str = "closed", at: int | None = None, **about: Any) -> Posture:
    fields = {"sender": "JPN", "host": "UKR", "type": "mission", **about}
    evidence = fields.pop("evidence", f"{value} {at}")
    return Posture(start=0, end=4, evidence=evidence, value=value, date=None if at is None else day(at), **fields)


def statement(speaker: str, evidence: str, **about: Any) -> Statement:
    return Statement(start=0, end=4, evidence=evidence, speaker=speaker, form="direct", cue="said", **about)


def denial(by: str, claim: str, **about: Any) -> Denial:
    fields = {"start": 90, "end": 99, **about}
    return Denial(evidence=f"{by} denied that {claim}.", by=by, claim=claim, cue="denied", **fields)


def figure(value: float, what: str, **about: Any) -> Figure:
    fields = {"unit": "troop", "host": "UKR", **about}
    return Figure(start=0, end=4, evidence=f"{value} {what}", value=value, what=what, wording=str(value), **fields)


def contact(*participants: str, countries: tuple[str | None, ...] = (), **about: Any) -> Contact:
    fields = {"mode": "call", **about}
    evidence = fields.pop("evidence", " ".join(participants))
    return Contact(start=0, end=4, evidence=evidence, participants=participants, countries=countries, **fields)


def warning(what: str, **about: Any) -> Forewarning:
    return Forewarning(start=0, end=4, evidence=what, cue="could", what=what, **about)


def event(evidence: str, **about: Any) -> Event:
    fields = {"type": "ASSAULT", "actor_country": "RUS", "recipient_country": "UKR", "host": "UKR", **about}
    return Event(start=0, end=4, evidence=evidence, wording="struck", **fields)


def claimed(*records: Told) -> list[Claim]:
    return claims(records, origins=NOBODY)


def sizes(*records: Told) -> list[int]:
    """How many records each claim holds, the most first."""
    return sorted((len(claim.evidence) for claim in claimed(*records)), reverse=True)
