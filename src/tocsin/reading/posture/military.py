"""A government's own troops and trainers in the host country: withdrawn or deployed."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.hosts import located, resolve, says_the_country
from tocsin.reading.parse import Parsed, agents, ancestors, is_a, lemma, objects, passive, prepositional, subjects
from tocsin.reading.posture.modality import DROP, asks, modality
from tocsin.reading.posture.model import Finding
from tocsin.reading.states import Mention
from tocsin.reading.who import Context, governments, owns

_OUT = frozenset(
    {
        "withdraw",
        "pull",
        "recall",
        "evacuate",
        "leave",
        "remove",
        "withdrawal",
        "pullout",
        "exit",
        "reposition",
        "suspend",
        "drawdown",
    }
)
_COMPLETING = frozenset("complete finish begin start continue conclude".split())
_BRINGING = frozenset("move fly rush contribute commit airlift ship shift".split())
_IN = frozenset({"deploy", "dispatch", "send", "deployment", "station", "redeploy"})


def military(parsed: Parsed, context: Context) -> Iterator[Finding]:
    """Every move of a sender's own forces out of or into another country."""
    if asks(parsed):
        return
    seen: set[tuple[str, tuple[str | None, ...]]] = set()
    for token in parsed.doc:
        word = lemma(token)
        value = "withdrawn" if word in _OUT else "deployed" if word in _IN else None
        if word in ("move", "fly", "bring", "take") and re.search(
            r"^\w+ (?:home |back )|^\w+ (?:[\w,.'’]+ ){1,7}(?:out of|home)\b", parsed.text[token.idx :]
        ):
            value = "withdrawn"
        if word in _BRINGING and re.match(
            r"\w+ (?:[\w,.'’-]+ ){1,8}?(?:to|into|in) (?:the )?[A-Z]", parsed.text[token.idx :]
        ):
            value = value or "deployed"
        if value is None or token.pos_ not in ("VERB", "NOUN"):
            continue
        found = _finding(value, token, parsed, context)
        if found and (value, tuple(found.senders)) not in seen:
            seen.add((value, tuple(found.senders)))
            yield found


def _finding(value: str, token: Token, parsed: Parsed, context: Context) -> Finding | None:
    forces = _forces(token, value)
    if not forces:
        return None
    senders = _senders(token, forces, parsed, context)
    if not senders:
        return None
    how = modality(token, parsed, value=value)
    if how == DROP:
        return None
    places = _places(value, token, forces, parsed, context, senders=senders)
    if not places and not says_the_country(parsed.text):
        return None
    hosts: list[tuple[str | None, str | None]] = [(place.code, None) for place in places]
    return Finding(
        type="military", value=value, head=token, senders=list(senders), hosts=hosts, modality=how, wording=token.text
    )


def _forces(token: Token, value: str) -> list[Token]:
    if token.pos_ == "NOUN":
        nouns = prepositional(token, "of") or _owned(token)
    elif lemma(token) in ("leave", "exit") or (
        value == "withdrawn" and lemma(token) in ("withdraw", "pull") and not objects(token)
    ):
        nouns = subjects(token)
    else:
        nouns = subjects(token) if passive(token) else objects(token)
    return [noun for noun in nouns if (is_a(noun, "troops") and not is_a(noun, "staff")) or _uniformed(noun)]


def _owned(noun: Token) -> list[Token]:
    """ "American troops completed their withdrawal": whose, where a pronoun says so."""
    pronoun = any(child.dep_ == "poss" and child.lower_ in ("their", "its") for child in noun.children)
    return subjects(noun.head) if pronoun and noun.dep_ == "dobj" and lemma(noun.head) in _COMPLETING else []


def _uniformed(noun: Token) -> bool:
    """ "Special forces personnel", "military advisers": people of the forces by the words beside them."""
    return lemma(noun) in ("personnel", "member", "adviser", "advisor", "operator", "staff", "contingent") and any(
        child.lower_ in ("military", "army", "navy", "troop", "forces", "force", "marine", "peacekeeping")
        for child in noun.lefts
    )


def _senders(token: Token, forces: list[Token], parsed: Parsed, context: Context) -> list[str]:
    own = [code for noun in forces for code in owns(noun, parsed)]
    if own:
        return list(dict.fromkeys(own))
    for verb in [token, *list(ancestors(token))[:3]]:
        if verb.pos_ == "VERB":
            actors = agents(verb) if passive(verb) else [noun for noun in subjects(verb) if noun not in forces]
            codes = [code for noun in actors for code in governments(noun, parsed, context)]
            if codes:
                return list(dict.fromkeys(codes))
    return []


def _places(
    value: str, token: Token, forces: list[Token], parsed: Parsed, context: Context, *, senders: list[str]
) -> list[Mention]:
    found = located(parsed, token.idx, len(parsed.text), exclude=senders)
    if value == "withdrawn":
        left = [
            place
            for place in found
            if re.search(
                r"\b(?:from|out of|leave|left|in) (?:[\w-]+ ){0,3}$",
                parsed.text[max(0, place.start - 40) : place.start],
            )
        ]
        found = left or found
    return found or resolve(parsed, context, near=token, nouns=forces, senders=senders)
