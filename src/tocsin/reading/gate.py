"""The gate: which sentences can hold a posture at all, by one pass over the letters for all of its words."""

import functools

from tocsin.reading.stems import Stems

_STEMS = (
    """
        embass consul diplomat mission legation chancery ambassador travel visit trips journey evacuat
        repatriat depart leave leaving stay indoors shelter refrain caution precaution vigilan careful care
        register regist enrol enroll contact calm panic avoid advis warn reconsider postpone prepared
        prepare supplies stock contingency assess nationals citizens quit exit flee essential staff
        personnel families dependents dependants cancel suspend resum flight flies fly airspace airport
        airline airways border frontier crossing checkpoint skies grounded nonurgent non-urgent troops
        soldiers trainers marines forces warship fighter paratroop commandos warplane helicopter gendarme
        mercenar navy naval deploy withdraw peacekeep contingent battalion regiment consular passport visa
    """,
    """
        high commission, in touch, return home, come home, get out, level 1, level 2, level 3, level 4, code
        red, to red, out of bounds, not return, any trip, their trip, a trip, do not go, not to go, security
        status
    """,
)
"""Stems, lower case, of which a sentence with a posture holds at least one, anywhere in a word; then such of several
words. Compiled by the project with the frames."""

_WEAK = (
    """
        accommodation home movements phone food orange yellow advice tourist water medic limited contribut
        assistance support ready plans convoy discourag urged
    """,
    """
        online form, fill in, fill out, safe place, safer place, secure place, safe location, out of
    """,
)
"""Stems that count only beside a state, a quote, or a "you"."""


@functools.cache
def _stems(words: str, phrases: str) -> Stems:
    listed = [*words.split(), *" ".join(phrases.split()).split(", ")]
    return Stems(f"*{each}" for each in listed)


def may_hold_posture(text: str, *, mentions: bool = True) -> bool:
    """Whether a sentence can hold a posture: one of the stems stands in it. ``mentions``: it names a state."""
    if _stems(*_STEMS).stand_in(text):
        return True
    return (mentions or '"' in text or "you" in text.lower()) and _stems(*_WEAK).stand_in(text)
