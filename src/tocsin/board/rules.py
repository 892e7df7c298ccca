"""The arithmetic's tables: how severe each value is, what ends what, what cannot both be so, and what is stale."""

import datetime as dt

from tocsin.records.model import PostureType

TYPES: tuple[PostureType, ...] = ("advice", "directive", "mission", "carrier", "military")

SEVERITY: dict[str, tuple[str, ...]] = {
    "advice": ("avoid_all", "avoid_nonessential", "caution", "normal"),
    "directive": ("leave", "shelter", "consider_leaving", "prepare", "avoid_areas", "contact", "stay_calm"),
    "mission": (
        "closed",
        "relocated",
        "departure_ordered",
        "reduced",
        "families_leave",
        "shelter",
        "services_limited",
        "reinforced",
        "reopened",
        "open",
    ),
    "carrier": ("closed", "suspended", "open"),
    "military": ("withdrawn", "deployed"),
}
"""The values of each type, the most severe first: of several in force the first is the headline."""

_LESS_THAN_WHOLE = ("closed", "relocated", "departure_ordered", "reduced", "families_leave", "shelter")

ENDS: dict[str, dict[str, frozenset[str]]] = {
    "advice": {value: frozenset(SEVERITY["advice"]) - {value} for value in SEVERITY["advice"]},
    "directive": {
        "leave": frozenset({"consider_leaving", "shelter", "stay_calm"}),
        "consider_leaving": frozenset({"leave", "shelter", "stay_calm"}),
        "shelter": frozenset({"leave", "consider_leaving"}),
    },
    "mission": {
        "closed": frozenset({"open", "reopened"}),
        "relocated": frozenset({"reopened"}),
        "open": frozenset({"closed"}),
        "reopened": frozenset({*_LESS_THAN_WHOLE, "services_limited", "open"}),
    },
    "carrier": {value: frozenset(SEVERITY["carrier"]) - {value} for value in SEVERITY["carrier"]},
    "military": {"withdrawn": frozenset({"deployed"}), "deployed": frozenset({"withdrawn"})},
}
"""What an announcement of a later day brings to an end. Advice has one level. One cannot leave and shelter at once. The
measures of a mission add up until it reopens; that it is open does not undo an order to its staff to depart."""

DISAGREE: dict[str, frozenset[frozenset[str]]] = {
    "advice": frozenset(
        frozenset({one, other}) for one in SEVERITY["advice"] for other in SEVERITY["advice"] if one != other
    ),
    "directive": frozenset({frozenset({"leave", "consider_leaving"})}),
    "mission": frozenset({frozenset({"closed", "open"}), frozenset({"closed", "reopened"})}),
    "carrier": frozenset({frozenset({"closed", "open"}), frozenset({"suspended", "open"})}),
    "military": frozenset({frozenset({"withdrawn", "deployed"})}),
}
"""What cannot both be so on one day; all else adds up."""

STALE_AFTER_DAYS: dict[str, int] = {
    "advice": 90,  # ministries review a raised level about every quarter; older press cannot vouch for it
    "directive": 30,  # a call to act in a crisis is repeated weekly while it holds
    "mission": 60,  # a mission's state is in most reports of a crisis; two silent months say that the crisis moved on
    "carrier": 14,  # carriers suspend from week to week
    "military": 90,  # deployments rotate by the quarter
}
"""Days without anybody repeating it after which a posture read in the press is shown as stale, by type."""

REGISTER_SILENT = dt.timedelta(days=7)
"""A register that was not read for so long vouches for nothing any more: a closed network is fed about weekly, and in a
crisis advice moves daily."""
OLDER_COPY = dt.timedelta(days=3)
"""An edition dated before the one that stands is a copy out of a cache, unless it stays for so long."""
IMPOSSIBLE = dt.timedelta(days=2)
"""A register's date so much later than the sighting cannot be; zones explain less."""
FOLLOWS_WITHIN_DAYS = 3
"""Registers follow what the press tells within days; what differs for longer is a disagreement."""
ONE_STORY_DAYS = 30
"""Press and register that say the same so many days apart tell of two events: nobody was ahead."""

PLACED: dict[str, frozenset[str]] = {
    "mission": frozenset({"open", "closed", "reopened", "relocated"}),
    "carrier": frozenset(SEVERITY["carrier"]),
}
"""The values that a place makes two of: an embassy shut and a consulate shut, flights to two cities. What is done about
staff is one measure, because reports name the city or leave it out."""

SPELLINGS: dict[str, str] = {
    "bombay": "mumbai",
    "calcutta": "kolkata",
    "dnepropetrovsk": "dnipro",
    "khartum": "khartoum",
    "kharkov": "kharkiv",
    "kiev": "kyiv",
    "lvov": "lviv",
    "madras": "chennai",
    "nikolaev": "mykolaiv",
    "odessa": "odesa",
    "peking": "beijing",
    "rangoon": "yangon",
    "saigon": "hochiminhcity",
    "tehran": "teheran",
}
"""Cities of missions that the press spells in two ways, folded: the other way to the one compared by."""

REGIONAL = frozenset({"advice", "directive"})
"""The types that may concern a part of the country only."""

OF_A_GOVERNMENT: tuple[PostureType, ...] = ("advice", "directive", "mission")
"""What every government has or could have about a country, so that silence about it is an unknown."""


def rank(type_: str, value: str) -> int:
    """How severe a value is within its type: 0 is the most severe; a value that is not listed ranks last."""
    values = SEVERITY[type_]
    return values.index(value) if value in values else len(values)


What = tuple[str, frozenset[str]]
"""A value, and the folded places that are told of it."""


def ended_by(type_: str, old: What, new: What) -> bool:
    """Whether a new measure ends an old one of an earlier day."""
    if old[0] == new[0]:
        return moved(old, new)
    if old[0] not in ENDS[type_].get(new[0], frozenset()):
        return False
    return old[0] == "relocated" or new[0] == "relocated" or comparable(old[1], new[1])


def unlike(type_: str, one: What, other: What) -> bool:
    """Whether two measures of one day cannot both be so."""
    if moved(one, other):
        return True
    return frozenset({one[0], other[0]}) in DISAGREE[type_] and comparable(one[1], other[1])


def moved(one: What, other: What) -> bool:
    """Whether both tell of a move, each to a place of its own."""
    return one[0] == other[0] == "relocated" and not comparable(one[1], other[1])


def comparable(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of places can be of one thing: none told, or one in common."""
    return not one or not other or bool(one & other)
