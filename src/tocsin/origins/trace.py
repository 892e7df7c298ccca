"""From documents to origins: for each record whom it is known from, which document was folded into which, and why."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from tocsin.documents.fingerprints import fingerprint
from tocsin.documents.masthead import outlet_of
from tocsin.documents.model import Passage, Role
from tocsin.ledger.model import StoredDocument
from tocsin.origins.copies import PARAGRAPH, WHOLLY, Part, find_copies, parts_of
from tocsin.origins.credits import credited, is_outlet, is_readout, relay
from tocsin.origins.model import Copy, Credit, Issue, Origin, Traced
from tocsin.origins.names import agency, newsroom
from tocsin.records.model import Denial, Posture, Record, Statement

UNKNOWN = Origin(name="unknown publisher", kind="unknown")
_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])|\n")


_FAR = 600
"""Characters; no sentence is longer."""


def origins(documents: Iterable[StoredDocument]) -> "Origins":
    """The origins of some documents of the ledger; the same documents in any order give the same. Pure."""
    once = {stored.document.key: stored for stored in documents}
    return Origins(once)


class Origins:
    """What is known of where documents come from. Ask ``of`` about a record; ``copies`` lists what was folded."""

    def __init__(self, documents: Mapping[str, StoredDocument]) -> None:
        self._issues = {key: _issue(key, stored) for key, stored in documents.items()}
        every = [part for key, each in documents.items() for part in parts_of(each.document, self._issues[key])]
        self._parts = {part.name: part for part in sorted(every, key=lambda part: part.order)}
        self._of_document: dict[str, list[Part]] = {}
        for part in sorted(every, key=lambda part: (part.issue.key, part.start)):
            self._of_document.setdefault(part.issue.key, []).append(part)
        self._copies = find_copies(self._parts.values())
        self._credits = {name: credited(part.document, part.start, part.end) for name, part in self._parts.items()}
        self._signed = self._signatures()

    @property
    def copies(self) -> tuple[Copy, ...]:
        """Every part that was copied from an earlier one, by key and place."""
        return tuple(sorted(self._copies.values(), key=lambda copy: (copy.key, copy.start)))

    def issue(self, key: str) -> Issue | None:
        """When and by whom a document came out; ``None`` for a document that was not given."""
        return self._issues.get(key)

    def credits(self, key: str) -> tuple[Credit, ...]:
        """Whom a document says that its text comes from."""
        return tuple(credit for part in self._of_document.get(key, ()) for credit in self._credits[part.name])

    def of(self, key: str, record: Record) -> Traced:
        """Whom this record of that document is known from, and why. A document that was not given: unknown."""
        part = self._part(key, record.start)
        if part is None:
            return Traced(origin=UNKNOWN, why="its document is not at hand")
        helped = tuple(sorted({credit.name for credit in self._credits[part.name] if credit.with_help}))
        own = self._own(part)
        said = self._named(part, record)
        if said is not None and said.origin.name != own.origin.name:
            return said
        copy = self._copies.get(part.name)
        if copy is not None and self._stands_in(part, copy, record):
            return self._folded(part, copy)
        return Traced(origin=own.origin, why=own.why, helped_by=helped)

    def _part(self, key: str, offset: int) -> Part | None:
        found = [part for part in self._of_document.get(key, ()) if part.start <= offset]
        return found[-1] if found else None

    def _own(self, part: Part) -> Traced:
        """Where the text of a part comes from by its own words: its credit, else its publisher."""
        publisher = part.issue.publisher
        credit = next((credit for credit in self._credits[part.name] if not credit.with_help), None)
        if credit is not None and (publisher is None or credit.name != newsroom(publisher)):
            quoted = part.document.text[credit.start : credit.end]
            return Traced(origin=Origin(name=credit.name, kind="wire"), why=f"credited in the text: “{quoted}”")
        if publisher is None:
            return Traced(origin=UNKNOWN, why="nothing in the document says who published it")
        name = newsroom(publisher)
        if agency(publisher) is not None or credit is not None:
            return Traced(origin=Origin(name=name, kind="wire"), why=f"published by {publisher}")
        return Traced(origin=Origin(name=name, kind="own"), why=f"{publisher}'s own report, as far as it says")

    def _named(self, part: Part, record: Record) -> Traced | None:
        """The outlet or paper that the sentence itself names."""
        chain = [each for each in record.chain if is_outlet(each)] if isinstance(record, Statement) else []
        if chain:
            return Traced(origin=Origin(name=newsroom(chain[-1]), kind="relay"), why=f"by way of {', '.join(chain)}")
        sentence = sentence_at(part.document.text, record.start, record.end)
        if (outlet := relay(sentence)) is not None:
            return Traced(origin=Origin(name=outlet, kind="relay"), why=f"the sentence takes it from {outlet}")
        if is_readout(sentence) and (party := _party(record)) is not None:
            return Traced(
                origin=Origin(name=f"paper of {party}", kind="readout"), why=f"taken from what {party} gave out itself"
            )
        return None

    def _folded(self, part: Part, copy: Copy) -> Traced:
        """The origin of the text that a copy goes back to; a copy that names an agency of its own keeps it."""
        own = next((each for each in self._credits[part.name] if not each.with_help and agency(each.name)), None)
        root = self._root(part)
        traced = self._own(part) if own is not None else self._own(root)
        signed = self._signed.get(root.name)
        origin = traced.origin
        if own is None and traced.origin.kind != "wire" and signed is not None:
            origin = Origin(name=signed, kind="wire")
        issue = root.issue
        told = f"{issue.publisher or 'a document of unknown publisher'}, {issue.published or 'undated'}"
        why = f"{copy.share:.0%} of its words stand in {told}"
        if origin != traced.origin:
            why += f", which others credit to {origin.name}"
        return Traced(origin=origin, why=why, folded_into=issue.key)

    def _stands_in(self, part: Part, copy: Copy, record: Record) -> bool:
        """Whether the paragraph of a record is among what was copied."""
        if copy.share >= WHOLLY:
            return True
        source = self._parts[f"{copy.of_key}:{copy.of_start}"]
        runs = fingerprint(_paragraph(part, record)).runs
        if not runs:
            return True
        return len(runs & source.print.runs) / len(runs) >= PARAGRAPH

    def _root(self, part: Part) -> Part:
        while (copy := self._copies.get(part.name)) is not None:
            part = self._parts[f"{copy.of_key}:{copy.of_start}"]
        return part

    def _signatures(self) -> dict[str, str]:
        """For each first text the agency that most of its copies credit."""
        told: dict[str, Counter[str]] = {}
        for name, part in self._parts.items():
            credit = next((each for each in self._credits[name] if not each.with_help), None)
            by_agency = agency(part.issue.publisher or "")
            if (signed := by_agency if credit is None else credit.name) is not None:
                told.setdefault(self._root(part).name, Counter())[signed] += 1
        return {root: min(counts, key=lambda each: (-counts[each], each)) for root, counts in told.items()}


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence or sentences of a text that a run of it belongs to."""
    before = [found.end() for found in _SENTENCE_END.finditer(text, max(0, start - 600), start)]
    after = _SENTENCE_END.search(text, max(start, end - 2))
    return text[
        before[-1] if before else max(0, start - 600) : after.start() + 1 if after else min(len(text), end + 600)
    ]


def _issue(key: str, stored: StoredDocument) -> Issue:
    document = stored.document
    return Issue(
        key=key,
        publisher=document.publisher or _from_address(document.canonical, document.address),
        published=document.published,
        published_at=document.published_at,
        first_seen=stored.first_seen,
    )


def _from_address(*addresses: str | None) -> str | None:
    """The outlet of the first web address; a file's path says nothing of who published it."""
    web = [each for each in addresses if each is not None and each.startswith(("http://", "https://"))]
    return outlet_of(web[0]) if web else None


def _party(record: Record) -> str | None:
    """Who gave out the paper that a record was read from."""
    if isinstance(record, Posture):
        return record.sender
    if isinstance(record, Statement):
        return record.speaker_country or record.speaker
    if isinstance(record, Denial):
        return record.by_country or record.by
    return None


def _paragraph(part: Part, record: Record) -> str:
    """The passage that a record stands in, or its line."""
    text = part.document.text
    holds = [each for each in part.document.passages if each.start <= record.start < each.end]
    passage = holds[0] if holds else _line(text, record)
    return text[passage.start : passage.end]


def _line(text: str, record: Record) -> Passage:
    start, end = text.rfind("\n", 0, record.start) + 1, text.find("\n", record.end)
    return Passage(start=start, end=len(text) if end < 0 else end, role=Role.BODY)
