"""Stories: which documents are about one event, by the words of their titles and openings and by their days."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from tocsin.documents import Document

DISTANCE = 0.87
"""Documents whose likeness is on average under .13 are of two stories. Chosen, as are the next three, on half of the
events of stories-dev (bench/stories.py): title weights of 2 to 4, openings of 1,500 characters to all, fading over 1
year, 2 or never were swept, over five halvings; .85 to .91 won."""
TITLE_WEIGHT = 3
OPENING = 2500
FADES_OVER_DAYS = 365
"""Days after which likeness counts for a third: an anniversary is not the event."""
_RARE_FROM = 20
"""Documents from which a word that stands in one alone is left out; among fewer every word counts."""


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Documents about one event: their keys in order of publication, and the first and last day."""

    documents: tuple[str, ...]
    title: str | None
    since: dt.date | None
    until: dt.date | None


def stories(documents: Iterable[Document], *, distance: float = DISTANCE) -> list[Story]:
    """The stories that some documents tell, the earliest first; the same documents in any order tell the same. Pure.

    ``distance`` (0 to 1) is how unlike the documents of one story may be on average. Documents in a language of their
    own make stories of their own. Ten thousand documents take about a minute.
    """
    once = sorted({document.key: document for document in documents}.items())
    listed = [document for _, document in once]
    groups: dict[int, list[Document]] = {}
    for label, document in zip(labels(listed, distance=distance), listed, strict=True):
        groups.setdefault(label, []).append(document)
    return sorted((_story(group) for group in groups.values()), key=lambda story: _late(story.since, story.documents))


def labels(documents: Sequence[Document], *, distance: float = DISTANCE) -> list[int]:
    """For each document the number of its story."""
    if len(documents) < 2:
        return list(range(len(documents)))
    like = _likeness(documents)
    count, parts = connected_components(like >= 1 - distance, directed=False)
    found = np.zeros(len(documents), dtype=int)
    told = 0
    for part in range(count):
        places = np.flatnonzero(parts == part)
        within = _average_link(like[places][:, places].toarray(), distance)
        found[places] = within + told
        told += int(within.max()) + 1
    return [int(label) for label in found]


def _likeness(documents: Sequence[Document]) -> csr_array:
    """How alike each two documents are, 0 to 1: by weighted words, fading with the days between them."""
    words = TfidfVectorizer(stop_words="english", sublinear_tf=True, min_df=2 if len(documents) >= _RARE_FROM else 1)
    try:
        weights = words.fit_transform([_words(document) for document in documents])
    except ValueError:  # not one word in all of them
        return csr_array(np.eye(len(documents)))
    pairs = (weights @ weights.T).tocoo()
    days = np.array([document.published.toordinal() if document.published else 0 for document in documents])
    known = (days[pairs.row] > 0) & (days[pairs.col] > 0)
    apart = np.where(known, np.abs(days[pairs.row] - days[pairs.col]), 0)
    return csr_array((pairs.data * np.exp(-apart / FADES_OVER_DAYS), (pairs.row, pairs.col)), shape=pairs.shape)


def _average_link(like: np.ndarray, distance: float) -> np.ndarray:
    """Labels by average linkage. Two groups are never joined without a pair that is near enough, so that it may be
    asked of each connected part alone."""
    if len(like) == 1:
        return np.zeros(1, dtype=int)
    linkage = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=distance
    )
    return np.asarray(linkage.fit_predict(np.clip(1 - like, 0, None)))


def _words(document: Document) -> str:
    """The title, several times, and the opening of the body."""
    body = [each for each in document.passages if each.role.is_read]
    text = "\n".join(document.text[each.start : each.end] for each in body) if body else document.text
    return f"{document.title or ''}\n" * TITLE_WEIGHT + text[:OPENING]


def _story(group: Sequence[Document]) -> Story:
    ordered = sorted(group, key=lambda document: _late(document.published, (document.key,)))
    days = [document.published for document in ordered if document.published is not None]
    return Story(
        documents=tuple(document.key for document in ordered),
        title=next((document.title for document in ordered if document.title), None),
        since=min(days, default=None),
        until=max(days, default=None),
    )


def _late(day: dt.date | None, keys: tuple[str, ...]) -> tuple[dt.date, tuple[str, ...]]:
    """In order of days, then keys; undated ones last."""
    return day or dt.date.max, keys
