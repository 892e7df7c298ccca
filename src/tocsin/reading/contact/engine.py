"""Sentences to contacts: who is meant, on which day, where, for how long, held or planned."""

import datetime as dt
import re

from tocsin.reading import quantity, when
from tocsin.reading.contact.bodies import body_in
from tocsin.reading.contact.cast import Cast
from tocsin.reading.contact.found import Found
from tocsin.reading.contact.frames import contacts_in
from tocsin.reading.contact.lexicon import words
from tocsin.reading.contact.names import Party
from tocsin.reading.contact.parties import parties
from tocsin.reading.engine import Text
from tocsin.reading.parse import Parsed, lemma, root_of, subjects
from tocsin.reading.sentences import Sentence
from tocsin.reading.statement.people import people_of
from tocsin.reading.states import Mention
from tocsin.reading.stems import Stems
from tocsin.records import Contact

_GATE = Stems(
    (
        *(
            f"{word}."
            for word in """
            call calls called phone phones phoned speak spoke speaks spoken speaking talk talks talked talking
            conversation conversations met meet meets meeting meetings summit trip alongside beside conference briefing
            conferred flew fly flies headed heads shared hotline rang audience contacted dinner came come goes went
            saw see seen sees
            """.split()
        ),
        *"""
        telephon visit travel arriv receiv host welcom discuss consult summon dial parley conven gather assembl join
        huddl lunch negotiat tour
        """.split(),
        *(
            f"{phrase}."
            for phrase in (
                "line with",
                "on the line",
                "expected in",
                "was in",
                "is in",
                "due in",
                "sat down",
                "sit down",
            )
        ),
        "*phone.",
    )
)
"""Of which a sentence with a contact holds one."""
_LASTED = re.compile(
    r"\b(?:call|conversation|talks?|meeting|discussion)\b[^.]{0,60}\b(?:last(?:ed|s)?|ran|clocked|took|"
    r"went on|concluded|ended)\b",
    re.IGNORECASE,
)
_MINUTES = {"minute": 1.0, "hour": 60.0}
_PLACES = ("name", "capital", "city", "region")


def contacts(text: Text) -> list[Contact]:
    """Every contact of the document, in reading order; two accounts of one call are two."""
    cast = Cast(people_of(text))
    parsed_at = text.parsed(wanted(text))
    records: list[Contact] = []
    for index, sentence in enumerate(text.sentences):
        cast.enter(sentence.post)
        parsed = parsed_at.get(index)
        if parsed is None:
            _remember_plain(sentence, cast)
            _remember_lands(sentence.clean, text.mentions[index], cast)
            continue
        before = list(cast.recent)
        cast.recent = _subject_people(parsed, cast) + cast.recent
        fresh = [_record(found, parsed, text) for found in _distinct(list(contacts_in(parsed, cast)))]
        if not fresh and records:
            _lasting(parsed, records)
        records += fresh
        _remember(parsed, cast, before, fresh)
        _remember_lands(parsed.text, parsed.mentions, cast)
    return records


def wanted(text: Text) -> list[int]:
    """The sentences that can hold a contact, by their place in ``text.sentences``."""
    return text.once("contact", lambda: _wanted(text))


def _wanted(text: Text) -> list[int]:
    return [index for index, sentence in text.read if _GATE.stand_in(sentence.clean)]


def _subject_people(parsed: Parsed, cast: Cast) -> list[Party]:
    """The people who are the subject of the sentence: whom "his call" before them means."""
    root = root_of(parsed.doc)
    if root is None:
        return []
    return [
        party
        for noun in subjects(root)
        if noun.pos_ != "PRON"
        for party in parties(noun, parsed, cast, described=lemma(noun) in words("heads"))
        if party.person or (noun.tag_ == "NN" and lemma(noun) in words("heads"))
    ]


def _remember_plain(sentence: Sentence, cast: Cast) -> None:
    people = [Party(person.name, person.country, person=True) for person in cast.directory.named(sentence.clean)]
    cast.recent = [*people[:1], *cast.recent][:6]


def _remember_lands(text: str, mentions: list[Mention], cast: Cast) -> None:
    """Which states were named last, the last first, and the body whose ministers the next may call "its ministers"."""
    for mention in mentions:
        if mention.kind in ("name", "capital", "adjective") and mention.code not in ("EU", "NATO", "UN"):
            cast.lands = [mention, *(each for each in cast.lands if each.code != mention.code)][:4]
    cast.body = body_in(text) or cast.body


def _remember(parsed: Parsed, cast: Cast, before: list[Party], fresh: list[Contact]) -> None:
    """The subject of the sentence, then whom it names, come first among those whom the next calls "he"."""
    subject = _subject_people(parsed, cast)
    people = [party for _, _, party in cast.people(parsed)]
    order = subject + people[:1] + before if subject or people else before
    cast.recent = list(dict.fromkeys(order))[:6]
    if fresh and len(fresh[-1].participants) >= 2:
        cast.pair = [
            Party(name, country) for name, country in zip(fresh[-1].participants, fresh[-1].countries, strict=True)
        ]


def _distinct(found: list[Found]) -> list[Found]:
    """One contact for the same people and mode in one sentence, the one that names most of them."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: -len(each.parties)):
        names = {party.name for party in one.parties}
        same = [
            other
            for other in kept
            if names <= {party.name for party in other.parties}
            and (other.mode == one.mode or ({other.mode, one.mode} == {"meeting", "visit"} and len(names) > 1))
        ]
        if not same:
            kept.append(one)
    return sorted(kept, key=lambda each: each.at.i)


def _record(found: Found, parsed: Parsed, text: Text) -> Contact:
    sentence = parsed.sentence
    published = text.published(sentence)
    day, vague = _day(found, parsed, published)
    planned = found.planned or (day is not None and published is not None and day > published)
    return Contact(
        start=sentence.start,
        end=sentence.end,
        evidence=text.document.text[sentence.start : sentence.end],
        participants=tuple(party.name for party in found.parties),
        countries=tuple(party.country for party in found.parties),
        mode=found.mode,
        date=day or (None if vague or planned else published),
        place=_place(found, parsed),
        duration_minutes=_minutes(parsed),
        status="planned" if planned else "held",
        wording=found.at.text,
    )


def _day(found: Found, parsed: Parsed, published: dt.date | None) -> tuple[dt.date | None, bool]:
    """The day told nearest the word of contact; and whether the sentence tells a time that is no single day."""
    rows = [one for one in when.find(parsed.text, published) if one.kind in ("date", "time")]
    days = [(_far(one.start, found, day, published), day) for one in rows if (day := when.day_of(one)) is not None]
    if days:
        return min(days)[1], False
    return None, any(abs(one.start - found.at.idx) < 90 and one.precision != "vague" for one in rows)


def _far(at: int, found: Found, day: dt.date, published: dt.date | None) -> int:
    """How far a day stands from the word of contact; one before it, or past for what lies ahead, counts as farther."""
    apart = int(at - found.at.idx) if at >= found.at.idx else 2 * (found.at.idx - at)
    return apart + (200 if found.planned and published is not None and day < published else 0)


def _place(found: Found, parsed: Parsed) -> str | None:
    """Where they met: the place behind "in" or "at", or the end of a visit; a call has none."""
    if found.mode == "call":
        return None
    best: list[tuple[int, str]] = []
    for mention in parsed.mentions:
        if mention.kind not in _PLACES:
            continue
        before = parsed.text[max(0, mention.start - 22) : mention.start]
        if re.search(r"\b(?:in|at|to|visit\w*|near|into)(?: the| both)? $", before, re.IGNORECASE):
            best.append((abs(mention.start - found.at.idx), mention.name))
    return min(best)[1] if best else None


def _minutes(parsed: Parsed) -> float | None:
    """How long it took, in minutes, where the sentence tells."""
    for each in quantity.find(parsed.text):
        after = parsed.text[each.end : each.end + 8].casefold()
        if (
            each.unit in _MINUTES
            and isinstance(each.value, float | int)
            and not after.lstrip().startswith(("ago", "after", "before", "earlier", "later"))
        ):
            return float(each.value) * _MINUTES[each.unit]
    return None


def _lasting(parsed: Parsed, records: list[Contact]) -> None:
    """ "The call lasted an hour": the length of the contact told last."""
    length = _minutes(parsed) if _LASTED.search(parsed.text) else None
    last = records[-1]
    if length is not None and last.duration_minutes is None and parsed.sentence.start - last.end < 1500:
        records[-1] = _with_length(last, length)


def _with_length(record: Contact, minutes: float) -> Contact:
    fields = {name: getattr(record, name) for name in record.__struct_fields__}
    return Contact(**{**fields, "duration_minutes": minutes})
