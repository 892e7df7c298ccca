"""From gold and a reader to a report: findings of every text, figures of every kind and field."""

import collections
from collections.abc import Callable, Iterable, Sequence

from tocsin.documents import Document
from tocsin.evaluation.compare import findings, told
from tocsin.evaluation.forms import IDENTITY, fields_of
from tocsin.evaluation.gold import Gold
from tocsin.evaluation.layout import Layout
from tocsin.evaluation.model import Finding, Measure, Report, Share, TextReport, Told
from tocsin.evaluation.same import same_value
from tocsin.records import AnyRecord

KINDS = ("posture", "statement", "denial", "figure", "contact", "warning", "event", "way")
"""Every kind that is compared record by record, in the order of the report."""

UNFULFILLED = "posture not in force"
"""The measure of postures that are only planned, considered or denied."""

Read = Callable[[Document], Iterable[AnyRecord]]


def evaluate(
    golds: Sequence[Gold],
    read: Read,
    *,
    reader: str,
    kinds: Sequence[str] = (),
    each_read: Callable[[int], None] = lambda _: None,
) -> Report:
    """Read every text and set what was read against its gold.

    Without ``kinds`` every kind is measured that some gold of the collection annotates: a kind that nobody annotated
    would be all extras. ``reader`` is the name that the report carries. ``each_read`` is called with the number of
    texts that are done.
    """
    asked = tuple(kinds) or annotated(golds)
    texts, layout, notes = [], Layout(), []
    for each in golds:
        records = list(read(each.document))
        found = findings(each, [told(record) for record in records], asked)
        layout.add(each, records)
        texts.append(_text(each, found))
        each_read(len(texts))
        if each.part:
            notes.append(f"{each.name}: of its text, characters {each.covers[0]} to {each.covers[1]} were compared.")
    if missing := [kind for kind in KINDS if kind not in asked]:
        notes.insert(0, f"Not measured, because not asked for or not annotated here: {', '.join(missing)}.")
    every = [finding for text in texts for finding in text.findings]
    return Report(
        reader=reader,
        kinds=_measures(every, asked) | layout.measures(),
        shares=_shares(every) | layout.shares(),
        notes=tuple(notes),
        texts=tuple(texts),
    )


def annotated(golds: Iterable[Gold]) -> tuple[str, ...]:
    """The kinds that at least one gold file holds a record of."""
    there = {each.kind for gold in golds for each in gold.told}
    return tuple(kind for kind in KINDS if kind in there)


def measure_of(told: Told) -> str:
    """The measure that a record counts in: its kind; postures that are no facts and the military apart."""
    if told.kind != "posture":
        return told.kind
    if (told.fields.get("modality") or "fact") != "fact":
        return UNFULFILLED
    return "military" if told.fields.get("type") == "military" else "posture"


def _text(gold: Gold, found: Sequence[Finding]) -> TextReport:
    document = gold.document
    return TextReport(
        name=gold.name,
        document=document.address or "",
        published=document.published.isoformat() if document.published else None,
        title=document.title,
        text=document.text,
        findings=tuple(found),
    )


def _measures(found: Sequence[Finding], kinds: Sequence[str]) -> dict[str, Measure]:
    counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    for each in found:
        if each.gold and each.outcome in ("agreed", "missed", "mistaken"):
            counts[measure_of(each.gold)][0] += 1
            counts[measure_of(each.gold)][2] += each.outcome == "agreed"
        if each.read and each.outcome in ("agreed", "extra", "mistaken"):
            counts[measure_of(each.read)][1] += 1
    names = [name for kind in kinds for name in _names(kind) if name in counts or name == kind]
    fields = {kind: _fields([each for each in found if each.kind == kind], kind) for kind in kinds}
    if "posture" in fields:
        sides: tuple[list[Finding], list[Finding]] = ([], [])
        for each in found:
            if each.kind == "posture" and each.gold:
                sides[measure_of(each.gold) == UNFULFILLED].append(each)
        fields["posture"], fields[UNFULFILLED] = (_fields(side, "posture") for side in sides)
    return {name: Measure.of(*_three(counts[name]), fields.get(name)) for name in names}


def _three(counts: Sequence[int]) -> tuple[int, int, int]:
    gold, read, hits = counts
    return gold, read, hits


def _names(kind: str) -> tuple[str, ...]:
    return ("posture", "military", UNFULFILLED) if kind == "posture" else (kind,)


def _fields(found: Sequence[Finding], kind: str) -> dict[str, Measure]:
    """Figures of each field: of those that tell the record from others over all pairs, of the rest over agreed ones."""
    measured = {}
    pairs = [each for each in found if each.gold and each.read and each.outcome in ("agreed", "mistaken")]
    for name in fields_of(kind):
        identity = name in IDENTITY[kind] or name == "modality"
        gold = read = hits = 0
        for each in pairs:
            if not identity and each.outcome != "agreed":
                continue
            assert each.gold is not None  # noqa: S101 (pairs have both)
            assert each.read is not None  # noqa: S101
            if name not in each.gold.fields:
                continue
            wanted, given = each.gold.fields[name], each.read.fields.get(name)
            right = wanted is not None and name not in {unlike.field for unlike in each.differences}
            gold += wanted is not None
            read += given is not None
            hits += right and (given is not None or same_value(name, wanted, given))
        if gold or read:
            measured[name] = Measure.of(gold, read, hits)
    return measured


def _shares(found: Sequence[Finding]) -> dict[str, Share]:
    """Of the postures that are not in force, how many were not made a fact; of relocations, the place."""
    traps = [each for each in found if each.gold and measure_of(each.gold) == UNFULFILLED]
    closed = [each for each in traps if each.outcome in ("agreed", "missed", "mistaken")]
    kept = [each for each in closed if each.read is None or not _same_fact(each)]
    moved = [
        each
        for each in found
        if each.outcome == "agreed"
        and each.gold
        and each.gold.fields.get("value") == "relocated"
        and _placed(each)
        and measure_of(each.gold) == "posture"
    ]
    right = sum("place" not in {unlike.field for unlike in each.differences} for each in moved)
    shares = {
        "not made a fact": Share.counted(len(kept), len(closed)),
        "place moved to": Share.counted(right, len(moved)),
    }
    return {name: share for name, share in shares.items() if share.of}


def _same_fact(finding: Finding) -> bool:
    """Whether the reader made a fact of just this posture."""
    both = finding.gold, finding.read
    keys = [[each.fields.get(name) for name in IDENTITY["posture"]] for each in both if each]
    return keys[0] == keys[-1] and finding.read is not None and measure_of(finding.read) != UNFULFILLED


def _placed(finding: Finding) -> bool:
    return finding.gold is not None and finding.gold.fields.get("place") is not None
