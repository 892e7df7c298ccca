"""Offices that one person of a state holds at a time, however they are worded."""

import functools
import re

_NONE = re.compile(
    r"\b(?:deputy|vice|assistant|former|ex|under|special|candidate|elect|to|counterpart|aide|state for|exchequer)\b"
)
_ACTING = re.compile(r"^(?:acting|interim|caretaker|outgoing|incoming|new|current) ")
_OF = r"(?: of| for)(?: the)?"
_FOREIGN = "foreign minister"
_SOLE: tuple[tuple[str, str], ...] = (
    (r"president", "president"),
    (r"prime minister|pm|chancellor|taoiseach", "prime minister"),
    (rf"(?:foreign(?: affairs)?|external affairs) minister|minister{_OF} (?:foreign|external)(?: affairs)?", _FOREIGN),
    (r"foreign secretary|secretary of state", _FOREIGN),
    (
        rf"defen[cs]e (?:minister|secretary|chief)|(?:minister|secretary){_OF} (?:national )?defen[cs]e",
        "defence minister",
    ),
    (rf"interior minister|minister{_OF} (?:interior|internal affairs)|home secretary", "interior minister"),
    (r"(?:finance|health|justice|transport|energy) minister", ""),
    (r"national security advis[eo]r", "national security adviser"),
    (r"secretary[- ]general", "secretary-general"),
    (r"supreme leader", "supreme leader"),
    (r"king|queen|emir|sultan|pope", "sovereign"),
)
_PATTERNS = tuple((re.compile(pattern), name) for pattern, name in _SOLE)


@functools.lru_cache(maxsize=16384)
def sole(office: str) -> str | None:
    """The office in one wording, where a state has one of it at a time: ``minister of foreign affairs`` and
    ``Secretary of State`` are ``foreign minister``. ``None`` for every other, and for a deputy's."""
    plain = _ACTING.sub("", " ".join(office.casefold().replace("’", "'").split()))
    if _NONE.search(plain):
        return None
    for pattern, name in _PATTERNS:
        if pattern.fullmatch(plain):
            return name or plain
    return None


@functools.lru_cache(maxsize=16384)
def held_by(description: str) -> str | None:
    """The office of one holder that a description ends in: ``Ukrainian foreign minister``, ``Irish president``."""
    words = description.replace("’", "'").split()
    for first in range(min(len(words), 4)):
        before = " ".join(words[:first]).casefold()
        if _NONE.search(before):
            return None
        found = sole(" ".join(words[first:]))
        if found:
            return found
    return None
