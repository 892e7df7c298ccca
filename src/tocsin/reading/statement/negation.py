"""What a party says that it did not do: "we have not resigned", "its troops were not there"."""

from spacy.tokens import Token

from tocsin.reading.parse import SUBJECTS, Parsed, lemma
from tocsin.reading.statement.denying import words
from tocsin.reading.statement.spoken import Line, Spoken

_OWN = frozenset({"it", "he", "she", "they", "we", "i"})
_POSSESSIVE = frozenset({"its", "his", "her", "their", "our", "my"})
_MODALS = frozenset(("will would wo can could ca may might must shall should 'll 'd ought need").split())
_UNREAL = frozenset(
    ("if unless whether because until while although though since after when before once so why how").split()
)
_PLACED = frozenset({"in", "at", "behind", "under", "inside", "near", "on", "among", "part"})


def own_negation(line: Line, one: Spoken) -> Token | None:
    """The verb of what the speaker says that he, it or what is theirs does not do or did not do; ``None`` if none."""
    admitted = one.token is not None and lemma(one.token) in words("admitting")
    if line.parsed is None or line.sentence.clean.endswith("?") or admitted:
        return None
    for verb in line.parsed.tokens:
        if verb.pos_ in ("VERB", "AUX") and _told(verb, line, one) and _denied(verb, line, one):
            return verb
    return None


def _denied(verb: Token, line: Line, one: Spoken) -> bool:
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is None or line.parsed is None or not _own(subject, line, one):
        return False
    if any(child.dep_ == "aux" and child.lower_ in _MODALS for child in verb.children):
        return False
    if any(
        child.lower_ in _UNREAL and child.dep_ in ("mark", "advmod") and child.i < verb.i for child in verb.children
    ):
        return False
    word = lemma(verb)
    if word == "have" and _has_none(verb):
        return True
    if word in words("light") and not _such(verb):
        return False
    refused = _negative(verb) or _none_of(subject)
    if word == "be" or verb.pos_ == "AUX":
        placed = any(child.dep_ == "prep" and child.lower_ in _PLACED for child in verb.children)
        return refused and placed and subject.lower_ != "it"
    return refused and word not in words("mild") and (line.answering or word not in words("measures"))


def _negative(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ == "never" for child in verb.children)


def _none_of(subject: Token) -> bool:
    """ "No soldier of ours", "none of its men"."""
    none = subject.lower_ in ("none", "nobody") or any(
        child.lower_ in ("no", "neither") and child.dep_ in ("det", "preconj", "cc") for child in subject.children
    )
    return none and any(part.lower_ in _POSSESSIVE | {"ours", "theirs"} for part in subject.subtree)


def _has_none(verb: Token) -> bool:
    """ "Has no mercenaries there": nothing of the sort, and not "has no choice"."""
    return any(
        child.dep_ == "dobj"
        and lemma(child) not in words("lacking")
        and any(part.lower_ == "no" and part.dep_ == "det" for part in child.children)
        for child in verb.children
    )


def _such(verb: Token) -> bool:
    """ "Gave no such order", "made any threat"."""
    return any(
        child.dep_ == "dobj"
        and lemma(child) not in words("lacking")
        and any(part.lower_ in ("such", "any") for part in child.children)
        for child in verb.children
    )


def _own(subject: Token, line: Line, one: Spoken) -> bool:
    """Whether the subject is the speaker, what is the speaker's, or the state that the speaker speaks for."""
    low = subject.lower_
    if low in _OWN:
        first = low in ("we", "i")
        return first == line.quoted.inside(subject.idx) or (first and not line.quoted.spans)
    if any(child.dep_ == "poss" and child.lower_ in _POSSESSIVE for child in subject.children) or _none_of(subject):
        return True
    mention = _parsed(line).mention(subject)
    return (
        mention is not None
        and one.voice.country is not None
        and mention.code == one.voice.country
        and mention.kind in ("name", "government", "capital")
    )


def _parsed(line: Line) -> Parsed:
    assert line.parsed is not None  # noqa: S101
    return line.parsed


def _told(verb: Token, line: Line, one: Spoken) -> bool:
    """Whether the verb heads a clause of what is said: under the cue, beside it, or in the quote."""
    if verb.dep_ not in ("ccomp", "ROOT", "conj", "parataxis"):
        return False
    cue = one.token
    if cue is None:
        return line.quoted.inside(verb.idx)
    if cue.i == verb.i:
        return False
    return line.quoted.inside(verb.idx) or cue in verb.ancestors or verb in cue.ancestors
