"""What moved, and what documents assert, as answers of tools."""

import datetime as dt
from collections.abc import Iterable

from tocsin.changes import AdviceChange, Told, told
from tocsin.claims import Claim, Value
from tocsin.mcp.asking import Question
from tocsin.mcp.model import Changed, ChangesAnswer, Claimed, ClaimsAnswer, Doubted, Valued
from tocsin.mcp.quoting import NO_WORDS, Quoting, left_out
from tocsin.picture import Asked, PressChange, claims_of, press_changes
from tocsin.timeline import Entry, label, timeline

MOST = 20
"""Rival values and denials of one claim that are told."""


def changes_of(asked: Question, *, since: dt.datetime, limit: int) -> ChangesAnswer:
    """What the registers and the press moved about the host since then, the newest first."""
    registers = told(asked.ledger, now=asked.as_of, since=since, hosts={asked.host})
    pressed = press_changes(asked.ledger, since=since, hosts={asked.host})
    every: list[AdviceChange | PressChange] = [*registers.changes, *pressed]
    every.sort(key=lambda each: each.seen_at, reverse=True)
    unknown = [] if every else [asked.nothing(f"A change about {asked.words.name(asked.host)} since then")]
    return ChangesAnswer(
        **asked.head(unknown=unknown, left_out=max(0, len(every) - limit)),
        changes=[
            _official(asked.quoting, each, registers)
            if isinstance(each, AdviceChange)
            else _pressed(asked.quoting, each)
            for each in every[:limit]
        ],
    )


def _official(quoting: Quoting, change: AdviceChange, registers: Told) -> Changed:
    moved = registers.difference(change)
    evidence = [
        *quoting.words(change.document_after, [change.after_words, *change.new, *moved.new]),
        *quoting.words(change.document_before, [change.before_words, *change.gone, *moved.gone]),
    ]
    return Changed(
        by="register",
        sender=change.government,
        what=list(change.kinds),
        before=change.before_words or change.before,
        after=change.after_words or change.after,
        gone=list(change.gone),
        new=list(change.new),
        date=None if change.dated is None else change.dated.date(),
        seen_at=change.seen_at,
        origins=None,
        url=change.url,
        documents=[each for each in (change.document_before, change.document_after) if each],
        evidence=evidence,
        unknown=None if evidence else NO_WORDS,
    )


def _pressed(quoting: Quoting, change: PressChange) -> Changed:
    return Changed(
        by="press",
        sender=change.sender,
        what=[change.type],
        before=change.before,
        after=change.after,
        gone=[],
        new=[],
        date=change.date,
        seen_at=change.seen_at,
        origins=change.origins,
        url=None,
        documents=[],
        evidence=quoting.quotes(change.evidence),
        unknown=None,
    )


def timeline_of(asked: Question, *, since: dt.date | None, until: dt.date | None, limit: int) -> ClaimsAnswer:
    """What happened in the host, the latest day first and the weightiest of a day first."""
    a_day = max(1, min(10, limit))
    found = timeline(
        asked.ledger,
        asked.host,
        today=asked.known_at.date(),
        since=since,
        until=until,
        a_day=a_day,
        days=None if since or until else limit,
        known_at=asked.past,
    ).entries
    unknown = [] if found else [asked.nothing(f"What happened in {asked.words.name(asked.host)} in these days")]
    return ClaimsAnswer(
        **asked.head(unknown=unknown, left_out=max(0, len(found) - limit)),
        claims=[_entry(asked.quoting, each) for each in found[:limit]],
    )


def claims_asked(
    asked: Question, *, contested: bool, since: dt.date | None, until: dt.date | None, limit: int
) -> ClaimsAnswer:
    """What documents assert about the host, the latest first."""
    wanted = Asked(host=asked.host, contested=contested, since=since, until=until)
    found = claims_of(asked.ledger, wanted, known_at=asked.past)
    found.sort(key=lambda each: (each.since is None, -(each.since or dt.date.min).toordinal(), each.id))
    what = f"A claim{' that somebody denies' if contested else ''} about {asked.words.name(asked.host)}"
    return ClaimsAnswer(
        **asked.head(unknown=[] if found else [asked.nothing(what)], left_out=max(0, len(found) - limit)),
        claims=[_claim(asked.quoting, each) for each in found[:limit]],
    )


def _entry(quoting: Quoting, entry: Entry) -> Claimed:
    return Claimed(
        claim=entry.claim,
        kind=entry.kind,
        label=entry.label,
        since=entry.day,
        until=entry.until,
        origins=entry.origins,
        documents=entry.documents,
        first=entry.first,
        evidence=quoting.quotes(entry.evidence, first=entry.said_id),
        evidence_left_out=left_out(entry.evidence),
        contested=[
            Doubted(
                by=each.by,
                words=each.words,
                day=each.day,
                origins=each.origins,
                evidence=quoting.quotes(each.evidence),
            )
            for each in entry.contested[:MOST]
        ],
        values=_values(quoting, entry.values),
        outcome=None if entry.outcome is None else entry.outcome.words,
    )


def _claim(quoting: Quoting, claim: Claim) -> Claimed:
    first = claim.first
    return Claimed(
        claim=claim.id,
        kind=claim.kind,
        label=label(claim),
        since=claim.since,
        until=claim.until,
        origins=claim.independent,
        documents=len({key for voice in claim.voices for key in voice.documents}),
        first=f"{first.publisher or 'unknown publisher'}, {first.published or 'undated'}",
        evidence=quoting.quotes(claim.evidence, first=claim.said_id),
        evidence_left_out=left_out(claim.evidence),
        contested=[
            Doubted(
                by=each.by,
                words=each.words,
                day=each.day,
                origins=each.independent,
                evidence=quoting.quotes(each.evidence),
            )
            for each in claim.contests[:MOST]
        ],
        values=_values(quoting, claim.values),
    )


def _values(quoting: Quoting, values: Iterable[Value]) -> list[Valued]:
    return [
        Valued(
            value=list(each.value) if isinstance(each.value, tuple) else each.value,
            qualifier=each.qualifier,
            claimant=each.claimant,
            day=each.day,
            evidence=quoting.quotes(each.evidence)[:1],
        )
        for each in list(values)[:MOST]
    ]
