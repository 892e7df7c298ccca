"""Who can be a speaker: no paper that gives advice, no bare state that tells its own people what to do."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import SUBJECTS, Parsed, is_a, lemma
from tocsin.reading.statement.words import is_body, is_human, is_paper, words

_COUNTING = frozenset(("couple dozen handful majority many most number one pair series several some three two").split())
_STATE_SUBJECTS = frozenset({"name", "capital", "people"})


def can_speak(speaker: Token, verb: Token, parsed: Parsed) -> bool:
    """Whether a noun is a party that can speak: somebody, a body, a state, a paper, an outlet."""
    low = speaker.lower_
    if low in ("which", "what", "this", "these", "there", "nobody"):
        return False
    word = lemma(verb)
    mention = parsed.mention(speaker)
    noun = lemma(speaker)
    if (noun == "people" and word == "report") or any(
        child.dep_ == "det" and child.lower_ in ("any", "every", "no") for child in speaker.children
    ):
        return False
    if noun in ("court", "judge", "tribunal") and word not in ("say", "tell", "warn"):
        return False
    if any(child.dep_ == "poss" and child.lower_ in ("our", "my") for child in speaker.children) or (
        low == "it" and word == "read"
    ):
        return False
    if (
        mention is not None
        or speaker.pos_ in ("PROPN", "PRON")
        or (speaker.text[:1].isupper() and (speaker.i > 0 or speaker.pos_ != "NOUN"))
    ):
        return True
    if is_human(noun) or is_body(noun) or is_paper(noun) or noun in words("media"):
        return True
    if noun in _COUNTING:
        return True
    if speaker.pos_ != "NOUN" or noun in words("abstract") or word not in words("say"):
        return False
    inverted = speaker.i > verb.i
    return inverted or any(child.dep_ == "ccomp" for child in verb.children) or _animate(speaker)


def _animate(speaker: Token) -> bool:
    return (
        any(child.dep_ in ("amod", "compound", "poss") and child.pos_ == "PROPN" for child in speaker.children)
        or speaker.tag_ == "NNS"
    )


def own_people(speaker: Token, verb: Token, parsed: Parsed) -> bool:
    """A bare state that tells its own nationals or staff what to do takes a posture; nobody speaks."""
    word = lemma(verb)
    mention = parsed.mention(speaker)
    noun = lemma(speaker)
    state = mention is not None and mention.kind in _STATE_SUBJECTS and mention.code not in ("EU", "NATO", "UN")
    several = speaker.tag_ in ("NNS", "NNPS") and noun in ("government", "embassy", "mission", "consulate", "ministry")
    if not (state or several or is_paper(noun) or noun in ("country", "nation", "state", "side", "capital", "those")):
        return False
    if word not in words("telling") and word not in ("say", "issue"):
        return False
    told = [
        child
        for child in verb.children
        if child.dep_ in ("dobj", "dative", "nsubj") and child.i > verb.i and word != "say"
    ]
    told += _pobjs([verb, *told]) if word != "say" else []
    told += [
        child
        for kid in verb.children
        if kid.dep_ in ("ccomp", "xcomp") and _obliging(kid, word)
        for child in kid.children
        if child.dep_ in SUBJECTS
    ]
    if any(
        is_a(one, "people")
        or is_a(one, "staff")
        or is_a(one, "family")
        or one.lower_ in ("them", "those")
        or (
            several
            and lemma(one) in ("people", "foreigner", "traveller", "traveler", "tourist", "visitor", "passenger")
        )
        or _is_own(one, mention.code if mention else None, parsed)
        for one in told
    ):
        return True
    against = re.search(r"\b(?:travel|trips?|visit\w*|journeys?|going|leav\w+)\b", parsed.text[verb.idx :])
    return bool(against) and word in ("advise", "recommend", "warn", "urge", "caution", "advised")


def _pobjs(tokens: list[Token]) -> list[Token]:
    return [
        noun
        for token in tokens
        for child in token.children
        if child.dep_ == "prep" and child.lower_ in ("on", "upon", "to", "for", "of")
        for noun in child.children
        if noun.dep_ == "pobj"
    ]


def _obliging(clause: Token, word: str) -> bool:
    return word != "say" or any(child.lower_ in ("should", "must") for child in clause.children)


def _is_own(noun: Token, code: str | None, parsed: Parsed) -> bool:
    mention = parsed.mention(noun)
    return mention is not None and (code is None or mention.code == code) and mention.kind in ("people", "adjective")
