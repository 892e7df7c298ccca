"""Whom the lines at the head of a story name as its writers: with "By" before them, or names alone."""

import re
from collections.abc import Callable, Iterator

import msgspec

from tocsin.documents import published
from tocsin.documents.words import listed

_CAP = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'.\-]*)"
_PARTICLE = r"(?:al|abu|bin|ben|da|das|de|del|della|den|der|di|dos|du|el|ibn|la|le|ter|van|von|y)"
_PERSON = re.compile(rf"{_CAP}(?:\s+(?:{_CAP}|{_PARTICLE})){{1,4}}")
_BY = re.compile(
    r"^\W{0,2}(?:(?:(?:posted|published|written|story|report(?:ed|ing)?|analysis|words|text|interview|explainer|"
    r"(?:live\s+)?(?:coverage|reporting|updates?|blog(?:ged)?))\s+)?by\s*:?\s+|from\s+|"
    r"(?:words|text|story|authors?|writers?|reporters?|byline)\s*:\s*)(?P<who>.+)$",
    re.I,
)
_STROKE = re.compile(r"\s+[|/–—-]\s+|\s*[|•·]\s*|\t+|\s{3,}")
_AND = re.compile(r"\s*[,;]\s*(?:and\s+|with\s+)?|\s+(?:and|with)\s+|\s*&\s*", re.I)
_WHERE = re.compile(
    r"\s+(?:reports?\s+|reporting\s+|writes\s+|writing\s+)?(?:in|for|at|from|on|near|aboard|outside)\s+.*$"
    r"|\s+(?:reports?|reporting|writes)$",
    re.I,
)
_STAFF = re.compile(r"^[A-Z][\w.&]*[’']s\s+")
_COUNTED = re.compile(r"\d+\s*(?:min(?:ute)?s?|comments?|shares?|hrs?|hours?)\b.*", re.I)
_LONGEST = 200


class Byline(msgspec.Struct, frozen=True):
    """The names of a line, whether it says "By" in so many words, and what else stands between its strokes."""

    names: tuple[str, ...]
    said: bool
    others: tuple[str, ...] = ()


def read(line: str, is_place: Callable[[str], bool] | None = None) -> Byline | None:
    """The byline on a line ("By A B and C D, Outlet", "A B in Town | 3 May 2021"), or ``None``.

    ``is_place`` tells whether the story calls a name a place: such a name is no writer's.
    """
    if len(line) > _LONGEST:
        return None
    names: tuple[str, ...] = ()
    others: list[str] = []
    said = False
    for part in parts(line):
        led = _BY.match(part)
        if names or (led is None and part.endswith((".", "?", "!", ":"))):
            others.append(part)
            continue
        found, rest = _writers(led["who"] if led else part, is_place, led=led is not None)
        names, said = found, bool(found and led)
        others += rest if found or led else [part]
    return Byline(names, said, tuple(others)) if names else None


def parts(line: str) -> Iterator[str]:
    """What stands between the strokes of a line, without dates, clock times and minutes of reading."""
    for part in _STROKE.split(line.strip("*_# ")):
        rest = published.undated(part).strip(" ,;.")
        if rest and not _COUNTED.fullmatch(rest):
            yield rest if rest != part.strip(" ,;.") else part.strip(" ,;")


def people(line: str) -> tuple[str, ...]:
    """The names on a byline ("By A B and C D", or names alone); empty if it is none."""
    found = read(line)
    return found.names if found else ()


def is_byline(line: str) -> bool:
    """Whether a line says "By ..." in so many words."""
    found = read(line) if _BY.match(line) or "|" in line or "·" in line else None
    return found is not None and found.said


def is_outlet_like(name: str) -> bool:
    """Whether a name is an outlet's by its last or its first word: "Harbour Gazette", "Radio Meridian"."""
    words = name.strip(" .,").casefold().split()
    return len(words) > 1 and (words[-1] in listed("outlet_kinds") or words[0] in listed("outlet_heads"))


def _writers(text: str, is_place: Callable[[str], bool] | None, *, led: bool) -> tuple[tuple[str, ...], list[str]]:
    """The people among the parts of an enumeration, and its other parts; of names alone the first must be a person."""
    names: list[str] = []
    others: list[str] = []
    for number, part in enumerate(_AND.split(re.sub(r"\([^)]*\)", " ", text))):
        who = _bare(part, led=led)
        if _is_person(who) and not (number and is_place is not None and is_place(who)):
            names.append(who)
            if who in part and is_outlet_like(part.rpartition(who)[2]):
                others.append(part.rpartition(who)[2].strip())
        elif number == 0 and (not led or not is_trade(who)):
            return (), [part]
        elif not led and not _is_aside(who):
            return (), [text]
        else:
            others.append(part.strip())
    return tuple(names), others


def _bare(part: str, *, led: bool) -> str:
    """A part of a byline without where its writer is and what trade he has: "Asia correspondent A B in Town"."""
    who = _STAFF.sub("", _WHERE.sub("", part.strip(" .,"))).strip(" .,")
    words = who.split()
    trades = [i for i, word in enumerate(words) if word.casefold().rstrip("s") in listed("trades")]
    if trades and trades[-1] < len(words) - 2:
        return " ".join(words[trades[-1] + 1 :])
    outlet = led and len(words) > 3 and words[-1].casefold() in listed("outlet_kinds")
    return " ".join(words[:-2]) if outlet else who


def _is_aside(words: str) -> bool:
    """What may stand behind a name without "By": a trade, an outlet, a place, each a few words in capitals."""
    return is_trade(words.partition(" in ")[0]) or (
        len(words.split()) <= 4 and all(word[:1].isupper() or word in ("of", "the") for word in words.split())
    )


def is_trade(words: str) -> bool:
    """Whether words end as a trade or an office of the press does: "Pacific editor", "our correspondents"."""
    last = words.casefold().split()[-1:] or [""]
    return last[0].rstrip("s") in listed("trades")


def _is_person(name: str) -> bool:
    """Whether words are shaped as a person's name and hold none that no name holds."""
    words = name.split()
    return (
        bool(_PERSON.fullmatch(name))
        and len(words) <= 5
        and not is_outlet_like(name)
        and not any(word.casefold() in listed("not_names") for word in words)
        and not any(word.casefold().rstrip("s") in listed("trades") for word in words)
    )
