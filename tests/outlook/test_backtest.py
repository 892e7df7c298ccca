"""A backtest's arithmetic on an archive of its own: leads, false alarms, halves; and a replay is the outlook itself."""

import datetime as dt
import gzip
from pathlib import Path

import msgspec
import pytest

from tocsin.errors import DocumentError, SettingsError
from tocsin.outlook import Moment, weigh, worldwide
from tocsin.outlook.backtest import Backtest, Episode, Episodes, Unquiet, backtest, curve, episodes_in
from tocsin.outlook.days import Brief, Item, ReadDay, _headed, kept_in, read_days
from tocsin.outlook.gate import worth_reading
from tocsin.outlook.replay import replay, signs_in, span_of

from tests.outlook.making import among, event, indicator, posture

FIRST = dt.date(2030, 1, 1)
CROWDS = indicator("crowds", types=("PROTEST",), window=20, half_life=10, threshold=1.5, weight=2.0)
FAMILIES = indicator(
    "families", group="nationals", kinds=("posture",), values=("families_leave",), count="senders", threshold=0.5
)
GIVEN = among(CROWDS, FAMILIES)


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def archive(length: int, marches: dict[str, list[int]]) -> list[ReadDay]:
    """Days on which people march in these countries, and nothing on all others."""
    return [
        ReadDay(
            date=day(number),
            briefs=tuple(
                Brief(
                    text="Thousands marched.",
                    outlet="Sample",
                    about=host,
                    records=(event("PROTEST", "Thousands marched.", host=host),),
                )
                for host, days in sorted(marches.items())
                if number in days
            ),
        )
        for number in range(length)
    ]


def measured(marches: dict[str, list[int]], given: Episodes, *, level: int = 2) -> Backtest:
    days = archive(1100, marches)
    return backtest(replay(signs_in(days, GIVEN), span_of(days), GIVEN), given, level=level)


def test_the_lead_is_counted_from_the_first_day_of_warning() -> None:
    given = Episodes((Episode("Sand", "NER", day(700), "coup"),))
    found = measured({"NER": [660, 661]}, given)
    assert (found.hits, found.warned[0].lead, found.warned[0].first) == (1, 39, day(661))
    assert found.warned[0].on == ("crowds",)
    assert found.share == {"crowds": 1.0}
    assert (
        measured(
            {"NER": [640, 641]}, msgspec.structs.replace(given, episodes=(Episode("S", "NER", day(500), "war"),))
        ).hits
        == 0
    )


def test_a_warning_on_the_day_itself_or_too_early_is_none() -> None:
    given = Episodes((Episode("Sand", "NER", day(700), "coup"),))
    assert measured({"NER": [699, 700]}, given).hits == 0
    assert measured({"NER": [560, 561]}, given).hits == 0


def test_false_alarms_are_counted_in_quiet_days_alone() -> None:
    given = Episodes((Episode("Sand", "NER", day(700), "coup"),), (Unquiet("MLI", day(400), day(500)),))
    marches = {"NER": [660, 661, 720, 721], "MLI": [450, 451, 1000, 1001], "TCD": [900, 901, 915, 916]}
    found = measured(marches, given)
    assert [(each.host, each.day) for each in found.every.alarms] == [("MLI", day(1001)), ("TCD", day(901))]
    quiet = (1100 - 365) * 3 - (90 + 365 + 1) - 101
    assert found.every.country_years == pytest.approx(quiet / 365.25, abs=0.1)
    assert found.every.per_ten_years == pytest.approx(10 * 2 / found.every.country_years)
    assert found.named.alarms == ()


def test_the_halves_are_taken_in_turn_by_their_days() -> None:
    several = tuple(
        Episode(name, "NER", day(number), "war") for name, number in (("c", 700), ("a", 500), ("b", 600), ("d", 800))
    )
    given = Episodes(several)
    assert [each.name for each in given.half("odd")] == ["a", "c"]
    assert [each.name for each in given.half("even")] == ["b", "d"]
    assert [each.name for each in given.half(None)] == ["a", "b", "c", "d"]


def test_an_episode_that_the_archive_does_not_reach_is_told_apart() -> None:
    given = Episodes((Episode("Before", "NER", day(100), "war"), Episode("In", "NER", day(700), "war")))
    found = measured({"NER": [660, 661]}, given)
    assert [each.name for each in found.outside] == ["Before"]
    assert len(found.warned) == 1


def test_the_curve_falls_as_more_is_asked() -> None:
    days = archive(1100, {"NER": [660, 661, 662, 663, 664], "TCD": [900, 901]})
    given = Episodes((Episode("Sand", "NER", day(700), "coup"),))
    rows = curve(replay(signs_in(days, GIVEN), span_of(days), GIVEN), given, half=None, at=(1.0, 3.0, 9.0))
    assert [(row[1], row[3] > 0) for row in rows] == [(1, True), (1, False), (0, False)]


def test_a_replayed_day_is_the_outlook_of_that_day() -> None:
    marches = {"NER": [500, 501, 540, 655, 660, 661, 662], "MLI": [661, 662]}
    days = archive(800, marches)
    days[661] = msgspec.structs.replace(
        days[661],
        briefs=(
            *days[661].briefs,
            Brief(text="x", outlet=None, about=None, records=(posture("FRA", "families_leave"),)),
        ),
    )
    given = signs_in(days, GIVEN)
    span = span_of(days)
    replayed = replay(given, span, GIVEN)
    broad = worldwide(given, GIVEN)
    for number in (501, 545, 661, 662, 690, 705):
        for host in ("NER", "MLI"):
            known = [sign for sign in given if sign.day <= day(number)]
            found = weigh(known, host=host, moment=Moment(as_of=day(number)), among=GIVEN, worldwide=broad)
            at = (day(number) - span.first).days
            assert ("quiet", "watch", "elevated", "high")[replayed.levels[host][at]] == found.level
            assert {each.indicator.name: each.steps for each in found.shown} == {
                name: int(steps[at]) for name, steps in replayed.steps[host].items()
            }


def test_topics_and_headings_stand_over_their_briefs() -> None:
    items = [
        Item("Niger crisis", ("Politics",)),
        Item("Soldiers marched.", ("Politics",)),
        Item("They went home.", ("Politics",)),
        Item("A cup was won.", ("Sports",)),
    ]
    assert [over for _, over in _headed(items)] == [
        ("Politics", "Niger crisis"),
        ("Politics", "Niger crisis"),
        ("Sports",),
    ]
    assert worth_reading("Politics", "Soldiers marched; troops fired.")
    assert not worth_reading("Sports", "Troops of fans marched.")
    assert not worth_reading("Health", "A strike closed a ward.")


def test_what_was_read_is_kept_and_an_interrupted_reading_goes_on(tmp_path: Path) -> None:
    archive_file = tmp_path / "days.jsonl.gz"
    rows = [{"date": str(day(number)), "items": []} for number in range(3)]
    archive_file.write_bytes(gzip.compress(b"\n".join(map(msgspec.json.encode, rows))))
    kept = kept_in(tmp_path / "cache", archive_file)
    kept.parent.mkdir()
    kept.write_bytes(msgspec.json.encode(ReadDay(date=day(0), briefs=())) + b'\n{"date":"2030-01-0')
    asked: list[str] = []

    class NoReader:
        def read(self, document: object) -> list[object]:
            asked.append("read")
            return []

    found = list(read_days(archive_file, reader=NoReader, kept=kept))  # type: ignore[arg-type]
    assert [each.date for each in found] == [day(0), day(1), day(2)]
    assert [each.date for each in read_days(archive_file, reader=NoReader, kept=kept)] == [day(0), day(1), day(2)]  # type: ignore[arg-type]


def test_bad_files_are_refused_with_a_sentence(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("episodes = [{ name = 'a' }]")
    with pytest.raises(SettingsError, match="no file of episodes"):
        episodes_in(bad)
    other = tmp_path / "days.jsonl"
    other.write_text("not json")
    with pytest.raises(DocumentError, match="no archive of days"):
        list(read_days(other, reader=lambda: None, kept=None))  # type: ignore[arg-type,return-value]
    with pytest.raises(DocumentError, match="holds no day"):
        span_of([])
