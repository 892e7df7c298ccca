"""What people are told to do in the same breath as a warning."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, lemma, subjects
from tocsin.reading.warning.lexicon import words

_LONG = 160


def instructions(parsed: Parsed) -> list[str]:
    """The instructions of one sentence, as written, without "to"."""
    found: list[str] = []
    for token in parsed.tokens:
        if token.pos_ not in ("VERB", "AUX"):
            continue
        if lemma(token) in words("telling"):
            found += [
                _words(child, parsed)
                for child in token.children
                if child.dep_ in ("xcomp", "ccomp", "advcl") and _infinitive(child)
            ]
        elif _should(token) or _imperative(token, parsed):
            found.append(_words(token, parsed))
    return [told for at, told in enumerate(dict.fromkeys(found)) if told]


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _should(verb: Token) -> bool:
    if not any(child.dep_ == "aux" and child.lower_ in ("should", "must") for child in verb.children):
        return False
    return any(lemma(noun) in words("told") for noun in subjects(verb))


def _imperative(verb: Token, parsed: Parsed) -> bool:
    """A sentence that begins with a bare verb, or with "do not"."""
    if verb.tag_ != "VB" or verb.dep_ not in ("ROOT", "conj", "ccomp"):
        return False
    own = [
        child
        for child in verb.children
        if child.dep_ in ("nsubj", "nsubjpass", "aux", "expl") and child.lower_ not in ("do", "you", "please")
    ]
    first = min([verb.i, *(child.i for child in verb.children if child.lower_ in ("do", "not", "n't", "please"))])
    return not own and (first == 0 or parsed.doc[first - 1].text in ('"', ":", "-", "and", ".", ";", ","))


def _words(verb: Token, parsed: Parsed) -> str:
    inside = [
        part
        for part in verb.subtree
        if part.i
        >= min([verb.i, *(child.i for child in verb.children if child.lower_ in ("not", "n't", "do", "immediately"))])
    ]
    last = max(inside, key=lambda part: part.i)
    first = min(inside, key=lambda part: part.i)
    told = parsed.text[first.idx : last.idx + len(last)]
    told = re.split(r",? (?:because|as|amid|since|after|due to|given|saying|warning)\b", told)[0]
    return re.sub(r"^(?:not to )", "not ", told).strip(' ".;,')[:_LONG]
