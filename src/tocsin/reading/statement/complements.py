"""Whether a verb of speech has what makes it speech: a clause, a quote, or an object of the right sort."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import SUBJECTS, agents, lemma
from tocsin.reading.statement.quotes import Quoted
from tocsin.reading.statement.subjects import is_passive
from tocsin.reading.statement.words import is_paper, table, words

_ONLY_QUOTED = frozenset(
    ("begin cheer conclude find finish guess laugh put quote share sigh smile think welcome wonder").split()
)


def complemented(verb: Token, quoted: Quoted) -> bool:
    """Whether the verb has what makes it speech: a clause, a quote, or an object of the right sort."""
    word = lemma(verb)
    kids = list(verb.children)
    clause = verb.dep_ == "parataxis" or any(
        child.dep_ in ("ccomp", "parataxis") or (child.lower_ == "what" and child.dep_ == "dobj") for child in kids
    )
    beside = bool(quoted.spans) and _near_quote(verb, quoted)
    if word in ("recall", "withdraw") and not clause and not beside:
        return False
    if word == "swear" and any(child.lower_ == "in" for child in kids):
        return False
    if word in ("continue", "begin", "end") and any(child.dep_ == "xcomp" for child in kids):
        return False
    if word == "declare" and any(child.dep_ in ("oprd",) for child in kids) and not beside:
        return False
    if word == "ask":
        return any(child.dep_ in ("xcomp", "ccomp") for child in kids) and not any(
            child.lower_ in ("whether", "if", "why", "how", "what") for kid in kids for child in kid.children
        )
    if word == "concede" and any(lemma(child) in ("defeat", "power") for child in kids):
        return False
    if (
        word in words("naming")
        and (word != "declare" or beside)
        and any(child.dep_ in ("oprd", "ccomp") or (child.dep_ == "prep" and child.lower_ == "as") for child in kids)
        and not _is_bare_passive(verb)
    ):
        return True
    if word in words("naming") and word not in words("say"):
        phrasal = table("phrases").get(word, frozenset())
        return (
            beside
            or (word == "describe" and any(child.dep_ == "dobj" for child in kids) and not is_passive(verb))
            or any(child.dep_ == "xcomp" and child.tag_ == "VBG" for child in kids)
            or any(
                part.lower_ in phrasal and part.dep_ in ("prep", "prt", "mark")
                for child in kids
                for part in [child, *child.children]
            )
        )
    if word in table("phrases") and any(
        child.lower_ in table("phrases")[word] and child.dep_ in ("prep", "prt", "advmod") for child in kids
    ):
        return True
    if word in table("objects") and _object_fits(verb, table("objects")[word]):
        return True
    if word in words("say"):
        return clause or beside or _objective(verb, word)
    if word in words("quoted"):
        return beside or (clause and word not in _ONLY_QUOTED) or _parenthetical_or_report(verb, word)
    return (
        word in words("telling")
        and word not in ("order", "direct", "request", "invite")
        and (clause or beside or any(child.dep_ == "xcomp" for child in kids))
    )


def _parenthetical_or_report(verb: Token, word: str) -> bool:
    if word == "think" and verb.dep_ == "parataxis":
        return True
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    return (
        word in ("find", "conclude")
        and subject is not None
        and is_paper(lemma(subject))
        and any(child.dep_ == "ccomp" for child in verb.children)
    )


def _is_bare_passive(verb: Token) -> bool:
    return is_passive(verb) and not agents(verb)


def _object_fits(verb: Token, heads: frozenset[str]) -> bool:
    return any(
        lemma(child) in heads
        for child in verb.children
        if child.dep_ in ("dobj", "acomp", "ccomp", "oprd", "pobj", "xcomp")
    )


def _objective(verb: Token, word: str) -> bool:
    """A verb of speech with only an object or an infinitive: "announced the evacuation", "threatens to quit"."""
    objects = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "xcomp", "prep", "dative")]
    if word in ("claim", "report") and any(lemma(child) in ("life", "victim", "duty") for child in objects):
        return False
    if word in ("say", "tell", "state", "add", "note", "argue", "remark", "explain", "maintain", "insist"):
        return (
            verb.dep_ == "relcl"
            or any(child.dep_ in ("xcomp",) for child in objects)
            or (word in ("explain",) and bool(objects))
            or bool(re.search(r"\bso\b|similar", verb.sent.text[verb.idx : verb.idx + 40]))
        )
    return bool(objects) or verb.dep_ in ("relcl", "parataxis")


def _near_quote(verb: Token, quoted: Quoted) -> bool:
    """Whether a quote stands in the verb's own clause: inside what hangs on it, or right beside it."""
    ends = [part.idx for part in verb.subtree]
    low, high = min(ends), max(ends)
    near = any(start <= verb.idx + 400 and end >= verb.idx - 400 for start, end in quoted.spans)
    return near and any(low - 3 <= start <= high + 60 or low - 60 <= end <= high + 3 for start, end in quoted.spans)
