"""The gate: which sentences can hold an event, by one pass over the raw text; a verb's stem and somebody to act."""

import functools

from tocsin.reading.event import lexicon
from tocsin.reading.states import Mention
from tocsin.reading.stems import Stems


@functools.cache
def _actors() -> Stems:
    return Stems(lexicon.words("actors"))


@functools.cache
def _acts() -> Stems:
    words = set(lexicon.words("irregular")) | {
        name for cue in lexicon.cues() for name in cue.verbs | cue.nouns | cue.states
    }
    return Stems({_stem(word) for word in words})


def _stem(word: str) -> str:
    return word.removesuffix("e").removesuffix("y") if len(word) > 4 else word


def may_hold_event(text: str, mentions: list[Mention]) -> bool:
    """Whether a sentence can hold an event: somebody who can act, and the beginning of a word that names an act."""
    return (bool(mentions) or _actors().stand_in(text)) and _acts().stand_in(text)
