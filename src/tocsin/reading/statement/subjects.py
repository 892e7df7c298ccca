"""The noun that speaks under a verb of speech: its subject, a passive's agent, or what it shares with another."""

from spacy.tokens import Token

from tocsin.reading.parse import SUBJECTS, agents, ancestors, lemma, passive
from tocsin.reading.statement.words import is_body, is_human, is_paper, verbs, words

_RELATIVE = frozenset({"who", "that", "which", "whom"})


def speakers(verb: Token) -> list[Token]:
    """The nouns that a verb of speech has as its speaker: its subject, or the agent of a passive."""
    if is_passive(verb):
        return agents(verb)[:1]
    seen: set[int] = set()
    current = verb
    while current.i not in seen:
        seen.add(current.i)
        own = _subjects(current)
        if own and current is not verb and verb.dep_ == "conj" and not _plausible(own[0]):
            return _outermost(current)
        if own and (current is verb or not _participle(verb) or _spoke(current)):
            return _nearest(
                _subject(
                    [child for child in own if child.i < current.i or len(own) == 1][-1:][0]
                    if any(child.i < current.i for child in own)
                    else own[-1],
                    current,
                ),
                verb,
            )
        if own:
            return _outermost(current) or _subject(own[0], current)
        if (
            current is verb
            and current.tag_ in ("VBD", "VBZ", "VBP", "VBN")
            and current.dep_ in ("acl", "relcl")
            and current.i
            and current.nbor(-1).pos_ in ("NOUN", "PROPN")
        ):
            return [_squeezed(current)]
        if current.dep_ in ("relcl", "acl"):
            return (
                [current.head]
                if current.dep_ == "relcl" or current.tag_ == "VBG" or lemma(current) in words("say")
                else []
            )
        head = current.head
        if head.i == current.i or (
            current.dep_ in ("xcomp", "ccomp") and current is verb and head.pos_ not in ("VERB", "AUX")
        ):
            return []
        current = head
    return []


def _subjects(verb: Token) -> list[Token]:
    """Its own subjects, those that the parser hung on its auxiliary included."""
    return [child for child in verb.children if child.dep_ in SUBJECTS] or [
        grand for child in verb.children if child.dep_ == "aux" for grand in child.children if grand.dep_ in SUBJECTS
    ]


def _plausible(noun: Token) -> bool:
    word = lemma(noun)
    return noun.pos_ in ("PROPN", "PRON") or is_human(word) or is_body(word) or is_paper(word)


def _squeezed(verb: Token) -> Token:
    """The noun phrase right before the verb: "a step its minister called …", "a letter by the ministers informed …"."""
    current = verb.nbor(-1)
    while current.head.i not in (verb.head.i, current.i) and current.i != verb.head.i:
        current = current.head
    return current if current.dep_ == "appos" else verb.head


def _nearest(found: list[Token], verb: Token) -> list[Token]:
    """What stands unparted before the verb speaks: "…, at the invitation of A, the spokesman said"."""
    if len(found) != 1 or found[0].i > verb.i:
        return found
    for child in found[0].children:
        if (
            child.dep_ == "appos"
            and child.pos_ in ("NOUN", "PROPN")
            and child.i > found[0].i
            and child.right_edge.i == verb.i - 1
            and any(part.text == "," for part in verb.doc[found[0].i : child.i])
        ):
            return [child]
    return found


def _participle(verb: Token) -> bool:
    """Whether it hangs on the verb of speech above it, as in "…, saying that"."""
    return bool(verb.tag_ == "VBG" and verb.dep_ == "advcl")


def _spoke(verb: Token) -> bool:
    return lemma(verb) in verbs()


def _outermost(verb: Token) -> list[Token]:
    """The subject of the verb of speech under which a clause stands."""
    if verb.dep_ not in ("ccomp", "conj"):
        return []
    for head in ancestors(verb):
        if _spoke(head):
            return [child for child in head.children if child.dep_ == "nsubj"][:1]
    return []


def is_passive(verb: Token) -> bool:
    """Whether the verb has its speaker behind "by", or none: "was denied", "visitors told to leave"."""
    if (
        lemma(verb) in words("telling")
        and verb.tag_ in ("VBN", "VBD")
        and verb.i + 1 < len(verb.doc)
        and verb.nbor().lower_ == "to"
        and lemma(verb) not in ("appeal", "call", "recommend")
    ):
        return True
    if verb.dep_ == "acl" and verb.i and verb.nbor(-1).dep_ == "appos":
        return False
    bare = (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "amod", "advcl")
        and not any(child.dep_ == "aux" for child in verb.children)
    )
    return passive(verb) or bare


def _subject(subject: Token, verb: Token) -> list[Token]:
    if subject.dep_ == "csubj":
        return [child for child in subject.children if child.dep_ == "nsubj"]
    if subject.lower_ in _RELATIVE and verb.dep_ in ("relcl", "acl", "ccomp"):
        return [verb.head] if verb.head.pos_ in ("NOUN", "PROPN", "PRON") else []
    return [subject]
