"""Whom a change of advice touches: from a change to the areas that it is about."""

import datetime as dt

from tocsin.changes import AdviceChange, told
from tocsin.errors import InputError
from tocsin.ledger import Ledger
from tocsin.people.exposure import GRAVEST, Area, Touch
from tocsin.people.store import People
from tocsin.people.whereabouts import area, exposed

_LOOKED_BACK = dt.timedelta(days=400)


def change_of(ledger: Ledger, key: str, *, now: dt.datetime, host: str | None = None) -> AdviceChange:
    """The change of a key, or of enough of its beginning. Raises InputError where there is none, or more than one."""
    hosts = () if host is None else (host,)
    found = [
        each
        for each in told(ledger, now=now, since=now - _LOOKED_BACK, hosts=hosts).changes
        if key and each.key.startswith(key.removeprefix("urn:tocsin:change:"))
    ]
    if len(found) != 1:
        message = (
            f"There is no change {key[:40]!r}, or more than one begins so: 'tocsin changes --format json' has their id."
        )
        raise InputError(message)
    return found[0]


def areas_of(change: AdviceChange) -> list[Area]:
    """Where a change holds: the regions, where it is of regions alone and all of them are known; else the countries."""
    if set(change.kinds) == {"region"} and len(change.hosts) == 1:
        try:
            return [_region(change.hosts[0], each) for each in (*change.gone, *change.new)]
        except InputError:
            pass
    return [Area(country=host, called=host) for host in change.hosts]


def _region(host: str, named: str) -> Area:
    """The region of ``avoid_all: Agadez``. Raises InputError where the gazetteer has none of this name."""
    place = named.partition(": ")[2]
    if not place:
        raise InputError("The part has no name.")
    return area(host, region=place)


def exposed_by(people: People, change: AdviceChange, *, now: dt.datetime, days: int = 0) -> list[Touch]:
    """The stays that a change touches, each once, the surest first."""
    found: dict[str, Touch] = {}
    for each in areas_of(change):
        for touch in exposed(people, each, now=now, days=days):
            known = found.get(touch.stay.id)
            if known is None or GRAVEST[touch.how] < GRAVEST[known.how]:
                found[touch.stay.id] = touch
    return sorted(found.values(), key=lambda each: (GRAVEST[each.how], each.stay.person, each.stay.id))
