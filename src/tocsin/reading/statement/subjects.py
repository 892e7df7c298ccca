"""The noun that speaks under a verb of speech: its subject, a passive's agent, or what it shares with another."""

from spacy.tokens import Token

from tocsin.reading.parse import SUBJECTS, agents, ancestors, lemma, passive
from tocsin.reading.statement.words import is_body, is_human, is_paper, verbs, words

_RELATIVE = frozenset({"who", "that", "which", "whom"})


def speakers(verb: Token) -> list[Token]:
    """The nouns that a verb of speech has as its speaker: its subject, or the agent of a passive."""
    named = _set_off(verb)
    if named is not None:
        return [named]
    if is_passive(verb):
        return agents(verb)[:1]
    own = _subjects(verb)
    if own and own[0].lower_ == "both" and verb.dep_ == "conj":
        return _inherited(verb)
    if own:
        return _nearest(_subject(_chosen(own, verb), verb), verb)
    beside = _beside(verb) or _closing(verb)
    return [beside] if beside is not None else _inherited(verb)


def _chosen(own: list[Token], verb: Token) -> Token:
    """The last subject before the verb, else the first behind it."""
    before = [child for child in own if child.i < verb.i]
    apart = len(before) > 1 and before[-1].i < verb.i - 1
    if apart and _plausible(before[0]) and before[0].nbor().text == ",":
        return before[0]  # what stands between commas was taken for another subject
    return before[-1] if before else own[-1]


def _inherited(verb: Token) -> list[Token]:
    """The subject that a verb shares with those above it."""
    current = verb
    for _ in range(12):
        if _asked_of(current):
            current = current.head
            continue
        if current.dep_ in ("relcl", "acl") and not _infinitive(current):
            spoken = current.dep_ == "relcl" or current.tag_ == "VBG" or lemma(current) in words("say")
            return [current.head] if spoken else []
        head = current.head
        loose = current is verb and current.dep_ in ("xcomp", "ccomp") and head.pos_ not in ("VERB", "AUX", "ADJ")
        if head.i == current.i or loose:
            return []
        current = head
        own = _subjects(current)
        if own:
            return _shared(_chosen(own, current), current, verb)
    return []


def _asked_of(verb: Token) -> bool:
    """ "Wrote to residents asking them to stay": the one who wrote asks, not those who are asked."""
    return (
        verb.dep_ == "acl"
        and verb.tag_ == "VBG"
        and verb.head.dep_ in ("dobj", "pobj", "dative")
        and any(child.dep_ == "dobj" and child.lower_ in ("them", "him", "her") for child in verb.children)
    )


def _shared(subject: Token, holder: Token, verb: Token) -> list[Token]:
    """A subject that another verb holds, unless the verb of speech above that one has a better."""
    if verb.dep_ == "conj" and not _plausible(subject):
        return _outermost(holder)
    if _participle(verb) and not _spoke(holder):
        better = _outermost(holder) or _aside(holder)
        if better or not _plausible(subject):
            return better
    return _nearest(_subject(subject, holder), verb)


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children)


def _aside(holder: Token) -> list[Token]:
    """The subject of a verb of speech set between commas in a clause: "aid will go on, he said, adding that"."""
    asides = [child for child in holder.children if child.dep_ in ("parataxis", "ccomp") and _spoke(child)]
    return [noun for aside in asides for noun in aside.children if noun.dep_ == "nsubj"][:1]


def _beside(verb: Token) -> Token | None:
    """Where the parser finds no subject, the noun phrase right before the verb: "…, its head, Ana Cruz, confirmed."."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or verb.dep_ in ("conj", "relcl", "amod") or verb.i == 0:
        return None
    before = verb.nbor(-1)
    if verb.dep_ == "acl" and before.pos_ in ("NOUN", "PROPN"):
        return _squeezed(verb)
    if before.text == "," and verb.i > 1 and verb.nbor(-2).pos_ == "PROPN" and verb.nbor(-2).dep_ == "appos":
        return verb.nbor(-2) if _plausible(verb.nbor(-2).head) else None
    return None


def _set_off(verb: Token) -> Token | None:
    """ "A spokeswoman for it, Ana Cruz, called …": the office, where the verb was taken for a participle."""
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or verb.i < 2 or verb.nbor(-1).text != ",":
        return None
    office = verb.head.head if verb.head.dep_ == "appos" else verb.head
    named = verb.nbor(-2)
    if office.dep_ != "ROOT" or not is_human(lemma(office)) or named.pos_ != "PROPN" or named.head.i == verb.i:
        return None
    return office


def _closing(verb: Token) -> Token | None:
    """ "…, a source in Lima and a diplomat told AC": the phrase between the last comma and a verb without a subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ in ("relcl", "amod") or verb.i < 2:
        return None
    allowed = ("NOUN", "PROPN") if verb.dep_ == "conj" else ("NOUN", "PROPN", "ADP", "VERB")
    if verb.nbor(-1).pos_ not in allowed:
        return None
    comma = max((part.i for part in verb.doc[: verb.i] if part.text == ","), default=-1)
    for noun in [verb.nbor(-1), *verb.nbor(-1).ancestors]:
        first = noun.left_edge.i
        if first <= comma and not any(part.dep_ == "conj" for part in verb.doc[first : verb.i]):
            continue
        if noun.i >= verb.i or first == 0 or noun.doc[first - 1].text != "," or not _plausible(noun):
            continue
        inside = {part.i for part in noun.subtree}
        if noun.dep_ in ("appos", "npadvmod", "dep", "conj") and all(at in inside for at in range(first, verb.i)):
            return noun
    return None


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
    if len(found) != 1 or found[0].i > verb.i or (found[0].pos_ == "PROPN" and found[0].left_edge.i == 0):
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
    if verb.dep_ == "acl" and verb.i and (verb.nbor(-1).dep_ == "appos" or _set_off(verb) is not None):
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
