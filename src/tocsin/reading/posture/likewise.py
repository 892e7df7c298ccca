"""Others who do the same: "Germany and Italy followed suit", "Kuwait has done so too", "so did Peru".

What is left out is what was told just before: in the same sentence, else in one of the two before it.
"""

import dataclasses
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, ancestors, is_a, lemma, objects, subjects
from tocsin.reading.patterns import pattern, word_class
from tocsin.reading.posture.airline import line_of, name_of, named_beside
from tocsin.reading.posture.modality import DROP, asks, modality
from tocsin.reading.posture.model import Finding
from tocsin.reading.states import states
from tocsin.reading.who import Context, governments
from tocsin.records import Posture

_ACTORS = frozenset({"name", "capital", "government"})
_TOLD = frozenset({"advise", "recommend", "warn", "urge", "counsel", "tell", "ask", "say", "instruct"})
_WORDS = frozenset({"advice", "warning", "instruction", "recommendation", "order", "alert", "appeal", "call"})
_STEPS = frozenset({"step", "measure", "move", "decision", "thing"})
_GIVES = frozenset("give issue take make adopt offer impose announce order consider weigh plan".split())


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A record of an earlier clause, and how it was told: by which word, in passing, as going on, in which sentence."""

    record: Posture
    at: int
    aside: bool = False
    ongoing: bool = False
    sentence: int = 0


def same(text: str) -> bool:
    """Whether a sentence may tell that somebody does what another did."""
    return bool(pattern("likewise.same").search(text))


def told(record: Posture, head: Token) -> Told:
    """A record and how its words tell it: "Oman, which closed its embassy in May, …" tells it in passing."""
    above = [head, *ancestors(head)]
    return Told(record, head.i, any(token.dep_ == "relcl" for token in above), any(map(_ongoing, above)))


def _ongoing(verb: Token) -> bool:
    return verb.tag_ == "VBG" and any(child.dep_ == "aux" and child.tag_ in ("VBZ", "VBP") for child in verb.children)


def likewise(parsed: Parsed, context: Context, fresh: Sequence[Told], before: Sequence[Told]) -> Iterator[Finding]:
    """What others do as well: ``fresh`` was told in this sentence, ``before`` in the one or two before it."""
    if not same(parsed.text) or asks(parsed):
        return
    for head, only in _heads(parsed):
        telling = _telling(head)
        senders = _senders(telling or head, parsed, context)
        if any(each.record.sender in senders for each in fresh):  # "Estonia followed and told its citizens to leave"
            continue
        near = [each for each in fresh if each.at < head.i] or before
        if _ongoing(head) and lemma(head) == "do":
            near = [each for each in near if each.ongoing]
        yield from _again(_source(near, senders, parsed, only=only or telling is not None), head, senders, parsed)
    for head, senders in _inverted(parsed):
        near = [each for each in fresh if each.at < head.i] or before
        yield from _again(_source(near, senders, parsed), head, senders, parsed)


def _heads(parsed: Parsed) -> Iterator[tuple[Token, bool]]:
    """The verbs that stand for another, each with whether it can only stand for words ("advises likewise")."""
    for token in parsed.tokens:
        word = lemma(token)
        after = parsed.text[token.idx :]
        if token.pos_ in ("VERB", "AUX") and word in ("follow", "do") and pattern(f"likewise.{word}").match(after):
            yield token, False
        elif token.lower_ == "likewise" and token.head.pos_ == "VERB" and lemma(token.head) in _TOLD:
            yield token.head, True
        elif word in _GIVES and token.pos_ == "VERB" and (things := [noun for noun in objects(token) if _same(noun)]):
            yield token, any(lemma(noun) in _WORDS for noun in things)


def _telling(head: Token) -> Token | None:
    """ "Asked its nationals to do the same": the verb that tells them."""
    people = [noun for noun in subjects(head) if is_a(noun, "people")]
    return head.head if people and head.dep_ in ("xcomp", "ccomp") and lemma(head.head) in word_class("force") else None


def _same(noun: Token) -> bool:
    words = {child.lower_ for child in noun.children if child.i < noun.i}
    return bool(words & {"same", "similar"}) and lemma(noun) in _WORDS | _STEPS


def _senders(head: Token, parsed: Parsed, context: Context) -> list[str]:
    nouns = subjects(head)
    if head.dep_ == "acl" and all(noun.i == head.head.i for noun in nouns):  # "had no plans to do so"
        nouns = subjects(head.head.head)
    if nouns and all(noun.lower_ in ("it", "they") for noun in nouns):
        nouns = _named_before(nouns[0], parsed)
    lines = [mention for mention in parsed.mentions if mention.kind == "airline"]
    own: list[str | None] = [name for noun in nouns if (name := line_of(noun, parsed))]
    if own:
        return [name for name in dict.fromkeys([*own, *named_beside(own, parsed, lines)]) if name]
    codes = [
        code
        for noun in nouns
        if ((mention := parsed.mention(noun)) is not None and mention.kind in _ACTORS) or is_a(noun, "government")
        for code in governments(noun, parsed, context.fresh())
    ]
    return list(dict.fromkeys(codes)) or [
        name_of(noun) for noun in nouns if noun.pos_ == "PROPN" and parsed.mention(noun) is None
    ]


def _named_before(pronoun: Token, parsed: Parsed) -> list[Token]:
    """Whom "it" stands for in "Sky Airline said it would do so": the subject named last before it."""
    found = [
        token
        for token in parsed.doc[: pronoun.i]
        if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("PROPN", "NOUN") and token.head.i < pronoun.i
    ]
    return [token for noun in found[-1:] for token in [noun, *noun.conjuncts]]


def _inverted(parsed: Parsed) -> Iterator[tuple[Token, list[str]]]:
    """ "So did Peru", "…, as have Chile and LATAM": who stands behind the verb."""
    for match in pattern("likewise.inverted").finditer(parsed.text):
        end, found = match.end(), list[str]()
        for mention in parsed.mentions:
            if mention.start < match.end():
                continue
            if not re.fullmatch(r"[\s,]*(?:and |or )?(?:the |both )*", parsed.text[end : mention.start]):
                break
            if mention.kind in _ACTORS or mention.kind == "airline":
                found.append(mention.name if mention.kind == "airline" else mention.code)
            end = mention.end
        span = parsed.doc.char_span(match.start("verb"), match.end("verb"), alignment_mode="expand")
        if found and span is not None:
            yield span[0], found


def _source(near: Sequence[Told], senders: list[str], parsed: Parsed, *, only: bool = False) -> list[Told]:
    """The measures that are meant: of the sender told last, and of the kind that the new senders can take."""
    flying = bool(senders) and not any(is_state(sender) for sender in senders)
    fit = [
        each
        for each in near
        if senders
        and (each.record.sender is None or each.record.sender not in senders)
        and (each.record.type == "carrier" and not is_state(each.record.sender)) == flying
        and not (only and each.record.type not in ("advice", "directive"))
    ]
    fit = [each for each in fit if not each.aside] or fit
    named = _as_whom(parsed, fit)
    last = max(
        (each for each in fit if named in (None, each.record.sender)),
        key=lambda each: (each.sentence, each.at),
        default=None,
    )
    return [each for each in fit if last and (each.record.sender, each.sentence) == (last.record.sender, last.sentence)]


def _as_whom(parsed: Parsed, fit: Sequence[Told]) -> str | None:
    """ "The same step as Warsaw": whose step it is, where the sentence says so."""
    found = pattern("likewise.as_whom").search(parsed.text)
    named = [mention.code for mention in parsed.mentions if found and mention.start == found.end()]
    return next((each.record.sender for each in fit if each.record.sender in named), None)


def is_state(sender: str | None) -> bool:
    """Whether a sender is a state, by its code, and no airline."""
    return sender is not None and sender in states()


def _again(source: Sequence[Told], head: Token, senders: list[str], parsed: Parsed) -> Iterator[Finding]:
    """Each of these measures, of other senders."""
    seen: set[tuple[object, ...]] = set()
    for record in (each.record for each in source):
        fact = (record.type, record.value, record.host, record.place)
        how = _mode(head, record, parsed)
        if fact in seen or how == DROP:
            continue
        seen.add(fact)
        yield Finding(
            type=record.type,
            value=record.value,
            head=head,
            senders=list(senders),
            hosts=[(record.host, record.place)],
            modality=how,
            scope=record.scope,
            wording=head.text,
        )


_AHEAD = frozenset({"will", "would", "'ll"})


def _mode(head: Token, record: Posture, parsed: Parsed) -> str:
    """That of the words which stand for the measure; where they tell a fact, that of the measure itself."""
    if lemma(head) in word_class("considering"):  # "is considering the same step"
        return "considered"
    how = modality(head, parsed, value=record.value)
    if how != "fact":
        return how
    ahead = any(child.dep_ == "aux" and child.lower_ in _AHEAD for child in head.children)
    return "planned" if ahead and record.value in ("open", "reopened") else record.modality
