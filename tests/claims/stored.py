"""Documents as the ledger gives them, and records in them, made in one line."""

import datetime as dt
from collections.abc import Container
from typing import Any

from tocsin.documents import Document
from tocsin.documents.model import Passage, Role
from tocsin.ledger import Sighting, StoredDocument
from tocsin.records import Posture

SEEN = dt.datetime(2022, 2, 12, 12, tzinfo=dt.UTC)


def stored(
    text: str, publisher: str | None = None, *, day: int | None = 12, hour: int = 12, **said: Any
) -> StoredDocument:
    """A document of that day of February 2022, seen at that hour; each line is a passage, the first its heading."""
    roles, posts = said.pop("roles", {}), said.pop("posts", ())
    document = Document(
        text=text,
        publisher=publisher,
        published=None if day is None else dt.date(2022, 2, day),
        passages=_passages(text, roles, posts),
        **said,
    )
    seen = SEEN.replace(day=day or 12, hour=hour)
    return StoredDocument(
        document=document, reader="made", read_at=seen, sightings=(Sighting(seen_at=seen, address=None),), records=()
    )


def posture_in(document: StoredDocument, words: str, **said: Any) -> Posture:
    """A posture whose evidence is these words of the document."""
    start = document.document.text.index(words)
    about = {"sender": "NOR", "host": "UKR", "type": "mission", "value": "relocated", **said}
    return Posture(start=start, end=start + len(words), evidence=words, **about)


def _passages(text: str, roles: dict[int, Role], posts: Container[int]) -> tuple[Passage, ...]:
    made, start = [], 0
    for place, line in enumerate(text.split("\n")):
        role = roles.get(place, Role.BODY if place else Role.HEADING)
        made.append(Passage(start=start, end=start + len(line), role=role, opens_post=place in posts))
        start += len(line) + 1
    return tuple(made)
