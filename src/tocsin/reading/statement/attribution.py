"""Where a sentence attributes speech: the cue, and the noun phrase that speaks."""

import dataclasses
import functools
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.parse import SUBJECTS, Parsed, agents, lemma, lemmas, passive
from tocsin.reading.statement.asserted import asserted
from tocsin.reading.statement.complements import complemented
from tocsin.reading.statement.denying import words as denying
from tocsin.reading.statement.nouns import holders, objects_of, owners
from tocsin.reading.statement.orders import ORDERS, UNSAID, ordering, withheld
from tocsin.reading.statement.parties import can_speak, own_people
from tocsin.reading.statement.quotes import Quoted
from tocsin.reading.statement.subjects import speakers
from tocsin.reading.statement.words import is_body, is_human, table, verbs, words


@dataclasses.dataclass(slots=True)
class Attribution:
    """Speech that a sentence attributes: ``speaker`` is the noun that speaks, ``cue`` the word that says so."""

    cue: Token
    speaker: Token
    wording: str
    kind: str  # verb, noun, phrase
    quoted: bool = False


def attributions(parsed: Parsed, quoted: Quoted) -> list[Attribution]:
    """Every attribution of the sentence in the order of its cues, one for each cue and speaker."""
    found: list[Attribution] = []
    cues = _cues()
    for token, word in zip(parsed.tokens, lemmas(parsed.doc), strict=True):
        if word not in cues and token.lower_ not in _FORMS:
            continue
        found += [attribution for attribution in _at(token, parsed, quoted) if not _silent(attribution, quoted)]
    return found or list(_before_colon(parsed, quoted))


_FORMS = frozenset({"according", "let", "clear", "adamant", "certain", "by", "words"})


@functools.cache
def _cues() -> frozenset[str]:
    """Every lemma that can attribute speech, so that others are passed over at once."""
    return verbs() | words("nouns") | words("positions") | UNSAID | ORDERS


def _before_colon(parsed: Parsed, quoted: Quoted) -> Iterator[Attribution]:
    """A quote behind a colon is the subject's, whatever the verb: "The premier was blunt: "We stay.""."""
    colon = next((token for token in parsed.tokens if token.text == ":"), None)
    if colon is None or not any(0 < start - colon.idx <= 3 for start, _ in quoted.spans):
        return
    clause = parsed.doc[: colon.i]
    named = [clause[-1]] if len(clause) and not any(token.pos_ in ("VERB", "AUX") for token in clause) else []
    for token in [*clause, *named]:
        if (token.dep_ == "nsubj" or token in named) and (
            token.pos_ in ("PROPN", "PRON") or is_human(lemma(token)) or is_body(lemma(token))
        ):
            yield Attribution(colon, token, ":", "verb")
            return


def _at(token: Token, parsed: Parsed, quoted: Quoted) -> Iterator[Attribution]:
    if token.lower_ == "according":
        yield from _according(token)
    elif _misread(token):
        yield Attribution(token, token.nbor(-1), token.text, "verb")
    elif token.pos_ == "VERB" and (lemma(token) in ORDERS or withheld(token)):
        yield from _unspoken(token, parsed)
    elif token.pos_ in ("VERB", "AUX") and lemma(token) in verbs():
        if not any(_misread(child) for child in token.children if child.i == token.i - 1):
            yield from _verb(token, parsed, quoted)
    elif token.lower_ == "let" and any(child.dep_ == "ccomp" and lemma(child) == "know" for child in token.children):
        yield from (Attribution(token, noun, "let it be known", "verb") for noun in speakers(token))
    elif (
        token.lower_ in ("clear", "adamant", "certain")
        and token.dep_ == "acomp"
        and any(child.dep_ == "ccomp" for child in [*token.children, *token.head.children])
    ):
        yield from (
            Attribution(token, noun, f"{token.head.text} {token.text}", "verb")
            for noun in token.head.children
            if noun.dep_ == "nsubj" and (noun.pos_ == "PROPN" or is_human(lemma(noun)))
        )
    elif token.pos_ in ("NOUN", "PROPN") and lemma(token) in words("nouns"):
        yield from (Attribution(token, owner, token.text, "noun") for owner in owners(token, parsed))
    if token.pos_ == "NOUN" and lemma(token) in words("positions"):
        yield from (Attribution(token, owner, token.text, "noun") for owner in holders(token, parsed))
    if token.lower_ == "by" and token.dep_ in ("prep", "agent", "advmod"):
        yield from _reckoned(token)
    if token.lower_ == "words" and token.i and token.nbor(-1).lower_ == "the":
        yield from (Attribution(token, noun, "in the words of", "phrase") for noun in objects_of(token, "of"))


def _unspoken(verb: Token, parsed: Parsed) -> Iterator[Attribution]:
    """An order to one's own people, or words withheld: speech without what was said."""
    if lemma(verb) in ORDERS:
        yield from (Attribution(verb, noun, verb.text, "verb") for noun in ordering(verb))
        return
    wording = withheld(verb) or verb.text
    yield from (Attribution(verb, noun, wording, "verb") for noun in speakers(verb) if can_speak(noun, verb, parsed))


_DENIES = frozenset({"rejects", "dismisses", "denies", "disputes", "refutes", "rebuffs"})


def _misread(token: Token) -> bool:
    """Whether the tagger took a verb of denial for a noun: "the minister rejects claims that"."""
    return (
        token.lower_ in _DENIES
        and token.pos_ in ("NOUN", "PROPN")
        and 0 < token.i < len(token.doc) - 1
        and lemma(token.nbor()) in denying("claims")
        and (token.nbor(-1).pos_ in ("NOUN", "PROPN", "PRON") or token.nbor(-1).text[:1].isupper())
    )


def _silent(attribution: Attribution, quoted: Quoted) -> bool:
    """Whether the cue stands in somebody's quote and so tells of "I" and "we", not of another speaker."""
    speaker = attribution.speaker
    if speaker.lower_ in ("i", "we", "you", "us", "me") and speaker.text != "US":
        return True
    if not quoted.inside(attribution.cue.idx):
        return False
    cue = attribution.cue
    own = any(child.i == speaker.i for child in [*cue.children, *(cue.head.children if cue.pos_ == "ADJ" else ())])
    named = speaker.pos_ == "PROPN" or (
        not quoted.inside(speaker.idx)
        and (speaker.pos_ == "PRON" or is_human(lemma(speaker)) or is_body(lemma(speaker)))
    )
    return not (own and named) or (quoted.inside(speaker.idx) and cue.dep_ not in ("ROOT", "ccomp", "conj"))


def _according(token: Token) -> Iterator[Attribution]:
    for child in token.children:
        if child.lower_ == "to":
            for noun in child.children:
                if noun.dep_ in ("pobj", "pcomp") and lemma(noun) not in (
                    "information",
                    "law",
                    "plan",
                    "rule",
                    "schedule",
                    "need",
                    "custom",
                    "tradition",
                ):
                    yield Attribution(token, noun, f"{token.text} to", "phrase")


def _reckoned(by: Token) -> Iterator[Attribution]:
    """Whose reckoning it is: "by the count of X", "by X's own account"."""
    for noun in by.children:
        if noun.dep_ == "pobj" and lemma(noun) in words("reckoning"):
            whose = objects_of(noun, "of") or [child for child in noun.children if child.dep_ == "poss"]
            if whose and whose[0].lower_ in ("its", "his", "her", "their"):
                whose = [child for child in by.head.children if child.dep_ in SUBJECTS]
            for owner in whose:
                yield Attribution(noun, owner, f"by {noun.text}", "phrase")


def _verb(verb: Token, parsed: Parsed, quoted: Quoted) -> Iterator[Attribution]:
    quoting = _quoting(verb)
    if quoting is not None:
        yield from _handed_on(verb, quoting)
        return
    if not asserted(verb) or not complemented(verb, quoted):
        return
    for speaker in speakers(verb):
        if can_speak(speaker, verb, parsed) and not own_people(speaker, verb, parsed):
            yield Attribution(verb, speaker, _wording(verb), "verb")


def _quoting(verb: Token) -> Token | None:
    """The verb that quotes, where this one stands under it: "quoted Peskov as telling TASS"."""
    above = verb.head.head
    if verb.dep_ in ("pcomp", "advcl") and verb.head.lower_ == "as" and lemma(above) in ("quote", "cite", "report"):
        return above
    return (
        verb.head
        if verb.dep_ in ("advcl", "xcomp", "ccomp")
        and lemma(verb.head) in ("quote", "cite")
        and any(child.lower_ == "as" for child in verb.children)
        else None
    )


def _handed_on(verb: Token, quoting: Token) -> Iterator[Attribution]:
    told = [child for child in quoting.children if child.dep_ in ("dobj", "nsubjpass")]
    relay = agents(quoting) if passive(quoting) else [child for child in quoting.children if child.dep_ == "nsubj"]
    for noun in told[:1]:
        yield Attribution(verb, noun, verb.text, "verb")
    for noun in relay[:1]:
        if told:
            yield Attribution(quoting, noun, quoting.text, "relay")


def _wording(verb: Token) -> str:
    after = [child for child in verb.children if child.dep_ == "prt"]
    phrasal = table("phrases").get(lemma(verb), frozenset())
    after += [child for child in verb.children if child.dep_ == "prep" and child.lower_ in phrasal]
    after += [
        child
        for child in verb.children
        if child.dep_ in ("dobj", "acomp") and lemma(child) in table("objects").get(lemma(verb), frozenset())
    ]
    after = [part for part in after if verb.i < part.i <= verb.i + 3]
    last = max([verb.i, *(part.i for part in after)])
    return str(verb.doc[verb.i : last + 1].text)
