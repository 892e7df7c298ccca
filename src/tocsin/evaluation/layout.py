"""What is measured of a text as a whole: its own record, where its posts open, what is kept out of the body."""

import collections
from collections.abc import Sequence

from tocsin.evaluation.gold import Gold
from tocsin.evaluation.model import Measure, Share
from tocsin.evaluation.pairing import paired
from tocsin.evaluation.same import overlap
from tocsin.records import AnyRecord, DocumentRecord, PassageRecord

NEAR = 3
"""Characters by which the opening of a post may be off."""

_OF_DOCUMENT = ("published", "publisher", "title", "live_blog")


class Layout:
    """Counts over all texts."""

    def __init__(self) -> None:
        self._shares: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
        self._posts = [0, 0, 0]

    def add(self, gold: Gold, records: Sequence[AnyRecord]) -> None:
        """Count one text."""
        passages = [each for each in records if isinstance(each, PassageRecord)]
        for each in records:
            if isinstance(each, DocumentRecord):
                self._document(gold, each)
        body = [(each.start, each.end) for each in passages if each.role == "body"]
        for span in gold.noise:
            out = not any(overlap(span, each) > 0.5 * (span[1] - span[0]) for each in body)
            self._share("noise kept out", right=out)
        if gold.posts is not None:
            opened = {each.start for each in passages if each.opens_post}
            self._count_posts(sorted(gold.posts), sorted(at for at in opened if gold.covers[0] <= at < gold.covers[1]))

    def measures(self) -> dict[str, Measure]:
        """The measure of posts, where some gold tells them."""
        gold, read, hits = self._posts
        return {"posts": Measure.of(gold, read, hits)} if gold or read else {}

    def shares(self) -> dict[str, Share]:
        """The shares of the document's own fields, and of noise."""
        return {name: Share.counted(*counts) for name, counts in self._shares.items()}

    def _share(self, name: str, *, right: bool) -> None:
        self._shares[name][0] += right
        self._shares[name][1] += 1

    def _document(self, gold: Gold, read: DocumentRecord) -> None:
        """Each field that the gold tells; the date only where the text tells it, too."""
        for name in _OF_DOCUMENT:
            wanted = gold.head.get(name)
            if wanted in (None, "") or (name == "published" and gold.head.get("given")):
                continue
            self._share(f"document {name}", right=_plain(getattr(read, name)) == _plain(wanted))

    def _count_posts(self, gold: list[int], read: list[int]) -> None:
        pairs = paired(gold, read, lambda a, b: float(abs(a - b) <= NEAR))
        for at, number in enumerate((len(gold), len(read), len(pairs))):
            self._posts[at] += number


def _plain(value: object) -> str:
    return str("" if value is None else value).casefold().strip()
