"""Passages to sentences: fast, offset-keeping, and tolerant of markdown, bullets and curly quotes.

A sentence is kept twice: where it stands in the canonical text, and as ``clean`` text for the parser, in which
markup is gone and quotes and spaces are plain. ``origin`` maps each clean character to its place in the text.
"""

import dataclasses
import re
from collections.abc import Iterator, Sequence

from tocsin.documents import Document, Role
from tocsin.reading.patterns import pattern
from tocsin.reading.states import shouted

ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "gen",
        "lt",
        "col",
        "maj",
        "sgt",
        "capt",
        "cmdr",
        "adm",
        "rep",
        "sen",
        "gov",
        "pres",
        "prof",
        "rev",
        "hon",
        "sr",
        "jr",
        "vs",
        "etc",
        "approx",
        "dept",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "no",
        "vol",
        "fig",
        "inc",
        "ltd",
        "co",
        "corp",
        "u.s",
        "u.k",
        "u.n",
        "e.g",
        "i.e",
        "a.m",
        "p.m",
        "p.k",
        "u.a.e",
        "d.c",
        "maj.gen",
        "lt.gen",
        "brig",
        "mt",
        "ft",
        "mme",
        "mlle",
    ]
)
"""Words after which a full stop ends no sentence (compiled by the project)."""

_END = re.compile(r"[.!?…]+[\"”’')\]*]*(?=\s|$|[A-Z“\"\[])|[;:](?=\s*$)")
_LINE = re.compile(r"[^\n]+")
_MARKUP = re.compile(
    r"!\[[^\]]*\]\([^)]*\)"  # a picture
    r"|\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)"  # the tail of a link
    r"|\[(?=[^\]]*\]\()"  # the head of a link
    r"|\*+|_{2,}|`|(?<![\w&])#{1,6}\s|^\s*(?:[-•+]|\d{1,2}[.)])\s+|\\"
)
_DATELINE = pattern("sentences.dateline")
_SHOUTED = re.compile(r"(?:THE )?(?P<name>[A-Z][A-Z .'-]{2,40}[A-Z])(?=[ ,:'](?!–|-))")
_PREFIXED = re.compile(r"\b(?:[Nn]on|[Rr]e)-(?=[a-z]{4})")
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "}
)
_DROP = frozenset("\u200b\u200e\u200f\ufeff\u00ad")
_MARKED = re.compile(r"[\[\]*_`#\\\u200b\u200e\u200f\ufeff\u00ad]|^\s*(?:[-*•+–]|\d)")
"""What a sentence must have for anything of it but double spaces, prefixes and a dateline to be dropped."""


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text[start:end]`` in the document; ``clean`` for the parser; ``post`` counts live-blog posts."""

    start: int
    end: int
    clean: str
    origin: Sequence[int]
    role: Role
    post: int
    paragraph: int
    bullet: bool

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The place in the document of ``clean[first:last]``."""
        if len(self.origin) == 0 or last <= first:
            return self.start, self.end
        return self.origin[first], self.origin[min(last, len(self.origin)) - 1] + 1


def sentences(document: Document) -> Iterator[Sentence]:
    """Every sentence of the document's headings and body, in reading order."""
    post = paragraph = 0
    for passage in document.passages:
        post += passage.opens_post
        if not passage.role.is_read:
            continue
        for line in _LINE.finditer(document.text, passage.start, passage.end):
            paragraph += 1
            for start, end in split(document.text, line.start(), line.end()):
                found = _sentence(document.text, start, end, role=passage.role, post=post, paragraph=paragraph)
                if found is not None:
                    yield found


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut one line into sentences; yields offsets without the white space around them."""
    begin = start
    for found in _END.finditer(text, start, end):
        if not _ends(text, begin, found, end):
            continue
        yield from _trimmed(text, begin, found.end())
        begin = found.end()
    yield from _trimmed(text, begin, end)


def _ends(text: str, begin: int, found: re.Match[str], end: int) -> bool:
    """Whether a stop ends a sentence: not after an abbreviation or initial, not before a small letter."""
    rest = text[found.end() : found.end() + 3].lstrip(" \u00a0")
    if not rest or found.end() >= end:
        return True
    if rest[0].islower():
        return False
    if found.group().startswith("…") and not found.group().strip("…"):
        return False
    if text[found.end()] not in " \u00a0\t\n" and found.group() == ".":
        # "Ukraine.The": a stop without a space ends a sentence only between a word and a capitalised word
        before, after = text[max(begin, found.start() - 3) : found.start()], text[found.end() : found.end() + 2]
        return len(before) == 3 and before.isalpha() and before.islower() and after[0].isupper() and len(after) == 2
    if found.group()[0] != ".":
        return True
    word = re.search(r"[\w.’']*$", text[begin : found.start()])
    last = word.group().casefold() if word else ""
    if last in ABBREVIATIONS:
        # "U.S. Embassy" goes on; "… in the U.S. The embassy" may end, when a determiner or pronoun follows
        return "." in last and bool(re.match(r"\s+(?:The|A|An|It|In|He|She|They|But|And|On)\b", text[found.end() :]))
    return not (len(last) == 1 and last.isalpha())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _is_clean(raw: str, plain: str) -> bool:
    """Whether the parser is to see the text as it is, but for plain quotes and spaces."""
    return not (_MARKED.search(raw) or "  " in plain or _PREFIXED.search(raw) or _DATELINE.match(plain))


def _hushed(text: str) -> str:
    """ "BRAZIL has issued": a state's name that opens a line in capitals, in the letters that the parser knows."""
    found = _SHOUTED.match(text)
    if not found or found["name"] not in shouted() or found.end() == len(text):
        return text
    return _in_small(found.group()) + text[found.end() :]


def _in_small(run: str) -> str:
    return " ".join(word if word in ("UAE", "UK", "US") else word.capitalize() for word in run.split(" "))


def _sentence(text: str, start: int, end: int, *, role: Role, post: int, paragraph: int) -> Sentence | None:
    raw = text[start:end]
    plain = raw.translate(_PLAIN)
    if _is_clean(raw, plain):
        kept = any(map(str.isalnum, plain))
        clean = _hushed(plain)
        return Sentence(start, end, clean, range(start, end), role, post, paragraph, bullet=False) if kept else None
    keep = [True] * len(raw)
    for found in _MARKUP.finditer(raw):
        keep[found.start() : found.end()] = [False] * (found.end() - found.start())
    for at, char in enumerate(raw):
        if char == "]" and not keep[min(at + 1, len(raw) - 1)] and raw[at + 1 : at + 2] == "(":
            keep[at] = False
    for found in _PREFIXED.finditer(raw):
        keep[found.end() - 1] = False
    dateline = _DATELINE.match(plain)
    if dateline:
        keep[: dateline.end()] = [False] * dateline.end()
    chars: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(plain):
        if keep[at] and char not in _DROP and not (char == " " and chars[-1:] in ([], [" "])):
            chars.append(char)
            origin.append(start + at)
    clean = _hushed("".join(chars))
    if not any(char.isalnum() for char in clean):
        return None
    bullet = bool(re.match(r"\s*(?:[-*•+–]|\d{1,2}[.)])\s", raw))
    return Sentence(start, end, clean, tuple(origin), role, post, paragraph, bullet)
