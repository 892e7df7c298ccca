"""Whether a contact lies ahead, or is refused, called off or denied."""

from spacy.tokens import Token

from tocsin.reading.contact.lexicon import words
from tocsin.reading.parse import clause_head, lemma


def planned(token: Token) -> bool:
    """Whether what the word tells lies ahead: will, to, set to, due, a planned meeting."""
    if any(
        child.lower_ in ("will", "would", "'ll", "may", "might", "could") and child.dep_ == "aux"
        for child in token.children
    ):
        return True
    if any(
        child.dep_ in ("amod", "compound")
        and child.lower_
        in (
            "planned",
            "upcoming",
            "proposed",
            "scheduled",
            "expected",
            "possible",
            "forthcoming",
            "future",
            "potential",
        )
        for child in token.children
    ):
        return True
    if token.pos_ in ("VERB", "AUX") and token.tag_ == "VB" and any(child.lower_ == "to" for child in token.children):
        head = token.head
        if (
            lemma(head) == "send"
            or lemma(head) in words("plans")
            or (
                lemma(head) in words("planned")
                or token.dep_ == "ROOT"
                or (head.pos_ == "AUX" and head.lower_ in ("is", "are", "'s"))
                or any(
                    child.lower_ in words("planned") or child.lower_ in ("will", "set", "due")
                    for child in head.children
                )
            )
        ):
            return True
        return (
            head.pos_ in ("NOUN", "PROPN")
            and head.dep_ != "attr"
            and token.dep_ in ("relcl", "acl")
            and lemma(head) in ("plan", "leader", "official", "minister", "president")
        )
    return token.pos_ in ("VERB", "AUX") and any(head_planned(child) for child in token.children)


def head_planned(child: Token) -> bool:
    """ "Is due", "is set": an adjective or participle that looks ahead."""
    return child.dep_ in ("acomp", "xcomp") and child.lower_ in ("due", "set", "scheduled", "expected")


def refused(token: Token) -> bool:
    """Whether the contact is refused, called off or denied, or only wished for by another."""
    if any(
        child.dep_ == "aux" and child.lower_ in ("should", "must", "ought") for child in clause_head(token).children
    ):
        return True  # what somebody ought to do is not fixed
    if _called_off(token) or _only_willing(token) or _proposed(token):
        return True
    chain = [token]
    while len(chain) < 3 and chain[-1].dep_ not in ("conj", "ROOT"):  # what is refused beside it is another matter
        chain.append(chain[-1].head)
    for part in chain:
        if any(child.dep_ == "neg" or child.lower_ in ("no", "never") for child in part.children) and (
            part is token or part.pos_ == "VERB"
        ):
            return True
        if part is not token and lemma(part) in words("refused"):
            return True
    return any(child.lower_ in ("without", "no") for child in token.children)


def _only_willing(token: Token) -> bool:
    """ "Is willing to meet", "was ready for talks": nothing is fixed."""
    head = token.head
    return (
        token.dep_ in ("xcomp", "ccomp")
        and lemma(head) in words("willing")
        and head.dep_ in ("acomp", "amod", "conj", "ROOT")
    )


def _proposed(token: Token) -> bool:
    """ "Proposed that the two states talk": what somebody says that others should do."""
    return (
        token.dep_ == "ccomp"
        and lemma(token.head) in words("proposing")
        and token.tag_ in ("VB", "VBP")
        and not any(child.dep_ == "aux" and child.lower_ in ("will", "would") for child in token.children)
    )


def _called_off(token: Token) -> bool:
    """ "The meeting was cancelled", "talks were called off"."""
    verb = token.head
    return token.dep_ == "nsubjpass" and (
        lemma(verb) in words("refused") or any(child.lower_ == "off" for child in verb.children)
    )


def wished(noun: Token) -> bool:
    """Whether talks or a meeting are only wanted: "ready for talks", "called for a meeting with", "offered talks"."""
    if noun.dep_ == "pobj":
        prep = noun.head
        over = prep.head
        if prep.lower_ == "of" and lemma(over) in words("outset"):
            return wished(over)
        if prep.lower_ == "of" and lemma(over) in words("ending"):
            return True
        if over.pos_ == "ADJ" or (over.pos_ in ("NOUN", "PROPN") and lemma(over) in words("wishes")):
            return True
        return over.pos_ == "VERB" and prep.lower_ in ("for", "to") and lemma(over) in words("wanting")
    return noun.dep_ == "dobj" and lemma(noun.head) in words("wanting")
