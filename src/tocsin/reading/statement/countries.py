"""The state that a voice speaks for: told by its own phrase, or supposed from who has the floor."""

import collections
import functools
import importlib.resources
import json
import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, lemma
from tocsin.reading.statement.describing import POSTS, parts_of
from tocsin.reading.statement.directory import Person
from tocsin.reading.statement.floor import Floor
from tocsin.reading.statement.voice import Kind, Turn
from tocsin.reading.statement.words import homes, is_body, table, words
from tocsin.reading.states import Mention, states

_OPENING = 3
_FAR_MORE = 1.5
STATE_NOUNS = frozenset({"country", "nation", "state", "kingdom", "republic"})


def own_state(token: Token, parsed: Parsed) -> str | None:
    """The state that a noun phrase names: its adjective, its possessor, its ``of`` and ``in`` phrases."""
    ranked: list[tuple[int, Mention]] = []
    for part in parts_of(token):
        mention = parsed.mention(part)
        home = homes().get(part.text)
        if mention is None and home:
            ranked.append((2, Mention(part.idx, part.idx, home, "government", part.text)))
        if mention and mention.kind not in ("airline", "region") and mention.code and not mention.generic:
            post = mention.kind in ("capital", "city") and lemma(token) in POSTS and part.i > token.i
            ranked.append(
                (9 if post else 0 if mention.kind in ("adjective", "name", "government", "people") else 1, mention)
            )
    return (
        min(ranked, key=lambda pair: pair[0])[1].code
        if ranked and min(ranked, key=lambda pair: pair[0])[0] < 9
        else None
    )


@functools.cache
def _homes() -> dict[str, str]:
    with (importlib.resources.files("tocsin.reading") / "words" / "airlines.json").open(encoding="utf-8") as file:
        return {row["name"]: row["home"] for row in json.load(file)["airlines"] if row.get("home")}


def airline_home(name: str) -> str | None:
    """The state that an airline flies for."""
    return _homes().get(name)


def home_of_office(office: str) -> str | None:
    """The state of an office that is called so in one state only: the secretary of state is of the United States."""
    plain = office.casefold()
    return next((next(iter(code)) for word, code in table("defaults").items() if word in plain), None)


def home_of(person: Person, token: Token, floor: Floor, here: Turn) -> str | None:
    """The state of a holder of an office without one: what the sentence names before, else the document's topic."""
    if person.country or not person.office:
        return None
    title = set(re.findall(r"[\w-]+", person.office.casefold()))
    told = home_of_office(person.office)
    if told is not None:
        return told
    if not title & (words("officers") | words("domestic")):
        return None
    named = [code for at, code in here.states if at < token.idx]
    return (named[0] if named else None) or _acted(floor, here) or floor.topic


def _acted(floor: Floor, here: Turn) -> str | None:
    """The state that acted in the sentence before: "Zambia closed its border. President A. B. said"."""
    before = floor.turns[-1] if floor.turns else None
    if before is None or before.post != here.post:
        return None
    return next((voice.country for voice in before.bodies[:1] if voice.country), None)


def supposed_state(token: Token, head: str, kind: Kind, floor: Floor, here: Turn) -> str | None:
    """The state of somebody whose phrase does not tell it: the one that has the floor, or the document's topic."""
    inner = {part.lower_ for part in token.subtree if part.i <= token.i + 4}
    for word, code in table("defaults").items():
        if word in inner:
            return next(iter(code))
    if token.pos_ == "PROPN" and token.text[:1].isupper() and kind != "unnamed" and not is_body(head):
        return None
    if head in words("domestic") or (inner & words("domestic")):
        near = floor.last_state(here, token.idx)
        return near if floor.many else (floor.topic or near)
    if head in words("private"):
        return None
    if kind == "institution" or head in words("officers"):
        return floor.last_state(here, token.idx) or floor.topic
    return None


def possessor_state(token: Token, floor: Floor, here: Turn) -> str | None:
    """The state behind "its ministry", "the country's ministry", "his office"."""
    for child in token.children:
        if child.dep_ == "poss" and child.lower_ in ("his", "her"):
            named = [one.country for one in floor.directory.named(token.doc.text[: child.idx]) if one.country]
            last = floor.last_person(here, gender="f" if child.lower_ == "her" else "m")
            known = named[-1] if named else last.country if last is not None else None
            if known is not None:
                return known
        if child.dep_ == "poss" and (
            child.lower_ in ("its", "their", "his", "her", "whose") or lemma(child) in STATE_NOUNS
        ):
            return floor.last_state(here)
    return None


def full_name(name: str, head: str, country: str | None) -> str:
    """A ministry is told apart by its state: "the country's foreign ministry" is the French one."""
    plain = re.sub(r"^(?:country|nation|state|kingdom|republic)['’]s ", "", name)
    adjectives = states().get(country or "", {}).get("adjectives") or []
    if (
        head != "ministry"
        or not adjectives
        or " in " in plain
        or any(word in plain for word in (*adjectives, *states()[country or ""]["names"]))
    ):
        return plain
    return f"{adjectives[0]} {plain}"


def named_states(mentions: list[list[Mention]]) -> collections.Counter[str]:
    """How often a document names each state, its cities and its adjectives; the opening counts more."""
    weights: collections.Counter[str] = collections.Counter()
    for index, found in enumerate(mentions):
        for mention in found:
            if mention.kind != "airline" and not mention.generic and mention.code in states():
                weights[mention.code] += 3 if index < _OPENING else 1
    return weights


def about(mentions: list[list[Mention]]) -> str | None:
    """The state that a document names far more than any other, if there is one."""
    ranked = named_states(mentions).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _FAR_MORE * ranked[1][1]):
        return None
    return ranked[0][0]
