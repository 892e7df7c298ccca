"""What changed: the ten weightiest claims since a day, in their own words, with who denies them."""

import datetime as dt

from tocsin.brief import words
from tocsin.brief.asking import Asked, References
from tocsin.brief.model import Item, Section, Sentence
from tocsin.claims import Claim, Contest
from tocsin.ledger import Ledger
from tocsin.picture import Asked as Claims
from tocsin.picture import Weighed, weightiest
from tocsin.records.model import Posture
from tocsin.timeline import label

TOP = 10
DENIALS = 2


def changed(ledger: Ledger, asked: Asked, found: References) -> Section:
    """The top ten of the timeline since a day, the latest first."""
    wanted = Claims(host=asked.host, since=asked.since, until=asked.as_of.date())
    every = [each for of_day in weightiest(ledger, wanted, known_at=asked.past).values() for each in of_day]
    dated = [each for each in every if each.claim.since is not None]
    top = sorted(dated, key=_weightiest_first)[:TOP]
    items = [item for each in sorted(top, key=_latest_first) if (item := _item(each.claim, asked, found)) is not None]
    note = (
        f"The {len(items)} weightiest of {words.counted(len(dated), 'claim')} since {words.day(asked.since)}."
        if items
        else f"Nothing that this ledger holds began since {words.day(asked.since)}. That is not an all-clear."
    )
    return Section(slug="changed", title="What changed", note=note, items=tuple(items))


def headline(claim: Claim, asked: Asked) -> str:
    """A claim in a few words, its sender by name."""
    said = claim.said
    return words.posture(said, asked.name(said.sender)) if isinstance(said, Posture) else label(claim)


def heard(claim: Claim) -> str:
    """From how many independent origins, in how many documents, and who had it first."""
    documents = len({key for voice in claim.voices for key in voice.documents})
    first = claim.first.publisher or "a publisher that is not known"
    origins, carried = words.counted(claim.independent, "independent origin"), words.counted(documents, "document")
    return f"{origins}, {carried}, first {first}"


def denial(contest: Contest, found: References) -> Sentence | None:
    """Who denies or doubts, in the sentence that says so."""
    quote = found.quote(contest.evidence[0]) if contest.evidence else None
    return found.said(f"Denied or doubted by {contest.by}: “{quote}”", contest.evidence) if quote else None


def _item(claim: Claim, asked: Asked, found: References) -> Item | None:
    when = words.day(claim.since)
    text = f"{when}. {headline(claim, asked)}: “{claim.said.evidence}” ({heard(claim)})"
    said = found.said(text, (claim.said_id, *claim.evidence))
    denials = [denial(each, found) for each in claim.contests[:DENIALS]]
    return None if said is None else Item(said=said, beside=tuple(each for each in denials if each is not None))


def _weightiest_first(each: Weighed) -> tuple[int, int, str]:
    return -each.weight, -(each.claim.since or dt.date.min).toordinal(), each.claim.id


def _latest_first(each: Weighed) -> tuple[int, int, str]:
    return -(each.claim.since or dt.date.min).toordinal(), -each.weight, each.claim.id
