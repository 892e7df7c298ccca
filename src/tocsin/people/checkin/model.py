"""The nouns of a check-in: campaign, ticket, sending, answer."""

import datetime as dt
from typing import Literal

import msgspec

State = Literal["safe", "help", "moving"]
Purpose = Literal["ask", "escalate"]
SendingStatus = Literal["begun", "confirmed", "failed", "retry"]


class Campaign(msgspec.Struct, frozen=True, kw_only=True):
    """One question to many: who was asked, by whom, until when links work. A ``drill`` is never taken for real.

    ``whom`` says in words who is asked ("group Field", "exposed: NER").
    """

    id: str
    title: str
    whom: str
    made_at: dt.datetime
    expires_at: dt.datetime
    made_by: str
    drill: bool = False


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """One person in one campaign; the secret half of the link."""

    id: str
    campaign: str
    person: str

    def __repr__(self) -> str:
        return f"Ticket(campaign={self.campaign!r}, person={self.person!r})"


class Sending(msgspec.Struct, frozen=True, kw_only=True):
    """One try to tell somebody about a person: ``to_whom`` is that person, or one who answers for them.

    ``channel`` names the way; where nobody could be told, because there is none, it is ``-``.
    """

    person: str
    to_whom: str
    purpose: Purpose
    round: int
    channel: str
    status: SendingStatus
    at: dt.datetime
    why: str | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a person said, or what a responder (``taken_by``) took down on the phone. Note and place are personal."""

    person: str
    state: State
    at: dt.datetime
    taken_by: str | None = None
    note: str = ""
    place: str = ""

    def __repr__(self) -> str:
        return f"Answer(person={self.person!r}, state={self.state!r}, at={self.at.isoformat()})"
