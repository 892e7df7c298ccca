"""When a reader last looked, so that "what changed since I last looked" has an answer. Looks are only ever added."""

import datetime as dt

import sqlalchemy as sa

from tocsin.ledger import Ledger
from tocsin.ledger.engine import explained, writing
from tocsin.ledger.look_tables import looks
from tocsin.ledger.moments import utc
from tocsin.ledger.rows import keepable
from tocsin.ledger.writing import insert


def last_look(ledger: Ledger, reader: str) -> dt.datetime | None:
    """The last moment that a reader looked up to, in UTC; ``None`` for one who never did."""
    asked = sa.select(sa.func.max(looks.c.at)).where(looks.c.reader == keepable(reader))
    with explained(ledger.engine.url), ledger.engine.connect() as connection:
        found: dt.datetime | None = connection.execute(asked).scalar()
    return found


def looked(ledger: Ledger, reader: str, at: dt.datetime) -> None:
    """Remember that a reader has seen what there was at that moment."""
    with writing(ledger.engine) as connection:
        insert(connection, looks, {"reader": keepable(reader), "at": utc(at)})
