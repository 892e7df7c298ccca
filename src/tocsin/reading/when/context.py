"""What an expression is read against: the publication date, the dates told so far, and the clause that it stands in."""

import datetime as dt
import re
from functools import cached_property

from tocsin.reading.when import tense
from tocsin.reading.when.cells import LAST_YEAR, Cell
from tocsin.reading.when.meaning import Meaning
from tocsin.reading.when.tokens import Coded, Token, vocabulary

FAR_YEARS = 5
"""A text with at least so many years far from its own, and more of them than of words of the day, tells history."""

FULL_DATES = 3
"""And at least so many of those years stand in a full date, as in a chronicle, or it has no fresh word at all."""

GLANCE = 3
"""Years ahead of the story, or any before it, that a bare year in mid-paragraph only glances at."""

CALENDAR = frozenset({"month", "day", "week", "weekend", "season", "quarter", "half", "year"})


class Context(Coded):
    """The state of one reading, from the first expression of a text to its last."""

    def __init__(self, tokens: list[Token], codes: str, anchor: dt.date | None) -> None:
        super().__init__(tokens, codes)
        self.anchor = Cell.of_date(anchor) if anchor and anchor.year < LAST_YEAR - 100 else None
        self.topic: Cell | None = None
        self.topic_stop = -1
        self.dated: Cell | None = None
        self.left: Cell | None = None

    @cached_property
    def narrative(self) -> bool:
        """Whether the text tells history, whose dates lean on each other, and not news, whose dates lean on the day."""
        near = self.anchor.year if self.anchor else 0
        words = vocabulary()
        years = (int(self.tokens[found.start()].text) for found in re.finditer("Y", self.codes))
        far = sum(abs(year - near) > 1 for year in years) + self._count(words.letters("ERA"))
        if far < FAR_YEARS:
            return False
        said = words.code("said") + words.code("says")
        fresh = self._count(words.letters("WEEKDAY") + words.letters("TODAY") + said)
        return fresh == 0 or (far > 2 * fresh and self._full_dates(near) >= FULL_DATES)

    def _full_dates(self, near: int) -> int:
        """How often a month or an era stands beside a year that is not the publication's."""
        words = vocabulary()
        dated = re.compile(f"[{words.letters('MONTH')}](?:[123t],?)?(?=Y)|[123459nY](?=[{words.letters('ERA')}])")
        after = (found.end() for found in dated.finditer(self.codes))
        return sum(self.code(at) != "Y" or abs(int(self.tokens[at].text) - near) > 1 for at in after)

    def _count(self, letters: str) -> int:
        return sum(map(self.codes.count, letters))

    @property
    def here(self) -> Cell | None:
        """What "last month" counts from."""
        return (self.topic or self.anchor) if self.narrative else self.anchor

    def tense(self, first: int, stop: int) -> str | None:
        """What the clause around these tokens speaks of: "future", "past", or ``None``."""
        return tense.of(self, first, stop)

    def arrive(self, at: int) -> None:
        """Come to a token: a glance at a far year ends with its sentence, and the story goes on where it was."""
        if self.left and self._sentence_ended(self.topic_stop, at):
            self.topic, self.left = self.left, None

    def tell(self, meaning: Meaning) -> None:
        """Remember an expression for those that lean on it."""
        if not meaning.told or meaning.cell is None or meaning.cell.unit not in CALENDAR:
            return
        cell = meaning.cell
        if self.narrative and self._is_glance(cell, meaning.first):
            self.left = self.left or self.topic
        elif self.left:
            self.left = None
        self.topic, self.topic_stop = cell, meaning.stop
        if cell.unit == "day":
            self.dated = cell
        elif self.dated and not cell.first <= self.dated.index <= cell.last:
            self.dated = None

    def _is_glance(self, cell: Cell, at: int) -> bool:
        """Whether a bare year, in the midst of a paragraph, leaves the story's time only for its sentence."""
        story = self.left or self.topic
        if story is None or cell.unit != "year" or 0 <= cell.year - story.year <= GLANCE:
            return False
        return not self._paragraph_ended(self.topic_stop, at)

    def _sentence_ended(self, start: int, stop: int) -> bool:
        return any(tense.ends_sentence(self, at) for at in range(start, stop))

    def _paragraph_ended(self, start: int, stop: int) -> bool:
        return "|" in self.codes[start:stop]
