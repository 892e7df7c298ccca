"""The frames of contact: verbs by which people speak with each other, meet, visit, or appear together."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.contact.ahead import planned, refused
from tocsin.reading.contact.bodies import body_of, council, moved
from tocsin.reading.contact.cast import Cast
from tocsin.reading.contact.found import Found, each_behind, merged, mistagged, takers
from tocsin.reading.contact.lexicon import kinds, words
from tocsin.reading.contact.mode import AT_TABLE, ON_PHONE, calls, mode_of_verb
from tocsin.reading.contact.names import Party
from tocsin.reading.contact.nouns import told_by_noun
from tocsin.reading.contact.parties import parties
from tocsin.reading.contact.visits import due, visit
from tocsin.reading.parse import Parsed, clause_head, lemma, objects, passive, subjects

_TO_TALKS = re.compile(r"\b(?:for|in|at) (?:[\w'-]+ ){0,4}?(?:talks|a meeting|a summit|discussions|negotiations)\b")
_IDIOM = re.compile(r" (?:to (?:order|account|heel|mind|task)\b|into question\b|[\"“‘])")
_DESCRIBED = ("meet", "speak", "discuss", "join")
"""Verbs behind whose "with" those count who are only described: "the commanders of both forces"."""


_ON_THE_LINE = re.compile(r"\bon the (?:tele)?(?:phone|line)\b")
_SEEN_AS = ("ccomp", "xcomp", "oprd", "neg", "acl", "advcl")
_COUNTERPARTS = frozenset({"counterpart", "envoy", "ambassador", "minister", "president", "premier"})


def contacts_in(parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """Every contact that the sentence tells."""
    for token in parsed.tokens:
        word = lemma(token)
        if word == "due" and token.head.pos_ == "AUX":
            yield from due(token, parsed, cast)
        elif token.lower_ in ("alongside", "beside") and token.pos_ == "ADP":
            yield from _alongside(token, parsed, cast)
        elif word == "have" and token.pos_ == "VERB" and _ON_THE_LINE.search(parsed.text, token.idx):
            yield from _on_the_line(token, parsed, cast)
        elif word in kinds("verbs") and (token.pos_ in ("VERB", "AUX") or mistagged(token)):
            yield from _verb(token, kinds("verbs")[word], parsed, cast)
        elif token.lower_ == "meeting" and token.dep_ == "acl" and token.nbor(-1).text == ",":
            yield from _verb(token, "meet", parsed, cast)
        elif token.pos_ in ("NOUN", "PROPN") and word in kinds("nouns"):
            yield from told_by_noun(token, kinds("nouns")[word], parsed, cast)


def _verb(verb: Token, kind: str, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    if refused(verb) or _idle(verb, kind, parsed):
        return
    if kind in ("visit", "travel", "be"):
        yield from visit(verb, kind, parsed, cast)
        return
    if kind == "summon":
        yield from _summoned(verb, parsed, cast)
        return
    who = takers(verb, parsed, cast)
    with_whom = _others(verb, "meet" if kind == "see" else kind, parsed, cast)
    if kind == "host" and (not (with_whom and who and all(party.named for party in who)) or _back(verb)):
        return
    both = merged(who, with_whom)
    if kind == "gather" or (len(both) < 2 and (kind == "meet" or _talked_over(verb, kind, parsed))):
        both = [] if kind == "gather" and moved(verb) else body_of(verb, cast.body) or council(verb)
        if both:
            yield Found(verb, "meeting", tuple(both), planned(verb))
        return
    enough = all if kind == "tell" else any
    if len(both) < 2 or not enough(party.named for party in both):
        return
    alone = not with_whom and kind in ("speak", "discuss", "phone", "host", "tell")
    if alone and not (len(who) > 1 and _together(verb, kind, parsed)):
        return
    mode = mode_of_verb(verb, kind, parsed)
    for each in calls(who, with_whom, both) if mode == "call" and kind in ("speak", "phone") else [both]:
        yield Found(verb, mode, tuple(each), planned(verb))


def _idle(verb: Token, kind: str, parsed: Parsed) -> bool:
    """Whether a verb that can tell of a contact tells of another thing here."""
    if kind == "tell" and not ON_PHONE.search(parsed.text):
        return True
    if kind == "speak" and verb.dep_ in ("xcomp", "advcl") and kinds("verbs").get(lemma(verb.head)) == "meet":
        return True
    if kind == "join" and not _TO_TALKS.search(parsed.text, verb.idx):
        return True
    if kind == "see" and not (_goes_to_see(verb) or _sees_somebody(verb, parsed)):
        return True
    if lemma(verb) in words("raising") and not _raised(verb):
        return True
    return parsed.text.endswith("?")


def _talked_over(verb: Token, kind: str, parsed: Parsed) -> bool:
    """ "Its ministers discussed the war at a meeting": those who sat there are only told as a group."""
    return kind == "discuss" and bool(AT_TABLE.search(parsed.text[verb.idx :]))


def _goes_to_see(verb: Token) -> bool:
    """ "Flew to Oslo to see B", "is due to see B": seeing that was the purpose of going, or is fixed."""
    head = verb.head
    if any(child.dep_ == "dobj" and child.lower_ == "other" for child in verb.children):
        return True  # "will see each other in Oslo"
    infinitive = verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children)
    gone = kinds("verbs").get(lemma(head)) in ("travel", "visit") or lemma(head) in words("fixed")
    return infinitive and gone and any(child.dep_ == "dobj" for child in verb.children)


def _sees_somebody(verb: Token, parsed: Parsed) -> bool:
    """ "Saw B in Oslo", "will see her counterparts": a meeting, where the one seen does nothing."""
    seen = [noun for noun in objects(verb) if noun.i > verb.i]
    if passive(verb) or not seen or any(child.dep_ in _SEEN_AS or child.lower_ == "as" for child in verb.children):
        return False
    people = all(noun.pos_ == "PROPN" or lemma(noun) in _COUNTERPARTS for noun in seen)
    ahead = any(child.dep_ == "aux" and child.lower_ in ("will", "would", "'ll") for child in verb.children)
    around = [child for each in (verb, *seen) for child in each.children if child.i > verb.i]
    placed = any(child.dep_ == "prep" and child.lower_ in ("in", "at", "on") for child in around)
    dated = any(child.dep_ == "npadvmod" for child in verb.children)
    return people and not any(parsed.mention(noun) for noun in seen) and (ahead or placed or dated)


def _raised(verb: Token) -> bool:
    """ "Raised the matter with B": what is raised, shared or reviewed is a matter of talk."""
    return any(child.dep_ == "dobj" and lemma(child) in words("matters") for child in verb.children)


def _together(verb: Token, kind: str, parsed: Parsed) -> bool:
    """Whether two subjects did it with each other: "A and B spoke", "A and B discussed the war by telephone"."""
    if not (ON_PHONE.search(parsed.text) or not _clause(verb)):
        return False
    after = parsed.text[verb.idx :]
    return (
        kind == "speak"
        or lemma(verb) == "agree"
        or (kind == "discuss" and bool(ON_PHONE.search(after) or AT_TABLE.search(after)))
    )


def _summoned(verb: Token, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """ "Tehran summoned the ambassador": who called whom in."""
    called = _acted_on(verb)
    if verb.pos_ == "NOUN":
        called = [child for child in verb.children if child.dep_ in ("appos", "dep") and child.i > verb.i]
    envoys = [
        party
        for noun in called
        if lemma(noun) in words("envoys") or any(part.lower_ in words("envoys") for part in noun.subtree)
        for party in parties(noun, parsed, cast, described=True)
    ]
    hosts = takers(verb, parsed, cast)
    if envoys and hosts:
        yield Found(verb, "meeting", tuple(merged(hosts, envoys)), planned(verb))


def _on_the_line(verb: Token, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """ "Had B on the line": a call."""
    who = [party for party in takers(verb, parsed, cast) if party.named]
    other = [party for noun in objects(verb) if noun.i > verb.i for party in parties(noun, parsed, cast)]
    if who and other:
        yield Found(verb, "call", tuple(merged(who, other)), planned(verb))


def _alongside(prep: Token, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """ "Told reporters alongside B", "speaking beside B": two before the press together."""
    verb = clause_head(prep)
    if lemma(verb) not in words("addressing"):
        return
    beside = [party for noun in prep.children if noun.dep_ == "pobj" for party in parties(noun, parsed, cast)]
    both = merged([party for party in takers(verb, parsed, cast) if party.named], beside)
    if beside and len(both) > 1:
        yield Found(prep, "joint_press", tuple(both), planned(verb))


def _clause(verb: Token) -> bool:
    return any(
        child.dep_ in ("ccomp", "prep") and child.lower_ in ("of", "out", "about", "to") for child in verb.children
    )


def _others(verb: Token, kind: str, parsed: Parsed, cast: Cast) -> list[Party]:
    """With whom: the object of "met" and "telephoned", what stands behind "with" or "to"."""
    found: list[Party] = []
    if kind in ("meet", "phone", "host", "tell", "join"):
        nouns = _acted_on(verb)
        if kind == "host":
            nouns = [noun for noun in nouns if passive(verb) or not _of_clause(noun)]
        if kind == "phone" and lemma(verb) == "call" and _named_so(verb):
            return []
        if kind == "phone" and not nouns:
            nouns = [child for child in verb.children if child.dep_ == "oprd"]
        for noun in nouns:
            found += parties(noun, parsed, cast, described=kind != "host")
    words_of = ("with", "to") if kind == "speak" else ("with",)
    for noun in each_behind(verb, words_of, parsed):
        told = kind in _DESCRIBED and (
            kind != "speak" or (lemma(noun) in words("rulers") and noun.head.lower_ == "with")
        )
        found += [party for party in parties(noun, parsed, cast, described=told) if party not in found]
    return found


def _acted_on(verb: Token) -> list[Token]:
    """Whom a verb takes: its object, what it was done to, or what its clause is about: "the envoy whom he summoned"."""
    if passive(verb):
        return subjects(verb)
    if verb.dep_ == "relcl" and any(child.lower_ == "whom" and child.dep_ == "dobj" for child in verb.children):
        return [verb.head]
    return [noun for noun in objects(verb) if noun.i > verb.i]


def _back(verb: Token) -> bool:
    """ "Welcomed back its diplomats": nobody is met."""
    return bool(verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "back")


def _of_clause(noun: Token) -> bool:
    """Whether an object is the subject of a clause: "welcomed that B resigned"."""
    while noun.dep_ == "conj":
        noun = noun.head
    return noun.dep_ in ("nsubj", "nsubjpass")


def _named_so(verb: Token) -> bool:
    """Whether "call" gives a name or calls off: "called him a friend", "called the talks useful"."""
    after = [child for child in verb.children if child.i > verb.i]
    if verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in ("for", "on", "off", "out", "upon"):
        return True
    ends = [child.right_edge.idx + len(child.right_edge) for child in after if child.dep_ in ("dobj", "dative", "oprd")]
    if any(_IDIOM.match(verb.doc.text, end) for end in ends):
        return True
    given = any(child.dep_ == "oprd" for child in after) and any(child.dep_ == "dobj" for child in after)
    return given or any(
        child.dep_ in ("ccomp", "prt", "acomp") or (child.dep_ == "xcomp" and child.pos_ != "VERB") for child in after
    )
