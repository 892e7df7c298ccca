"""Noun phrases: how far they reach, which states they name, how they are written."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, lemma
from tocsin.reading.states import Mention


def _in_clause(part: Token, top: Token) -> bool:
    """Whether a token stands in a clause or behind a comma below ``top``."""
    between = [part, *part.ancestors]
    return any(each.dep_ in ("relcl", "acl", "advcl", "punct") for each in between[: between.index(top)])


def extent(noun: Token) -> tuple[int, int]:
    """The characters of a noun phrase without its clauses and what is coordinated with it."""
    first = last = noun
    queue = [noun]
    while queue:
        current = queue.pop()
        first, last = min(first, current, key=lambda part: part.i), max(last, current, key=lambda part: part.i)
        queue += [
            child
            for child in current.children
            if child.dep_ in ("compound", "amod", "nmod", "appos", "flat", "poss", "case", "npadvmod")
        ]
    return first.idx, last.idx + len(last)


def inside_mentions(noun: Token, parsed: Parsed) -> list[Mention]:
    """The states named in a noun phrase: "Pakistani, Afghan and Chinese officials", "leaders of Britain and France"."""
    found: list[Mention] = []
    queue, seen = [noun], {noun.i}
    while queue:
        current = queue.pop(0)
        mention = parsed.mention(current)
        if (
            mention is not None
            and mention.kind not in ("city", "region", "airline")
            and all(mention.code != other.code for other in found)
        ):
            found.append(mention)
        for child in current.children:
            inside = (
                child.dep_ in ("compound", "amod", "nmod", "poss", "pobj", "case", "nummod")
                or (child.dep_ == "conj" and current is not noun)
                or (child.dep_ == "prep" and child.lower_ in ("of", "from", "including", "like", "as", "such"))
                or (child.lower_ == "in" and lemma(current) in ("counterpart", "colleague"))
            )
            if inside and child.i not in seen and child.i <= noun.i + 16:
                seen.add(child.i)
                queue.append(child)
    return sorted(found, key=lambda mention: mention.start)


def phrase_of(noun: Token, *, whole: bool = False) -> str:
    """The noun phrase as written, without its article, its clauses and what is coordinated with it.

    ``whole``: with its ``of`` phrase, "the heads of the main parties".
    """
    first, last = extent(noun)
    for child in noun.children if whole else ():
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == noun.i + 1:
            tail = [part for part in child.subtree if part.i <= noun.i + 9 and not _in_clause(part, child)]
            last = max([last, *(part.idx + len(part) for part in tail)])
    text = re.sub(r" of$", "", noun.doc.text[first:last])
    return re.sub(r"^(?:the|a|an|his|her|their|its|its own|other)\s+", "", text, flags=re.IGNORECASE)
