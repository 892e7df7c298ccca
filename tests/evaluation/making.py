"""Small gold, made in a folder, and readers that tell what a test says."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tocsin.documents import Document
from tocsin.evaluation import Finding, Gold, Report, evaluate, load_gold
from tocsin.records import AnyRecord, Contact, Denial, Event, Figure, Forewarning, Posture, Statement
from tocsin.records.layout import layout

TEXT = """Governments act on Niger

The Sahel Wire (sample)

3 August 2023

Spain closed its embassy in Niamey on Thursday. Italy keeps its embassy open.

“We will not wait,” Foreign Minister Ana Prado said. She denied that 40 people were left behind.

Spain closed its embassy in Niamey on Thursday.
"""
HEAD: dict[str, Any] = {"kind": "document", "published": "2023-08-03", "title": "Governments act on Niger"}


def gold_in(
    folder: Path, *rows: Any, text: str = TEXT, name: str = "niger", head: dict[str, Any] | None = None
) -> Path:
    """Write one text and its gold; the folder holds ``docs`` and ``gold``."""
    for each in ("docs", "gold"):
        (folder / each).mkdir(exist_ok=True)
    (folder / "docs" / f"{name}.txt").write_text(text, encoding="utf-8")
    lines = [json.dumps(row) for row in (HEAD if head is None else head, *rows)]
    (folder / "gold" / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def loaded(folder: Path) -> list[Gold]:
    return load_gold(folder / "gold", folder / "docs")


def read_as(folder: Path, *records: AnyRecord, kinds: Sequence[str] = ()) -> Report:
    """The report on a reader that tells these records of every text."""

    def read(document: Document) -> Iterable[AnyRecord]:
        return [*layout(document), *records]

    return evaluate(loaded(folder), read, reader="made/1", kinds=kinds)


def findings(report: Report) -> list[Finding]:
    return [finding for text in report.texts for finding in text.findings]


def outcomes(report: Report) -> list[str]:
    return [each.outcome for each in findings(report)]


def placed(quote: str, *, nth: int = 0, text: str = TEXT) -> dict[str, Any]:
    at = -1
    for _ in range(nth + 1):
        at = text.index(quote, at + 1)
    return {"start": at, "end": at + len(quote), "evidence": quote}


def posture(quote: str, *, nth: int = 0, **fields: Any) -> Posture:
    told = {"sender": "ESP", "host": "NER", "type": "mission", "value": "closed"} | fields
    return Posture(**placed(quote, nth=nth), **told)


def statement(quote: str, speaker: str, **fields: Any) -> Statement:
    return Statement(**placed(quote), **({"speaker": speaker, "form": "direct", "cue": "said"} | fields))


def figure(quote: str, value: Any, **fields: Any) -> Figure:
    return Figure(**placed(quote), **({"value": value, "unit": "person", "what": "people", "wording": quote} | fields))


def contact(quote: str, *participants: str, **fields: Any) -> Contact:
    return Contact(**placed(quote), **({"participants": participants, "mode": "meeting"} | fields))


def denial(quote: str, **fields: Any) -> Denial:
    return Denial(**placed(quote), **({"by": "Ana Prado", "claim": "it", "cue": "denied"} | fields))


def warning(quote: str, **fields: Any) -> Forewarning:
    return Forewarning(**placed(quote), **({"cue": "warned", "what": "it"} | fields))


def event(quote: str, type_: str, **fields: Any) -> Event:
    return Event(**placed(quote), **({"type": type_, "wording": quote} | fields))
