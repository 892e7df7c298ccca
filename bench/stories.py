"""How well documents are gathered into stories: B-cubed on a set of articles by event.

    python bench/stories.py [FILE]

FILE is stories-dev.tar.gz, JSON articles with the number of their event; it keeps its own terms and is not part of this
project. The events are halved five times by fixed draws; the distance is chosen on one half and reported on the other,
which it has not seen. Peer, tuned on the whole set: TF-IDF with average link, F1 .93.
"""

import argparse
import datetime as dt
import json
import random
import tarfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from tocsin.documents import Document
from tocsin.stories import DISTANCE, labels

DEFAULT = Path(__file__).parents[2] / "shared" / "data" / "bench" / "stories-dev.tar.gz"
DISTANCES = [distance / 100 for distance in range(80, 97)]


class Article(NamedTuple):
    """A document and the event that it is about."""

    document: Document
    event: int


class BCubed(NamedTuple):
    """Precision, recall and their mean, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f} (precision {self.precision:.3f}, recall {self.recall:.3f})"


def articles(path: Path) -> list[Article]:
    """The set, by key."""
    with tarfile.open(path) as archive:
        files = [archive.extractfile(member) for member in archive.getmembers() if member.name.endswith(".json")]
        read = [json.loads(file.read()) for file in files if file is not None]
    return sorted((_article(each) for each in read), key=lambda article: article.document.key)


def _article(read: dict[str, object]) -> Article:
    cluster = read["newsCluster"]
    assert isinstance(cluster, dict)
    document = Document(
        text=str(read["text"] or ""),
        title=str(read["title"] or "") or None,
        canonical=str(read["dId"]),
        published=dt.date.fromisoformat(str(read["date_publish"])[:10]),
    )
    return Article(document, int(cluster["EventId"]))


def bcubed(found: Sequence[int], events: Sequence[int]) -> BCubed:
    """The measure of Bagga and Baldwin: for each document the share of its group that belongs, of its event found."""
    groups, sizes, both = Counter(found), Counter(events), Counter(zip(found, events, strict=True))
    pairs = list(zip(found, events, strict=True))
    precision = mean(both[pair] / groups[pair[0]] for pair in pairs)
    return BCubed(precision, mean(both[pair] / sizes[pair[1]] for pair in pairs))


def score(of: Sequence[Article], distance: float) -> BCubed:
    """How well a set is told apart at a distance."""
    found = labels([article.document for article in of], distance=distance)
    return bcubed(found, [article.event for article in of])


def halves(of: Sequence[Article], draw: int) -> tuple[list[Article], list[Article]]:
    """The articles of one half of the events, and of the other."""
    events = sorted({article.event for article in of})
    random.Random(draw).shuffle(events)
    one = set(events[: len(events) // 2])
    return [each for each in of if each.event in one], [each for each in of if each.event not in one]


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path, nargs="?", default=DEFAULT)
    every = articles(asked.parse_args().file)
    print(f"{len(every)} articles of {len({article.event for article in every})} events")
    kept_back = []
    for draw in range(5):
        seen, unseen = halves(every, draw)
        best = max(DISTANCES, key=lambda distance: (score(seen, distance).f1, -distance))
        kept_back.append(score(unseen, best).f1)
        print(f"  half {draw}: chosen {best:.2f} with {score(seen, best)}; on the other half {score(unseen, best)}")
    print(f"other halves, mean F1 {mean(kept_back):.3f}, least {min(kept_back):.3f}")
    start = time.perf_counter()
    print(f"whole set at {DISTANCE}: {score(every, DISTANCE)}, in {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
