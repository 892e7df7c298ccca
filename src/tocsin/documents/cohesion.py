"""What ties a paragraph to the ones before it: names, pronouns, repeated words; and what starts something new."""

import collections
import math
import re
from collections.abc import Iterable, Sequence

import msgspec

from tocsin.documents.words import listed

_WORD = re.compile(r"[^\W\d_][\w’'-]*", re.UNICODE)
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=[A-Z“\"])")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_CAPS = re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽĆ][\w’'-]*")
_FULL = re.compile(
    r"\b([A-ZÀ-ÖØ-ÞŁŚŻČŠŽĆ][a-zà-ÿł\w’'-]+)\s+(?:(?:al|el|bin|van|von|der|de|da|di|bin"
    r"|ben)[ -])*([A-ZÀ-ÖØ-ÞŁŚŻČŠŽĆ][a-zà-ÿ\w’'-]{2,})"
)
_OPEN_QUOTE = re.compile(r"^[\s(]*[“\"‘]")
_PRONOUN = re.compile(
    r"^(?:he|she|they|it|this|that|these|those|his|her|their|its|both|others?|another|one of|some of"
    r"|many of|most of|such|neither|here|there|we|i|you)\b",
    re.I,
)
_LINK = re.compile(
    r"^(?:but|and|meanwhile|however|also|still|yet|so|then|later|afterwards?|separately|additionally"
    r"|in addition|moreover|furthermore|instead|though|although"
    r"|nevertheless|nonetheless|asked|when asked|pressed|speaking|adding|according to (?:the|a|him"
    r"|her)|in (?:response|the same|a separate|another|his|her|the statement|a statement|an? earlier"
    r"|turn|particular|total)"
    r"|as part|back in|some context|remember|key context|more context|more background|background"
    r"|context|what (?:to know|this means|we know)|for (?:context|now|example|his part|her part"
    r"|its part)"
    r"|similarly|likewise|until (?:now|then)|since then|before (?:that|then)|after (?:that|the)"
    r"|following (?:the|that|this|his|her)|during (?:the|his|her|that)|at the (?:same )?time|normally"
    r"|usually|previously|earlier|pointing|addressing|referring|noting|not all|even so|in all"
    r"|among (?:the|those|them)|as for|as to"
    r"|on (?:the ground|that|the other)|of (?:the|those)|if (?:the|so|you|they)|while (?:the|he|she"
    r"|it|they)|having|citing)\b",
    re.I,
)
_DEFINITE = re.compile(
    r"^(?:the|an?other|a second|a third|that|this)\s+(?:[a-z][\w-]+\s+){0,2}?(?P<noun>[a-z][\w-]+)\b"
)
_SPEECH_NOUN = listed("speech_nouns")
_NOT_PEOPLE = listed("not_people")
_STOP = listed("stop")
_ALSO = re.compile(r"\b(?:also|too|another|again|added|continued|adding|further|additional|earlier)\b", re.I)
_ON_DAY = re.compile(
    r"(?:On|Late|Early|Earlier|Last)(?: on)? ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|week|month|year)\b"
)
_SAID = (
    r"(?:said|says|added|adds|told|continued|noted|stressed|warned|wrote|tweeted|explained|stated"
    r"|claimed|argued|insisted|concluded|emphasi[sz]ed|reads?|recalled|admitted)"
)
_SAYS_PRONOUN = re.compile(
    rf"\b(?:he|she|they|it|who) (?:also |later |then |further )?{_SAID}\b|\b{_SAID} (?:he|she|they)\b"
    rf"|\bhis (?:remarks|comments)|\bher (?:remarks|comments)",
    re.I,
)
_SAYS_DEFINITE = re.compile(
    rf"\b[Tt]he (?:[a-z-]+ ){{1,2}}(?:also |later |then |further )?{_SAID}\b"
    rf"|\b[Aa]ccording to the [a-z]+\b(?! [A-Z])|\b{_SAID} the [a-z]+\b"
)
_SAYS_INDEFINITE = re.compile(
    rf"\b(?:according to|{_SAID} (?:by|in)?) ?(?:an?|two|three|several|multiple|some) |\b(?:a|an|two"
    rf"|three|several|multiple) (?:[\w-]+ ){{1,6}}{_SAID}\b|\bsources? familiar",
    re.I,
)
_THE = re.compile(r"\bthe ([a-z][\w-]+)")
_OF_KNOWN = re.compile(r"^The (?P<whose>[A-ZÀ-Þ][\w’'-]*) (?:[a-z][\w-]+ )?[a-z][\w-]+")
_PERFECT = re.compile(r"\b(?:has|have|is|are|will)\s+(?:been\s+)?(?!also)\w+")
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:today|tonight|overnight)\b")
_NEWS = re.compile(
    r"\b(?:said|says|announced|told|urged|warned|advised|ordered|called|confirmed|reported|tweeted"
    r"|has|have|will|is|are|according to)\b"
)


FEATURES = (
    "bias",
    "quote",
    "pronoun",
    "link",
    "definite",
    "definite_known",
    "surname_here",
    "solo_here",
    "again_here",
    "again_before",
    "new_name",
    "also",
    "also_early",
    "day_main",
    "day_other",
    "on_day_main",
    "on_day_other",
    "picture",
    "picture_tied",
    "names_new",
    "names_old",
    "share_new",
    "close_last",
    "close_post",
    "close_next",
    "next_back",
    "next_ties",
    "next_names_tie",
    "lead_in_last_head",
    "short_known",
    "indefinite",
    "last_quote",
    "short",
    "first_of_post",
    "long_post",
    "full_lead",
    "says_pronoun",
    "says_definite",
    "says_indefinite",
    "says_known",
    "back_references",
    "definite_of_known",
    "perfect",
)


class Facts(msgspec.Struct, frozen=True):
    """What one paragraph shows by itself."""

    first: str
    head: tuple[str, ...]
    lead: tuple[str, ...]
    names: frozenset[str]
    roots: frozenset[str]
    full: frozenset[tuple[str, str]]
    first_full: frozenset[tuple[str, str]]
    words: frozenset[str]
    length: int
    quote: bool
    pronoun: bool
    link: bool
    indefinite: bool
    definite: str | None
    also: bool
    also_early: bool
    days: tuple[str, ...]
    on_day: str | None
    news: bool
    says: tuple[bool, bool, bool]
    speakers: frozenset[str]
    the: frozenset[str]
    whose: str | None
    perfect: bool


class Post:
    """What the post that is being read has named so far."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.roots: set[str] = set()
        self.full: set[tuple[str, str]] = set()
        self.words: set[str] = set()
        self.size = 0

    def add(self, facts: Facts, *, shown: bool = False) -> None:
        """Take in one paragraph; ``shown``: a caption, which introduces nobody."""
        self.names |= facts.names
        self.roots |= facts.roots
        self.words |= facts.words
        if not shown:
            self.full |= facts.full
            self.size += 1


class Weights:
    """How telling each word of a text is: rare words tie, common ones do not."""

    def __init__(self, paragraphs: Iterable[Facts]) -> None:
        count: collections.Counter[str] = collections.Counter()
        total = 0
        for facts in paragraphs:
            count.update(facts.words)
            total += 1
        self._idf = {word: math.log((1 + total) / (0.5 + n)) for word, n in count.items()}

    def close(self, one: frozenset[str] | set[str], other: frozenset[str] | set[str]) -> float:
        """How much of the rarer words of ``one`` stands in ``other``, from 0 to 1."""
        if not one or not other:
            return 0.0
        mass = sum(self._idf.get(word, 1.0) for word in one)
        return sum(self._idf.get(word, 1.0) for word in one if word in other) / mass if mass > 0 else 0.0


def lower_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that a text also writes small: capitalised at a sentence's start they are no names."""
    return frozenset(word for text in texts for word in _WORD.findall(text) if word[:1].islower())


def facts_of(text: str, small: frozenset[str]) -> Facts:
    """Everything about one paragraph that does not depend on its neighbours."""
    tokens = _WORD.findall(text)
    first = _SENTENCE.split(text, maxsplit=1)[0]
    bare = _QUOTED.sub(" ", text)
    whose = _OF_KNOWN.match(text)
    names = frozenset(
        _base(t)
        for t in tokens
        if _CAPS.match(t) and len(t) > 1 and t.casefold() not in _STOP and t.casefold() not in small
    )
    definite = (
        _DEFINITE.match(text[:1].lower() + text[1:])
        if text[:4].casefold() in ("the ", "anot", "a se", "a th", "that", "this")
        else None
    )
    return Facts(
        first=first,
        head=tuple(tokens[:8]),
        lead=tuple(_base(t) for t in tokens[:6] if _CAPS.match(t) and _base(t) in names),
        names=names,
        roots=frozenset(name[:4].casefold() for name in names),
        full=_full_names(text),
        first_full=_full_names(first),
        words=frozenset(_stem(t) for t in tokens if len(t) > 2 and t.casefold() not in _STOP),
        length=len(tokens),
        quote=bool(_OPEN_QUOTE.match(text)),
        pronoun=bool(_PRONOUN.match(text)),
        link=bool(_LINK.match(text)),
        definite=definite["noun"] if definite else None,
        indefinite=bool(re.match(r"(?:An?|One|Two|Three|Several|Some|Multiple|Many|More|Other)\b", text)),
        also=bool(_ALSO.search(" ".join(tokens[5:12]))),
        also_early=bool(_ALSO.search(" ".join(tokens[:5]))),
        days=tuple(_DAY.findall(_QUOTED.sub(" ", first))),
        on_day=on_day[1] if (on_day := _ON_DAY.match(text)) else None,
        news=bool(_NEWS.search(first)),
        says=(bool(_SAYS_PRONOUN.search(bare)), bool(_SAYS_DEFINITE.search(bare)), bool(_SAYS_INDEFINITE.search(bare))),
        speakers=frozenset(
            re.findall(rf"([A-ZÀ-Þ][\w’'-]+) (?:also |later |then )?{_SAID}\b", bare)
            + re.findall(rf"\b{_SAID} ([A-ZÀ-Þ][\w’'-]+)", bare)
        ),
        the=frozenset(_stem(noun) for noun in _THE.findall(bare)),
        whose=_base(whose["whose"]) if whose else None,
        perfect=bool(_PERFECT.search(" ".join(tokens[:9]))),
    )


class Gap(msgspec.Struct, frozen=True):
    """One place where a new post may open: the paragraphs around it, and what is printed between."""

    before: Facts
    here: Facts
    after: Facts | None
    picture: frozenset[str] | None
    main_day: str


def features(gap: Gap, post: Post, seen: set[tuple[str, str]], weights: Weights) -> list[float]:
    """The numbers that ``posts.py`` weighs to say whether ``gap.here`` opens a new post; the order is ``FEATURES``."""
    here, before, after = gap.here, gap.before, gap.after
    surnames = {last for _, last in post.full}
    fresh = [name for name in here.lead if name not in post.names]
    known_full = here.first_full & post.full
    close_next = weights.close(after.words, here.words) if after else 0.0
    today = (gap.main_day, "today")
    numbers = (
        True,
        here.quote,
        here.pronoun,
        here.link,
        here.definite is not None,
        here.definite is not None and (here.definite in _SPEECH_NOUN or _stem(here.definite) in post.words),
        bool(here.head) and _base(here.head[0]) in surnames,
        bool({_base(t) for t in here.head} & surnames) and not known_full,
        bool(known_full),
        bool((here.first_full & seen) - post.full),
        bool(here.first_full - seen - post.full),
        here.also,
        here.also_early,
        any(day in today for day in here.days),
        any(day not in today for day in here.days),
        here.on_day == gap.main_day,
        here.on_day is not None and here.on_day != gap.main_day,
        gap.picture is not None,
        gap.picture is not None and bool(gap.picture & here.names) and not gap.picture <= before.names,
        bool(here.lead) and len(fresh) == len(here.lead),
        bool(here.lead) and not fresh,
        len([n for n in here.roots if n not in post.roots]) / (1 + len(here.roots)),
        weights.close(here.words, before.words),
        weights.close(here.words, post.words),
        close_next,
        close_next - (weights.close(after.words, before.words) if after else 0.0),
        after is not None and (after.quote or after.pronoun or after.link or after.definite is not None),
        after is not None and bool((after.roots & here.roots) - post.roots),
        bool({name[:4].casefold() for name in here.lead} & {name[:4].casefold() for name in before.lead}),
        bool({last for _, last in seen} & set(here.lead)) and not here.first_full,
        here.indefinite,
        before.quote,
        here.length < 12,
        post.size <= 1,
        math.log1p(post.size),
        here.length >= 18 and here.news and not (here.quote or here.pronoun or here.link),
        here.says[0] and not here.first_full,
        here.says[1],
        here.says[2],
        bool(here.speakers & surnames) and not here.first_full,
        min(3, len(here.the & post.words)),
        here.whose is not None and here.whose[:4].casefold() in post.roots,
        here.perfect,
    )
    return [float(number) for number in numbers]


def main_day(paragraphs: Sequence[Facts]) -> str:
    """The weekday that a text names most: the day it was written."""
    count = collections.Counter(day for facts in paragraphs for day in facts.days if day.endswith("day"))
    return count.most_common(1)[0][0] if count else "today"


def _full_names(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of a given name and a surname, institutions and offices left out."""
    return frozenset(
        (first, _base(last))
        for first, last in _FULL.findall(text)
        if first.casefold() not in _NOT_PEOPLE and _base(last).casefold() not in _NOT_PEOPLE
    )


def _base(word: str) -> str:
    """A name without its genitive."""
    return re.sub(r"[’']s?$", "", word)


def _stem(word: str) -> str:
    """A crude stem, enough to see that Danes and Danish, order and ordered are one matter."""
    word = _base(word).casefold()
    return word[:6] if len(word) > 6 else word.rstrip("s")


def paragraphs_of(texts: Sequence[str]) -> tuple[list[Facts], Weights]:
    """The facts of every paragraph and how telling each of their words is."""
    small = lower_words(texts)
    facts = [facts_of(text, small) for text in texts]
    return facts, Weights(facts)
