"""A place where a rule's pattern stands, and the words found there by name."""

import re
from typing import Any, NamedTuple

from tocsin.reading.when.tokens import Token, vocabulary


class Found(NamedTuple):
    """A place where a rule's pattern stands: token numbers ``first`` up to and without ``stop``."""

    first: int
    stop: int
    at: dict[str, int]
    tokens: list[Token]

    def text(self, name: str) -> str | None:
        """What was found as ``name``, as written."""
        return self.tokens[self.at[name]].text if name in self.at else None

    def number(self, name: str) -> int | None:
        """The digits of what was found as ``name``: 3 for "3rd"."""
        written = re.sub(r"\D", "", self.text(name) or "")
        return int(written) if written else None

    def value(self, name: str, cls: str) -> Any:
        """The value that a class gives to the word found as ``name``; ``None`` where it is not of that class."""
        if name not in self.at:
            return None
        return vocabulary().values[cls].get(self.tokens[self.at[name]].key)

    def part(self, first: int, stop: int) -> "Found":
        """The same finding, cut to some of its tokens."""
        return self._replace(first=first, stop=stop)

    @property
    def mod(self) -> str | None:
        """The third that "early", "the end of" cut out: "start", "mid", "end"."""
        third: str | None = self.value("mod", "EARLY") or self.value("mod", "EDGE")
        return third

    @property
    def before_christ(self) -> bool:
        """Whether the years are counted backwards."""
        return bool(self.value("era", "ERA") == "BC")

    @property
    def year(self) -> int | None:
        """The year found, astronomical where it is before the first."""
        year = self.number("year")
        return 1 - year if year is not None and self.before_christ else year

    @property
    def step(self) -> int:
        """-1 where "last" was found, 1 for "next", else 0."""
        return int(self.value("way", "LAST") or self.value("way", "NEXT") or 0)

    def said(self, name: str) -> str:
        """What was found as ``name``, in lower case; empty where nothing was."""
        return (self.text(name) or "").lower()
