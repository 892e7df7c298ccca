"""The states of the world as the reader knows them, and where a text mentions one.

The data is ``words/states.json``, made by ``scripts/make_states.py`` from stated origins. Matching is by one pass of
an Aho-Corasick automaton, longest name first, case-sensitive, at word boundaries.
"""

import dataclasses
import functools
import importlib.resources
import json
import re
from typing import Any

import ahocorasick_rs

from tocsin.reading.patterns import pattern
from tocsin.reading.stems import Stems

KINDS = ("name", "government", "capital", "region", "city", "people", "adjective", "airline")
"""What a mention can be; where one string is several things, the earlier kind stands first."""


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """A run of characters that names a state, something of a state, or an airline.

    ``code`` is alpha-3 (``EU``, ``NATO``, ``UN`` beside them); ``kind`` one of ``KINDS``. ``name`` is as written.
    """

    start: int
    end: int
    code: str
    kind: str
    name: str
    generic: bool = False


def _words(name: str) -> Any:
    with (importlib.resources.files("tocsin.reading") / "words" / name).open(encoding="utf-8") as file:
        return json.load(file)


@functools.cache
def states() -> dict[str, dict[str, Any]]:
    """Every state by its alpha-3 code, as ``words/states.json`` has it."""
    return {state["code"]: state for state in _words("states.json")["states"]}


@functools.cache
def shouted() -> frozenset[str]:
    """The names of states in capitals, as lines of a round-up open with them."""
    return frozenset(
        name.upper()
        for state in states().values()
        for name in state.get("names", [])
        if not name.isupper() and len(name) > 3
    )


@functools.cache
def airlines() -> dict[str, str]:
    """Airlines' names, every spelling, and the name that stands for them; ambiguous ones ("United") are left out."""
    return {
        spelling: row["name"]
        for row in _words("airlines.json")["airlines"]
        for spelling in row["names"]
        if spelling not in row.get("ambiguous", {})
    }


@functools.cache
def airline_homes() -> dict[str, str]:
    """The state (alpha-3) that each airline is at home in, by the name that stands for it."""
    return {row["name"]: row["home"] for row in _words("airlines.json")["airlines"]}


_FIELDS = (
    ("names", "name"),
    ("former", "name"),
    ("metonyms", "capital"),
    ("government", "government"),
    ("capitals", "capital"),
    ("mission_cities", "city"),
    ("regions", "region"),
    ("people", "people"),
    ("adjectives", "adjective"),
)


@functools.cache
def _lexicon() -> dict[str, tuple[str, str, bool]]:
    lexicon: dict[str, tuple[str, str, bool]] = {}
    rows: list[tuple[int, str, str, str, bool]] = []
    for code, state in states().items():
        for field, kind in _FIELDS:
            for item in state.get(field) or ():
                name, generic = (item, False) if isinstance(item, str) else (item["name"], bool(item.get("generic")))
                rows.append((KINDS.index(kind), name, code, kind, generic))
    for office in _words("states.json")["offices"]:
        rows += (
            [(KINDS.index("government"), office["name"], office["default"], "government", True)]
            if office["default"]
            else []
        )
    rows += [(len(KINDS), spelling, name, "airline", False) for spelling, name in airlines().items()]
    adjectives = {name for _, name, _, kind, _ in rows if kind == "adjective"}
    for _, name, code, kind, generic in sorted(rows, key=lambda row: row[0]):
        if kind == "people" and name in adjectives:
            continue
        for variant in {name, name.replace("’", "'"), name.replace("'", "’")}:
            lexicon.setdefault(variant, (code, kind, generic))
    for name, (code, kind, generic) in list(lexicon.items()):
        if kind in ("name", "adjective", "people", "capital") and len(name) > 3 and name.isascii():
            lexicon.setdefault(name.upper(), (code, kind, generic))
    return lexicon


@functools.cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    names = list(_lexicon())
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), names


_PREFIXES = frozenset(
    {"North", "South", "East", "West", "New", "Saint", "San", "Port", "Fort", "Lake", "Mount", "Upper", "Lower"}
)
_SURNAMES = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|President|Senator|Gen|Michael|Kemi|Joe|Bill)\.? $")
_OUTLET = re.compile(
    r" 24\b| (?:[A-Z][a-z]+ )?"
    r"(?:Times|Post|Daily|Herald|Tribune|Independent|Gazette|Guardian|Telegraph|Broadcasting|Today)\b"
)
"""What follows in the name of a newspaper or station: "France 24", "Bangkok Post"."""
_AMERICAN_GEORGIA = re.compile(r"(?:Atlanta|Savannah|Augusta|Macon|Athens), $")


def mentions(text: str, *, flying: bool = False) -> list[Mention]:
    """Every mention of a state or an airline in the text, in order, none inside another.

    ``flying``: the text goes on from one about airlines, so that "Swiss is back" needs no flights to be one.
    """
    automaton, names = _automaton()
    lexicon = _lexicon()
    found = []
    for index, start, end in automaton.find_matches_as_indexes(text):
        if not _bounded(text, start, end):
            continue
        name = names[index]
        code, kind, generic = lexicon[name]
        if _something_else(text, start, name, kind):
            continue
        found.append(Mention(start, end, code, kind, name, generic))
    more = _airlines_in_lists(text, found, flying=flying)
    kept = [
        mention
        for mention in found
        if not any(mention.start < other.end and other.start < mention.end for other in more)
    ]
    return sorted([*kept, *more], key=lambda mention: mention.start)


@functools.cache
def _ambiguous_airlines() -> re.Pattern[str]:
    spellings = [
        name for row in _words("airlines.json")["airlines"] for name in row.get("ambiguous", {}) if name in row["names"]
    ]
    return re.compile(
        r"\b(?:" + "|".join(re.escape(name) for name in sorted(spellings, key=len, reverse=True)) + r")\b"
    )


_AIR = Stems(
    (
        *(f"{word}." for word in "flight flights airline airlines carrier carriers route routes".split()),
        *(f"{word}." for word in "fly flies flew flown flying".split()),
        *(f"{noun} {way}." for noun in ("service", "services") for way in ("to", "from", "between")),
        *(f"{whose} {noun}." for whose in ("its", "their") for noun in ("service", "services")),
    )
)
_DOES = pattern("states.does")
_ARTICLE = re.compile(r"\b(?:an?|each|every|another|one|other|young|old) $", re.IGNORECASE)


def _airlines_in_lists(text: str, found: list[Mention], *, flying: bool) -> list[Mention]:
    """ "United", "Delta", "Swiss": airlines only where they stop or resume flights, alone or in a list of airlines."""
    if not flying and not _AIR.stand_in(text):
        return []
    more: list[Mention] = []
    lines = {mention.end for mention in found if mention.kind == "airline"}
    for match in _ambiguous_airlines().finditer(text):
        if any(
            mention.start < match.end() and match.start() < mention.end and mention.kind == "airline"
            for mention in found
        ):
            continue
        listed = any(re.fullmatch(r",? (?:and )?", text[end : match.start()]) for end in lines)
        does = _DOES.match(text[match.end() :]) and not _ARTICLE.search(text[: match.start()])
        if listed or does or _heads_airlines(text, match.end(), found):
            lines.add(match.end())
            more.append(Mention(match.start(), match.end(), match.group(), "airline", match.group()))
    return more


def _heads_airlines(text: str, at: int, found: list[Mention]) -> bool:
    """Whether a list that begins here goes on to a name that can only be an airline: "Iberia, TAP and LATAM"."""
    begins = re.match(r"(?:, [A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,2}){0,4},? and |(?:, )", text[at:])
    ends = at + begins.end() if begins else at
    return begins is not None and any(each.kind == "airline" and at < each.start <= ends for each in found)


def _bounded(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or before in "@#_":
        return False
    if before == "." and start >= 2 and text[start - 2].isalnum():
        return False
    return not (after.isalnum() or after == "_")


def _something_else(text: str, start: int, name: str, kind: str) -> bool:
    """Whether what looks like a state is a person, a street or a place of another name."""
    before = text[max(0, start - 24) : start]
    if kind in ("name", "capital", "city") and _SURNAMES.search(before):
        return True
    if kind in ("name", "capital", "adjective", "region") and _OUTLET.match(
        text[start + len(name) : start + len(name) + 32]
    ):
        return True
    if name == "Georgia" and _AMERICAN_GEORGIA.search(before):
        return True
    word = before.rstrip().rsplit(" ", 1)[-1] if before.endswith(" ") else ""
    if name.startswith("America") and word in ("Latin", "Central", "South", "North"):
        return True
    return kind == "name" and word in _PREFIXES and name not in ("US",)


_KINSHASA = re.compile(
    r"\b(?:Kinshasa|DRC|D\.?R\.? Congo|Democratic Republic|Goma|Bukavu|Kivu|Ituri|Lubumbashi|M23|Tshisekedi|Kabila)\b"
)


def settled(found: list[Mention], text: str) -> list[Mention]:
    """The mentions with the bare "Congo" and its people read as the Congo that the whole text is about."""
    if not any(mention.code == "COG" and "Brazzaville" not in mention.name for mention in found):
        return found
    if not _KINSHASA.search(text):
        return found
    return [dataclasses.replace(mention, code="COD") if mention.name in _EITHER_CONGO else mention for mention in found]


_EITHER_CONGO = frozenset({"Congo", "Congolese", "the Congo", "CONGO", "CONGOLESE"})


@functools.cache
def by_name(name: str) -> str | None:
    """The alpha-3 code for a name, a capital, an alpha-2 or alpha-3 code; ``None`` where nothing fits."""
    upper = name.upper()
    if upper in states():
        return upper
    for code, state in states().items():
        if state.get("alpha2") == upper:
            return code
    folded = name.casefold()
    for known, (code, kind, _) in _lexicon().items():
        if kind != "airline" and known.casefold() == folded:
            return code
    return None
