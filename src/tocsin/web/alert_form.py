"""A rule of alerts as a form: from a rule to what its fields show, and from what was sent to a rule."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from tocsin.alerts import Rule, rule_from
from tocsin.board.rules import SEVERITY, TYPES
from tocsin.errors import InputError

LONGEST_NAME = 100
_BETWEEN = re.compile(r"[,\n]")
_TEXTS = ("fresh", "cooldown", "expires", "mode", "zone")
_CHOSEN = ("outlook", "checkin_after", "escalate_after")
_FLAGS = ("regional", "falls", "lapses", "drill")

CHOICES = {type_: SEVERITY[type_] for type_ in TYPES}
"""For each type its values, the most severe first."""

Values = dict[str, str]


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """What the settings say of alerts: the names of the channels, and the rules of the file, which pages only show."""

    channels: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    file: str = "alerts.toml"


def empty() -> Values:
    """The fields of a rule that is yet to be made."""
    return values_of(Rule(name="", receivers=()))


def values_of(rule: Rule) -> Values:
    """What the fields of the form show of a rule."""
    quiet, exposed = rule.quiet, rule.exposed
    return {
        "name": rule.name,
        "hosts": ", ".join(rule.hosts),
        "senders": ", ".join(rule.senders),
        "places": ", ".join(rule.places),
        "receivers": "\n".join(each if isinstance(each, str) else ", ".join(each) for each in rule.receivers),
        "origins": str(rule.origins),
        "people": str(exposed.people) if exposed else "",
        "within_days": str(exposed.within_days) if exposed else "14",
        "at": f"{rule.at:%H:%M}",
        "quiet_from": f"{quiet.start:%H:%M}" if quiet else "",
        "quiet_to": f"{quiet.end:%H:%M}" if quiet else "",
        "quiet_zone": quiet.zone if quiet else "UTC",
        **{name: getattr(rule, name) for name in _TEXTS},
        **{name: getattr(rule, name) or "" for name in _CHOSEN},
        **{name: "1" if getattr(rule, name) else "" for name in _FLAGS},
        **{f"type_{type_}": "1" if type_ in rule.types else "" for type_ in TYPES},
        **{f"reaches_{type_}": rule.reaches.get(type_, "") for type_ in TYPES},
    }


def rule_of(values: Mapping[str, str], alarm: Alarm, *, before: Rule | None = None) -> Rule:
    """The rule that a form describes. Raises InputError, which says what to mend.

    ``before`` is the rule that it is an edition of: what the form has no field for stays as it was.
    """
    name = named(values.get("name", ""), alarm)
    return rule_from(_data(values, name, before), channels=alarm.channels)


def named(text: str, alarm: Alarm) -> str:
    """The name of a rule that is made here. Raises InputError for one that cannot be, or that the file has."""
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        message = f"Give the rule a name of at most {LONGEST_NAME} characters, all of which can be seen."
        raise InputError(message)
    if any(each.name == name for each in alarm.rules):
        message = f"{alarm.file} has a rule called {name!r}, and that one stands: give this another name."
        raise InputError(message)
    return name


def _data(values: Mapping[str, str], name: str, before: Rule | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": name,
        "receivers": tuple(_turn(line) for line in values.get("receivers", "").splitlines() if line.strip()),
        **{field: tuple(_listed(values.get(field, ""))) for field in ("hosts", "senders", "places")},
        "types": tuple(type_ for type_ in TYPES if values.get(f"type_{type_}")),
        "reaches": {type_: value for type_ in TYPES if (value := values.get(f"reaches_{type_}", ""))},
        "origins": _whole(values.get("origins", ""), "origins") or 1,
        **{field: bool(values.get(field)) for field in _FLAGS},
        **{field: text.strip() for field in (*_TEXTS, *_CHOSEN) if (text := values.get(field, "")).strip()},
    }
    if values.get("at", "").strip():
        data["at"] = _time(values["at"])
    people = _whole(values.get("people", ""), "own people")
    if people:
        data["exposed"] = {"people": people, "within_days": _whole(values.get("within_days", ""), "days") or 0}
    if values.get("quiet_from", "").strip() or values.get("quiet_to", "").strip():
        data["quiet"] = _quiet(values, before)
    return data


def _quiet(values: Mapping[str, str], before: Rule | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "from": _time(values.get("quiet_from", "")),
        "to": _time(values.get("quiet_to", "")),
        "zone": values.get("quiet_zone", "").strip() or "UTC",
    }
    if before is not None and before.quiet is not None:
        found["unless"] = before.quiet.unless
    return found


def _turn(line: str) -> str | tuple[str, ...]:
    """Those who are told together: one line of the form."""
    found = tuple(_listed(line))
    return found[0] if len(found) == 1 else found


def _listed(text: str) -> list[str]:
    return [part for each in _BETWEEN.split(text) if (part := " ".join(each.split()))]


def _whole(text: str, what: str) -> int:
    try:
        return int(text) if text.strip() else 0
    except ValueError as error:
        message = f"How many {what}: write a whole number."
        raise InputError(message) from error


def _time(text: str) -> str:
    try:
        return dt.time.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        message = f"{text!r} is no time of day: write it like 22:00."
        raise InputError(message) from error
