"""Nouns of contact: a call, talks, a meeting, a visit, an appearance before the press."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.contact.ahead import planned, refused, wished
from tocsin.reading.contact.bodies import body_of, council
from tocsin.reading.contact.cast import Cast, state
from tocsin.reading.contact.found import Found, behind, merged, takers
from tocsin.reading.contact.lexicon import kinds, words
from tocsin.reading.contact.mode import calls, mode_of_noun
from tocsin.reading.contact.names import Party
from tocsin.reading.contact.parties import parties
from tocsin.reading.contact.phrases import phrase_of
from tocsin.reading.contact.visits import visit_noun
from tocsin.reading.parse import Parsed, clause_head, lemma, prepositional, root_of, subjects
from tocsin.records import Mode


def told_by_noun(noun: Token, kind: str, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """The contacts that a noun of that kind tells: between whom, with whom, whose, or who held it."""
    if kind == "press" and _by_video(noun):
        kind = "call"
    if _none(noun, kind):
        return
    owners = [
        party
        for child in noun.children
        if child.dep_ == "poss" and not (kind == "visit" and child.lower_ == "their")
        for party in parties(child, parsed, cast)
    ]
    between = [
        party
        for each in behind(noun, ("between", "among"), parsed)
        for party in parties(each, parsed, cast, described=True)
    ]
    with_whom = [
        party for each in behind(noun, ("with",), parsed) for party in parties(each, parsed, cast, described=True)
    ]
    if not with_whom and not between:
        with_whom = _loosely(noun, kind, parsed, cast)
    if kind == "visit":
        yield from visit_noun(noun, owners, parsed, cast)
        if owners and with_whom and lemma(noun) == "visit":
            yield Found(noun, "meeting", tuple(merged(owners, with_whom)), planned(noun))
        return
    head = clause_head(noun)
    if not with_whom and not between and kind in ("call", "meeting", "talk") and _said_in(noun, head):
        yield from _told_in(noun, mode_of_noun(noun, kind, parsed), parsed, cast)
        return
    who = between or owners
    if not between and not owners and head.i != noun.i:
        who = [party for party in takers(head, parsed, cast, doers=False) if party.named]
    if not who and with_whom and noun.dep_ == "pobj" and noun.head.lower_ in ("after", "following", "during"):
        who = _told_of(parsed, cast)
    both = _sitting(noun, kind, (owners, between, who, with_whom), parsed, cast)
    mode = mode_of_noun(noun, kind, parsed)
    several = mode == "call" and noun.tag_ == "NNS" and not between
    for each in (calls(who, with_whom, both) if several else [both]) if both else []:
        yield Found(noun, mode, tuple(each), planned(noun) or planned(head) or lemma(head) in words("fixing"))


def _told_of(parsed: Parsed, cast: Cast) -> list[Party]:
    """Who is the subject of the whole: "A said that it would move, following talks with B"."""
    root = root_of(parsed.doc)
    return [party for doer in subjects(root) for party in parties(doer, parsed, cast) if party.person] if root else []


def _sitting(noun: Token, kind: str, found: tuple[list[Party], ...], parsed: Parsed, cast: Cast) -> list[Party]:
    """Who takes part by what was found: its owners, whom it was between, who acts, and with whom. Empty: nobody."""
    owners, between, who, with_whom = found
    head = clause_head(noun)
    named = [
        party
        for child in noun.children
        if child.dep_ in ("compound", "amod", "nmod")
        for party in _pair_name(child, parsed)
    ]
    if len(between) == 1 and head.i != noun.i:  # "began talks between the rebels and other parties": the mediator too
        between = [party for party in takers(head, parsed, cast) if party.person] + between
    both = merged(who, with_whom) if not between else merged(between, [])
    if len(both) < 2 and (len(named) > 1 or with_whom):
        both = merged(named, both)
    if len(both) < 2 and kind in ("call", "meeting", "talk") and _carried(noun):
        return body_of(head, cast.body) or council(head)
    told = between or len(owners) > 1 or named or _carried(noun)
    if not with_whom and (_again(noun) or _counted_up(noun) or not told):
        return []
    sure = both[:1] if kind == "meeting" or _with_rulers(noun, parsed) else both[:2]
    return both if len(both) > 1 and all(party.named for party in sure) else []


def _said_in(noun: Token, head: Token) -> bool:
    """Whether something was said or offered during it: "in a call", "at a meeting"; "the call" is told elsewhere."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("in", "at", "during", "over")
        and head.pos_ == "VERB"
        and any(child.lower_ in ("a", "an", "their", "his", "her") for child in noun.children)
    )


def _told_in(noun: Token, mode: Mode, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """ "In a call A offered B help", "at a meeting A asked B to stay": the subject, and whom it was said to."""
    verb = clause_head(noun)
    told = [child for child in verb.children if child.dep_ in ("dobj", "dative") and child.i > verb.i]
    told += [
        sub
        for child in verb.children
        if child.dep_ == "ccomp"
        for sub in child.children
        if sub.dep_ == "nsubj" and child.tag_ == "VB"
    ]
    hearers = [party for each in told for party in parties(each, parsed, cast) if party.person]
    speakers = [party for party in takers(verb, parsed, cast) if party.named]
    both = merged(speakers, hearers)
    together = len(speakers) > 1 and kinds("verbs").get(lemma(verb)) in ("speak", "discuss")
    if (speakers and hearers and len(both) > 1) or together:
        yield Found(noun, mode, tuple(both), planned(verb))
    elif mode != "call" and (group := body_of(verb, cast.body)):
        yield Found(noun, mode, tuple(group), planned(verb))


def _none(noun: Token, kind: str) -> bool:
    """Whether the noun is no contact: refused, only wanted, no telephone, no press."""
    if lemma(noun) in ("phone", "telephone", "line"):
        text = noun.doc.text[: noun.idx + len(noun)]
        return not re.search(r"\bon the (?:tele)?(?:phone|line)$", text) or refused(noun)
    return (
        refused(noun)
        or (kind in ("talk", "meeting") and wished(noun))
        or (kind == "press" and not _is_press(noun))
        or (kind == "call" and _not_phone(noun))
    )


def _loosely(noun: Token, kind: str, parsed: Parsed, cast: Cast) -> list[Party]:
    """With whom, where no "with" tells: a call to or from somebody, a meeting of some, before the press alongside."""
    nouns: list[Token] = []
    if kind == "call":
        nouns = [*prepositional(noun, "to", "from"), *prepositional(clause_head(noun), "to")]
    elif kind == "meeting":
        nouns = prepositional(noun, "of")
        group = [each for each in nouns if lemma(each) in words("rulers") and each.tag_ in ("NNS", "NNPS")]
        if group:
            return [party for each in group for party in parties(each, parsed, cast, described=True)]
        if lemma(clause_head(noun)) in words("chairing"):
            return [Party(phrase_of(each)) for each in nouns if _sits(each)]
    elif kind == "press":
        beside = [token for token in parsed.tokens if token.lower_ in ("alongside", "beside")]
        nouns = [each for token in beside for each in token.children if each.dep_ == "pobj"]
    return [
        party
        for each in nouns
        for party in parties(each, parsed, cast)
        if party.person or kind == "press" or (kind == "meeting" and party.named) or (party.named and party.country)
    ]


def _sits(noun: Token) -> bool:
    """Whether a noun is a group that can sit in a meeting: ministers, parties, a cabinet."""
    several = noun.tag_ in ("NNS", "NNPS") and lemma(noun) not in kinds("nouns")
    return several or lemma(noun) in words("councils")


def _carried(noun: Token) -> bool:
    """Whether the noun is the object of a light verb: "held talks", "arrived for talks"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma(noun.head.head) in words("spans"):
        noun = noun.head.head
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return (
        verb.pos_ in ("VERB", "AUX")
        and lemma(verb) in words("light")
        and noun.dep_ in ("dobj", "pobj", "attr", "nsubjpass")
    )


def _with_rulers(noun: Token, parsed: Parsed) -> bool:
    """ "Held talks with the heads of the main parties", "a meeting of ministers": enough to make a contact."""
    others = [each for prep in ("with", "of") for each in behind(noun, (prep,), parsed)]
    return _carried(noun) and any(lemma(each) in words("rulers") for each in others)


def _again(noun: Token) -> bool:
    """ "The discussion between the two leaders": a contact told before."""
    return any(child.dep_ == "det" and child.lower_ in ("the", "that", "this") for child in noun.children) and bool(
        re.search(r" between (?:the two|the pair|them|both)\b", noun.doc.text[noun.idx : noun.idx + 50])
    )


def _counted_up(noun: Token) -> bool:
    """ "It was their second conversation": a contact told before."""
    return noun.dep_ == "attr" and any(child.dep_ == "poss" and child.lower_ == "their" for child in noun.children)


def _pair_name(child: Token, parsed: Parsed) -> list[Party]:
    """ "The Franco-German talks", "US-Russia talks": states in front of the noun."""
    mention = parsed.mention(child)
    found = [state(mention)] if mention is not None and mention.kind in ("name", "adjective", "government") else []
    return found + [
        party
        for grand in child.children
        if grand.dep_ in ("compound", "amod", "nmod", "conj")
        for party in _pair_name(grand, parsed)
    ]


def _is_press(noun: Token) -> bool:
    before = noun.doc.text[max(0, noun.idx - 24) : noun.idx].casefold()
    return bool(re.search(r"\b(?:press|news|joint|media)\b[\w ]*$", before)) and not (
        lemma(noun) == "briefing" and "joint" not in before
    )


def _by_video(noun: Token) -> bool:
    before = noun.doc.text[max(0, noun.idx - 12) : noun.idx].casefold()
    return bool(re.search(r"\b(?:video|tele|virtual|phone)[ -]?$", before))


def _not_phone(noun: Token) -> bool:
    """ "Calls for restraint", "a call to arms": no telephone."""
    phone = re.search(
        r"\b(?:phone|telephone|video|conference|secure|hourlong|minute)[\w -]*$",
        noun.doc.text[max(0, noun.idx - 24) : noun.idx],
        re.IGNORECASE,
    )
    return not phone and bool(
        re.match(
            r" (?:for|to|on(?! (?:Mon|Tues|Wed|Thurs|Fri|Satur|Sun)))\b",
            noun.doc.text[noun.idx + len(noun) : noun.idx + len(noun) + 14],
        )
    )
