"""Sentences to statements and denials: the gate, the directory, the order of resolution, the evidence."""

import re

from tocsin.reading.engine import Text
from tocsin.reading.parse import SUBJECTS, Parsed, lemma, root_of
from tocsin.reading.statement.attribution import attributions
from tocsin.reading.statement.circumstances import addressee, day, form, venue
from tocsin.reading.statement.countries import about, named_states
from tocsin.reading.statement.denial import denials
from tocsin.reading.statement.floor import Floor
from tocsin.reading.statement.headings import heading
from tocsin.reading.statement.naming import of_person
from tocsin.reading.statement.people import people_of
from tocsin.reading.statement.quotes import Quoted, quoted
from tocsin.reading.statement.running import run_on
from tocsin.reading.statement.speakers import voice_of, voices
from tocsin.reading.statement.spoken import Heard, Line, Spoken
from tocsin.reading.statement.transcript import label
from tocsin.reading.statement.voice import Turn, Voice
from tocsin.reading.statement.words import is_body, may_hold_statement, words
from tocsin.reading.states import Mention
from tocsin.records import Denial, Statement

_MANY_STATES = 14
_BODY = re.compile(r"[A-Z][a-z]+(?: (?:of|for|and|the|on))?(?: [A-Z][a-z]+(?: (?:of|for|and|the|on))?)* [A-Z][a-z]+")
_ACTING = ("name", "government", "airline", "capital")


def statements(text: Text) -> list[Statement | Denial]:
    """Every statement and denial of the document, in reading order. Pure: the same document gives the same records."""
    lines = _lines(text)
    if not any(line.parsed for line in lines):
        return []
    floor = _floor(text)
    for line, mentions in zip(lines, text.mentions, strict=True):
        _hear(line, mentions, floor)
    label(lines, text.document, floor.directory, floor.sender)
    run_on(lines)
    records: list[Statement | Denial] = []
    for line in lines:
        records += _records(line, text)
    records += denials(lines, text.document, _home(text))
    return sorted(records, key=lambda record: record.start)


def _home(text: Text) -> str | None:
    """The country that the text is about, where it is about one."""
    country, scattered = text.leading
    return None if scattered else country


def _floor(text: Text) -> Floor:
    """What the whole document settles before its first sentence: who is who, whose text, about which country."""
    sender, _ = text.publisher
    directory = people_of(text).copy()  # the floor adds to it what only statements need
    topic = None if text.document.live_blog else about(text.mentions) or text.leading[0]
    if len(named_states(text.mentions)) > _MANY_STATES:
        topic = None
    floor = Floor(directory, sender=sender, topic=topic, many=text.leading[1])
    for found in _BODY.finditer(text.flat):
        floor.remember(found.group())
    return floor


def wanted(text: Text) -> list[int]:
    """The sentences that can hold a statement, by their place in ``text.sentences``."""
    return text.once("statement", lambda: _wanted(text))


def _wanted(text: Text) -> list[int]:
    marks = _marks(text)
    return [index for index, sentence in text.read if marks[index].spans or may_hold_statement(sentence.clean)]


def _marks(text: Text) -> list[Quoted]:
    return text.once("quotes", lambda: quoted(text.document.text, text.sentences))


def _lines(text: Text) -> list[Line]:
    marks = _marks(text)
    parsed = text.parsed(wanted(text))
    return [Line(sentence, marks[index], parsed.get(index)) for index, sentence in enumerate(text.sentences)]


def _hear(line: Line, mentions: list[Mention], floor: Floor) -> None:
    """Who speaks in one sentence; what it names is remembered for the next."""
    here = _turn(line, mentions, floor)
    if line.parsed is not None:
        for attribution in sorted(attributions(line.parsed, line.quoted), key=lambda one: one.cue.i):
            for voice in voices(attribution.speaker, line.parsed, floor, here):
                line.heard.append(Heard(attribution.cue, attribution.wording, attribution.kind, voice))
                here.voices.append(voice)
        line.spoken = heading(line, floor, here) or _spoken(line.heard)
        here.voices = [one.voice for one in line.spoken]
        _acting(line.parsed, floor, here)
    floor.turns.append(here)


def _turn(line: Line, mentions: list[Mention], floor: Floor) -> Turn:
    people = [of_person(person) for person in floor.directory.named(line.sentence.clean)]
    states = [
        (mention.start, mention.code)
        for mention in mentions
        if mention.kind not in ("airline", "region", "city") and not mention.generic
    ]
    bodies = [
        Voice(
            mention.name.removeprefix("the ").removeprefix("The "),
            "institution" if mention.kind in ("government", "airline") else "state",
            None if mention.kind == "airline" else mention.code,
            head="airline" if mention.kind == "airline" else "state",
        )
        for mention in mentions
        if mention.kind in _ACTING
        and not mention.generic
        and line.parsed is None
        and len(line.sentence.clean[: mention.start].removeprefix("The ")) == 0
    ]
    return Turn(line.sentence.post, [], people, bodies, states)


def _acting(parsed: Parsed, floor: Floor, here: Turn) -> None:
    """The subject of the sentence comes first among those whom the next may call "it" or "he"."""
    root = root_of(parsed.doc)
    subject = next((child for child in root.children if child.dep_ in SUBJECTS), None) if root is not None else None
    if subject is None or subject.pos_ not in ("NOUN", "PROPN"):
        return
    voice = voice_of(subject, parsed, floor, here)
    if voice is None:
        return
    if voice.kind in ("person", "unnamed") and not voice.plural:
        here.people = [voice, *(other for other in here.people if other.key != voice.key)]
    elif voice.kind in ("institution", "state") and (
        voice.kind == "state" or is_body(lemma(subject)) or subject.pos_ == "PROPN"
    ):
        here.bodies = [voice, *here.bodies]


def _spoken(found: list[Heard]) -> list[Spoken]:
    """One record for each voice; who only hands on what another said is named in that one's chain."""
    spoken: dict[str, Spoken] = {}
    for heard in found:
        spoken.setdefault(heard.voice.key, Spoken(heard.voice, heard.wording, heard.cue, heard.kind))
    relays = [
        one
        for one in spoken.values()
        if (one.voice.kind in ("media", "paper") and not _beside_another(one, list(spoken.values())))
        or one.kind == "relay"
        or _anonymous(one)
    ]
    if len(relays) == len(spoken):
        return list(spoken.values())[:1] if all(one.voice.kind == "paper" for one in relays) else list(spoken.values())
    kept = [one for one in spoken.values() if one not in relays and not _mouthpiece(one, list(spoken.values()))]
    for one in kept:
        outer = [other for other in spoken.values() if other is not one and _outer(other, one)]
        chain = [
            other.voice.name for other in sorted(outer, key=lambda other: other.voice.kind not in ("media", "paper"))
        ]
        told = addressee(one)
        one.chain = tuple([*chain, told] if told in words("outlets") else chain)
    return kept


def _beside_another(one: Spoken, others: list[Spoken]) -> bool:
    """Whether an outlet is named beside another source: "according to the ministry and local media"."""
    return one.kind == "phrase" and any(
        other is not one and other.token is one.token and other.voice.kind not in ("media", "paper") for other in others
    )


def _anonymous(one: Spoken) -> bool:
    """A relay where somebody else has spoken: "according to people briefed on it"."""
    return (
        one.kind == "phrase"
        and one.voice.head in ("people", "person", "source", "information")
        and " " not in one.voice.name
    )


def _mouthpiece(one: Spoken, others: list[Spoken]) -> bool:
    """A state whose words are told by its own minister or spokesman in the same sentence: the one who spoke counts."""
    return one.voice.kind == "state" and any(
        other is not one
        and other.voice.country == one.voice.country
        and other.voice.kind in ("person", "unnamed", "institution")
        and _outer(other, one, loose=True)
        for other in others
    )


def _outer(outer: Spoken, inner: Spoken, *, loose: bool = False) -> bool:
    """Whether one cue reports the other: a relay, "according to", or a verb under which the other stands."""
    if inner.token is None or outer.token is None or inner.kind == "phrase":
        return False
    if outer.voice.kind in ("media", "paper") or outer.kind in ("phrase", "relay"):
        return True
    if ";" in {
        part.text for part in inner.token.doc[min(inner.token.i, outer.token.i) : max(inner.token.i, outer.token.i)]
    }:
        return False
    under = any(head.i == outer.token.i for head in inner.token.ancestors)
    aside = outer.token.dep_ == "parataxis" and (
        outer.token.head.i == inner.token.i or outer.token.head in inner.token.ancestors
    )
    return aside or (under and (loose or inner.token.dep_ == "ccomp"))


def _records(line: Line, text: Text) -> list[Statement]:
    start, end = line.sentence.start, line.sentence.end
    for one in line.spoken:
        one.date = day(line, one, text.published(line.sentence))
    return [
        Statement(
            start=start,
            end=end,
            evidence=text.document.text[start:end],
            speaker=one.voice.name,
            speaker_country=one.voice.country,
            office=one.voice.office if one.voice.kind == "person" else None,
            form=form(line, one),
            cue=one.cue,
            date=one.date,
            addressee=addressee(one),
            venue=venue(one),
            chain=one.chain,
            continuation=one.continuation,
        )
        for one in line.spoken
    ]
