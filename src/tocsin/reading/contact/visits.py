"""Visits: somebody of office goes to, arrives in, is due in another country."""

from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.contact.ahead import planned
from tocsin.reading.contact.cast import Cast, state
from tocsin.reading.contact.found import Found, behind, merged, takers
from tocsin.reading.contact.lexicon import words
from tocsin.reading.contact.names import Party
from tocsin.reading.contact.parties import parties
from tocsin.reading.parse import Parsed, clause_head, lemma, objects, passive, prepositional, subjects

_PLACES = ("name", "capital", "city", "region")
_TOLD = (*_PLACES, "adjective")


def visit(verb: Token, kind: str, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """ "Visits Kyiv", "arrived in Tehran", "is expected in Juba": who goes there."""
    who = _goers(verb, parsed, cast)
    if (
        not who
        or not (all(_official(party, cast) for party in who) or _delegated(verb))
        or (any(not party.person for party in who) and not _delegated(verb))
    ):
        return
    places = _destination(verb, kind, parsed)
    if kind == "visit" and not places:
        seen = [
            party for noun in objects(verb) if noun.i > verb.i for party in parties(noun, parsed, cast) if party.person
        ]
        if seen and seen[0] not in who and (" " in seen[0].name or _official(seen[0], cast)):
            yield Found(verb, "meeting", tuple(merged(who, seen)), planned(verb))
        return
    if (
        not places
        or (kind == "be" and not _abroad(who[0], places, parsed))
        or (lemma(verb) in ("expect", "await") and not passive(verb))
    ):
        return
    hosts = [state(parsed.mention(place)) for place in places if parsed.mention(place).kind == "name"]  # type: ignore[arg-type,union-attr]
    if any(host.country and host.country == who[0].country for host in hosts) or _at_home(who[0], places, parsed):
        return
    yield Found(verb, "visit", tuple(merged(who, hosts)), planned(verb) or lemma(verb) in ("expect", "await"))


def _goers(verb: Token, parsed: Parsed, cast: Cast) -> list[Party]:
    """Who goes: the subject; of "announced plans to visit" whose plans they are."""
    noun = verb.head
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB" and lemma(noun) in words("plans"):
        owners = [child for child in noun.children if child.dep_ == "poss"]
        over = clause_head(noun)
        who = [party for child in owners for party in parties(child, parsed, cast)] or (
            takers(over, parsed, cast) if over.i != noun.i else []
        )
    elif noun.dep_ == "attr" and verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB":  # "became the first to visit"
        who = takers(noun.head, parsed, cast)
    else:
        who = takers(verb, parsed, cast, doers=lemma(verb) not in ("expect", "await"))
    return [party for party in who if party.named]


def _place(token: Token, parsed: Parsed) -> bool:
    mention = parsed.mention(token)
    return mention is not None and mention.kind in ("name", "capital")


def _at_home(party: Party, places: list[Token], parsed: Parsed) -> bool:
    """Whether somebody only goes about in their own country."""
    codes = {mention.code for place in places if (mention := parsed.mention(place)) is not None}
    return party.country is not None and codes == {party.country}


def _abroad(party: Party, places: list[Token], parsed: Parsed) -> bool:
    """Whether an official is said to be in a capital that is not theirs."""
    codes = {
        mention.code
        for place in places
        if (mention := parsed.mention(place)) is not None and mention.kind in ("capital", "city")
    }
    return party.country is not None and bool(codes) and party.country not in codes


def _delegated(verb: Token) -> bool:
    """Whether the subject is an office or a delegation, and no state or people."""
    return any(
        lemma(noun) in words("leaders") - {"state", "country", "nation", "military", "foreign", "government"}
        for noun in subjects(verb)
    )


def due(due: Token, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """ "Is due in Islamabad on Friday"."""
    who = [party for party in takers(due.head, parsed, cast) if party.person or (party.named and _delegated(due.head))]
    places = [
        place
        for place in [*prepositional(due, "in", "to"), *prepositional(due.head, "in", "to")]
        if place.i > due.i
        if (mention := parsed.mention(place)) is not None and mention.kind in _PLACES
    ]
    if who and places and not any(child.dep_ == "xcomp" for child in due.children):
        yield Found(due, "visit", tuple(who), planned=True)


def _official(party: Party, cast: Cast) -> bool:
    person = cast.directory.find(party.name)
    if person is None and party.person:
        person = cast.directory.find(party.name.split(" ", 1)[-1])  # "Pope Francis" stands there as Francis
    return party.country is not None or (person is not None and bool(person.office))


def _destination(verb: Token, kind: str, parsed: Parsed) -> list[Token]:
    nouns = (
        [noun for noun in objects(verb) if noun.i > verb.i]
        if kind == "visit"
        else prepositional(verb, *(("in",) if kind == "be" else ("to", "in", "into")))
    )
    if kind == "be":  # "In Oslo, A was to meet B" tells of another thing
        nouns = [noun for noun in nouns if noun.i > verb.i]
    if kind == "travel" and not nouns:  # "arrived by train in Lima", "flew from Rome to Lima"
        nouns = [
            noun
            for by in prepositional(verb, "by", "on", "from", "with", "at")
            for noun in prepositional(by, "to", "in")
        ]
    nouns = [part for noun in nouns for part in _inside(noun, parsed)]
    if kind == "visit" and not nouns and passive(verb):
        nouns = []
    found = [noun for noun in nouns if (mention := parsed.mention(noun)) is not None and mention.kind in _TOLD]
    return found or [
        child for noun in nouns for child in noun.children if child.dep_ == "poss" and _place(child, parsed)
    ]


def _inside(noun: Token, parsed: Parsed) -> list[Token]:
    """The place in "the capital Lima", "areas of northern Peru", "the Peruvian capital"; else the noun itself."""
    if parsed.mention(noun) is not None or lemma(noun) not in words("areas"):
        return [noun]
    named = [child for child in noun.children if child.dep_ == "appos"] + prepositional(noun, "of", "in")
    named += [child for child in noun.children if child.dep_ in ("amod", "compound", "nmod", "poss")]
    return [part for part in named if parsed.mention(part) is not None] or [noun]


def visit_noun(noun: Token, owners: list[Party], parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """ "X made a visit to Y", "X\'s trip to Y"."""
    places = [
        place
        for end in behind(noun, ("to", "of", "in"), parsed)
        for place in _inside(end, parsed)
        if (mention := parsed.mention(place)) is not None and mention.kind in _TOLD
    ]
    who = [party for party in owners if party.named]
    head = clause_head(noun)
    if (
        not who
        and (lemma(head) in words("light") or lemma(head) in ("commence", "undertake", "announce"))
        and head.i != noun.i
    ):
        who = [party for party in takers(head, parsed, cast) if party.named]
    if not who and noun.dep_ == "pobj" and noun.head.lower_ in ("on", "during", "after") and head.i != noun.i:
        who = [party for party in takers(head, parsed, cast) if party.person and _official(party, cast)]
    by = [party for each in prepositional(noun, "by", "from") for party in parties(each, parsed, cast)]
    by += [party for each in prepositional(noun, "of") for party in parties(each, parsed, cast) if party.person]
    goers = [part for child in noun.children if child.lower_ in ("by", "from") for part in child.subtree]
    places = [place for place in places if place not in goers]
    who += [party for party in by if party not in who]
    named = [child for child in noun.children if child.dep_ == "compound" and _place(child, parsed)]
    places = places or named
    told = owners or any(party.person and _official(party, cast) for party in by)
    if not who or not (places or told) or _at_home(who[0], places, parsed):
        return
    hosts = [state(parsed.mention(place)) for place in places if parsed.mention(place).kind == "name"]  # type: ignore[arg-type,union-attr]
    yield Found(noun, "visit", tuple(merged(who, hosts)), planned(noun) or planned(head))
