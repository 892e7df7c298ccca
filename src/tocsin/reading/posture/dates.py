"""When a posture was announced or took effect: the day its own clause names, the day its speaker spoke, else none."""

import dataclasses
import datetime as dt
import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed
from tocsin.reading.patterns import pattern
from tocsin.reading.when import When, day_of, find

_AFTER = pattern("dates.after")
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_BACKGROUND = pattern("dates.background")
_EVENT = pattern("dates.event")


@dataclasses.dataclass(slots=True)
class Clock:
    """What dates a text gives as it runs: the publication day, and the day and sender that were last told."""

    published: dt.date | None
    sender: str | None = None
    told: dt.date | None = None
    post: int = -1
    paragraph: int = -1

    def remember(self, parsed: Parsed, senders: list[str | None], day: dt.date | None, *, explicit: bool) -> None:
        """Keep a day that the text named for a sender, for the quotes that follow it."""
        if explicit and senders:
            self.sender, self.told, self.post, self.paragraph = (
                senders[0],
                day,
                parsed.sentence.post,
                parsed.sentence.paragraph,
            )

    def inherited(self, parsed: Parsed, senders: list[str | None]) -> dt.date | None:
        """The day last told of this sender, if the sentence goes on with its words."""
        near = parsed.sentence.post == self.post and parsed.sentence.paragraph - self.paragraph <= 3
        return self.told if near and senders and senders[0] == self.sender and goes_on(parsed.text) else None


def goes_on(text: str) -> bool:
    """Whether a sentence goes on with somebody's words or a subject already told: a quote, "it", "the ministry"."""
    return '"' in text or bool(pattern("dates.goes_on").match(text))


def days(parsed: Parsed, anchor: dt.date | None) -> list[When]:
    """The days named in a sentence."""
    return [
        when
        for when in find(parsed.text, anchor)
        if day_of(when) is not None and when.precision in ("day", "part_of_day", "hour", "minute")
    ]


def effect(
    head: Token, parsed: Parsed, clock: Clock, *, modality: str, anchor: dt.date | None
) -> tuple[dt.date | None, bool]:
    """The day of a posture headed by ``head`` and whether the sentence names it. ``None``: nothing allows a day."""
    published = clock.published
    if published is None and anchor is None:
        fixed = [when for when in days(parsed, None) if not when.relative]
        return (day_of(fixed[0]), True) if fixed else (None, False)
    counted = _counted(head, parsed, anchor)
    if counted:
        return counted, True
    named = [when for when in days(parsed, anchor) if _fits(when, head, parsed, modality, published)]
    if not named:
        return None, False
    best = min(named, key=lambda when: _distance(when, head, parsed))
    return day_of(best), True


def _counted(head: Token, parsed: Parsed, anchor: dt.date | None) -> dt.date | None:
    """ "One day after Washington told …": the later half happened so much before."""
    found = _AFTER.search(parsed.text)
    if not found or found.start() > head.idx or anchor is None:
        return None
    if found["hours"]:
        return anchor
    return anchor - dt.timedelta(days=_NUMBERS[found["count"].lower()] * (7 if found["unit"].startswith("week") else 1))


def _fits(when: When, head: Token, parsed: Parsed, modality: str, published: dt.date | None) -> bool:
    before = parsed.text[max(0, when.start - 40) : when.start]
    if _EVENT.search(before) or re.search(
        r"\b(?:until|till|through|between|before|prior to|by|ahead of)\s+(?:the\s+)?$", before, re.IGNORECASE
    ):
        return False
    day = day_of(when)
    if day and published and day > published + dt.timedelta(days=1) and modality == "fact":
        return "clos" in parsed.text or "effective" in parsed.text
    if _BACKGROUND.search(before):
        return bool(re.search(r"\b(?:since|as of|from)\s+$", before)) and when.start > head.idx
    return not _elsewhere(when, head, parsed)


def _elsewhere(when: When, head: Token, parsed: Parsed) -> bool:
    """Whether the day stands in another clause: behind an "after", "as", "which" that the head does not share."""
    first, last = sorted((head.idx, when.start))
    between = parsed.text[first:last]
    return ";" in between or (bool(pattern("dates.elsewhere").search(between)) and when.start > head.idx)


def _distance(when: When, head: Token, parsed: Parsed) -> int:
    span = parsed.doc.char_span(when.start, when.end, alignment_mode="expand")
    attached = span is not None and any(head in token.ancestors for token in span)
    return abs(when.start - int(head.idx)) + (0 if attached else 40)


def anchor_of(parsed: Parsed, following: str, published: dt.date | None) -> dt.date | None:
    """The day on which a quote was spoken, from the words around it; the publication day where nothing tells."""
    if '"' not in parsed.text or published is None:
        return published
    outside = re.sub(r"\"[^\"]*(?:\"|$)", lambda found: " " * len(found.group()), parsed.text)
    tail = following.rpartition('"')[2] if '"' in following else ""
    for text in (outside, tail):
        named = [
            day
            for when in find(text, published)
            if (day := day_of(when)) is not None and when.precision in ("day", "part_of_day") and day <= published
        ]
        if named and re.search(r"\b(?:said|says|told|tweeted|wrote|added|announced|statement)\b", text):
            return named[-1]
    return published
