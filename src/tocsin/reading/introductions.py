"""Whom a document introduces by a public office, so that a directory can be made of what many documents tell."""

import re
from collections.abc import Iterator

from tocsin.reading.engine import Text
from tocsin.reading.statement.countries import home_of_office
from tocsin.reading.statement.directory import Presented
from tocsin.reading.statement.people import people_of, title
from tocsin.reading.states import Mention
from tocsin.records import Introduction

_HEADS = re.compile(
    r"\b(?:president|premier|chancellor|minister|secretary|spokes(?:man|woman|person)|advis[eo]r|commissioner|director|"
    r"envoy|representative|ambassador|chief|commander|general|admiral|king|queen|prince|sultan|emir|governor|"
    r"chairman|leader|speaker|consul|chargé|pope|ayatollah|coordinator|undersecretary|head|diplomat|official)\b"
)
_OF_STATE = frozenset({"name", "adjective", "capital", "people"})
_WHOSE = _OF_STATE | {"government"}
_POSSESSED = re.compile(r"['’]")
_REACH = 40
"""Characters behind an office in which its state may stand."""
_CUT = re.compile(r" (?:of|for)(?: the)?(?: United)?$")
_FORMER = re.compile(
    r"\b(?:former|late|then|ex|ousted|deposed|toppled|slain|jailed|exiled|previous|one-time)\b[ -]*", re.IGNORECASE
)
_WAS = re.compile(r"^, who was (?!named|nominated|appointed|elected)")
_NOT_YET = re.compile(r"\b(?:candidate|hopeful|elect|designate|nominee|contender|would-be|self-declared|nominated)\b")
_CLAUSE = re.compile(
    r"^, and |\b(?:spoke|said|says|met|told|with|after|before|will|by|from|when|while|but|has|had|have|called)\b"
)
_BEFORE = re.compile(r"[\w’'-]+[ -]$")
_SMALL = re.compile(
    r"^(?:and|or|the|a|an|his|her|its|their|whose|by|with|to|of|for|in|on|as|,|’s|'s)[ ,]+", re.IGNORECASE
)


def introductions(text: Text) -> tuple[Introduction, ...]:
    """Every name that stands beside a public office, once for each office, in reading order."""
    found: dict[tuple[str, str, str | None], Introduction] = {}
    for told in people_of(text).presented:
        for one in _introduction(told, text):
            found.setdefault((one.name, one.office.casefold(), one.country), one)
    return tuple(found.values())


def _introduction(told: Presented, text: Text) -> Iterator[Introduction]:
    sentence = text.sentences[told.sentence]
    whole = title(told.words)
    words = told.words.casefold()
    if not _HEADS.search(whole.casefold()) or _NOT_YET.search(words) or _CLAUSE.search(words):
        return
    before = _BEFORE.search(sentence.clean[: told.start])
    around = f"{before.group() if before else ''}{words}".casefold()
    country = _state(told, whole, text.mentions[told.sentence], sentence.clean) or home_of_office(whole)
    named = {each.name for each in text.mentions[told.sentence] if each.code == country and each.kind in _OF_STATE}
    office = _stateless(whole, named)
    if not office or (country is None and " " not in told.name):
        return
    yield Introduction(
        name=told.name,
        office=office,
        country=country,
        former=bool(_FORMER.search(around) or _WAS.match(words)),
        start=sentence.start,
        end=sentence.end,
        evidence=text.document.text[sentence.start : sentence.end],
    )


def _state(told: Presented, office: str, mentions: list[Mention], sentence: str) -> str | None:
    """The state of the office: of those near it its possessor, else the one that stands nearest to its last noun.

    Where an ambassador goes to is not whose he is.
    """
    head = sentence.find(office, told.start) + len(office)
    near = [
        each
        for each in mentions
        if each.kind in _WHOSE
        and not each.generic
        and each.end > told.start - 4
        and each.start < told.start + _REACH + len(told.words)
    ]
    codes = {each.code for each in near}
    if told.country not in codes or len(codes) < 2:
        return told.country
    sent = [each for each in near if sentence[: each.start].endswith((" to ", " to the "))]
    owners = [each for each in near if _POSSESSED.match(sentence, each.end)]
    ranked = sorted((each for each in owners or near if each not in sent), key=lambda each: abs(head - each.end))
    return ranked[0].code if ranked else told.country


def _stateless(office: str, names: set[str]) -> str:
    """The office without the names of the state that it is of, and without "former": "Ukrainian foreign minister"."""
    for name in sorted((each for each in names if each in office), key=len, reverse=True):
        own = rf"(?:(?: (?:of|for)(?: the)? )|(?<![\w-])(?<! to )(?<! the )){re.escape(name)}(?![\w-])(?:['’]s?)?"
        office = re.sub(own, " ", office)
    plain = " ".join(_FORMER.sub(" ", office).split()).strip(" ,’'-")
    return _CUT.sub("", _SMALL.sub("", plain))
