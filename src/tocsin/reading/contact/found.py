"""One contact as found, and the steps by which all frames look for who takes part."""

import dataclasses

from spacy.tokens import Token

from tocsin.reading.contact.cast import Cast
from tocsin.reading.contact.lexicon import kinds
from tocsin.reading.contact.names import Party
from tocsin.reading.contact.parties import parties
from tocsin.reading.parse import Parsed, agents, lemma, passive, prepositional, subjects
from tocsin.records import Mode

_RELATIVES = frozenset({"who", "which", "that", "whom"})


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """One contact in one sentence; ``at`` is the word that says it."""

    at: Token
    mode: Mode
    parties: tuple[Party, ...]
    planned: bool


def takers(verb: Token, parsed: Parsed, cast: Cast, *, doers: bool = True) -> list[Party]:
    """Who is the subject of a verb; with ``doers`` the agents of a passive one."""
    found = _right_before(verb, parsed, cast) if verb.tag_ == "VBG" and verb.dep_ == "acl" else []
    if found:
        return found
    nouns = agents(verb) if passive(verb) and doers else subjects(verb)
    for noun in nouns:
        found += [party for party in parties(noun, parsed, cast, described=True) if party not in found]
    if not found and verb.dep_ == "conj" and verb.head.pos_ in ("PROPN", "NOUN"):  # the headline "A and B meet in Oslo"
        nouns = [
            noun for noun in parsed.doc[: verb.i] if noun.dep_ in ("ROOT", "conj") and noun.pos_ in ("PROPN", "NOUN")
        ]
        found = merged([party for noun in nouns for party in parties(noun, parsed, cast)], [])
    if not found and verb.pos_ == "NOUN":  # a verb taken for a noun hangs on the names that it follows
        found = [party for _, end, party in cast.people(parsed) if end <= verb.idx]
        found = found or [
            party for child in verb.children if child.i < verb.i for party in parties(child, parsed, cast)
        ]
    return found or _right_before(verb, parsed, cast)


def mistagged(token: Token) -> bool:
    """Whether a verb was tagged as a noun: it has a subject of its own, or is no noun at all."""
    if token.pos_ != "NOUN" or token.i == 0:
        return False
    if token.lower_ in ("arrive", "meet") and token.nbor(-1).pos_ == "PROPN":
        return True
    if token.lower_ == "summons" and (token.dep_ == "ROOT" or token.nbor(-1).lower_ == "and"):
        return True
    return (
        token.pos_ == "NOUN"
        and token.lower_ in ("meet", "summons", "visits", "talks", "calls", "phones")
        and any(child.dep_ == "nsubj" and child.i < token.i for child in token.children)
    )


def _right_before(verb: Token, parsed: Parsed, cast: Cast) -> list[Party]:
    """Whoever is named right before a finite verb for which the parse found no subject: "In Nairobi, A. B., held"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBG") or (verb.tag_ != "VBG" and subjects(verb)):
        return []
    return [
        party
        for _, end, party in cast.people(parsed)
        if end <= verb.idx and parsed.text[end : verb.idx].strip(" ,") in ("", "has", "had", "also", "who")
    ][-1:]


def behind(head: Token, preps: tuple[str, ...], parsed: Parsed) -> list[Token]:
    """The nouns behind "with" (or "to", "between"), wherever the parse hung the phrase, up to the next verb."""
    direct = prepositional(head, *preps)
    if direct and direct[0].pos_ not in ("VERB", "AUX"):
        return direct
    for token in parsed.doc[head.i + 1 : head.i + 16]:
        if (token.pos_ in ("VERB",) and token.tag_ in ("VBD", "VBZ", "VBP")) or token.text in ".;:":
            break
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.i > token.i and token.lower_ not in _RELATIVES:
            break
        if token.tag_ == "VBG" and token.dep_ in ("xcomp", "ccomp", "pcomp") and head.pos_ == "VERB":
            break
        if token.lower_ in ("conference", "briefing") or (token.tag_ == "VBG" and token.nbor(-1).text == ","):
            break
        if token.lower_ == "to" and kinds("nouns").get(lemma(token.head)) == "visit" and token.head.i != head.i:
            continue  # "spoke on a visit to Oslo": nobody is spoken to
        if token.lower_ in preps and token.dep_ == "prep":
            nouns = [noun for noun in token.children if noun.dep_ == "pobj"]
            nouns += [
                subject
                for clause in token.children
                if clause.dep_ == "pcomp"
                for subject in clause.children
                if subject.dep_ == "nsubj"
            ]
            if nouns:
                return nouns
    return []


def merged(first: list[Party], second: list[Party]) -> list[Party]:
    """Both lists, each name once."""
    found: list[Party] = []
    for party in [*first, *second]:
        if all(party.name.casefold() != other.name.casefold() for other in found):
            found.append(party)
    return found


def each_behind(verb: Token, preps: tuple[str, ...], parsed: Parsed) -> list[Token]:
    """The nouns behind "with", and behind every further one: "with B and with C"."""
    first = behind(verb, preps, parsed)
    more = [
        noun
        for child in [each for part in verb.children for each in (part, *part.children)]
        if child.dep_ in ("prep", "pobj") and (child.dep_ == "pobj" or child.lower_ in preps)
        for conj in child.children
        if conj.dep_ == "conj" and conj.lower_ in preps
        for noun in conj.children
        if noun.dep_ == "pobj"
    ]
    return list(dict.fromkeys([*first, *more]))
