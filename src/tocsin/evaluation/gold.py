"""Gold: texts and the records that people annotated in them, checked line by line against their texts."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from tocsin.documents import Document
from tocsin.documents.load import from_bytes
from tocsin.errors import InputError
from tocsin.evaluation.forms import checked
from tocsin.evaluation.model import Span, Told

NOISE = "boilerplate"
"""The file of lines that are no article text: ``{"doc": NAME, "line": TEXT}``."""

_AWAY = frozenset({"caption", "credit", "noise"})


class Gold(msgspec.Struct, frozen=True, kw_only=True):
    """A text and what people found in it. Only what stands between ``covers`` was annotated.

    ``posts`` are the offsets where posts of a live blog open, ``None`` where nobody annotated them; ``noise`` the
    runs that are no article text.
    """

    name: str
    path: str
    document: Document
    head: dict[str, Any]
    told: tuple[Told, ...]
    posts: tuple[int, ...] | None = None
    noise: tuple[Span, ...] = ()
    covers: Span
    part: bool = False


def load_gold(gold: Path, docs: Path, *, names: Sequence[str] | None = None) -> list[Gold]:
    """Every gold file with its text; of these names only, where some are given.

    ``gold`` and ``docs`` are folders or single files. ``NAME.jsonl`` belongs to ``NAME.txt`` (or ``.html``), else to
    the one text whose name begins so; ``NAMEa.jsonl`` and ``NAMEb.jsonl`` may share the text ``NAME``.
    Raises InputError, with file, line and what to do, for whatever does not fit.
    """
    files = [path for path in _files(gold, "*.jsonl") if path.stem != NOISE and "-posts" not in path.stem]
    if names is not None:
        files = [path for path in files if path.stem in set(names)]
    if not files:
        message = f"{gold}: no gold here: give a folder with NAME.jsonl files, or one such file."
        raise InputError(message)
    noise = _noise(files[0].parent / f"{NOISE}.jsonl")
    texts = [path for path in _files(docs, "*") if not path.name.startswith(".") and path.suffix != ".jsonl"]
    return [_one(path, _text_of(path, texts, docs), noise) for path in files]


def _files(place: Path, pattern: str) -> list[Path]:
    if place.is_file():
        return [place]
    if not place.is_dir():
        message = f"{place}: there is no such file or folder. Check the path."
        raise InputError(message)
    return sorted(path for path in place.glob(pattern) if path.is_file())


def _text_of(gold: Path, texts: Sequence[Path], docs: Path) -> Path:
    """The text of a gold file: of its own name, else of a name that begins so, else of its name without the part."""
    if docs.is_file():
        return docs
    name = gold.stem
    whole = name[:-1] if re.fullmatch(r".*\d[a-z]", name) else name
    for found in (
        [path for path in texts if path.stem == name],
        [path for path in texts if path.stem.startswith(name)],
        [path for path in texts if path.stem == whole],
        [path for path in texts if path.stem.startswith(whole)],
    ):
        if len(found) > 1:
            message = f"{gold}: {found[0]} and {found[1]} could both be its text. Name one of them {name}.txt."
            raise InputError(message)
        if found:
            return found[0]
    message = f"{gold}: its text is not in {docs}. Put it there as {name}.txt, or take the gold file away."
    raise InputError(message)


def _rows(path: Path) -> Iterator[tuple[int, Any]]:
    """The lines of a file that hold something, with their numbers."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read as UTF-8 text ({error}). Save it so."
        raise InputError(message) from None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                message = f"{path}, line {number}: this is not JSON ({error}). Write one JSON object a line."
                raise InputError(message) from None


def _noise(path: Path) -> dict[str, list[tuple[str, str]]]:
    """The lines that are no article text, by the name of their text, each with where it is written."""
    found: dict[str, list[tuple[str, str]]] = {}
    if path.is_file():
        for number, row in _rows(path):
            where = f"{path}, line {number}"
            if not isinstance(row, dict) or not isinstance(row.get("doc"), str) or not isinstance(row.get("line"), str):
                message = f'{where}: a line of noise is {{"doc": NAME, "line": TEXT}}. Write it so.'
                raise InputError(message)
            found.setdefault(row["doc"], []).append((row["line"], where))
    return found


def _one(path: Path, text: Path, noise: dict[str, list[tuple[str, str]]]) -> Gold:
    rows = [(number, _checked(path, number, row)) for number, row in _rows(path)]
    heads = [row for _, row in rows if row["kind"] == "document"]
    if len(heads) != 1 or rows[0][1]["kind"] != "document":
        message = f"{path}: the first line, and no other, is the record of kind 'document'. Write it there."
        raise InputError(message)
    head = heads[0]
    document = from_bytes(text.read_bytes(), address=str(text), published=_given(path, head))
    told = [_told(path, number, row, document.text) for number, row in rows]
    part = path.stem != text.stem and not text.stem.startswith(path.stem)
    posts = _posts(path, document.text, told)
    covers = _covers(path, head, document.text, [*told, *_at(posts)] if part else None)
    whole = path.stem[:-1] if part else path.stem
    quoted = [*noise.get(path.stem, ()), *(noise.get(whole, ()) if part else ())]
    return Gold(
        name=path.stem,
        path=str(path),
        document=document,
        head=head,
        told=tuple(_within(told, covers)),
        posts=None if posts is None else tuple(at for at in posts if covers[0] <= at < covers[1]),
        noise=tuple(span for span in _noise_spans(quoted, told, document.text) if covers[0] <= span[0] < covers[1]),
        covers=covers,
        part=covers != (0, len(document.text)),
    )


def _checked(path: Path, number: int, row: object) -> dict[str, Any]:
    try:
        return checked(row)
    except InputError as error:
        message = f"{path}, line {number}: {error}"
        raise InputError(message) from None


def _given(path: Path, head: dict[str, Any]) -> dt.date | None:
    """The day of publication that a reader is given because the text does not tell it."""
    if not head.get("given"):
        return None
    try:
        return dt.date.fromisoformat(head.get("given_date") or head.get("published") or "")
    except ValueError:
        message = f'{path}, line 1: "given" needs a day in "published" or "given_date": write it like 2022-02-12.'
        raise InputError(message) from None


def _told(path: Path, number: int, row: dict[str, Any], text: str) -> Told:
    where = f"{path}, line {number}"
    evidence = row.get("evidence") or ""
    if row.get("start") is not None or row.get("end") is not None:
        spans: tuple[Span, ...] = (_exact(where, row, text),)
        evidence = text[spans[0][0] : spans[0][1]]
    else:
        spans = tuple(occurrences(text, evidence)) if evidence else ()
        if evidence and not spans:
            message = f"{where}: these words do not stand in the text: {evidence[:80]!r}. Copy them from it unchanged."
            raise InputError(message)
    left_open = row.get("ambiguous")
    return Told(
        kind=row["kind"],
        fields={name: kept for name, kept in row.items() if name not in ("kind", "start", "end", "evidence", "note")},
        evidence=evidence,
        spans=spans,
        line=number,
        open=None if not left_open else left_open if isinstance(left_open, str) else "ambiguous",
    )


def _exact(where: str, row: dict[str, Any], text: str) -> Span:
    start, end = row.get("start"), row.get("end")
    if start is None or end is None or not 0 <= start <= end <= len(text):
        message = f"{where}: characters {start} to {end} are not in the text, which has {len(text)}. Count again."
        raise InputError(message)
    if row.get("evidence") not in (None, text[start:end]):
        message = f"{where}: at characters {start} to {end} stands {text[start:end][:60]!r}, not the evidence."
        message += " Correct the offsets, or leave them out."
        raise InputError(message)
    return start, end


def occurrences(text: str, quote: str) -> Iterator[Span]:
    """Every place where a quote stands in a text."""
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _posts(path: Path, text: str, told: Sequence[Told]) -> list[int] | None:
    """Where posts open: from the file beside the gold, or from its passages that open one."""
    name = path.stem
    for beside in (f"{name}-posts.jsonl", f"{name[:-1]}-posts-{name[-1:]}.jsonl"):
        if (path.parent / beside).is_file():
            return [_opening(path.parent / beside, number, row, text) for number, row in _rows(path.parent / beside)]
    opens = [each.spans[0][0] for each in told if each.kind == "passage" and each.fields.get("opens_post")]
    return opens or None


def _opening(path: Path, number: int, row: Any, text: str) -> int:
    starts = row.get("starts") if isinstance(row, dict) else None
    at = text.find(starts) if isinstance(starts, str) and starts else -1
    if at < 0:
        message = f'{path}, line {number}: "starts" must quote how a post of the text begins. Copy it unchanged.'
        raise InputError(message)
    return at


def _at(posts: Sequence[int] | None) -> list[Told]:
    return [Told(kind="passage", fields={}, evidence="", spans=((at, at),)) for at in posts or ()]


def _covers(path: Path, head: dict[str, Any], text: str, within: Sequence[Told] | None) -> Span:
    """What was annotated: all, or from and until the words that the head names; of a part without such words the
    lines from the first to the last annotation.
    """
    start, end = 0, len(text)
    if within is not None and not (head.get("from") or head.get("until")):
        spans = [span for each in within for span in each.spans[:1]]
        start = text.rfind("\n", 0, min(span[0] for span in spans)) + 1 if spans else 0
        last = max((span[1] for span in spans), default=end)
        end = text.find("\n", last) if "\n" in text[last:] else len(text)
    for name in ("from", "until"):
        if head.get(name):
            at = text.find(head[name])
            if at < 0:
                message = f"{path}, line 1: {name!r} quotes words that the text does not have. Copy them unchanged."
                raise InputError(message)
            start, end = (at, end) if name == "from" else (start, at)
    return start, end


def _within(told: Sequence[Told], covers: Span) -> Iterator[Told]:
    """The records that stand in what was annotated, with their places there only."""
    for each in told:
        spans = tuple(span for span in each.spans if covers[0] <= span[0] < covers[1])
        if spans and each.kind not in ("document", "passage"):
            yield msgspec.structs.replace(each, spans=spans)


def _noise_spans(lines: Sequence[tuple[str, str]], told: Sequence[Told], text: str) -> Iterator[Span]:
    for line, where in lines:
        found = list(occurrences(text, line))
        if not found:
            message = f"{where}: this line does not stand in the text: {line[:80]!r}. Copy it unchanged."
            raise InputError(message)
        yield from found
    for each in told:
        if each.kind == "passage" and each.fields.get("role") in _AWAY:
            yield from each.spans
