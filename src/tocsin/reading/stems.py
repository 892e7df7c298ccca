"""Beginnings of words looked for all at once: a cheap question before a dear one."""

from collections.abc import Iterable

import ahocorasick_rs


class Stems:
    """Words of which a text may hold one, whatever the case.

    ``stem`` is the beginning of a word, ``word.`` a whole one, ``*end.`` stands anywhere before the end of one.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """``words`` as above; they may hold spaces and hyphens, and none begins or ends with a space."""
        listed = sorted({word.lower() for word in words})
        self._matcher = ahocorasick_rs.AhoCorasick(
            [word.strip("*.") for word in listed], matchkind=ahocorasick_rs.MatchKind.Standard
        )
        self._edges = [(not word.startswith("*"), word.endswith(".")) for word in listed]

    def stand_in(self, text: str) -> bool:
        """Whether one of the words stands in the text."""
        folded = text.lower()
        for index, start, end in self._matcher.find_matches_as_indexes(folded, overlapping=True):
            begins, ends = self._edges[index]
            if begins and start and _is_letter(folded[start - 1]):
                continue
            if ends and end < len(folded) and _is_letter(folded[end]):
                continue
            return True
        return False


def _is_letter(character: str) -> bool:
    """As ``\\w`` of a pattern has it."""
    return character.isalnum() or character == "_"
