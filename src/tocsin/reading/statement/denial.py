"""Denials: who disputes what, by the verb that says so or by the party's own words, and which sentence it answers."""

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Token

from tocsin.documents import Document
from tocsin.reading.parse import lemma
from tocsin.reading.statement.spoken import Line
from tocsin.reading.statement.voice import Voice
from tocsin.records import Denial

_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    (
        "that with this from have been were they their which will would could there about into said says such "
        "what when more than some also after before over being report reports claim claims deny denied denies"
    ).split()
)
_REACH = 60
_LINKED, _STRONGLY = 1.5, 2.5


@functools.cache
def _lexicon() -> dict[str, Any]:
    with (importlib.resources.files("tocsin.reading") / "words" / "denials.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_lexicon()[name])


@functools.cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _lexicon()[name]), re.IGNORECASE)


def denials(lines: list[Line], document: Document) -> Iterator[Denial]:
    """Every denial of the document, one for each sentence and party, in reading order."""
    for index, line in enumerate(lines):
        parties: set[str] = set()
        for voice, cue, claim, sure in [*_by_verb(line), *_by_words(line)]:
            denies = _answered(lines, index, voice, claim, least=_LINKED if sure else _STRONGLY)
            if voice.key in parties or not (sure or (denies and denies[0] < line.sentence.start)):
                continue
            parties.add(voice.key)
            start, end = line.sentence.start, line.sentence.end
            date = next((one.date for one in line.spoken if one.voice.key == voice.key), None)
            yield Denial(
                start=start,
                end=end,
                evidence=document.text[start:end],
                by=voice.name,
                by_country=voice.country,
                claim=claim,
                cue=cue,
                date=date,
                denies=denies,
            )


def _by_verb(line: Line) -> Iterator[tuple[Voice, str, str, bool]]:
    for heard in line.heard:
        cue = heard.cue
        if (heard.kind == "verb" and _denies(cue, line)) or (heard.kind == "noun" and lemma(cue) == "denial"):
            yield heard.voice, heard.wording, _claim(cue), True


def _denies(cue: Token, line: Line) -> bool:
    word = lemma(cue)
    if word in _words("deny"):
        return not _of_access(cue)
    if word in _words("insist"):
        return any(child.dep_ == "ccomp" and _negated(child) for child in cue.children)
    objects = [child for child in cue.children if child.dep_ in ("dobj", "nsubjpass")]
    objects += [
        noun for child in cue.children if child.dep_ == "prep" for noun in child.children if noun.dep_ == "pobj"
    ]
    claimed = any(lemma(noun) in _words("claims") for noun in objects)
    if word in _words("brush") and (
        claimed
        or (word in ("reject", "dismiss", "question", "doubt") and any(child.dep_ == "ccomp" for child in cue.children))
        or _untrue(cue, "oprd", "prep")
    ):
        return word not in ("criticize", "criticise", "condemn", "slam", "mock", "ridicule") or claimed
    if word == "cast":
        return any(lemma(noun) == "doubt" for noun in objects)
    if word == "plead":
        return "not guilty" in line.sentence.clean[cue.idx : cue.idx + 24]
    return word in ("call", "describe", "brand", "label", "dub", "term") and _untrue(cue)


def _negated(clause: Token) -> bool:
    """Whether a clause says that something is not so."""
    if any(
        child.dep_ == "aux" and child.lower_ in ("will", "would", "can", "should", "must") for child in clause.children
    ):
        return False
    if any(child.dep_ == "neg" or child.lower_ in ("never", "neither") for child in clause.children):
        return True
    nouns = [child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")]
    return any(child.lower_ == "no" and child.dep_ == "det" for noun in nouns for child in noun.children)


def _of_access(cue: Token) -> bool:
    """Whether it is a refusal and no denial: "denied entry", "denied visas"."""
    return any(
        child.dep_ == "dobj"
        and lemma(child) in ("entry", "access", "visa", "request", "permission", "service", "bail", "appeal", "asylum")
        for child in cue.children
    )


def _untrue(cue: Token, *labels: str) -> bool:
    after = [
        part
        for child in cue.children
        if child.dep_ in (labels or ("oprd", "ccomp", "prep", "dobj", "acomp", "xcomp"))
        for part in child.subtree
    ]
    return any(part.lower_ in _words("untrue") for part in after)


def _claim(cue: Token) -> str:
    """What is denied: the clause or object of the verb, as written."""
    for labels in (("ccomp", "xcomp", "pcomp"), ("dobj", "nsubjpass"), ("prep",)):
        for child in cue.children:
            if child.dep_ in labels or (cue.pos_ == "NOUN" and child.dep_ == "acl"):
                parts = sorted(child.subtree, key=lambda part: part.i)
                return re.sub(r"^(?:that|as|of|on|about) ", "", str(cue.doc[parts[0].i : parts[-1].i + 1].text)).strip(
                    ' ,."'
                )
    return str(cue.sent.text).strip()


def _by_words(line: Line) -> Iterator[tuple[Voice, str, str, bool]]:
    """A party's own words that deny: "we are not going to attack anyone"."""
    if not line.spoken:
        return
    clean = line.sentence.clean
    found = _patterns("patterns").search(clean) or (_patterns("answers").search(clean) if line.answering else None)
    sure = found is not None
    found = found or _patterns("weak").search(clean)
    if found is None:
        return
    voices = [one for one in line.spoken if one.voice.kind not in ("media", "paper") and one.kind != "noun"]
    if not voices:
        return
    spoken = voices[0]
    for one in voices:
        if one.token is not None and one.token.idx < found.start():
            spoken = one
    yield spoken.voice, found.group(), _clause(clean, found), sure


def _clause(clean: str, found: re.Match[str]) -> str:
    start = max(
        (clean.rfind(mark, 0, found.start()) for mark in ('"', ";", ":", " that ", " said ", " says ")), default=-1
    )
    end = min((at for mark in ('"', ";", '," ') if (at := clean.find(mark, found.end())) >= 0), default=len(clean))
    return clean[start + 1 : end].strip(' ,."')


def _answered(lines: list[Line], index: int, voice: Voice, claim: str, *, least: float) -> tuple[int, int] | None:
    """The sentence nearby in which somebody else asserts what is denied: the one that shares most of its words."""
    wanted = _stems(claim)
    if not wanted:
        return None
    best, score = None, least
    for at in range(max(0, index - _REACH), min(len(lines), index + _REACH // 3)):
        line = lines[at]
        others = [
            one
            for one in line.spoken
            if one.voice.key != voice.key and (one.voice.country is None or one.voice.country != voice.country)
        ]
        if at == index or not others or (line.denying and at > index):
            continue
        shared = len(wanted & _stems(line.sentence.clean)) - 0.01 * abs(index - at) - (0.5 if at > index else 0)
        if shared > score:
            best, score = line, shared
    return (best.sentence.start, best.sentence.end) if best else None


@functools.lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word.casefold()[:5] for word in _WORD.findall(text) if word.casefold() not in _COMMON)
