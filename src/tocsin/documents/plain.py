"""Plain text to a Document: nothing marks what is what, so everything is told by form, place and wording."""

import datetime as dt
from collections.abc import Iterable, Sequence

from tocsin.documents import language, masthead, posts, published, roles
from tocsin.documents.lines import Line, split
from tocsin.documents.model import Document, Passage, Role, Signal

_URLISH = ("http://", "https://", "www.")


def read(
    text: str,
    *,
    raw: bytes = b"",
    address: str | None = None,
    given: dt.date | None = None,
    signals: Iterable[Signal] = (),
) -> Document:
    """A plain text as a Document; ``text`` stays unchanged and every passage is a slice of it.

    ``given`` is the date of publication that the reader knows; without it the date is looked for in the text, and a
    text that has none carries the signal ``undated``.
    """
    lines = split(text)
    if not lines:
        return Document(text=text, raw=raw, address=address, published=given, signals=(*signals, empty(address)))
    layout = roles.lay_out(lines)
    cutting = (
        posts.cut(lines, layout.roles, layout.title)
        if layout.style is roles.Style.PRESS
        else posts.Cutting(False, frozenset())
    )
    found = None if given else published.find(lines, layout.roles, layout.title)
    notes = [found.signal] if found and found.signal else []
    if given is None and found is None:
        notes.append(undated(address))
    return Document(
        text=text,
        raw=raw,
        address=address,
        canonical=_source(lines),
        publisher=masthead.publisher(lines, layout.first_body, layout.title_line),
        title=layout.title,
        bylines=layout.bylines,
        published=given or (found.date if found else None),
        language=language.guess(
            " ".join(line.text for line, role in zip(lines[:80], layout.roles, strict=False) if role is Role.BODY)
        ),
        live_blog=cutting.live,
        passages=passages(lines, layout.roles, cutting.opens),
        signals=(*signals, *notes),
    )


def passages(lines: Sequence[Line], given: Sequence[Role], opens: frozenset[int]) -> tuple[Passage, ...]:
    """One passage a line; a post's date is the one that its clock line prints, if it prints one."""
    found: list[Passage] = []
    day: dt.date | None = None
    for i, (line, role) in enumerate(zip(lines, given, strict=True)):
        if opens and role is Role.NOISE and posts.is_clock(line.text):
            day = next((when for _, when in published.in_text(line.text)), day)
        found.append(
            Passage(
                start=line.start, end=line.end, role=role, opens_post=i in opens, published=day if i in opens else None
            )
        )
    return tuple(found)


def undated(address: str | None) -> Signal:
    """The signal of a document whose date of publication nobody knows."""
    return Signal(
        code="undated",
        why="The text tells no date of publication, so weekdays in it stay unresolved. Give --published.",
        source=address,
    )


def empty(address: str | None) -> Signal:
    """The signal of a document without any text to read."""
    return Signal(
        code="no_text", why="No text could be found in this document, so nothing was read from it.", source=address
    )


def _source(lines: Sequence[Line]) -> str | None:
    """The address that a saved page prints alone at its end or its head."""
    for line in [*reversed(lines[-4:]), *lines[:3]]:
        words = line.text.split() if line.words <= 3 else []
        if words and words[-1].startswith(_URLISH):
            return words[-1].strip("<>")
    return None
