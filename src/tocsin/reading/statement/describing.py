"""The words of a noun phrase: what belongs to a name or description, and what does not."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import lemma
from tocsin.reading.statement.words import is_body, is_human

LEADING = frozenset(("a an another any her his its my one our some such that the their these this those your").split())
POSTS = frozenset(
    ("ambassador commission consulate embassy high legation mission spokesman spokesperson spokeswoman").split()
)


def describe(token: Token) -> str:
    """The words of a noun phrase that describe it: no article, no clause, no apposition."""
    doc = token.doc
    first = token.i
    left = [part for part in parts_of(token) if part.i < token.i]
    if left:
        first = (
            min(part.i for part in left if all(_adheres(mid, token) for mid in range(part.i, token.i)))
            if any(all(_adheres(mid, token) for mid in range(part.i, token.i)) for part in left)
            else token.i
        )
    while first < token.i and (doc[first].lower_ in LEADING or doc[first].pos_ in ("PUNCT", "CCONJ", "ADP")):
        first += 1
    last = _right(token)
    text = doc[first : last + 1].text
    return re.sub(r"^(?:(?:the|a|an|its|his|her|their) )+", "", text, flags=re.IGNORECASE).strip(" ,\"'")


def parts_of(token: Token) -> list[Token]:
    """The noun and what hangs on it inside its own phrase: modifiers, possessors, ``of`` and ``in`` phrases."""
    found, queue = [], [token]
    while queue:
        current = queue.pop(0)
        found.append(current)
        queue += [
            child
            for child in current.children
            if child.dep_ in ("compound", "amod", "poss", "nmod", "pobj", "appos", "npadvmod", "dep", "nummod")
            or (child.dep_ == "prep" and child.lower_ in ("of", "for", "at", "in", "from", "with"))
        ]
    return sorted(found, key=lambda part: part.i)


def _adheres(index: int, token: Token) -> bool:
    part = token.doc[index]
    return part.dep_ not in ("relcl", "punct") or part.text in ("-", "'", ".") or part.head.i > index


def _right(token: Token) -> int:
    """The last token of what belongs to the name: ``of``, ``for`` after a spokesman, ``in`` after an embassy."""
    last = int(token.i)
    head = lemma(token)
    for child in token.children:
        if child.dep_ == "acl" and child.lower_ == "based" and child.i == last + 1:
            last = max((part.i for prep in child.children if prep.dep_ == "prep" for part in _tail(prep)), default=last)
            continue
        if child.dep_ != "prep" or child.i != last + 1:
            continue
        keeps = child.lower_ == "of" or (
            child.lower_ == "for"
            and (
                head.startswith("spokes")
                or token.pos_ == "PROPN"
                or head in ("minister", "ministry", "secretary", "department")
            )
        )
        keeps = (
            keeps
            or (child.lower_ == "in" and (head in POSTS))
            or (
                child.lower_ == "at"
                and head
                in (
                    "source",
                    "official",
                    "spokesman",
                    "spokeswoman",
                    "spokesperson",
                    "analyst",
                    "fellow",
                    "professor",
                    "embassy",
                )
            )
        )
        keeps = keeps or (child.lower_ == "across" and is_body(head)) or _seated(child, head)
        if keeps and any(
            grand.dep_ == "pobj"
            and grand.pos_ not in ("PRON", "NUM")
            and grand.lower_ not in ("city", "country", "capital", "alliance")
            for grand in child.children
        ):
            last = max((part.i for part in _tail(child)), default=last)
    return last


def _seated(prep: Token, head: str) -> bool:
    """ "The foreign ministry in Madrid", "residents in Niamey", "its mission to the United Nations": where they are."""
    if prep.lower_ == "to":
        return head in POSTS | {"ambassador", "envoy", "representative"}
    named = any(child.dep_ == "pobj" and child.pos_ == "PROPN" for child in prep.children)
    return prep.lower_ in ("in", "from", "at") and named and (is_body(head) or is_human(head) or head in POSTS)


def _tail(prep: Token) -> list[Token]:
    found, queue = [], [prep]
    while queue:
        current = queue.pop(0)
        found.append(current)
        queue += [
            child
            for child in current.children
            if child.dep_ in ("det", "compound", "amod", "poss", "nmod", "pobj", "case", "conj", "cc", "nummod")
            or (child.dep_ == "prep" and child.lower_ in ("of", "for"))
        ]
    return found


def is_definite(token: Token) -> bool:
    """Whether the phrase takes up what is known: "the ministry", "its ministry"."""
    return any(
        (child.dep_ == "det" and child.lower_ in ("the", "this", "that")) or child.dep_ == "poss"
        for child in token.children
    )


def has_of(token: Token) -> bool:
    """Whether an ``of`` phrase hangs on the noun."""
    return any(child.lower_ == "of" for child in token.children)
