"""From the picture to a timeline."""

import datetime as dt

from tocsin.claims import Claim, ClaimKind, Contest
from tocsin.claims.rank import reasons
from tocsin.ledger import Ledger
from tocsin.picture import Asked, Weighed, weightiest
from tocsin.timeline.model import Doubt, Entry, Timeline
from tocsin.timeline.outcome import outcome
from tocsin.timeline.wording import label


def timeline(
    ledger: Ledger,
    host: str,
    *,
    today: dt.date,
    since: dt.date | None = None,
    until: dt.date | None = None,
    kinds: tuple[ClaimKind, ...] = (),
    a_day: int | None = 10,
    days: int | None = None,
    known_at: dt.datetime | None = None,
) -> Timeline:
    """What changed in a country, one entry a claim, the latest day first, at most ``a_day`` entries of each.

    ``since`` and ``until`` are days, both included; ``days`` keeps only the latest that have an entry. ``today`` says
    which warnings are past.
    """
    asked = Asked(host=host, kinds=kinds, since=since, until=until)
    by_day = weightiest(ledger, asked, a_day=a_day, days=days, known_at=known_at)
    entries = (_entry(ledger, each, today=today, known_at=known_at) for weighed in by_day.values() for each in weighed)
    return Timeline(host=host, known_at=known_at, entries=tuple(entries))


def _entry(ledger: Ledger, weighed: Weighed, *, today: dt.date, known_at: dt.datetime | None) -> Entry:
    claim = weighed.claim
    return Entry(
        claim=claim.id,
        day=claim.since,
        until=claim.until,
        kind=claim.kind,
        label=label(claim),
        quote=claim.said.evidence,
        said_id=claim.said_id,
        origins=claim.independent,
        documents=len({key for voice in claim.voices for key in voice.documents}),
        first=_first(claim),
        weight=weighed.weight,
        why=reasons(claim, opening=weighed.opening),
        evidence=claim.evidence,
        contested=tuple(_doubt(each) for each in claim.contests),
        values=claim.values,
        outcome=outcome(ledger, claim, today=today, known_at=known_at),
    )


def _first(claim: Claim) -> str:
    first = claim.first
    return f"{first.publisher or 'unknown publisher'}, {first.published or 'undated'}"


def _doubt(contest: Contest) -> Doubt:
    return Doubt(
        by=contest.by,
        words=contest.words,
        day=contest.day,
        origins=contest.independent,
        evidence=contest.evidence,
    )
