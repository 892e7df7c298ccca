"""The ways out of a host, by means."""

from collections.abc import Iterable, Sequence

from tocsin.ledger import KnownPosture, KnownRecord
from tocsin.ways import MEANS, Means, WayOut, ways_out
from tocsin.web.page import Page

HEADS: dict[Means, str] = {
    "air": "Airports and airspace",
    "carrier": "Carriers",
    "border": "Borders and crossings",
    "road": "Roads",
    "rail": "Railways",
    "sea": "Ports and ferries",
    "reception": "Reception and assistance",
    "consular": "Missions",
}
TONES: dict[str, str] = {
    "open": "calm",
    "closed": "grave",
    "suspended": "serious",
    "restricted": "watch",
    "damaged": "serious",
    "unsafe": "grave",
}


def ways_of(page: Page, code: str, postures: Iterable[KnownPosture]) -> tuple[WayOut, ...]:
    """The ways out of a host at the page's moment; ``postures`` are those of the host, at hand."""
    told = page.ledger.told(host=code, kinds=["way"], known_at=None if page.knows_all else page.known_at)
    return ways_out([*told, *map(_record, postures)], as_of=page.moment, known_at=page.known_at)


def by_means(found: Sequence[WayOut]) -> dict[str, list[WayOut]]:
    """The ways of each means under its heading, those that are not stale first."""
    groups: dict[str, list[WayOut]] = {}
    for means in MEANS:
        same = [way for way in found if way.means == means]
        if same:
            groups[HEADS[means]] = same
    return groups


def tone_of(way: WayOut) -> str:
    """The tone of a way: what is stale is unknown, never calm."""
    return "unknown" if way.stale else TONES[way.now.state]


def _record(known: KnownPosture) -> KnownRecord:
    return KnownRecord(
        id=known.id,
        record=known.posture,
        day=known.posture.date or known.published,
        document_key=known.document_key,
        publisher=known.publisher,
        title=known.title,
        published=known.published,
        address=known.address,
        first_seen=known.first_seen,
        last_seen=known.last_seen,
    )
