"""Lengths of time and how often: "two months", "the past 48 hours", "24-year", "every day", "weekly"."""

from tocsin.reading.when.cells import Cell
from tocsin.reading.when.context import Context
from tocsin.reading.when.found import Found
from tocsin.reading.when.grammar import Grammar
from tocsin.reading.when.meaning import Meaning, of_value

N = (
    "(n:TENS DASH? ones:CARDINAL|n:COUNT times:hundred?|n:TENS|n:CARDINAL (and a half:half|times:hundred)?|a n:VAGUE"
    "|n:VAGUE|the? a? n:couple of?|a? n:dozen|n:half DASH? (a|an)?|a n:hundred|n:ARTICLE)"
)
grammar = Grammar(
    N=N,
    APPROX="(more than|less than|no more than|at least|at most|up to|as long as|well? APPROXIMATE a?|close to)",
    ADJ="(LOWER|ING|more|full|other|long)",
    OF_THEM="(way:final|way:early|way:opening|way:closing|way:intervening|way:initial)",
    UNIT="(unit:UNITS|unit:UNIT)",
)
LETTERS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
DAYS = {"hour": 1 / 24, "minute": 0, "second": 0, "day": 1, "night": 1, "week": 7, "fortnight": 14}
LONGEST = {
    "hour": 9000,
    "minute": 1e5,
    "day": 1e5,
    "night": 1e3,
    "week": 1e4,
    "month": 1e4,
    "year": 1000,
    "decade": 99,
    "century": 9,
}
"""Lengths beyond these are not counted out on the calendar."""
SET_WORDS = {
    "daily": "XXXX-XX-XX", "everyday": "XXXX-XX-XX", "weekly": "XXXX-WXX", "monthly": "XXXX-XX", "annually": "XXXX",
    "yearly": "XXXX", "annual": "XXXX", "quarterly": "XXXX-QX", "hourly": "XXXX-XX-XXTXX",
}  # fmt: skip
SET_VALUE = {
    "hour": "XXXX-XX-XXTXX", "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXX", "century": "XX", "night": "XXXX-XX-XXTNI",
}  # fmt: skip


def amount(found: Found) -> float | None:
    """The number found: 2 for "two", 2.5 for "two and a half"; ``None`` where it is vague ("several")."""
    written = found.text("n")
    if written is None:
        return None
    if written[0].isdigit():
        number = float(written.replace(",", ""))
    else:
        values = [found.value("n", name) for name in ("CARDINAL", "TENS", "ARTICLE", "DOZEN")]
        number = next((value for value in values if value is not None), 0)
        if not number:
            return None
    number += found.value("ones", "CARDINAL") or 0
    if "half" in found.at:
        number += 0.5
    return number * (100 if "times" in found.at else 1)


def unit_of(found: Found) -> str:
    """The unit found, in the singular."""
    return str(found.value("unit", "UNITS") or found.value("unit", "UNIT"))


def length(number: float | None, unit: str) -> str:
    """The TIMEX3 value of so much of a unit: P3D, PT48H, PXM."""
    if unit == "fortnight":
        number, unit = number and number * 2, "week"
    if unit == "hour" and number == 0.5:
        number, unit = 30, "minute"
    letters = LETTERS[unit]
    clock = "T" if letters[0] == "T" else ""
    return f"P{clock}{'X' if number is None else f'{number:g}'}{letters.removeprefix('T')}"


def away(day: Cell, number: float, unit: str) -> int:
    """The ordinal of the day that lies so much later, earlier where negative."""
    if unit in DAYS:
        return day.index + round(number * DAYS[unit])
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months is None:
        return day.index + round(number * 7)
    month = day.within("month")
    there = month.shift(round(number * months))
    return min(there.first + day.index - month.first, there.last)


def lasting(found: Found, context: Context, number: float | None, direction: int) -> Meaning:
    """A length of time; with a direction, -1 or 1, it covers the days before or after the day of writing."""
    unit = unit_of(found)
    precision = "day" if unit == "night" else unit
    meaning = of_value(found, length(number, unit), kind="duration", precision=precision)
    here = context.here
    if not direction or here is None or here.unit != "day":
        return meaning
    other = away(here, direction * number, unit) if number is not None and number <= LONGEST.get(unit, 0) else None
    days = (here.index, other) if direction > 0 else (other, here.index)
    return Meaning(
        first=found.first, stop=found.stop, value=meaning.value, kind="duration", precision=precision,
        relative=True, days=days, told=False,
    )  # fmt: skip


@grammar.rule(
    "{APPROX}? {N} DASH? {ADJ}? {UNIT} (DASH? (old|long)|MARK)?",
    "{APPROX}? (COUNT|CARDINAL) (DASH|to|or) {N} DASH? {ADJ}? {UNIT} (DASH? (old|long))?",
)
def counted(found: Found, context: Context) -> Meaning | None:
    """two months, more than 40 days, 24-year, ten to fifteen years."""
    unit = unit_of(found)
    plural = found.value("unit", "UNITS") is not None
    if unit in {"season", "weekend", "quarter"} or (unit == "second" and not plural):
        return None
    number = amount(found)
    hyphen = context.is_a(found.at["unit"] - 1, "DASH")
    if (
        not plural
        and not hyphen
        and found.at["unit"] - found.first > 1
        and found.value("n", "ARTICLE")
        and _other_noun(context, found)
    ):
        return None
    singular = not plural and number not in {1, 0.5} and not hyphen
    if singular and (unit in {"second", "minute", "night"} or number is None):
        return None
    if unit == "night" and number == 1:
        return None
    direction = 1 if context.key(found.first - 1) in {"within", "in"} and _ahead(context, found) else 0
    return lasting(found, context, number, direction)


@grammar.rule("{N} {UNIT} (and|COMMA)? (more:CARDINAL|more:COUNT|more:TENS|more:ARTICLE) (finer:UNITS|finer:UNIT)")
def compound(found: Found, _: Context) -> Meaning | None:
    """an hour and 40 minutes; two years and three months."""
    unit, finer = unit_of(found), found.value("finer", "UNITS") or found.value("finer", "UNIT")
    more = next((found.value("more", cls) for cls in ("CARDINAL", "TENS", "ARTICLE") if found.value("more", cls)), None)
    number, more = amount(found), more or found.number("more")
    if (
        number is None
        or more is None
        or LETTERS.get(unit, "")[:1] not in "TMYWD"
        or finer not in LETTERS
        or finer == unit
    ):
        return None
    one, two = length(number, unit), length(more, finer)
    joined = one + (two[2:] if two[:2] == "PT" == one[:2] else two[1:])
    return of_value(found, joined, kind="duration", precision=finer)


@grammar.rule("{N} {UNIT} and a half:half")
def and_a_half(found: Found, context: Context) -> Meaning | None:
    """a month and a half."""
    return lasting(found, context, amount(found), 0) if amount(found) else None


@grammar.rule(
    "the? (way:LAST|way:NEXT|way:recent|way:THIS) {N} {ADJ}? {UNIT}",
    "the? {N} (way:LAST|way:NEXT) unit:UNITS",
    "the? (way:LAST|way:NEXT|way:recent) {ADJ}? unit:UNITS",
    "(the|these|this) (way:ORDINAL|{OF_THEM}) {N} {ADJ}? {UNIT}",
    "(the|these) {OF_THEM} unit:UNITS",
)
def counted_from_here(found: Found, context: Context) -> Meaning | None:
    """the past two months, the last 48 hours, the coming days, the first three years."""
    unit = unit_of(found)
    number = amount(found)
    if unit in {"season", "second", "quarter", "weekend"} or (number == 1 and found.value("n", "ARTICLE")):
        return None
    if found.text("way") and found.said("way") == "recent":
        return of_value(found, "PAST_REF", relative=True)
    direction = -1 if found.value("way", "LAST") else 1 if found.value("way", "NEXT") else 0
    if context.key(found.stop) == "of":
        direction = 0
    return lasting(found, context, number, direction)


@grammar.rule("the past:past {UNIT}", "the (past:last|past:next|past:coming) {UNIT}")
def single_from_here(found: Found, context: Context) -> Meaning | None:
    """the past year, the past decade; the last month of the war; over the next week."""
    word = found.said("past")
    if found.value("unit", "UNITS") or unit_of(found) in {"second", "minute", "season", "quarter", "weekend", "night"}:
        return None
    spanned = context.key(found.first - 1) in {"over", "in", "during", "for", "within", "throughout"}
    if word == "past" or (spanned and not context.narrative):
        return lasting(found, context, 1, -1 if word in {"past", "last"} else 1)
    if context.key(found.stop) == "of" and word == "last":
        return lasting(found, context, 1, 0)
    return None


@grammar.rule("unit:UNITS (DASH? long)?", "unit:UNIT DASH? long", "unit:UNIT long")
def uncounted(found: Found, context: Context) -> Meaning | None:
    """days, months-long, year-long."""
    unit, plural = unit_of(found), found.value("unit", "UNITS") is not None
    if unit in {"second", "minute", "night", "season", "weekend", "quarter"} or context.code(found.first - 1) in "'-":
        return None
    return lasting(found, context, None if plural else 1, 0)


@grammar.rule("(each|every) {UNIT}", "every other {UNIT}", "(each|every) {N} {UNIT}")
def every(found: Found, _: Context) -> Meaning | None:
    """every day, each year, every two weeks."""
    unit = unit_of(found)
    if unit in {"second", "minute", "season", "fortnight"}:
        return None
    if "n" in found.at:
        return of_value(found, length(amount(found), unit), kind="set", precision=unit)
    return of_value(found, SET_VALUE[unit], kind="set", precision=unit)


@grammar.rule("per {UNIT}", "(once|twice|times) a {UNIT}")
def per(found: Found, _: Context) -> Meaning | None:
    """per day, twice a week."""
    unit = unit_of(found)
    if unit in {"second", "minute", "season", "hour"}:
        return None
    return of_value(found, length(1, unit), kind="set", precision=unit)


@grammar.rule("word:SET")
def often(found: Found, context: Context) -> Meaning | None:
    """daily, weekly, annual."""
    word = found.said("word")
    if found.tokens[found.first].text[0].isupper() and context.is_a(found.stop, "UPPER"):
        return None
    return of_value(found, SET_WORDS.get(word) or found.value("word", "SET"), kind="set", precision="set")


def _ahead(context: Context, found: Found) -> bool:
    if context.key(found.first - 1) == "within":
        return True
    return found.first == found.at["n"] and context.tense(found.first, found.stop) == "future"


def _other_noun(context: Context, found: Found) -> bool:
    """Whether a word between the article and the unit makes another thing of it ("a birth day")."""
    return context.code(found.at["unit"] - 1) in "wg" and context.key(found.at["unit"] - 1) not in {
        "full", "whole", "entire", "mere", "single", "solid", "half",
    }  # fmt: skip
