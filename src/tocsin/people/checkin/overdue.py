"""Which check-ins are overdue: counted without the roster's key, and without telling who is silent."""

import datetime as dt

import msgspec
import sqlalchemy as sa

from tocsin.ledger.people_tables import answers, campaigns, tickets


class Overdue(msgspec.Struct, frozen=True, kw_only=True):
    """A check-in that still waits for answers: of how many, from how many, since when."""

    campaign: str
    made_at: dt.datetime
    drill: bool
    asked: int
    silent: int


def overdue(connection: sa.Connection, *, before: dt.datetime, now: dt.datetime) -> list[Overdue]:
    """The check-ins that began before a moment, whose links still work, and of which somebody has not answered."""
    open_ = sa.select(campaigns).where(campaigns.c.made_at <= before, campaigns.c.expires_at > now)
    found = [_counted(connection, row) for row in connection.execute(open_.order_by(campaigns.c.made_at))]
    return [each for each in found if each.silent]


def _counted(connection: sa.Connection, row: sa.Row[tuple[object, ...]]) -> Overdue:
    asked = sa.select(tickets.c.person).where(tickets.c.campaign == row.campaign)
    said = sa.select(answers.c.person).where(answers.c.campaign == row.campaign)
    said = said.where(answers.c.drill == row.drill)
    whom, heard = (set(connection.execute(each).scalars()) for each in (asked, said))
    return Overdue(
        campaign=row.campaign,
        made_at=row.made_at,
        drill=row.drill,
        asked=len(whom),
        silent=len(whom - heard),
    )
