"""Numbers, units and intervals of a text. All sentences are the project's own."""

import time
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.quantity import Quantity, find
from tocsin.reading.quantity.measure import measure, unit_of


def only(text: str) -> Quantity:
    found = find(text)
    assert len(found) == 1, [each.text for each in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It cost 3.5 million dollars.", 3_500_000, "dollar"),
        ("They flew 1,250 km.", 1250, "kilometre"),
        ("The reserve holds 30 000 tonnes.", 30_000, "tonne"),
        ("A $2.3 billion loan was agreed.", 2_300_000_000, "dollar"),
        ("The bond raised US$40m.", 40_000_000, "dollar"),
        ("They pledged €12bn.", 12_000_000_000, "euro"),
        ("The fine is Rs500.", 500, "rupee"),
        ("It sold for 90 Swiss francs.", 90, "swiss franc"),
        ("A 6.3 magnitude quake shook the coast.", 6.3, "magnitude"),
        ("A quake of magnitude 5.1 followed.", 5.1, "magnitude"),
        ("Turnout was 70%.", 70, "percentage"),
        ("Turnout was 41.5 per cent.", 41.5, "percentage"),
        ("Gusts reached 120 km/h.", 120, "kilometre per hour"),
        ("The tank is 37m long.", 37, "metre"),
        ("The plant makes 640 MW.", 640, "megawatt"),
        ("It was minus 12 degrees Celsius.", -12, "celsius"),
        ("Two-thirds of the crews left.", 2 / 3, "share"),
        ("A third of them stayed.", 1 / 3, "share"),
        ("Half a dozen envoys came.", 6, "envoy"),
        ("A couple of thousand marchers came.", 2000, "marcher"),
        ("Three dozen lorries waited.", 36, "lorry"),
        ("One hundred and twenty-five guards stood by.", 125, "guard"),
        ("A million and a half leaflets fell.", 1_500_000, "leaflet"),
        ("The 35-minute call ended.", 35, "minute"),
        ("The call took an hour and 40 minutes.", 100, "minute"),
        ("They waited for two and a half hours.", 2.5, "hour"),
        ("It lasted just over an hour.", 1, "hour"),
        ("The hourlong call ended.", 1, "hour"),
        ("They spoke for half an hour.", 0.5, "hour"),
        ("Crude rose to $80 a barrel.", 80, "dollar per barrel"),
        ("Paris sent four C-130s.", 4, "C-130"),
        ("The boy is a 12-year-old refugee.", 12, "year of age"),
        ("Eight passers-by were hurt.", 8, "passer-by"),
        ("They sent 18 police officers.", 18, "police officer"),
    ],
)
def test_value_and_unit(text: str, value: float, unit: str) -> None:
    found = only(text)
    assert found.value == pytest.approx(value)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Some 10,000-15,000 settlers live there.", (10_000, 15_000)),
        ("Between 150 and 200 vans were seen.", (150, 200)),
        ("From 5 to 7 per cent were lost.", (5, 7)),
        ("It will take 2 to 3 million doses.", (2_000_000, 3_000_000)),
        ("The levy is $3 billion to $5 billion.", (3e9, 5e9)),
        ("It costs $200 to $4 million.", (200, 4e6)),
        ("They stayed three or four nights.", (3, 4)),
        ("Hundreds of thousands marched.", (100_000, 1_000_000)),
        ("Dozens of shells fell.", (12, 120)),
    ],
)
def test_interval(text: str, value: tuple[float, float]) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("More than 40 trucks came.", "more_than"),
        ("Well over 40 trucks came.", "more_than"),
        ("At least 40 trucks came.", "at_least"),
        ("No fewer than 40 trucks came.", "at_least"),
        ("40 or more trucks came.", "at_least"),
        ("As many as 40 trucks came.", "up_to"),
        ("Up to 40 trucks came.", "up_to"),
        ("Fewer than 40 trucks came.", "less_than"),
        ("An estimated 40 trucks came.", "about"),
        ("Nearly 40 trucks came.", "about"),
        ("The 40 or so trucks came.", "about"),
        ("Only 40 trucks came.", "exact"),
        ("The approximately 40-minute pause ended.", "about"),
    ],
)
def test_qualifier(text: str, qualifier: str) -> None:
    assert only(text).qualifier == qualifier


@pytest.mark.parametrize(
    "text",
    [
        "The office opened on 11 February 2022.",
        "He will speak at 10.45pm on Friday.",
        "Call +44 20 7008 5000 or 555-0142.",
        "Flight 17 left from Gate 4.",
        "The council adopted Resolution 1701.",
        "It was the third strike and the 21st day.",
        "Covid-19 cases closed the school.",
        "They lost 2-1.",
        "The level is Level 4.",
        "No one came, and one another was blamed.",
        "See https://example.org/2024/05 for more.",
        "Lena Holm, 34, was there.",
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert find(text) == []


def test_a_change_has_both_ends_and_leads_from_one_to_the_other() -> None:
    found = only("The force was cut from 15,000 soldiers to 2,500.")
    assert found.shift
    assert [part.value for part in found.parts] == [15_000, 2500]


def test_an_increase_and_what_it_led_to_are_two() -> None:
    assert [each.value for each in find("The gap grew by $43 million to $419 million.")] == [43e6, 419e6]


def test_a_part_names_its_whole() -> None:
    found = only("56 out of 122 diplomats have gone.")
    assert (found.value, found.out_of, found.unit) == (56, 122, "diplomat")


def test_more_says_that_it_comes_on_top() -> None:
    first, second = find("It sent 3,000 more troops, joining 1,700 troops there.")
    assert (first.more, second.more) == (True, False)


def test_a_verb_of_rising_or_falling_is_kept() -> None:
    assert [each.change for each in find("Exports fell 7% while wages rose by 3%.")] == ["down", "up"]


def test_the_words_stand_where_the_offsets_say() -> None:
    text = "Officials say at least 40 shells and nearly 12 km of road."
    assert [text[each.start : each.end] for each in find(text)] == ["at least 40 shells", "nearly 12 km"]


def test_a_physical_quantity_converts() -> None:
    (measured,) = measure(only("They walked 3 miles."))
    assert measured.to("kilometre").magnitude == pytest.approx(4.828, abs=0.001)
    assert measure(only("They sold 3 lamps.")) == ()


def test_every_unit_of_measure_is_known_to_the_library_or_said_to_be_none() -> None:
    with (files("tocsin.reading.quantity") / "words.toml").open("rb") as file:
        tables = tomllib.load(file)
    unphysical = {name for name, given in tables["pint"].items() if not given}
    assert {name for name in tables["units"] if unit_of(name) is None} == unphysical & set(tables["units"])


@given(st.text(alphabet="0123456789 -–.,/$€%minutehoursandtofabkM:()'", max_size=60))
def test_any_text_is_read_without_error_and_in_order(text: str) -> None:
    found = find(text)
    assert all(each.text == text[each.start : each.end] for each in found)
    assert [each.number for each in found] == sorted(each.number for each in found)


def test_a_long_text_takes_little_time() -> None:
    text = "At least 40 shells fell within 12 km of the town, and 3.5 million litres were lost. " * 200
    began = time.process_time()
    assert len(find(text)) == 600
    assert time.process_time() - began < 5
