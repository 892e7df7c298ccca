"""One text: the records of the gold and of the reader set against each other, as findings."""

from collections.abc import Iterator, Sequence

import msgspec

from tocsin.evaluation.facts import postures
from tocsin.evaluation.forms import fields_of
from tocsin.evaluation.gold import Gold
from tocsin.evaluation.model import Finding, Outcome, Told
from tocsin.evaluation.pairing import paired
from tocsin.evaluation.same import SAME, differences, shared
from tocsin.evaluation.sentence import around
from tocsin.records import AnyRecord

_SURE = 1000.0


def told(record: AnyRecord) -> Told:
    """What a reader told, as plain values."""
    fields = msgspec.to_builtins(record)
    kind = fields["kind"]
    named = fields_of(kind)
    return Told(
        kind=kind,
        fields={name: fields.get(name) for name in named},
        evidence=record.evidence,
        spans=((record.start, record.end),),
    )


def findings(gold: Gold, read: Sequence[Told], kinds: Sequence[str]) -> list[Finding]:
    """Every finding of these kinds, in the order of the text."""
    found: list[Finding] = []
    for kind in kinds:
        wanted = [each for each in gold.told if each.kind == kind]
        given = [each for each in read if each.kind == kind and gold.covers[0] <= each.spans[0][0] < gold.covers[1]]
        if kind == "posture":
            found += postures(wanted, given)
        elif kind != "statement" or gold.head.get("statements") is not False:
            found += _records(kind, wanted, given)
    text = gold.document.text
    return sorted((_in_place(each, text) for each in found), key=lambda each: (each.start, each.end))


def _records(kind: str, gold: Sequence[Told], read: Sequence[Told]) -> Iterator[Finding]:
    """Same records first, as many as can be; of the rest, those at the same place are each other's mistake.

    What the gold leaves open counts where it is found, and is no miss where it is not.
    """
    same = SAME[kind]

    def weight(one: Told, other: Told) -> float:
        near = shared(one, other)
        alike = 1.0 - len(differences(one, other)) / (1 + len(one.fields))
        if same(one, other):
            return _SURE + 10 * near + alike + (not one.open)
        return near + alike if near else 0.0

    left_gold, left_read = set(range(len(gold))), set(range(len(read)))
    for i, j in paired(gold, read, weight):
        left_gold.discard(i)
        left_read.discard(j)
        outcome: Outcome = "agreed" if same(gold[i], read[j]) else "extra" if gold[i].open else "mistaken"
        yield Finding(
            kind=kind,
            outcome=outcome,
            start=0,
            end=0,
            sentence="",
            gold=gold[i],
            read=read[j],
            differences=differences(gold[i], read[j]),
        )
    for i in sorted(left_gold):
        yield Finding(
            kind=kind, outcome="open" if gold[i].open else "missed", start=0, end=0, sentence="", gold=gold[i]
        )
    for j in sorted(left_read):
        yield Finding(kind=kind, outcome="extra", start=0, end=0, sentence="", read=read[j])


def _in_place(finding: Finding, text: str) -> Finding:
    """The finding with where it stands: the gold's place, nearest to what was read instead."""
    spans = finding.gold.spans if finding.gold else finding.read.spans if finding.read else ()
    if finding.gold and finding.read:
        at = finding.read.spans[0][0]
        spans = tuple(sorted(spans, key=lambda span: (not span[0] <= at < span[1], abs(span[0] - at))))
    start, end = spans[0] if spans else (0, 0)
    left, right = around(text, start, end)
    return msgspec.structs.replace(finding, start=start, end=end, sentence=" ".join(text[left:right].split()))
