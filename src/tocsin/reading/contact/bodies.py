"""Bodies and groups that meet: a council, the members of a bloc, the leaders of a region."""

import re

from spacy.tokens import Token

from tocsin.reading.contact.lexicon import words
from tocsin.reading.contact.names import Party
from tocsin.reading.contact.parties import phrase_of
from tocsin.reading.parse import lemma, objects, passive, subjects

_BODY = re.compile(
    r"\b(?:G-?\d{1,2}|EU|NATO|UN|ASEAN|BRICS|ECOWAS|OPEC\+?|African Union|Arab League|European Union|"
    r"Gulf Cooperation Council|Quad|OSCE|OAS|CARICOM)\b"
)


def body_of(verb: Token) -> list[Party]:
    """ "Leaders of the G8 nations meeting in Japan", "EU foreign ministers met": the body whose members meet."""
    for noun in subjects(verb):
        body = _BODY.search(" ".join(part.text for part in noun.subtree))
        if body and lemma(noun) in words("leaders") and noun.tag_ in ("NNS", "NNPS"):
            return [Party(body.group())]
    return []


def council(verb: Token) -> list[Party]:
    """ "The U.N. Security Council met", "Caribbean leaders gathered": a body or a group of a region, as named."""
    for noun in subjects(verb):
        phrase = phrase_of(noun, whole=True)
        if lemma(noun) in words("councils") and noun.text[:1].isupper():
            return [Party(phrase)]
        several = noun.tag_ in ("NNS", "NNPS")
        grouped = several and any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.children)
        named = [
            child for child in noun.children if child.dep_ in ("amod", "compound", "nmod") and child.text[:1].isupper()
        ]
        if lemma(noun) in words("rulers") and several and (grouped or named):
            return [Party(phrase)]
    return []


def moved(verb: Token) -> bool:
    """ "Gathered support", "assembled a team": something is gathered, nobody gathers."""
    return bool(objects(verb)) and not passive(verb)
