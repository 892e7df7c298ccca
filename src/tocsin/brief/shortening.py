"""A brief made shorter by somebody who may only choose: put entries in order, leave some out, cut a quote.

Nothing is taken that is not in the brief already. What an entry is denied by or told otherwise stays with it, fixed
words stay whole, and what is cut from a quote may hold no word that weighs (not, may, denies, said).
"""

import re
from collections.abc import Iterable, Sequence

import msgspec

from tocsin.brief.checking import QUOTED
from tocsin.brief.model import Brief, Item, Section, Sentence
from tocsin.brief.words import counted, plain
from tocsin.errors import TocsinError

WHOLE = frozenset({"board", "unknown"})
"""Sections that nobody shortens: what stands, and what is not known."""
FEWEST = 3
"""Sentences from which a section is worth shortening."""
_WEIGHS = re.compile(
    r"\b(?:not?|none|never|neither|nor|nobody|nothing|without|unless|if|but|except|only|although|though|despite"
    r"|may|might|could|would|should|can|cannot|plan\w*|consider\w*|propos\w*|threat\w*|likely|possibl\w*|perhaps"
    r"|den(?:y|ies|ied|ying|ial\w*)|doubt\w*|refus\w*|reject\w*|fals\w*|alleg\w*|claim\w*|said|says?|saying|told"
    r"|tells?|accord\w*|report\w*|warn\w*|believ\w*|expect\w*|fear\w*|suspect\w*|former\w*|once)\b|n['’]t\b",
    re.IGNORECASE,
)
_CUT = "…"


class ShortenError(TocsinError):
    """What was chosen is not of the brief, or leaves out what has to stay."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that stays, by its number among those offered (from 1); ``words`` is what stays of its quote."""

    sentence: int
    words: str | None = None


def offered(section: Section) -> tuple[str, ...]:
    """The sentences of a section that may be put in order, left out and cut; none where it stays as it is."""
    sentences = _sentences(section.items)
    if section.slug in WHOLE or len(section.items) < 2 or len(sentences) < FEWEST:
        return ()
    return tuple(each.text for each in sentences)


def shortened(section: Section, kept: Sequence[Kept]) -> Section:
    """The section with only what was kept, in the order of what was kept. Raises ShortenError where that cannot be."""
    chosen = {each.sentence: each for each in kept}
    if not chosen or len(chosen) < len(kept):
        message = f"of {section.title!r} nothing was kept, or a sentence twice"
        raise ShortenError(message)
    places = _places(section.items)
    if not set(chosen) <= set(places):
        message = f"there is no such sentence in {section.title!r}"
        raise ShortenError(message)
    order = list(dict.fromkeys(places[each.sentence] for each in kept))
    items = [_item(section.items[at], [n for n, place in places.items() if place == at], chosen) for at in order]
    before = {each.text for each in section.sentences}
    cut = sum(each.text not in before for item in items for each in (item.said, *item.beside))
    if len(items) < len(section.items) or cut:
        note = f"{section.note} Shortened: {len(items)} of {len(section.items)} entries, {counted(cut, 'cut quote')}."
        return msgspec.structs.replace(section, items=tuple(items), note=note)
    return msgspec.structs.replace(section, items=tuple(items))


def together(brief: Brief, sections: Sequence[Section], *, model: str) -> Brief:
    """The brief of these sections, which says who shortened it; references that nothing rests on any more are gone."""
    used = {number for section in sections for each in section.sentences for number in each.refs}
    said = (
        f"Shortened by a language model ({plain(model)}), which chose the order and what is left out, and wrote no "
        "word; without --shorten all of it stands here."
    )
    references = tuple(each for each in brief.references if each.number in used)
    return msgspec.structs.replace(brief, sections=tuple(sections), references=references, shortening=said)


def as_it_was(brief: Brief, why: str) -> Brief:
    """The brief unchanged, which says why it was not shortened."""
    return msgspec.structs.replace(brief, shortening=plain(f"It was to be shortened and is not: {why.rstrip('.')}."))


def _sentences(items: Iterable[Item]) -> list[Sentence]:
    return [each for item in items for each in (item.said, *item.beside)]


def _places(items: Sequence[Item]) -> dict[int, int]:
    """The entry of each sentence, by the sentence's number."""
    owners = [at for at, item in enumerate(items) for _ in (item.said, *item.beside)]
    return dict(enumerate(owners, 1))


def _item(item: Item, numbers: Sequence[int], chosen: dict[int, Kept]) -> Item:
    """An entry with all that stands beside it: who denies it, and what else is told."""
    if missing := [number for number in numbers if number not in chosen]:
        message = f"sentence {missing[0]} stands beside another that was kept, and was left out"
        raise ShortenError(message)
    said = [_sentence(each, chosen[n].words) for each, n in zip(_sentences([item]), numbers, strict=True)]
    return Item(said=said[0], beside=tuple(said[1:]))


def _sentence(sentence: Sentence, words: str | None) -> Sentence:
    """The sentence with its quote cut to some of its words, which stand in it one after the other."""
    quotes = list(QUOTED.finditer(sentence.text))
    if words is None or (len(quotes) == 1 and words == quotes[0][1]):
        return sentence
    if len(quotes) != 1:
        raise ShortenError("a sentence without a quote was cut")
    quote, part = quotes[0][1], words.strip()
    found = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", quote) if part else None
    if found is None:
        message = f"{words[:80]!r} does not stand in the quote that it was cut from"
        raise ShortenError(message)
    before, after = quote[: found.start()], quote[found.end() :]
    if _WEIGHS.search(before) or _WEIGHS.search(after):
        message = f"what was cut from {quote[:80]!r} holds a word that weighs"
        raise ShortenError(message)
    left = f"{_CUT} " if before.strip() else ""
    right = f" {_CUT}" if re.search(r"\w", after) else after
    start, end = quotes[0].span(1)
    return msgspec.structs.replace(sentence, text=f"{sentence.text[:start]}{left}{part}{right}{sentence.text[end:]}")
