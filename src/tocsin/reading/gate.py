"""The gate: which sentences can hold a posture at all, by one pass of a multi-pattern matcher over the raw text."""

import functools

import ahocorasick_rs

_STEMS = """
    embass consul diplomat high commission mission legation chancery ambassador travel visit trips journey evacuat
    repatriat depart leave leaving stay indoors shelter refrain caution precaution vigilan careful care register
    regist enrol enroll contact in touch calm panic avoid advis warn reconsider postpone prepared prepare supplies
    stock contingency return home come home get out level 1 level 2 level 3 level 4 code red to red out of bounds
    not return any trip their trip a trip assess nationals citizens do not go not to go quit exit flee security
    status essential staff personnel families dependents dependants cancel suspend resum flight flies fly airspace
    airport airline airways border frontier crossing checkpoint skies grounded nonurgent non-urgent troops
    soldiers trainers marines forces warship fighter paratroop commandos warplane helicopter
    gendarme mercenar navy naval deploy withdraw peacekeep contingent battalion regiment consular
    passport visa
"""
"""Stems, lower case, of which a sentence with a posture holds at least one; compiled by the project with the frames."""

_WEAK = """
    accommodation home movements phone food online form fill in fill out safe place safer place secure place
    safe location orange yellow advice tourist water medic limited contribut assistance support ready plans out of
    convoy discourag urged
"""
"""Stems that count only beside a state, a quote, or a "you"."""


@functools.cache
def _automaton(weak: bool) -> ahocorasick_rs.AhoCorasick:
    words = _split(_WEAK if weak else _STEMS)
    return ahocorasick_rs.AhoCorasick(sorted(set(words)), matchkind=ahocorasick_rs.MatchKind.Standard)


_PHRASES = (
    "high commission",
    "in touch",
    "return home",
    "come home",
    "get out",
    "level 1",
    "level 2",
    "level 3",
    "level 4",
    "code red",
    "to red",
    "out of bounds",
    "not return",
    "online form",
    "fill in",
    "fill out",
    "safe place",
    "safer place",
    "secure place",
    "safe location",
    "any trip",
    "their trip",
    "a trip",
    "out of",
    "do not go",
    "not to go",
    "security status",
)


def _split(line: str) -> list[str]:
    line = " ".join(line.split())
    for phrase in _PHRASES:
        line = line.replace(phrase, phrase.replace(" ", "_"))
    return [word.replace("_", " ") for word in line.split()]


def may_hold_posture(text: str, *, mentions: bool = True) -> bool:
    """Whether a sentence can hold a posture: one of the stems stands in it. ``mentions``: it names a state."""
    folded = text.lower()
    if _automaton(weak=False).find_matches_as_indexes(folded):
        return True
    return (mentions or '"' in text or "you" in folded) and bool(_automaton(weak=True).find_matches_as_indexes(folded))
