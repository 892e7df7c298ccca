"""The fixed words of the brief: its templates, and nothing that any document says."""

import datetime as dt

from tocsin.board import STATES, Measure
from tocsin.records.model import Posture

ADVICE = {
    "normal": "level 1, normal",
    "caution": "level 2, caution",
    "avoid_nonessential": "level 3, against non-essential travel",
    "avoid_all": "level 4, against all travel",
}
VALUES = {
    "leave": "told to leave",
    "consider_leaving": "told to consider leaving",
    "shelter": "told to take shelter",
    "prepare": "told to be prepared",
    "contact": "asked to keep in contact",
    "stay_calm": "told to stay calm",
    "avoid_areas": "told to avoid areas",
}
MEANS = {
    "air": "Airports and airspace",
    "carrier": "Carrier",
    "border": "Border",
    "road": "Road",
    "rail": "Railway",
    "sea": "Port or ferry",
    "reception": "Reception",
    "consular": "Mission",
}
WHAT = {"advice": "Advice", "directive": "To its people", "mission": "Its mission", "military": "Its military"}


def plain(words: str) -> str:
    """One line, without characters that could move, hide or colour others."""
    return " ".join("".join(each if each.isprintable() else " " for each in words).split())


def value(kind: str, said: str | None) -> str:
    """A value of a posture type in plain words."""
    if said is None:
        return "unknown"
    known = ADVICE if kind == "advice" else VALUES if kind == "directive" else {}
    return known.get(said, said.replace("_", " "))


def day(when: dt.date | None) -> str:
    """A day as it is written everywhere here."""
    return "no date" if when is None else f"{when.day} {when:%b %Y}"


def moment(when: dt.datetime) -> str:
    """A moment in UTC."""
    return f"{day(when.date())}, {when:%H:%M} UTC"


def measure(kind: str, said: Measure) -> str:
    """One measure: what, where, since when, and whether it is old."""
    if said.value is None:
        return STATES.get(said.state, "unknown")
    place = f" ({said.place})" if said.place else ""
    since = f", since {day(said.since)}" if said.since else ", undated"
    ends = f", until {day(said.ends)}" if said.ends else ""
    stale = f", stale: not repeated for {said.age_days:,} days" if said.state == "stale" else ""
    return f"{value(kind, said.value)}{place}{since}{ends}{stale}"


def posture(said: Posture, sender: str) -> str:
    """A posture as the label of an entry."""
    modality = "" if said.modality == "fact" else f" ({said.modality})"
    place = f", {said.place}" if said.place else ", in part of the country" if said.scope == "regional" else ""
    return f"{sender}: {said.type} {value(said.type, said.value)}{place}{modality}"


def counted(number: int, one: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one}{'s' * (number != 1)}"
