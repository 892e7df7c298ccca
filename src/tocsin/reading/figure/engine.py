"""Sentences to figures: the quantities of a text that belong to the crisis, with what they count and who says so."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

import msgspec

from tocsin.reading import quantity, when
from tocsin.reading.engine import Text
from tocsin.reading.figure.choice import choose
from tocsin.reading.figure.counted import Counted, counted
from tocsin.reading.figure.lasting import Choice
from tocsin.reading.figure.lexicon import several, words
from tocsin.reading.figure.said import speaker_of
from tocsin.reading.parse import Parsed
from tocsin.reading.quantity import Quantity
from tocsin.reading.stems import Stems
from tocsin.records import Counting, Figure, Statement

_DIGIT = re.compile(r"\d")
_NUMBER = Stems(
    (
        *(
            f"{word}."
            for word in """
            one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy
            eighty ninety hundred hundreds thousand thousands million millions billion billions dozen dozens half
            """.split()
        ),
        "*teen.",
        "hour",
    )
)
_EACH = re.compile(r"\s*each(?: of)? (?P<first>[\w-]+(?: [\w-]+)?) and (?P<second>[\w-]+)", re.IGNORECASE)
_TOTAL = re.compile(
    r"\b(?:in all|in total|a total of|altogether|toll|so far|now stands|brings?|bringing|overall|the total)\b",
    re.IGNORECASE,
)
_NEW = re.compile(r"\b(?:new|newly|fresh|additional|another|further|extra|joining|reinforc\w+)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:kill|injur|wound|die|dead|arrest|detain|evacuat|march|rall|abduct|kidnap|rescu|expel|deploy|fire|attack|protest|flee|fled)\w*",
    re.IGNORECASE,
)
_AND = re.compile(r"^[^;.]{0,90}\b(?:and|while|but)\b[^;.,]{0,24}$")
_HARMED = re.compile(r"\b(?:kill|injur|wound|hurt|dead\b|die[ds]?\b|missing|drown)", re.IGNORECASE)
_SINCE = re.compile(r"\bsince (?:the |late |early )?$", re.IGNORECASE)
_OF_ITS = re.compile(r"^(?:(?:more |others? )?of (?:its|their|his|her|our|the|these|those)\b|of (?:them|whom)\b,?) ?")
_LONG = 120


def figures(text: Text, spoken: Iterable[Statement] = ()) -> list[Figure]:
    """Every figure of the document, in reading order; ``spoken`` tells who says what in each sentence."""
    speakers = _speakers(spoken)
    found = text.once("quantities", lambda: _quantities(text))
    records: list[Figure] = []
    for index, parsed in text.parsed(found).items():
        before: tuple[Quantity, Figure] | None = None
        for each in found[index]:
            for one in _figures(each, parsed, text, speakers.get(parsed.sentence.start, [])):
                figure = _like(before, each, one, parsed.text)
                records.append(figure)
                before = each, figure
    return records


def _like(before: tuple[Quantity, Figure] | None, each: Quantity, one: Figure, sentence: str) -> Figure:
    """What a number by itself takes over from the one before it: "at least nine guards were killed and 30 wounded" is
    at least 30 guards."""
    if before is None or each.unit is not None or not _AND.search(sentence[before[0].end : each.start]):
        return one
    near = sentence[max(0, before[0].start - 24) : each.start], sentence[max(0, each.start - 24) : each.end + 16]
    if not all(map(_HARMED.search, near)):
        return one
    unit = before[1].unit if one.unit == "person" else one.unit
    least = one.qualifier == "exact" and before[1].qualifier == "at_least"
    what = several(unit) + one.what.removeprefix(several(one.unit)) if unit != one.unit else one.what
    return msgspec.structs.replace(one, unit=unit, what=what, qualifier="at_least" if least else one.qualifier)


def wanted(text: Text) -> list[int]:
    """The sentences that can hold a figure, by their place in ``text.sentences``."""
    return list(text.once("quantities", lambda: _quantities(text)))


def _quantities(text: Text) -> dict[int, list[Quantity]]:
    found = {
        index: quantity.find(sentence.clean, text.published(sentence))
        for index, sentence in text.read
        if _DIGIT.search(sentence.clean) or _NUMBER.stand_in(sentence.clean)
    }
    return {index: rows for index, rows in found.items() if rows}


def _speakers(spoken: Iterable[Statement]) -> dict[int, list[Statement]]:
    """What is said in the sentence that begins at an offset."""
    found: dict[int, list[Statement]] = {}
    for statement in spoken:
        found.setdefault(statement.start, []).append(statement)
    return found


def _figures(each: Quantity, parsed: Parsed, text: Text, spoken: list[Statement]) -> Iterator[Figure]:
    found = counted(parsed, each)
    chosen = choose(each, found, parsed) if found is not None else None
    if found is None or chosen is None or (each.vague and not _kept(each, found)):
        return
    speaker = speaker_of(found.number, parsed, spoken)
    goods = _EACH.match(parsed.text[each.end :])
    for end in _ends(each):
        for what in [goods["first"], goods["second"]] if goods else [_what(each, found, parsed, chosen)]:
            yield _figure(end, chosen, parsed, text, what=what, speaker=speaker)


def _ends(each: Quantity) -> list[Quantity]:
    """Both ends of a change, which are two figures ("from 15,000 to 2,500"); else the quantity itself."""
    return (
        [msgspec.structs.replace(each, value=part.value, qualifier="exact") for part in each.parts]
        if each.shift
        else [each]
    )


def _kept(each: Quantity, found: Counted) -> bool:
    """Whether a plural without a number is a figure: only of whom it befalls ("hundreds have fled")."""
    befallen = {*found.above[:3], *found.below} & (words("harm") | words("custody") - words("transport"))
    return isinstance(each.value, tuple) and each.value[0] >= 100 and bool(befallen)


def _figure(each: Quantity, chosen: Choice, parsed: Parsed, text: Text, *, what: str, speaker: str | None) -> Figure:
    sentence = parsed.sentence
    value: float | tuple[float, float] = each.value
    qualifier = each.qualifier
    if each.vague and isinstance(value, tuple):
        value, qualifier = value[0], "at_least"
    if chosen.minutes and each.unit == "hour":
        value = tuple(60 * end for end in value) if isinstance(value, tuple) else value * 60  # type: ignore[assignment]
    if chosen.unit == "minute" and each.unit == "minute":
        value = each.value
    return Figure(
        start=sentence.start,
        end=sentence.end,
        evidence=text.document.text[sentence.start : sentence.end],
        value=value,
        qualifier=qualifier,
        unit=chosen.unit,
        what=what,
        out_of=each.out_of,
        host=_host(each, parsed),
        place=_place(each, parsed),
        attributed_to=speaker,
        date=_date(each, parsed, text.published(sentence), told=speaker is not None),
        counting=_counting(each, parsed),
        wording=each.text,
    )


def _what(each: Quantity, found: Counted, parsed: Parsed, chosen: Choice) -> str:
    """The words that say what is counted: the noun with its own, and the verb where the noun says too little."""
    anchor = found.noun if found.noun is not None else found.number
    inside = [part for part in anchor.subtree if part.idx >= each.number[1] and part.dep_ != "cc"]
    end = anchor.idx + len(anchor)
    for part in sorted(inside, key=lambda token: token.i):
        if part.idx <= end + 1 and part.dep_ != "conj":
            end = max(end, part.idx + len(part))
    words = _OF_ITS.sub("", parsed.text[each.number[1] : end].strip(" ,-"))
    if not words and found.noun is None and each.kind == "count":
        words = several(chosen.unit)
    head = next((token for token in anchor.ancestors if token.pos_ == "VERB"), None)
    verb = f" ({head.lemma_})" if head is not None and len(words.split()) < 4 else ""
    return (words + verb).strip()[:_LONG] or each.text


def _host(each: Quantity, parsed: Parsed) -> str | None:
    """The country of the place nearest the number."""
    places = [mention for mention in parsed.mentions if mention.kind in ("name", "capital", "city", "region")]
    return min(places, key=lambda mention: abs(mention.start - each.end)).code if places else None


def _place(each: Quantity, parsed: Parsed) -> str | None:
    """The place behind the number, as written."""
    for mention in parsed.mentions:
        if (
            mention.start >= each.end
            and mention.kind in ("name", "capital", "city", "region")
            and re.search(
                r"\b(?:in|at|near|on|along|of|from|to|into|around|off|across)(?: the)? $",
                parsed.text[max(0, mention.start - 14) : mention.start],
            )
        ):
            return mention.name
    return None


def _date(each: Quantity, parsed: Parsed, published: dt.date | None, *, told: bool) -> dt.date | None:
    """The day told nearest the number, else that of publication for what has just happened, or is told by somebody; a
    count "since Monday" holds today."""
    days = [
        (abs(one.start - each.start), day)
        for one in when.find(parsed.text, published)
        if (day := when.day_of(one)) is not None
        and (published is None or day <= published)
        and not _SINCE.search(parsed.text[max(0, one.start - 12) : one.start])
    ]
    if days:
        return min(days)[1]
    return published if told or _PAST.search(parsed.text) else None


def _counting(each: Quantity, parsed: Parsed) -> Counting | None:
    before = parsed.text[max(0, each.start - 40) : each.start]
    if each.more or _NEW.search(parsed.text[each.start : each.end + 12]):
        return "new"
    return (
        "total"
        if _TOTAL.search(before)
        or re.match(r"[^,;]{0,20}\b(?:in all|in total|altogether|so far)\b", parsed.text[each.end :])
        else None
    )
