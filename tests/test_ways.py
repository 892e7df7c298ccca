"""Ways out, from records to what stands now."""

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tocsin.ledger import KnownRecord
from tocsin.records import Posture, Way
from tocsin.ways import WayOut, ways_out

NOON = dt.datetime(2023, 4, 24, 12, tzinfo=dt.UTC)
DAY = dt.date(2023, 4, 24)


def known(record: Way | Posture, number: int, *, day: dt.date | None = DAY, publisher: str = "Sample") -> KnownRecord:
    return KnownRecord(
        id=f"{number:04}",
        record=record,
        day=day,
        document_key=f"d{number}",
        publisher=publisher,
        title=None,
        published=day,
        address=None,
        first_seen=NOON,
        last_seen=NOON,
    )


def way(name: str, state: str, *, mode: str = "border", **more: Any) -> Way:
    fields: dict[str, Any] = {"mode": mode, "state": state, "name": name, "host": "SDN", "wording": state}
    return Way(start=0, end=len(name), evidence=name, **(fields | more))


def posture(sender: str | None, type_: str, value: str, evidence: str = "it", **more: Any) -> Posture:
    fields: dict[str, Any] = {"sender": sender, "host": "SDN", "type": type_, "value": value}
    return Posture(start=0, end=len(evidence), evidence=evidence, **(fields | more))


def one(*records: KnownRecord, as_of: dt.datetime = NOON) -> WayOut:
    (found,) = ways_out(records, as_of=as_of)
    return found


def test_names_that_share_what_is_proper_are_one_way_and_the_later_day_stands() -> None:
    earlier = known(way("Adré border crossing", "open"), 1, day=DAY - dt.timedelta(days=3))
    found = one(earlier, known(way("crossing at Adre", "closed"), 2))
    assert (found.now.state, found.now.documents) == ("closed", 1)
    assert found.before is not None
    assert found.before.state == "open"


def test_two_states_of_one_day_are_both_shown() -> None:
    found = one(known(way("Rafah crossing", "open"), 1), known(way("Rafah crossing", "closed"), 2))
    assert {found.now.state, *(said.state for said in found.unlike)} == {"open", "closed"}


def test_a_run_of_reports_keeps_its_first_day_and_all_its_evidence_of_the_last() -> None:
    days = [DAY - dt.timedelta(days=age) for age in (4, 2, 0)]
    records = [known(way("Rafah crossing", "closed"), at, day=day) for at, day in enumerate(days)]
    found = one(*records)
    assert found.since == days[0]
    assert found.now.evidence == ("0002",)


def test_what_nobody_repeated_for_long_is_stale_and_not_open() -> None:
    found = one(known(way("Rafah crossing", "open"), 1, day=DAY - dt.timedelta(days=15)))
    assert found.stale
    assert found.age_days == 15


def test_an_undated_report_never_beats_a_dated_one_and_is_stale() -> None:
    undated = known(way("Rafah crossing", "closed"), 1, day=None)
    assert one(undated).stale
    assert one(undated, known(way("Rafah crossing", "open"), 2)).now.state == "open"


def test_what_is_only_planned_or_still_to_come_or_seen_later_does_not_count() -> None:
    planned = known(way("Rafah crossing", "closed", modality="planned"), 1)
    tomorrow = known(way("Rafah crossing", "closed"), 2, day=DAY + dt.timedelta(days=1))
    assert ways_out([planned, tomorrow], as_of=NOON) == ()
    assert ways_out([known(way("Rafah crossing", "open"), 3)], as_of=NOON - dt.timedelta(hours=1)) == ()


def test_carriers_airspace_and_missions_come_from_postures() -> None:
    found = ways_out(
        [
            known(posture("KLM", "carrier", "suspended"), 1),
            known(posture("SDN", "carrier", "closed", "Sudan closed its airspace."), 2),
            known(posture("EGY", "carrier", "open", "Egypt opened the border."), 3),
            known(posture("NOR", "mission", "services_limited", place="Khartoum"), 4),
            known(posture("NOR", "mission", "families_leave"), 5),
        ],
        as_of=NOON,
    )
    assert [(each.means, each.name, each.now.state) for each in found] == [
        ("air", "airspace", "closed"),
        ("carrier", "KLM", "suspended"),
        ("border", "border", "open"),
        ("consular", "mission in Khartoum", "restricted"),
    ]


def test_airspace_is_one_and_a_mission_without_a_place_is_the_only_one_with_one() -> None:
    found = ways_out(
        [
            known(way("airspace", "closed", mode="air"), 1),
            known(way("Sudan's airspace", "closed", mode="air"), 2),
            known(posture("CHE", "mission", "open"), 3, day=DAY - dt.timedelta(days=1)),
            known(posture("CHE", "mission", "closed", place="Khartoum"), 4),
        ],
        as_of=NOON,
    )
    assert [(each.means, each.now.state, each.now.documents) for each in found] == [
        ("air", "closed", 2),
        ("consular", "closed", 1),
    ]


@given(st.permutations(range(6)))
def test_the_order_of_records_changes_nothing(order: list[int]) -> None:
    states = ["open", "closed", "open", "damaged", "closed", "open"]
    records = [
        known(way("Rafah crossing", state), at, day=DAY - dt.timedelta(days=at // 2)) for at, state in enumerate(states)
    ]
    assert ways_out([records[at] for at in order], as_of=NOON) == ways_out(records, as_of=NOON)
