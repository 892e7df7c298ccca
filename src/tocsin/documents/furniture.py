"""What a page prints around its story: controls, sign-up boxes, teasers, credits and captions, told by their form."""

import functools
import re

import msgspec

from tocsin.documents.words import text_of

_SHORT, _LONG = 18, 45
_AGENCIES = (
    "AP|AFP|Reuters|REUTERS|Getty|EPA|EPA-EFE|EFE|Shutterstock|Alamy|TASS|Sputnik|Anadolu|AA|Xinhua|PA|PA Wire|dpa|DPA|"
    "ANSA|Handout|Pool|File|Bloomberg|Kyodo|Yonhap|Ukrinform|Maxar(?: Technologies)?|Planet Labs(?: PBC)?|NurPhoto|"
    "Zuma|ZUMA|Redux|Sipa|SIPA|Polaris|Imago|IMAGO|Press Association|Associated Press|Getty Images|WAFA|SANA|IRNA|"
    "ISNA|Tasnim|Mehr|MAXPPP|Abaca|ABACA|AAP|NTB|TT|Ritzau|Scanpix|LUSA|Keystone|STR|Stringer|X"
    "|Twitter|Facebook|Telegram|Instagram"
)
_PAREN = re.compile(r"^[(\[][^()\[\]]{2,150}[)\]]\.?$")
_TAIL_PAREN = re.compile(r"[.!?”\"’'\w]\s*\(([^()]{2,150})\)\.?$")
_CREDIT_INSIDE = re.compile(
    rf"/|\bvia\b|\b(?:photo|image|picture|screenshot|screengrab|credit|courtesy|illustration"
    rf"|graphic)s?\b|\bfor [A-Z]\w+$"
    rf"|^(?:{_AGENCIES})(?:[ ,]+(?:Photos?|Images|file|{_AGENCIES}))*$",
)
_AGENCY_LINE = re.compile(rf"^(?:{_AGENCIES})(?:\s*[/,|]\s*(?:{_AGENCIES}))*$")
_CREDIT_LINE = re.compile(
    r"^(?:©|\(c\)\s|(?:photo|image|picture|credit|photograph|video|source|graphic"
    r"|illustration)s?(?: credit| courtesy| by| from)?\s*[:/]|"
    r"(?:photo|image|photograph|picture|graphic)s? (?:by|courtesy)\b)",
    re.I,
)
_CONTRIBUTED = re.compile(
    r"\b(?:contributed|contributing)\b.{0,40}\b(?:this|the) (?:post|report|story|article|piece|update|file)\b"
    r"|\bcontributed (?:reporting|to this)\b|^(?:with )?(?:additional |further )?reporting (?:by"
    r"|from)\b|^\(?reporting by\b|^edit(?:ed|ing) by\b"
    r"|^(?:with )?(?:files|agencies|inputs?|reports?) from\b|^with agency inputs|^\W?with wires"
    r"|^translated by\b|^compiled by\b",
    re.I,
)
_HELPED = re.compile(
    r"ontribut|eporting|dit(?:ed|ing) by|(?:files|agencies|inputs?|reports?) from"
    r"|agency inputs|ith wires|ranslated|ompiled"
)
_PICTURED = re.compile(r"hoto|mage|icture|creen|rame grab|andout|iew of|ile|aption|ideo|atellite")
_CAPTION_START = re.compile(
    r"^(?:in )?(?:this|a) (?:[\w-]+ ){0,3}(?:photo|image|picture|photograph|screengrab|screen grab"
    r"|screenshot|frame grab|file photo|satellite image|handout)\b"
    r"|^(?:file|fichier)(?: photo| image)?\s*[:\-–—]|^(?:a|an) (?:[\w-]+ )?(?:view|file photo"
    r"|satellite (?:image|photo|picture)) (?:of|shows)\b|^(?:caption|photo|image|picture|video)\s*:"
    r"|^(?:file photo|pictured)\b|\bin this (?:file )?(?:image|photo|picture|screengrab)\b",
    re.I,
)
_PHOTO_LINE = re.compile(
    r"^(?P<caption>.*?)\s*[-–|]\s*(?P<outlet>[A-Z][\w .&’']{2,40}), (?:\d{3,4})"
    r"(?:, (?P<date>\d{1,2}\.\d{1,2}\.\d{4}))?$"
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|added|according to|reported|tweeted|announced|confirmed|stressed|urged|warned)\b"
)
_DURATION = re.compile(
    r"^(?:\d{1,2}:)?\d{1,2}:\d{2}$|^(?:video|watch|listen|duration)?\s*[\d:]+\s*(?:min(?:ute)?s?"
    r"|sec(?:ond)?s?|mins? read|minutes? read)$",
    re.I,
)
_BARE = re.compile(
    r"^[\W\d_]+$|^[\d.,]+\s?[kKmM]?\+?\s*(?:shares?|comments?|views?|likes?)?$|^\d+\s?(?:h|m|hrs?"
    r"|hours?|mins?|minutes?|days?) ago\b.{0,30}$|^(?:(?:last )?(?:updated?|posted"
    r"|published) )?(?:at )?\d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?)?(?: (?:[A-Z]{2,4}"
    r"|local time))?(?:,? .{0,25}\d{1,2}.{0,8})?$",
    re.I,
)
_ASIDE = re.compile(
    r"^(?:read|see|watch|follow|click|tap|find|get|catch up|more|also)\b[^.!?:]{0,80}\b(?:here|below"
    r"|story|coverage|live|link)\s*[.:!→»>]*$"
    r"|^(?:read more|read also|also read|see also|related(?: stories| articles)?|more|watch|explainer"
    r"|analysis|opinion|live|in pictures)\s*[:|»>]\s*\S",
    re.I,
)
_URL_LINE = re.compile(
    r"^(?:(?:source|link|url|read (?:more|the full story) at|original|via|from"
    r"|permalink)\s*[:\-]?\s*)?<?(?:https?://|www\.)\S+>?$",
    re.I,
)
_HANDLE = re.compile(r"^@\w{2,}(?:\s+@\w+)*$|^#\w+(?:\s+#\w+)*$")
_LOOSE = re.compile(r"[^\w\s]+|\d+")


class _Phrases(msgspec.Struct, frozen=True):
    """The word list, by how a phrase must stand in its line."""

    whole: frozenset[str]
    start: re.Pattern[str]
    inside: re.Pattern[str]
    promise: re.Pattern[str]


@functools.cache
def _phrases() -> _Phrases:
    """The interface phrases of ``words/interface.txt``."""
    listed = text_of("interface.txt")
    rows = [(row[0], row[2:].strip()) for row in listed.splitlines() if row[:1] in "=^~!"]
    starts, insides, promises = ("|".join(re.escape(words) for sort, words in rows if sort == mark) for mark in "^~!")
    whole = frozenset(words for sort, words in rows if sort == "=")
    return _Phrases(
        whole,
        re.compile(rf"(?:{starts})\b"),
        re.compile(rf"\b(?:{insides}|{promises})\b"),
        re.compile(rf"\b(?:{promises})\b"),
    )


def is_control(line: str) -> bool:
    """A control, a sign-up or menu line, a counter, a duration, a link to another story."""
    if _DURATION.match(line) or _BARE.match(line) or _ASIDE.match(line) or _URL_LINE.match(line) or _HANDLE.match(line):
        return True
    if line.count(" ") > _LONG or (line.count(" ") > _SHORT and (_SPEECH.search(line) or "“" in line)):
        return False
    plain = " ".join(_LOOSE.sub("", line).casefold().split())
    phrases = _phrases()
    if line.count(" ") > _SHORT:
        return bool(phrases.promise.search(plain))
    if plain in phrases.whole:
        return True
    return bool(phrases.start.match(plain) or phrases.inside.search(plain)) and not _reports(line)


_MARKED = re.compile(
    r"^(?:live|analysis|opinion|explainer|explained|in pictures|watch)\s*[:|]\s*\S+(?: \S+){4,}$", re.I
)


def is_marked_title(line: str) -> bool:
    """Whether a line has the form of a headline with its kind before it: "LIVE: Ferries leave as ..."."""
    return bool(_MARKED.match(line))


def is_duration(line: str) -> bool:
    """How long a film runs: 02:29."""
    return bool(_DURATION.match(line))


def is_address(line: str) -> bool:
    """A line that is only a web address, with or without a word before it."""
    return bool(_URL_LINE.match(line))


def is_credit(line: str) -> bool:
    """A line that only names who took the picture, owns it, or helped to report."""
    if _PAREN.match(line):
        inner = line.strip("()[]. ")
        return bool(_CREDIT_INSIDE.search(inner)) or (
            len(inner.split()) <= 6 and not _SPEECH.search(inner) and inner[:1].isupper()
        )
    return bool(_AGENCY_LINE.match(line) or (len(line) < 400 and (_CREDIT_LINE.match(line) or is_contribution(line))))


def is_contribution(line: str) -> bool:
    """A line that says who else reported a story or a post; it ends it."""
    return len(line) < 300 and bool(_HELPED.search(line)) and bool(_CONTRIBUTED.search(line))


def is_caption(line: str, *, briefs: bool = False) -> bool:
    """What stands under a picture: it ends with its credit, or says that it is one.

    In ``briefs`` (digests whose items end with their outlet in brackets) a bracket proves nothing.
    """
    if len(line) > 600:
        return False
    if photo_line(line) is not None or (
        _PICTURED.search(line) and _CAPTION_START.search(line) and not _SPEECH.search(line)
    ):
        return True
    tail = None if briefs or ")" not in line[-2:] else _TAIL_PAREN.search(line)
    if tail is None or not _CREDIT_INSIDE.search(tail[1]):
        return False
    return not _SPEECH.search(line[: tail.start() + 1])


def photo_line(line: str) -> re.Match[str] | None:
    """The alternative text of an agency's picture: caption, outlet, width in pixels, date (groups of the match)."""
    if "," not in line or not line[-1:].isdigit() or (found := _PHOTO_LINE.match(line)) is None:
        return None
    return found if found["date"] or int(re.findall(r"\d+", line)[-1]) in range(300, 4000) else None


def _reports(line: str) -> bool:
    """Whether a short line tells something that happened: it is then a sentence, whatever words it begins with."""
    return bool(_SPEECH.search(line)) and line.rstrip("”\"’'").endswith(".") and line.count(" ") > 8
