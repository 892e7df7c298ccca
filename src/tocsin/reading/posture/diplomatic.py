"""Which nouns are a mission, its staff, their families, its operations and its services."""

import functools
import importlib.resources
import re
import tomllib
from typing import Any

from spacy.tokens import Token

from tocsin.reading.parse import (
    Parsed,
    ancestors,
    clause_head,
    is_a,
    lemma,
    objects,
    prepositional,
    subjects,
)
from tocsin.reading.patterns import word_class
from tocsin.reading.who import owns, possessed

_DIPLOMATIC = frozenset(
    {
        "diplomatic",
        "embassy",
        "consular",
        "consulate",
        "mission",
        "government",
        "foreign",
        "non-essential",
        "nonessential",
        "non-emergency",
        "essential",
        "emergency",
        "diplomat",
    }
)


@functools.cache
def frames() -> dict[str, Any]:
    """The tables of ``words/frames.toml``."""
    with (importlib.resources.files("tocsin.reading") / "words" / "frames.toml").open("rb") as file:
        return tomllib.load(file)


def fits(noun: Token, name: str, parsed: Parsed) -> bool:
    """Whether a noun is of the class that a frame names: mission, staff, family, operations, services."""
    if name == "mission":
        return is_mission(noun, parsed)
    if name == "staff":
        return is_staff(noun, parsed)
    if name == "family":
        return is_family(noun, parsed)
    if name == "chief":
        return lemma(noun) in ("ambassador", "charge", "chargé", "commissioner") and not is_staff(noun, parsed)
    if name == "operations":
        return lemma(noun) in frames()["operations"]["words"] and _mission_near(noun, parsed)
    return is_a(noun, "services") and _consular(noun, parsed)


_MINISTRY = re.compile(
    r"\b(?:State Department|[Ff]oreign [Mm]inist(?:ry|er)|Foreign Office|Ministry of (?:Foreign|External))\b"
)
_MOVED = frozenset({"move", "relocate", "close", "shut", "evacuate", "reopen"})


def _plain(noun: Token) -> bool:
    """ "The mission", with nothing said of whose or what for."""
    return {child.lower_ for child in noun.children if child.i < noun.i} == {"the"} and noun.tag_ == "NN"


_ORDERED = re.compile(r"\b(?:order|authori[sz]|approv|permit)\w*\b")
_GOES_ON = frozenset({"operate", "function", "continue", "remain", "stay", "reopen", "close", "be", "open"})
_DIPLOMATS = re.compile(r"\b(?:diplomats?|embass(?:y|ies)|consulates?|high commissions?)\b", re.IGNORECASE)


def is_mission(noun: Token, parsed: Parsed) -> bool:
    """Whether a noun is an embassy, a consulate or a diplomatic mission, or stands for one."""
    if parsed.stands and (stand := parsed.stands.get(noun.i)):
        return stand.kind == "mission"
    if not is_a(noun, "mission"):
        return False
    if lemma(noun) not in word_class("mission_weak"):
        return True
    near = [lemma(child) for child in noun.subtree]
    if {
        "military",
        "training",
        "rescue",
        "peacekeeping",
        "combat",
        "evacuation",
        "trade",
        "fact-finding",
        "space",
        "observer",
    } & set(near):
        return False
    if _plain(noun) and lemma(clause_head(noun)) in _MOVED:
        return True
    if {"un", "united", "peacekeepers", "au", "force"} & set(near):
        return False
    return (
        bool({"diplomatic", "foreign", "consular"} & set(near))
        or (possessed(noun) and lemma(clause_head(noun)) in _GOES_ON and not prepositional(noun, "of", "against"))
        or bool(_DIPLOMATS.search(parsed.text[: noun.idx]))
        or lemma(clause_head(noun)) in ("register", "contact", "report")
        or (
            possessed(noun)
            and (
                "capital" in near or any(parsed.mention(place) is not None for place in prepositional(noun, "in", "to"))
            )
        )
        or any(
            parsed.mention(child) is not None
            for child in noun.children
            if child.dep_ in ("amod", "compound", "poss", "nmod")
        )
    )


def is_staff(noun: Token, parsed: Parsed) -> bool:
    """Whether a noun is people who serve at a mission, or stands for them."""
    if parsed.stands and (stand := parsed.stands.get(noun.i)):
        return stand.kind == "staff"
    if not is_a(noun, "staff") or is_mission(noun, parsed):
        return False
    strong = any(name in word_class("staff") - word_class("staff_weak") for name in [lemma(noun)])
    around = {lemma(child) for child in noun.subtree if abs(child.i - noun.i) < 9} | {lemma(noun)}
    if around & {
        "military",
        "hotel",
        "airline",
        "hospital",
        "school",
        "company",
        "aid",
        "rig",
        "oil",
        "sec",
        "security",
        "prison",
    } and not around & {"embassy", "diplomatic", "consulate", "diplomat"}:
        return False
    if strong:
        return True
    text = parsed.text.lower()
    if lemma(noun) in ("staff", "personnel", "employee", "staffer") and _MINISTRY.search(parsed.text):
        return True
    if any(re.match(r"non-?(?:emergency|essential)", word) for word in around) and _ORDERED.search(parsed.text):
        return True
    if around & _DIPLOMATIC or any("essential" in word or "emergency" in word for word in around):
        return (
            "diplomat" in text
            or "embass" in text
            or "consul" in text
            or "mission" in text
            or "government" in around
            or "state" in text
        )
    if (
        lemma(head := clause_head(noun)) in ("evacuate", "withdraw", "pull", "remove", "relocate")
        and noun in [*objects(head), *subjects(head)]
        and re.search(r"\b(?:embass|consul|high commission)", text)
    ):
        return True
    return bool(re.search(r"\b(?:embass|consul|diplomat|ambassador|high commission)", text)) and (
        possessed(noun) or bool(owns(noun, parsed)) or _attached(noun)
    )


def _attached(noun: Token) -> bool:
    if lemma(noun) in ("staff", "personnel") and not any(child.i < noun.i for child in noun.children):
        return True  # bare "staff" beside a mission is the mission's
    return any(is_a(place, "mission") for place in prepositional(noun, "at", "of", "in", "from")) or any(
        lemma(child)
        in (
            "most",
            "all",
            "some",
            "remaining",
            "half",
            "extra",
            "additional",
            "its",
            "their",
            "more",
            "the",
            "key",
            "local",
        )
        for child in noun.children
    )


def is_family(noun: Token, parsed: Parsed) -> bool:
    """Whether a noun is the families of people who serve at a mission."""
    member = lemma(noun) == "member" and any(child.lower_ == "family" for child in noun.children)
    if not (member or is_a(noun, "family")):
        return is_a(noun, "family_weak") and _serving(noun, parsed)
    return bool(_SERVING.search(parsed.text)) or (_bare(noun) and _sent_by_a_state(noun, parsed))


_SERVING = re.compile(
    r"\b(?:diplomat|embass|consul|staff|personnel|employee|mission|government|official|ambassador)", re.IGNORECASE
)


def _bare(noun: Token) -> bool:
    """ "Ordered family members out", with nothing said of whose they are."""
    return not possessed(noun) and not prepositional(noun, "of") and noun.tag_ in ("NNS", "NNPS")


def _sent_by_a_state(noun: Token, parsed: Parsed) -> bool:
    """Whether a state, a ministry or a mission is the one that acts on them."""
    verb = clause_head(noun)
    return noun in objects(verb) and any(_is_official(doer, parsed) for doer in subjects(verb))


def _is_official(noun: Token, parsed: Parsed) -> bool:
    mention = parsed.mention(noun)
    return (mention is not None and mention.kind in ("name", "capital", "government")) or is_a(noun, "mission")


def _serving(noun: Token, parsed: Parsed) -> bool:
    """Wives and children of those who serve: said so, told beside families, or sent by a state that has a mission."""
    group = [noun, *noun.conjuncts]
    whose = [part for each in group for part in prepositional(each, "of")]
    whose += [child for each in group for child in each.children if child.dep_ in ("poss", "nmod", "compound")]
    if whose:
        return any(is_staff(part, parsed) or is_mission(part, parsed) for part in whose)
    if any(is_a(each, "family") and is_family(each, parsed) for each in group):
        return True
    return bool(_SERVING.search(parsed.text)) and any(_sent_by_a_state(each, parsed) for each in group)


def _mission_near(noun: Token, parsed: Parsed) -> bool:
    verb = clause_head(noun)
    nouns = [*subjects(verb), *prepositional(verb, "at", "in"), *prepositional(noun, "at", "of", "in"), *noun.children]
    return any(is_mission(near, parsed) for near in nouns) or bool(
        re.search(
            r"\b(?:embass|consul|high commission|diplomat|\b(?:its|their) missions?\b|\bmissions? (?:to|in))",
            parsed.text,
            re.IGNORECASE,
        )
    )


def _consular(noun: Token, parsed: Parsed) -> bool:
    phrase = " ".join(child.lower_ for child in noun.subtree)
    return bool(re.search(r"\b(?:consular|visa|passport|embassy)\b", phrase)) or (
        bool(re.search(r"\b(?:embass|consul|visa)", parsed.text, re.IGNORECASE)) and lemma(noun) == "service"
    )


def in_part(thing: Token) -> bool:
    """Whether only part of a staff is meant: some, half, the non-essential, a number."""
    quantity = frames()["quantity"]
    around = [child.lower_ for child in thing.subtree if child.i <= thing.i]
    chain = [token.lower_ for token in list(ancestors(thing))[:2] if token.i < thing.i]
    words = set(around) | set(chain)
    if words & set(quantity["whole"]) and not any("essential" in word or "emergency" in word for word in words):
        return False
    return (
        bool(words & set(quantity["part"]))
        or any(word.startswith("non") for word in words)
        or any(child.pos_ == "NUM" for child in thing.children)
    )
