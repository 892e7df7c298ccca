"""What moved by what the press tells: measures that a sender is first said to take, beside what stood before."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

import msgspec
import sqlalchemy as sa

from tocsin.claims import Claim
from tocsin.ledger import Ledger
from tocsin.ledger.engine import reading
from tocsin.ledger.moments import utc
from tocsin.ledger.picture_tables import claims, documents, places, records
from tocsin.ledger.register_tables import editions
from tocsin.picture.asking import weighed
from tocsin.picture.opening import brought_up
from tocsin.picture.statements import chunks
from tocsin.records.model import Posture


class PressChange(msgspec.Struct, frozen=True, kw_only=True):
    """A measure that the press tells, new or after another: not what a register states.

    ``before`` is the value that was told last of that sender, host and type, ``None`` where none was. ``seen_at`` is
    when the ledger first saw it, ``date`` the day that it is of; ``origins`` counts the independent ones.
    """

    sender: str | None
    host: str
    type: str
    before: str | None
    after: str
    place: str | None
    date: dt.date | None
    seen_at: dt.datetime
    origins: int
    quote: str
    claim: str
    evidence: tuple[str, ...]


def press_changes(
    ledger: Ledger,
    *,
    since: dt.datetime | None = None,
    hosts: Collection[str] = (),
    senders: Collection[str] = (),
) -> list[PressChange]:
    """What the press told to have changed, first seen from ``since`` on, newest first. No hosts or senders: of all.

    Measures that are planned, considered, denied or of a part of a country only are not among them, nor is the same
    value told again.
    """
    brought_up(ledger)
    with reading(ledger.engine) as connection:
        found = [each.claim for each in weighed(connection, _candidates(connection, since, hosts))]
        told = [each for each in found if _is_change(each, hosts, senders)]
        official = _official(connection, {key for each in told for voice in each.voices for key in voice.documents})
        pressed = [each for each in told if _seen(each, official) is not None]
        families = {_family(each): each for each in pressed}
        before = {name: _of_family(connection, name) for name in families}
    made = [_change(each, before[_family(each)], official) for each in pressed]
    floor = None if since is None else utc(since)
    kept = (each for each in made if each.after != each.before and (floor is None or each.seen_at >= floor))
    return sorted(kept, key=lambda each: (-each.seen_at.timestamp(), each.claim))


def _candidates(connection: sa.Connection, since: dt.datetime | None, hosts: Collection[str]) -> list[str]:
    """The claims of postures that have a record in a document first seen from then on."""
    asked = sa.select(places.c.claim).where(places.c.kind == "posture", sa.not_(places.c.denies))
    if hosts:
        asked = asked.where(places.c.place.in_(sorted(hosts)))
    if since is not None:
        new = (
            sa.select(records.c.claim)
            .join_from(records, documents, documents.c.document == records.c.document)
            .where(documents.c.first_seen >= utc(since), records.c.kind == "posture")
        )
        asked = asked.where(places.c.claim.in_(new))
    return sorted(set(connection.execute(asked).scalars()))


def _is_change(claim: Claim, hosts: Collection[str], senders: Collection[str]) -> bool:
    said = claim.said
    return (
        isinstance(said, Posture)
        and said.modality == "fact"
        and said.scope != "regional"
        and said.host is not None
        and (not hosts or said.host in hosts)
        and (not senders or said.sender in senders)
    )


def _official(connection: sa.Connection, keys: Collection[str]) -> frozenset[str]:
    """Those of the documents that are editions of a register."""
    found: set[str] = set()
    for some in chunks(sorted(keys)):
        asked = sa.select(editions.c.document).where(editions.c.document.in_(some)).distinct()
        found.update(connection.execute(asked).scalars())
    return frozenset(found)


def _seen(claim: Claim, official: Collection[str]) -> dt.datetime | None:
    """When the first document that is no register's was seen; ``None`` where there is none."""
    seen = [voice.first.first_seen for voice in claim.voices if not set(voice.documents) <= set(official)]
    return min(seen, default=None)


def _family(claim: Claim) -> str:
    """Where the claims of one sender, host and type lie: the beginning of the names of their shelves."""
    said = claim.said
    assert isinstance(said, Posture)  # noqa: S101 - _is_change has asked
    return "|".join(
        ("posture", *(part.replace("|", "/") for part in (said.sender or "", said.host or "", said.type)), "")
    )


def _of_family(connection: sa.Connection, name: str) -> list[Claim]:
    asked = sa.select(claims.c.payload).where(
        claims.c.shelf >= name, claims.c.shelf < f"{name[:-1]}}}", sa.not_(claims.c.denies)
    )
    found: Iterable[Claim] = (msgspec.json.decode(text, type=Claim) for text in connection.execute(asked).scalars())
    listed = [each for each in found if _is_change(each, (), ()) and each.since is not None]
    return sorted(listed, key=lambda each: (each.since or dt.date.max, each.id))


def _change(claim: Claim, family: Sequence[Claim], official: Collection[str]) -> PressChange:
    said = claim.said
    assert isinstance(said, Posture)  # noqa: S101
    earlier = [each for each in family if (each.since or dt.date.max, each.id) < (claim.since or dt.date.max, claim.id)]
    values = [each.said.value for each in earlier if isinstance(each.said, Posture)]
    seen = _seen(claim, official)
    return PressChange(
        sender=said.sender,
        host=said.host or "",
        type=said.type,
        before=values[-1] if values else None,
        after=said.value,
        place=said.place,
        date=claim.since,
        seen_at=seen or claim.first.first_seen,
        origins=claim.independent,
        quote=said.evidence,
        claim=claim.id,
        evidence=claim.evidence,
    )
