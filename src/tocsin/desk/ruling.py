"""What an analyst asks for, in one form for the command line, the pages and the API, and what becomes of it."""

import datetime as dt

import msgspec

from tocsin.desk.fields import MADE, corrected, found_in, record_of
from tocsin.documents.model import Document, Passage, Role
from tocsin.errors import InputError
from tocsin.ledger import Judgement, JudgementKind, Ledger, Noted
from tocsin.ledger.judging import author_named
from tocsin.ledger.model import DESK, analyst
from tocsin.ledger.moments import utc
from tocsin.ledger.rows import keepable

KINDS_MADE = tuple(MADE)
"""The kinds of record that can be added."""
LONGEST = 20_000
"""The most characters of a statement."""


class Ruling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be judged, and how.

    ``fields`` are those of the record that comes of a correction or an addition, by name. ``quote`` are the words of
    ``document`` that say it (``start``: from this character on); an addition without a document is a ``statement`` of
    the analyst's own, with the ``source`` that it is known from and the day, ``published``, that it is of.
    """

    kind: JudgementKind
    record: str | None = None
    document: str | None = None
    claim: str | None = None
    host: str | None = None
    reason: str | None = None
    of: str | None = None
    fields: dict[str, str] = {}
    quote: str | None = None
    start: int | None = None
    statement: str | None = None
    source: str | None = None
    published: dt.date | None = None


def judge(ledger: Ledger, ruling: Ruling, *, author: str, at: dt.datetime) -> Judgement:
    """Judge as asked. Raises InputError, with a sentence that says what to do, for what cannot be judged so."""
    ruling = _keepable(ruling)
    if ruling.kind in ("pin", "unpin", "comment"):
        about = Noted(record=ruling.record, document=ruling.document, claim=ruling.claim, host=ruling.host)
        return ledger.judging.note(ruling.kind, about, author=author, reason=ruling.reason, at=at)
    if ruling.kind == "add":
        return _add(ledger, ruling, author, at)
    if not ruling.record:
        raise InputError("Name the record: the page of its document and 'tocsin why' show the ids of records.")
    reason = ruling.reason or ""
    if ruling.kind == "reject":
        return ledger.judging.reject(ruling.record, author=author, reason=reason, at=at)
    if ruling.kind == "restore":
        return ledger.judging.restore(ruling.record, author=author, reason=reason, at=at)
    return _correct(ledger, ruling, author, at)


def _keepable(ruling: Ruling) -> Ruling:
    """The same in text that both databases can hold."""
    words = {name: keepable(value) for name, value in msgspec.structs.asdict(ruling).items() if isinstance(value, str)}
    fields = {str(keepable(name)): str(keepable(value)) for name, value in ruling.fields.items()}
    return msgspec.structs.replace(ruling, **words, fields=fields)


def _correct(ledger: Ledger, ruling: Ruling, author: str, at: dt.datetime) -> Judgement:
    held = ledger.record(ruling.record or "")
    stored = None if held is None else ledger.document(held.document_key)
    if held is None or stored is None:
        message = f"There is no record {ruling.record}: the page of its document and 'tocsin why' show the ids."
        raise InputError(message)
    text = stored.document.text
    place = found_in(text, ruling.quote, start=ruling.start) if ruling.quote else None
    put = corrected(held.record, ruling.fields, text=text, place=place)
    return ledger.judging.correct(held.id, put, author=author, reason=ruling.reason or "", at=at)


def _add(ledger: Ledger, ruling: Ruling, author: str, at: dt.datetime) -> Judgement:
    kind = ruling.of or "posture"
    if ruling.document and ruling.statement:
        raise InputError("Give either words of a document, or a statement of your own: not both.")
    if not ruling.document:
        document = _stated(ruling, author, at)
        place = (document.passages[0].start, document.passages[0].end)
        put = record_of(kind, ruling.fields, text=document.text, place=place)
        return ledger.judging.state(document, put, author=author, at=at)
    stored = ledger.document(ruling.document)
    if stored is None:
        message = f"The ledger holds no document {ruling.document}: 'tocsin add' takes documents in."
        raise InputError(message)
    text = stored.document.text
    put = record_of(kind, ruling.fields, text=text, place=found_in(text, ruling.quote or "", start=ruling.start))
    return ledger.judging.add(ruling.document, put, author=author, reason=ruling.reason, at=at)


def _stated(ruling: Ruling, author: str, at: dt.datetime) -> Document:
    """The document that an analyst writes: what they know, and the line that says where from."""
    said, source = " ".join((ruling.statement or "").split()), " ".join((ruling.source or "").split())
    if not said:
        raise InputError("Evidence is needed: words of a document, or a statement of your own with its source.")
    if not source:
        raise InputError("A statement of your own needs its source: who told it, when, by which way.")
    if len(said) + len(source) > LONGEST:
        message = f"A statement has at most {LONGEST} characters."
        raise InputError(message)
    name, moment = author_named(author), utc(at)
    line = f"Source: {source}"
    text = f"{said}\n\n{line}"
    return Document(
        text=text,
        raw=text.encode(),
        address=f"desk:{name}/{moment:%Y-%m-%dT%H:%M:%S.%f}",
        canonical=f"desk:{name}/{moment:%Y-%m-%dT%H:%M:%S.%f}",
        publisher=DESK,
        title=f"Statement of {analyst(name)}",
        bylines=(name,),
        published=ruling.published or moment.date(),
        passages=(
            Passage(start=0, end=len(said), role=Role.BODY),
            Passage(start=len(said) + 2, end=len(text), role=Role.CREDIT),
        ),
    )
