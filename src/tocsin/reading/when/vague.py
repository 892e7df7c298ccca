"""What points at the present, the past or the future as such: "now", "recently", "the future"."""

from tocsin.reading.when.context import Context
from tocsin.reading.when.found import Found
from tocsin.reading.when.grammar import Grammar
from tocsin.reading.when.meaning import Meaning, of_value

grammar = Grammar()


@grammar.rule(
    "(right|up to|until|till|by|just|even|for)? PRESENT",
    "at (the moment|present|this time|this moment|the present time)",
    "(these days|the time being|to date|present DASH? day|modern DASH? day|the present)",
)
def present(found: Found, context: Context) -> Meaning | None:
    """now, currently, these days."""
    if context.key(found.stop) == "and" and context.key(found.stop + 1) in {"then", "again"}:
        return None
    words = [token.key for token in found.tokens[found.first : found.stop]]
    if words[-1] == "date" and context.code(found.stop) in "wW":
        return None
    while words and words[0] in {"up", "to", "until", "till", "by", "just", "even", "for"} and words[-1] != "date":
        words, found = words[1:], found.part(found.first + 1, found.stop)
    return of_value(found, "PRESENT_REF", relative=True)


@grammar.rule("PAST", "the past", "the (recent|distant) past")
def past(found: Found, context: Context) -> Meaning | None:
    """recently, former, the past."""
    counts = context.is_a(found.stop, "CARDINAL") or context.is_a(found.stop, "ANYNUM")
    if context.key(found.stop) == "tense" or (counts and context.key(found.stop - 1) == "past"):
        return None
    return of_value(found, "PAST_REF", relative=True)


@grammar.rule(
    "(the|near|foreseeable|immediate)? (near|foreseeable|immediate|not too distant|distant)? future",
    "at any (time|moment)",
    "any day now",
)
def future(found: Found, _: Context) -> Meaning:
    """the near future; at any time."""
    return of_value(found, "FUTURE_REF", relative=True)
