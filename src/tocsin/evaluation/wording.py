"""Findings in words, the same on the terminal and on the page."""

from typing import Any

from tocsin.evaluation.model import Difference, Told

SIGNS: dict[str, tuple[str, str]] = {
    "agreed": ("=", "agreed"),
    "missed": ("−", "missed"),
    "extra": ("+", "extra"),
    "mistaken": ("≠", "mistaken"),
    "open": ("?", "left open"),
}
"""A sign and a word for each outcome: colour is never the only difference."""

_FIRST: dict[str, tuple[str, ...]] = {
    "posture": ("sender", "host", "type", "value", "modality", "scope", "place", "date"),
    "statement": ("speaker", "speaker_country", "form", "cue", "date"),
    "denial": ("by", "by_country", "claim", "date"),
    "figure": ("value", "qualifier", "unit", "what", "attributed_to", "date"),
    "contact": ("participants", "mode", "status", "date", "place", "duration_minutes"),
    "warning": ("speaker", "what", "threat_from", "host", "place", "window", "likelihood"),
    "event": ("type", "mode", "actor", "recipient", "host", "place", "date", "modality"),
    "way": ("mode", "state", "name", "host", "beyond", "place", "date", "modality"),
}


def figure(value: float | None) -> str:
    """A figure to three places; a dash where there is none."""
    return "–" if value is None else f"{value:.3f}"


def plain(value: Any) -> str:
    """One value as a person writes it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(plain, value)) or "nothing"
    return f"{value:g}" if isinstance(value, float) else str(value)


def briefly(told: Told) -> str:
    """What a record tells, its main fields only."""
    return " · ".join(
        plain(told.fields[name]) for name in _FIRST.get(told.kind, ()) if told.fields.get(name) not in (None, [], "")
    )


def unlike(difference: Difference) -> str:
    """One difference: the field, what the gold says, what was read."""
    return f"{difference.field}: {plain(difference.gold)}, read as {plain(difference.read)}"
