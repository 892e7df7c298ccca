"""Sentences to posture records: the order of the frames, the context that runs through a text, dates, evidence."""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from tocsin.documents import Role
from tocsin.reading import hosts as place
from tocsin.reading import official
from tocsin.reading.engine import Text
from tocsin.reading.gate import may_hold_posture
from tocsin.reading.parse import Parsed, root_of, subjects
from tocsin.reading.patterns import pattern
from tocsin.reading.posture.advice import advice
from tocsin.reading.posture.carrier import carriers
from tocsin.reading.posture.dates import Clock, anchor_of, effect
from tocsin.reading.posture.directive import directives
from tocsin.reading.posture.likewise import Told, is_state, likewise, same, told
from tocsin.reading.posture.military import military
from tocsin.reading.posture.mission import missions
from tocsin.reading.posture.model import Finding
from tocsin.reading.posture.saying import main_subject, said_by
from tocsin.reading.posture.stands import goes_on, stand_ins, told_of
from tocsin.reading.sentences import Sentence
from tocsin.reading.states import Mention
from tocsin.reading.who import Context, governments, is_organisation, learn_people
from tocsin.records import Posture


def wanted(text: Text) -> list[int]:
    """The sentences that can hold a posture, by their place in ``text.sentences``."""
    return text.once("posture", lambda: _wanted(text))


def _wanted(text: Text) -> list[int]:
    found: list[int] = []
    flying, seat = False, -9
    for index, sentence in text.read:
        behind = False
        lines = any(mention.kind == "airline" for mention in text.mentions[index])
        flies = flying and bool(pattern("flying.goes_on").search(sentence.clean))
        if (
            lines
            or flies
            or may_hold_posture(sentence.clean, mentions=bool(text.mentions[index]))
            or (found and index - found[-1] <= _NEAR and same(sentence.clean))
            or (behind := index - seat == 1 and (goes_on(sentence.clean) or bool(_OF_IT.match(sentence.clean))))
        ):
            found.append(index)
        flying = lines or flies
        if behind or _SEAT.search(sentence.clean):
            seat = index
    return found


_SEAT = re.compile(r"embass|consul|mission", re.IGNORECASE)
_OF_IT = re.compile(r"\W*(?:It|Its|We|The mission)\b")
"""How a sentence goes on about a mission that the one before it names."""
_NEAR = 2
"""So many sentences on, what others did can still be meant by "the same"."""


def postures(text: Text) -> list[Posture]:
    """Every posture that the document states, in reading order. Pure: the same document gives the same records."""
    document = text.document
    parsed_all = text.parsed(wanted(text))
    context = _context(text)
    records: list[Posture] = []
    clock = Clock(document.published)
    before = _Before()
    for index, sentence in enumerate(text.sentences):
        context.enter(sentence.post, sentence.paragraph)
        parsed = parsed_all.get(index)
        if parsed is None:
            records += _listed(sentence, records, document.text)
            _settle_unparsed(sentence, text.mentions[index], context)
            continue
        clock.published = text.published(sentence)
        parsed.year = clock.published.year if clock.published else None
        anchor = anchor_of(parsed, _following(text, index), clock.published)
        telling = _read(parsed, context, clock, anchor, before.of(sentence, index, context))
        fresh = [each.record for each in telling]
        records += fresh or list(_listed(sentence, records, document.text))
        _settle(parsed, context, fresh)
        before.keep(sentence, index, telling)
    return _without_ended(records)


def _following(text: Text, index: int) -> str:
    """The next sentence of the same paragraph, where a quote may name its speaker and day."""
    after = text.sentences[index + 1] if index + 1 < len(text.sentences) else None
    return after.clean if after and after.paragraph == text.sentences[index].paragraph else ""


def _context(text: Text) -> Context:
    document = text.document
    if not any(may_hold_posture(sentence.clean) for sentence in text.sentences):
        return Context()
    own = text.everywhere
    sender, is_official = text.publisher
    topic, scattered = text.leading
    digest = not is_official and len(text.sentences) > 3 and scattered
    host = None if digest else topic
    if is_official:
        host = official.subject(document.text, own, sender=sender)
    people = learn_people(text.flat, text.flat_mentions)
    pair = place.pair(text.flat, text.flat_mentions) if _BOTH.search(text.flat) else []
    return Context(sender=sender, host=host, official=is_official, digest=digest, people=people, pair=pair)


def _settle_unparsed(sentence: Sentence, found: list[Mention], context: Context) -> None:
    """What a sentence that needs no parse leaves for the next: the government that it opens with."""
    context.flying, context.things = [], {}
    context.two = _two([], found)
    if sentence.role is Role.HEADING and context.official:
        return
    for mention in found:
        if (
            mention.start <= 45
            and mention.kind in ("name", "government", "capital")
            and not sentence.clean[: mention.start]
            .rstrip()
            .endswith((" in", " to", " from", " at", " on", " of", " with", "In", "At", "On", "To"))
        ):
            context.last_senders = [mention.code]
            return


@dataclasses.dataclass(slots=True)
class _Before:
    """What the last sentences told, for those after them that only say "the same"."""

    told: list[Told] = dataclasses.field(default_factory=list)
    post: int = -1
    paragraph: int = -1

    def keep(self, sentence: Sentence, index: int, told: list[Told]) -> None:
        """Keep what a sentence told, if it told anything."""
        if told:
            near = [each for each in self.told if index - each.sentence <= _NEAR]
            self.told = [*near, *(dataclasses.replace(each, sentence=index) for each in told)]
            self.post, self.paragraph = sentence.post, sentence.paragraph

    def of(self, sentence: Sentence, index: int, context: Context) -> list[Told]:
        """What was told so near that a sentence may mean it."""
        here = self.post == sentence.post and not (context.digest and self.paragraph != sentence.paragraph)
        return [each for each in self.told if here and index - each.sentence <= _NEAR]


def _read(parsed: Parsed, context: Context, clock: Clock, anchor: dt.date | None, before: list[Told]) -> list[Told]:
    """What the sentence states, each fact once, however many of its words tell it.

    ``before`` is what the sentences before it stated, which "the same" may mean.
    """
    parsed.stands = stand_ins(parsed, context)
    frames = (advice, directives, missions, carriers, military)
    fresh: list[Told] = []
    for findings in (*(frame(parsed, context) for frame in frames), likewise(parsed, context, fresh, before)):
        for finding in findings:
            day = _dated(finding, parsed, clock, anchor)
            for record in _records(finding, parsed, context, day):
                if not any(_fact(each.record, each.record.place) == _fact(record, record.place) for each in fresh):
                    fresh.append(told(record, finding.head))
    return [each for each in fresh if each.record.place or not any(_same(each.record, other.record) for other in fresh)]


def _fact(record: Posture, place: str | None) -> tuple[object, ...]:
    return (record.sender, record.host, record.type, record.value, record.modality, place)


def _same(record: Posture, other: Posture) -> bool:
    """Whether the same words are told again with their place."""
    return other.place is not None and record.wording == other.wording and _fact(record, None) == _fact(other, None)


def _listed(sentence: Sentence, records: list[Posture], text: str) -> Iterator[Posture]:
    """A bullet under "avoid all travel to:" is a region of its own."""
    if not sentence.bullet or not records or records[-1].scope != "regional":
        return
    last = records[-1]
    between = text[last.end : sentence.start]
    opened = text[last.start : last.end].rstrip(" *").endswith(":") or last.wording == LIST_ITEM
    if opened and len(between.strip(" \n*-+•\t;")) < 6:
        start, end = sentence.start, sentence.end
        region = re.split(r"\s+(?:due to|because of)\b|[;:]\s*$", sentence.clean)[0].strip(" .;,*+-")
        yield msgspec.structs.replace(last, start=start, end=end, place=region, wording=LIST_ITEM)


LIST_ITEM = "(item of a list)"
"""The wording of a record whose level stands in the line that opens its list."""


def _without_ended(records: list[Posture]) -> list[Posture]:
    """A closure that the same text says is over ("has been closed since …" beside "reopens") is history."""
    over = {
        (record.sender, record.host) for record in records if record.value == "reopened" and record.modality == "fact"
    }
    return [
        record
        for record in records
        if not (record.value == "closed" and record.type == "mission" and (record.sender, record.host) in over)
    ]


def _dated(finding: Finding, parsed: Parsed, clock: Clock, anchor: dt.date | None) -> dt.date | None:
    day, explicit = effect(finding.head, parsed, clock, modality=finding.modality, anchor=anchor)
    clock.remember(parsed, finding.senders, day, explicit=explicit)
    if day is None and finding.type in ("advice", "directive"):
        day = clock.inherited(parsed, finding.senders)
    return day or anchor or clock.published


def _records(finding: Finding, parsed: Parsed, context: Context, published: dt.date | None) -> Iterator[Posture]:
    pairs = _distinct(finding.hosts) or [(None, None)]
    if (
        len(context.pair) == 2
        and not context.official
        and _BOTH.search(parsed.text)
        and pairs[0][0] in (None, *context.pair)
    ):
        pairs = [(code, None) for code in context.pair]
    crosswise = len(set(finding.senders)) == 2 and _EACH.search(parsed.text)
    for sender in finding.senders:
        for code, where in _acted_on(sender, finding) if crosswise or finding.at_home else pairs:
            host = (
                (code if finding.value == "relocated" else _settled(code, where, context))
                or context.last_host
                or context.host
            )
            if host is None or (host == sender and finding.type != "carrier") or is_organisation(host):
                continue
            if sender and is_organisation(sender) and finding.type in ("advice", "directive"):
                continue
            start, end = parsed.sentence.span(0, len(parsed.text))
            yield Posture(
                start=start,
                end=end,
                evidence="",
                sender=sender,
                host=host,
                type=finding.type,
                value=finding.value,
                modality=finding.modality,  # type: ignore[arg-type]
                scope=(finding.scope or "national") if finding.type == "advice" else None,
                place=where,
                date=published,
                wording=finding.wording,
            )
    if context.official and parsed.sentence.role is not Role.HEADING:
        return
    for code, _ in finding.hosts:
        if code and finding.value != "relocated":
            context.last_host = code


_BOTH = re.compile(r"\b(?:in|to|of|across|from) (?:both|the two|either) (?:countries|nations|states)\b")


def _acted_on(sender: str | None, finding: Finding) -> list[tuple[str | None, str | None]]:
    """The host of one of several senders: itself, or the other."""
    return [(other, None) for other in finding.senders if (other == sender) == finding.at_home]


_EACH = re.compile(r"\b(?:in|to|from) (?:each others?['’]s?|one another['’]s)")
"""Two states that act on one another: each is the other's host."""


def _settled(code: str | None, where: str | None, context: Context) -> str | None:
    """A city's name that several countries have is the one in the country that the text is about."""
    return context.host if where and context.host in place.countries_of(where) else code


def _distinct(hosts: list[tuple[str | None, str | None]]) -> list[tuple[str | None, str | None]]:
    """One pair a country: "Port-au-Prince, Haiti" is one host with its city; two cities of one country stay two."""
    cities = {code for code, where in hosts if where}
    return [pair for pair in dict.fromkeys(hosts) if pair[1] or pair[0] not in cities]


def _flown(mentions: list[Mention], fresh: list[Posture]) -> list[str]:
    """The airlines that a sentence spoke of last: those that did something in it, else the last that it names."""
    acted = [
        record.sender for record in fresh if record.type == "carrier" and record.sender and not is_state(record.sender)
    ]
    named = [mention.name for mention in mentions if mention.kind == "airline"]
    return list(dict.fromkeys(acted)) or named[-1:]


def _opening(parsed: Parsed) -> list[str]:
    """ "France cut its aid, the minister said": the state that a sentence opens with is whose minister it is."""
    first = next((mention for mention in parsed.mentions if mention.start < _OPENING), None)
    if first is None or first.kind not in ("name", "government", "capital"):
        return []
    acts = any(token.dep_ in ("nsubj", "nsubjpass") and parsed.mention(token) == first for token in parsed.tokens)
    return [first.code] if acts else []


def _two(fresh: list[Posture], mentions: list[Mention]) -> list[str]:
    """The two states that did something in a sentence, else the two that it opens with: "Peru and Malta …"."""
    acted = list(dict.fromkeys(record.sender for record in fresh if is_state(record.sender)))
    named = [mention for mention in mentions if mention.kind in ("name", "government", "capital")][:2]
    opening = len(named) == 2 and named[0].start < _OPENING and named[1].start - named[0].end < len(" and the ") + 1
    pair = acted or ([mention.code for mention in named] if opening else [])
    return [code for code in pair if code] if len(pair) == 2 else []


_OPENING = 5


def _settle(parsed: Parsed, context: Context, fresh: list[Posture]) -> None:
    """What this sentence leaves for the next: who acted or spoke, and which country it was about."""
    context.flying = _flown(parsed.mentions, fresh)
    context.things = told_of(parsed, context, fresh)
    context.two = _two(fresh, parsed.mentions)
    if parsed.sentence.role is Role.HEADING and context.official:
        return
    root = root_of(parsed.doc)
    codes = [code for noun in subjects(root) for code in governments(noun, parsed, context)] if root is not None else []
    said = said_by(parsed, context.fresh()) or _opening(parsed) or said_by(parsed, context)
    acted = [record.sender for record in fresh if record.sender and record.type in ("advice", "directive", "mission")]
    settled = said or main_subject(parsed, context) or list(dict.fromkeys(acted)) or list(dict.fromkeys(codes))
    if settled:
        context.last_senders = settled
