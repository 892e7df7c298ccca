"""Years, decades and centuries: "2014", "490 BC", "1914-18", "the 1990s", "the 18th century"."""

from tocsin.reading.when.cells import Cell
from tocsin.reading.when.context import Context
from tocsin.reading.when.found import Found
from tocsin.reading.when.grammar import Grammar
from tocsin.reading.when.meaning import Meaning, of_cell

grammar = Grammar(
    MOD="(mod:EARLY DASH? (in|on)? the?|the? mod:EDGE of the?|the? (mod:early|mod:latter|mod:later) part of)",
    YEAR="(year:Y4 era:ERA?|year:BCNUM era:ERA|era:ERA year:N999)",
)
IN_YEAR = frozenset({
    "in", "since", "by", "until", "till", "from", "during", "before", "after", "early", "late", "mid", "circa",
    "around", "of", "between", "and", "to", "through", "beginning", "end", "middle", "summer", "winter", "spring",
    "autumn", "fall", "the", "year", "(", "-", ",", "that",
})  # fmt: skip


@grammar.rule("{MOD}? (the (year|years))? {YEAR}", "year:SHORTYEAR")
def year_alone(found: Found, context: Context) -> Meaning | None:
    """2014, 490 BC, late 1941, '89."""
    mod = found.mod
    if context.code(found.at["year"]) == "y":
        if not (context.is_a(found.stop, "PUNCT") or context.is_a(found.stop, "LOWER")):
            return None
        return of_cell(found, Cell.part("year", full_year(found.number("year") or 0, context)))
    year = found.year
    if year is None or ("era" not in found.at and not _is_year(context, found)):
        return None
    return of_cell(found, Cell.part("year", year), mod=mod)


@grammar.rule("(from|between)? year:Y4 DASH to:TWO", "year:Y4 (DASH|to) to:Y4", "year:BCNUM (DASH|to) to:BCNUM era:ERA")
def years_range(found: Found, context: Context) -> list[Meaning] | None:
    """1914-18; 264-241 BC: each end is an expression of its own."""
    year, other = found.number("year") or 0, found.number("to") or 0
    if "era" in found.at:
        before = found.before_christ
        cells = [Cell.part("year", 1 - number if before else number) for number in (year, other)]
    else:
        digits = len(found.text("to") or "")
        if digits not in {2, 4} or context.code(found.at["year"] - 1) == "$" or context.is_a(found.stop, "COUNTED"):
            return None
        cells = [Cell.part("year", year), Cell.part("year", other if digits == 4 else year - year % 100 + other)]
        if cells[1].index <= cells[0].index:
            return None
    last = of_cell(found.part(found.at["to"], found.stop), cells[1], told=False)
    return [of_cell(found.part(found.at["year"], found.at["year"] + 1), cells[0]), last]


@grammar.rule("{MOD}? the? decade:TENYEARS era:ERA?", "{MOD}? the decade:TENSPLURAL")
def decade_of(found: Found, context: Context) -> Meaning | None:
    """the 1990s, the late '80s, the nineties, the 470s BC."""
    mod = found.mod
    written = found.value("decade", "TENSPLURAL") or found.number("decade") or 0
    if found.before_christ:
        return of_cell(found, Cell("decade", -(written // 10) - 1), mod=mod)
    if written < 100:
        in_decade = found.first != found.at["decade"] or context.key(found.first - 1) == "the"
        if not in_decade or context.key(found.at["decade"] - 1) in {"his", "her", "their"}:
            return None
        written += 1900
    return of_cell(found, Cell("decade", written // 10), mod=mod)


@grammar.rule(
    "{MOD}? the? (number:NTH|number:ORDINAL) DASH? century era:ERA?",
    "{MOD}? the? TENS DASH number:ORDINAL DASH? century",
)
def century_of(found: Found, context: Context) -> Meaning | None:
    """the 18th century, the nineteenth century, the 5th century BC."""
    mod = found.mod
    number = found.value("number", "ORDINAL") or found.number("number") or 0
    if context.is_a(found.at["number"] - 2, "TENS"):
        number += 20
    before = found.before_christ
    return of_cell(found, Cell("century", -number if before else number - 1), mod=mod) if 0 < number < 30 else None


def full_year(short: int, context: Context) -> int:
    """The year of two digits, in the century that the text or its publication makes likely."""
    near = context.topic.year if context.topic else context.anchor.year if context.anchor else 2000
    return min((century + short for century in range(1600, 2100, 100)), key=lambda year: abs(year - near))


def _is_year(context: Context, found: Found) -> bool:
    """Whether four digits are a year here, and not a count, a price, a resolution or a number in a name."""
    number = found.number("year") or 0
    before, after = found.first - 1, found.stop
    if context.code(before) in "$#x" or context.code(after) in "%$" or context.glued(after):
        return False
    if context.key(before) == "/" or context.key(after) == "/":
        return 1900 <= number < 2100
    if context.is_a(before, "QUANTITY") or context.is_a(after, "COUNTED"):
        return (context.key(before) in {"in", "since", "the", "of", "by"} and not context.is_a(after, "COUNTED")) or (
            context.key(before) in {"in", "since", "during"} and 1400 < number < 2100
        )
    if context.is_a(after, "UNITS") or context.is_a(after, "ZONE"):
        return False
    if context.key(before) in IN_YEAR or "mod" in found.at or found.first != found.at["year"]:
        return True
    if context.code(after) == "s" and number % 50 == 0:
        return False
    return 1500 <= number < 2100
