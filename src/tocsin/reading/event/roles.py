"""Who does an act, and to whom: noun phrases as written, with the states that they stand for."""

import dataclasses
import re

from spacy.tokens import Token

from tocsin.reading.event.frames import Act, doing
from tocsin.reading.parse import Parsed, conjuncts, objects, passive, prepositional
from tocsin.reading.who import Context, governments

_WITHIN = frozenset({"compound", "amod", "poss", "nummod", "nmod", "case", "quantmod", "advmod", "det", "neg", "punct"})
_TOWARDS = ("against", "on", "to", "with", "at", "from", "for", "in", "into", "over", "of", "upon", "toward", "towards", "between", "near")
_LONG = 90
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i", "them", "him", "her", "us", "who", "which", "that", "its", "their", "himself", "itself", "themselves", "you", "this", "these", "those", "there"})


@dataclasses.dataclass(frozen=True, slots=True)
class Party:
    """A side of an act: its words and its state."""

    name: str
    country: str | None = None


def actor(act: Act, parsed: Parsed, context: Context) -> Party | None:
    """Who does it."""
    if act.token.pos_ in ("VERB", "AUX", "ADJ"):
        return _first(doing(act.carrier), parsed, context)
    owned = [noun for child in act.token.children if child.dep_ == "poss" for noun in (child,)]
    found = _first([*owned, *prepositional(act.token, "by")], parsed, context)
    if found is not None:
        return found
    if act.carrier is not act.token and act.token.dep_ in ("dobj", "obj", "nsubjpass", "attr"):
        found = _first(doing(act.carrier), parsed, context)
        if found is not None:
            return found
    return _adjective(act.token, parsed) or (
        _first(prepositional(act.token, "between"), parsed, context) if act.token.pos_ == "NOUN" else None
    )


def _adjective(noun: Token, parsed: Parsed) -> Party | None:
    """ "Russian shelling": the state in the adjective."""
    for child in noun.children:
        mention = parsed.mention(child)
        if child.dep_ in ("amod", "compound", "nmod") and mention and mention.kind in ("adjective", "name", "government"):
            return Party(mention.name, mention.code)
    return None


def recipient(act: Act, parsed: Parsed, context: Context, *, besides: Party | None) -> Party | None:
    """Whom it is done to: a state, a people or a group; with several, the one whose state can be told."""
    nouns = _objects(act)
    if act.about is not None:
        nouns += [noun for noun in _objects(act.about) if noun not in nouns]
    fallback: Party | None = None
    for noun in nouns:
        party = party_of(noun, parsed, context)
        if party is None or (besides is not None and party.name == besides.name):
            continue
        if party.country and (besides is None or party.country != besides.country or act.type in ("ASSAULT", "COERCE", "PROTEST")):
            return party
        fallback = fallback or party
    return fallback


def _objects(act: Act) -> list[Token]:
    word = act.token
    if word.pos_ in ("VERB", "AUX"):
        own = [child for child in word.children if child.dep_ == "nsubjpass"] if passive(word) else objects(word)
        nouns = [noun for child in own for noun in conjuncts(child)] + prepositional(word, *_TOWARDS)
        return nouns + [deep for noun in list(nouns) for deep in prepositional(noun, *_TOWARDS)]
    nouns = prepositional(word, *_TOWARDS)
    return nouns + (prepositional(act.carrier, *_TOWARDS) if act.carrier is not word else [])


def _first(nouns: list[Token], parsed: Parsed, context: Context) -> Party | None:
    for noun in nouns:
        party = party_of(noun, parsed, context)
        if party is not None:
            return party
    return None


def party_of(noun: Token, parsed: Parsed, context: Context) -> Party | None:
    """The noun phrase as written, with the state that it stands for; ``None`` for what names nobody."""
    if noun.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
        return None
    codes = governments(noun, parsed, context)
    if noun.lower_ in _PRONOUNS:
        return Party(noun.text, codes[0]) if codes and noun.lower_ not in ("who", "which", "that", "there") else None
    code = codes[0] if codes else _town(noun, parsed)
    return Party(phrase(noun, parsed), code)


def _town(noun: Token, parsed: Parsed) -> str | None:
    """The state of a town or region inside the phrase."""
    for part in noun.subtree:
        mention = parsed.mention(part)
        if mention and mention.kind != "airline" and abs(part.i - noun.i) < 8:
            return mention.code
    return None


def phrase(noun: Token, parsed: Parsed) -> str:
    """The noun with what belongs to it, without its article."""
    first = last = noun.i
    queue = [noun]
    while queue:
        part = queue.pop()
        for child in part.children:
            if child.dep_ in _WITHIN or (child.dep_ == "prep" and child.lower_ == "of") or child.dep_ == "pobj":
                first, last = min(first, child.i), max(last, child.i)
                queue.append(child)
    doc = noun.doc
    while first < noun.i and doc[first].lower_ in ("the", "a", "an", ",", '"', "("):
        first += 1
    while last > noun.i and doc[last].is_punct:
        last -= 1
    words = parsed.text[doc[first].idx : doc[last].idx + len(doc[last])]
    return re.sub(r"\s+", " ", words).strip(' ,"')[:_LONG]
