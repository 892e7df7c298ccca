"""What a pronoun, or a possessive without its noun, stands for: the mission or the staff that was told of before."""

import dataclasses
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, Stand, clause_head, lemma, objects, root_of, subjects
from tocsin.reading.posture.diplomatic import is_mission, is_staff
from tocsin.reading.posture.whose import hosts_of, owners, places_of
from tocsin.reading.who import Context, governments, owns, possessed
from tocsin.records import Posture

_POINTS = re.compile(
    r"\b(?:it|them|they|we|one|hers|his|theirs|ours|building|compound|premises)\b|\w['’]s [a-z]|\b[A-Z]"
)
_DEEDS = re.compile(
    r"\b(?:clos|shut|open|reopen|evacuat|withdr|mov(?:e|ing)|relocat|abandon|pull|empt|staffed|operat|function|work"
    r"|leav|left|reinforc|remain|stay|flown|bring|brought)",
    re.IGNORECASE,
)
_ON_ITSELF = frozenset(
    {"close", "shut", "reopen", "open", "operate", "function", "work", "remain", "stay", "be", "keep", "staff"}
)
_TO_IT = frozenset(
    "close shut reopen evacuate move relocate abandon reinforce keep reduce staff empty vacate leave open strip".split()
)
_TO_THEM = frozenset("withdraw evacuate pull move recall bring fly remove relocate take send get".split())
_GONE = frozenset("leave depart go evacuate withdraw move fly relocate pull".split())
_OWN = frozenset({"hers", "his", "theirs", "ours", "mine"})
_SEAT = frozenset({"building", "compound", "premises"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_STATE = frozenset({"name", "capital"})


def goes_on(text: str) -> bool:
    """Whether a sentence behind one about a mission may speak of it without naming it."""
    return bool(_DEEDS.search(text) and _POINTS.search(text))


def told_of(parsed: Parsed, context: Context, fresh: Sequence[Posture]) -> dict[str, Stand]:
    """The mission, the staff and the border that a sentence names last, whose and where, as far as it tells."""
    found: dict[str, Stand] = {}
    for token in parsed.tokens:
        stand = parsed.stands.get(token.i) or _named(token, parsed)
        if stand and stand.kind == "mission" and token.i not in parsed.stands:
            stand = _seated(token, stand, parsed, context)
        if stand:
            found.pop(stand.kind, None)
            found[stand.kind] = stand
    told = {record.sender for record in fresh if record.type == "mission" and record.sender}
    if len(told) == 1:
        found = {
            kind: dataclasses.replace(stand, codes=stand.codes or tuple(told)) if kind in _OURS else stand
            for kind, stand in found.items()
        }
    return found


_OURS = frozenset({"mission", "staff"})


def _seated(token: Token, stand: Stand, parsed: Parsed, context: Context) -> Stand:
    """A mission that a sentence names, with whose it is and where."""
    head = clause_head(token)
    anothers = any(child.dep_ == "poss" and child.lower_ in ("his", "her") for child in token.children)
    senders = list(stand.codes) or ([] if anothers or context.official else owners(token, head, parsed, context))
    places = places_of("closed", head, token, parsed, context, senders=senders)
    hosts = hosts_of("closed", places, head, parsed, context)
    return Stand("mission", tuple(senders), tuple(hosts) if len(hosts) < 2 else ())


def _named(token: Token, parsed: Parsed) -> Stand | None:
    """The thing that a noun names, if it is one that a pronoun may stand for."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    if token.lower_ in _GATES:
        return Stand("gate", tuple(owns(token, parsed)))
    kind = "mission" if is_mission(token, parsed) else "staff" if is_staff(token, parsed) else None
    if kind is None:
        return Stand("other") if token.lower_ in _OTHERS else None
    return Stand(kind, tuple(owns(token, parsed)))


_GATES = frozenset({"border", "frontier", "crossing", "checkpoint", "airspace", "airport", "bridge"})
_OTHERS = frozenset(
    "port school road station bank market shop airline camp base hospital university office plant factory mine "
    "pipeline website hotline company".split()
)
"""What else closes and opens, and may be what "it" is."""
DOORS = frozenset({"door", "gate"})
"""What a mission itself closes and opens when it closes and opens."""


def stand_ins(parsed: Parsed, context: Context) -> dict[int, Stand]:
    """The words of a sentence that stand for a mission, its staff or a border, by their place."""
    if not goes_on(parsed.text):
        return {}
    before, found = dict(context.things), dict[int, Stand]()
    if '"' in parsed.text and "mission" not in before and (codes := _spoken_for(parsed, context)):
        before["mission"] = Stand("mission", tuple(codes))
    for token in parsed.tokens:
        if before and (kind := _meant(token, before, parsed)):
            another = token.lower_ in _OWN or token.lower_ == "one"
            whose = () if another else before[kind].codes
            own = tuple(owns(token, parsed))
            found[token.i] = before[kind] = Stand(kind, own or whose, () if another else before[kind].hosts)
        elif stand := _named(token, parsed):
            before.pop(stand.kind, None)
            before[stand.kind] = stand
    return found


def _meant(token: Token, before: dict[str, Stand], parsed: Parsed) -> str | None:
    """The kind of thing that a word stands for, by what is done in its clause."""
    word, deed = token.lower_, lemma(token.head)
    if word in ("they", "them") and "staff" in before:
        gone = deed in _GONE and token.dep_ in _SUBJECT and not objects(token.head)
        return "staff" if gone or (deed in _TO_THEM and token.dep_ == "dobj") else None
    last = next((kind for kind in reversed(before) if kind != "staff"), None)
    if last is None:
        return None
    if word == "it" and token.dep_ in ("dobj", "nsubj", "nsubjpass"):
        there = deed in _TO_IT if token.dep_ == "dobj" else _itself(token, word)
        over = last == "gate" and token.head.dep_ == "pcomp"  # "reopened its airspace after closing it"
        return last if there and not over and last != "other" else None
    return "mission" if "mission" in before and _mission_meant(token, word, deed, parsed) else None


def _mission_meant(token: Token, word: str, deed: str, parsed: Parsed) -> bool:
    """ "Britain's", "hers", "one", "the building", "we", "Poland": what only a mission just told of can be."""
    thing = token.dep_ in (*_SUBJECT, "dobj")
    mention = parsed.mention(token)
    if mention and token.pos_ == "PROPN" and any(child.dep_ == "case" for child in token.children):
        return thing or token.dep_ == "conj"
    if lemma(token) in DOORS and possessed(token):
        return thing
    if word in _OWN:
        return thing
    if word == "one":
        return token.dep_ == "dobj" and deed in ("have", "keep", "run", "close", "maintain")
    if word in _SEAT:
        return token.dep_ in ("dobj", "nsubjpass") and deed in _TO_IT
    return (word == "we" or (mention is not None and mention.kind in _STATE)) and _itself(token, word)


def _spoken_for(parsed: Parsed, context: Context) -> list[str]:
    """ "We are not closing," an ambassador says: whose mission it is that speaks of itself."""
    root = root_of(parsed.doc)
    for noun in subjects(root) if root is not None else []:
        nouns = [noun, *noun.lefts]
        if any(part.lower_ in ("ambassador", "embassy", "consul", "consulate") for part in nouns):
            codes = [code for part in nouns for code in governments(part, parsed, context)]
            return list(dict.fromkeys(codes))
    return []


def _itself(token: Token, word: str) -> bool:
    return token.dep_ in _SUBJECT and any(_on_itself(each, word) for each in _verbs(token.head))


def _verbs(verb: Token) -> Iterator[Token]:
    """A verb and those that share its subject: "has no plans to close", "is preparing to shut down"."""
    yield verb
    for child in verb.children:
        if child.dep_ in ("xcomp", "conj") and not any(part.dep_ in _SUBJECT for part in child.children):
            yield from _verbs(child)
        elif child.dep_ in ("dobj", "attr") and lemma(child) in ("plan", "intention"):
            yield from (part for part in child.children if part.dep_ == "acl")


def _on_itself(verb: Token, word: str) -> bool:
    """ "It remains open", "we are not closing": a verb that has nothing else that it is done to."""
    deed = lemma(verb)
    if deed not in _ON_ITSELF or objects(verb):
        return False
    if deed in ("be", "remain", "stay", "keep"):
        states = [child for child in verb.children if child.dep_ in ("acomp", "oprd", "attr", "advcl", "xcomp")]
        return any(child.lower_ in ("open", "closed", "shut", "operational", "staffed") for child in states)
    return deed in ("close", "shut", "reopen") or (
        word == "it" and deed in ("open", "operate", "function", "work", "staff")
    )
