"""The frames of contact: verbs and nouns by which people speak with each other, meet, visit, or appear together."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.contact.ahead import planned, refused, wished
from tocsin.reading.contact.bodies import body_of, council, moved
from tocsin.reading.contact.cast import Cast, state
from tocsin.reading.contact.found import Found, behind, merged, mistagged, takers
from tocsin.reading.contact.lexicon import kinds, words
from tocsin.reading.contact.names import Party
from tocsin.reading.contact.parties import parties, phrase_of
from tocsin.reading.contact.visits import due, visit, visit_noun
from tocsin.reading.parse import Parsed, clause_head, lemma, objects, passive, prepositional, subjects
from tocsin.records import Mode

_PHONE = re.compile(
    r"\b(?:phone|telephone|telephoned|by phone|call|calls|video|virtual(?:ly)?|hotline|videoconference|"
    r"teleconference)\b",
    re.IGNORECASE,
)
_ON_PHONE = re.compile(
    r"\b(?:(?:by|over the|on the|via|per) (?:tele)?phone|(?:in|during|over|on|via) (?:a|an|the|their) (?:[\w-]+ ){0,3}"
    r"(?:call|conversation)|by video|via video)\b",
    re.IGNORECASE,
)
_AT_TABLE = re.compile(
    r"\b(?:at|in|during|on the sidelines of) (?:a|an|the|their) (?:[\w-]+ ){0,3}(?:meeting|summit|talks)\b"
)
_FACE = re.compile(r"\b(?:in person|met|meeting|meetings|summit|face to face|face-to-face|table)\b", re.IGNORECASE)
_IDIOM = re.compile(r" (?:to (?:order|account|heel|mind|task)\b|into question\b|[\"“‘])")
_PLACES = ("name", "capital", "city", "region")
_DESCRIBED = ("meet", "speak", "discuss", "join")
"""Verbs behind whose "with" those count who are only described: "the commanders of both forces"."""


def contacts_in(parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """Every contact that the sentence tells."""
    for token in parsed.doc:
        word = lemma(token)
        if word == "due" and token.head.pos_ == "AUX":
            yield from due(token, parsed, cast)
        elif token.lower_ in ("alongside", "beside") and token.pos_ == "ADP":
            yield from _alongside(token, parsed, cast)
        elif word in kinds("verbs") and (token.pos_ in ("VERB", "AUX") or mistagged(token)):
            yield from _verb(token, kinds("verbs")[word], parsed, cast)
        elif token.lower_ == "meeting" and token.dep_ == "acl" and token.nbor(-1).text == ",":
            yield from _verb(token, "meet", parsed, cast)
        elif token.pos_ in ("NOUN", "PROPN") and word in kinds("nouns"):
            yield from _noun(token, kinds("nouns")[word], parsed, cast)


def _verb(verb: Token, kind: str, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    if refused(verb) or (kind == "tell" and not _ON_PHONE.search(parsed.text)) or parsed.text.endswith("?"):
        return
    if kind in ("visit", "travel", "be"):
        yield from visit(verb, kind, parsed, cast)
        return
    if kind == "summon":
        yield from _summoned(verb, parsed, cast)
        return
    if kind == "speak" and verb.dep_ in ("xcomp", "advcl") and kinds("verbs").get(lemma(verb.head)) == "meet":
        return
    if kind == "join" and not re.search(
        r"\b(?:for|in|at) (?:[\w'-]+ ){0,4}?(?:talks|a meeting|a summit|discussions|negotiations)\b",
        parsed.text[verb.idx :],
    ):
        return
    if (kind == "see" and not _goes_to_see(verb)) or (lemma(verb) in words("raising") and not _raised(verb)):
        return
    who = takers(verb, parsed, cast)
    with_whom = _others(verb, "meet" if kind == "see" else kind, parsed, cast)
    if kind == "host" and (not (with_whom and who and all(party.named for party in who)) or _back(verb)):
        return
    both = merged(who, with_whom)
    if (
        kind == "gather"
        or (kind == "meet" and len(both) < 2)
        or (kind == "discuss" and _talked_over(verb, both, parsed))
    ):
        both = [] if kind == "gather" and moved(verb) else body_of(verb, cast.body) or council(verb)
        if both:
            yield Found(verb, "meeting", tuple(both), planned(verb))
        return
    if (
        len(both) < 2
        or not any(party.named for party in both)
        or (kind == "tell" and not all(party.named for party in both))
    ):
        return
    if (
        kind in ("speak", "discuss", "phone", "host", "tell")
        and not with_whom
        and not (
            _together(verb, kind, parsed) and len(who) > 1 and (_ON_PHONE.search(parsed.text) or not _clause(verb))
        )
    ):
        return
    mode = _mode_of(verb, kind, parsed)
    for each in _calls(who, with_whom, both) if mode == "call" and kind in ("speak", "phone") else [both]:
        yield Found(verb, mode, tuple(each), planned(verb))


def _calls(who: list[Party], with_whom: list[Party], both: list[Party]) -> list[list[Party]]:
    """ "Spoke by phone with B and with C": a call each, where one rang several who are named."""
    others = [party for party in with_whom if party not in who]
    apart = len(who) == 1 and len(others) > 1 and all(party.named for party in others)
    return [merged(who, [party]) for party in others] if apart else [both]


def _mode_of(verb: Token, kind: str, parsed: Parsed) -> Mode:
    if kind == "meet" and _PHONE.search(parsed.text[verb.idx : verb.idx + 40]) and "virtual" in parsed.text.casefold():
        return "call"
    if kind in ("speak", "discuss") and _FACE.search(_near(verb, parsed)) and not _PHONE.search(parsed.text):
        return "meeting"
    if (
        kind in ("speak", "discuss")
        and not _PHONE.search(parsed.text)
        and (_in_a_town(verb, parsed) or _AT_TABLE.search(parsed.text[verb.idx :]))
    ):
        return "meeting"
    return "meeting" if kind in ("meet", "see", "host", "join", "gather") else "call"


def _talked_over(verb: Token, both: list[Party], parsed: Parsed) -> bool:
    """ "Its ministers discussed the war at a meeting": those who sat there are only told as a group."""
    return len(both) < 2 and bool(_AT_TABLE.search(parsed.text[verb.idx :]))


def _goes_to_see(verb: Token) -> bool:
    """ "Flew to Oslo to see B", "is due to see B": seeing that was the purpose of going, or is fixed."""
    head = verb.head
    infinitive = verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children)
    gone = kinds("verbs").get(lemma(head)) in ("travel", "visit") or lemma(head) in words("fixed")
    return infinitive and gone and any(child.dep_ == "dobj" for child in verb.children)


def _raised(verb: Token) -> bool:
    """ "Raised the matter with B": what is raised, shared or reviewed is a matter of talk."""
    return any(child.dep_ == "dobj" and lemma(child) in words("matters") for child in verb.children)


def _near(verb: Token, parsed: Parsed) -> str:
    """The clause of a verb, without what came before or after it: "following a meeting of the council"."""
    start = max(0, verb.idx - 40)
    around = re.split(r",|;", parsed.text[start : verb.idx])[-1] + re.split(r",|;", parsed.text[verb.idx :])[0]
    return re.split(r"\b(?:after|following|before|ahead of|since)\b", around)[0]


def _in_a_town(verb: Token, parsed: Parsed) -> bool:
    """ "Discussed the crisis with B in Abuja": where a town is told behind whom they spoke with, they met there."""
    ends = [noun.idx + len(noun) for noun in _each_behind(verb, ("with", "to"), parsed)]
    return any(
        mention.kind in ("capital", "city", "region")
        and re.fullmatch(r",? (?:in|at) ", parsed.text[end : mention.start])
        for mention in parsed.mentions
        for end in ends
        if mention.start > end
    )


def _together(verb: Token, kind: str, parsed: Parsed) -> bool:
    """Whether two subjects did it with each other: "A and B spoke", "A and B discussed the war by telephone"."""
    return (
        kind == "speak"
        or lemma(verb) == "agree"
        or (kind == "discuss" and bool(_ON_PHONE.search(after := parsed.text[verb.idx :]) or _AT_TABLE.search(after)))
    )


def _summoned(verb: Token, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """ "Tehran summoned the ambassador": who called whom in."""
    called = subjects(verb) if passive(verb) else [noun for noun in objects(verb) if noun.i > verb.i]
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
        nouns = subjects(verb) if passive(verb) else [noun for noun in objects(verb) if noun.i > verb.i]
        if kind == "host":
            nouns = [noun for noun in nouns if passive(verb) or not _of_clause(noun)]
        if kind == "phone" and lemma(verb) == "call" and _named_so(verb):
            return []
        if kind == "phone" and not nouns:
            nouns = [child for child in verb.children if child.dep_ == "oprd"]
        for noun in nouns:
            found += parties(noun, parsed, cast, described=kind != "host")
    words_of = ("with", "to") if kind == "speak" else ("with",)
    for noun in _each_behind(verb, words_of, parsed):
        told = kind in _DESCRIBED and (
            kind != "speak" or (lemma(noun) in words("rulers") and noun.head.lower_ == "with")
        )
        found += [party for party in parties(noun, parsed, cast, described=told) if party not in found]
    return found


def _back(verb: Token) -> bool:
    """ "Welcomed back its diplomats": nobody is met."""
    return any(child.lower_ == "back" for child in verb.children)


def _of_clause(noun: Token) -> bool:
    """Whether an object is the subject of a clause: "welcomed that B resigned"."""
    while noun.dep_ == "conj":
        noun = noun.head
    return noun.dep_ in ("nsubj", "nsubjpass")


def _each_behind(verb: Token, preps: tuple[str, ...], parsed: Parsed) -> list[Token]:
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


def _noun(noun: Token, kind: str, parsed: Parsed, cast: Cast) -> Iterator[Found]:
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
        yield from _told_in(noun, _mode(noun, kind, parsed), parsed, cast)
        return
    named = [
        party
        for child in noun.children
        if child.dep_ in ("compound", "amod", "nmod")
        for party in _pair_name(child, parsed)
    ]
    who = between or owners
    if not between and not owners and head.i != noun.i:
        who = [party for party in takers(head, parsed, cast, doers=False) if party.named]
    if len(between) == 1 and head.i != noun.i:  # "began talks between the rebels and other parties": the mediator too
        between = [party for party in takers(head, parsed, cast) if party.person] + between
    both = merged(who, with_whom) if not between else merged(between, [])
    if len(both) < 2 and (len(named) > 1 or with_whom):
        both = merged(named, both)
    if len(both) < 2 and kind in ("call", "meeting", "talk") and _carried(noun):
        both = body_of(head, cast.body) or council(head)
    elif not with_whom and (
        _again(noun) or _counted_up(noun) or not (between or len(owners) > 1 or named or _carried(noun))
    ):
        return
    elif len(both) < 2 or not all(
        party.named for party in (both[:1] if kind == "meeting" or _with_rulers(noun, parsed) else both[:2])
    ):
        both = []
    mode = _mode(noun, kind, parsed)
    several = mode == "call" and noun.tag_ == "NNS" and not between
    for each in (_calls(who, with_whom, both) if several else [both]) if both else []:
        yield Found(noun, mode, tuple(each), planned(noun) or planned(head) or lemma(head) in words("fixing"))


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
        beside = [token for token in parsed.doc if token.lower_ in ("alongside", "beside")]
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
