"""Dates told from another date: "yesterday", "last month", "the following day", "two days later", "three weeks ago"."""

from dataclasses import replace

from tocsin.reading.when.cells import Cell
from tocsin.reading.when.context import Context
from tocsin.reading.when.durations import N, amount, unit_of
from tocsin.reading.when.found import Found
from tocsin.reading.when.grammar import Grammar
from tocsin.reading.when.meaning import Meaning, narrowed, of_cell, of_value

grammar = Grammar(
    N=N,
    MOD="(mod:EARLY DASH? (in|on)?|the? mod:EDGE of)",
    EARLIER="(order:earlier|order:later|order:late|order:early)",
    APPROX="(more than|less than|at least|well? APPROXIMATE a?)",
    UNIT="(unit:UNITS|unit:UNIT)",
)
UNKNOWN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "month": "XXXX-XX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}
COARSE = {
    "day": 0,
    "weekend": 1,
    "week": 1,
    "month": 2,
    "season": 3,
    "quarter": 3,
    "half": 4,
    "year": 5,
    "decade": 6,
    "century": 7,
}
SKIPPED = frozenset({"second", "minute", "season", "night", "fortnight"})


@grammar.rule("{MOD}? day:TODAY", "the day side:before yesterday", "the day side:after tomorrow")
def today(found: Found, context: Context) -> Meaning | None:
    """today, yesterday, the day after tomorrow."""
    beyond = {"before": -2, "after": 2}
    step = beyond[found.text("side") or ""] if "side" in found.at else found.value("day", "TODAY")
    if context.key(found.first - 1) == "usa":
        return None
    if context.narrative or context.anchor is None:
        return of_value(found, "PRESENT_REF" if step == 0 and context.narrative else "XXXX-XX-XX", relative=True)
    return of_cell(found, context.anchor.shift(step), relative=True)


@grammar.rule(
    "{MOD}? the? (way:THIS|way:LAST|way:NEXT|way:THAT) {UNIT}",
    "{MOD}? (this|that) same {UNIT}",
    "{MOD}? the {UNIT} (way:following|way:previous|way:before|way:after|way:preceding)",
    "{EARLIER} (in|on)? (the|this|that|way:LAST|way:NEXT) same? {UNIT}",
    "the (unit:weekend)",
    "{MOD} the {UNIT}",
)
def cell_beside(found: Found, context: Context) -> Meaning | None:
    """last month, this week, the following day, that year, earlier this month, over the weekend."""
    unit = unit_of(found)
    if found.value("unit", "UNITS") or unit in SKIPPED or unit == "hour" or not _stands(context, found):
        return None
    if found.said("way") == "past":
        return None
    step = _step(found)
    base = _base(found, context, unit)
    mod = found.mod
    if base is None or COARSE[base.unit] > COARSE[unit]:
        unknown = UNKNOWN.get(unit)
        return of_value(found, unknown, precision=unit, relative=True) if unknown else None
    cell = base.within(unit).shift(step)
    if unit == "weekend" and step == 0 and not context.narrative:
        cell = _weekend(found, context, cell)
    meaning = of_cell(found, cell, relative=True, mod=mod)
    order = found.said("order")
    return _partly(meaning, order, context) if order else meaning


@grammar.rule(
    "{APPROX}? {N} {UNIT} (way:AGO|way:BEFORE|way:AFTER|way:from now|way:on)",
    "{APPROX}? unit:UNITS (way:AGO|way:BEFORE|way:AFTER)",
    "in {N} (unit:UNITS|unit:UNIT) (MARK|POSS) way:time",
)
def counted_away(found: Found, context: Context) -> Meaning | None:
    """two days later, three weeks ago, a year earlier, in two weeks' time."""
    unit, way = unit_of(found), found.said("way")
    ago, sign = way == "ago", _sign(found)
    if sign is None or unit in {"second", "night", "season", "quarter", "weekend"}:
        return None
    if way in {"before", "after", "on", "following", "prior"} and not _ends_there(context, found):
        return None
    number = amount(found)
    if number is None:
        return of_value(found, "PAST_REF" if sign < 0 else "FUTURE_REF", relative=True)
    base = context.here if ago or way in {"now", "time", "from", "hence"} else context.topic or context.anchor
    return _moved(found, base, sign * number, unit)


@grammar.rule(
    "the day way:before",
    "the day way:after",
    "the? next day",
    "the? (way:following|way:next) (morning|afternoon|evening|night)",
)
def day_beside(found: Found, context: Context) -> Meaning | None:
    """the day before, the next day."""
    if found.text("way") in {"before", "after"} and not _ends_there(context, found):
        return None
    step = -1 if found.text("way") == "before" else 1
    if context.key(found.stop - 1) in {"morning", "afternoon", "evening", "night"}:
        found = found.part(found.first, found.stop - 1)
    base = context.dated or (None if context.topic and context.narrative else context.anchor)
    if base is None:
        return of_value(found, "XXXX-XX-XX", precision="day", relative=True)
    return of_cell(found, base.shift(step), relative=True)


@grammar.rule("the other day")
def other_day(found: Found, _: Context) -> Meaning:
    """the other day."""
    return of_value(found, "PAST_REF", relative=True)


def _step(found: Found) -> int:
    after = found.value("way", "AFTER") if found.at.get("way", 0) > found.at["unit"] else None
    if after is not None:
        return int(after)
    for name in ("LAST", "NEXT", "BEFORE"):
        step = found.value("way", name)
        if step is not None:
            return int(step)
    return 0


def _stands(context: Context, found: Found) -> bool:
    """Whether the words are one expression: not "that day-long siege", not a bare "in the day"."""
    if context.code(found.stop) == "-" and context.key(found.stop + 1) in {"long", "old"}:
        return False
    unit = unit_of(found)
    opening = context.key(found.first)
    if found.value("way", "AFTER") and found.said("way") == "after":
        return _ends_there(context, found)
    if found.value("way", "BEFORE"):
        return _ends_there(context, found)
    plain = "way" not in found.at and not context.is_a(found.at["unit"] - 1, "THAT")
    if "mod" in found.at and plain:
        return unit in {"year", "month", "week", "century", "decade", "day"} and context.key(found.stop) != "of"
    return not (opening in {"past", "current", "same"} and unit == "day")


def _base(found: Found, context: Context, unit: str) -> Cell | None:
    told = context.topic
    if unit == "day":
        told = context.dated
    way = found.said("way")
    if context.narrative:
        return told if told or unit == "day" else context.topic
    leaning = way in {"that", "same", "following", "previous", "preceding", "before", "after", "subsequent"}
    leaning = leaning or context.is_a(found.at["unit"] - 1, "THAT")
    leaning = leaning or (way == "next" and unit == "day")
    plain_the = (
        "way" not in found.at
        and context.key(found.at["unit"] - 1) == "the"
        and unit in {"day", "week", "month", "year"}
    )
    if leaning and told:
        return told
    if plain_the and told and ("mod" in found.at or "order" in found.at):
        return told if COARSE[told.unit] <= COARSE[unit] else context.anchor
    return context.anchor


def _weekend(found: Found, context: Context, cell: Cell) -> Cell:
    """The weekend that is meant by "the weekend": the one that was, unless the clause looks ahead."""
    anchor = context.anchor
    if anchor is None or cell.first <= anchor.index:
        return cell
    time = context.tense(found.first, found.stop)
    week_is_young = (anchor.index - 1) % 7 < 3
    if context.key(found.first) != "this" and (time == "past" or (time is None and week_is_young)):
        return cell.shift(-1)
    return cell


def _partly(meaning: Meaning, order: str, context: Context) -> Meaning:
    cell, anchor = meaning.cell, context.here
    if cell is None or anchor is None or anchor.unit != "day" or not cell.first <= anchor.index <= cell.last:
        return (
            replace(meaning, days=narrowed(cell, "start" if order.startswith("early") else None)) if cell else meaning
        )
    days = (cell.first, anchor.index) if order == "earlier" else (anchor.index, cell.last)
    return replace(meaning, days=days if order in {"earlier", "later"} else meaning.days)


def _sign(found: Found) -> int | None:
    if found.said("way") in {"from", "time", "on"}:
        return 1
    for name in ("AGO", "BEFORE", "AFTER"):
        sign = found.value("way", name)
        if sign is not None:
            return int(sign)
    return None


def _ends_there(context: Context, found: Found) -> bool:
    """Whether nothing follows that the distance is told from ("two days after" the siege)."""
    return context.is_a(found.stop, "PUNCT") or context.key(found.stop) in {"and", "but", "when", "as"}


def _moved(found: Found, base: Cell | None, number: float, unit: str) -> Meaning:
    if unit == "fortnight":
        number, unit = number * 2, "week"
    if unit == "minute":
        number, unit = number / 60, "hour"
    if unit == "hour":
        return _hours(found, base, number)
    if number != int(number) and unit in {"year", "decade"}:
        number, unit = number * (12 if unit == "year" else 10), "month" if unit == "year" else "year"
    if base is None:
        return of_value(found, UNKNOWN[unit], precision=unit, relative=True)
    if COARSE[base.unit] > COARSE[unit]:
        known = base.value if base.unit in {"year", "month"} else None
        value = {"year": f"{known}-XX-XX" if unit == "day" else f"{known}-XX", "month": f"{known}-XX"}.get(base.unit)
        return of_value(found, value or UNKNOWN[unit], precision=unit, relative=True)
    there = base.within(unit).shift(round(number))
    if not there.placed:
        return of_value(found, UNKNOWN[unit], precision=unit, relative=True)
    return of_cell(found, there, relative=True)


def _hours(found: Found, base: Cell | None, number: float) -> Meaning:
    if base is None or base.unit != "day":
        return of_value(found, "XXXX-XX-XXTXX", kind="time", precision="hour", relative=True)
    day = base.shift(round(number / 24)) if number % 24 == 0 else base
    if not day.placed:
        return of_value(found, "XXXX-XX-XXTXX", kind="time", precision="hour", relative=True)
    exact = number % 24 == 0 or abs(number) <= 6
    meaning = of_cell(found, day, relative=True)
    days = meaning.days if exact else (None, None)
    return replace(meaning, kind="time", value=day.value + "TXX", precision="hour", days=days)
