"""The ways out: each with its state, since when, and who says so; what is stale is not open."""

from tocsin.brief import words
from tocsin.brief.asking import Asked, References
from tocsin.brief.model import Item, Section
from tocsin.ledger import Ledger
from tocsin.ways import Said, WayOut, ways_out

MOST = 20


def out(ledger: Ledger, asked: Asked, found: References) -> Section:
    """The ways of which anything is known, those told lately first in each kind."""
    told = ledger.told(host=asked.host, kinds=["way", "posture"], known_at=asked.known_at)
    ways = ways_out(told, as_of=asked.as_of, known_at=asked.known_at)
    listed = sorted(ways, key=lambda way: way.stale)
    items = [item for way in listed[:MOST] if (item := _item(way, asked, found)) is not None]
    note = (
        f"{len(items)} of {words.counted(len(ways), 'way')} out that anything is known of. What is stale is unknown, "
        "not open."
        if items
        else "Nothing is known of ways out. Unknown is not open."
    )
    return Section(slug="ways", title="Ways out", note=note, items=tuple(items))


def _item(way: WayOut, asked: Asked, found: References) -> Item | None:
    said = found.said(_text(way, asked), way.now.evidence)
    unlike = [found.said(f"But also: {each.state}, by {_who(each)}", each.evidence) for each in way.unlike]
    return None if said is None else Item(said=said, beside=tuple(each for each in unlike if each is not None))


def _text(way: WayOut, asked: Asked) -> str:
    whose = "" if way.sender is None or way.means == "carrier" else f"{asked.name(way.sender)}, "
    leads = f" to {asked.name(way.beyond)}" if way.beyond else ""
    since = f", since {words.day(way.since)}" if way.since else ", undated"
    stale = "" if not way.stale else ", stale" if way.age_days is None else f", stale for {way.age_days:,} days"
    return f"{words.MEANS[way.means]}: {whose}{way.name}{leads}: {way.now.state}{since}{stale}, by {_who(way.now)}"


def _who(said: Said) -> str:
    return ", ".join(said.said_by or said.publishers) or "a publisher that is not known"
