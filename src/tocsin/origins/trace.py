"""From documents to origins: for each record whom it is known from, which document was folded into which, and why."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tocsin.documents import Document
from tocsin.documents.fingerprints import fingerprint, fingerprint_of, parts
from tocsin.documents.masthead import outlet_of
from tocsin.documents.model import Passage, Role
from tocsin.ledger.model import DESK, StoredDocument
from tocsin.origins.copies import PARAGRAPH, WHOLLY, Part, find_copies
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
    every = {part.name: part for stored in once.values() for part in parts_of(stored)}
    copies = find_copies(every.values())
    roots = {name: _root(name, copies) for name in every}
    counts: dict[str, Counter[str]] = {}
    for name, part in every.items():
        if part.signs is not None:
            counts.setdefault(roots[name], Counter())[part.signs] += 1
    return Origins(every.values(), copies=copies, roots=roots, signed=signatures(counts))


def signatures(counts: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
    """For each first text the agency that most of its copies credit."""
    return {root: min(each, key=lambda name: (-each[name], name)) for root, each in counts.items() if each}


class Origins:
    """What is known of where documents come from. Ask ``of`` about a record; ``copies`` lists what was folded."""

    def __init__(
        self,
        parts: Iterable[Part],
        *,
        copies: Mapping[str, Copy],
        roots: Mapping[str, str],
        signed: Mapping[str, str],
    ) -> None:
        self._parts = {part.name: part for part in parts}
        self._of_document: dict[str, list[Part]] = {}
        for part in sorted(self._parts.values(), key=lambda part: (part.issue.key, part.start)):
            self._of_document.setdefault(part.issue.key, []).append(part)
        self._copies, self._roots, self._signed = copies, roots, signed

    @property
    def copies(self) -> tuple[Copy, ...]:
        """Every part that was copied from an earlier one, by key and place."""
        return tuple(sorted(self._copies.values(), key=lambda copy: (copy.key, copy.start)))

    def issue(self, key: str) -> Issue | None:
        """When and by whom a document came out; ``None`` for a document that was not given."""
        parts = self._of_document.get(key)
        return parts[0].issue if parts else None

    def of(self, key: str, record: Record) -> Traced:
        """Whom this record of that document is known from, and why. A document that was not given: unknown."""
        part = self.part(key, record.start)
        if part is None or part.document is None:
            return Traced(origin=UNKNOWN, why="its document is not at hand")
        said = _named(part.document, record)
        if said is not None and said.origin.name != part.own.origin.name:
            return said
        copy = self._copies.get(part.name)
        if copy is not None and self._stands_in(part.document, copy, record):
            return self._folded(part, copy)
        return Traced(origin=part.own.origin, why=part.own.why, helped_by=part.helped_by)

    def part(self, key: str, offset: int) -> Part | None:
        """The part of a document that holds an offset."""
        found = [part for part in self._of_document.get(key, ()) if part.start <= offset]
        return found[-1] if found else None

    def _folded(self, part: Part, copy: Copy) -> Traced:
        """The origin of the text that a copy goes back to; a copy that names an agency of its own keeps it."""
        root = self._parts[self._roots[part.name]]
        traced = part.own if part.names_agency else root.own
        signed = self._signed.get(root.name)
        origin = traced.origin
        if not part.names_agency and traced.origin.kind != "wire" and signed is not None:
            origin = Origin(name=signed, kind="wire")
        issue = root.issue
        told = f"{issue.publisher or 'a document of unknown publisher'}, {issue.published or 'undated'}"
        why = f"{copy.share:.0%} of its words stand in {told}"
        if origin != traced.origin:
            why += f", which others credit to {origin.name}"
        return Traced(origin=origin, why=why, folded_into=issue.key)

    def _stands_in(self, document: Document, copy: Copy, record: Record) -> bool:
        """Whether the paragraph of a record is among what was copied."""
        if copy.share >= WHOLLY:
            return True
        runs = fingerprint(_paragraph(document, record)).runs
        source = self._parts[f"{copy.of_key}:{copy.of_start}"]
        return not runs or len(runs & source.runs) / len(runs) >= PARAGRAPH


def parts_of(stored: StoredDocument) -> Iterator[Part]:
    """The parts of a document, with their fingerprints and what they credit; what an analyst wrote is no part."""
    if stored.reader == DESK:
        return
    document, issue = stored.document, _issue(stored)
    dates = {each.start: each.published for each in document.passages if each.published is not None}
    for start, end in parts(document):
        made = fingerprint_of(document, start, end)
        credited_to = credited(document, start, end)
        own = next((credit for credit in credited_to if not credit.with_help), None)
        yield Part(
            issue=issue,
            start=start,
            end=end,
            day=dates.get(start),
            runs=made.runs,
            bands=made.bands,
            own=_own(issue, own, document),
            names_agency=any(not each.with_help and agency(each.name) is not None for each in credited_to),
            helped_by=tuple(sorted({credit.name for credit in credited_to if credit.with_help})),
            signs=agency(issue.publisher or "") if own is None else own.name,
            document=document,
        )


def _root(name: str, copies: Mapping[str, Copy]) -> str:
    while (copy := copies.get(name)) is not None:
        name = f"{copy.of_key}:{copy.of_start}"
    return name


def _own(issue: Issue, credit: Credit | None, document: Document) -> Traced:
    """Where the text of a part comes from by its own words: its credit, else its publisher."""
    publisher = issue.publisher
    if credit is not None and (publisher is None or credit.name != newsroom(publisher)):
        quoted = document.text[credit.start : credit.end]
        return Traced(origin=Origin(name=credit.name, kind="wire"), why=f"credited in the text: “{quoted}”")
    if publisher is None:
        return Traced(origin=UNKNOWN, why="nothing in the document says who published it")
    name = newsroom(publisher)
    if agency(publisher) is not None or credit is not None:
        return Traced(origin=Origin(name=name, kind="wire"), why=f"published by {publisher}")
    return Traced(origin=Origin(name=name, kind="own"), why=f"{publisher}'s own report, as far as it says")


def _named(document: Document, record: Record) -> Traced | None:
    """The outlet or paper that the sentence itself names."""
    chain = [each for each in record.chain if is_outlet(each)] if isinstance(record, Statement) else []
    if chain:
        return Traced(origin=Origin(name=newsroom(chain[-1]), kind="relay"), why=f"by way of {', '.join(chain)}")
    sentence = sentence_at(document.text, record.start, record.end)
    if (outlet := relay(sentence)) is not None:
        return Traced(origin=Origin(name=outlet, kind="relay"), why=f"the sentence takes it from {outlet}")
    if is_readout(sentence) and (party := _party(record)) is not None:
        return Traced(
            origin=Origin(name=f"paper of {party}", kind="readout"), why=f"taken from what {party} gave out itself"
        )
    return None


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence or sentences of a text that a run of it belongs to."""
    before = [found.end() for found in _SENTENCE_END.finditer(text, max(0, start - _FAR), start)]
    after = _SENTENCE_END.search(text, max(start, end - 2))
    return text[
        before[-1] if before else max(0, start - _FAR) : after.start() + 1 if after else min(len(text), end + _FAR)
    ]


def _issue(stored: StoredDocument) -> Issue:
    document = stored.document
    return Issue(
        key=document.key,
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


def _paragraph(document: Document, record: Record) -> str:
    """The passage that a record stands in, or its line."""
    text = document.text
    holds = [each for each in document.passages if each.start <= record.start < each.end]
    passage = holds[0] if holds else _line(text, record)
    return text[passage.start : passage.end]


def _line(text: str, record: Record) -> Passage:
    start, end = text.rfind("\n", 0, record.start) + 1, text.find("\n", record.end)
    return Passage(start=start, end=len(text) if end < 0 else end, role=Role.BODY)
