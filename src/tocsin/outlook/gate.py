"""Which briefs of an archive are read at all: those whose topic and words leave room for a sign."""

import re

_CRISIS = re.compile(
    r"\b(?:kill|attack|bomb|explo|shoot|shot|gun|clash|fight|battl|wars?\b|milit|troop|soldier|army|armed|arms\b|navy"
    r"|naval|forces|rebel|insurg|separat|guerril|taliban|coup|mutin|junta|protest|demonstr|rally|rallies|riot"
    r"|strikes?\b|unrest|violen|crackdown|tear gas|emergency|martial|curfew|evacuat|embass|consul|ambassador|diplomat"
    r"|expel|sanction|embargo|threat|ultimatum|invad|invas|offensiv|ceasefire|cease-fire|truce|talks|missile|drill"
    r"|exercis|mobili|reservist|deploy|refugee|flee|fled|displac|airspace|flights|airline|nationals|foreigners|resign"
    r"|step down|oust|overthrow|impeach|dissol|opposition|fraud|rigg|hostage|capture|seize|siege|massacre|genocide"
    r"|crisis|tension)",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"\b(?:emergency|borders?\b|flights|evacuat|travel|lockdown|curfew|embass|nationals|foreigners)", re.IGNORECASE
)
_NEVER = re.compile(r"^(?:sport|arts|science|business)", re.IGNORECASE)
_ONLY_MEASURES = re.compile(r"^(?:health|disasters)", re.IGNORECASE)


def worth_reading(topic: str, text: str) -> bool:
    """Whether a brief could hold a sign: not of sport, arts, science or business, and with a word of a crisis in it.

    Of health and disasters only what speaks of measures on travel and order is read, because that may look like one.
    """
    if _NEVER.match(topic):
        return False
    return bool((_MEASURES if _ONLY_MEASURES.match(topic) else _CRISIS).search(text))
