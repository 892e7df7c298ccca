"""Who does an act, and to whom: noun phrases as written, with the states that they stand for."""

import dataclasses
import re

from spacy.tokens import Token

from tocsin.reading.event import lexicon
from tocsin.reading.event.frames import Act, doing
from tocsin.reading.figure.lexicon import is_person
from tocsin.reading.parse import Parsed, conjuncts, lemma, objects, passive, prepositional, subjects
from tocsin.reading.who import Context, governments

_WITHIN = frozenset({"compound", "amod", "poss", "nummod", "nmod", "case", "quantmod", "advmod", "det", "neg", "punct"})
_TOWARDS = (
    "against",
    "on",
    "to",
    "with",
    "at",
    "from",
    "for",
    "into",
    "over",
    "of",
    "upon",
    "toward",
    "towards",
    "between",
)
_LONG = 90
_PRONOUNS = frozenset(
    {
        "it",
        "they",
        "he",
        "she",
        "we",
        "i",
        "them",
        "him",
        "her",
        "us",
        "who",
        "which",
        "that",
        "its",
        "their",
        "himself",
        "itself",
        "themselves",
        "you",
        "this",
        "these",
        "those",
        "there",
    }
)


@dataclasses.dataclass(frozen=True, slots=True)
class Party:
    """A side of an act: its words and its state."""

    name: str
    country: str | None = None


def actor(act: Act, parsed: Parsed, context: Context) -> Party | None:
    """Who does it."""
    if act.cue.states:
        return _first(subjects(act.carrier) or subjects(act.token), parsed, context)
    if act.token.pos_ in ("VERB", "AUX", "ADJ"):
        return _first(doing(act.carrier), parsed, context)
    owned = [child for child in act.token.children if child.dep_ == "poss"]
    found = _first([*owned, *prepositional(act.token, "by")], parsed, context)
    if found is None and act.carrier is not act.token and act.token.dep_ in ("dobj", "obj", "nsubjpass", "attr"):
        found = _first(doing(act.carrier), parsed, context)
    return found or _adjective(act.token, parsed) or _first(prepositional(act.token, "between"), parsed, context)


def other_side(act: Act, parsed: Parsed, context: Context) -> Party | None:
    """The second of those who do it together: "Ruritania and Graustark agreed"."""
    nouns = doing(act.carrier)
    return party_of(nouns[1], parsed, context) if len(nouns) > 1 else None


def demander(act: Act, parsed: Parsed, context: Context) -> Party | None:
    """Who says that somebody must: the subject of the verb of speech around it."""
    around = [
        *act.carrier.ancestors,
        *(child for child in act.carrier.children if child.dep_ in ("ccomp", "parataxis")),
    ]
    return next(
        (party for verb in around if verb.pos_ == "VERB" and (party := _first(subjects(verb), parsed, context))), None
    )


def demanded(act: Act, parsed: Parsed, context: Context) -> Party | None:
    """Who must."""
    return _first(doing(act.carrier), parsed, context)


def _adjective(noun: Token, parsed: Parsed) -> Party | None:
    """ "Russian shelling": the state in the adjective."""
    for child in noun.children:
        mention = parsed.mention(child)
        if (
            child.dep_ in ("amod", "compound", "nmod")
            and mention
            and mention.kind in ("adjective", "name", "government")
        ):
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
        if (
            party is None
            or noun.lower_ in lexicon.words("days")
            or (besides is not None and party.name == besides.name)
        ):
            continue
        if party.country is None and not is_side(noun, parsed):
            continue
        if party.country and (
            besides is None or party.country != besides.country or act.type in ("ASSAULT", "COERCE", "PROTEST")
        ):
            return party
        fallback = fallback or party
    return fallback


def is_side(noun: Token, parsed: Parsed) -> bool:
    """Whether a noun can be a side of an act: people, a body, a place, a name."""
    word = lemma(noun)
    return (
        noun.pos_ in ("PROPN", "PRON")
        or parsed.mention(noun) is not None
        or word in lexicon.words("parties")
        or is_person(word)
    )


def _objects(act: Act) -> list[Token]:
    word = act.token
    if word.pos_ in ("VERB", "AUX", "ADJ"):
        own = (
            [child for child in word.children if child.dep_ == "nsubjpass"]
            if passive(word) and not act.cue.states
            else objects(word)
        )
        nouns = [noun for child in own for noun in conjuncts(child)] + prepositional(word, *_TOWARDS)
        if act.cue.operator and act.about is None:
            nouns += [
                noun
                for child in word.children
                if child.dep_ in ("xcomp", "ccomp")
                for noun in [*objects(child), *prepositional(child, *_TOWARDS)]
            ]
    else:
        nouns = prepositional(word, *_TOWARDS) + (
            prepositional(act.carrier, *_TOWARDS) if act.carrier is not word else []
        )
    return nouns + [deep for noun in list(nouns) for deep in _owners(noun)]


def _owners(noun: Token) -> list[Token]:
    """What stands inside a phrase: "the minister's statement", "the demand from the president of Ruritania"."""
    near = [child for child in noun.children if child.dep_ == "poss"] + prepositional(noun, *_TOWARDS)
    return near + [deep for child in near for deep in prepositional(child, *_TOWARDS)]


def _first(nouns: list[Token], parsed: Parsed, context: Context) -> Party | None:
    for noun in nouns:
        party = party_of(noun, parsed, context)
        if party is not None and (party.country or noun.pos_ in ("PRON", "NUM", "ADJ") or is_side(noun, parsed)):
            return party
    return None


def party_of(noun: Token, parsed: Parsed, context: Context) -> Party | None:
    """The noun phrase as written, with the state that it stands for; ``None`` for what names nobody."""
    if noun.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
        return None
    if noun.lower_ in _PRONOUNS:
        return _meant(noun, parsed, context)
    own = parsed.mention(noun)
    codes = [own.code] if own and own.kind == "name" else governments(noun, parsed, context)
    code = codes[0] if codes else _town(noun, parsed) if is_side(noun, parsed) else None
    return Party(phrase(noun, parsed), code)


def _meant(pronoun: Token, parsed: Parsed, context: Context) -> Party | None:
    """Whom "it" or "he" means: the subject of the verb of speech around it, else who acted last."""
    if pronoun.lower_ not in ("it", "he", "she", "they", "its", "his", "their", "her", "we"):
        return None
    for verb in pronoun.ancestors:
        for noun in subjects(verb) if verb.pos_ == "VERB" else ():
            if noun.i < pronoun.i and noun.lower_ not in _PRONOUNS and noun.pos_ in ("NOUN", "PROPN"):
                return party_of(noun, parsed, context)
    codes = governments(pronoun, parsed, context)
    return Party(pronoun.text, codes[0]) if codes else None


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
