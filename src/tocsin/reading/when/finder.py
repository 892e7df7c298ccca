"""The reading itself: tokens, the places of rules, the meaning of each, and what leans on its neighbour."""

import datetime as dt
import functools
from dataclasses import replace

from tocsin.reading.when import clock, dates, durations, eras, relative, seasons, spans, tense, vague, weekdays
from tocsin.reading.when.context import Context
from tocsin.reading.when.grammar import matches
from tocsin.reading.when.meaning import Meaning
from tocsin.reading.when.model import When
from tocsin.reading.when.tokens import Token, tokenize

ROOMS = (spans, dates, eras, weekdays, relative, seasons, clock, durations, vague)
RULES = [rule for room in ROOMS for rule in room.grammar.rules]
LINKS = frozenset({"on", "of", ",", "(", "at", "about", "around", "the", "local", "time", "by"})


def find(text: str, anchor: dt.date | None) -> list[When]:
    """Every temporal expression of a text, in order, read against the day of its publication.

    Weekdays and dates without a year are the nearest at or before that day, unless the clause looks ahead; in a text
    that tells history they lean on the dates told before them. Without an anchor, what needs it stays open: its
    ``value`` has X for the digits that are not known, and its days are ``None``.
    """
    return list(_found(text, anchor))


@functools.lru_cache(maxsize=1024)
def _found(text: str, anchor: dt.date | None) -> tuple[When, ...]:
    tokens, codes = tokenize(text)
    context = Context(tokens, codes, anchor)
    return tuple(meaning.when(text, tokens) for meaning in _linked(_meanings(context), tokens))


def _meanings(context: Context) -> list[Meaning]:
    taken = 0
    meanings: list[Meaning] = []
    for found, rule in matches(RULES, context.tokens, context.codes):
        if found.first < taken:
            continue
        context.arrive(found.first)
        answer = rule.build(found, context)
        for given in answer if isinstance(answer, list) else [answer] if answer else []:
            meaning = _trimmed(given, context)
            meanings.append(meaning)
            context.tell(meaning)
            taken = meaning.stop
    return meanings


def _linked(meanings: list[Meaning], tokens: list[Token]) -> list[Meaning]:
    """Times put on the day that stands beside them, and made one expression with it where nothing parts them."""
    linked: list[Meaning] = []
    for meaning in meanings:
        before = linked[-1] if linked else None
        if before is None:
            linked.append(meaning)
            continue
        between = [token.key for token in tokens[before.stop : meaning.first]]
        if meaning.floating and _is_day(before) and _links(between):
            linked[-1:] = _after_day(before, meaning, between)
        elif before.floating and _is_day(meaning) and _links(between):
            linked[-1:] = _before_day(before, meaning, between)
        elif meaning.precision == "part_of_day" and before.kind == "time" and not between:
            linked[-1] = _with_part(before, meaning)
        else:
            linked.append(meaning)
    return linked


def _trimmed(meaning: Meaning, context: Context) -> Meaning:
    """Without a full stop at its end that is the sentence's and not an abbreviation's."""
    last = meaning.stop - 1
    if context.code(last) != "." or context.is_a(last - 1, "AMPM") or tense.abbreviated(context, last - 1):
        return meaning
    return replace(meaning, stop=last)


def _with_part(time: Meaning, part: Meaning) -> Meaning:
    """7pm tonight; 10 a.m. Saturday morning: the clock's value, on the day that the part is of."""
    placed = time.on(part.cell) if time.floating and part.cell else time
    return replace(placed, stop=part.stop)


def _is_day(meaning: Meaning) -> bool:
    return meaning.cell is not None and meaning.cell.unit == "day" and not meaning.suffix


def _links(between: list[str]) -> bool:
    return len(between) < 4 and all(key in LINKS for key in between)


def _put(time: Meaning, day: Meaning) -> Meaning:
    return replace(time.on(day.cell), relative=day.relative) if day.cell else time


def _after_day(day: Meaning, time: Meaning, between: list[str]) -> list[Meaning]:
    placed = _put(time, day)
    return [replace(placed, first=day.first)] if not between else [day, placed]


def _before_day(time: Meaning, day: Meaning, between: list[str]) -> list[Meaning]:
    placed = _put(time, day)
    whole = not between or between in (["of"], [","])
    return [replace(placed, stop=day.stop)] if whole else [placed, day]
