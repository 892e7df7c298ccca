"""Which governments say what a sentence tells: its own subject, a verb of saying, a list of states."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, lemmas, root_of, subjects
from tocsin.reading.patterns import word_class
from tocsin.reading.who import Context, governments


def main_subject(parsed: Parsed, context: Context) -> list[str]:
    """The governments that are the subject of the sentence itself, named in it: they come before whoever acted last."""
    root = root_of(parsed.doc)
    nouns = [noun for noun in (subjects(root) if root is not None else []) if noun.pos_ != "PRON"]
    if root is not None and not nouns:  # "Peru hardened its advice: it now warns …"
        clauses = [child for child in root.lefts if child.dep_ in ("ccomp", "advcl", "parataxis")]
        nouns = [noun for clause in clauses for noun in subjects(clause) if noun.pos_ != "PRON"]
    return list(dict.fromkeys(code for noun in nouns for code in governments(noun, parsed, context.fresh())))


def states_in(noun: Token, parsed: Parsed) -> list[str]:
    """The states that a noun phrase names, wherever in it."""
    codes: list[str] = []
    for part in noun.subtree:
        mention = parsed.mention(part)
        if mention and mention.kind in ("name", "government", "capital") and mention.code not in codes:
            codes.append(mention.code)
    return codes


def run_of_states(parsed: Parsed, start: int) -> list[str]:
    """The states in the list that begins at ``start``."""
    codes: list[str] = []
    end = start
    for mention in parsed.mentions:
        if mention.start < start or mention.kind not in ("name", "government", "capital"):
            continue
        if not re.fullmatch(r"[\s,]*(?:and |or )?(?:the |both )*", parsed.text[end : mention.start]):
            break
        codes.append(mention.code)
        end = mention.end
    return codes


def said_by(parsed: Parsed, context: Context, *, besides: Token | None = None) -> list[str]:
    """The governments that a verb of saying in the sentence has as its subject, or an ``according to`` names."""
    according = "according" in parsed.text.lower()
    for at, word in enumerate(lemmas(parsed.doc)):
        saying = word in word_class("say")
        if not (saying or according):
            continue
        verb = parsed.doc[at]
        if saying and verb.pos_ == "VERB" and verb is not besides:
            for subject in [child for child in verb.children if child.dep_ in ("nsubj",)]:
                named = verb.head if subject.lower_ in ("which", "who") and verb.dep_ == "relcl" else subject
                codes = governments(named, parsed, context)
                if codes:
                    return codes
        if verb.lower_ == "according":
            for noun in [noun for child in verb.children for noun in child.children if child.lower_ == "to"]:
                codes = governments(noun, parsed, context)
                if codes:
                    return codes
    return []
