"""What is said of a number: more than, about, at least; and whether it went up or down."""

from tocsin.reading.quantity.lengths import Amount
from tocsin.reading.quantity.lexicon import runs, words
from tocsin.reading.quantity.model import Change, Qualifier
from tocsin.reading.quantity.numbers import key
from tocsin.reading.quantity.tokens import Token

_DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "our", "this"})
_LENGTHS = frozenset({"kilometre", "mile", "metre", "nautical mile"})


def qualified(tokens: list[Token], found: Amount) -> tuple[int, int, Qualifier]:
    """The first token, the stop, and the qualifier of an amount with the words that qualify it."""
    first, name = _before(tokens, found)
    if name is None or name == "exact":
        stop, after = _after(tokens, found)
        if after is not None:
            return first, stop, after
    if found.number.about and name in (None, "exact"):
        name = "about"
    return first, found.stop, name or "exact"


def _before(tokens: list[Token], found: Amount) -> tuple[int, Qualifier | None]:
    at = found.first
    ends = [at, at - 1] if key(tokens, at - 1) in _DETERMINERS else [at]
    for end in ends:
        for run, name in runs("before").get(key(tokens, end - 1), ()):
            first = end - len(run)
            if first >= 0 and tuple(token.key for token in tokens[first:end]) == run:
                if (run == ("past",) and key(tokens, first - 1) in ("the", "of")) or (
                    run == ("over",)
                    and found.unit is not None
                    and found.unit.name == "year"
                    and key(tokens, end) in ("the", "its")
                ):
                    continue
                return first, name  # type: ignore[return-value]
    if key(tokens, at - 1) == "within" and found.unit is not None and found.unit.name in _LENGTHS:
        return at - 1, "up_to"
    if key(tokens, at - 1) == "between":
        return at - 1, None
    return at, None


def _after(tokens: list[Token], found: Amount) -> tuple[int, Qualifier | None]:
    for at in dict.fromkeys((found.number.stop, found.stop)):
        for run, name in runs("after").get(key(tokens, at), ()):
            if tuple(token.key for token in tokens[at : at + len(run)]) != run:
                continue
            if run[0] in ("odd", "plus", "tops") and not (at < len(tokens) and tokens[at].glued):
                continue
            if run == ("+",) and not tokens[at].glued:
                continue
            return max(at + len(run), found.stop), name  # type: ignore[return-value]
    return found.stop, None


def change_of(tokens: list[Token], first: int) -> Change | None:
    """Whether the number hangs on a verb of rising or falling."""
    at = first - 1
    while at >= 0 and first - at < 7:
        word = tokens[at].key
        if (
            word in words("change", "up")
            and not (word == "up" and key(tokens, at + 1) == "to" and at + 1 < first)
            and not (word == "+" and not tokens[at + 1].glued)
        ):
            return "up"
        if word in words("change", "down"):
            return "down"
        if word not in words("change", "between"):
            return None
        at -= 1
    return None
