"""What a text says of where it comes from: a dateline, a sign-off, a byline, or the sentence itself."""

import functools
import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick

from tocsin.documents import Document
from tocsin.documents.model import Passage, Role
from tocsin.origins.model import Credit
from tocsin.origins.names import agency, every_name, known_names, newsroom

_CITY = r"[A-ZÀ-Þ][\w’'.\-]*(?:[ /,]+[A-ZÀ-Þ\d][\w’'.\-]*){0,7}"
_DATELINE = re.compile(
    rf"^\W{{0,3}}{_CITY}\s*[,–—-]?\s*[(\[/](?P<name>[A-Z][^()\[\]/]{{1,40}})[)\]/]\s*(?:[-–—:.]|\s[A-Z])"
)
_DASHED = re.compile(rf"^{_CITY},?\s*[-–—]\s*(?P<name>[A-Z][\w .&-]{{1,25}}?)\s*[-–—]\s")
_TAIL = re.compile(r"(?:[(\[]|[-–—]\s?|^Source: |^Via )(?P<name>[A-Z][\w .&-]{1,30})[)\]]?\.?\s*$")
_ALONE = re.compile(r"^[(\[]?[-–—]?\s?(?P<name>[A-Z][\w .&-]{1,30})[)\]]?\.?$")
_SIGNED = re.compile(r"\bReporting by [A-Z].{3,300}?; (?:[Ww]riting|[Ee]diting|[Aa]dditional)", re.DOTALL)
_HELPED = re.compile(
    r"(?P<names>[A-Z][\w.&’', -]{1,80}?) (?:also )?contributed (?:reporting )?(?:to|for) (?:this|the)\b"
    r"|(?:^|[(\W])[Ww]ith (?:additional )?(?:reporting|files?|inputs?|material|information)? ?(?:by|from) (?:the )?"
    r"(?P<from>[A-Z][\w.&, ]{1,60})"
    r"|^\W?(?:[Ww]ith )?(?P<all>[Aa]gencies|[Ww]ires|agency inputs)\W?$"
)
_NEAR_END = 6

_OUTLET = (
    r"(?:news ?agency|newspaper|broadcaster|news site|website|television|TV|radio|channel|daily|weekly"
    r"|magazine|station)"
)
_PROPER = r"[A-Z][\w’'-]*(?:[ -][A-Z0-9][\w’'-]*){0,3}"
_SAYS = r"(?:reported|reports|has reported|had reported|quoted|cited|wrote|writes|said|says)"
READOUT = "readout"
_READOUT = re.compile(
    r"\b(?:readout|read-out|transcript|communiqu[eé]|press release|news release)\b"
    r"|\bstatement (?:released|published|posted|issued|carried)\b",
    re.IGNORECASE,
)


_FROM = (
    r"(?:according to|citing|cited by|quoted by|quoted in|carried by|reported by|published by|interview (?:with|to)"
    r"|speaking to|as|per)"
)
_CALLED = re.compile(
    r"^(?:The |the )?[A-Z].*\b(?:Agency|Broadcasting|Chronicle|Courier|Daily|Gazette|Herald|Journal|Ledger|Mail|News"
    r"|Newswire|Observer|Post|Press|Radio|Standard|Telegraph|Television|Times|Tribune|TV|Wire|Online)\b"
)
_STATE_MEDIA = r"[A-Z]\w+(?:’s|'s)? state (?:media|television|TV|radio)"
_WORDED = re.compile(rf"{_OUTLET}|affiliate|partner|state (?:media|television|TV|radio)")
_OWNED = re.compile(r"^.*[’']s ")
_NO_NAMES = frozenset(
    "The A An It He She They We I His Her Their Its This That Local State Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday January February March April May June July August September October November December".split()
)


@functools.cache
def _relays() -> tuple[re.Pattern[str], ...]:
    """The forms in which a sentence names the outlet that it takes its words from."""
    known = rf"(?P<name>{known_names()})"
    any_name = rf"(?P<name>{_PROPER})"
    forms = (
        rf"\btold (?:the )?(?:[\w’']+ ){{0,2}}?(?:{_OUTLET} )?{known}\b",
        rf"\btold (?:the |a )?{any_name} {_OUTLET}\b",
        rf"\b{any_name}, (?:an?|the|its) [^,.]{{2,50}}?(?:affiliate|partner|{_OUTLET})[^,.]{{0,20}}, {_SAYS}\b",
        rf"\b{_OUTLET} {any_name},? {_SAYS}\b",
        rf"(?<!\b[Aa] )(?<!\b[Aa]n )\b{any_name} {_OUTLET},? {_SAYS}\b",
        rf"\b{known},? (?:has )?(?:learned|learnt)\b",
        rf"\b{known}(?: {_OUTLET})?(?:, [^,]{{3,60}},)? {_SAYS}\b",
        rf"\b{_FROM} (?:the |a )?(?:[\w-]+ ){{0,2}}?(?:{_OUTLET} )?{known}\b",
        rf"\b(?:according to|citing|quoted by|cited by) (?:the )?{any_name} {_OUTLET}\b",
        rf"\b(?P<name>{_STATE_MEDIA})(?:,[^,]+,)? {_SAYS}\b",
    )
    return tuple(map(re.compile, forms))


@functools.cache
def _relays_by_need() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The forms, and whether each needs a name that is known; the others need a word for an outlet."""
    return tuple((pattern, known_names() in pattern.pattern) for pattern in _relays())


@functools.cache
def _known() -> AhoCorasick:
    return AhoCorasick(list(every_name()))


def _that_may_match(sentence: str) -> Iterator[re.Pattern[str]]:
    """The forms whose words the sentence has at all: most sentences have none."""
    known = bool(_known().find_matches_as_indexes(sentence))
    worded = _WORDED.search(sentence) is not None
    return (pattern for pattern, needs_name in _relays_by_need() if (known if needs_name else worded))


def credited(document: Document, start: int = 0, end: int | None = None) -> tuple[Credit, ...]:
    """Whom the document, or the part between two offsets, says that its text comes from, in the order of the text.

    The dateline and the sign-off come from that part; a byline holds for the whole document and has no place in it.
    """
    stop = len(document.text) if end is None else end
    passages = [each for each in document.passages if start <= each.start < stop] or [
        Passage(start=start, end=stop, role=Role.BODY)
    ]
    found = [*_dateline(document, passages), *_closing(document, passages), *_helped(document, passages)]
    found += [credit for byline in document.bylines if (credit := _byline(byline, start))]
    return tuple(dict.fromkeys(sorted(found, key=lambda credit: (credit.with_help, credit.start, credit.name))))


def relay(sentence: str) -> str | None:
    """The outlet or agency that a sentence takes its words from ("told TASS"), by its one name; ``None``: its own."""
    for pattern in _that_may_match(sentence):
        found = pattern.search(sentence)
        if found is None:
            continue
        name = _OWNED.sub("", found["name"].removeprefix("The "))
        if name not in _NO_NAMES:
            return newsroom(name)
    return None


def is_outlet(name: str) -> bool:
    """Whether a name is that of an outlet or an agency: a known one, or one that says so."""
    return re.fullmatch(known_names(), name.removeprefix("the ")) is not None or _CALLED.search(name) is not None


def is_readout(sentence: str) -> bool:
    """Whether a sentence says that it is taken from a paper which a party gave out itself."""
    return _READOUT.search(sentence) is not None


def _dateline(document: Document, passages: list[Passage]) -> Iterator[Credit]:
    body = [each for each in passages if each.role is Role.BODY]
    for passage in body[:2]:
        text = document.text[passage.start : passage.end]
        dashed = _DASHED.match(text)
        if (found := _DATELINE.match(text) or (dashed if dashed and agency(dashed["name"]) else None)) is not None:
            yield _credit(found, passage)
            return


def _closing(document: Document, passages: list[Passage]) -> Iterator[Credit]:
    """An agency in brackets, behind a dash or alone at the end of the text; the form of sign-off that Reuters has."""
    last = [each for each in passages if each.role in (Role.BODY, Role.CREDIT, Role.CAPTION)][-_NEAR_END:]
    for place, passage in enumerate(last):
        text = document.text[passage.start : passage.end]
        if (found := _SIGNED.search(text)) is not None:
            yield Credit(
                name="Reuters", kind="wire", start=passage.start + found.start(), end=passage.start + found.end()
            )
        alone = _ALONE.match(text.strip())
        if (
            passage.role is Role.CREDIT
            and alone is not None
            and not (place and last[place - 1].role is not Role.CAPTION)
        ):
            continue  # a picture's credit stands under a caption, or opens what is left of the page
        tail = _TAIL.search(text) if passage.role is not Role.CREDIT or alone is not None else None
        if (found := tail or alone) is not None and agency(found["name"].strip()) is not None:
            yield _credit(found, passage)


def _helped(document: Document, passages: list[Passage]) -> Iterator[Credit]:
    for passage in passages[-2 * _NEAR_END :]:
        text = document.text[passage.start : passage.end]
        if (found := _HELPED.search(text)) is None:
            continue
        place = {"start": passage.start + found.start(), "end": passage.start + found.end()}
        if found["all"]:
            yield Credit(name="agencies", kind="wire", with_help=True, **place)
            continue
        for name in re.split(r",\s*|\s+and\s+|\s*&\s*", found["names"] or found["from"] or ""):
            if (known := agency(name.strip(" .’'"))) is not None:
                yield Credit(name=known, kind="wire", with_help=True, **place)


def _byline(byline: str, start: int) -> Credit | None:
    name = re.sub(
        r"^(?:by|from)\s+|\s+(?:staff|correspondent|newswire|in [A-Z].*)$", "", byline.strip(), flags=re.IGNORECASE
    )
    if name.casefold() in ("agencies", "wires", "news agencies", "agency staff"):
        return Credit(name="agencies", kind="wire", start=start, end=start, with_help=True)
    known = agency(name)
    return None if known is None else Credit(name=known, kind="wire", start=start, end=start)


def _credit(found: re.Match[str], passage: Passage) -> Credit:
    name = newsroom(re.sub(r",.*$", "", found["name"].strip()))
    return Credit(
        name=name, kind="wire", start=passage.start + found.start("name"), end=passage.start + found.end("name")
    )
