"""Times and parts of a day: "11:04 a.m. ET", "noon", "Saturday morning", "overnight", "late on Tuesday"."""

from dataclasses import replace

from tocsin.reading.when import tense
from tocsin.reading.when.cells import Cell
from tocsin.reading.when.context import Context
from tocsin.reading.when.found import Found
from tocsin.reading.when.grammar import Grammar
from tocsin.reading.when.meaning import Meaning, at_day, of_value
from tocsin.reading.when.tokens import vocabulary

grammar = Grammar(
    ZONE="(zone:ZONE|LPAR zone:ZONE RPAR|LPAR? zone:local time RPAR?|LPAR zone:UPPER time RPAR|zone:UPPER time)",
    PARTOF="(part:PART|part:night)",
    MOD="(early|late|mid) (in the)? DASH?",
)
ZONES_WITHOUT_OFFSET = ("et", "ct", "pt")


@grammar.rule(
    "clock:CLOCK (DOT? ampm:AMPM)? {ZONE}?",
    "(hour:HOUR|hour:NUM|hour:N999) ampm:AMPM {ZONE}?",
    "(hour:HOUR|word:CARDINAL) o MARK clock (in the daypart:PART)? {ZONE}?",
    "(clock:CLOCK) (hrs|hours|h)? {ZONE}?",
    "military:Y4 (hours zone:ZONE?|hrs zone:ZONE?|zone:ZONE)",
    "military:NUM (hours zone:ZONE?|hrs zone:ZONE?|zone:ZONE)",
    "{MOD}? (noon:noon|noon:midnight|noon:midday) {ZONE}?",
)
def clock_time(found: Found, context: Context) -> Meaning | None:
    """11:04 a.m. ET, 7pm, 1830 GMT, 10 o'clock, noon."""
    told = _hour_and_minute(found)
    if told is None or (context.code(found.stop) in "%$" and "ampm" not in found.at):
        return None
    hour, minute = told
    suffix = f"T{hour:02}:{minute:02}"
    return _floating(found, context, suffix, "minute", zone=_zone(found))


def _hour_and_minute(found: Found) -> tuple[int, int] | None:
    noon = found.said("noon")
    if noon:
        return (24 if noon == "midnight" else 12), 0
    if "military" in found.at:
        written = found.text("military") or ""
        if len(written) != 4 or not written.isdigit():
            return None
        hour, minute = int(written[:2]), int(written[2:])
    elif "clock" in found.at and ":" in (found.text("clock") or ""):
        hour, minute = (int(part) for part in (found.text("clock") or "").split(":")[:2])
    else:
        written = (found.text("hour") or "").replace(".", ":")
        if len(written) == 3 and written.isdigit():
            written = f"{written[0]}:{written[1:]}"
        if "," in written:
            return None
        head, _, tail = written.partition(":")
        hour, minute = int(head or found.value("word", "CARDINAL") or 0), int(tail or 0)
    ampm = found.said("ampm")
    after_noon = ampm.startswith("p") or found.value("daypart", "PART") in {"AF", "EV"}
    if after_noon and hour < 12:
        hour += 12
    elif ampm.startswith("a") and hour == 12:
        hour = 0
    return (hour, minute) if hour < 25 and minute < 60 else None


def _zone(found: Found) -> str | None:
    zone = found.text("zone")
    if zone is None or found.at["zone"] + 1 >= len(found.tokens) or found.tokens[found.at["zone"] + 1].key != "time":
        return zone
    return f"{zone} time"


@grammar.rule(
    "{MOD}? (the|this|that|one|(the)? same|late|early|way:LAST|every)? {PARTOF}",
    "(the)? (early|late) {PARTOF} hours",
    "(the)? night time?",
    "tonight POSS?",
    "overnight",
    "(each|every) {PARTOF}",
    "at night",
    "part:PARTS",
)
def part_of_day(found: Found, context: Context) -> Meaning | None:
    """this morning, last night, overnight, the evening, at night."""
    words = [token.key for token in found.tokens[found.first : found.stop]]
    suffix = "T" + (_suffix(found) or "NI")
    if (
        words[0] in {"each", "every"}
        or words == ["at", "night"]
        or ("part" in found.at and found.value("part", "PARTS"))
    ):
        return of_value(found, f"XXXX-XX-XX{suffix}", kind="set", precision="part_of_day")
    if words[-1] == "night" and words[0] == "night" and not _beside_day(context, found):
        return of_value(found, f"XXXX-XX-XX{suffix}", kind="time", precision="part_of_day")
    if words == ["overnight"] and context.code(found.stop) in "s" and context.code(found.first - 1) == "W":
        return None
    if "daytime" in words or "daylight" in words:
        return of_value(found, f"XXXX-XX-XX{suffix}", kind="time", precision="part_of_day")
    if (
        context.code(found.first - 1) == "W"
        and found.tokens[found.first].text.istitle()
        and not _beside_day(context, found)
    ):
        return None
    meaning = _floating(found, context, suffix, "part_of_day")
    return _deictic(meaning, words, context)


def _suffix(found: Found) -> str | None:
    suffix = found.value("part", "PART")
    return str(suffix) if suffix else None


def _deictic(meaning: Meaning, words: list[str], context: Context) -> Meaning | None:
    anchor = context.here
    if words[0] in {"tonight", "overnight", "this"} or words[0] == "last":
        if anchor is None or anchor.unit != "day":
            return replace(meaning, value="XXXX-XX-XX" + meaning.suffix, cell=None, days=(None, None), floating=False)
        day = anchor.shift(-1) if words[0] == "last" else anchor
        placed = replace(meaning.on(day), relative=True)
        if words[0] == "overnight":
            ahead = context.tense(meaning.first, meaning.stop) == "future"
            return replace(placed, days=(day.index, day.index + 1) if ahead else (day.index - 1, day.index))
        return placed
    if (
        len(words) == 1
        and not _beside_day(context, meaning)
        and words[0] not in {"dawn", "dusk", "nightfall", "daybreak"}
    ):
        return None
    return meaning


def _beside_day(context: Context, found: Found | Meaning) -> bool:
    """Whether the name of a day stands just before or after."""
    days = vocabulary().letters("WEEKDAY") + vocabulary().letters("TODAY") + vocabulary().letters("WEEKDAYSHORT")
    before, after = context.code(found.first - 1), context.code(found.stop)
    dates = days + vocabulary().letters("MONTH") + "123tYi" + vocabulary().code("day")
    if context.is_a(found.first - 1, "HOLIDAY") or context.key(found.first - 1) in {"next", "following"}:
        return True
    return before in dates or after in days or context.key(found.stop) == "of"


def _floating(found: Found, context: Context, suffix: str, precision: str, zone: str | None = None) -> Meaning:
    """A time whose day stands beside it, or was told before it; else it is the publication's."""
    day = _day_told(context, found)
    if day is None:
        meaning = of_value(found, "XXXX-XX-XX" + suffix, kind="time", precision=precision, relative=True)
        return replace(meaning, suffix=suffix, zone=zone, floating=True)
    meaning = at_day(found, day, suffix, precision=precision, relative=True, zone=zone)
    return replace(meaning, floating=True, told=False)


def _day_told(context: Context, found: Found) -> Cell | None:
    if context.narrative:
        return context.dated
    if context.dated and not any(tense.ends_sentence(context, at) for at in range(context.topic_stop, found.first)):
        return context.dated
    return context.anchor
