"""What "it" is where something closes, opens or works: the mission named last, in the sentence or just before it."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, clause_head, lemma, root_of, subjects
from tocsin.reading.posture.diplomatic import is_mission
from tocsin.reading.posture.whose import hosts_of, owners, places_of
from tocsin.reading.who import Context, Seat, governments, possessed

_RIVALS = frozenset(
    "airport border crossing checkpoint airspace port school road bridge station bank market shop frontier airline "
    "camp base hospital university office plant factory mine pipeline website hotline consulate embassy".split()
)
"""What else closes and opens, and may be what "it" is."""
DOORS = frozenset({"door", "gate"})
"""What a mission itself closes and opens when it closes and opens."""
_AT_WORK = frozenset({"closed", "reopened", "open"})


def meant(thing: Token, parsed: Parsed) -> Token:
    """The mission that an "it" stands for, where the sentence names one before it; else the word itself."""
    if thing.lower_ != "it":
        return thing
    for token in reversed(parsed.doc[: thing.i]):
        if token.pos_ in ("NOUN", "PROPN") and lemma(token) in _RIVALS:
            return token if is_mission(token, parsed) else thing
        if token.pos_ in ("NOUN", "PROPN") and is_mission(token, parsed):
            return token
    return thing


def seated(value: str, thing: Token, parsed: Parsed, context: Context) -> Seat | None:
    """The mission of the sentence before that "it", "its doors" or the "we" of an ambassador stand for, if any."""
    if value not in _AT_WORK:
        return None
    if thing.lower_ == "we" and '"' in parsed.text:
        return _spoken_for(parsed, context)
    if context.seat and (of := _whose(thing, parsed)):
        return Seat([of], context.seat.hosts, context.seat.paragraph)
    if context.seat is None or not (thing.lower_ == "it" or (lemma(thing) in DOORS and possessed(thing))):
        return None
    before = parsed.doc[: thing.i]
    return None if any(lemma(token) in _RIVALS for token in before if token.pos_ == "NOUN") else context.seat


def _whose(thing: Token, parsed: Parsed) -> str | None:
    """ "Sweden's remains open": the state whose mission is meant, with the word itself left out."""
    mention = parsed.mention(thing)
    if mention is None or mention.kind != "name" or thing.i + 2 >= len(parsed.doc):
        return None
    possessive, verb = thing.nbor(1), thing.nbor(2)
    return mention.code if possessive.tag_ == "POS" and verb.pos_ in ("VERB", "AUX") else None


def _spoken_for(parsed: Parsed, context: Context) -> Seat | None:
    """ "We are not closing," an ambassador says: the mission speaks of itself."""
    root = root_of(parsed.doc)
    for noun in subjects(root) if root is not None else []:
        if re.match(r"ambassador|embassy|consul", noun.lower_) or any(
            child.lower_ in ("ambassador", "embassy") for child in noun.lefts
        ):
            codes = governments(noun, parsed, context) or [
                code for child in noun.lefts for code in governments(child, parsed, context)
            ]
            if codes:
                return Seat(codes, list(context.seat.hosts) if context.seat else [], parsed.sentence.paragraph)
    return None


def _a_neighbours(token: Token, context: Context) -> bool:
    """ "Her own high commission", "their embassy" on a government's page: whose it is cannot be told."""
    whose = [child.lower_ for child in token.children if child.dep_ == "poss"]
    return any(word in ("his", "her") or (context.official and word in ("their", "its")) for word in whose)


def remember(parsed: Parsed, context: Context) -> None:
    """Keep the mission that the sentence names last, for an "it" in the next one; forget it behind another thing."""
    for token in reversed(parsed.doc):
        if token.pos_ not in ("NOUN", "PROPN"):
            continue
        if is_mission(token, parsed):
            head = clause_head(token)
            senders = [] if _a_neighbours(token, context) else owners(token, head, parsed, context)
            places = places_of("closed", head, token, parsed, context, senders=senders)
            hosts = hosts_of("closed", places, head, parsed, context)
            one = token.tag_ in ("NN", "NNP") and len(senders) == 1 and len(hosts) < 2
            context.seat = Seat(senders, hosts, parsed.sentence.paragraph) if one else None
            return
        if lemma(token) in _RIVALS:
            context.seat = None
            return
