"""The gate: which sentences can hold an event, by one pass over the raw text; a verb's stem and somebody to act."""

import functools

import ahocorasick_rs

from tocsin.reading.event import lexicon
from tocsin.reading.states import Mention


@functools.cache
def _stems() -> ahocorasick_rs.AhoCorasick:
    words = set(lexicon.words("irregular")) | {
        name for cue in lexicon.cues() for name in cue.verbs | cue.nouns | cue.states
    }
    return ahocorasick_rs.AhoCorasick(
        sorted({_stem(word) for word in words}), matchkind=ahocorasick_rs.MatchKind.Standard
    )


def _stem(word: str) -> str:
    return word.removesuffix("e").removesuffix("y") if len(word) > 4 else word


def may_hold_event(text: str, mentions: list[Mention]) -> bool:
    """Whether a sentence can hold an event: somebody who can act, and the beginning of a word that names an act."""
    if not mentions and not lexicon.pattern("people").search(text):
        return False
    folded = text.lower()
    found = _stems().find_matches_as_indexes(folded, overlapping=True)
    return any(not start or not folded[start - 1].isalpha() for _, start, _ in found)
