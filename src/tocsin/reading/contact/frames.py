"""The frames of contact: verbs and nouns by which people speak with each other, meet, visit, or appear together."""

import dataclasses
import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.contact.parties import Cast, Party, kinds, parties, state, words
from tocsin.reading.parse import Parsed, agents, clause_head, lemma, objects, passive, prepositional, subjects
from tocsin.records import Mode

_PHONE = re.compile(r"\b(?:phone|telephone|telephoned|by phone|call|calls|video|virtual(?:ly)?|hotline|videoconference|teleconference)\b", re.IGNORECASE)
_ON_PHONE = re.compile(r"\b(?:(?:by|over the|on the|via|per) (?:tele)?phone|in a (?:[\w-]+ )?(?:(?:tele)?phone )?(?:call|conversation)|by video)\b", re.IGNORECASE)
_FACE = re.compile(r"\b(?:in person|met|meeting|meetings|summit|face to face|face-to-face|table)\b", re.IGNORECASE)
_BODY = re.compile(r"\b(?:G-?\d{1,2}|EU|NATO|UN|ASEAN|BRICS|ECOWAS|OPEC\+?|African Union|Arab League|European Union|Gulf Cooperation Council|Quad|OSCE|OAS|CARICOM)\b")
_PLACES = ("name", "capital", "city", "region")


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """One contact in one sentence; ``at`` is the word that says it."""

    at: Token
    mode: Mode
    parties: tuple[Party, ...]
    planned: bool


def contacts_in(parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """Every contact that the sentence tells."""
    for token in parsed.doc:
        word = lemma(token)
        if word == "due" and token.head.pos_ == "AUX":
            yield from _due(token, parsed, cast)
        elif token.pos_ in ("VERB", "AUX") and word in kinds("verbs"):
            yield from _verb(token, kinds("verbs")[word], parsed, cast)
        elif token.pos_ in ("NOUN", "PROPN") and word in kinds("nouns"):
            yield from _noun(token, kinds("nouns")[word], parsed, cast)


def _verb(verb: Token, kind: str, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    if refused(verb):
        return
    if kind in ("visit", "travel", "be"):
        yield from _visit(verb, kind, parsed, cast)
        return
    if kind == "tell" and not _ON_PHONE.search(parsed.text):
        return
    who = _subjects(verb, parsed, cast)
    with_whom = _others(verb, kind, parsed, cast)
    if kind == "host" and not (with_whom and who and all(party.named for party in who)):
        return
    both = _merged(who, with_whom)
    if kind == "meet" and len(both) < 2:
        both = _body(verb)
        if both:
            yield Found(verb, "meeting", tuple(both), planned(verb))
        return
    if len(both) < 2 or not any(party.named for party in both):
        return
    if kind in ("speak", "discuss", "phone", "host", "tell") and not with_whom and not ((kind == "speak" or lemma(verb) == "agree") and len(who) > 1 and not _clause(verb)):
        return
    mode: Mode = "meeting" if kind in ("meet", "host") else "call"
    if kind in ("speak", "discuss") and _FACE.search(parsed.text) and not _PHONE.search(parsed.text):
        mode = "meeting"
    if kind == "meet" and _PHONE.search(parsed.text[verb.idx : verb.idx + 40]) and "virtual" in parsed.text.casefold():
        mode = "call"
    yield Found(verb, mode, tuple(both), planned(verb))


def _body(verb: Token) -> list[Party]:
    """"Leaders of the G8 nations meeting in Japan", "EU foreign ministers met": the body whose members meet."""
    for noun in subjects(verb):
        body = _BODY.search(" ".join(part.text for part in noun.subtree))
        if body and lemma(noun) in words("leaders") and noun.tag_ in ("NNS", "NNPS"):
            return [Party(body.group())]
    return []


def _clause(verb: Token) -> bool:
    return any(child.dep_ in ("ccomp", "prep") and child.lower_ in ("of", "out", "about", "to") for child in verb.children)


def _subjects(verb: Token, parsed: Parsed, cast: Cast, *, doers: bool = True) -> list[Party]:
    found: list[Party] = []
    nouns = agents(verb) if passive(verb) and doers else subjects(verb)
    for noun in nouns:
        found += [party for party in parties(noun, parsed, cast, described=True) if party not in found]
    return found or _right_before(verb, parsed, cast)


def _right_before(verb: Token, parsed: Parsed, cast: Cast) -> list[Party]:
    """Whoever is named right before a finite verb for which the parse found no subject: "In Nairobi, A. B., held"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or subjects(verb):
        return []
    return [party for _, end, party in cast.people(parsed) if end <= verb.idx and parsed.text[end : verb.idx].strip(" ,") in ("", "has", "had", "also", "who")][-1:]


def _others(verb: Token, kind: str, parsed: Parsed, cast: Cast) -> list[Party]:
    """With whom: the object of "met" and "telephoned", what stands behind "with" or "to"."""
    found: list[Party] = []
    if kind in ("meet", "phone", "host", "tell"):
        nouns = subjects(verb) if passive(verb) else [noun for noun in objects(verb) if noun.i > verb.i]
        if kind == "phone" and lemma(verb) == "call" and any(child.dep_ in ("oprd", "xcomp", "ccomp", "prt", "acomp", "advcl") and child.i > verb.i for child in verb.children):
            return []
        for noun in nouns:
            found += parties(noun, parsed, cast, described=kind != "host")
    words_of = ("with", "to") if kind == "speak" else ("with",)
    for noun in _behind(verb, words_of, parsed):
        found += [party for party in parties(noun, parsed, cast, described=kind in ("meet",)) if party not in found]
    return found


def _behind(head: Token, preps: tuple[str, ...], parsed: Parsed) -> list[Token]:
    """The nouns behind "with" (or "to", "between"), wherever the parse hung the phrase, up to the next verb."""
    direct = prepositional(head, *preps)
    if direct:
        return direct
    for token in parsed.doc[head.i + 1 : head.i + 16]:
        if token.pos_ in ("VERB",) and token.tag_ in ("VBD", "VBZ", "VBP") or token.text in ".;:":
            break
        if token.lower_ in preps and token.dep_ == "prep":
            nouns = [noun for noun in token.children if noun.dep_ == "pobj"]
            nouns += [subject for clause in token.children if clause.dep_ == "pcomp" for subject in clause.children if subject.dep_ == "nsubj"]
            if nouns:
                return nouns
    return []


def _noun(noun: Token, kind: str, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    if lemma(noun) in ("phone", "telephone", "line") and not re.search(r"\bon the (?:tele)?(?:phone|line)$", noun.doc.text[: noun.idx + len(noun)]):
        return
    if refused(noun) or (kind == "press" and not _is_press(noun)) or (kind == "call" and lemma(noun) not in ("phone", "telephone", "line") and _not_phone(noun)):
        return
    owners = [party for child in noun.children if child.dep_ == "poss" for party in parties(child, parsed, cast)]
    between = [party for each in _behind(noun, ("between", "among"), parsed) for party in parties(each, parsed, cast, described=True)]
    with_whom = [party for each in _behind(noun, ("with",), parsed) for party in parties(each, parsed, cast, described=True)]
    if not with_whom and not between and kind in ("call", "meeting"):
        nouns = [*prepositional(noun, "to", "from"), *prepositional(clause_head(noun), "to")] if kind == "call" else prepositional(noun, "of")
        with_whom = [party for each in nouns for party in parties(each, parsed, cast) if party.person or kind == "meeting" and party.named]
    if kind == "press" and not with_whom:
        with_whom = [party for token in parsed.doc if token.lower_ in ("alongside", "beside") for each in token.children if each.dep_ == "pobj" for party in parties(each, parsed, cast)]
    if kind == "visit":
        yield from _visit_noun(noun, owners, parsed, cast)
        return
    head = clause_head(noun)
    named = [party for child in noun.children if child.dep_ in ("compound", "amod", "nmod") for party in _pair_name(child, parsed)]
    who = between or owners
    if not between and not owners and head.i != noun.i:
        who = [party for party in _subjects(head, parsed, cast, doers=False) if party.named]
    both = _merged(who, with_whom) if not between else _merged(between, [])
    both = both if len(both) > 1 else _merged(named, both)
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
    """"A meeting of the Security Council": a body that sits, not two who meet."""
    return bool(prepositional(noun, "of")) and not prepositional(noun, "with") and len(both) < 2


def _carried(noun: Token) -> bool:
    """Whether the noun is the object of a light verb: "held talks", "arrived for talks"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return verb.pos_ in ("VERB", "AUX") and lemma(verb) in words("light") and noun.dep_ in ("dobj", "pobj", "attr", "nsubjpass")


def _again(noun: Token) -> bool:
    """"The discussion between the two leaders": a contact told before."""
    return any(child.dep_ == "det" and child.lower_ in ("the", "that", "this") for child in noun.children) and bool(re.search(r" between (?:the two|the pair|them|both)\b", noun.doc.text[noun.idx : noun.idx + 50]))


def _pair_name(child: Token, parsed: Parsed) -> list[Party]:
    """"The Franco-German talks", "US-Russia talks": states in front of the noun."""
    mention = parsed.mention(child)
    found = [state(mention)] if mention is not None and mention.kind in ("name", "adjective", "government") else []
    return found + [party for grand in child.children if grand.dep_ in ("compound", "amod", "nmod", "conj") for party in _pair_name(grand, parsed)]


def _mode(noun: Token, kind: str, parsed: Parsed) -> Mode:
    if kind == "press":
        return "joint_press"
    if kind == "call":
        return "call"
    if kind == "meeting":
        return "call" if re.search(r"\b(?:virtual|video|online|phone)\b", parsed.text[max(0, noun.idx - 24) : noun.idx], re.IGNORECASE) else "meeting"
    around = parsed.text[max(0, noun.idx - 30) : noun.idx + 60]
    if _PHONE.search(around):
        return "call"
    return "call" if lemma(noun) in ("conversation", "chat") and not _FACE.search(parsed.text) else "meeting"


def _is_press(noun: Token) -> bool:
    before = noun.doc.text[max(0, noun.idx - 24) : noun.idx].casefold()
    return bool(re.search(r"\b(?:press|news|joint|media)\b[\w ]*$", before)) and not (lemma(noun) == "briefing" and "joint" not in before)


def _not_phone(noun: Token) -> bool:
    """"Calls for restraint", "a call to arms": no telephone."""
    after = noun.doc.text[noun.idx + len(noun) : noun.idx + len(noun) + 10]
    phone = re.search(r"\b(?:phone|telephone|video|conference|secure|hourlong|minute)[\w -]*$", noun.doc.text[max(0, noun.idx - 24) : noun.idx], re.IGNORECASE)
    return not phone and bool(re.match(r" (?:for|to|on)\b", after))


def _visit(verb: Token, kind: str, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    who = [party for party in _subjects(verb, parsed, cast, doers=lemma(verb) not in ("expect", "await")) if party.named]
    if not who or not all(_official(party, cast) for party in who) or (any(not party.person for party in who) and not _delegated(verb)):
        return
    places = _destination(verb, kind, parsed)
    if not places or (kind == "be" and not _abroad(who[0], places, parsed)) or (lemma(verb) in ("expect", "await") and not passive(verb)):
        return
    hosts = [state(parsed.mention(place)) for place in places if parsed.mention(place).kind == "name"]  # type: ignore[arg-type,union-attr]
    if any(host.country and host.country == who[0].country for host in hosts):
        return
    yield Found(verb, "visit", tuple(_merged(who, hosts)), planned(verb) or lemma(verb) in ("expect", "await"))


def _abroad(party: Party, places: list[Token], parsed: Parsed) -> bool:
    """Whether an official is said to be in a capital that is not theirs."""
    codes = {mention.code for place in places if (mention := parsed.mention(place)) is not None and mention.kind in ("capital", "city")}
    return party.country is not None and bool(codes) and party.country not in codes


def _delegated(verb: Token) -> bool:
    """Whether the subject is an office or a delegation, and no state or people."""
    return any(lemma(noun) in words("leaders") - {"state", "country", "nation", "military", "foreign", "government"} for noun in subjects(verb))


def _due(due: Token, parsed: Parsed, cast: Cast) -> Iterator[Found]:
    """"Is due in Islamabad on Friday"."""
    who = [party for party in _subjects(due.head, parsed, cast) if party.person or party.named and _delegated(due.head)]
    places = [place for place in [*prepositional(due, "in", "to"), *prepositional(due.head, "in", "to")] if (mention := parsed.mention(place)) is not None and mention.kind in _PLACES]
    if who and places:
        yield Found(due, "visit", tuple(who), planned=True)


def _official(party: Party, cast: Cast) -> bool:
    person = cast.directory.find(party.name)
    return (person is not None and bool(person.office)) or (person is None and party.country is not None)


def _destination(verb: Token, kind: str, parsed: Parsed) -> list[Token]:
    nouns = [noun for noun in objects(verb) if noun.i > verb.i] if kind == "visit" else prepositional(verb, *(("in",) if kind == "be" else ("to", "in", "into")))
    if kind == "visit" and not nouns and passive(verb):
        nouns = []
    return [noun for noun in nouns if (mention := parsed.mention(noun)) is not None and mention.kind in _PLACES]


def _visit_noun(noun: Token, owners: list[Party], parsed: Parsed, cast: Cast) -> Iterator[Found]:
    places = [place for place in _behind(noun, ("to", "of", "in"), parsed) if (mention := parsed.mention(place)) is not None and mention.kind in _PLACES]
    who = [party for party in owners if party.named]
    head = clause_head(noun)
    if not who and (lemma(head) in words("light") or lemma(head) in ("commence", "undertake", "announce")) and head.i != noun.i:
        who = [party for party in _subjects(head, parsed, cast) if party.named]
    who += [party for each in prepositional(noun, "by", "from") for party in parties(each, parsed, cast, described=False) if party not in who]
    if not who or not (places or owners):
        return
    hosts = [state(parsed.mention(place)) for place in places if parsed.mention(place).kind == "name"]  # type: ignore[arg-type,union-attr]
    yield Found(noun, "visit", tuple(_merged(who, hosts)), planned(noun) or planned(head))


def _merged(first: list[Party], second: list[Party]) -> list[Party]:
    found: list[Party] = []
    for party in [*first, *second]:
        if all(party.name.casefold() != other.name.casefold() for other in found):
            found.append(party)
    return found


def planned(token: Token) -> bool:
    """Whether what the word tells lies ahead: will, to, set to, due, a planned meeting."""
    if any(child.lower_ in ("will", "would", "'ll", "may", "might", "could") and child.dep_ == "aux" for child in token.children):
        return True
    if any(child.dep_ in ("amod", "compound") and child.lower_ in ("planned", "upcoming", "proposed", "scheduled", "expected", "possible", "forthcoming", "future", "potential") for child in token.children):
        return True
    if token.pos_ in ("VERB", "AUX") and token.tag_ == "VB" and any(child.lower_ == "to" for child in token.children):
        head = token.head
        if lemma(head) in words("planned") or token.dep_ == "ROOT" or (head.pos_ == "AUX" and head.lower_ in ("is", "are", "'s")) or any(child.lower_ in words("planned") or child.lower_ in ("will", "set", "due") for child in head.children):
            return True
        return head.pos_ in ("NOUN", "PROPN") and token.dep_ in ("relcl", "acl") and lemma(head) in ("plan", "leader", "official", "minister", "president")
    return token.pos_ in ("VERB", "AUX") and any(head_planned(child) for child in token.children)


def head_planned(child: Token) -> bool:
    """"Is due", "is set": an adjective or participle that looks ahead."""
    return child.dep_ in ("acomp", "xcomp") and child.lower_ in ("due", "set", "scheduled", "expected")


def refused(token: Token) -> bool:
    """Whether the contact is refused, called off or denied, or only wished for by another."""
    chain = [token, *[head for head, _ in zip(token.ancestors, range(2), strict=False)]]
    for part in chain:
        if any(child.dep_ == "neg" or child.lower_ in ("no", "never") for child in part.children) and (part is token or part.pos_ == "VERB"):
            return True
        if part is not token and lemma(part) in words("refused"):
            return True
    return any(child.lower_ in ("without", "no") for child in token.children)
