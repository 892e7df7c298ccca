"""Who says how many: a figure is somebody's where it stands in what they say, and the writer's own elsewhere.

"India, which has 3,000 nationals there, told them to stay" counts in the writer's voice; "At least 40 died, the
ministry said" in the ministry's.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from tocsin.reading.parse import SUBJECTS, Parsed, lemma
from tocsin.reading.patterns import word_class
from tocsin.records import Statement

_OWN = frozenset({*SUBJECTS, "conj", "appos", "npadvmod", "agent", "advcl", "relcl", "acl"})
_ASIDE = frozenset({"parataxis", "ccomp", "dep", "advcl", "relcl", "xcomp", "acl", "conj", "ROOT"})
_TO_WHOM = frozenset({"urge", "tell", "ask", "order", "advise", "implore", "beg", "call", "summon", "thank", "pledge"})
_SOURCE = frozenset({"according", "citing", "quoting"})
_COUNTS = frozenset({"put", "count", "estimate", "reckon"})
_LONGEST = 10


def speaker_of(number: Token, parsed: Parsed, spoken: Sequence[Statement]) -> str | None:
    """Who says the number, of those whom its sentence lets speak, the innermost where several do; else who counts."""
    told = [(_depth(cue), one) for one in spoken if (cue := _cue(one, parsed, number)) is None or _says(cue, number)]
    return max(told, key=lambda pair: pair[0])[1].speaker if told else _counter(number)


def _depth(cue: Token | None) -> int:
    return 0 if cue is None else 1 + sum(1 for _ in cue.ancestors)


def _cue(one: Statement, parsed: Parsed, number: Token) -> Token | None:
    """The word that attributes, the one nearest the number where the sentence has it twice; ``None`` of a running
    quote, of a heading, and where the sentence does not parse as written."""
    words = one.cue.casefold().split()
    found = [token for token in parsed.doc if token.lower_ in words]
    found = [token for token in found if token.pos_ == "VERB" or token.lower_ in _SOURCE] or found
    if one.continuation or not found:
        return None
    return min(found, key=lambda token: abs(token.i - number.i))


def _says(cue: Token, number: Token) -> bool:
    """Whether the number stands in what the cue hands on."""
    path = [number, *number.ancestors]
    at = next((i for i, token in enumerate(path) if token.i == cue.i), None)
    if cue.lower_ in _SOURCE:
        return at is None and not (number.i > cue.i and any(token.dep_ == "conj" for token in path))
    if _closes(cue, number):
        return not _in_aside(path)
    if at is None:
        return cue.dep_ in _ASIDE and not _has_content(cue) and any(token.i == cue.head.i for token in path)
    if at == 0 or _in_aside(path[:at]):
        return False
    child = path[at - 1]
    if child.dep_ == "dobj" and lemma(cue) in _TO_WHOM:
        return False
    return child.dep_ not in _OWN or (child.dep_ == "advcl" and lemma(child) in word_class("say"))


def _closes(cue: Token, number: Token) -> bool:
    """Whether the cue ends the sentence behind a comma, after all that is told: "..., the ministry said"."""
    subject = next((child for child in cue.lefts if child.dep_ in SUBJECTS), None)
    first = min((part.i for part in subject.subtree), default=0) if subject is not None else cue.i
    before = cue.doc[first - 1].text if first else ""
    ends = cue.dep_ == "ROOT" or len(cue.doc) - cue.i <= _LONGEST or cue.nbor(1).text == ","
    return number.i < first and before in (",", "”", '"') and ends and not _has_content(cue)


def _in_aside(path: Sequence[Token]) -> bool:
    """Whether the number stands in a clause between commas that the writer puts in: ", which houses 300 men,"."""
    for token in path:
        if token.dep_ == "relcl":
            inside = [part.i for part in token.subtree]
            first, last = min(inside), max(inside)
            around = token.doc[first - 1].text if first else "", token.doc[min(last + 1, len(token.doc) - 1)].text
            if around == (",", ","):
                return True
    return False


def _has_content(cue: Token) -> bool:
    return any(child.dep_ in ("ccomp", "xcomp") and child.i > cue.i for child in cue.children)


def _counter(number: Token) -> str | None:
    """Who puts, counts or estimates the number: "The ministry puts the dead at 235"."""
    verb = next((token for token in number.ancestors if token.pos_ == "VERB"), None)
    if verb is None or lemma(verb) not in _COUNTS:
        return None
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj" and child.pos_ in ("NOUN", "PROPN")), None)
    if subject is None or any(part.i == number.i for part in subject.subtree):
        return None
    words = [part for part in subject.subtree if part.dep_ != "relcl"]
    words = words[1:] if words[0].lower_ in ("the", "a", "an") else words
    text: str = subject.doc.text
    return text[words[0].idx : words[-1].idx + len(words[-1])]
