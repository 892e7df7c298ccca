"""From the ledger to a brief: the sections in their order, and the references that they named."""

from collections.abc import Sequence

from tocsin.brief.ahead import ahead
from tocsin.brief.asking import Asked, References
from tocsin.brief.changed import changed
from tocsin.brief.contested import contested, figures
from tocsin.brief.lost import lost
from tocsin.brief.model import Brief, Section
from tocsin.brief.out import out
from tocsin.brief.standing import standing
from tocsin.ledger import Ledger


def brief(ledger: Ledger, asked: Asked) -> Brief:
    """One page on a host at a moment. The same ledger and the same question give the same brief, bit for bit.

    Nothing in it but fixed words and what stands in the ledger: quotes, names, days and numbers of records.
    """
    found = References(ledger, known_at=asked.past)
    parts = (changed, standing, contested, figures, out, ahead, lost)
    sections: Sequence[Section] = [part(ledger, asked, found) for part in parts]
    return Brief(
        host=asked.host,
        name=asked.name(asked.host),
        as_of=asked.as_of,
        known_at=asked.known_at,
        since=asked.since,
        sections=tuple(sections),
        references=found.all,
    )
