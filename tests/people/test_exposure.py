"""Exposure: nothing that may be touched is left out; what is not exact says so."""

import datetime as dt
import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import SettingsError
from tocsin.people import People, Spot, Stay
from tocsin.people.exposure import Area, doubted, judged, latitudes, longitudes, touched, window
from tocsin.people.globe import EARTH_KM, distance_km
from tocsin.people.model import spanning
from tocsin.people.whereabouts import area, exposed, listed

from tests.people.conftest import NOON
from tests.people.making import NIAMEY, PARIS, person, stay

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)
DATES = st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1))
NIGER = Area(country="NER")
DAY = dt.timedelta(days=1)


def at(lat: float, lon: float, precision: float = 0.0, number: int = 1) -> Stay:
    return stay(number, spot=Spot(country="NER", lat=lat, lon=lon, precision_km=precision), first=None, last=None)


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1)), st.integers(0, 400), st.integers(-12, 14), st.integers(0, 23)
)
def test_whoever_is_there_by_the_calendar_of_any_zone_is_touched(
    first: dt.date, length: int, zone: int, hour: int
) -> None:
    last = first + length * DAY
    begins, ends = spanning(first, last)
    made = stay(first=None, last=None, begins_at=begins, ends_at=ends)
    for day in (first, last):
        local = dt.datetime.combine(day, dt.time(hour), dt.timezone(dt.timedelta(hours=zone)))
        assert touched([made], NIGER, window(local.astimezone(dt.UTC)))
    for far in (first - 3 * DAY, last + 3 * DAY):
        assert not touched([made], NIGER, window(dt.datetime.combine(far, dt.time(12), dt.UTC)))


@given(st.integers(0, 30), st.integers(-40, 40), st.integers(0, 20))
def test_days_ahead_touch_exactly_what_overlaps(days: int, offset: int, length: int) -> None:
    begins = NOON + offset * DAY
    made = stay(begins_at=begins, ends_at=begins + length * DAY + dt.timedelta(hours=1))
    overlaps = made.begins_at <= NOON + days * DAY and made.ends_at > NOON
    assert bool(touched([made], NIGER, window(NOON, days))) == overlaps


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_distances_are_those_of_a_sphere(lat: float, lon: float, other_lat: float, other_lon: float) -> None:
    found = distance_km(lat, lon, other_lat, other_lon)
    one, other = ((math.radians(a), math.radians(b)) for a, b in ((lat, lon), (other_lat, other_lon)))
    points = [(math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)) for a, b in (one, other)]
    chord = math.dist(*points)
    assert found == pytest.approx(2 * EARTH_KM * math.asin(min(1.0, chord / 2)), abs=0.01)
    assert found == pytest.approx(distance_km(other_lat, other_lon, lat, lon), abs=1e-6)
    assert found == pytest.approx(distance_km(lat, lon + 360, other_lat, other_lon), abs=1e-5)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES, st.floats(0.1, 20_000), st.floats(0, 500))
def test_a_radius_leaves_out_only_what_surely_lies_outside(  # noqa: PLR0917
    lat: float, lon: float, other_lat: float, other_lon: float, km: float, reach: float
) -> None:
    asked = Area(lat=lat, lon=lon, km=km)
    far = distance_km(lat, lon, other_lat, other_lon)
    touch = judged(at(other_lat, other_lon, reach), asked)
    if touch is None:
        assert far - reach > km - 1e-6
    elif touch.how == "within":
        assert far + reach <= km + 1e-6
    else:
        assert far - reach <= km + 1e-6
    if far - reach <= km:
        low, high = latitudes(asked, reach)
        assert low <= other_lat <= high
        turned = abs((other_lon - lon + 540) % 360 - 180)
        assert turned <= longitudes(asked, reach) + 1e-6


def test_the_dateline_and_the_poles_are_no_edges(people: People) -> None:
    places = {1: (-17.0, 179.9), 2: (-17.0, -179.9), 3: (89.9, 10.0), 4: (89.9, -170.0), 5: (-17.0, 170.0)}
    people.record([], [at(lat, lon, 1.0, number) for number, (lat, lon) in places.items()], at=NOON, origin="a")

    def near(lat: float, lon: float, km: float) -> set[str]:
        return {each.stay.person for each in exposed(people, Area(lat=lat, lon=lon, km=km), now=NOON)}

    assert near(-17.0, 180.0, 50) == near(-17.0, -180.0, 50) == {"E1", "E2"}
    assert near(-17.0, -179.95, 20) == {"E2", "E1"}
    assert near(90.0, 0.0, 30) == near(89.95, 100.0, 40) == {"E3", "E4"}
    assert near(0.0, 0.0, 20_100) == {"E1", "E2", "E3", "E4", "E5"}


def test_the_query_finds_what_the_pure_function_finds(people_on_both: People) -> None:
    import random

    chance = random.Random(3)
    spots = [
        *(
            Spot(country="NER", lat=chance.uniform(-90, 90), lon=chance.uniform(-180, 180), precision_km=p)
            for p in (1, 50, 99, 100, 700)
        ),
        Spot(country="NER"), Spot(), Spot(country="FRA", claims=("FRA", "NER"), lat=1.0, lon=1.0, precision_km=5.0),
        Spot(lat=13.0, lon=2.0, precision_km=2.0), NIAMEY, PARIS,
    ]  # fmt: skip
    stays = [stay(number, spot=chance.choice(spots)) for number in range(300)]
    people_on_both.record([], stays, at=NOON, origin="a")
    for asked in (
        NIGER,
        Area(country="NER", region="NE.08"),
        Area(lat=13.5, lon=2.1, km=80),
        Area(lat=80, lon=179, km=3000),
    ):
        found = {(each.stay.id, each.how) for each in exposed(people_on_both, asked, now=NOON)}
        assert found == {(each.stay.id, each.how) for each in touched(stays, asked, window(NOON))}


def test_what_is_not_exact_is_possible_and_says_why() -> None:
    disputed = stay(spot=Spot(country="UKR", claims=("UKR", "RUS"), lat=44.6, lon=33.5, precision_km=10.0))
    coarse = stay(spot=Spot(country="NER", lat=17.0, lon=8.0, precision_km=900.0))
    nowhere, only_country = stay(spot=Spot()), stay(spot=Spot(country="NER"))
    for host in ("UKR", "RUS"):
        touch = judged(disputed, Area(country=host))
        assert touch is not None
        assert (touch.how, "UKR or RUS" in touch.why) == ("possibly within", True)
    for made, asked, how in (
        (coarse, NIGER, "within"),
        (coarse, Area(country="NER", region="NE.08"), "possibly within"),
        (coarse, Area(lat=13.5, lon=2.1, km=50), "possibly within"),
        (nowhere, NIGER, "not placed"),
        (nowhere, Area(lat=13.5, lon=2.1, km=50), "not placed"),
        (only_country, Area(lat=13.5, lon=2.1, km=50), "not placed"),
    ):
        touch = judged(made, asked)
        assert touch is not None
        assert touch.how == how
        assert touch.why or how == "within"
    assert judged(stay(spot=PARIS), NIGER) is None


def test_a_home_is_doubtful_while_its_owner_is_away_all_the_time_that_is_asked_about() -> None:
    home = stay(1, kind="home", first=None, last=None)
    trip = stay(2, person="E1", spot=PARIS)
    touches = touched([home], NIGER, window(NOON))
    assert [each.how for each in doubted(touches, [trip], window(NOON))] == ["possibly within"]
    assert [each.how for each in doubted(touches, [trip], window(NOON, 30))] == ["within"]
    assert [each.how for each in doubted(touches, [msgspec.structs.replace(trip, cancelled=True)], window(NOON))] == [
        "within"
    ]


def test_cancelled_stays_do_not_count_and_the_list_has_names(people: People) -> None:
    people.record([person(1), person(2)], [stay(1), stay(2, cancelled=True)], at=NOON, origin="a")
    found = listed(people, exposed(people, NIGER, now=NOON))
    assert [(each.name, each.how, each.place) for each in found] == [("Aïssa Number1", "within", "Niamey")]
    assert listed(people, exposed(people, NIGER, now=NOON), named=False)[0].name is None


def test_a_place_that_cannot_be_understood_is_refused_with_what_to_do() -> None:
    bad = [{"near": "Valencia", "km": 10}, {"near": "Nowhereville", "km": 10}, {"near": "99,5", "km": 1}]
    for asked in (*bad, {"near": "1,2", "km": 0}, {}):
        with pytest.raises(SettingsError, match=r"country|km|LAT,LON|where"):
            area(None, **asked)  # type: ignore[arg-type]
    assert area("NER", region="Agadez").region == "NE.01"
    assert area(near="13.5,2.1", km=5).lat == 13.5
