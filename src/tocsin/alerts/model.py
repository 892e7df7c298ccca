"""The nouns of the alarm: Quote, Moved, Alert, and how they are named."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal

import msgspec

from tocsin.records.model import PostureType

Kind = Literal["new", "worse", "eased", "lapsed", "withdrawn", "test"]
"""``new``: nothing was known before, or it holds beside what does. ``worse``, ``eased``: than what stood.
``lapsed``: it rang, and nobody has said for long whether it still holds, or the day that it named has passed.
``withdrawn``: it no longer stands in what it was read from."""
ENDED: tuple[Kind, ...] = ("lapsed", "withdrawn")
"""Kinds after which the same may ring anew."""
AlertType = PostureType | Literal["outlook", "checkin"]
"""What an alert is about: a measure of a sender, the level of a host's outlook, or a check-in."""
State = Literal["pending", "confirmed", "failed", "spared"]
"""Of a delivery. ``spared``: somebody acknowledged before it was its turn."""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a document behind an alert: ``words`` stand at ``start`` to ``end`` of its text."""

    record: str
    document: str
    start: int
    end: int
    words: str
    publisher: str | None = None
    title: str | None = None
    published: dt.date | None = None
    address: str | None = None


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier alert of the same chain, as CAP refers to it."""

    id: str
    at: dt.datetime


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """At ``host`` the measure of ``sender`` moved to ``value``; ``before`` is what stood (``None``: not known).

    ``fresh`` is false where the measure was in force already and this document only says so again. ``since`` is the
    day it took effect, ``ends`` its last day where told. ``contested`` are values within a day that cannot be so too.
    """

    host: str
    sender: str | None
    type: PostureType
    value: str
    kind: Kind
    before: str | None = None
    place: str | None = None
    regional: bool = False
    fresh: bool = True
    since: dt.date | None = None
    ends: dt.date | None = None
    evidence: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    unknown: tuple[PostureType, ...] = ()


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """A change that a rule asked to be told of, with what it rests on and what is not known.

    ``before`` and ``value`` are of ``VALUES[type]``, of an outlook the levels, of a check-in ``overdue``, with
    ``silent`` of the ``asked`` who have not answered and ``about`` the check-in's id. ``origins`` names whom it is
    independently known from so far, and ``documents`` counts those that carry it. ``official`` says that it stands on
    the sender's own page. ``exposed`` is how many of one's own people it touches, where the rule asks. ``earlier`` are
    the alerts of the same chain, oldest first; ``id`` names it for ever.
    """

    id: str
    rule: str
    at: dt.datetime
    host: str
    sender: str | None
    type: AlertType
    value: str
    kind: Kind
    before: str | None = None
    place: str | None = None
    regional: bool = False
    since: dt.date | None = None
    ends: dt.date | None = None
    expires: dt.datetime
    grave: bool = False
    drill: bool = False
    official: bool = False
    quotes: tuple[Quote, ...] = ()
    origins: tuple[str, ...] = ()
    documents: int = 0
    contested: tuple[str, ...] = ()
    unknown: tuple[PostureType, ...] = ()
    exposed: int | None = None
    silent: int | None = None
    asked: int | None = None
    about: str | None = None
    earlier: tuple[Reference, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether strangers may be told of it: a check-in is nobody else's business."""
        return self.type != "checkin"

    @property
    def chain(self) -> str:
        """The id of the first alert of the chain."""
        return self.earlier[0].id if self.earlier else self.id


def references(chain: Sequence[Alert]) -> tuple[Reference, ...]:
    """The alerts since the chain was last withdrawn, oldest first."""
    after = max((place + 1 for place, each in enumerate(chain) if each.kind == "withdrawn"), default=0)
    return tuple(Reference(id=each.id, at=each.at) for each in chain[after:])


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One try to send, how it ended and why, and how long it took."""

    at: dt.datetime
    status: str
    why: str
    milliseconds: int


class DeliveryLog(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one message to one receiver: who, by what, when, and each try."""

    key: str
    channel: str
    receiver: str
    step: int
    state: State
    due_at: dt.datetime
    ended_at: dt.datetime | None
    attempts: tuple[Attempt, ...] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody opened or acknowledged an alert. ``delivery`` is the message whose link was followed."""

    kind: Literal["opened", "acknowledged"]
    at: dt.datetime
    by: str | None = None
    note: str | None = None
    delivery: str | None = None


class AlertLog(msgspec.Struct, frozen=True, kw_only=True):
    """An alert with everything that became of it."""

    alert: Alert
    deliveries: tuple[DeliveryLog, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def acknowledged(self) -> Answer | None:
        """The first acknowledgement."""
        return next((each for each in self.answers if each.kind == "acknowledged"), None)
