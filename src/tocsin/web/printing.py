"""Filters of the templates: text that came from outside, dates, ages, counts."""

import datetime as dt
import re
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from tocsin.web.as_of import MONTHS, shown

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]")
"""What could hide, reorder or break text: C0 and C1 controls, bidi overrides and isolates, lone surrogates."""


def visible(text: object) -> Markup:
    """Escape text from outside, and print each character that could hide or reorder it as its code point."""
    return Markup(_CONTROLS.sub(_code_point, str(escape("" if text is None else text))))  # noqa: S704 - escaped first


def _code_point(match: re.Match[str]) -> str:
    return f'<span class="control">[U+{ord(match[0]):04X}]</span>'


def plain(text: object) -> str:
    """Text from outside for where markup cannot go (a title, an attribute): what could hide or reorder is replaced."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", str(text))


def web_address(text: str | None) -> str | None:
    """The address, if a browser may be sent there: absolute, http or https, nothing odd in it; else ``None``."""
    if text is None or _CONTROLS.search(text) or re.search(r"[\s\"'<>\\^`{|}]", text):
        return None
    try:
        parts = urlsplit(text)
        return text if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def segment(name: str | None) -> str:
    """One segment of one of our own paths; a sender without a name is ``-``.

    What a browser or a server would take for something else is written with a tilde: a slash is ``~s``, a tilde
    ``~~``, and a name that is only a hyphen or dots has one in front.
    """
    if not name:
        return "-"
    safe = name.replace("~", "~~").replace("/", "~s")
    return quote("~" + safe if name in ("-", ".", "..") else safe, safe="")


def named_by(segment: str) -> str | None:
    """The name that a segment stands for, once it is decoded."""
    return None if segment == "-" else re.sub("~(.)", lambda match: {"s": "/"}.get(match[1], match[1]), segment)


def day(date: dt.date | None) -> str:
    """``12 Feb 2022``; the locale of the machine does not matter."""
    return "" if date is None else f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def age(date: dt.date | None, now: dt.datetime) -> str:
    """How long ago a day was, in the words of a duty officer: ``today``, ``1 day ago``, ``in 3 days``."""
    if date is None:
        return ""
    days = (now.date() - date).days
    if days == 0:
        return "today"
    return f"{counted(days, 'day')} ago" if days > 0 else f"in {counted(-days, 'day')}"


def counted(number: int, noun: str) -> str:
    """``1 origin``, ``3 origins``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


LONG = 600
"""Characters of a sentence on a list."""


def cut(text: str | None, length: int = LONG) -> str:
    """Text of which the end is left out where it is longer than a page should show."""
    whole = text or ""
    return whole if len(whole) <= length else whole[:length].rstrip() + " …"


FILTERS = {
    "cut": cut,
    "visible": visible,
    "plain": plain,
    "web_address": web_address,
    "segment": segment,
    "day": day,
    "age": age,
    "counted": counted,
    "moment": shown,
}
