"""What a sentence says may happen: the word of harm, the words that put it ahead, and how sure they are."""

import dataclasses
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, conjuncts, lemma, names
from tocsin.reading.warning.lexicon import words

_MAY = frozenset({"may", "might", "could", "can"})
_WILL = frozenset({"will", "would", "'ll", "wo", "shall", "'d"})
_UP = frozenset({"xcomp", "ccomp", "prep", "pobj", "acl", "dobj", "acomp", "pcomp", "attr", "oprd", "conj", "advcl"})


@dataclasses.dataclass(slots=True)
class Prospect:
    """A harm that may come: its word, the head of the clause that tells it, the cue, and how likely it is."""

    token: Token
    head: Token
    cue: Token
    likelihood: str


def prospects(parsed: Parsed) -> list[Prospect]:
    """Every harm of the sentence that is said to be ahead, the one nearest the main verb first."""
    found = [prospect for token in parsed.tokens for prospect in (*_clause(token), *_noun(token))]
    found.sort(key=lambda one: (sum(1 for _ in one.head.ancestors), one.token.i))
    kept: list[Prospect] = []
    for one in found:
        if not any(one.head.i == other.head.i or other.head in one.head.ancestors for other in kept):
            kept.append(one)
    return kept


def _clause(verb: Token) -> Iterator[Prospect]:
    """ "An attack could come", "they will invade", "the army is about to storm the town"."""
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass", "amod"):
        return
    harm = _harm_of(verb)
    ahead = _ahead(verb) if harm is not None else None
    if harm is None or ahead is None:
        return
    cue = _cue(verb)
    if cue is None and lemma(ahead) not in words("warning"):
        cue = ahead
    yield Prospect(harm, _top(verb, ahead), cue or ahead, _likelihood(verb, ahead))


def _harm_of(verb: Token) -> Token | None:
    word = lemma(verb)
    if word in words("harm_verbs") and any(
        child.dep_ in ("dobj", "nsubj", "nsubjpass", "prep", "prt") for child in verb.children
    ):
        return verb
    if word not in words("coming") and word not in words("harm_verbs"):
        return None
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "obj"):
            found = next((noun for noun in conjuncts(child) if is_harm(noun, mild=word != "be")), None)
            if found is not None:
                return found
        if child.dep_ == "prep" and child.lower_ in ("to", "in", "into", "with"):
            found = next((pobj for pobj in child.children if pobj.dep_ == "pobj" and is_harm(pobj, mild=False)), None)
            if found is not None and word in ("lead", "result", "escalate", "spill", "face", "come", "continue"):
                return found
    return None


def is_harm(noun: Token, *, mild: bool = True) -> bool:
    """Whether a noun names a harm; ``mild`` takes those that are harm only where it is said to come."""
    if noun.pos_ not in ("NOUN", "PROPN") and not (
        noun.tag_ == "VBG" and noun.dep_ in ("pobj", "pcomp", "nsubj", "dobj")
    ):
        return False
    called = {*names(noun), noun.lower_}
    found = called & words("harm_nouns")
    return bool(found - words("mild")) or (mild and bool(found))


def _ahead(verb: Token) -> Token | None:
    """The word that puts it ahead: a modal, "is expected to", "is imminent"."""
    if lemma(verb) in ("plan", "prepare", "plot", "expect") and verb.tag_ != "VBD":
        return verb
    current = verb
    for _ in range(4):
        for child in current.children:
            if child.dep_ == "aux" and child.lower_ in _MAY | _WILL:
                return child
            if (
                child.dep_ in ("acomp", "attr", "advmod")
                and child.lower_ in words("imminent") | {"unlikely"}
                and (current is not verb or lemma(verb) == "be")
            ):
                return child
        if current is not verb and (lemma(current) in words("ahead") or current.lower_ in words("ahead")):
            return current
        if (
            current.dep_ not in _UP
            or current.head.i == current.i
            or (current.dep_ == "ccomp" and current.tag_ not in ("VB",))
        ):
            return None
        if current.dep_ in ("conj", "advcl") and current.tag_ not in ("VB",):
            return None
        current = current.head
    return None


def _top(verb: Token, ahead: Token) -> Token:
    """The head of the whole clause: "is expected" in "is expected to attack"."""
    current = verb
    while (
        current.i != ahead.i
        and current.dep_ in ("xcomp", "acomp", "advcl", "acl", "pobj", "pcomp", "prep", "oprd", "dobj")
        and current.head.i != current.i
    ):
        if ahead in current.children:
            return current
        current = current.head
    if ahead.pos_ == "ADJ" and ahead.head.pos_ in ("AUX", "VERB"):
        return ahead.head
    return current if current.pos_ in ("VERB", "AUX") else verb


def _cue(verb: Token) -> Token | None:
    """The verb or noun that warns, or says so, around a clause."""
    for child in verb.children:
        if child.dep_ in ("ccomp", "parataxis") and lemma(child) in words("saying") | words("warning"):
            return child
    for head in verb.ancestors:
        if lemma(head) in words("warning") | words("saying") and head.pos_ in ("VERB", "NOUN"):
            return head
        if head.pos_ == "NOUN" and lemma(head) in words("nouns"):
            return head
    return None


def _noun(token: Token) -> Iterator[Prospect]:
    """ "Warned of an attack", "fears of a coup", "an imminent attack"."""
    if not is_harm(token) or token.dep_ == "compound":
        return
    adjective = next(
        (
            child
            for child in token.children
            if child.dep_ == "amod"
            and child.lower_ in ("imminent", "impending", "looming", "possible", "potential", "planned", "likely")
        ),
        None,
    )
    head = token
    while head.dep_ in ("conj", "pobj", "pcomp", "prep", "appos") and head.head.i != head.i:
        last, head = head, head.head
        word = lemma(head)
        if last.dep_ == "prep" and last.lower_ in ("of", "about", "against", "for", "over"):
            if (
                head.pos_ == "VERB"
                and word in words("warning") | {"speak", "prepare", "brace", "ready"}
                and last.lower_ in ("of", "about", "for", "against")
            ):
                if word in words("warning") | {"speak"} or is_harm(token, mild=False):
                    yield Prospect(token, token, head, _sure(adjective, token))
                return
            if (
                head.pos_ == "NOUN"
                and word in words("nouns")
                and (word not in words("weak") or is_harm(token, mild=False))
            ):
                yield Prospect(token, token, head, _sure(adjective, head))
                return
        if head.pos_ in ("VERB", "AUX"):
            break
    if token.dep_ in ("dobj", "obj") and any(child.dep_ == "neg" for child in token.head.children):
        return
    if token.dep_ in ("dobj", "obj") and lemma(token.head) in (
        "fear",
        "predict",
        "forecast",
        "expect",
        "anticipate",
        "foresee",
    ):
        yield Prospect(token, token, token.head, "expected" if lemma(token.head) == "expect" else "possible")
    elif (
        adjective is not None and adjective.lower_ in ("imminent", "impending", "looming") and is_harm(token, mild=True)
    ):
        yield Prospect(token, token, adjective, _sure(adjective, token))


def _sure(adjective: Token | None, noun: Token) -> str:
    if any(child.dep_ in ("det", "neg") and child.lower_ in ("no", "not", "little") for child in noun.children) or any(
        child.dep_ == "neg" for child in noun.head.children
    ):
        return "denied"
    return (
        "expected" if adjective is not None and adjective.lower_ in ("imminent", "impending", "looming") else "possible"
    )


def _likelihood(verb: Token, ahead: Token) -> str:
    if ahead.lower_ == "unlikely":
        return "denied"
    chain = [verb, *[head for head in verb.ancestors if head.i >= min(verb.i, ahead.head.i) or ahead.i == head.i]][:4]
    for token in chain:
        if any(child.dep_ == "neg" or child.lower_ in ("unlikely", "never") for child in token.children):
            return "denied"
    if any(lemma(head) in ("deny", "dismiss", "doubt") for head in verb.ancestors):
        return "denied"
    near = [verb, *list(verb.ancestors)[:2]]
    if any(
        mark.lower_ in ("if", "unless")
        for token in near
        for child in token.children
        if child.dep_ == "advcl"
        for mark in child.children
    ):
        return "conditional"
    word = ahead.lower_
    return "possible" if word in _MAY or word in ("possible", "plausible", "conceivable") else "expected"
