"""From the last edition of a register's entry and its new page to what moved: pure.

A page that says what the last edition said is no news, however often and however newly dated it is published.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from tocsin.alerts.model import Moved
from tocsin.alerts.moving import kind_of
from tocsin.board.facts import folded
from tocsin.board.model import Cell
from tocsin.ledger.model import KnownPosture
from tocsin.ledger.register_model import Edition
from tocsin.records.model import Posture


def moved_in_register(
    last: Edition | None, page: Iterable[KnownPosture], before: Cell | None, *, reader: str | None, today: dt.date
) -> list[Moved]:
    """What a page says that its last edition did not. ``before`` is the cell as it stood.

    A page dated before the last edition is an older copy; one read by another revision of the source's code differs
    by the reading, and is no news.
    """
    known = list(page)
    if last is not None and reader != f"register/{last.revision}":
        return []
    if last is not None and last.updated is not None and _day(known) < last.updated.date():
        return []
    return list(_moved(last, known, before, today))


def _day(known: Iterable[KnownPosture]) -> dt.date:
    return max((each.published for each in known if each.published is not None), default=dt.date.max)


def _moved(last: Edition | None, known: Iterable[KnownPosture], before: Cell | None, today: dt.date) -> Iterator[Moved]:
    for each in known:
        posture = each.posture
        since = posture.date or each.published
        if posture.modality != "fact" or posture.host is None or since is None or since > today:
            continue
        if last is not None and _said(last, posture):
            continue
        stood = _stood(last, posture, before)
        yield Moved(
            host=posture.host,
            sender=posture.sender,
            type=posture.type,
            value=posture.value,
            kind=kind_of(posture.type, posture.value, stood),
            before=stood,
            place=posture.place,
            regional=posture.scope == "regional",
            since=since,
            ends=posture.ends,
            evidence=(each.id,),
            unknown=() if before is None else tuple(kind for kind in before.unknown if kind != posture.type),
        )


def _said(last: Edition, posture: Posture) -> bool:
    """Whether the last edition said this."""
    if posture.type != "advice":
        word = f"{posture.type}:{posture.value}"
        return any(each == word or each.startswith(f"{word}@") for each in last.postures)
    if posture.scope == "regional":
        place = folded(posture.place)
        return any(part.value == posture.value and folded(part.place) == place for part in last.parts)
    return last.level == posture.value


def _stood(last: Edition | None, posture: Posture, before: Cell | None) -> str | None:
    """What stood before: the level of the last edition, else what the board had."""
    if posture.scope == "regional":
        return None
    if posture.type == "advice" and last is not None:
        return last.level
    standing = None if before is None else getattr(before, posture.type)
    return standing.value if standing is not None and standing.state in ("in_force", "lapsed") else None
