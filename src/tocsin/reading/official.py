"""Whether a document is a government's own text, and whose: by its addresses, its formulas, its "you" and "we"."""

import collections
import functools
import re

from tocsin.reading.patterns import pattern
from tocsin.reading.states import Mention, states

_DOMAINS: tuple[tuple[str, str], ...] = (
    (r"\bgov\.uk\b", "GBR"),
    (r"\btravel\.state\.gov|\busembassy\.gov|@state\.gov|\bstate\.gov\b", "USA"),
    (r"\bgc\.ca\b|\bcanada\.ca\b", "CAN"),
    (r"\bsmartraveller\.gov\.au|\bdfat\.gov\.au|\bembassy\.gov\.au", "AUS"),
    (r"\bireland\.ie\b|\bdfa\.ie\b|/en/dfa/", "IRL"),
    (r"\bsafetravel\.govt\.nz|\bmfat\.govt\.nz", "NZL"),
    (r"\bdiplomatie\.gouv\.fr", "FRA"),
    (r"\bauswaertiges-amt\.de", "DEU"),
    (r"\bmofa\.go\.jp|\banzen\.mofa", "JPN"),
    (r"\beda\.admin\.ch", "CHE"),
    (r"\bnederlandwereldwijd\.nl", "NLD"),
    (r"\besteri\.it|\bviaggiaresicuri", "ITA"),
    (r"\bexteriores\.gob\.es", "ESP"),
    (r"\bum\.dk\b", "DNK"),
    (r"\bregjeringen\.no", "NOR"),
    (r"\bum\.fi\b", "FIN"),
    (r"\bmea\.gov\.in", "IND"),
    (r"\bmfa\.gov\.sg", "SGP"),
    (r"\bbmeia\.gv\.at", "AUT"),
)
"""Addresses of governments' own sites, which name the publisher of a page that links to them."""

_HOUSE: tuple[tuple[str, str], ...] = (
    (r"(?mi)^\W*Security status\W*$", "IRL"),
    (r"\bLevel [1-4]: (?:Exercise|Reconsider|Do Not)", "USA"),
    (r"#levels \"Risk Levels\"", "CAN"),
    (r"\bSmart Traveler Enrollment Program\b", "USA"),
    (r"\bRegistration of Canadians Abroad\b", "CAN"),
    (r"\bSmartraveller\b", "AUS"),
    (r"\bSafeTravel\b", "NZL"),
    (r"\bFCDO advises\b|\bagainst all but essential travel\b", "GBR"),
    (r"(?i)\bAdvice level summary\b", "AUS"),
    (r"(?i)^\W*Travel advisory \w+ \d", "USA"),
)
"""House formulas of registers (vocabularies of the publishers themselves)."""

_REGISTER = pattern("official.register")
_TRANSCRIPT = pattern("official.transcript")
_PRESS = pattern("official.press")


def publisher(text: str, found: list[Mention]) -> tuple[str | None, bool]:
    """The government whose text this is, and whether it is a government's own advice or alert page.

    A transcript or readout has a government behind its "we" but is not a register: ``(code, False)``.
    """
    own_words = re.sub(r"[\"“][^\"“”\n]{0,400}[\"”]", "", text)
    signs = len(_REGISTER.findall(own_words))
    press = len(_PRESS.findall(own_words))
    official = signs >= 1 and signs * 3 > press * 2 and _formed(text, signs)
    transcript = bool(_TRANSCRIPT.search(text[:3000])) and press <= max(4, len(text) // 800)
    votes = _votes(text, found) if official or transcript else None
    return (votes.most_common(1)[0][0], official and not transcript) if votes else (None, False)


def _formed(text: str, signs: int) -> bool:
    """A page of advice has headings or lists, or is short and full of formulas; a story has neither."""
    lines = [line for line in text.split("\n") if line.strip()]
    marked = sum(line.lstrip().startswith(("#", "* ", "- ", "• ")) for line in lines)
    titled = bool(_REGISTER.search("\n".join(lines[:3])))
    return marked >= 2 or signs >= 3 or (signs >= 1 and marked >= 1) or (titled and len(text) < 6000)


@functools.cache
def _literals(wording: str) -> tuple[str, ...]:
    """The plain text of each alternative, without one of which the wording cannot stand in a text."""
    return tuple(part.replace(r"\b", "").replace("\\.", ".") for part in wording.split("|"))


def _votes(text: str, found: list[Mention]) -> collections.Counter[str]:
    votes: collections.Counter[str] = collections.Counter()
    lower = text.lower()
    for wording, code in _DOMAINS:
        if any(literal in lower for literal in _literals(wording)):
            votes[code] += 4 * min(5, len(re.findall(wording, text, re.IGNORECASE)))
    for wording, code in _HOUSE:
        votes[code] += 6 * min(2, len(re.findall(wording, text)))
    for mention in found:
        after = text[mention.end : mention.end + 24]
        if mention.kind in ("adjective", "name") and pattern("official.votes").match(after):
            votes[mention.code] += 2
        elif mention.kind == "government" and not mention.generic:
            votes[mention.code] += 3
        elif mention.kind == "name" and pattern("official.votes_2").search(
            text[max(0, mention.start - 70) : mention.start]
        ):
            votes[mention.code] += 4
        elif mention.kind == "people":
            votes[mention.code] += 1
    return votes


def subject(text: str, found: list[Mention], *, sender: str | None) -> str | None:
    """The country that a page of advice is for: named in its title or first headings, else most named of all."""
    for mention in found:
        line_start = text.rfind("\n", 0, mention.start) + 1
        head = text[line_start : mention.start].strip("#*[ ").lower()
        rest = text[mention.end : mention.end + 30].lower()
        headed = text[line_start : line_start + 1] == "#" or line_start == 0
        if (
            mention.kind == "name"
            and mention.code != sender
            and headed
            and (
                not head
                or pattern("official.subject").fullmatch(head)
                or re.match(r"(?: travel| -| overview|:| security)", rest)
            )
        ):
            return mention.code
    counts: collections.Counter[str] = collections.Counter()
    for mention in found:
        if (
            mention.code != sender
            and mention.kind in ("name", "capital", "region", "adjective")
            and mention.code in states()
        ):
            counts[mention.code] += 3 if mention.kind == "name" else 1
    return counts.most_common(1)[0][0] if counts else None
