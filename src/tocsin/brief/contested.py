"""What is contested, with both sides; and figures, with rival values by claimant and their charts."""

import datetime as dt

from tocsin.brief import words
from tocsin.brief.asking import Asked, References
from tocsin.brief.changed import denial, headline, heard
from tocsin.brief.model import Item, Section, Sentence
from tocsin.charts import figures as drawn
from tocsin.charts import spoken
from tocsin.claims import Claim
from tocsin.claims.rank import weight
from tocsin.ledger import Ledger
from tocsin.picture import Asked as Claims
from tocsin.picture import claims_of
from tocsin.records.model import Figure

BACK_DAYS = 30
"""Contested claims and figures are looked for so many days back at least: they outlive the day's news."""
CONTESTED, FIGURES, VALUES = 8, 6, 6


def contested(ledger: Ledger, asked: Asked, found: References) -> Section:
    """Claims that somebody denies or doubts, and in which words; no verdict."""
    wanted = Claims(host=asked.host, since=_since(asked), until=asked.as_of.date(), contested=True)
    claims = sorted(claims_of(ledger, wanted, known_at=asked.past), key=_weightiest_first)
    items = [item for each in claims[:CONTESTED] if (item := _sides(each, asked, found)) is not None]
    note = (
        f"{len(items)} of {words.counted(len(claims), 'claim')} that somebody denies or doubts, begun since "
        f"{words.day(_since(asked))}. Nothing here says who is right."
        if items
        else f"No denial or doubt of a claim begun since {words.day(_since(asked))} is known here."
    )
    return Section(slug="contested", title="Contested", note=note, items=tuple(items))


def figures(ledger: Ledger, asked: Asked, found: References) -> Section:
    """Figures with every value by day and claimant; a chart where there is more than one value."""
    wanted = Claims(host=asked.host, kinds=("figure",), since=_since(asked), until=asked.as_of.date())
    claims = sorted(claims_of(ledger, wanted, known_at=asked.past), key=_most_values_first)
    chosen = [each for each in claims if isinstance(each.said, Figure)][:FIGURES]
    items = [item for each in chosen for item in _values(each, found)]
    note = (
        f"{len(chosen)} of {words.counted(len(claims), 'figure')} told since {words.day(_since(asked))}; rival values "
        "stand side by side, none is overwritten."
        if items
        else f"No figure told since {words.day(_since(asked))} is known here."
    )
    charts = [chart for each in chosen if len(each.values) > 1 and (chart := drawn(each)) is not None]
    return Section(slug="figures", title="Figures", note=note, items=tuple(items), drawings=tuple(charts))


def _sides(claim: Claim, asked: Asked, found: References) -> Item | None:
    text = f"{words.day(claim.since)}. {headline(claim, asked)}: “{claim.said.evidence}” ({heard(claim)})"
    said = found.said(text, (claim.said_id, *claim.evidence))
    beside = tuple(each for contest in claim.contests if (each := denial(contest, found)) is not None)
    return Item(said=said, beside=beside) if said is not None and beside else None


def _values(claim: Claim, found: References) -> list[Item]:
    """An item a figure: its latest value, the others beside it."""
    said: list[Sentence] = []
    for each in sorted(claim.values, key=lambda value: value.day or dt.date.min, reverse=True)[:VALUES]:
        quote = found.quote(each.evidence[0])
        who = each.claimant or "nobody named"
        text = f"{claim.said.what if isinstance(claim.said, Figure) else ''}: {spoken(each)}, by {who}"  # as read
        sentence = found.said(f"{text}, {words.day(each.day)}: “{quote}”", each.evidence) if quote else None
        said += [sentence] if sentence is not None else []
    return [Item(said=said[0], beside=tuple(said[1:]))] if said else []


def _since(asked: Asked) -> dt.date:
    return min(asked.since, asked.as_of.date() - dt.timedelta(days=BACK_DAYS))


def _weightiest_first(claim: Claim) -> tuple[int, int, str]:
    return -weight(claim, opening=False), -(claim.since or dt.date.min).toordinal(), claim.id


def _most_values_first(claim: Claim) -> tuple[int, int, int, str]:
    return -len(claim.values), -claim.independent, -(claim.until or dt.date.min).toordinal(), claim.id
