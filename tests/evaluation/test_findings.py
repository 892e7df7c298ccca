"""What counts as found, missed, extra and mistaken, by kind and by field."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from tocsin.evaluation import KINDS, Told, evaluate, load_gold
from tocsin.evaluation.forms import RECORDS
from tocsin.evaluation.pairing import paired
from tocsin.records import AnyRecord

from tests.evaluation import making
from tests.evaluation.making import findings, gold_in, loaded, outcomes, placed, posture, read_as

QUALITY = Path(__file__).parents[1] / "quality"
CLOSED: dict[str, Any] = {
    "kind": "posture",
    "sender": "ESP",
    "host": "NER",
    "type": "mission",
    "value": "closed",
    "modality": "fact",
    "date": "2023-08-03",
    "evidence": "Spain closed its embassy in Niamey",
}
SAID: dict[str, Any] = {
    "kind": "statement",
    "speaker": "Ana Prado",
    "speaker_country": "ESP",
    "form": "direct",
    "cue": "said",
    "evidence": "“We will not wait,” Foreign Minister Ana Prado said.",
}
COUNTED: dict[str, Any] = {"kind": "figure", "value": 40, "unit": "person", "evidence": "40 people"}


def test_a_fact_told_twice_and_read_once_is_one_fact(tmp_path: Path) -> None:
    gold_in(tmp_path, CLOSED, CLOSED | placed("Spain closed its embassy", nth=1))
    report = read_as(tmp_path, posture("Spain closed its embassy in Niamey", nth=1))
    measure = report.kinds["posture"]
    assert (measure.gold, measure.read, measure.hits, measure.f1) == (1, 1, 1, 1.0)


def test_a_miss_and_an_extra_at_one_place_are_one_mistake_and_tell_the_difference(tmp_path: Path) -> None:
    gold_in(tmp_path, CLOSED)
    report = read_as(tmp_path, posture("Spain closed its embassy in Niamey", value="reduced"))
    (finding,) = findings(report)
    assert finding.outcome == "mistaken"
    assert [(each.field, each.gold, each.read) for each in finding.differences if each.field == "value"] == [
        ("value", "closed", "reduced")
    ]
    assert finding.sentence == "Spain closed its embassy in Niamey on Thursday."
    measure = report.kinds["posture"]
    assert (measure.gold, measure.read, measure.hits) == (1, 1, 0)
    assert measure.fields["value"].precision == 0.0
    assert measure.fields["sender"].precision == 1.0


def test_what_stands_elsewhere_is_a_miss_and_an_extra(tmp_path: Path) -> None:
    gold_in(tmp_path, CLOSED)
    report = read_as(tmp_path, posture("Italy keeps its embassy open", sender="ITA", value="open"))
    assert sorted(outcomes(report)) == ["extra", "missed"]


def test_a_posture_not_in_force_that_is_made_a_fact_is_mistaken(tmp_path: Path) -> None:
    gold_in(tmp_path, CLOSED | {"modality": "planned"})
    report = read_as(tmp_path, posture("Spain closed its embassy in Niamey"))
    assert outcomes(report) == ["mistaken"]
    assert (report.kinds["posture"].gold, report.kinds["posture"].read) == (0, 1)
    assert report.kinds["posture not in force"].recall == 0.0
    assert report.shares["not made a fact"].share == 0.0
    kept = read_as(tmp_path, posture("Spain closed its embassy in Niamey", modality="planned"))
    assert kept.kinds["posture not in force"].f1 == 1.0
    assert kept.shares["not made a fact"].share == 1.0
    assert read_as(tmp_path).shares["not made a fact"].share == 1.0


def test_what_stands_at_one_place_is_told_in_the_order_of_the_gold(tmp_path: Path) -> None:
    senders = ["ITA", "ESP", "AUT", "NOR", "DNK", "CZE", "PRT", "GRC"]
    gold_in(tmp_path, *(CLOSED | {"sender": each} for each in senders))
    read = [posture("Spain closed its embassy in Niamey", sender=each) for each in sorted(senders)]
    told = [each.gold.fields["sender"] for each in findings(read_as(tmp_path, *read)) if each.gold]
    assert told == senders


@pytest.mark.parametrize("read", [[], [posture("Spain closed its embassy in Niamey")]])
def test_a_posture_left_open_counts_neither_way(tmp_path: Path, read: list[AnyRecord]) -> None:
    gold_in(tmp_path, CLOSED | {"ambiguous": "which embassy?"})
    report = read_as(tmp_path, *read)
    assert outcomes(report) == ["open"]
    assert (report.kinds["posture"].gold, report.kinds["posture"].read) == (0, 0)


def test_another_record_left_open_counts_where_it_is_found(tmp_path: Path) -> None:
    gold_in(tmp_path, COUNTED | {"ambiguous": "of the crisis?"})
    assert outcomes(read_as(tmp_path)) == ["open"]
    assert outcomes(read_as(tmp_path, making.figure("40 people", 40))) == ["agreed"]


def test_the_military_is_counted_apart(tmp_path: Path) -> None:
    gold_in(tmp_path, CLOSED | {"type": "military", "value": "withdrawn"})
    report = read_as(tmp_path)
    assert (report.kinds["military"].gold, report.kinds["posture"].gold) == (1, 0)


@pytest.mark.parametrize(
    ("row", "right", "wrong"),
    [
        (SAID, making.statement("“We will not wait,” Foreign Minister Ana Prado said.", "Minister Prado"), None),
        (SAID, None, making.statement("“We will not wait,” Foreign Minister Ana Prado said.", "Ana Costa")),
        (SAID, None, making.statement("She denied that 40 people were left behind.", "Ana Prado")),
        (COUNTED, making.figure("She denied that 40 people were left behind.", 40.0), None),
        (COUNTED, None, making.figure("40 people", 41)),
        (COUNTED | {"value": [30, 40]}, making.figure("40 people", (30.0, 40.0)), making.figure("40 people", 40)),
        (
            {"kind": "contact", "participants": ["Ana Prado", "Jan Novak"], "mode": "call", "evidence": "She"},
            making.contact("Spain", "J. Novak", "Prado", mode="call"),
            making.contact("She", "J. Novak", "Prado", mode="visit"),
        ),
        (
            {"kind": "denial", "by": "Ana Prado", "by_country": "ESP", "evidence": "She denied"},
            making.denial("denied that 40", by_country="ESP"),
            making.denial("denied that 40", by_country="ITA"),
        ),
        (
            {"kind": "warning", "speaker": None, "what": "it", "evidence": "We will not wait"},
            making.warning("We will not wait"),
            making.warning("We will not wait", speaker="Ana Prado"),
        ),
        (
            {"kind": "event", "type": "RETREAT", "evidence": "closed its embassy"},
            making.event("Spain closed its", "RETREAT"),
            making.event("Spain closed its", "COERCE"),
        ),
    ],
)
def test_each_kind_has_its_own_rule(
    tmp_path: Path, row: dict[str, Any], right: AnyRecord | None, wrong: AnyRecord | None
) -> None:
    gold_in(tmp_path, row)
    if right is not None:
        assert outcomes(read_as(tmp_path, right)) == ["agreed"]
    if wrong is not None:
        assert "agreed" not in outcomes(read_as(tmp_path, wrong))


def test_fields_of_what_was_found_are_measured_one_by_one(tmp_path: Path) -> None:
    gold_in(tmp_path, SAID | {"form": "direct", "date": None})
    read = making.statement(SAID["evidence"], "Prado", form="mixed", speaker_country="FRA", cue="has said so")
    report = read_as(tmp_path, read)
    fields = report.kinds["statement"].fields
    assert fields["speaker"].f1 == fields["form"].f1 == fields["cue"].f1 == 1.0
    assert fields["speaker_country"].f1 == 0.0
    assert "addressee" not in fields
    assert [each.field for each in findings(report)[0].differences] == ["speaker_country"]


def test_a_field_that_the_gold_leaves_empty_costs_precision_where_it_is_filled(tmp_path: Path) -> None:
    gold_in(tmp_path, SAID | {"venue": None})
    read = making.statement(SAID["evidence"], "Prado", venue="in Madrid")
    measure = read_as(tmp_path, read).kinds["statement"].fields["venue"]
    assert (measure.gold, measure.read, measure.hits, measure.precision, measure.recall) == (0, 1, 0, 0.0, None)


def test_pairs_are_one_to_one_and_as_many_as_can_be() -> None:
    weights = {("a", 1): 1.0, ("a", 2): 1.0, ("b", 1): 1.0}
    assert paired("ab", (1, 2), lambda one, other: weights.get((one, other), 0.0)) == [(0, 1), (1, 0)]
    assert paired("", (1,), lambda *_: 1.0) == []


def test_a_kind_that_nobody_annotated_is_not_measured_unless_it_is_asked_for(tmp_path: Path) -> None:
    gold_in(tmp_path, CLOSED)
    read = making.figure("40 people", 40)
    report = read_as(tmp_path, read)
    assert "figure" not in report.kinds
    assert "figure" in report.notes[0]
    assert read_as(tmp_path, read, kinds=("figure",)).kinds["figure"].precision == 0.0


def test_statements_that_a_head_says_nobody_annotated_are_left_out(tmp_path: Path) -> None:
    gold_in(tmp_path, SAID, head=making.HEAD | {"statements": False})
    assert read_as(tmp_path, kinds=("statement",)).kinds["statement"].gold == 0


def test_the_documents_own_record_posts_and_noise_are_measured(tmp_path: Path) -> None:
    gold_in(tmp_path, CLOSED)
    (tmp_path / "gold" / "boilerplate.jsonl").write_text('{"doc": "niger", "line": "Italy keeps its embassy open."}')
    (tmp_path / "gold" / "niger-posts.jsonl").write_text('{"starts": "Spain closed"}')
    report = read_as(tmp_path)
    assert report.shares["document title"].share == 1.0
    assert report.shares["document published"].share == 1.0
    assert report.shares["noise kept out"].of == 1
    assert (report.kinds["posts"].gold, report.kinds["posts"].recall) == (1, 0.0)


def _as_read(told: Told) -> AnyRecord:
    """A reader's record that tells just what the gold tells."""
    fields = {name: value for name, value in told.fields.items() if name != "ambiguous"}
    filled = {"form": "direct", "cue": "said", "claim": "it", "unit": "it", "what": "it", "wording": "it"}
    fields |= {name: value for name, value in filled.items() if fields.get(name) is None}
    (start, end), *_ = told.spans
    read: AnyRecord = msgspec.convert(
        fields | {"kind": told.kind, "start": start, "end": end, "evidence": told.evidence}, AnyRecord
    )
    return read


def test_a_reader_that_tells_the_gold_is_perfect_and_a_silent_one_finds_nothing() -> None:
    golds = load_gold(QUALITY / "gold", QUALITY / "docs")
    by_text = {gold.document.key: [_as_read(told) for told in gold.told] for gold in golds}
    perfect = evaluate(golds, lambda document: by_text[document.key], reader="gold")
    assert {name: measure.f1 for name, measure in perfect.kinds.items() if name != "posts"} == dict.fromkeys(
        ("posture", "military", "posture not in force", "statement", "denial", "figure", "contact"), 1.0
    )
    assert {each.outcome for text in perfect.texts for each in text.findings} == {"agreed", "open"}
    assert not [each for text in perfect.texts for one in text.findings for each in one.differences]
    silent = evaluate(golds, lambda _: [], reader="silent")
    assert {measure.hits for measure in silent.kinds.values()} == {0}
    assert silent.kinds["posture"].gold == perfect.kinds["posture"].gold


def test_every_kind_of_record_can_be_measured() -> None:
    assert set(KINDS) == set(RECORDS) - {"document", "passage"}


def test_evidence_of_nothing_but_a_part_is_compared_there_only(tmp_path: Path) -> None:
    gold_in(tmp_path, CLOSED, head=making.HEAD | {"until": "“We will"})
    report = read_as(tmp_path, making.posture("Spain closed its", nth=1), making.posture("Italy", sender="ITA"))
    assert sorted(outcomes(report)) == ["extra", "missed"]
    assert loaded(tmp_path)[0].name in report.notes[-1]
