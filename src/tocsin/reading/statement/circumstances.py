"""What is told around a statement: its form, the day, whom it was said to, and where."""

import datetime as dt

from spacy.tokens import Token

from tocsin.reading import when
from tocsin.reading.parse import lemma
from tocsin.reading.statement.spoken import Line, Spoken
from tocsin.records import Form

_VENUES = frozenset(
    (
        "statement tweet interview conference briefing website twitter telegram facebook instagram post letter "
        "speech call remarks address telegraph weibo truth platform blog broadcast television tv radio programme "
        "program readout press communique communiqué note release message video channel account meeting summit "
        "session parliament testimony hearing podcast gaggle page memo email sidelines debate media threads x"
    ).split()
)
_TOLD = frozenset(
    {"tell", "inform", "notify", "urge", "warn", "remind", "assure", "ask", "advise", "brief", "caution", "reassure"}
)
_LONG = 90
_MOSTLY = 0.45


def form(line: Line, spoken: Spoken) -> Form:
    """Direct where most of what is said is quoted, mixed where words of it are, indirect where none is."""
    if not line.quoted.spans:
        return "indirect"
    if spoken.continuation:
        return "direct"
    sentence = len(line.sentence.clean)
    whole = any(
        line.sentence.clean[start:end].rstrip().endswith((",", ".", "!", "?")) for start, end in line.quoted.spans
    )
    return "direct" if whole or line.quoted.share(sentence) >= _MOSTLY else "mixed"


def day(line: Line, spoken: Spoken, published: dt.date | None) -> dt.date | None:
    """The day that stands with the cue ("said on Friday"), else of publication if no other time is told."""
    if spoken.token is None or line.parsed is None:
        return published
    vague = False
    for found in when.find(line.sentence.clean, published):
        if line.quoted.inside(found.start):
            continue
        token = next((part for part in line.parsed.tokens if part.idx <= found.start < part.idx + len(part)), None)
        if token is None or _verb_above(token) is not spoken.token.i:
            continue
        exact = when.day_of(found)
        if exact is not None and (published is None or exact <= published):
            return exact
        vague = vague or (found.kind == "date" and not found.value.startswith("PRESENT"))
    return None if vague else published


def _verb_above(token: Token) -> int:
    current = token
    while current.head.i != current.i and current.pos_ not in ("VERB", "AUX"):
        current = current.head
    return int(current.i)


def addressee(spoken: Spoken) -> str | None:
    """Whom the words were said to, as written: "reporters", "CNN", "Zelensky"."""
    cue = spoken.token
    if cue is None or spoken.kind != "verb":
        return None
    for child in cue.children:
        if (
            child.dep_ in ("dobj", "dative", "nsubj")
            and child.i > cue.i
            and lemma(cue) in _TOLD
            and child.pos_ in ("NOUN", "PROPN", "PRON")
        ):
            return _phrase(child)
        if child.dep_ in ("prep", "dative") and child.lower_ == "to" and lemma(cue) not in ("go", "point"):
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.pos_ in ("NOUN", "PROPN", "PRON"):
                    return _phrase(noun)
    return None


def venue(spoken: Spoken) -> str | None:
    """Where the words were said, as written: "in a statement", "on its website"."""
    if spoken.token is None or spoken.kind != "verb":
        return None
    for child in spoken.token.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "on", "at", "during", "via", "through", "by"):
            for noun in child.children:
                if noun.dep_ == "pobj" and lemma(noun) in _VENUES:
                    return f"{child.text} {_phrase(noun)}"
    return None


def _phrase(noun: Token) -> str:
    """The noun phrase as written, up to a clause."""
    last = noun.i
    for part in noun.subtree:
        if (
            part.i == last + 1
            and part.dep_ not in ("relcl", "acl", "punct", "appos", "cc")
            and part.pos_ not in ("PUNCT", "VERB")
        ):
            last = part.i
    first = min((part.i for part in noun.subtree if part.i <= noun.i), default=noun.i)
    return str(noun.doc[first : last + 1].text)[:_LONG]
