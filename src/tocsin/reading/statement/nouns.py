"""Speech as a noun, and whose it is: "Lima's warning that …", "the ministry's version is that …"."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, agents, lemma
from tocsin.reading.statement.words import is_body, is_human


def objects_of(token: Token, word: str) -> list[Token]:
    """The nouns behind a preposition that hangs on the token."""
    return [
        noun
        for child in token.children
        if child.dep_ in ("prep", "agent") and child.lower_ == word
        for noun in child.children
        if noun.dep_ == "pobj"
    ]


def holders(noun: Token, parsed: Parsed) -> list[Token]:
    """Whose position it is: "the ministry's version is that …", "in Washington the position is that …"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ != "be" or not any(child.dep_ == "ccomp" for child in verb.children):
        return []
    own = [child for child in noun.children if child.dep_ == "poss" and child.pos_ != "PRON"]
    own = own or objects_of(noun, "of") or objects_of(noun, "from") or objects_of(noun, "in")
    return own[:1] or [place for place in objects_of(verb, "in") if parsed.mention(place) is not None][:1]


def owners(noun: Token, parsed: Parsed) -> list[Token]:
    """Speech as a noun: "Washington's warning that …", "a suggestion by a senator that …"."""
    if not _tells(noun, parsed) or lemma(noun.head) in ("repeat", "reiterate", "praise"):
        return []
    found = [
        child
        for child in noun.children
        if child.dep_ == "poss" and child.lower_ not in ("his", "her", "its", "their", "our", "my", "your")
    ]
    found += objects_of(noun, "by") + objects_of(noun, "from")
    found += [
        child
        for child in noun.children
        if child.dep_ in ("compound", "nmod")
        and (mention := parsed.mention(child)) is not None
        and mention.kind == "government"
    ]
    found += [agent for child in noun.children if child.dep_ == "acl" for agent in agents(child)]
    fit = [
        owner
        for owner in found
        if parsed.mention(owner) is not None or owner.pos_ == "PROPN" or is_human(lemma(owner)) or is_body(lemma(owner))
    ]
    return fit[:1]


def _tells(noun: Token, parsed: Parsed) -> bool:
    if any(
        child.dep_ in ("acl", "ccomp", "relcl")
        and any(grand.lower_ == "that" and grand.dep_ == "mark" for grand in child.children)
        for child in noun.children
    ):
        return True
    after = parsed.text[noun.idx + len(noun) :]
    if re.match(
        r"(?: (?:this|on|last|by|from|made|issued)\b[^,;.]{0,40})?"
        r" that \"?(?:the |a |an |its |it |he |she |they |[A-Z]|more |some |all |there )",
        after,
    ):
        return True
    if lemma(noun) == "account":
        return bool(re.match(r" of (?:\d|how|what|the (?!.*\b(?:bank)\b))", after))
    return lemma(noun) in ("threat",) and bool(re.match(r"s? (?:from|by) ", after))
