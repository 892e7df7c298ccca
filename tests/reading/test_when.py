"""Temporal expressions of news, read against the publication date. All sentences are the project's own."""

import datetime as dt
import time
from itertools import pairwise

import pytest

from tocsin.reading.when import When, day_of, find

SATURDAY = dt.date(2022, 2, 12)


def only(text: str, anchor: dt.date | None = SATURDAY) -> When:
    found = find(text, anchor)
    assert len(found) == 1, [when.text for when in found]
    return found[0]


def values(text: str, anchor: dt.date | None = SATURDAY) -> list[tuple[str, str]]:
    return [(when.text, when.value) for when in find(text, anchor)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The ministry said on Friday that staff had left.", "Friday", "2022-02-11"),
        ("The minister will arrive on Friday for talks.", "Friday", "2022-02-18"),
        ("The envoy is set to meet the president in the capital on Tuesday.", "Tuesday", "2022-02-15"),
        ("On Monday, the two ministers will meet again.", "Monday", "2022-02-14"),
        ("On Monday, the two ministers met again.", "Monday", "2022-02-07"),
        ("The council urged travellers to leave by Thursday.", "Thursday", "2022-02-17"),
        ("Delegates are meeting on Wednesday.", "Wednesday", "2022-02-16"),
        ("The airline halted flights on Saturday.", "Saturday", "2022-02-12"),
        ("The vote is next Friday.", "next Friday", "2022-02-18"),
        ("They voted last Saturday.", "last Saturday", "2022-02-05"),
        ("Crews left late on Tuesday.", "late on Tuesday", "2022-02-08"),
        ("Tuesday, Feb. 15, is the day of the talks.", "Tuesday, Feb. 15", "2022-02-15"),
        ("The office reopened on Monday last week.", "Monday last week", "2022-01-31"),
    ],
)
def test_a_weekday_is_the_nearest_before_publication_unless_the_clause_looks_ahead(
    text: str, words: str, value: str
) -> None:
    when = only(text)
    assert (when.text, when.value, when.relative) == (words, value, True)
    assert day_of(when) == dt.date.fromisoformat(value)


@pytest.mark.parametrize(
    "text",
    [
        "The schools are to be reopened on Friday.",
        "The embassy is to close on Friday.",
        "He was to have met his colleague on Friday.",
        "The ferry leaves on Friday for the islands.",
        "The truce ends on Friday.",
        "The vote is on Friday.",
        "The carrier has cancelled its flights until Friday.",
        "The carrier said it was suspending flights from Friday.",
        "The hearing was postponed to Friday.",
        "The council will convene, diplomats said, on Friday.",
    ],
)
def test_what_is_arranged_for_a_weekday_is_to_come(text: str) -> None:
    assert only(text).value == "2022-02-18"


@pytest.mark.parametrize(
    "text",
    [
        "The schools were reopened on Friday.",
        "The guards stayed at the gate until Friday.",
        "The army, which on Friday took the town, is silent.",
        "The town has been closed since Friday.",
        "Snow fell on the hills from Friday to the river.",
    ],
)
def test_what_is_over_by_a_weekday_is_past(text: str) -> None:
    assert only(text).value == "2022-02-11"


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("Guards arrived on Feb. 7.", SATURDAY, "2022-02-07"),
        ("The exercise will end on Feb. 20.", SATURDAY, "2022-02-20"),
        ("The mission closed on 24 June.", SATURDAY, "2021-06-24"),
        ("The mission closed on June 24, 2025.", SATURDAY, "2025-06-24"),
        ("Observers fear an attack on November 20.", dt.date(2021, 11, 19), "2021-11-20"),
        ("The raid could start on the 16th.", SATURDAY, "2022-02-16"),
        ("The visit ended on the 3rd of January 2022.", SATURDAY, "2022-01-03"),
        ("Signed 2022-02-10 in two copies.", SATURDAY, "2022-02-10"),
        ("Stamped 13/02/2022 at the border.", SATURDAY, "2022-02-13"),
        ("Stamped 2/13/2022 at the border.", SATURDAY, "2022-02-13"),
        ("Gates shut on New Year's Eve.", SATURDAY, "2021-12-31"),
    ],
)
def test_a_date_without_a_year_is_placed_by_publication_and_tense(
    text: str, anchor: dt.date | None, value: str
) -> None:
    when = only(text, anchor)
    assert when.value == value
    assert day_of(when) == dt.date.fromisoformat(value)


@pytest.mark.parametrize(
    ("text", "value", "first", "last", "precision"),
    [
        ("Troops came earlier this month.", "2022-02", "2022-02-01", "2022-02-12", "month"),
        ("Troops left last month.", "2022-01", "2022-01-01", "2022-01-31", "month"),
        ("The summit is next week.", "2022-W07", "2022-02-14", "2022-02-20", "week"),
        ("Families leave over the weekend.", "2022-W06-WE", "2022-02-12", "2022-02-13", "weekend"),
        ("It was quiet for the past 48 hours.", "PT48H", "2022-02-10", "2022-02-12", "hour"),
        ("Citizens should leave within 48 hours.", "PT48H", "2022-02-12", "2022-02-14", "hour"),
        ("It was quiet for the past two months.", "P2M", "2021-12-12", "2022-02-12", "month"),
        ("They met three weeks ago.", "2022-W03", "2022-01-17", "2022-01-23", "week"),
        ("Staff returned at the end of May 2021.", "2021-05", "2021-05-22", "2021-05-31", "month"),
        ("Staff returned in mid-January 2022.", "2022-01", "2022-01-11", "2022-01-21", "month"),
        ("Prices fell in the last week of August 2021.", "P1W", "2021-08-25", "2021-08-31", "week"),
        ("Prices fell in the third quarter of 2021.", "2021-Q3", "2021-07-01", "2021-09-30", "quarter"),
        ("Prices fell in the autumn of 2021.", "2021-FA", "2021-09-01", "2021-11-30", "season"),
        ("Prices fell in the 1990s.", "199", "1990-01-01", "1999-12-31", "decade"),
        ("Prices fell in the 18th century.", "17", "1700-01-01", "1799-12-31", "century"),
        ("The force entered in 2014.", "2014", "2014-01-01", "2014-12-31", "year"),
        ("Talks resume in the week of Feb. 14.", "2022-W07", "2022-02-14", "2022-02-20", "week"),
    ],
)
def test_an_interval_has_its_first_and_last_day(text: str, value: str, first: str, last: str, precision: str) -> None:
    when = only(text)
    assert (when.value, str(when.first), str(when.last), when.precision) == (value, first, last, precision)
    assert day_of(when) is None


@pytest.mark.parametrize(
    ("text", "value", "zone"),
    [
        ("Posted at 11:04 a.m. ET by the desk", "2022-02-12T11:04", "ET"),
        ("The strike hit at 0600 GMT, officials said.", "2022-02-12T06:00", "GMT"),
        ("The curfew starts at 7pm tonight.", "2022-02-12T19:00", None),
        ("It landed at 6.30pm local time.", "2022-02-12T18:30", "local time"),
        ("Sirens sounded this morning.", "2022-02-12TMO", None),
        ("A siren sounded Friday night.", "2022-02-11TNI", None),
        ("It landed at 3 p.m. Friday.", "2022-02-11T15:00", None),
        ("They were seen on the morning of 4 February.", "2022-02-04TMO", None),
    ],
)
def test_a_time_keeps_its_day_and_zone(text: str, value: str, zone: str | None) -> None:
    when = only(text)
    assert (when.kind, when.value, when.zone) == ("time", value, zone)
    assert str(day_of(when)) == value[:10]


def test_a_clock_time_takes_the_day_told_beside_it() -> None:
    assert values("The convoy left at 5:30 a.m. on Thursday.") == [
        ("5:30 a.m.", "2022-02-10T05:30"),
        ("Thursday", "2022-02-10"),
    ]


def test_overnight_spans_two_days() -> None:
    when = only("Shelling continued overnight.")
    assert (str(when.first), str(when.last)) == ("2022-02-11", "2022-02-12")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 12 and 14 May 2021", ["2021-05-12", "2021-05-14"]),
        ("10–12 June 2021", ["2021-06-10", "2021-06-12"]),
        ("from 28 June to 4 July 2021", ["2021-06-28", "2021-07-04"]),
        ("March and April 2021", ["2021-03", "2021-04"]),
        ("the winter campaign of 1914-18", ["1914", "1918"]),
    ],
)
def test_both_ends_of_a_range_are_found(text: str, expected: list[str]) -> None:
    assert [when.value for when in find(text, SATURDAY) if when.precision != "season"] == expected


def test_a_day_is_told_from_the_date_before_it() -> None:
    text = (
        "The envoy came on 3 March 2021. The following day he left. "
        "Two days later he was back, and the same day it rained."
    )
    assert [value for _, value in values(text)] == ["2021-03-03", "2021-03-04", "2021-03-06", "2021-03-06"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The siege lasted three days.", "P3D"),
        ("The 24-hour pause held.", "PT24H"),
        ("It took two and a half years.", "P2.5Y"),
        ("They spoke for an hour and 40 minutes.", "PT1H40M"),
        ("They spoke for half an hour.", "PT30M"),
        ("Several weeks of rain followed.", "PXW"),
    ],
)
def test_a_duration_has_its_length(text: str, value: str) -> None:
    when = only(text)
    assert (when.kind, when.value, when.first) == ("duration", value, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Flights leave every Friday.", "XXXX-WXX-5"),
        ("Guards drill every day.", "XXXX-XX-XX"),
        ("A weekly drill.", "XXXX-WXX"),
    ],
)
def test_what_comes_back_is_a_set(text: str, value: str) -> None:
    when = only(text)
    assert (when.kind, when.value) == ("set", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The embassy is now closed.", "PRESENT_REF"),
        ("The crossing was recently shut.", "PAST_REF"),
        ("An attack could come at any time.", "FUTURE_REF"),
    ],
)
def test_a_vague_time_points_without_days(text: str, value: str) -> None:
    when = only(text)
    assert (when.value, when.first, when.last) == (value, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Residents may march on the town hall.",
        "The crowd saw a second column.",
        "The Sun reported it first.",
        "Theresa May spoke in the house.",
        "Aged 24, the striker scored in a 3-2 win.",
        "Call 555-0123 or 911.",
        "The 82nd Airborne landed with 1500 troops.",
        "Flight 1549 was full, said the 2nd pilot.",
        "An august body met in the hall.",
        "The fall of the city shocked the region.",
        "They paid $1990 for Resolution 1973 stamps.",
        "See https://news.example/2022/02/12/a and @may2022.",
        "It shows in 1080p on the WW2 channel.",
    ],
)
def test_words_and_numbers_that_tell_no_time_are_left_alone(text: str) -> None:
    assert find(text, SATURDAY) == []


def test_without_an_anchor_what_needs_it_stays_open() -> None:
    found = find("On Friday they left; on Feb. 7 they came; last month was calm; yesterday it rained.", None)
    assert [when.value for when in found] == ["XXXX-WXX-5", "XXXX-02-07", "XXXX-XX", "XXXX-XX-XX"]
    assert all(when.first is when.last is None and when.relative for when in found)


def test_without_an_anchor_a_full_date_and_what_leans_on_it_are_known() -> None:
    assert [str(day_of(when)) for when in find("It fell on 3 March 2021; two days later it rose.", None)] == [
        "2021-03-03",
        "2021-03-05",
    ]


def test_a_date_that_may_be_read_two_ways_stays_open() -> None:
    when = only("Stamped 01/02/2024 at the border.")
    assert (when.value, when.first, when.last) == ("2024-XX-XX", None, None)


def test_a_day_that_no_calendar_has_is_never_made_up() -> None:
    assert [day_of(when) for when in find("It was dated 31 June 2021 or 2021-02-30.", SATURDAY)] == [None]


def test_offsets_slice_the_text() -> None:
    text = "Café staff left on 3 March 2021.\n\nThe following day — a Thursday — they returned at 11:04 a.m. ET."
    found = find(text, SATURDAY)
    assert found
    assert all(text[when.start : when.end] == when.text for when in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_a_long_live_blog_takes_no_more_than_its_length() -> None:
    post = (
        "11:04 a.m. ET\nThe ministry said on Friday that the embassy would close next week, two days after the vote. "
    )
    text = (post + "Nothing else was known of the matter in the capital, where shops stayed open. ") * 390

    def least(part: str) -> float:
        spent = []
        for spaces in range(3):  # what was read once is remembered
            began = time.process_time()
            assert len(find(part + " " * spaces, SATURDAY)) > len(part) / 60
            spent.append(time.process_time() - began)
        return min(spent)

    assert least(text) < 40 * least(text[: len(text) // 8]) + 0.1
