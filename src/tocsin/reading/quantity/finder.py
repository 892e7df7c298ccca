"""The reading itself: numbers that count something, their units, what joins two of them, what is said of them."""

import dataclasses
import datetime as dt
from dataclasses import replace

from tocsin.reading import when
from tocsin.reading.quantity.amounts import amount, opens
from tocsin.reading.quantity.bounds import change_of, qualified
from tocsin.reading.quantity.intervals import joined
from tocsin.reading.quantity.lengths import Amount
from tocsin.reading.quantity.model import Part, Quantity
from tocsin.reading.quantity.numbers import key
from tocsin.reading.quantity.tokens import Token, masked, tokenize
from tocsin.reading.quantity.units import measure_after, noun_after


def find(text: str, anchor: dt.date | None = None) -> list[Quantity]:
    """Every quantity of a text, in order.

    Dates, clock times, telephone numbers, ordinals and names ("Flight 17") are none. ``anchor`` is the day of
    publication, where others ask for the dates of the same text: they are found once.
    """
    tokens = tokenize(text)
    if not any(token.kind == "figure" or token.kind == "word" for token in tokens):
        return []
    barred = _barred(text, tokens, anchor)
    amounts = _lent(_amounts(tokens, barred), tokens)
    return [_quantity(text, tokens, each) for each in amounts]


def _barred(text: str, tokens: list[Token], anchor: dt.date | None) -> set[int]:
    """The tokens that are part of a date, a clock time or a telephone number."""
    spans = masked(text)
    for found in when.find(text, anchor):
        if found.kind in ("date", "time") and not _measured(tokens, found.start, found.end):
            spans.append((found.start, found.end))
    barred, at = set(), 0
    for start, end in sorted(spans):
        while at < len(tokens) and tokens[at].end <= start:
            at += 1
        step = at
        while step < len(tokens) and tokens[step].start < end:
            barred.add(step)
            step += 1
    return barred


def _measured(tokens: list[Token], start: int, end: int) -> bool:
    """Whether what looks like a year has a unit of measure behind it: "1520 sq m"."""
    last = next((index for index, token in enumerate(tokens) if token.end == end), None)
    if last is None or tokens[last].kind != "figure" or tokens[last].start != start:
        return False
    unit = measure_after(tokens, last + 1)
    return unit is not None and unit.stop > last + 1 and len(unit.name) > 2


def _amounts(tokens: list[Token], barred: set[int]) -> list[Amount]:
    found: list[Amount] = []
    at = 0
    while at < len(tokens):
        can = opens(tokens[at]) and at not in barred
        one = amount(tokens, at, taken=found[-1].stop if found else 0) if can else None
        if one is None:
            at += 1
            continue
        one = joined(tokens, one, barred)
        if _score(tokens, one):
            at = one.stop + 2
            continue
        if one.first >= (found[-1].stop if found else 0):
            found.append(one)
        at = max(one.stop, at + 1)
    return found


def _score(tokens: list[Token], one: Amount) -> bool:
    """Whether it is the first half of a score or of a code: "2-1", "747-400"."""
    stop = one.number.stop
    return (
        not one.parts
        and one.unit is None
        and key(tokens, stop) in ("-", "–")
        and stop + 1 < len(tokens)
        and tokens[stop].glued
        and tokens[stop + 1].glued
        and tokens[stop + 1].kind == "figure"
    )


def _lent(amounts: list[Amount], tokens: list[Token]) -> list[Amount]:
    """A number without a unit takes that of the number it is listed with: "four-, five- and six-cylinder"."""
    lent = list(amounts)
    for index in range(len(lent) - 2, -1, -1):
        here, after = lent[index], lent[index + 1]
        between = [token.key for token in tokens[here.stop : after.first]]
        if (
            here.unit is None
            and here.noun is None
            and between in (["-", ","], ["-", "and"], ["-", "or"], ["and"], ["or"], [","])
            and after.name
        ):
            lent[index] = replace(here, unit=after.unit, noun=after.noun)
        elif here.unit is None and after.kind == "money" and between in (["of", "the"], ["of"]):
            lent[index] = replace(here, unit=after.unit, noun=None)
    return lent


def _quantity(text: str, tokens: list[Token], found: Amount) -> Quantity:
    first, stop, qualifier = qualified(tokens, found)
    if found.noun is None and found.unit is None and stop > found.stop:
        noun, end, more = noun_after(tokens, stop, one=False)
        if noun:
            found, stop = dataclasses.replace(found, noun=noun, more=found.more or more), end
    start, end = tokens[first].start, tokens[stop - 1].end
    last = tokens[found.number.stop - 1].end if not found.parts else found.parts[-1][1]
    return Quantity(
        start=start,
        end=end,
        text=text[start:end],
        value=found.value,
        kind=found.kind,
        unit=found.name,
        qualifier=qualifier,
        vague=found.number.vague,
        change=change_of(tokens, found.first),
        more=found.more,
        shift=found.shift,
        out_of=found.out_of,
        number=(tokens[found.number.first].start, last),
        parts=tuple(Part(start=a, end=b, value=value) for a, b, value in found.parts),
    )
