"""Rules: who is told of what, by which way and when. Data in ``alerts.toml``, checked before anything runs."""

import datetime as dt
import functools
import re
import tomllib
import zoneinfo
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
import pycountry

from tocsin.alerts.regions import regions
from tocsin.board.rules import rank
from tocsin.errors import InputError
from tocsin.records.model import VALUES, PostureType

GRAVE: dict[str, str] = {
    "advice": "avoid_all",
    "directive": "shelter",
    "mission": "departure_ordered",
    "carrier": "closed",
}
"""These values and worse ones break the quiet hours, unless a rule says otherwise."""

_SPAN = re.compile(r"(\d{1,5})\s*([mhd])")
_UNITS = {"m": dt.timedelta(minutes=1), "h": dt.timedelta(hours=1), "d": dt.timedelta(days=1)}
_UNIONS = ("XKX", "EU", "NATO", "UN")


class Exposed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """At least so many of one's own people are there now or within these days."""

    people: int = 1
    within_days: int = 14


class Quiet(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"start": "from", "end": "to"},
):
    """From this time of day to that, in this zone, only what reaches ``unless`` is sent; the rest waits."""

    start: dt.time
    end: dt.time
    zone: str = "UTC"
    unless: dict[str, str] = msgspec.field(default_factory=GRAVE.copy)


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule. What is empty asks for nothing: no ``hosts`` means every host.

    ``hosts``, ``senders`` and ``places`` narrow where and whose; ``reaches`` names for a type the mildest value that
    counts. ``origins`` is how many independent origins there must be, ``exposed`` how many of one's own people.
    ``regional`` lets measures for a part of a country count, ``falls`` tells when it gets better, ``lapses`` when what
    rang is not known to hold any more. ``outlook`` is the level that a host's outlook rises to, ``checkin_after`` how
    long after its beginning a check-in is overdue; a rule with either asks for measures only where it names ``types``
    or ``reaches``. Spans are written ``10m``, ``12h``, ``2d``. ``receivers`` are ``channel`` or ``channel:address``,
    in the order in which they are told; several in one list are told together; without ``escalate_after`` all are told
    at once.
    """

    name: str
    receivers: tuple[str | tuple[str, ...], ...]
    hosts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    types: tuple[PostureType, ...] = ()
    reaches: dict[str, str] = {}
    origins: int = 1
    exposed: Exposed | None = None
    outlook: Literal["watch", "elevated", "high"] | None = None
    checkin_after: str | None = None
    regional: bool = False
    falls: bool = True
    lapses: bool = True
    fresh: str = "48h"
    cooldown: str = "12h"
    expires: str = "72h"
    mode: Literal["immediate", "hourly", "daily"] = "immediate"
    at: dt.time = dt.time(7)
    zone: str = "UTC"
    quiet: Quiet | None = None
    escalate_after: str | None = None
    drill: bool = False

    @property
    def asks_for_measures(self) -> bool:
        """Whether it rings for what senders do, and not only for what its other fields name."""
        return bool(self.types or self.reaches) or (self.outlook is None and self.checkin_after is None)

    @property
    def steps(self) -> tuple[tuple[str, ...], ...]:
        """The receivers by turns: those of one turn are told together."""
        groups = tuple((each,) if isinstance(each, str) else each for each in self.receivers)
        return groups if self.escalate_after else (tuple(each for group in groups for each in group),)


class RuleFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands in ``alerts.toml``: groups of countries by name, and the rules."""

    groups: dict[str, tuple[str, ...]] = {}
    rule: tuple[Rule, ...] = ()


def read_rules(path: Path, *, channels: Sequence[str] | None = None) -> tuple[Rule, ...]:
    """The rules of a file, none where there is no file. With ``channels``, receivers must be among them.

    Raises InputError, which names the rule, for what cannot be used.
    """
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), RuleFile)
    except FileNotFoundError:
        return ()
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}): mend or remove it."
        raise InputError(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path} is not TOML ({error}): mend it."
        raise InputError(message) from error
    except msgspec.ValidationError as error:
        message = f"{path} holds a rule that cannot be used: {error}. See docs/alerts.md."
        raise InputError(message) from error
    names = [rule.name for rule in found.rule]
    for name in names:
        if names.count(name) > 1:
            message = f"{path} has two rules called {name!r}: give each a name of its own."
            raise InputError(message)
    return tuple(checked(rule, groups=found.groups, channels=channels) for rule in found.rule)


def rule_from(data: Mapping[str, Any], *, channels: Sequence[str] | None = None) -> Rule:
    """A rule from the fields of a form or of JSON. Raises InputError for what cannot be used."""
    try:
        return checked(msgspec.convert(data, Rule), channels=channels)
    except msgspec.ValidationError as error:
        message = f"The rule cannot be used: {error}."
        raise InputError(message) from error


def checked(
    rule: Rule, *, groups: Mapping[str, Sequence[str]] | None = None, channels: Sequence[str] | None = None
) -> Rule:
    """The rule with countries as codes. Raises InputError, which names the rule, for what cannot be used."""
    try:
        _check(rule, channels)
        hosts = tuple(dict.fromkeys(code for name in rule.hosts for code in _hosts(name, groups or {})))
        return msgspec.structs.replace(rule, hosts=hosts, senders=tuple(_sender(name) for name in rule.senders))
    except InputError as error:
        message = f"The rule {rule.name!r} cannot be used: {error}"
        raise InputError(message) from error


def _check(rule: Rule, channels: Sequence[str] | None) -> None:
    if not rule.name.strip():
        raise InputError("it has no name.")
    if not any(rule.steps):
        raise InputError("it has no receivers; name at least one channel.")
    for receiver in (each for step in rule.steps for each in step):
        if channels is not None and receiver.partition(":")[0] not in channels:
            known = ", ".join(sorted(channels)) or "none"
            message = f"its receiver {receiver!r} is on no channel of the settings (there are: {known})."
            raise InputError(message)
    for text in filter(None, (rule.fresh, rule.cooldown, rule.expires, rule.escalate_after, rule.checkin_after)):
        span(text)
    for values in (rule.reaches, rule.quiet.unless if rule.quiet else {}):
        _check_values(values)
    for name in (rule.zone, rule.quiet.zone if rule.quiet else "UTC"):
        zone(name)
    if rule.origins < 1 or (rule.exposed is not None and (rule.exposed.people < 1 or rule.exposed.within_days < 0)):
        raise InputError("origins and people must be at least 1, and days at least 0.")


def _check_values(values: Mapping[str, str]) -> None:
    for kind, value in values.items():
        if value not in VALUES.get(kind, ()):
            known = ", ".join(VALUES.get(kind, VALUES))
            message = f"there is no {kind} {value!r}; one of: {known}."
            raise InputError(message)


def span(text: str) -> dt.timedelta:
    """A length of time from ``10m``, ``12h`` or ``2d``. Raises InputError for anything else."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        message = f"{text!r} is not a length of time: write it like 10m, 12h or 2d."
        raise InputError(message)
    return int(found[1]) * _UNITS[found[2]]


@functools.cache
def zone(name: str) -> zoneinfo.ZoneInfo:
    """A time zone by its name. Raises InputError where there is none."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"there is no time zone {name!r}: write it like Europe/Madrid."
        raise InputError(message) from error


def reached(kind: str, value: str, least: Mapping[str, str]) -> bool:
    """Whether a value of a type is at least as severe as the one that is named for the type."""
    return kind in least and rank(kind, value) <= rank(kind, least[kind])


def _hosts(name: str, groups: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The countries of a group of the file, of a region of the world, or the one of this name."""
    if name in groups:
        return [country(each) for each in groups[name]]
    return regions().get(" ".join(name.split()).casefold()) or [country(name)]


def country(name: str) -> str:
    """The alpha-3 code of a country by code or English name. Raises InputError where there is none."""
    if name.upper() in _UNIONS:
        return name.upper()
    try:
        return str(pycountry.countries.lookup(name.strip()).alpha_3)
    except LookupError:
        message = f"no country, region or group is called {name!r}; write an ISO code, such as UKR."
        raise InputError(message) from None


def _sender(name: str) -> str:
    """A government's code; what is no country's name is an airline's, as it is written."""
    try:
        return country(name)
    except InputError:
        if len(name) == 3 and name.isupper():
            raise
        return name
