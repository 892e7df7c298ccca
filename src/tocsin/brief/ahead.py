"""The outlook: its level, and the indicators that are on, each with the latest sentence behind it."""

from tocsin.brief import words
from tocsin.brief.asking import Asked, References
from tocsin.brief.model import Item, Section
from tocsin.charts import ahead as drawn
from tocsin.ledger import Ledger
from tocsin.outlook import Outlook, Shown, ahead_of, taken_in

YOUNG = " (over its threshold; the ledger is too young to say what is usual there)"


def ahead(ledger: Ledger, asked: Asked, found: References) -> Section:
    """The indicators that are on, the level that they make together, and why it is held back where it is."""
    taken_in(ledger)
    looked = ahead_of(ledger, asked.host, as_of=asked.as_of.date(), known_at=asked.past)
    seen, drawing = looked.outlook, drawn(looked.days)
    shown = [each for each in seen.shown if each.state in ("on", "unknown")]
    items = [item for item in (_level(seen, found), *(_item(each, found) for each in shown)) if item is not None]
    note = (
        "Named indicators over what was read, by rules that are written down. No forecast and no verdict."
        if items
        else "No indicator is on in what this ledger holds. That is no all-clear: it is what was read."
    )
    return Section(
        slug="outlook", title="Outlook", note=note, items=tuple(items), drawings=(drawing,) if drawing else ()
    )


def _level(seen: Outlook, found: References) -> Item | None:
    held = f", held back: {seen.held_back}" if seen.held_back else ""
    text = f"Level {seen.level}, by {words.counted(len(seen.on), 'indicator')}{held}"
    said = found.said(text, [each.id for shown in seen.on for each in shown.evidence[:1]])
    return None if said is None else Item(said=said)


def _item(shown: Shown, found: References) -> Item | None:
    evidence = [each.id for each in shown.evidence]
    quote = found.quote(evidence[0]) if evidence else None
    if quote is None:
        return None
    latest = f"{words.day(shown.evidence[0].day)}: “{quote}”"
    title = shown.indicator.title + (YOUNG if shown.state == "unknown" else "")
    said = found.said(f"{title}. {shown.indicator.why} Latest, {latest}", evidence)
    return None if said is None else Item(said=said)
