"""An entry from what a register's structure states: words looked up in the card, reasons kept where there are none."""

import datetime as dt
from typing import Any

import msgspec

from tocsin.errors import Unreadable
from tocsin.sources.desk import Desk
from tocsin.sources.model import Entry, Said
from tocsin.sources.prose import heard

_EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def stated(
    desk: Desk, *, key: str, destination: str, words: str | None, why: str | None = None, **fields: Any
) -> Entry:
    """An entry whose level is these words of the register; a reason ``why`` makes it unknown whatever they say.

    Words that the card does not list, and no words at all, are a signal and unknown.
    """
    level, reason = None, why
    if words is None and why is None:
        reason = "the register states no level"
        desk.signal("no_level", f"{desk.card.name}: {destination[:80]} states no level.")
    elif words is not None and why is None:
        level, reason = said(desk, words)
    return entry(desk, key=key, destination=destination, level=level, wording=words, why=reason, **fields)


def said(desk: Desk, words: str, *, place: str | None = None) -> tuple[Said | None, str | None]:
    """The level that these exact words state, or the reason why they state none."""
    try:
        rung = desk.card.rung(words)
    except Unreadable as error:
        desk.signal(error.code, str(error))
        return None, "the register uses words that are not in its card"
    if rung.value is None or rung.extent == "none":
        return None, "the register states in words that it gives no level"
    if rung.extent == "regional" and place is None:
        return None, "the register states a level for parts of the country only"
    return Said(value=rung.value, wording=words, place=place), None


def told(desk: Desk, *, key: str, destination: str, hosts: tuple[str, ...], body: str, **fields: Any) -> Entry:
    """An entry whose level is read from the formula sentences of its body."""
    found = heard(body, desk.card, destination=destination, hosts=hosts)
    return entry(
        desk,
        key=key,
        destination=destination,
        hosts=hosts,
        body=body,
        level=found.level,
        why=found.why,
        parts=found.parts,
        silent=found.silent,
        wording=found.level.wording if found.level else None,
        **fields,
    )


def entry(desk: Desk, *, key: str, destination: str, code: str = "", **fields: Any) -> Entry:
    """An entry as it is made everywhere: no empty key, no date that cannot be, a part of a country never the country.

    ``code`` is the register's own code of the destination, where it has one that may be of a part.
    """
    if not key.strip() or not destination.strip():
        raise Unreadable("missing_field", f"{desk.card.name}: a row names no destination.")
    for name in ("published", "updated", "reviewed"):
        moment = fields.get(name)
        if isinstance(moment, dt.datetime) and moment < _EARLIEST:
            desk.signal("impossible_date", f"{desk.card.name}: {destination[:60]} is dated {moment:%Y-%m-%d}.")
            fields[name] = None
    made = Entry(key=key.strip()[:200], destination=destination.strip()[:200], **fields)
    country = desk.hosts.part_of(destination, code)
    return made if country is None else _part(made, country)


def _part(made: Entry, country: str) -> Entry:
    """The entry of a destination that is a part of a country: its level is regional."""
    parts = [each for each in (made.level, *made.parts) if each is not None]
    named = tuple(msgspec.structs.replace(each, place=each.place or made.destination) for each in parts)
    why = "the destination is a part of a country"
    return msgspec.structs.replace(made, hosts=(country,), level=None, parts=named, why=why, silent=bool(named))
