"""Whether a measure is done, planned, only considered, or denied; and whether it is no measure at all."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, ancestors, lemma, subjects, word_class

DROP = "drop"
"""Not a posture in force or in prospect: a condition, a hypothesis, history, a question."""

_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor"})
_MODALS = frozenset({"may", "might", "could"})
_LATER = re.compile(
    r"\b(?:next (?:week|month|year|few)|in the (?:coming|next)|over the (?:course of the )?(?:weekend|coming|next)|by (?:the end of|January|"
    r"February|March|April|May|June|July|August|September|October|November|December|next|mid|20\d\d)|soon|shortly|as soon as|once|"
    r"when (?:conditions|the (?:security )?situation)|in due course|later this|tomorrow|until a|in (?:the )?future|at a later)\b",
    re.IGNORECASE,
)
_HYPOTHESIS = re.compile(r"\b(?:if|should|were|unless|whether|in case|in the event|provided)\b", re.IGNORECASE)
_RUMOUR = re.compile(r"\b(?:rumou?rs?|reports?|claims?|allegations?|suggestions?|speculation|idea|notion|assertions?) (?:that|of|about|suggesting|saying|it|claiming)\b", re.IGNORECASE)
_PROSPECT = re.compile(r"\b(?:possibility|prospect|option|likelihood|idea|question|proposals?|calls?|demands?|plans?|preparations?|ready|decision (?:on|whether)|pressure|contingency)\b", re.IGNORECASE)


def modality(verb: Token, parsed: Parsed, *, value: str) -> str:
    """``fact``, ``planned``, ``considered``, ``denied``, or ``DROP``, for a measure headed by ``verb``."""
    chain = [verb, *_governing(verb)]
    for at, token in enumerate(chain):
        word = lemma(token)
        if at and word in word_class("denying") and not _negated(token):
            return "denied"
        if at and word in ("deny", "reject", "refuse", "rule"):
            return "denied"
    if any(_negated(token) for token in chain[:3]) or _refused(chain, parsed):
        return "denied"
    if _conditional(verb, parsed):
        return DROP
    if _past_perfect(verb, parsed) or _long_ago(verb, parsed):
        return DROP
    return _outlook(chain, parsed, value=value)


def _governing(verb: Token) -> list[Token]:
    found = []
    current = verb
    for head in ancestors(verb):
        if current.dep_ in ("xcomp", "ccomp", "pobj", "pcomp", "prep", "dobj", "acl", "advcl", "conj", "attr", "acomp", "aux", "nsubj", "nsubjpass"):
            if current.dep_ in ("advcl", "conj") and current.tag_ not in ("VB", "VBG") :
                break
            if current.dep_ in ("nsubj", "nsubjpass") and head.pos_ == "VERB" and lemma(head) not in ("follow", "come", "begin", "continue", "start", "order", "deny"):
                break
            found.append(head)
        else:
            break
        current = head
    return found


def _negated(token: Token) -> bool:
    for child in token.children:
        if child.dep_ == "neg" or (child.lower_ in _NEGATIONS and child.dep_ in ("det", "advmod", "preconj", "cc", "intj")):
            following = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
            if child.lower_ == "no" and following in ("longer",):
                return True
            if following not in ("only", "just", "yet"):
                return True
    return False


def _refused(chain: list[Token], parsed: Parsed) -> bool:
    for token in chain:
        window = parsed.text[max(0, token.idx - 70) : token.idx].lower()
        if re.search(r"\b(?:no (?:immediate |current |firm )?(?:plans?|intention|intent|decision|reason|need|order|active efforts?)\b[^.,;]*$|denied (?:that|it|reports?|having|any)[^.;]*$|"
                     r"(?:rejected|dismissed|denied|refuted) (?:as [^.,;]{0,20})?(?:media |press |the |local )?(?:reports?|claims?|rumou?rs?|suggestions?|allegations?)[^.;]*$|refus(?:es|ed|ing) to (?:\w+ ){0,2}$|ruled out [^.;]*$|"
                     r"(?:false|untrue|fake)[^.;]{0,30}$|declin(?:es|ed|ing) to (?:\w+ ){0,2}$|without (?:\w+ ){0,2}$|instead of (?:\w+ ){0,2}$|short of (?:\w+ ){0,2}$)", window):
            return True
    return False


def _conditional(verb: Token, parsed: Parsed) -> bool:
    for token in [verb, *list(ancestors(verb))[:3]]:
        asked = any(child.dep_ == "advcl" and any(mark.lower_ in ("if", "were", "should", "unless") for mark in child.children) for child in token.children)
        if asked and any(child.dep_ == "aux" and child.lower_ in ("would", "could", "might", "may") for child in token.children):
            return True
        would = any(child.dep_ == "aux" and child.lower_ in ("would", "'d") for child in token.children)
        if would and _HYPOTHESIS.search(parsed.text) and not re.search(r"\b(?:said|announced|says)\b", parsed.text):
            return True
        if token.dep_ in ("advcl", "ccomp", "relcl", "acl") or token is verb:
            for child in token.children:
                if child.dep_ in ("mark", "advmod") and child.lower_ in ("if", "unless", "whether", "lest") and token is verb:
                    return True
    before = parsed.text[max(0, verb.idx - 60) : verb.idx].lower()
    return bool(re.search(r"\b(?:if|unless|whether|in case|in the event)\b[^,;.]*$", before))


def _past_perfect(verb: Token, parsed: Parsed) -> bool:
    had = any(child.dep_ in ("aux", "auxpass") and child.lower_ in ("had", "'d") for child in verb.children)
    if had and any(child.lower_ in ("already", "previously", "earlier", "also") for child in verb.children):
        return False
    if had:
        return not re.search(r"\b(?:said|says|announced|told|confirmed|according)\b", parsed.text)
    before = parsed.text[max(0, verb.idx - 45) : verb.idx].lower()
    return bool(
        verb.dep_ in ("advcl", "pcomp", "relcl") and re.search(r"\b(?:after|since|before|when)\s+(?:[\w’'.-]+\s+){0,5}$", before) and verb.tag_ in ("VBD", "VBN", "VBG")
        and any(child.dep_ in ("auxpass", "nsubjpass", "mark", "advmod") for child in verb.children)
    )


def _long_ago(verb: Token, parsed: Parsed) -> bool:
    """"In the spring of 1975 Washington closed …": a year in a plain past, with nothing that says it still holds."""
    year = re.search(r"\b(?:[Ii]n|[Dd]uring|[Bb]ack in) (?:(?:the )?(?:\w+ of |early |late |mid-?)*)?(?:[A-Z][a-z]+ )?(?P<year>(?:18|19|20)\d\d)\b", parsed.text)
    if not year or verb.tag_ not in ("VBD", "VBN") or parsed.year is None or re.search(r"\b(?:since|still|remains?)\b", parsed.text):
        return False
    return int(year["year"]) < parsed.year - 1 and not any(child.lower_ in ("has", "have", "is", "are") for child in verb.children)


def _outlook(chain: list[Token], parsed: Parsed, *, value: str) -> str:
    for at, token in enumerate(chain):
        if any(child.dep_ == "aux" and child.lower_ in _MODALS for child in token.children):
            return "considered"
        word = lemma(token)
        if not at:
            continue
        if word in word_class("considering") and value != "consider":
            return "considered"
        if word in word_class("planning") and token.pos_ in ("VERB", "NOUN", "ADJ", "AUX"):
            return "planned"
        if token.pos_ == "NOUN" and _PROSPECT.fullmatch(token.lower_):
            return "considered" if word in ("possibility", "prospect", "option", "idea", "proposal", "question", "call", "demand") else "planned"
    return _future(chain, parsed, value=value)


def _future(chain: list[Token], parsed: Parsed, *, value: str) -> str:
    verb = chain[0]
    will = any(child.dep_ == "aux" and child.lower_ in ("will", "'ll", "wo", "would") for token in chain[:2] for child in token.children)
    after = parsed.text[verb.idx :]
    if (will or verb.pos_ == "NOUN") and ((value == "reopened" and will) or _LATER.search(after)):
        return "planned"
    before = parsed.text[max(0, verb.idx - 40) : verb.idx].lower()
    if re.search(r"\b(?:set|due|about|expected|scheduled|poised|ready|likely|preparing|planning|plans|intends) to (?:be )?(?:\w+ly )?$", before):
        return "planned"
    if re.search(r"\b(?:considering|weighing|mulling|contemplating|discussing|may|might|could)\b[^.,;]*$", before):
        return "considered"
    return "fact"


def asks(parsed: Parsed) -> bool:
    """Whether the sentence is a question."""
    return parsed.text.rstrip("\"' ").endswith("?")


def has_subject(verb: Token) -> bool:
    """Whether a verb has any subject of its own or by inheritance."""
    return bool(subjects(verb))
