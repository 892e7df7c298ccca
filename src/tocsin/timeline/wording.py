"""A claim in a few words: from its own fields, so that nothing is said that was not read."""

from tocsin.claims import Claim
from tocsin.records.model import Contact, Denial, Event, Figure, Forewarning, Posture, Statement

_MODES = {"call": "call", "meeting": "meeting", "visit": "visit", "joint_press": "joint appearance"}


def label(claim: Claim) -> str:
    """Who does, says, counts or foretells what."""
    said = claim.said
    if isinstance(said, Posture):
        return _posture(said)
    if isinstance(said, Contact):
        who = " and ".join(said.participants) if len(said.participants) < 3 else ", ".join(said.participants)
        return f"{_MODES[said.mode]}{' planned' if said.status == 'planned' else ''}: {who}"
    if isinstance(said, Event):
        return _event(said)
    if isinstance(said, Figure):
        return f"{_figures(claim)} {said.what}"
    if isinstance(said, Statement):
        return f"{said.speaker} says"
    if isinstance(said, Forewarning):
        when = f", {said.window}" if said.window else ""
        return f"{said.speaker or 'somebody'} warns{when}"
    return f"{said.by} denies" if isinstance(said, Denial) else claim.kind


def _posture(said: Posture) -> str:
    modality = "" if said.modality == "fact" else f" ({said.modality})"
    place = f", {said.place}" if said.place else ""
    part = ", in part of the country" if said.scope == "regional" and not said.place else ""
    return f"{said.sender or 'not named'}: {said.type} {said.value.replace('_', ' ')}{place}{part}{modality}"


def _event(said: Event) -> str:
    modality = "" if said.modality == "fact" else f" ({said.modality})"
    actor, recipient = said.actor or said.actor_country, said.recipient or said.recipient_country
    parties = " → ".join(each for each in (actor, recipient) if each)
    place = f", {said.place}" if said.place else ""
    return f"{said.type.lower()}{f': {parties}' if parties else ''}{place}{modality}"


def _figures(claim: Claim) -> str:
    """Each value that is given, smallest first: rivals stand side by side."""
    given = sorted({each.value if isinstance(each.value, tuple) else (each.value, each.value) for each in claim.values})
    return " / ".join(_number(low) if low == high else f"{_number(low)}-{_number(high)}" for low, high in given)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"
