"""The claims of a country as they were known at a moment: made again, because the kept ones know what came later."""

import datetime as dt
from typing import cast

import sqlalchemy as sa

from tocsin.claims import Claim, claims, told_in
from tocsin.claims.model import APART, Told
from tocsin.claims.shelves import shelf_of
from tocsin.ledger import KnownRecord, Ledger
from tocsin.ledger.engine import reading
from tocsin.ledger.picture_tables import documents, parts, records
from tocsin.origins import origins
from tocsin.picture.opening import brought_up
from tocsin.picture.statements import chunks
from tocsin.records.model import AnyRecord


def claims_then(ledger: Ledger, host: str, known_at: dt.datetime) -> list[Claim]:
    """The claims of a country from what had been seen and read by then, in order of day and id.

    Beside the country's own records it takes those that may be one claim with them, and the documents that theirs were
    copied from. What only a reading held that was replaced since, and that is of another country, is not looked for.
    """
    brought_up(ledger)
    own = [each for each in ledger.told(host=host, known_at=known_at) if not isinstance(each.record, APART)]
    shelves = {shelf_of(_told(each)) for each in own}
    keys = {each.document_key for each in own} | _others(ledger, shelves, known_at)
    keys |= sources(ledger, keys)
    held = {key: document for key in sorted(keys) if (document := ledger.document(key, known_at=known_at)) is not None}
    among = [told for document in held.values() for told in told_in(document) if shelf_of(told) in shelves]
    made = claims(among, origins=origins(held.values()))
    return [each for each in made if host in each.hosts]


def _told(known: KnownRecord) -> Told:
    return Told(
        id=known.id,
        record=cast(AnyRecord, known.record),
        document_key=known.document_key,
        publisher=known.publisher,
        published=known.published,
        first_seen=known.first_seen,
        author=known.author,
    )


def _others(ledger: Ledger, shelves: set[str], known_at: dt.datetime) -> set[str]:
    """The documents that have a record on one of the shelves."""
    found: set[str] = set()
    with reading(ledger.engine) as connection:
        for some in chunks(sorted(shelves)):
            asked = (
                sa.select(records.c.document)
                .join_from(records, documents, documents.c.document == records.c.document)
                .where(records.c.shelf.in_(some), documents.c.first_seen <= known_at)
            )
            found.update(connection.execute(asked.distinct()).scalars())
    return found


def sources(ledger: Ledger, keys: set[str]) -> set[str]:
    """The documents that some were copied from, and go back to."""
    names: set[str] = set()
    with reading(ledger.engine) as connection:
        for some in chunks(sorted(keys)):
            asked = sa.select(parts.c.root, parts.c.source).where(parts.c.document.in_(some))
            names.update(name for row in connection.execute(asked) for name in row if name is not None)
    return {name.rpartition(":")[0] for name in names}
