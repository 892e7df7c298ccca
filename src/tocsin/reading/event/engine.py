"""Sentences to events: the gate, the acts, their outlook, who and whom, where and when, who says and who saw."""

import datetime as dt
from collections.abc import Iterable, Iterator

from tocsin.reading import when
from tocsin.reading.engine import Text
from tocsin.reading.event import lexicon
from tocsin.reading.event.circumstances import observer, place
from tocsin.reading.event.frames import Act, acts
from tocsin.reading.event.gate import may_hold_event
from tocsin.reading.event.outlook import meaning, outlook
from tocsin.reading.event.roles import Party, actor, demanded, demander, other_side, recipient
from tocsin.reading.parse import Parsed, lemma
from tocsin.reading.states import Mention
from tocsin.reading.who import Context, learn_people
from tocsin.records import Event, Statement

_TWO_SIDED = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})


def events(text: Text, spoken: Iterable[Statement] = ()) -> list[Event]:
    """Every event of the document; those of one sentence with its main event first. ``spoken`` tells who says so."""
    asked = wanted(text)
    if not asked:
        return []
    speakers: dict[int, Statement] = {}
    for statement in spoken:
        speakers.setdefault(statement.start, statement)
    context = Context()
    records: list[Event] = []
    for parsed in text.parsed(asked).values():
        context.people |= learn_people(parsed.text, parsed.mentions)
        records += _read(parsed, text, context, speakers.get(parsed.sentence.start))
    return records


def wanted(text: Text) -> list[int]:
    """The sentences that can hold an event, by their place in ``text.sentences``."""
    return text.once("event", lambda: _wanted(text))


def _wanted(text: Text) -> list[int]:
    return [index for index, sentence in text.read if may_hold_event(sentence.clean, text.mentions[index])]


def _read(parsed: Parsed, text: Text, context: Context, speaker: Statement | None) -> Iterator[Event]:
    if parsed.text.rstrip("\"' ").endswith("?"):
        return
    told: set[tuple[str, str | None]] = set()
    published = text.published(parsed.sentence)
    for act in sorted(acts(parsed), key=lambda act: (act.depth, act.token.i)):
        if _unwilled(act):
            continue
        seen = outlook(act)
        what = meaning(act, seen)
        if what is None:
            continue
        speaking = demander(act, parsed, context)
        by = speaking if seen == "asked" else actor(act, parsed, context)
        if what[:2] == ("THREATEN", "ASSAULT") and _foretold(act, by, speaking):
            continue
        key = (what[0], by.country or by.name if by else None)
        if key in told or (by is None and any(kind == what[0] for kind, _ in told)):
            continue
        told.add(key)
        to = demanded(act, parsed, context) if seen == "asked" else _recipient(act, parsed, context, by)
        yield _event(act, what, (by, to), parsed, text, published=published, speaker=speaker)
        if by is not None and by.country:
            context.last_senders = [by.country]


def _recipient(act: Act, parsed: Parsed, context: Context, by: Party | None) -> Party | None:
    together = other_side(act, parsed, context) if act.type in _TWO_SIDED else None
    return together or recipient(act, parsed, context, besides=by)


def _foretold(act: Act, by: Party | None, speaking: Party | None) -> bool:
    """An attack that somebody else says is coming is a warning of theirs, not a threat of the one who would attack."""
    return (
        not act.cue.operator
        and speaking is not None
        and (by is None or speaking.country is None or by.country != speaking.country)
    )


def _unwilled(act: Act) -> bool:
    """What nature or an accident did is no act of anybody."""
    if act.type != "ASSAULT":
        return False
    near = [act.carrier, *(part for child in act.carrier.children for part in [child, *child.children])]
    return any(lemma(part) in lexicon.words("natural") for part in near)


def _event(
    act: Act,
    what: tuple[str, str | None, str],
    sides: tuple[Party | None, Party | None],
    parsed: Parsed,
    text: Text,
    *,
    published: dt.date | None,
    speaker: Statement | None,
) -> Event:
    kind, about, modality = what
    by, to = sides
    where = place(act.token, parsed) or _named(to, parsed)
    sentence = parsed.sentence
    return Event(
        start=sentence.start,
        end=sentence.end,
        evidence=text.document.text[sentence.start : sentence.end],
        type=kind,  # type: ignore[arg-type]
        act=about if about != kind else None,  # type: ignore[arg-type]
        mode=(act.about.cue.mode if act.about else act.cue.mode)
        if kind != act.type or act.cue.operator
        else act.cue.mode,
        actor=by.name if by else None,
        actor_country=by.country if by else None,
        recipient=to.name if to else None,
        recipient_country=to.country if to else None,
        host=where.code if where else None,
        place=where.name if where else None,
        date=_date(act, parsed, published, modality),
        modality=modality,  # type: ignore[arg-type]
        said_by=speaker.speaker if speaker and act.token.text not in speaker.cue else None,
        observed_by=observer(parsed),
        wording=_wording(act),
    )


def _named(to: Party | None, parsed: Parsed) -> Mention | None:
    """The place that it is done to, where that is a town: "shelled Kherson", "visited Ankara"."""
    return next(
        (
            one
            for one in parsed.mentions
            if to is not None and one.name == to.name and one.kind in ("city", "capital", "region")
        ),
        None,
    )


def _wording(act: Act) -> str:
    words = [act.carrier, act.token] if act.carrier is not act.token else [act.token]
    if act.about is not None and act.about.token not in words:
        words.append(act.about.token)
    return " ".join(token.text for token in sorted(words, key=lambda token: token.i))


def _date(act: Act, parsed: Parsed, published: dt.date | None, modality: str) -> dt.date | None:
    """The day told nearest the act; with none told, that of publication for what has happened."""
    found = when.find(parsed.text, published)
    at = act.carrier.idx
    days = [
        (abs(one.start - at), day)
        for one in found
        if (day := when.day_of(one)) is not None and (modality == "planned" or published is None or day <= published)
    ]
    if days:
        return min(days)[1]
    return published if modality == "fact" and not found else None
