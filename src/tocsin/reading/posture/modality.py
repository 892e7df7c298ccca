"""Whether a measure is done, planned, only considered, or denied; and whether it is no measure at all."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, ancestors, lemma
from tocsin.reading.patterns import pattern, word_class

DROP = "drop"
"""Not a posture in force or in prospect: a condition, a hypothesis, history, a question."""

_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor"})
_REFUSABLE = frozenset(
    "plan intention intent decision order evacuation reason sign need effort move closure repatriation".split()
)
"""Nouns whose "no" denies the measure itself: "no plans to close"."""
_MODALS = frozenset({"may", "might", "could"})
_SAYING_NOTHING = frozenset({"say", "comment", "confirm", "disclose", "specify", "reveal", "discuss", "tell"})
_LATER = pattern("modality.later")
_HYPOTHESIS = re.compile(r"\b(?:if|should|were|unless|whether|in case|in the event|provided)\b", re.IGNORECASE)
_PROSPECT = pattern("modality.prospect")


def modality(verb: Token, parsed: Parsed, *, value: str) -> str:
    """``fact``, ``planned``, ``considered``, ``denied``, or ``DROP``, for a measure headed by ``verb``."""
    chain = [verb, *_governing(verb)]
    for at, token in enumerate(chain):
        word = lemma(token)
        if at and word in _SAYING_NOTHING and any(lemma(head) == "decline" for head in [token.head, token.head.head]):
            return DROP
        if at and word in _SAYING_NOTHING and _negated(token):
            return DROP
        if at and word in word_class("denying") and not _negated(token):
            return "denied"
        if at and word in ("deny", "reject", "refuse", "rule"):
            return "denied"
    if any(_negated(token) for token in chain[:3]) or _refused(chain, parsed):
        return "denied"
    if _conditional(verb, parsed) and not _permitted(verb, parsed):
        return DROP
    if _past_perfect(verb, parsed) or _long_ago(verb, parsed):
        return DROP
    return _outlook(chain, parsed, value=value)


def _governing(verb: Token) -> list[Token]:
    found = []
    current = verb
    for head in ancestors(verb):
        if head.i > current.i and any(token.text == ";" for token in verb.doc[current.i : head.i]):
            break
        if current.dep_ in (
            "xcomp",
            "ccomp",
            "pobj",
            "pcomp",
            "prep",
            "dobj",
            "acl",
            "advcl",
            "conj",
            "attr",
            "acomp",
            "aux",
            "nsubj",
            "nsubjpass",
        ):
            if current.dep_ in ("advcl", "conj") and current.tag_ not in ("VB", "VBG"):
                break
            if (current.dep_ == "conj" and _by_itself(current)) or _set_apart(current, head):
                break
            if (
                current.dep_ in ("nsubj", "nsubjpass")
                and head.pos_ == "VERB"
                and lemma(head) not in ("follow", "come", "begin", "continue", "start", "order", "deny")
            ):
                break
            found.append(head)
        else:
            break
        current = head
    return found


def _set_apart(clause: Token, head: Token) -> bool:
    """ "Iberia cancelled its flights; Etihad does not serve Sudan": two clauses, whatever the parse made of them."""
    return clause.i < head.i and any(token.text == ";" for token in clause.doc[clause.i : head.i])


def _by_itself(conjunct: Token) -> bool:
    """Whether a coordinate is a clause of its own: with its own subject, or its own "was"."""
    return any(
        child.dep_ in ("nsubj", "nsubjpass") or (child.dep_ == "aux" and child.tag_ in ("VBD", "VBZ", "VBP"))
        for child in conjunct.children
    )


def _negated(token: Token) -> bool:
    for child in token.children:
        if child.dep_ == "neg" or (
            child.lower_ in _NEGATIONS and child.dep_ in ("det", "advmod", "preconj", "cc", "intj")
        ):
            following = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
            if child.lower_ == "no" and child.dep_ == "det" and lemma(token) not in _REFUSABLE:
                continue
            if child.dep_ == "neg" and not -1 <= token.i - child.i <= 5:
                continue
            if child.i and child.nbor(-1).lower_ == "if":
                continue
            if following not in ("only", "just", "yet"):
                return True
    return False


def _refused(chain: list[Token], parsed: Parsed) -> bool:
    verb = chain[0].idx
    start, end = parsed.text.rfind(";", 0, verb) + 1, parsed.text.find(";", verb)
    if pattern("modality.untrue").search(parsed.text[start : end if end >= 0 else len(parsed.text)]):
        return True
    for token in chain:
        window = parsed.text[max(0, token.idx - 70) : token.idx].lower()
        if pattern("modality.refused").search(window):
            return True
    return False


def _conditional(verb: Token, parsed: Parsed) -> bool:
    for token in [verb, *list(ancestors(verb))[:3]]:
        asked = any(
            child.dep_ == "advcl" and any(mark.lower_ in ("if", "were", "should", "unless") for mark in child.children)
            for child in token.children
        )
        if asked and any(
            child.dep_ == "aux" and child.lower_ in ("would", "could", "might", "may") for child in token.children
        ):
            return True
        would = any(child.dep_ == "aux" and child.lower_ in ("would", "'d") for child in token.children)
        if would and _HYPOTHESIS.search(parsed.text) and not re.search(r"\b(?:said|announced|says)\b", parsed.text):
            return True
        if token.dep_ in ("advcl", "ccomp", "relcl", "acl") or token is verb:
            for child in token.children:
                if (
                    child.dep_ in ("mark", "advmod")
                    and child.lower_ in ("if", "unless", "whether", "lest")
                    and token is verb
                    and not (child.lower_ == "whether" and lemma(verb.head) in word_class("considering"))
                ):
                    return True
    before = parsed.text[max(0, verb.idx - 60) : verb.idx].lower()
    if lemma(verb.head) in word_class("considering"):  # "weighs whether to close"
        return False
    return bool(re.search(r"\b(?:if|unless|whether|in case|in the event)\b[^,;.]*$", before))


_RECENT = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:yesterday|overnight|earlier in the day)\b")


def _past_perfect(verb: Token, parsed: Parsed) -> bool:
    had = any(child.dep_ in ("aux", "auxpass") and child.lower_ in ("had", "'d") for child in verb.children)
    if had and any(child.lower_ in ("already", "previously", "earlier", "also") for child in verb.children):
        return False
    if had and _RECENT.search(parsed.text[verb.idx :]):
        return False
    if had:
        return not re.search(r"\b(?:said|says|announced|told|confirmed|according)\b", parsed.text)
    before = parsed.text[max(0, verb.idx - 45) : verb.idx].lower()
    return bool(
        verb.dep_ in ("advcl", "pcomp", "relcl")
        and re.search(r"\b(?:after|since|before|when)\s+(?:[\w’'.-]+\s+){0,5}$", before)
        and not re.search(r"\b(?:hours?|days?) after\s+(?:[\w’'.-]+\s+){0,5}$", before)
        and verb.tag_ in ("VBD", "VBN", "VBG")
        and any(child.dep_ in ("auxpass", "nsubjpass", "mark", "advmod") for child in verb.children)
    )


def _long_ago(verb: Token, parsed: Parsed) -> bool:
    """ "In the spring of 1975 Washington closed …": a year in a plain past, with nothing that says it still holds."""
    if verb.tag_ in ("VBD", "VBN") and re.search(r"\b(?:years|decades|centuries) ago\b", parsed.text):
        return not re.search(r"\b(?:still|remains?)\b", parsed.text)
    year = pattern("modality.long_ago").search(parsed.text)
    if (
        not year
        or verb.tag_ not in ("VBD", "VBN")
        or parsed.year is None
        or re.search(r"\b(?:since|still|remains?)\b", parsed.text)
    ):
        return False
    return int(year["year"]) < parsed.year - 1 and not any(
        child.lower_ in ("has", "have", "is", "are") for child in verb.children
    )


def _outlook(chain: list[Token], parsed: Parsed, *, value: str) -> str:
    for at, token in enumerate(chain):
        if any(child.dep_ == "aux" and child.lower_ in _MODALS for child in token.children):
            return "fact" if _permitted(token, parsed) else "considered"
        word = lemma(token)
        if not at:
            continue
        if word in word_class("considering") and value != "consider":
            return "considered"
        if word in word_class("planning") and token.pos_ in ("VERB", "NOUN", "ADJ", "AUX"):
            return "planned"
        if token.pos_ == "NOUN" and _PROSPECT.fullmatch(token.lower_):
            return (
                "considered"
                if word in ("possibility", "prospect", "option", "idea", "proposal", "question", "call", "demand")
                else "planned"
            )
    return _future(chain, parsed, value=value)


def _permitted(verb: Token, parsed: Parsed) -> bool:
    """ "Family members may leave voluntarily": a permission given, not a thing that may happen."""
    may = any(child.dep_ == "aux" and child.lower_ in ("may", "can") for child in verb.children)
    return may and bool(re.search(r"\bvoluntar|\bif they (?:so )?(?:wish|choose|want)\b", parsed.text, re.IGNORECASE))


def _future(chain: list[Token], parsed: Parsed, *, value: str) -> str:
    verb = chain[0]
    will = any(
        child.dep_ == "aux" and child.lower_ in ("will", "'ll", "wo", "would")
        for token in chain[:2]
        for child in token.children
    )
    after = parsed.text[verb.idx :]
    again = will and value in ("reopened", "open") and verb.pos_ != "ADJ" and lemma(verb) in _AGAIN
    if again or ((will or verb.pos_ == "NOUN") and _LATER.search(after)):
        return "planned"
    if will and value == "withdrawn":
        return "planned"
    before = parsed.text[max(0, verb.idx - 40) : verb.idx].lower()
    if pattern("modality.future").search(before):
        return "planned"
    if re.search(
        r"\b(?:considering|weighing|mulling|contemplating|discussing|may|might|could)\b(?![^.,;]*\b(?:should|must)\b)[^.,;]*$",
        before,
    ):
        return "considered"
    return "fact"


_AGAIN = frozenset(
    {
        "fly",
        "leave",
        "depart",
        "reopen",
        "resume",
        "restart",
        "reinstate",
        "restore",
        "open",
        "return",
        "re",
        "start",
        "begin",
    }
)


def asks(parsed: Parsed) -> bool:
    """Whether the sentence is a question."""
    return parsed.text.rstrip("\"' ").endswith("?")
