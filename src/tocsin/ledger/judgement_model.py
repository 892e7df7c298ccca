"""What an analyst judged: the nouns Judgement and Struck."""

import datetime as dt
from typing import Literal, get_args

import msgspec

from tocsin.ledger.model import KnownRecord

JudgementKind = Literal["reject", "restore", "correct", "add", "pin", "unpin", "comment"]
"""``reject``: a record decides nothing any more. ``restore``: a rejection or correction is taken back. ``correct``:
another record instead. ``add``: a record that no reader made. ``pin``, ``unpin``, ``comment``: nothing is decided."""
JUDGEMENTS: tuple[JudgementKind, ...] = get_args(JudgementKind)
DECIDING: tuple[JudgementKind, ...] = ("reject", "restore", "correct")
"""Of those that a record has, the last one decides whether it counts."""
MOVING: tuple[JudgementKind, ...] = (*DECIDING, "add")
"""The kinds that change the picture of a document."""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What an analyst decided or noted, about one thing, at a moment (UTC).

    ``number`` counts the judgements of a ledger, ``key`` names this one for ever. ``record`` is what was judged: of a
    correction of a correction, the record that was read. ``document`` is where it stands; ``made`` the id of the record
    that came of it. ``claim`` is the id of a claim, ``host`` the country that it is of. ``reason`` is the author's.
    """

    number: int
    key: str
    at: dt.datetime
    author: str
    kind: JudgementKind
    record: str | None = None
    document: str | None = None
    claim: str | None = None
    host: str | None = None
    reason: str | None = None
    made: str | None = None


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """What a pin or a comment is about: exactly one of these."""

    record: str | None = None
    document: str | None = None
    claim: str | None = None
    host: str | None = None


class Struck(msgspec.Struct, frozen=True, kw_only=True):
    """A record that does not count any more, and the judgement by which."""

    known: KnownRecord
    by: Judgement
