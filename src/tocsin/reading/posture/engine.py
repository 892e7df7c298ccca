"""Sentences to posture records: the order of the frames, the context that runs through a text, dates, evidence."""

import datetime as dt
from collections.abc import Iterator

from spacy.language import Language

from tocsin.documents import Document, Role
from tocsin.reading import hosts as place
from tocsin.reading import official
from tocsin.reading.parse import Parsed, parse
from tocsin.reading.posture.advice import advice
from tocsin.reading.posture.carrier import carriers
from tocsin.reading.posture.directive import directives
from tocsin.reading.posture.force import said_by
from tocsin.reading.posture.military import military
from tocsin.reading.posture.mission import missions
from tocsin.reading.posture.model import Finding
from tocsin.reading.sentences import Sentence, sentences
from tocsin.reading.states import Mention
from tocsin.reading.who import Context, is_organisation, learn_people
from tocsin.records import Posture


def postures(document: Document, nlp: Language) -> list[Posture]:
    """Every posture that the document states, in reading order. Pure: the same document gives the same records."""
    everything = list(sentences(document))
    found = [(sentence, place.all_mentions(sentence.clean)) for sentence in everything]
    context = _context(document, found)
    records: list[Posture] = []
    for parsed in parse(nlp, found):
        context.enter(parsed.sentence.post, parsed.sentence.paragraph)
        records += _read(parsed, context, document.published)
        _settle(parsed, context)
    return records


def _context(document: Document, found: list[tuple[Sentence, list[Mention]]]) -> Context:
    flat = "\n".join(sentence.clean for sentence, _ in found)
    everywhere = place.all_mentions(flat)
    sender, is_official = official.publisher(document.text, place.all_mentions(document.text))
    own = place.all_mentions(document.text)
    host = official.subject(document.text, own, sender=sender) if is_official else place.topic(flat, everywhere, sender=None)
    digest = host is None and not is_official and len(found) > 3
    return Context(sender=sender, host=host, official=is_official, digest=digest, people=learn_people(flat, everywhere))


def _read(parsed: Parsed, context: Context, published: dt.date | None) -> Iterator[Posture]:
    frames = (advice, directives, missions, carriers, military)
    for frame in frames:
        for finding in frame(parsed, context):
            yield from _records(finding, parsed, context, published)


def _records(finding: Finding, parsed: Parsed, context: Context, published: dt.date | None) -> Iterator[Posture]:
    pairs = finding.hosts or [(None, None)]
    for sender in finding.senders:
        for code, where in pairs:
            host = code or context.last_host or context.host
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
    for code, _ in finding.hosts:
        if code:
            context.last_host = code


def _settle(parsed: Parsed, context: Context) -> None:
    """What this sentence leaves for the next: who acted or spoke, and which country it was about."""
    from tocsin.reading.parse import subjects  # noqa: PLC0415
    from tocsin.reading.who import governments  # noqa: PLC0415

    if parsed.sentence.role is Role.HEADING and context.official:
        return
    root = next((token for token in parsed.doc if token.dep_ == "ROOT"), None)
    codes = [code for noun in subjects(root) for code in governments(noun, parsed, Context(people=context.people))] if root is not None else []
    said = said_by(parsed, Context(people=context.people))
    settled = said or list(dict.fromkeys(codes))
    if settled:
        context.last_senders = settled
