"""Whether a contact lies ahead, or is refused, called off or denied."""

from spacy.tokens import Token

from tocsin.reading.contact.lexicon import words
from tocsin.reading.parse import lemma


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
            lemma(head) in words("planned")
            or token.dep_ == "ROOT"
            or (head.pos_ == "AUX" and head.lower_ in ("is", "are", "'s"))
            or any(
                child.lower_ in words("planned") or child.lower_ in ("will", "set", "due") for child in head.children
            )
        ):
            return True
        return (
            head.pos_ in ("NOUN", "PROPN")
            and token.dep_ in ("relcl", "acl")
            and lemma(head) in ("plan", "leader", "official", "minister", "president")
        )
    return token.pos_ in ("VERB", "AUX") and any(head_planned(child) for child in token.children)


def head_planned(child: Token) -> bool:
    """ "Is due", "is set": an adjective or participle that looks ahead."""
    return child.dep_ in ("acomp", "xcomp") and child.lower_ in ("due", "set", "scheduled", "expected")


def refused(token: Token) -> bool:
    """Whether the contact is refused, called off or denied, or only wished for by another."""
    if _called_off(token):
        return True
    chain = [token, *[head for head, _ in zip(token.ancestors, range(2), strict=False)]]
    for part in chain:
        if any(child.dep_ == "neg" or child.lower_ in ("no", "never") for child in part.children) and (
            part is token or part.pos_ == "VERB"
        ):
            return True
        if part is not token and lemma(part) in words("refused"):
            return True
    return any(child.lower_ in ("without", "no") for child in token.children)


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
        if over.pos_ == "ADJ" or (over.pos_ in ("NOUN", "PROPN") and lemma(over) in words("wishes")):
            return True
        return over.pos_ == "VERB" and prep.lower_ in ("for", "to") and lemma(over) in words("wanting")
    return noun.dep_ == "dobj" and lemma(noun.head) in words("wanting")
