"""The outlook as one pure function of records: same records, same outlook, in whatever order they come."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from tocsin.ledger import KnownRecord
from tocsin.origins.names import newsroom
from tocsin.outlook.breadth import worldwide
from tocsin.outlook.indicators import default
from tocsin.outlook.matching import Heard, signs
from tocsin.outlook.model import Indicators, Outlook
from tocsin.outlook.weighing import Moment, weigh
from tocsin.records import AnyRecord

Origin = Callable[[KnownRecord], str]


def outlook(
    records: Iterable[KnownRecord],
    *,
    as_of: dt.date,
    known_at: dt.datetime | None = None,
    hosts: Sequence[str] | None = None,
    indicators: Indicators | None = None,
    origin: Origin | None = None,
    began: dt.date | None = None,
) -> list[Outlook]:
    """The outlook of each host that has a sign in the windows, or of ``hosts``, in the order of their codes.

    ``records`` are those of all hosts, so that a measure towards many countries is seen as one; those first seen after
    ``known_at`` are left out. ``origin`` says whom a record is known from (default: its publisher), ``began`` how far
    back they reach (default: to the earliest publication).
    """
    among = indicators or default()
    named = origin or origin_of
    told = [each for each in records if known_at is None or each.first_seen <= known_at]
    every = sorted(set(signs((as_heard(each, named(each)) for each in told), among)))
    every = [sign for sign in every if sign.day <= as_of]
    evidence = {each.id: each.record.evidence for each in told}
    first = began or min((each.published for each in told if each.published), default=None)
    moment = Moment(as_of=as_of, known_at=known_at, began=first)
    broad = worldwide(every, among)
    window = max(each.window for each in among.indicator)
    recent = sorted({sign.host for sign in every if (as_of - sign.day).days < window})
    return [
        weigh(
            every,
            host=host,
            moment=moment,
            among=among,
            worldwide=broad,
            sentences=lambda ids: {each: evidence[each] for each in ids},
        )
        for host in (recent if hosts is None else hosts)
    ]


def as_heard(known: KnownRecord, origin: str) -> Heard:
    """A record of the ledger as indicators take it: known on the day of its publication, else of its first sighting."""
    host = getattr(known.record, "host", None) or getattr(known.record, "about", None)
    return Heard(
        id=known.id,
        record=cast(AnyRecord, known.record),
        host=host,
        known=known.published or known.first_seen.date(),
        origin=origin,
    )


def origin_of(known: KnownRecord) -> str:
    """The newsroom that published it; a document that names none stands for itself."""
    return newsroom(known.publisher) if known.publisher else known.document_key
