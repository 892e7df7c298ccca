"""Bodies and groups that meet: a council, the members of a bloc, the leaders of a region."""

import re

from spacy.tokens import Token

from tocsin.reading.contact.lexicon import words
from tocsin.reading.contact.names import Party
from tocsin.reading.contact.phrases import phrase_of
from tocsin.reading.parse import lemma, objects, passive, subjects

_BODY = re.compile(
    r"\b(?:G-?\d{1,2}|EU|NATO|UN|ASEAN|BRICS|ECOWAS|OPEC\+?|African Union|Arab League|European Union|"
    r"Gulf Cooperation Council|Quad|OSCE|OAS|CARICOM|IGAD|SADC|ECCAS|EAC|GCC|UNSC|Mercosur|Lima Group|Visegrad Group|"
    r"Group of (?:Seven|Eight|Twenty)|Caricom|Asean|Ecowas|Nato|Igad|"
    r"(?:[A-Z][a-z]+ ){1,3}(?:Economic |Development )?(?:Community|League|Alliance|Bloc)"
    r"(?: of (?:[A-Z][a-z]+ ?){1,3})?|"
    r"Security Council)\b"
)


def body_in(text: str) -> str | None:
    """The body of states that a sentence names last, if any."""
    found = [match.group() for match in _BODY.finditer(text)]
    return found[-1] if found else None


def body_of(verb: Token, last: str | None = None) -> list[Party]:
    """ "Leaders of the G8 met", "EU foreign ministers met": the body, or its members as they are called.

    ``last``: the body that was named last, for "its ministers".
    """
    for noun in map(_group, subjects(verb)):
        if lemma(noun) not in words("leaders") or noun.tag_ not in ("NNS", "NNPS"):
            continue
        before = " ".join(part.text for part in noun.subtree if part.i < noun.i)
        if _BODY.search(before):
            return [Party(phrase_of(noun), _code(before))]
        body = _BODY.search(" ".join(part.text for part in noun.subtree if part.dep_ != "relcl"))
        if body:
            return [Party(body.group(), _code(body.group()))]
        if last and lemma(noun) in words("rulers") and any(child.lower_ in ("its", "their") for child in noun.children):
            return [Party(f"{last} {phrase_of(noun)}", _code(last))]
    return []


def _code(text: str) -> str | None:
    return next((code for code in ("EU", "NATO", "UN") if re.search(rf"\b{code}\b", text)), None)


def _group(noun: Token) -> Token:
    """The ministers, where a relative clause was hung on what they are ministers of."""
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "from") else noun
    return over if lemma(over) in words("rulers") and over.tag_ in ("NNS", "NNPS") else noun


def council(verb: Token) -> list[Party]:
    """ "The U.N. Security Council met", "Caribbean leaders gathered": a body or a group of a region, as named."""
    for noun in map(_group, subjects(verb)):
        phrase = phrase_of(noun, whole=True)
        if (lemma(noun) in words("councils") and noun.text[:1].isupper()) or _BODY.fullmatch(phrase):
            return [Party(phrase)]
        several = noun.tag_ in ("NNS", "NNPS")
        grouped = several and any(child.dep_ == "prep" and child.lower_ in ("of", "from") for child in noun.children)
        named = [
            child for child in noun.children if child.dep_ in ("amod", "compound", "nmod") and child.text[:1].isupper()
        ]
        if lemma(noun) in words("rulers") and several and (grouped or named):
            return [Party(phrase)]
    return []


def moved(verb: Token) -> bool:
    """ "Gathered support", "assembled a team": something is gathered, nobody gathers."""
    return bool(objects(verb)) and not passive(verb)
