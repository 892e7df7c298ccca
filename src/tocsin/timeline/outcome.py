"""What came of a warning once its window is past: what the ledger holds of those days, and no more than that."""

import datetime as dt
from collections.abc import Iterable

from tocsin.claims import Claim
from tocsin.claims.wording import content
from tocsin.ledger import Ledger
from tocsin.picture import Asked, claims_of
from tocsin.records.model import Event, Forewarning
from tocsin.timeline.model import Outcome

AFTER_DAYS = 2
"""Reports of the last day come on the days after it."""
CAME = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
"""The types of events that come of what people warn of."""
SHOWN = 3


def outcome(
    ledger: Ledger,
    claim: Claim,
    *,
    today: dt.date,
    known_at: dt.datetime | None = None,
    among: Iterable[Claim] | None = None,
) -> Outcome | None:
    """What the ledger holds that matches a warning; ``None`` for one without a last day, or whose last day is to come.

    An event of its country and days matches if it is by whom the warning names, or shares two words that carry meaning
    with what it warns of. ``among`` are the claims of the country where they are at hand.
    """
    said = claim.said
    if not isinstance(said, Forewarning) or said.last is None or said.last >= today or not claim.hosts:
        return None
    first = said.first or claim.since or said.last
    host = said.host or claim.hosts[0]
    until = said.last + dt.timedelta(days=AFTER_DAYS)
    asked = Asked(host=host, kinds=("event",), since=min(first, said.last), until=until)
    held = claims_of(ledger, asked, known_at=known_at) if among is None else _within(among, asked)
    found = [each for each in held if _matches(said, each.said)]
    if not found:
        words = f"its window ended on {said.last}; nothing that this ledger holds matches it, which proves nothing"
        return Outcome(words=words)
    best = sorted(found, key=lambda each: (-each.independent, each.id))[:SHOWN]
    told = "; ".join(f"{each.since}: {each.said.evidence}" for each in best)
    return Outcome(
        words=f"its window ended on {said.last}; as far as this ledger knows: {told}",
        evidence=tuple(sorted({id_ for each in best for id_ in each.evidence})),
    )


def _within(among: Iterable[Claim], asked: Asked) -> list[Claim]:
    first, last = asked.since or dt.date.min, asked.until or dt.date.max
    return [each for each in among if each.since is not None and first <= each.since <= last]


def _matches(warning: Forewarning, said: object) -> bool:
    if not isinstance(said, Event) or said.type not in CAME or said.modality != "fact":
        return False
    if warning.threat_country is not None and said.actor_country is not None:
        return warning.threat_country == said.actor_country
    return len(content(warning.what) & content(said.evidence)) > 1
