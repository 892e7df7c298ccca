"""The gate: which sentences can hold an event, by one pass over the raw text; a verb's stem and somebody to act."""

import functools
import re

import ahocorasick_rs

from tocsin.reading.event import lexicon
from tocsin.reading.states import Mention

_PEOPLE = re.compile(
    r"\b(?:police|troops?|soldiers?|forces?|rebels?|militants?|guerrillas?|gunm[ae]n|army|military|navy|protest\w*|demonstrat\w*|militias?|insurgents?|separatists?|president|minister|"
    r"government|ministry|union|crowds?|students?|authorities|officials?|parliament|court|opposition|rioters?|bombers?|missiles?|rockets?|drones?|jets?|warplanes?|tanks?|civilians?|hostages?|embassy|"
    r"attackers?|fighters?|coalition|diplomats?|prosecutors?|junta|bomb\w*|explosions?|blasts?|strikes?|workers|activists?|peacekeepers?|regime|commander|general|king|leaders?|villagers|journalists?|curfew|ceasefire|truce)\b",
    re.IGNORECASE,
)


_IRREGULAR = (
    "sent took held met gave shot struck fought brought built broke cut fled flew froze found led left paid sank saw shook slew spoke stood swore threw told went withdrew drew drove fed "
    "beat blew bought sold burnt sought taught hung lit rode rang"
).split()
"""Past forms that do not begin like their verb."""


@functools.cache
def _stems() -> ahocorasick_rs.AhoCorasick:
    words = set(_IRREGULAR) | {name for cue in lexicon.cues() for name in cue.verbs | cue.nouns | cue.states}
    return ahocorasick_rs.AhoCorasick(
        sorted({_stem(word) for word in words}), matchkind=ahocorasick_rs.MatchKind.Standard
    )


def _stem(word: str) -> str:
    return word.removesuffix("e").removesuffix("y") if len(word) > 4 else word


def may_hold_event(text: str, mentions: list[Mention]) -> bool:
    """Whether a sentence can hold an event."""
    return (bool(mentions) or bool(_PEOPLE.search(text))) and bool(_stems().find_matches_as_indexes(text.lower()))
