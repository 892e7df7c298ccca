"""An archive, read once: days of credited briefs, or a folder of documents, as dated records that are kept in a file.

Reading is what takes the time (a hundred briefs a second), so what was read is kept beside the revision of the reader;
the same archive with the same reader is opened from there. An interrupted reading goes on where it stopped.
"""

import datetime as dt
import gzip
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from tocsin.documents import Document
from tocsin.documents.load import load as load_documents
from tocsin.documents.model import Passage, Role
from tocsin.errors import DocumentError
from tocsin.outlook.gate import worth_reading
from tocsin.reading import REVISION, Reader
from tocsin.reading.hosts import all_mentions, leading
from tocsin.reading.states import settled
from tocsin.records import AnyRecord, Denial, DocumentRecord, PassageRecord, Posture

_CREDIT = re.compile(r"\((?P<name>[^()]{2,80})\)[.\s]*(?:\[\d+\])?\s*$")
_GAP = "\n\n"


class Item(msgspec.Struct, frozen=True):
    """One brief of a day: the topics that it stands under, and its text, which may end in its outlet in brackets."""

    text: str
    topic: tuple[str, ...] = ()


class Day(msgspec.Struct, frozen=True):
    """The briefs of one day."""

    date: dt.date
    items: tuple[Item, ...]


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """One text of an archive and what was read in it; offsets of records count in ``text``.

    ``about`` is the country that text and topics together are on, for records that tell none themselves.
    """

    text: str
    outlet: str | None
    about: str | None
    records: tuple[AnyRecord, ...]


class ReadDay(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of one day."""

    date: dt.date
    briefs: tuple[Brief, ...]


def read_days(
    archive: Path, *, reader: Callable[[], Reader], kept: Path | None, progress: Callable[[dt.date], None] | None = None
) -> Iterator[ReadDay]:
    """Every day of an archive in order: from ``kept`` as far as it goes, the rest read now and kept there.

    ``archive`` is a file of days (JSON lines of ``{date, items: [{topic, text}]}``, gzip or plain) or a folder of
    documents. ``reader`` makes the reader when the first text wants one. Raises DocumentError for what is neither.
    """
    days = _documents(archive) if archive.is_dir() else _days(archive)
    done = {} if kept is None or not kept.exists() else {each.date: each for each in _kept(kept)}
    made: Reader | None = None
    for date, make in days:
        if date in done:
            yield done.pop(date)
            continue
        made = made or reader()
        day = make(made)
        if kept is not None:
            _keep(kept, day)
        if progress is not None:
            progress(date)
        yield day


def kept_in(folder: Path, archive: Path) -> Path:
    """Where the reading of an archive is kept: a name for these bytes and this revision of the reader."""
    digest = hashlib.sha256()
    for file in sorted(archive.rglob("*")) if archive.is_dir() else [archive]:
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return folder / f"outlook-{digest.hexdigest()[:16]}-{REVISION}.jsonl"


def _kept(path: Path) -> Iterator[ReadDay]:
    """The days that were kept whole; a line that an interruption cut is read again."""
    decoder = msgspec.json.Decoder(ReadDay)
    with path.open("rb") as file:
        for line in file:
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError:
                continue


def _keep(path: Path, day: ReadDay) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(b"\n" + msgspec.json.encode(day) + b"\n")


def _days(path: Path) -> Iterator[tuple[dt.date, Callable[[Reader], ReadDay]]]:
    decoder = msgspec.json.Decoder(Day)
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as file:
            days = sorted((decoder.decode(line) for line in file if line.strip()), key=lambda each: each.date)
    except (OSError, EOFError, msgspec.DecodeError) as error:
        message = f"{path}: is no archive of days ({error}). Give JSON lines with date and items, or a folder."
        raise DocumentError(message) from None
    for day in days:
        yield day.date, lambda reader, day=day: _read(day, reader)  # type: ignore[misc]


def _documents(folder: Path) -> Iterator[tuple[dt.date, Callable[[Reader], ReadDay]]]:
    by_day: dict[dt.date, list[Document]] = {}
    for document in load_documents(str(folder)):
        if document.published is not None and document.text.strip():
            by_day.setdefault(document.published, []).append(document)
    for date in sorted(by_day):
        yield date, lambda reader, date=date: _read_whole(date, by_day[date], reader)  # type: ignore[misc]


def _read_whole(date: dt.date, documents: Iterable[Document], reader: Reader) -> ReadDay:
    briefs = [
        Brief(
            text=each.text,
            outlet=each.publisher,
            about=None,
            records=tuple(r for r in reader.read(each) if not isinstance(r, DocumentRecord | PassageRecord)),
        )
        for each in documents
    ]
    return ReadDay(date=date, briefs=tuple(briefs))


def _read(day: Day, reader: Reader) -> ReadDay:
    """A day is read as one document of many posts, which is twice as fast as a document for each brief."""
    items = [each for each in _headed(day.items) if worth_reading(" ".join(each[0].topic[:1]), each[0].text)]
    starts: list[int] = []
    at = 0
    for item, _ in items:
        starts.append(at)
        at += len(item.text) + len(_GAP)
    passages = tuple(
        Passage(start=start, end=start + len(item.text), role=Role.BODY, opens_post=True)
        for start, (item, _) in zip(starts, items, strict=True)
    )
    text = _GAP.join(item.text for item, _ in items)
    found: list[list[AnyRecord]] = [[] for _ in items]
    for record in reader.read(Document(text=text, published=day.date, live_blog=True, passages=passages)):
        if isinstance(record, DocumentRecord | PassageRecord):
            continue
        index = _index(starts, record.start)
        if record.end <= starts[index] + len(items[index][0].text):
            found[index].append(_moved(record, starts[index]))
    briefs = [
        Brief(text=item.text, outlet=_outlet(item.text), about=_about(item.text, headings), records=tuple(records))
        for (item, headings), records in zip(items, found, strict=True)
        if records
    ]
    return ReadDay(date=day.date, briefs=tuple(briefs))


def _headed(items: Iterable[Item]) -> Iterator[tuple[Item, tuple[str, ...]]]:
    """Each brief with the headings that stand over it; a line without stop or credit is a heading."""
    over: list[str] = []
    topic: tuple[str, ...] = ()
    behind = False
    for item in items:
        text = item.text.strip()
        heading = _is_heading(text)
        if item.topic != topic or (heading and behind):
            over = []
        topic, behind = item.topic, not heading
        if heading:
            over.append(text)
        else:
            yield item, (*topic, *over)


def _is_heading(text: str) -> bool:
    return not text or (not text.endswith((".", ")", "!", "?", "]", '"', "”")) and len(text.split()) <= 14)


def _outlet(text: str) -> str | None:
    found = _CREDIT.search(text)
    return found["name"].strip() if found else None


def _about(text: str, headings: tuple[str, ...]) -> str | None:
    body = _CREDIT.sub("", text)
    for one in (body, "\n".join((*headings, body))):
        code, scattered = leading(one, settled(all_mentions(one), one))
        if code is not None and not scattered:
            return code
    return None


def _index(starts: list[int], offset: int) -> int:
    return max(i for i, start in enumerate(starts) if start <= offset)


def _moved(record: AnyRecord, by: int) -> AnyRecord:
    moved = msgspec.structs.replace(record, start=record.start - by, end=record.end - by)
    if isinstance(moved, Denial) and moved.denies is not None:
        first, last = moved.denies
        return msgspec.structs.replace(moved, denies=(first - by, last - by) if first >= by else None)
    return moved


def place_of(record: AnyRecord, brief: Brief) -> str | None:
    """The country that a record of a brief is of: its host, what it is about, else what the brief is on."""
    own = getattr(record, "host", None) or getattr(record, "about", None)
    return own or (None if isinstance(record, Posture) else brief.about)
