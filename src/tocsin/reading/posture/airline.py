"""Airlines in a sentence: which one a noun is, and which ones a list names."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, conjuncts, lemma, subjects
from tocsin.reading.states import Mention, airline_homes
from tocsin.reading.who import Context


def lines_of(token: Token, parsed: Parsed) -> list[str]:
    """The airlines that are the subject of a verb, or of the verb that an adjective hangs on."""
    verb = token if token.pos_ in ("VERB", "AUX") and subjects(token) else token.head
    return [name for noun in subjects(verb) if (name := line_of(noun, parsed))]


def only_home(senders: list[str | None], places: list[Mention], context: Context) -> bool:
    """ "Pegasus has cancelled its flight from Istanbul", in a text on Lebanon: the airline's home is no host."""
    homes = {airline_homes().get(sender or "") for sender in senders}
    return bool(places) and all(place.code in homes and place.code != context.host for place in places)


def sets_out(place: Mention, senders: list[str | None], parsed: Parsed) -> bool:
    """ "Its flight from Kigali": the home from which an airline flies is not where it flies to."""
    homes = {airline_homes().get(sender or "") for sender in senders}
    return place.code in homes and bool(re.search(r"\b(?:from|between) (?:the )?$", parsed.text[: place.start]))


def from_home(senders: list[str | None], context: Context) -> bool:
    """ "Georgian Airways will keep flying to Yerevan", in a text on Georgia: it is from there that it flies."""
    return context.host is not None and {airline_homes().get(sender or "") for sender in senders} == {context.host}


UNNAMED = frozenset({"airline", "carrier", "company", "operator", "airliner"})


def name_of(noun: Token) -> str:
    """A carrier that no list knows, as the text names it."""
    first = noun.i
    while first and (_names(before := noun.doc[first - 1]) or (_joins(before) and first > 1)):
        if _joins(before) and not _names(noun.doc[first - 2]):
            break
        first -= 1
    return str(noun.doc[first : noun.i + 1].text)


def in_a_name(noun: Token) -> bool:
    """Whether a state's name ends the name of something else: "Aerolineas de Bolivia"."""
    return noun.i > 1 and _joins(noun.nbor(-1)) and _names(noun.nbor(-2))


def _names(token: Token) -> bool:
    return token.pos_ == "PROPN" and str(token.text)[:1].isupper()


def _joins(token: Token) -> bool:
    return str(token.lower_) in ("de", "del", "da", "do", "di", "du", "d'")


def line_of(noun: Token, parsed: Parsed) -> str | None:
    """The airline that a noun is: one of the list, or a name that stands beside "airline" or "carrier"."""
    mention = parsed.mention(noun)
    if mention and mention.kind == "airline":
        return mention.name
    for child in noun.children:
        if child.dep_ == "appos" and lemma(noun) in UNNAMED and child.pos_ == "PROPN":
            beside = parsed.mention(child)
            return beside.name if beside and beside.kind == "airline" else name_of(child)
        if child.dep_ == "appos" and lemma(child) in UNNAMED and noun.pos_ == "PROPN" and mention is None:
            return name_of(noun)
    return None


def named_beside(own: list[str | None], parsed: Parsed, lines: list[Mention]) -> list[str]:
    """ "Air India, Wizz Air and Ryanair extend": airlines in one list with a subject, whatever the parse made of it."""
    found: list[str] = []
    last = next((mention for mention in lines if mention.name in own), None)
    for mention in lines:
        if last is None or mention.start < last.end:
            continue
        if not re.fullmatch(r"\s*(?:,|and|, and)\s+", parsed.text[last.end : mention.start]):
            break
        found.append(mention.name)
        last = mention
    return found


def meant(actors: list[Token], lines: list[Mention]) -> list[str | None]:
    """ "Turkish Airlines said it had suspended": the pronoun is the last airline named before it."""
    if len(lines) < 2 or not actors or any(noun.lower_ not in ("it", "they") for noun in actors):
        return []
    before = [mention for mention in lines if mention.end <= actors[0].idx]
    return [before[-1].name] if before and actors[0].lower_ == "it" else []


def unknown_beside(actors: list[Token], parsed: Parsed) -> list[str | None]:
    """Names beside an airline's that no list knows: "American Airlines and Spirit have suspended"."""
    return [
        name_of(part)
        for noun in actors
        for part in conjuncts(noun)
        if part.pos_ == "PROPN" and parsed.mention(part) is None
    ]


def near(mention: Mention, token: Token, parsed: Parsed) -> bool:
    """Whether an airline stands in the same clause as a word."""
    between = parsed.text[min(mention.end, token.idx) : max(mention.start, token.idx)]
    return not re.search(r"\bwhile\b|;", between)
