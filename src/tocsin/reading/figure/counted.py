"""What a number counts: the noun that it stands before, or the one that it stands for, and what happens to it."""

import dataclasses

from spacy.tokens import Token

from tocsin.reading.figure.lexicon import counts_people, is_thing
from tocsin.reading.parse import Parsed, ancestors, lemma
from tocsin.reading.quantity import Quantity
from tocsin.reading.quantity.units import one_of


@dataclasses.dataclass(frozen=True, slots=True)
class Counted:
    """The noun (``None`` where the number stands alone), its lemma, and the words it hangs on, nearest first."""

    number: Token
    noun: Token | None
    name: str
    above: tuple[str, ...]
    below: tuple[str, ...]


def counted(parsed: Parsed, quantity: Quantity) -> Counted | None:
    """What the quantity counts in a parsed sentence."""
    number = _number(parsed, quantity)
    if number is None:
        return None
    noun = _noun(parsed, quantity, number)
    anchor = noun if noun is not None else number
    name = _name(noun, parsed) if noun is not None else ""
    return Counted(number, noun, name, tuple(_above(anchor)), tuple(_below(anchor)))


def _number(parsed: Parsed, quantity: Quantity) -> Token | None:
    first, last = (quantity.parts[0].start, quantity.parts[0].end) if quantity.shift else quantity.number
    inside = [token for token in parsed.tokens if first <= token.idx < last and token.pos_ != "PUNCT"]
    return inside[-1] if inside else None


def _noun(parsed: Parsed, quantity: Quantity, number: Token) -> Token | None:
    """The last word of the unit that the text tells, else the noun that the parse puts the number under."""
    tail = [
        token
        for token in parsed.tokens
        if quantity.number[0] <= token.idx < quantity.end and token.i > number.i and token.pos_ != "PUNCT"
    ]
    said = next(
        (
            token
            for token in reversed(tail)
            if quantity.unit and one_of(token.lower_) == one_of(quantity.unit.split()[-1].casefold())
        ),
        None,
    )
    head = _head(number)
    people = _people_after(parsed, number)
    if people is not None and (said is None or not _known(said)):
        return people
    if said is not None and (_known(said) or head is None or head.i < said.i):
        return said
    if head is not None and head.pos_ in ("NOUN", "PROPN", "ADJ") and number.i < head.i <= number.i + 7:
        return head
    if said is not None and said.pos_ in ("NOUN", "PROPN") and said.dep_ not in ("amod",):
        return said
    return None


def _people_after(parsed: Parsed, number: Token) -> Token | None:
    """The last word of a people right behind the number, with no noun behind it: "400 Japanese live there"."""
    at = number.i + 1
    mention = parsed.mention(parsed.doc[at]) if at < len(parsed.doc) else None
    if mention is None or mention.kind not in ("people", "adjective"):
        return None
    while at + 1 < len(parsed.doc) and parsed.mention(parsed.doc[at + 1]) is mention:
        at += 1
    last = parsed.doc[at]
    after = last.nbor(1) if at + 1 < len(parsed.doc) else None
    named = after is not None and (after.pos_ in ("NOUN", "PROPN", "ADJ") and after.lower_ not in _VERBS)
    return None if named or not (mention.kind == "people" or last.text.endswith("ese")) else last


_VERBS = frozenset({"live", "work", "study", "reside", "remain", "march", "rally", "protest", "return", "stay"})


def _known(token: Token) -> bool:
    low = one_of(token.lower_)
    return counts_people(low) or is_thing(low)


def _head(number: Token) -> Token | None:
    current = number
    for _ in range(5):
        if (
            current.dep_ not in ("nummod", "quantmod", "compound", "amod", "advmod", "npadvmod", "nmod", "punct")
            or current.head.i == current.i
        ):
            return None
        current = current.head
        if current.pos_ != "NUM" and current.pos_ != "SYM" and not current.like_num and current.i > number.i:
            return current
    return None


def _name(noun: Token, parsed: Parsed) -> str:
    """The noun in the singular; a people of a state as it is called."""
    mention = parsed.mention(noun)
    if mention is not None and mention.kind in ("people", "adjective") and noun.idx + len(noun) >= mention.end:
        return one_of(parsed.text[mention.start : noun.idx + len(noun)])
    return one_of(noun.lower_)


def _above(token: Token) -> list[str]:
    """The lemmas of what the token hangs on, up to and with the nearest two verbs."""
    found, verbs = [], 0
    for head in ancestors(token):
        found.append(lemma(head))
        if head.pos_ in ("VERB", "AUX"):
            found += [lemma(child) for child in head.children if child.dep_ in ("acomp", "attr", "oprd", "prt")]
            verbs += 1
        if verbs == 2 or (verbs and head.dep_ in ("ROOT", "relcl", "advcl", "ccomp", "parataxis")):
            break
    return found


def _below(token: Token) -> list[str]:
    """The lemmas inside the phrase of the token: its modifiers and its clauses."""
    return [lemma(part) for part in token.subtree if part.i != token.i]
