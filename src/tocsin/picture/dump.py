"""The picture as text: the same ledger gives the same lines on either database, whatever the order of adding."""

import base64
from collections.abc import Iterator

import msgspec
import sqlalchemy as sa

from tocsin.ledger import Ledger
from tocsin.ledger.engine import reading
from tocsin.ledger.picture_tables import TABLES, bands, parts, stale
from tocsin.picture.opening import brought_up

_NUMBERED = {"id", "part"}
"""Numbers that the database gives out."""


def dump(ledger: Ledger) -> Iterator[bytes]:
    """Every row of the picture as a line of JSON, in order."""
    brought_up(ledger)
    with reading(ledger.engine) as connection:
        for table in TABLES:
            if table in (bands, stale):
                continue
            columns = [each for each in table.c if table is not parts or each.name not in _NUMBERED]
            lines = sorted(
                msgspec.json.encode([f"{table.name}", *map(_plain, row)])
                for row in connection.execute(sa.select(*columns))
            )
            yield from lines


def _plain(value: object) -> object:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
