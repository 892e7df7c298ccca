"""Ways out of a country: flights, airspace, borders, roads, railways, ports, reception, consular help.

Pure: the same records give the same ways. What nobody repeated for long is shown as stale, never as open.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from tocsin.board.picture import is_government
from tocsin.board.rules import STALE_AFTER_DAYS
from tocsin.ledger.model import KnownRecord
from tocsin.records.model import Posture, Way

Means = Literal["carrier", "air", "border", "road", "rail", "sea", "reception", "consular"]
"""The modes of ways, and beside them the flights of carriers and what missions do for their people."""
State = Literal["open", "closed", "suspended", "restricted", "damaged", "unsafe"]

MEANS: tuple[Means, ...] = ("air", "carrier", "border", "road", "rail", "sea", "reception", "consular")
_STALE = {"consular": STALE_AFTER_DAYS["mission"]}
_CONSULAR: dict[str, State] = {
    "open": "open",
    "reopened": "open",
    "closed": "closed",
    "services_limited": "restricted",
}
_COMMON = frozenset("airport international border crossing post point gate highway road port the of and bridge".split())


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One state that a way is said to be in: from which day, by whom, on which evidence (ids of records).

    ``said_by`` are the speakers named, ``publishers`` those who print it.
    """

    state: State
    day: dt.date | None
    said_by: tuple[str, ...]
    publishers: tuple[str, ...]
    documents: int
    evidence: tuple[str, ...]
    sentence: str


class WayOut(msgspec.Struct, frozen=True, kw_only=True):
    """One way out and what is said of it now; ``sender`` is the carrier, or the government whose mission it is.

    ``unlike`` are other states that are told of the same day: a disagreement, shown as one. ``before`` is what was said
    last of an earlier day. ``stale``: nobody has repeated it for long.
    """

    means: Means
    name: str
    sender: str | None
    beyond: str | None
    place: str | None
    now: Said
    since: dt.date | None
    stale: bool
    age_days: int | None
    unlike: tuple[Said, ...] = ()
    before: Said | None = None


class _Fact(msgspec.Struct, frozen=True, kw_only=True):
    known: KnownRecord
    means: Means
    name: str
    state: State
    sender: str | None = None
    beyond: str | None = None
    place: str | None = None
    said_by: str | None = None

    @property
    def order(self) -> tuple[dt.date, dt.datetime, str]:
        return self.known.day or dt.date.min, self.known.first_seen, self.known.id


def ways_out(
    records: Iterable[KnownRecord], *, as_of: dt.datetime, known_at: dt.datetime | None = None
) -> tuple[WayOut, ...]:
    """What is said of each way at ``as_of`` from what was seen by ``known_at`` (default: ``as_of``), by means and name.

    ``records`` are those of one host.

    Only what is told as a fact counts; of two states the one of the later day stands. An undated one stands only where
    nothing dated is known.
    """
    today = as_of.date()
    known_by = as_of if known_at is None else known_at
    once = {known.id: known for known in records if known.first_seen <= known_by}
    groups: dict[tuple[str, str, str], list[_Fact]] = {}
    for known in once.values():
        fact = _fact(known)
        if fact is not None and (known.day is None or known.day <= today):
            groups.setdefault(_key(fact), []).append(fact)
    _join_missions(groups)
    found = [_way(sorted(group, key=lambda fact: fact.order), today) for group in groups.values()]
    return tuple(sorted(found, key=lambda way: (MEANS.index(way.means), way.stale, folded(way.name), way.now.evidence)))


def _join_missions(groups: dict[tuple[str, str, str], list[_Fact]]) -> None:
    """A mission that a report does not place is the one that others place, where there is only one."""
    for key in [key for key in groups if key[:2] == ("consular", "mission")]:
        placed = [other for other in groups if other[0] == key[0] and other[2] == key[2] and other != key]
        if len(placed) == 1:
            groups[placed[0]] += groups.pop(key)


def _fact(known: KnownRecord) -> _Fact | None:
    record = known.record
    if isinstance(record, Way) and record.modality == "fact":
        return _Fact(
            known=known,
            means=record.mode,
            name=record.name,
            state=record.state,
            beyond=record.beyond,
            place=record.place,
            said_by=record.said_by,
        )
    if isinstance(record, Posture) and record.modality == "fact":
        return _of_posture(known, record)
    return None


def _of_posture(known: KnownRecord, posture: Posture) -> _Fact | None:
    if posture.type == "carrier":
        state: State = posture.value  # type: ignore[assignment]
        if posture.sender is None or is_government(posture.sender):
            name = "flights" if posture.value == "suspended" else _air_or_border(posture)
            means: Means = "border" if name == "border" else "air"
            return _Fact(known=known, means=means, name=name, state=state, sender=posture.sender)
        return _Fact(known=known, means="carrier", name=posture.sender, state=state, sender=posture.sender)
    if posture.type == "mission" and posture.value in _CONSULAR and posture.sender is not None:
        name = f"mission in {posture.place}" if posture.place else "mission"
        consular = _CONSULAR[posture.value]
        return _Fact(
            known=known, means="consular", name=name, state=consular, sender=posture.sender, place=posture.place
        )
    return None


def _air_or_border(posture: Posture) -> str:
    return "border" if re.search(r"\b(?:border|frontier|crossing)", posture.evidence, re.IGNORECASE) else "airspace"


def _key(fact: _Fact) -> tuple[str, str, str]:
    """What makes two names one way: the same proper names, whatever the common words beside them."""
    if fact.means == "air" and re.search(r"\b(?:airspace|skies|sky)\b", fact.name):
        return "air", "airspace", ""
    proper = sorted(
        {folded(word) for word in re.findall(r"[\w’'-]+", fact.name) if word[:1].isupper() or word[:1].isdigit()}
        - _COMMON
    )
    named = " ".join(proper) if fact.means not in ("carrier", "consular") else folded(fact.name)
    return fact.means, named or folded(fact.name), fact.sender or "" if fact.means in ("carrier", "consular") else ""


def folded(text: str) -> str:
    """Lower case without accents, for comparing names."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in plain if not unicodedata.combining(each))


def _way(group: Sequence[_Fact], today: dt.date) -> WayOut:
    last = group[-1]
    day = last.known.day
    same = [fact for fact in group if fact.known.day == day]
    told = _by_state(same)
    now = told.pop(last.state)
    since = _since(group, last.state)
    earlier = [fact for fact in group if fact.known.day != day and fact.state != last.state]
    age = None if day is None else (today - day).days
    return WayOut(
        means=last.means,
        name=max((fact.name for fact in group), key=len) if last.means == "consular" else last.name,
        sender=last.sender,
        beyond=next((fact.beyond for fact in reversed(group) if fact.beyond), None),
        place=next((fact.place for fact in reversed(group) if fact.place), None),
        now=now,
        since=since,
        stale=age is None or age > _STALE.get(last.means, STALE_AFTER_DAYS["carrier"]),
        age_days=age,
        unlike=tuple(told.values()),
        before=_said(earlier[-1:]) if earlier else None,
    )


def _since(group: Sequence[_Fact], state: State) -> dt.date | None:
    """The first day of the run of reports that ends with this state."""
    since = group[-1].known.day
    for fact in reversed(group):
        if fact.state != state:
            break
        since = fact.known.day or since
    return since


def _by_state(facts: Sequence[_Fact]) -> dict[State, Said]:
    states = dict.fromkeys(fact.state for fact in facts)
    return {state: _said([fact for fact in facts if fact.state == state]) for state in states}


def _said(facts: Sequence[_Fact]) -> Said:
    last = facts[-1]
    return Said(
        state=last.state,
        day=last.known.day,
        said_by=tuple(sorted({fact.said_by for fact in facts if fact.said_by})),
        publishers=tuple(sorted({fact.known.publisher for fact in facts if fact.known.publisher})),
        documents=len({fact.known.document_key for fact in facts}),
        evidence=tuple(sorted(fact.known.id for fact in facts)),
        sentence=last.known.record.evidence,
    )
