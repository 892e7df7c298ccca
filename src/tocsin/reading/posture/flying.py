"""What an airline does, by the verb that it is the subject of: flies, stays away, comes back."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, lemma, objects, subjects
from tocsin.reading.patterns import pattern, word_class
from tocsin.reading.posture.airline import line_of, name_of
from tocsin.reading.who import Context

HEADS = frozenset(
    """
    fly operate run land serve keep stick hold return go resume restart be stay stop cease call put pull cut end shelve
    abandon withdraw postpone give reduce trim limit scale maintain continue affect unaffected disrupt normal running
    plan remain
    """.split()
)
"""The words that the frames of this module look at."""

SERVICE = re.compile(r"(?:flight|service|route|schedule|timetable|rotation|connection|departure|link|plane)s?")
_NOW = frozenset({"is", "are", "was", "were", "still"})
_WEAK = frozenset({"pull", "cut", "end", "shelve", "abandon", "withdraw", "postpone", "call off", "put off", "give up"})
"""Verbs that stop flights only where an airline is their subject and its flights their object."""
_RUNNING = frozenset({"affect", "disrupt", "unaffected", "normal", "running"})
_LESS = frozenset({"cut", "reduce", "trim", "limit", "scale"})


def flyers(token: Token, parsed: Parsed, context: Context) -> bool:
    """Whether an airline is the subject of a verb: by name, by "it" behind a name, or in a text that speaks of one."""
    verb = token if token.pos_ in ("VERB", "AUX") and subjects(token) else token.head
    for noun in subjects(verb):
        if line_of(noun, parsed):
            return True
        if noun.lower_ in ("it", "they", "none", "neither", "both", "all", "which", "that"):
            if any(mention.kind == "airline" and mention.end <= noun.idx for mention in parsed.mentions):
                return True
            if context.flying:
                return True
        if noun.pos_ == "PROPN" and parsed.mention(noun) is None and _unknown(noun, token, parsed, context):
            return True
    return False


def _unknown(noun: Token, verb: Token, parsed: Parsed, context: Context) -> bool:
    """Whether a name that no list knows is an airline's here."""
    if noun.ent_type_ == "PERSON" or context.people.get(noun.lower_):
        return False
    after = parsed.text[verb.idx :]
    return bool(context.flying) or bool(pattern("flying.plainly").match(after)) or "ir" in name_of(noun).split()[-1][:2]


def service(token: Token) -> bool:
    """Whether flights are what a verb is done to: its object, or its subject where it is passive."""
    return any(SERVICE.fullmatch(noun.lower_) for noun in [*objects(token), *subjects(token)])


def value_of(token: Token, parsed: Parsed, context: Context) -> str | None:
    """What a verb tells of the airline that is its subject, if anything.

    ``suspended`` or ``open``; ``away`` and ``kept`` are the same where a "not" is what tells it.
    """
    word = lemma(token)
    if word not in HEADS or token.pos_ not in ("VERB", "AUX", "ADJ") or token.dep_ == "amod":
        return None
    after = parsed.text[token.idx :]
    if word in _RUNNING or (word in ("run", "operate") and not objects(token) and service(token)):
        return "kept" if _undisturbed(word, token, parsed) else None
    if not flyers(token, parsed, context):
        return None
    negated = _negated(token)
    if word == "be":
        return ("away" if negated else "open") if pattern("flying.back").match(after) else None
    again = not negated and _flies_again(word, token, after)
    if again or word in ("return", "resume", "restart", "go"):
        return "open" if again else _return(word, after, negated=negated)
    if word in ("stay", "keep", "remain") and re.match(r"\w+ (?:\w+ )?(?:away|clear)\b", after):
        return "away"
    if word in ("stop", "cease"):
        return _stops(token, after, negated=negated)
    if word in ("fly", "operate", "run") and not negated and any(map(_last, objects(token))):
        return "suspended"
    if phrase(token) in _WEAK and service(token) and not negated:
        return "open" if word in _LESS and pattern("flying.to_fewer").search(after) else "suspended"
    if word in _LESS and pattern("flying.to_fewer").search(after) and not negated:
        return "open"
    if word in ("keep", "maintain", "continue", "operate", "run") and service(token) and not negated:
        return None if re.match(r"\w+ (?:\w+ )*(?:suspended|grounded|cancelled|canceled)\b", after) else "open"
    return flies_on(word, token, parsed, negated=negated)


def _flies_again(word: str, token: Token, after: str) -> bool:
    """ "Would fly to Lome on Saturday", "planned to return to the capital", "considers whether to resume"."""
    if word not in ("fly", "return", "resume", "restart") or not _AGAIN.match(after):
        return False
    will = any(child.dep_ == "aux" and child.lower_ in ("will", "would") for child in token.children)
    return will or lemma(token.head) in word_class("planning") | word_class("considering")


_AGAIN = re.compile(r"\w+ (?:back |again )?(?:to|on|in|next|from|later)\b(?! normal)")


def _undisturbed(word: str, token: Token, parsed: Parsed) -> bool:
    """ "Their services had not been affected", "flights by Iberia are unaffected", "are running as planned"."""
    things = subjects(token) or subjects(token.head)
    if not any(SERVICE.fullmatch(noun.lower_) or noun.lower_ == "operations" for noun in things):
        return False
    if not any(mention.kind == "airline" for mention in parsed.mentions):
        return False
    if word in ("affect", "disrupt"):
        return _negated(token)
    if word in ("run", "operate", "running"):
        return not _negated(token) and token.tag_ == "VBG"
    return not _negated(token.head)


def _return(word: str, after: str, *, negated: bool) -> str | None:
    if word == "go" and not re.match(r"\w+ back\b", after):
        return None
    if word in ("resume", "restart"):
        return "away" if negated and re.search(r"\b(?:before|until|till)\b", after) else None
    if negated or re.match(r"\w+ (?:\w+ ){0,3}(?:until|till|before)\b", after):
        return "away"
    return "open" if pattern("flying.returns").match(after) else None


def _stops(token: Token, after: str, *, negated: bool) -> str | None:
    flying = re.match(r"\w+ (?:flying|serving|landing|operating|going)\b", after)
    if negated:
        return "kept" if flying or not objects(token) else None
    return "suspended" if flying else None


def _last(noun: Token) -> bool:
    """ "Its last flight": with it an airline stops."""
    return bool(SERVICE.fullmatch(noun.lower_)) and any(child.lower_ in ("last", "final") for child in noun.lefts)


def _negated(token: Token) -> bool:
    chain = [token, *([token.head] if token.dep_ in ("xcomp", "acomp", "ccomp") else [])]
    return any(
        child.dep_ == "neg" or (child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("none", "neither", "nobody"))
        for verb in chain
        for child in verb.children
    )


def phrase(token: Token) -> str:
    """A verb with its particle: ``call off``."""
    for child in token.children:
        if child.dep_ == "prt":
            return f"{lemma(token)} {child.lower_}"
    return lemma(token)


def flies_on(word: str, token: Token, parsed: Parsed, *, negated: bool) -> str | None:
    """ "Were still flying to Juba", "operated its evening service", "is keeping to its schedule"."""
    if word not in ("fly", "operate", "run", "land", "serve", "keep", "stick", "hold"):
        return None
    if negated:
        later = re.search(
            r"\b(?:before|until|till|for now|for the moment|for the time being)\b", parsed.text[token.idx :]
        )
        return "away" if later or (token.tag_ == "VBG" and word in ("fly", "land", "operate")) else None
    if word in ("keep", "stick", "hold"):
        return "open" if pattern("carrier.timetable").match(parsed.text[token.idx :]) else None
    if word in ("operate", "run", "fly") and any(SERVICE.fullmatch(noun.lower_) for noun in objects(token)):
        return "open"
    if word == "fly" and token.tag_ == "VBG" and any(child.lower_ in _NOW for child in token.children):
        over = re.match(r"\w+ (?:over|around|through|into|home|out)\b", parsed.text[token.idx :])
        return None if over else "open"
    return "open" if pattern("carrier.still").search(parsed.text[max(0, token.idx - 40) : token.idx]) else None
