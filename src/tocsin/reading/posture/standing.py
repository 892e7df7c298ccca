"""States of a mission that are said by a noun phrase more often than by a verb: a core team, no help, extra staff."""

import re
from collections.abc import Iterator

from tocsin.reading.hosts import all_mentions, resolve
from tocsin.reading.parse import (
    Parsed,
    is_a,
    subjects,
)
from tocsin.reading.patterns import pattern
from tocsin.reading.posture.diplomatic import is_staff
from tocsin.reading.posture.modality import DROP, modality
from tocsin.reading.posture.model import Finding
from tocsin.reading.posture.whose import hosts_of, owners
from tocsin.reading.who import Context, governments, owns

_CORE = pattern("mission.core")
_NO_HELP = pattern("mission.no_help")
_FROM_ELSEWHERE = pattern("mission.from_elsewhere")
_MORE = pattern("mission.more")
_LOCKDOWN = pattern("mission.lockdown")
_STANDING: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("reduced", _CORE),
    ("services_limited", _NO_HELP),
    ("relocated", _FROM_ELSEWHERE),
    ("reinforced", _MORE),
    ("shelter", _LOCKDOWN),
)
"""States of a mission that are said by a noun phrase more often than by a verb."""


_WORKS_ON = pattern("mission.works_on")


_SPOT = re.compile(r"(?P<spot>(?:the|an?|another) (?:\w+ ){0,2}?(?:airport|hotel|base|location|site))\b")
"""Where a mission works that no map names: "from the airport"."""


_STEMS = (
    ("diplomat", "embass", "consul", "mission", "ambassador"),
    ("consul", "embass", "government", "ministry", "visa", "passport", "nationals", "citizens"),
)
"""Of what a measure tells, a part of a word: on a mission as such, and on its services."""


def standing(parsed: Parsed, context: Context) -> Iterator[Finding]:
    """Every state of a mission that a noun phrase of the sentence tells."""
    lower = parsed.text.lower()
    for value, phrase in (*_STANDING, ("open", _WORKS_ON)):
        if not any(stem in lower for stem in _STEMS[value == "services_limited"]):
            continue
        match = phrase.search(parsed.text)
        if (
            match
            and value == "shelter"
            and re.search(
                r"\b(?:citizens|nationals|travellers|tourists)\b|\b[A-Z][a-z]+(?:ans|ese|ish)\b (?:in|there)",
                parsed.text,
            )
        ):
            continue
        if match and _about_missions(value, parsed) and _of_a_mission(match, parsed):
            finding = _from_phrase(value, match, parsed, context)
            if finding:
                yield finding


def _of_a_mission(match: re.Match[str], parsed: Parsed) -> bool:
    """Whether the staff that a phrase names, where it names any, is a mission's."""
    if not match.groupdict().get("staff"):
        return True
    span = parsed.doc.char_span(match.start("staff"), match.end("staff"), alignment_mode="expand")
    return span is not None and any(is_staff(token, parsed) for token in span)


def _about_missions(value: str, parsed: Parsed) -> bool:
    text = parsed.text
    if value == "services_limited":
        return bool(
            re.search(
                r"\b(?:consular|embass|consulate|government|ministry|visa|passport|nationals|citizens)",
                text,
                re.IGNORECASE,
            )
        ) and not re.search(r"\bif you (?:over|lose)|dual national(?:s|ity) (?:is|are) not", text)
    return bool(re.search(r"\b(?:diplomat|embass|consul|mission|high commission|ambassador)", text, re.IGNORECASE))


def _from_phrase(value: str, match: re.Match[str], parsed: Parsed, context: Context) -> Finding | None:
    span = parsed.doc.char_span(match.start(), match.end(), alignment_mode="expand")
    tokens = list(span) if span is not None else [parsed.doc[0]]
    head = next((token for token in tokens if token.pos_ in ("VERB", "AUX")), tokens[-1])
    if context.official and value == "services_limited" and "appointment" in match.group():
        return None  # what a mission's own page says of every day
    nouns = [token for token in [*tokens, *parsed.doc] if is_a(token, "mission") or is_a(token, "staff")]
    senders = next((codes for noun in nouns if (codes := owns(noun, parsed))), [])
    senders = senders or owners(nouns[0] if nouns else head, head, parsed, context)
    if not senders:
        return None
    if value == "reinforced":
        actors = [code for noun in subjects(head) for code in governments(noun, parsed, Context(people=context.people))]
        if actors and not set(actors) & set(senders):
            return None
    how = (
        modality(head, parsed, value=value)
        if value not in ("services_limited",)
        else "considered"
        if re.search(r"\b(?:may|might|could)\b(?! (?:not|no longer)\b)", match.group())
        else "fact"
    )
    if how in (DROP, "denied"):
        return None
    if value == "relocated":
        city = next((place for place in all_mentions(parsed.text) if place.start == match.end()), None)
        spot = _SPOT.match(parsed.text[match.end() :])
        return Finding(
            type="mission",
            value=value,
            head=head,
            senders=list(senders),
            hosts=[(None, spot["spot"] if spot else city.name if city else None)],
            modality=how,
            wording=match.group(),
        )
    away = _FROM_ELSEWHERE.search(parsed.text)
    places = [] if away else resolve(parsed, context, near=tokens[0], nouns=nouns, senders=senders)
    hosts = hosts_of(value, places, head, parsed, context)
    return Finding(
        type="mission", value=value, head=head, senders=list(senders), hosts=hosts, modality=how, wording=match.group()
    )
