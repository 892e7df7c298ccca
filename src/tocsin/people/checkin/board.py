"""The board of a campaign out of the database, and the list of whom to call."""

import datetime as dt

import msgspec

from tocsin.people.checkin.campaigns import CheckIns
from tocsin.people.checkin.model import Campaign
from tocsin.people.checkin.muster import Muster, Status, muster
from tocsin.people.model import Viewer

_CALLED: tuple[Status, ...] = ("help", "not reached", "no answer")


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list to call by: how urgent, who, on which numbers, and who answers for them."""

    status: Status
    person: str
    name: str
    groups: tuple[str, ...]
    numbers: tuple[str, ...]
    answered_by: tuple[str, ...]
    last_at: dt.datetime | None
    note: str = ""

    def __repr__(self) -> str:
        return f"Call({self.person!r}, {self.status!r})"


def board_of(checkins: CheckIns, campaign: Campaign) -> Muster:
    """The muster board of a campaign as it is now, without names."""
    groups = checkins.people.groups_of(checkins.asked(campaign.id))
    return muster(campaign, groups, checkins.sendings(campaign.id), checkins.answers(campaign))


def call_list(checkins: CheckIns, campaign: Campaign, *, viewer: Viewer, at: dt.datetime) -> list[Call]:
    """Whom to call, most urgent first: need help, not reached, no answer. Numbers are for responders only; looking
    at them is kept.
    """
    lines = [line for line in board_of(checkins, campaign).lines if line.status in _CALLED]
    found = checkins.people.persons([each.person for each in lines], viewer=viewer, at=at, did="call list")
    known = {each.id: each for each in found}
    answering = dict(zip((each.id for each in found), checkins.people.answering_all(found), strict=True))
    names = checkins.people.names({each for ids in answering.values() for each in ids})
    notes = {each.person: each.note for each in checkins.answers(campaign)} if viewer.role == "responder" else {}
    return [
        Call(
            status=line.status,
            person=line.person,
            name=known[line.person].name,
            groups=line.groups,
            numbers=tuple(
                way.address.partition(":")[2] for way in known[line.person].ways if way.kind in ("phone", "sms")
            ),
            answered_by=tuple(names.get(each, each) for each in answering[line.person]),
            last_at=line.last_at,
            note=notes.get(line.person, ""),
        )
        for line in lines
        if line.person in known
    ]
