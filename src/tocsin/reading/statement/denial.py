"""Denials: who disputes what, by the verb that says so or by the party's own words, and which sentence it answers."""

import functools
import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.documents import Document
from tocsin.reading.parse import lemma
from tocsin.reading.statement.denying import may_deny, patterns, words
from tocsin.reading.statement.negation import own_negation
from tocsin.reading.statement.spoken import Line, Spoken
from tocsin.reading.statement.voice import Voice
from tocsin.records import Denial

_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    (
        "that with this from have been were they their which will would could there about into said says such "
        "what when more than some also after before over being report reports claim claims deny denied denies"
    ).split()
)
_CALLED_UNTRUE = re.compile(
    r"\w+ as [\"']?(?:\w+ )?(?:not true|untrue|false|fake|fabricat\w+|baseless|unfounded|nonsense|rumou?rs|lies)"
)
_REACH = 60
_LINKED, _STRONGLY = 1.5, 2.5


def denials(lines: list[Line], document: Document, home: str | None = None) -> Iterator[Denial]:
    """Every denial of the document, one for each sentence and party, in reading order.

    ``home``: the country that the text is about, for a party of which it tells no other.
    """
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
                by_country=voice.country
                or (home if voice.kind in ("person", "unnamed", "institution", "other") else None),
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
    before = lemma(cue.nbor(-1)) if cue.i else ""
    if word in words("claims") and before in words("deny") | words("brush"):
        return True  # the headline "Iran rejects claim it planned attack"
    if word in words("brush") and _CALLED_UNTRUE.match(line.sentence.clean[cue.idx :]):
        return True
    if word in words("deny"):
        return not _of_access(cue)
    if word in words("insist"):
        return any(child.dep_ == "ccomp" and _negated(child) for child in cue.children)
    if word == "rule":
        return "out having " in line.sentence.clean[cue.idx : cue.idx + 24]
    claimed = _of_claim(cue)
    if word in words("brush") and (
        claimed or (word in _STRONG and (_of_deed(cue) or _clause_denied(cue))) or _untrue(cue, "oprd", "prep")
    ):
        return word not in _SCORN or any(
            child.dep_ == "dobj" and lemma(child) in words("claims") for child in cue.children
        )
    if word == "cast":
        return any(lemma(noun) == "doubt" for noun in _objects(cue))
    if word == "plead":
        return "not guilty" in line.sentence.clean[cue.idx : cue.idx + 24]
    return word in words("calling") and _untrue(cue)


_SCORN = frozenset({"criticize", "criticise", "condemn", "slam", "mock", "ridicule", "denounce", "decry"})
_STRONG = frozenset({"reject", "dismiss", "question", "doubt"})


def _objects(cue: Token) -> list[Token]:
    """What the verb acts on: its object, and what stands behind its preposition or particle."""
    found = [child for child in cue.children if child.dep_ in ("dobj", "nsubjpass")]
    for child in cue.children:
        if child.dep_ in ("prep", "prt", "advmod"):
            found += [noun for noun in child.children if noun.dep_ == "pobj"]
            found += [noun for deep in child.children if deep.dep_ == "prep" for noun in deep.children]
    if cue.dep_ == "relcl":
        found.append(cue.head)
    return found


def _of_claim(cue: Token) -> bool:
    """Whether a claim is its object: no claim to land, and "claims" where the parser took it for a verb too."""
    for noun in _objects(cue):
        after = noun.nbor().lower_ if noun.i + 1 < len(noun.doc) else ""
        if lemma(noun) == "talk" and noun.tag_ == "NNS":
            continue  # talks between parties are no talk of something
        if lemma(noun) in words("claims") and after not in ("to", "over"):
            return True
    after = cue.doc[cue.i + 1 : cue.i + 3]  # "rejects reports that", "rejects that claim": nouns that pass for verbs
    return len(after) > 0 and (
        lemma(after[0]) in words("claims") or (after[0].dep_ == "nsubj" and lemma(after[-1]) in words("claims"))
    )


def _of_deed(cue: Token) -> bool:
    """ "Rejects any link", "dismissed his involvement"."""
    return any(lemma(noun) in words("deeds") for noun in _objects(cue))


def _clause_denied(cue: Token) -> bool:
    return any(
        child.dep_ == "ccomp" and any(mark.lower_ == "that" and mark.dep_ == "mark" for mark in child.children)
        for child in cue.children
    )


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
    """Whether it is a refusal and no denial: "denied entry", "denied them visas"."""
    taken = [child for child in cue.children if child.dep_ in ("dobj", "dative", "nsubjpass", "oprd")]
    return len(taken) > 1 or any(lemma(child) in words("granted") for child in taken)


def _untrue(cue: Token, *labels: str) -> bool:
    after = [
        part
        for child in cue.children
        if child.dep_ in (labels or ("oprd", "ccomp", "prep", "dobj", "acomp", "xcomp", "npadvmod"))
        and (child.dep_ != "prep" or child.lower_ == "as")
        for part in child.subtree
    ]
    return any(part.lower_ in words("untrue") for part in after)


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
    clean = line.sentence.clean
    voices = [one for one in line.spoken if one.voice.kind not in ("media", "paper") and one.kind != "noun"]
    if not voices or not may_deny(clean):
        return
    found = patterns("patterns").search(clean) or (patterns("answers").search(clean) if line.answering else None)
    if found is None:
        yield from _own_words(line, voices)
    sure = found is not None
    found = found or patterns("weak").search(clean)
    if found is None:
        return
    spoken = voices[0]
    for one in voices:
        nearest = spoken.token is None or spoken.token.idx <= one.token.idx if one.token is not None else False
        if one.token is not None and one.token.idx < found.start() and nearest:
            spoken = one
    yield spoken.voice, found.group(), _clause(clean, found), sure


def _own_words(line: Line, voices: list[Spoken]) -> Iterator[tuple[Voice, str, str, bool]]:
    for one in voices:
        if not _party(one.voice):
            continue
        verb = own_negation(line, one)
        if verb is not None:
            parts = sorted(verb.subtree, key=lambda part: part.i)
            claim = str(verb.doc[parts[0].i : parts[-1].i + 1].text).strip(' ,."')
            yield one.voice, f"not {verb.text}", claim, True


def _party(voice: Voice) -> bool:
    """Whether somebody answers for a state, a force or a body, and is no bystander."""
    if voice.kind in ("institution", "state"):
        return True
    title = set((voice.office or voice.head or "").casefold().split())
    if title & words("bystanders"):
        return False
    return voice.country is not None and (voice.kind == "person" or voice.plural or bool(title))


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
