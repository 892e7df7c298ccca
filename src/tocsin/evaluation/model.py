"""The nouns of an evaluation: what was told, each finding, and the figures."""

from typing import Any, Literal

import msgspec

Span = tuple[int, int]
Outcome = Literal["agreed", "missed", "extra", "mistaken", "open"]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One record as plain values (dates in ISO), and every place of the text where its evidence stands.

    ``line`` is its line in the gold file; ``None`` for what a reader told. ``open`` says why annotators left it open.
    """

    kind: str
    fields: dict[str, Any]
    evidence: str
    spans: tuple[Span, ...]
    line: int | None = None
    open: str | None = None


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One field that gold and reader tell unlike."""

    field: str
    gold: Any
    read: Any


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One record of the gold, of the reader, or of both.

    ``agreed``: in both. ``missed``: in the gold only. ``extra``: in the reading only (``gold`` is then a record at the
    same place that was left open). ``mistaken``: a miss and an extra at one place, ``differences`` tell how they are
    unlike. ``open``: the gold leaves it open, so that it counts neither way. An agreed one may differ in other
    fields.
    """

    kind: str
    outcome: Outcome
    start: int
    end: int
    sentence: str
    gold: Told | None = None
    read: Told | None = None
    differences: tuple[Difference, ...] = ()


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """Counts and what follows from them; a figure is ``None`` where nothing stands below the line."""

    gold: int = 0
    read: int = 0
    hits: int = 0
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    fields: dict[str, "Measure"] = {}

    @classmethod
    def of(cls, gold: int, read: int, hits: int, fields: dict[str, "Measure"] | None = None) -> "Measure":
        """The figures of these counts, to four places."""
        return cls(
            gold=gold,
            read=read,
            hits=hits,
            precision=round(hits / read, 4) if read else None,
            recall=round(hits / gold, 4) if gold else None,
            f1=round(2 * hits / (gold + read), 4) if gold + read else None,
            fields=fields or {},
        )


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """So many of so many; ``share`` is ``None`` of nothing."""

    right: int
    of: int
    share: float | None

    @classmethod
    def counted(cls, right: int, of: int) -> "Share":
        """The share of these counts, to four places."""
        return cls(right=right, of=of, share=round(right / of, 4) if of else None)


class TextReport(msgspec.Struct, frozen=True, kw_only=True):
    """One text: its name, its words, and its findings in the order of the text."""

    name: str
    document: str
    published: str | None
    title: str | None
    text: str
    findings: tuple[Finding, ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What an evaluation found. ``kinds`` holds a measure for each kind that the gold annotates.

    ``notes`` say what a reader of the figures must know: kinds that nobody annotated, parts, what could not be read.
    """

    form: Literal["tocsin-eval/1"] = "tocsin-eval/1"
    reader: str
    kinds: dict[str, Measure]
    shares: dict[str, Share]
    notes: tuple[str, ...] = ()
    texts: tuple[TextReport, ...] = ()
