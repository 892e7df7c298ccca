"""Check-ins in the database: campaigns, tickets, sendings, answers. Rows are only added."""

import datetime as dt
import secrets
from collections.abc import Collection, Iterable, Sequence

import msgspec
import sqlalchemy as sa

from tocsin.errors import InputError
from tocsin.ledger import people_tables as tables
from tocsin.ledger.moments import utc
from tocsin.ledger.writing import insert
from tocsin.people.checkin import links
from tocsin.people.checkin.model import Answer, Campaign, Purpose, Sending, SendingStatus, State, Ticket
from tocsin.people.model import Viewer
from tocsin.people.store import People

MOST_NOTE, MOST_PLACE = 1000, 200
"""Characters of an answer that are kept."""
_BATCH = 500


class _Said(msgspec.Struct):
    """What is sealed of an answer."""

    person: str
    note: str
    place: str


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A try as it is about to be kept; ``key`` is the one that the message carries."""

    key: str
    person: str
    to_whom: str
    purpose: Purpose
    round: int
    channel: str
    status: SendingStatus
    at: dt.datetime
    why: str | None = None
    step: int = 0


class CheckIns:
    """The check-ins of a roster. May be shared by threads."""

    def __init__(self, people: People) -> None:
        self.people = people

    def begin(
        self,
        persons: Collection[str],
        *,
        title: str,
        whom: str,
        by: Viewer,
        at: dt.datetime,
        hours: float = 24.0,
        drill: bool = False,
    ) -> Campaign:
        """Begin a campaign: each person gets a ticket. Raises InputError where nobody is to be asked."""
        if not persons:
            raise InputError("Nobody is to be asked: the group is empty, or nobody is exposed.")
        if not 0 < hours <= 24 * 31:
            raise InputError("A link works for more than 0 hours and at most 31 days.")
        at = utc(at)
        campaign = Campaign(
            id=f"{at:%Y%m%d}-{secrets.token_hex(4)}",
            title=" ".join(title.split())[:200] or "Are you safe?",
            whom=whom,
            made_at=at,
            expires_at=at + dt.timedelta(hours=hours),
            made_by=by.name,
            drill=drill,
        )
        row = {name: getattr(campaign, name) for name in Campaign.__struct_fields__ if name != "id"}
        made = [
            {"ticket": secrets.token_urlsafe(16), "campaign": campaign.id, "person": each, "made_at": at}
            for each in sorted(set(persons))
        ]
        with self.people.writing() as connection:
            insert(connection, tables.campaigns, row | {"campaign": campaign.id})
            for start in range(0, len(made), _BATCH):
                insert(connection, tables.tickets, *made[start : start + _BATCH])
        return campaign

    def campaign(self, id_: str) -> Campaign:
        """A campaign by its id. Raises InputError where there is none."""
        found = self.find(id_)
        if found is None:
            raise InputError("There is no check-in of this id: see 'tocsin checkin list'.")
        return found

    def find(self, id_: str) -> Campaign | None:
        """A campaign by its id, or ``None``."""
        query = sa.select(tables.campaigns).where(tables.campaigns.c.campaign == id_)
        with self.people.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else _campaign(row)

    def campaigns(self) -> list[Campaign]:
        """Every campaign, newest first."""
        query = sa.select(tables.campaigns).order_by(tables.campaigns.c.made_at.desc())
        with self.people.reading() as connection:
            return [_campaign(row) for row in connection.execute(query).mappings()]

    def tickets(self, campaign: str) -> dict[str, Ticket]:
        """The ticket in force of each person of a campaign."""
        table = tables.tickets
        revoked = sa.select(tables.revocations.c.ticket)
        query = sa.select(table).where(table.c.campaign == campaign).order_by(table.c.person, table.c.made_at)
        with self.people.reading() as connection:
            found = connection.execute(query.where(table.c.ticket.not_in(revoked)))
            return {row.person: _ticket(row) for row in found}

    def asked(self, campaign: str) -> list[str]:
        """The ids of all who are asked, those with a revoked link too."""
        query = sa.select(tables.tickets.c.person).where(tables.tickets.c.campaign == campaign).distinct()
        with self.people.reading() as connection:
            return sorted(connection.execute(query).scalars())

    def link(self, ticket: Ticket, campaign: Campaign, *, address: str) -> str:
        """The link of one person, under the address where the pages are."""
        return f"{address.rstrip('/')}/c/{links.token(ticket.id, self.people.keys.link, drill=campaign.drill)}"

    def opened(self, token: str, *, now: dt.datetime) -> tuple[Ticket, Campaign] | None:
        """What a link opens; ``None`` alike for one guessed, tampered with, revoked, erased or expired."""
        named = links.ticket_of(token, self.people.keys.link)
        if named is None:
            return None
        revoked = sa.select(tables.revocations.c.ticket)
        query = sa.select(tables.tickets).where(tables.tickets.c.ticket == named[0])
        with self.people.reading() as connection:
            row = connection.execute(query.where(tables.tickets.c.ticket.not_in(revoked))).first()
        campaign = None if row is None else self.find(row.campaign)
        if row is None or campaign is None or campaign.drill != named[1] or utc(now) >= campaign.expires_at:
            return None
        return _ticket(row), campaign

    def revoke(self, campaign: str, person: str, *, by: Viewer, at: dt.datetime, anew: bool = False) -> None:
        """Make a person's link useless; ``anew`` gives another. Raises InputError where the person has none."""
        standing = self.tickets(campaign).get(person)
        if standing is None:
            raise InputError("This person has no link in this check-in that could be revoked.")
        with self.people.writing() as connection:
            insert(connection, tables.revocations, {"ticket": standing.id, "at": utc(at), "who": by.name})
            if anew:
                fresh = {"ticket": secrets.token_urlsafe(16), "campaign": campaign, "person": person}
                insert(connection, tables.tickets, fresh | {"made_at": utc(at)})

    def answer(
        self,
        campaign: Campaign,
        person: str,
        state: State,
        *,
        at: dt.datetime,
        note: str = "",
        place: str = "",
        taken_by: Viewer | None = None,
    ) -> None:
        """Keep an answer; earlier ones stay. Raises InputError for somebody who was not asked."""
        if taken_by is not None and person not in self.asked(campaign.id):
            raise InputError("This person was not asked in this check-in.")
        note, place = note.strip()[:MOST_NOTE], " ".join(place.split())[:MOST_PLACE]
        said = _Said(person=person, note=note, place=place)
        row = {
            "campaign": campaign.id,
            "person": person,
            "drill": campaign.drill,
            "state": state,
            "at": utc(at),
            "taken_by": None if taken_by is None else taken_by.name,
            "sealed": self.people.keys.seal(msgspec.json.encode(said)) if note or place else None,
        }
        table = tables.answers
        earlier = sa.select(sa.func.count()).where(table.c.campaign == campaign.id, table.c.person == person)
        with self.people.writing() as connection:
            number = connection.execute(earlier).scalar_one()
            insert(connection, table, row | {"key": f"{number:08d}-{secrets.token_hex(12)}"})

    def answers(self, campaign: Campaign, person: str | None = None) -> list[Answer]:
        """Every answer of a campaign, or of one person in it, oldest first, with what is sealed of it.

        A drill's answers belong to a drill and a real one's to a real one, whatever the rows say.
        """
        table = tables.answers
        query = sa.select(table).where(table.c.campaign == campaign.id, table.c.drill == campaign.drill)
        if person is not None:
            query = query.where(table.c.person == person)
        with self.people.reading() as connection:
            found = connection.execute(query.order_by(table.c.at, table.c.key)).all()
        return [self._answer(row) for row in found]

    def _answer(self, row: sa.Row[tuple[object, ...]]) -> Answer:
        said = _Said(person=row.person, note="", place="")
        if row.sealed is not None:
            said = msgspec.json.decode(self.people.keys.open(row.sealed), type=_Said)
        return Answer(
            person=row.person,
            state=row.state,
            at=row.at,
            taken_by=row.taken_by,
            note=said.note,
            place=said.place,
        )

    def keep(self, campaign: str, sent: Iterable[Sent]) -> None:
        """Keep tries: what was begun, and how it ended."""
        rows = [msgspec.structs.asdict(each) | {"campaign": campaign} for each in sent]
        with self.people.writing() as connection:
            for start in range(0, len(rows), _BATCH):
                insert(connection, tables.sendings, *rows[start : start + _BATCH])

    def sendings(self, campaign: str) -> Sequence[Sending]:
        """Every try of a campaign that ended, and those begun of which nobody knows the end, oldest first."""
        table = tables.sendings
        fields = Sending.__struct_fields__
        columns = (table.c.key, table.c.step, *(table.c[name] for name in fields))
        query = sa.select(*columns).where(table.c.campaign == campaign).order_by(table.c.at, table.c.step, table.c.key)
        with self.people.reading() as connection:
            found = connection.execute(query).all()
        ended = {key for key, step, *_ in found if step > 0}
        kept = (told for key, step, *told in found if step > 0 or key not in ended)
        return [Sending(**dict(zip(fields, told, strict=True))) for told in kept]

    def steps(self, campaign: str) -> dict[str, int]:
        """How many steps each key has."""
        table = tables.sendings
        query = sa.select(table.c.key, sa.func.max(table.c.step)).where(table.c.campaign == campaign)
        with self.people.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query.group_by(table.c.key))}


def _campaign(row: sa.RowMapping) -> Campaign:
    named = {name: row[name] for name in Campaign.__struct_fields__ if name != "id"}
    return Campaign(id=row["campaign"], **named)


def _ticket(row: sa.Row[tuple[object, ...]]) -> Ticket:
    return Ticket(id=row.ticket, campaign=row.campaign, person=row.person)
