"""What one paragraph shows by itself: whom it names, how it begins, who speaks, which of its words are rare."""

import collections
import functools
import math
import re
from collections.abc import Sequence

import msgspec

from tocsin.documents.words import listed

_WORD = re.compile(r"[^\W\d_][\w’'-]*", re.UNICODE)
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=[A-Z“\"])")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
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
_NOT_PEOPLE = listed("not_people")
_STOP = listed("stop")
_INDEFINITE = re.compile(r"(?:An?|One|Two|Three|Several|Some|Multiple|Many|More|Other)\b")
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
_SAYING = re.compile(rf"\b{_SAID}\b")
_SOMEBODY = re.compile(r"\b(?:an?|two|three|several|multiple) (?:[\w-]+ ){1,6}$", re.I)
_ACCORDING = re.compile(r"\baccording to (?:an?|two|three|several|multiple|some) |\bsources? familiar", re.I)
_THE = re.compile(r"\bthe ([a-z][\w-]+)")
_OF_KNOWN = re.compile(r"^The (?P<whose>[A-ZÀ-Þ][\w’'-]*) (?:[a-z][\w-]+ )?[a-z][\w-]+")
_PERFECT = re.compile(r"\b(?:has|have|is|are|will)\s+(?:been\s+)?(?!also)\w+")
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:today|tonight|overnight)\b")
_NEWS = re.compile(
    r"\b(?:said|says|announced|told|urged|warned|advised|ordered|called|confirmed|reported|tweeted"
    r"|has|have|will|is|are|according to)\b"
)


_SPEAKS = re.compile(rf"\b{_SAID}\b|\baccording to\b|\bsources? familiar\b|\b(?:his|her) (?:remarks|comments)\b", re.I)
_SPEAKER = re.compile(rf"([A-ZÀ-Þ][\w’'-]+) (?:also |later |then )?{_SAID}\b|\b{_SAID} ([A-ZÀ-Þ][\w’'-]+)")
_SILENT: tuple[bool, bool, bool] = (False, False, False)


class Facts(msgspec.Struct, frozen=True):
    """What one paragraph shows by itself. ``words`` are stems with their weight: rare words tie, common ones do not."""

    lead: tuple[str, ...]
    lead_roots: frozenset[str]
    head: frozenset[str]
    subject: str
    names: frozenset[str]
    roots: frozenset[str]
    full: frozenset[tuple[str, str]]
    first_full: frozenset[tuple[str, str]]
    words: dict[str, float]
    mass: float
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


class Reader:
    """Reads the paragraphs of one text, knowing which of its words are rare and which it writes small."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._tokens = [_WORD.findall(text) for text in texts]
        self._small = frozenset(token for tokens in self._tokens for token in tokens if token[0].islower())
        count: collections.Counter[str] = collections.Counter()
        for tokens in self._tokens:
            count.update(_stems(tokens))
        self._weight = {word: math.log((1 + len(texts)) / (0.5 + n)) for word, n in count.items()}
        self.paragraphs = [self._facts(text, tokens) for text, tokens in zip(texts, self._tokens, strict=True)]

    def names(self, text: str) -> frozenset[str]:
        """The names in a text that stands between the paragraphs."""
        return self._names(_WORD.findall(text))

    def _names(self, tokens: Sequence[str]) -> frozenset[str]:
        """Capitalised words that the text never writes small."""
        capital = {t for t in tokens if t[0].isupper() and len(t) > 1 and t.casefold() not in self._small}
        return frozenset(root_of(t) for t in capital if t.casefold() not in _STOP)

    def _facts(self, text: str, tokens: Sequence[str]) -> Facts:
        """Everything about one paragraph that does not depend on its neighbours."""
        first = _SENTENCE.split(text, maxsplit=1)[0]
        bare = _QUOTED.sub(" ", text) if "“" in text or '"' in text else text
        names = self._names(tokens)
        words = {word: self._weight.get(word, 1.0) for word in _stems(tokens)}
        lead = tuple(name for t in tokens[:6] if t[0].isupper() and (name := root_of(t)) in names)
        speaks = bool(_SPEAKS.search(bare))
        whose, on_day = _OF_KNOWN.match(text), _ON_DAY.match(text)
        full = _full_names(text)
        return Facts(
            lead=lead,
            lead_roots=frozenset(name[:4].casefold() for name in lead),
            head=frozenset(root_of(t) for t in tokens[:8]),
            subject=root_of(tokens[0]) if tokens else "",
            names=names,
            roots=frozenset(name[:4].casefold() for name in names),
            full=frozenset(name for name, _ in full),
            first_full=frozenset(name for name, at in full if at < len(first)),
            words=words,
            mass=sum(words.values()),
            length=len(tokens),
            quote=bool(_OPEN_QUOTE.match(text)),
            pronoun=bool(_PRONOUN.match(text)),
            link=bool(_LINK.match(text)),
            indefinite=bool(_INDEFINITE.match(text)),
            definite=_definite(text),
            also=bool(_ALSO.search(" ".join(tokens[5:12]))),
            also_early=bool(_ALSO.search(" ".join(tokens[:5]))),
            days=tuple(_DAY.findall(_QUOTED.sub(" ", first))),
            on_day=on_day[1] if on_day else None,
            news=bool(_NEWS.search(first)),
            says=_says(bare) if speaks else _SILENT,
            speakers=frozenset(a or b for a, b in _SPEAKER.findall(bare)) if speaks else frozenset(),
            the=frozenset(stem_of(noun) for noun in _THE.findall(bare)),
            whose=root_of(whose["whose"]) if whose else None,
            perfect=bool(_PERFECT.search(" ".join(tokens[:9]))),
        )


@functools.lru_cache(maxsize=1 << 15)
def root_of(word: str) -> str:
    """A name without its genitive."""
    return re.sub(r"[’']s?$", "", word)


@functools.lru_cache(maxsize=1 << 15)
def stem_of(word: str) -> str:
    """A crude stem, enough to see that Danes and Danish, order and ordered are one matter."""
    word = root_of(word).casefold()
    return word[:6] if len(word) > 6 else word.rstrip("s")


def full_names(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of a given name and a surname, institutions and offices left out."""
    return frozenset(name for name, _ in _full_names(text))


def _full_names(text: str) -> list[tuple[tuple[str, str], int]]:
    """The full names of a text, each with its place."""
    return [
        ((found[1], last), found.start())
        for found in _FULL.finditer(text)
        if found[1].casefold() not in _NOT_PEOPLE and (last := root_of(found[2])).casefold() not in _NOT_PEOPLE
    ]


def _stems(tokens: Sequence[str]) -> frozenset[str]:
    """The stems of the words that can tie."""
    return frozenset(stem_of(t) for t in tokens if len(t) > 2 and t.casefold() not in _STOP)


def _definite(text: str) -> str | None:
    """The noun of an opening such as "The ministry": something that was told of before."""
    if text[:4].casefold() not in {"the ", "anot", "a se", "a th", "that", "this"}:
        return None
    found = _DEFINITE.match(text[:1].lower() + text[1:])
    return found["noun"] if found else None


def _says(bare: str) -> tuple[bool, bool, bool]:
    """Whether a pronoun, a known somebody ("the official"), or an unknown one ("an official") speaks outside quotes."""
    return bool(_SAYS_PRONOUN.search(bare)), bool(_SAYS_DEFINITE.search(bare)), _by_somebody(bare)


def _by_somebody(bare: str) -> bool:
    """Whether somebody speaks who was not told of before: "an official said", "according to two people"."""
    if _ACCORDING.search(bare):
        return True
    places = (found.start() for found in _SAYING.finditer(bare))
    return any(_SOMEBODY.search(bare, max(0, place - 60), place) for place in places)
