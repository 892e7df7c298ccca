"""The frames of contact: verbs and nouns by which people speak with each other, meet, visit, or appear together."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.contact.ahead import planned, refused
from tocsin.reading.contact.found import Found, behind, merged, takers
from tocsin.reading.contact.lexicon import kinds, words
from tocsin.reading.contact.names import Party
from tocsin.reading.contact.parties import Cast, parties, state
from tocsin.reading.contact.visits import due, visit, visit_noun
from tocsin.reading.parse import Parsed, clause_head, lemma, objects, passive, prepositional, subjects
from tocsin.records import Mode

_PHONE = re.compile(
    r"\b(?:phone|telephone|telephoned|by phone|call|calls|video|virtual(?:ly)?|hotline|videoconference|"
    r"teleconference)\b",
    re.IGNORECASE,
)
_ON_PHONE = re.compile(
    r"\b(?:(?:by|over the|on the|via|per) (?:tele)?phone|in a (?:[\w-]+ )?(?:(?:tele)?phone )?(?:call|"
    r"conversation)|by video)\b",
    re.IGNORECASE,
)
_FACE = re.compile(r"\b(?:in person|met|meeting|meetings|summit|face to face|face-to-face|table)\b", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:G-?\d{1,2}|EU|NATO|UN|ASEAN|BRICS|ECOWAS|OPEC\+?|African Union|Arab League|European Union|"
    r"Gulf Cooperation Council|Quad|OSCE|OAS|CARICOM)\b"
)
_PLACES = ("name", "capital", "city", "region")


def contacts_in(parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """Every contact that the sentence tells."""
    for token in parsed.doc:
        word = lemma(token)
        if word == "due" and token.head.pos_ == "AUX":
            yield from due(token, parsed, cast)
        elif token.pos_ in ("VERB", "AUX") and word in kinds("verbs"):
            yield from _verb(token, kinds("verbs")[word], parsed, cast)
        elif token.pos_ in ("NOUN", "PROPN") and word in kinds("nouns"):
            yield from _noun(token, kinds("nouns")[word], parsed, cast)


def _verb(verb: Token, kind: str, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    if refused(verb):
        return
    if kind in ("visit", "travel", "be"):
        yield from visit(verb, kind, parsed, cast)
        return
    if kind == "tell" and not _ON_PHONE.search(parsed.text):
        return
    who = takers(verb, parsed, cast)
    with_whom = _others(verb, kind, parsed, cast)
    if kind == "host" and not (with_whom and who and all(party.named for party in who)):
        return
    both = merged(who, with_whom)
    if kind == "meet" and len(both) < 2:
        both = _body(verb)
        if both:
            yield Found(verb, "meeting", tuple(both), planned(verb))
        return
    if len(both) < 2 or not any(party.named for party in both):
        return
    if (
        kind in ("speak", "discuss", "phone", "host", "tell")
        and not with_whom
        and not ((kind == "speak" or lemma(verb) == "agree") and len(who) > 1 and not _clause(verb))
    ):
        return
    mode: Mode = "meeting" if kind in ("meet", "host") else "call"
    if kind in ("speak", "discuss") and _FACE.search(parsed.text) and not _PHONE.search(parsed.text):
        mode = "meeting"
    if kind == "meet" and _PHONE.search(parsed.text[verb.idx : verb.idx + 40]) and "virtual" in parsed.text.casefold():
        mode = "call"
    yield Found(verb, mode, tuple(both), planned(verb))


def _body(verb: Token) -> list[Party]:
    """ "Leaders of the G8 nations meeting in Japan", "EU foreign ministers met": the body whose members meet."""
    for noun in subjects(verb):
        body = _BODY.search(" ".join(part.text for part in noun.subtree))
        if body and lemma(noun) in words("leaders") and noun.tag_ in ("NNS", "NNPS"):
            return [Party(body.group())]
    return []


def _clause(verb: Token) -> bool:
    return any(
        child.dep_ in ("ccomp", "prep") and child.lower_ in ("of", "out", "about", "to") for child in verb.children
    )


def _others(verb: Token, kind: str, parsed: Parsed, cast: Cast) -> list[Party]:
    """With whom: the object of "met" and "telephoned", what stands behind "with" or "to"."""
    found: list[Party] = []
    if kind in ("meet", "phone", "host", "tell"):
        nouns = subjects(verb) if passive(verb) else [noun for noun in objects(verb) if noun.i > verb.i]
        if (
            kind == "phone"
            and lemma(verb) == "call"
            and any(
                child.dep_ in ("oprd", "xcomp", "ccomp", "prt", "acomp", "advcl") and child.i > verb.i
                for child in verb.children
            )
        ):
            return []
        for noun in nouns:
            found += parties(noun, parsed, cast, described=kind != "host")
    words_of = ("with", "to") if kind == "speak" else ("with",)
    for noun in behind(verb, words_of, parsed):
        found += [party for party in parties(noun, parsed, cast, described=kind in ("meet",)) if party not in found]
    return found


def _noun(noun: Token, kind: str, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    if lemma(noun) in ("phone", "telephone", "line") and not re.search(
        r"\bon the (?:tele)?(?:phone|line)$", noun.doc.text[: noun.idx + len(noun)]
    ):
        return
    if (
        refused(noun)
        or (kind == "press" and not _is_press(noun))
        or (kind == "call" and lemma(noun) not in ("phone", "telephone", "line") and _not_phone(noun))
    ):
        return
    owners = [party for child in noun.children if child.dep_ == "poss" for party in parties(child, parsed, cast)]
    between = [
        party
        for each in behind(noun, ("between", "among"), parsed)
        for party in parties(each, parsed, cast, described=True)
    ]
    with_whom = [
        party for each in behind(noun, ("with",), parsed) for party in parties(each, parsed, cast, described=True)
    ]
    if not with_whom and not between and kind in ("call", "meeting"):
        nouns = (
            [*prepositional(noun, "to", "from"), *prepositional(clause_head(noun), "to")]
            if kind == "call"
            else prepositional(noun, "of")
        )
        with_whom = [
            party
            for each in nouns
            for party in parties(each, parsed, cast)
            if party.person or (kind == "meeting" and party.named)
        ]
    if kind == "press" and not with_whom:
        with_whom = [
            party
            for token in parsed.doc
            if token.lower_ in ("alongside", "beside")
            for each in token.children
            if each.dep_ == "pobj"
            for party in parties(each, parsed, cast)
        ]
    if kind == "visit":
        yield from visit_noun(noun, owners, parsed, cast)
        return
    head = clause_head(noun)
    named = [
        party
        for child in noun.children
        if child.dep_ in ("compound", "amod", "nmod")
        for party in _pair_name(child, parsed)
    ]
    who = between or owners
    if not between and not owners and head.i != noun.i:
        who = [party for party in takers(head, parsed, cast, doers=False) if party.named]
    both = merged(who, with_whom) if not between else merged(between, [])
    both = both if len(both) > 1 else merged(named, both)
    if len(both) < 2 or not all(party.named for party in (both[:2] if kind != "meeting" else both[:1])):
        return
    if _again(noun) and not with_whom:
        return
    if kind == "meeting" and not between and _list_of(noun, both):
        return
    if not (between or with_whom or len(owners) > 1 or named) and not _carried(noun):
        return
    yield Found(noun, _mode(noun, kind, parsed), tuple(both), planned(noun) or planned(head))


def _list_of(noun: Token, both: list[Party]) -> bool:
    """ "A meeting of the Security Council": a body that sits, not two who meet."""
    return bool(prepositional(noun, "of")) and not prepositional(noun, "with") and len(both) < 2


def _carried(noun: Token) -> bool:
    """Whether the noun is the object of a light verb: "held talks", "arrived for talks"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return (
        verb.pos_ in ("VERB", "AUX")
        and lemma(verb) in words("light")
        and noun.dep_ in ("dobj", "pobj", "attr", "nsubjpass")
    )


def _again(noun: Token) -> bool:
    """ "The discussion between the two leaders": a contact told before."""
    return any(child.dep_ == "det" and child.lower_ in ("the", "that", "this") for child in noun.children) and bool(
        re.search(r" between (?:the two|the pair|them|both)\b", noun.doc.text[noun.idx : noun.idx + 50])
    )


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


def _mode(noun: Token, kind: str, parsed: Parsed) -> Mode:
    if kind == "press":
        return "joint_press"
    if kind == "call":
        return "call"
    if kind == "meeting":
        return (
            "call"
            if re.search(
                r"\b(?:virtual|video|online|phone)\b", parsed.text[max(0, noun.idx - 24) : noun.idx], re.IGNORECASE
            )
            else "meeting"
        )
    around = parsed.text[max(0, noun.idx - 30) : noun.idx + 60]
    if _PHONE.search(around):
        return "call"
    return "call" if lemma(noun) in ("conversation", "chat") and not _FACE.search(parsed.text) else "meeting"


def _is_press(noun: Token) -> bool:
    before = noun.doc.text[max(0, noun.idx - 24) : noun.idx].casefold()
    return bool(re.search(r"\b(?:press|news|joint|media)\b[\w ]*$", before)) and not (
        lemma(noun) == "briefing" and "joint" not in before
    )


def _not_phone(noun: Token) -> bool:
    """ "Calls for restraint", "a call to arms": no telephone."""
    after = noun.doc.text[noun.idx + len(noun) : noun.idx + len(noun) + 10]
    phone = re.search(
        r"\b(?:phone|telephone|video|conference|secure|hourlong|minute)[\w -]*$",
        noun.doc.text[max(0, noun.idx - 24) : noun.idx],
        re.IGNORECASE,
    )
    return not phone and bool(re.match(r" (?:for|to|on)\b", after))
