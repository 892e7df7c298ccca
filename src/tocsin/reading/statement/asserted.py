"""Whether a verb of speech tells of speech that took place: not negated, not future, not only asked about."""

from spacy.tokens import Token

from tocsin.reading.parse import SUBJECTS, lemma
from tocsin.reading.statement.words import verbs, words

_HEDGES = frozenset(("'d 'll can could may might must shall should will would ’ll").split())
_DOUBTED = frozenset({"if", "whether", "unless", "until", "should"})


def asserted(verb: Token) -> bool:
    """Whether the speech took place: not negated, not future, not asked about, not a bare infinitive."""
    for child in verb.children:
        if (child.dep_ == "neg" or child.lower_ in ("never", "hardly")) and not _parted(child, verb):
            return False
        if child.dep_ == "aux" and child.lower_ in _HEDGES and not _only(verb):
            return False
        if child.dep_ in ("mark", "advmod") and child.lower_ in _DOUBTED and child.i < verb.i:
            return False
    if any(part.lower_ in ("nor", "neither") for part in verb.doc[max(0, verb.i - 2) : verb.i]):
        return False
    if any(
        child.dep_ == "nsubj"
        and any(
            grand.lower_ in ("no", "neither") and grand.dep_ in ("det", "preconj", "cc") for grand in child.children
        )
        for child in verb.children
    ):
        return False
    if verb.dep_ == "conj" and any(
        child.dep_ == "nsubj" and any(grand.lower_ in ("no", "neither") for grand in child.children)
        for child in verb.head.children
        if not any(own.dep_ in SUBJECTS for own in verb.children)
    ):
        return False
    if (
        verb.dep_ == "ccomp"
        and lemma(verb.head) in verbs()
        and verb.head.pos_ in ("VERB", "AUX")
        and (lemma(verb.head) in ("deny", "refute", "dispute") or not asserted(verb.head))
    ):
        return False
    if verb.tag_ == "VBG" and (lemma(verb.head) == "contribute" or _by_the_way(verb)):
        return False
    if (
        verb.tag_ == "VB"
        and verb.dep_ != "ROOT"
        and not any(child.dep_ == "aux" and child.lower_ in ("do", "does", "did") for child in verb.children)
    ):
        return _carried(verb)
    if (
        verb.tag_ in ("VBG", "VB", "VBN")
        and verb.dep_ == "conj"
        and verb.head.pos_ == "VERB"
        and lemma(verb.head) in verbs()
        and not any(child.dep_ in SUBJECTS for child in verb.children)
    ):
        return asserted(verb.head)
    return not (verb.tag_ == "VBN" and verb.dep_ == "amod")


def _parted(child: Token, verb: Token) -> bool:
    """Whether a negation belongs to what is said before: ""Of course not," he told AC"."""
    return any(part.text in (",", '"', "”", "“") for part in verb.doc[child.i : verb.i])


def _by_the_way(verb: Token) -> bool:
    """ "Had been arming it, encouraging a war": what one does by another deed, and does not say."""
    return lemma(verb) == "encourage" and verb.dep_ in ("advcl", "conj") and lemma(verb.head) not in verbs()


def _only(verb: Token) -> bool:
    """Whether something was said after all: "would say only that"."""
    return any(child.lower_ in ("only", "merely", "just") and child.dep_ == "advmod" for child in verb.children)


def _carried(verb: Token) -> bool:
    """An infinitive of speech that was carried out: "continued to urge", "went on to say", "spoke to CNN to voice"."""
    infinitive = any(child.lower_ == "to" for child in verb.children)
    head = lemma(verb.head)
    if infinitive and head in words("eager") and verb.dep_ in ("xcomp", "acl", "relcl", "advcl", "ccomp"):
        return True
    return infinitive and verb.dep_ in ("xcomp", "advcl") and head in words("carrying") and asserted(verb.head)
