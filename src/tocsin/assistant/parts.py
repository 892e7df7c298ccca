"""A document cut into parts that one question can carry."""

import datetime as dt
from collections.abc import Iterator

import msgspec

from tocsin.documents import Document, Passage, Role
from tocsin.reading.sentences import split

_BYTES_A_TOKEN = 3
"""Fewer bytes than a token of any common model holds on average in English, so that the budget is kept."""


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A run of the text that is not cut: a passage, or a piece of one that is too long."""

    start: int
    end: int
    opens_post: bool = False
    published: dt.date | None = None


class Part(msgspec.Struct, frozen=True):
    """The units that one question carries, in order."""

    units: tuple[Unit, ...]


def parts(document: Document, *, tokens: int) -> list[Part]:
    """The body and headings of a document, in parts of about so many tokens; cut between passages where it can be."""
    packed: list[list[Unit]] = []
    room = 0
    for unit in _units(document, tokens):
        weight = weighed(document.text[unit.start : unit.end])
        if not packed or weight > room:
            packed.append([])
            room = tokens
        packed[-1].append(unit)
        room -= weight
    return [Part(tuple(each)) for each in packed]


def halves(part: Part, document: Document) -> tuple[Part, ...]:
    """The part in two, or as it is where nothing is left to cut."""
    units = part.units
    if len(units) == 1:
        units = tuple(_cut(document.text, units[0], (units[0].end - units[0].start) // 2 // _BYTES_A_TOKEN))
    if len(units) < 2:
        return (part,)
    middle = len(units) // 2
    return Part(units[:middle]), Part(units[middle:])


def weighed(text: str) -> int:
    """About how many tokens a text has; seldom fewer."""
    return 1 + len(text.encode("utf-8", "surrogatepass")) // _BYTES_A_TOKEN


def _units(document: Document, tokens: int) -> Iterator[Unit]:
    passages = document.passages or (Passage(start=0, end=len(document.text), role=Role.BODY),)
    for each in passages:
        unit = Unit(start=each.start, end=each.end, opens_post=each.opens_post, published=each.published)
        if not each.role.is_read or not document.text[each.start : each.end].strip():
            continue
        if weighed(document.text[each.start : each.end]) <= tokens:
            yield unit
        else:
            yield from _cut(document.text, unit, tokens)


def _cut(text: str, unit: Unit, tokens: int) -> Iterator[Unit]:
    """Pieces of a unit that is too long: whole sentences as far as they fit, else words."""
    start = unit.start
    edges = [end for _, end in split(text, unit.start, unit.end)]
    while start < unit.end:
        fitting = [edge for edge in edges if edge > start and weighed(text[start:edge]) <= tokens]
        end = max(fitting, default=0) or _at_word(text, start, unit.end, max(1, tokens))
        if not text[end : unit.end].strip():
            end = unit.end
        yield msgspec.structs.replace(unit, start=start, end=end, opens_post=unit.opens_post and start == unit.start)
        start = end


def _at_word(text: str, start: int, end: int, tokens: int) -> int:
    """The last space at which a run without a sentence's end still fits; its middle where it has none."""
    reach = min(end, start + tokens * _BYTES_A_TOKEN // 2 + 1)
    space = text.rfind(" ", start + 1, reach)
    return space if space > start else reach
