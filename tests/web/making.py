"""Hand-made documents and their records, with offsets counted and not typed."""

import datetime as dt
from typing import Any, Self

import msgspec

from tocsin.documents import Document, Passage, Role
from tocsin.records import Posture


class Line(msgspec.Struct, frozen=True):
    """A passage to be: its text, its role, and what is read in it."""

    text: str
    says: tuple[dict[str, Any], ...] = ()
    role: Role = Role.BODY
    opens_post: bool = False

    @classmethod
    def of(cls, role: str, text: str, *says: dict[str, Any]) -> Self:
        """A line by the name of its role; ``post`` is a heading that opens a post, ``post-body`` a body that does."""
        role_of_post = {"post": Role.HEADING, "post-body": Role.BODY}
        return cls(text, says, role_of_post.get(role) or Role(role), role in role_of_post)


def line(text: str, *says: str) -> Line:
    """A line of the body."""
    return Line(text, tuple(map(said, says)))


def said(words: str) -> dict[str, Any]:
    """The fields of a posture from ``SENDER; HOST; TYPE VALUE; field=value; ...`` (``-``: not named).

    ``evidence`` may name a run of the line; without it the whole line is the evidence.
    """
    sender, host, what, *more = words.split("; ")
    kind, value = what.split()
    fields: dict[str, Any] = {"type": kind, "value": value}
    fields["sender"], fields["host"] = (None if each == "-" else each for each in (sender, host))
    for name, text in (each.split("=", 1) for each in more):
        fields[name] = dt.date.fromisoformat(text) if name in ("date", "ends") else text
    return fields


def made(*lines: Line, published: dt.date | None = None, **about: Any) -> tuple[Document, list[Posture]]:
    """A document of these lines and the postures that they say, dated by the publication where they give no date."""
    text = ""
    passages: list[Passage] = []
    postures: list[Posture] = []
    for each in lines:
        start = len(text)
        text += each.text
        passages.append(Passage(start=start, end=len(text), role=each.role, opens_post=each.opens_post))
        postures += [_posture(text, start, {"date": published, **fields}) for fields in each.says]
        text += "\n\n"
    return Document(text=text, published=published, passages=tuple(passages), **about), postures


def _posture(text: str, line_start: int, fields: dict[str, Any]) -> Posture:
    evidence = fields.pop("evidence", text[line_start:])
    start = text.index(evidence, line_start)
    return Posture(start=start, end=start + len(evidence), evidence=evidence, **fields)
