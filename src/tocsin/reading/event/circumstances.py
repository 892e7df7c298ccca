"""Where an act takes place, and who saw it."""

from spacy.tokens import Token

from tocsin.reading.event import lexicon
from tocsin.reading.event.roles import phrase
from tocsin.reading.parse import Parsed, lemma, lemmas, names, subjects
from tocsin.reading.states import Mention

_PLACES = frozenset({"name", "capital", "city", "region"})


def place(token: Token, parsed: Parsed) -> Mention | None:
    """The place nearest the act behind a word of place; a town before a country."""
    found = [
        mention
        for mention in parsed.mentions
        if mention.kind in _PLACES
        and lexicon.pattern("at").search(parsed.text[max(0, mention.start - 60) : mention.start])
    ]
    towns = [mention for mention in found if mention.kind != "name"]
    return min(
        towns or found, key=lambda mention: (mention.start < token.idx, abs(mention.start - token.idx)), default=None
    )


def observer(parsed: Parsed) -> str | None:
    """Who saw, filmed or measured it, as written: a satellite company, an air force, a correspondent."""
    seen = lexicon.pattern("according").search(parsed.text)
    if seen and any(word in lexicon.words("observers.nouns") for word in _lemmas(seen["who"])):
        return seen["who"].strip()
    seeing = lexicon.words("observers.verbs")
    for verb, word in zip(parsed.tokens, lemmas(parsed.doc), strict=True):
        if word not in seeing or verb.pos_ != "VERB":
            continue
        for noun in subjects(verb):
            if noun.i < verb.i and not lexicon.words("observers.nouns").isdisjoint(_heads(noun)):
                return _whole(noun, parsed)
    return None


def _heads(noun: Token) -> set[str]:
    return {name for name in names(noun) if " " not in name or name in lexicon.words("observers.nouns")} | {
        lemma(child) for child in noun.children if child.dep_ in ("compound", "amod")
    }


def _whole(noun: Token, parsed: Parsed) -> str:
    """ "Satellite images from Terravue": the phrase with its origin."""
    words = phrase(noun, parsed)
    origin = lexicon.pattern("origin").match(parsed.text[noun.idx + len(noun) :])
    return words + origin.group() if origin else words


def _lemmas(words: str) -> list[str]:
    low = [word.strip("\"'").lower() for word in words.split()]
    return low + [word.removesuffix("s") for word in low] + ["witness" for word in low if word == "witnesses"]
