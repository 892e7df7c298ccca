"""The texts of documents as they are needed."""

import itertools
from collections.abc import Iterable

from tocsin.ledger.register_history import RegisterHistory

HELD = 600
"""Texts that are held at once."""


class Texts:
    """The texts of a ledger's documents as they are needed, the last ones held."""

    def __init__(self, past: RegisterHistory) -> None:
        self._past = past
        self._texts: dict[str, str | None] = {}

    def fetch(self, keys: Iterable[str]) -> None:
        """Ask for these at once, as far as they are not here."""
        new = {key for key in keys if key not in self._texts}
        for key in list(itertools.islice(self._texts, max(0, len(self._texts) + len(new) - HELD))):
            del self._texts[key]
        self._texts |= dict.fromkeys(new) | self._past.texts(new)

    def __getitem__(self, key: str) -> str | None:
        if key not in self._texts:
            self.fetch([key])
        return self._texts[key]
