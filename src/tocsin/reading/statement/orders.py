"""Speech of which a text gives no words: an institution's order to its own people, and words that are withheld."""

from spacy.tokens import Token

from tocsin.reading.parse import is_a, lemma, passive

UNSAID = frozenset({"decline", "refuse"})
_WITHHELD = frozenset(
    {"say", "comment", "confirm", "discuss", "disclose", "elaborate", "answer", "specify", "identify", "deny"}
)
ORDERS = frozenset({"order", "direct", "instruct", "authorise", "authorize"})
_SENDERS = frozenset({"department", "embassy", "consulate", "ministry", "commission", "mission", "general", "office"})


def ordering(verb: Token) -> list[Token]:
    """ "The department ordered its staff to leave": an institution that orders its people has said so."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or passive(verb):
        return []
    told = [child for child in verb.children if child.dep_ in ("dobj", "dative")]
    people = any(is_a(part, name) for each in told for part in each.subtree for name in ("people", "staff", "family"))
    away = any(lemma(each) == "departure" for each in told)
    bid = any(child.dep_ in ("xcomp", "ccomp") for child in verb.children)
    if not (away or (people and bid)):
        return []
    return [child for child in verb.children if child.dep_ == "nsubj" and lemma(child) in _SENDERS]


def withheld(verb: Token) -> str | None:
    """The words by which somebody says that they do not say it: "declined to comment", "would not say whether"."""
    word = lemma(verb)
    if word in UNSAID:
        for child in verb.children:
            if child.dep_ == "xcomp" and lemma(child) in _WITHHELD:
                return f"{verb.text} to {child.text}"
    if word in _WITHHELD and word != "deny":
        aux = [child for child in verb.children if child.dep_ in ("aux", "neg") and child.i < verb.i]
        if {"would", "not"} <= {child.lower_ for child in aux} or {"would", "n't"} <= {child.lower_ for child in aux}:
            return " ".join([*(child.text for child in aux), verb.text])
    return None
