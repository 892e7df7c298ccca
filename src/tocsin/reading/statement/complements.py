"""Whether a verb of speech has what makes it speech: a clause, a quote, or an object of the right sort."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import SUBJECTS, agents, clause_head, lemma
from tocsin.reading.statement.quotes import Quoted
from tocsin.reading.statement.subjects import is_passive
from tocsin.reading.statement.words import is_paper, table, words

_SHORT = 12
_QUESTIONS = frozenset({"whether", "if", "why", "how", "what"})
_ONLY_QUOTED = frozenset(
    ("begin cheer conclude find finish guess laugh put quote share sigh smile think welcome wonder").split()
)


def complemented(verb: Token, quoted: Quoted) -> bool:
    """Whether the verb has what makes it speech: a clause, a quote, or an object of the right sort."""
    word = lemma(verb)
    clause = _clausal(verb) or _trailing(verb) or _strayed(verb)
    beside = bool(quoted.spans) and _near_quote(verb, quoted)
    if _something_else(verb, word, told=clause or beside, beside=beside):
        return False
    if word == "ask":
        return _asks_for(verb)
    if word in words("naming") and (_names(verb, word, beside=beside) or word not in words("say")):
        return _names(verb, word, beside=beside) or beside or _phrasal(verb, word) or _describes(verb, word)
    if _phrasal(verb, word) or _object_fits(verb, table("objects").get(word, frozenset())):
        return True
    if word in words("say"):
        return clause or beside or _objective(verb, word)
    if word in words("quoted"):
        return beside or (clause and word not in _ONLY_QUOTED) or _parenthetical_or_report(verb, word)
    commanding = word in words("telling") and word not in ("order", "direct", "request", "invite")
    return commanding and (clause or beside or any(child.dep_ == "xcomp" for child in verb.children))


def _clausal(verb: Token) -> bool:
    return verb.dep_ == "parataxis" or any(
        child.dep_ in ("ccomp", "parataxis") or (child.lower_ == "what" and child.dep_ == "dobj")
        for child in verb.children
    )


def _strayed(verb: Token) -> bool:
    """Whether a that-clause of the verb's own was hung on a noun behind it: "said at a briefing that … was …"."""
    for token in verb.doc[verb.i + 1 : verb.i + _SHORT]:
        if token.pos_ in ("VERB", "AUX") or token.text in ";:":
            return False
        if token.lower_ == "that" and token.dep_ in ("mark", "nsubj", "dobj", "det"):
            clause = token.head if token.dep_ != "det" else clause_head(token)
            subject = next((child for child in clause.children if child.dep_ in SUBJECTS), None)
            return clause.i > token.i and subject is not None and subject.i > token.i
    return False


def _something_else(verb: Token, word: str, *, told: bool, beside: bool) -> bool:
    """Whether the verb means no speech here: an envoy recalled, a cabinet sworn in, defeat conceded."""
    kids = list(verb.children)
    return (
        (word in ("recall", "withdraw") and not told)
        or (word == "swear" and any(child.lower_ == "in" for child in kids))
        or (word in ("continue", "begin", "end") and any(child.dep_ == "xcomp" for child in kids))
        or (word == "declare" and not beside and any(child.dep_ == "oprd" or _decreed(child) for child in kids))
        or (word == "concede" and any(lemma(child) in ("defeat", "power") for child in kids))
    )


def _decreed(noun: Token) -> bool:
    """ "Declared a state of emergency": done by saying so, and not said."""
    decrees = {"state", "emergency", "war", "curfew", "mourning", "law", "holiday", "disaster", "truce", "ceasefire"}
    return noun.dep_ == "dobj" and lemma(noun) in decrees


def _asks_for(verb: Token) -> bool:
    """A request, and no question: "asked the workers to stay calm"."""
    kids = list(verb.children)
    questions = any(child.lower_ in _QUESTIONS for kid in kids for child in kid.children)
    return not questions and any(child.dep_ in ("xcomp", "ccomp") for child in kids)


def _names(verb: Token, word: str, *, beside: bool) -> bool:
    """Whether it gives a name: "called it a disgrace", "described the talks as difficult"."""
    if (word == "declare" and not beside) or _is_bare_passive(verb):
        return False
    return any(
        child.dep_ in ("oprd", "ccomp")
        or (child.dep_ == "prep" and child.lower_ == "as")
        or (child.dep_ == "npadvmod" and any(part.lower_ in ("a", "an") for part in child.children))
        for child in verb.children
    )


def _describes(verb: Token, word: str) -> bool:
    if word == "describe" and any(child.dep_ == "dobj" for child in verb.children):
        return not is_passive(verb)
    return any(child.dep_ == "xcomp" and child.tag_ == "VBG" for child in verb.children)


def _phrasal(verb: Token, word: str) -> bool:
    """Whether a particle makes it speech: "called for", "spoke of", "shrugged off"."""
    particles = table("phrases").get(word, frozenset())
    if word == "rule" and not any(
        child.dep_ in ("dobj", "ccomp", "xcomp", "pcomp", "nsubjpass", "pobj")
        for part in [verb, *verb.children]
        for child in part.children
        if child.i > verb.i or child.dep_ == "nsubjpass"
    ):
        return False
    if word == "push" and not any(
        child.lower_ in ("on", "against", "at") and child.dep_ == "prep"
        for part in [verb, *verb.children]
        for child in part.children
    ):
        return False
    parts = [part for child in verb.children for part in [child, *child.children]] if word == "call" else verb.children
    return any(part.lower_ in particles and part.dep_ in ("prep", "prt", "mark", "advmod") for part in parts)


def _trailing(verb: Token) -> bool:
    """Whether the verb closes its sentence behind a comma: "…, its head confirmed on Monday."."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i < len(verb.doc) / 2 or len(verb.doc) - verb.i > _SHORT:
        return False
    told = lemma(verb) == "tell"  # whoever is told stands behind: "…, a diplomat told AC"
    if any(child.dep_ in ("dobj", "xcomp", "acomp", "attr", "oprd") and not told for child in verb.children):
        return False
    before = [token.text for token in verb.doc[max(0, verb.i - _SHORT) : verb.i]]
    return "," in before and not any(child.dep_ == "cc" for child in verb.children)


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
    if word in ("tell", "inform", "brief") and any(
        child.dep_ in ("dobj", "dative") and _heard(child) for child in verb.children
    ):
        return True
    if word in ("say", "tell", "state", "add", "note", "argue", "remark", "explain", "maintain", "insist"):
        return (
            verb.dep_ == "relcl"
            or any(child.dep_ in ("xcomp",) for child in objects)
            or (word in ("explain",) and bool(objects))
            or bool(re.search(r"\bso\b|similar", verb.sent.text[verb.idx : verb.idx + 40]))
        )
    return bool(objects) or verb.dep_ in ("relcl", "parataxis")


def _heard(told: Token) -> bool:
    """Whether somebody told heard something: reporters, or a clause that the parser hung on the hearer."""
    press = {
        "reporter",
        "journalist",
        "parliament",
        "lawmaker",
        "mps",
        "press",
        "newspaper",
        "agency",
        "television",
        "radio",
    }
    return lemma(told) in press or any(child.dep_ in ("relcl", "acl") for child in told.children)


def _near_quote(verb: Token, quoted: Quoted) -> bool:
    """Whether a quote stands in the verb's own clause: inside what hangs on it, or right beside it."""
    ends = [part.idx for part in verb.subtree]
    low, high = min(ends), max(ends)
    near = any(start <= verb.idx + 400 and end >= verb.idx - 400 for start, end in quoted.spans)
    return near and any(low - 3 <= start <= high + 60 or low - 60 <= end <= high + 3 for start, end in quoted.spans)
