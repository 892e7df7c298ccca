"""Where: places resolved to the gazetteer, disputed ones with both readings, and cities as mentions of states."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.reading.states import mentions
from tocsin.reading.where import Place, cities, find


def one(text: str, name: str, *, country: str | None = None) -> Place:
    """The one place that a given name of a text is."""
    start = text.index(name)
    (place,) = find(text, names=[(start, start + len(name))], country=country)
    return place


@pytest.mark.parametrize(
    ("text", "name", "country", "kind"),
    [
        ("The embassy in Kiev stays open.", "Kiev", "UKR", "capital"),
        ("The embassy in KYIV stays open.", "KYIV", "UKR", "capital"),
        ("Ferries left Port Sudan at dawn.", "Port Sudan", "SDN", "city"),
        ("Rebels stood outside Goma.", "Goma", "COD", "city"),
        ("A curfew holds in N’Djamena.", "N’Djamena", "TCD", "capital"),
        ("Guards were posted in Chad.", "Chad", "TCD", "country"),
        ("Trade with Guinea-Bissau stopped.", "Guinea-Bissau", "GNB", "country"),
        ("Washington said that it would answer.", "Washington", "USA", "capital"),
        ("Sirens sounded in Kharkiv oblast.", "Kharkiv oblast", "UKR", "region"),
        ("Sirens sounded in Kharkiv.", "Kharkiv", "UKR", "city"),
        ("Fighting spread through southern Lebanon.", "southern Lebanon", "LBN", "country"),
        ("The Sudanese army advanced.", "Sudanese", "SDN", "people"),
        ("The deputies of Licking County met.", "Licking County", "USA", "district"),
        ("Aid trucks waited to enter Gaza.", "Gaza", "PSE", "region"),
        ("Flights to Taiwan resumed.", "Taiwan", "TWN", "country"),
        ("Ships wait in the Black Sea.", "Black Sea", None, "area"),
    ],
)
def test_a_name_alone_means_what_news_mean_by_it(text: str, name: str, country: str | None, kind: str) -> None:
    place = one(text, name)
    assert (country, kind) == (place.country, place.kind)


@pytest.mark.parametrize(
    ("text", "name", "country", "near"),
    [
        ("The fair in Paris, Texas, opens today.", "Paris", "USA", (33.7, -95.6)),
        ("The fair in Paris opens today.", "Paris", "FRA", (48.9, 2.4)),
        ("A barn burned in Lebanon, Pennsylvania.", "Lebanon", "USA", (40.3, -76.4)),
        ("A barn burned in Lebanon (Pa.).", "Lebanon", "USA", (40.3, -76.4)),
        ("LONDON, Ky. - A barn burned.", "LONDON", "USA", (37.1, -84.1)),
        ("Nebraska's Norfolk has a new bridge.", "Norfolk", "USA", (42.0, -97.4)),
    ],
)
def test_the_region_beside_a_name_decides(text: str, name: str, country: str, near: tuple[float, float]) -> None:
    place = one(text, name)
    assert place.country == country
    assert (place.lat, place.lon) == pytest.approx(near, abs=0.3)


def test_georgia_is_the_country_beside_tbilisi_and_the_state_beside_atlanta() -> None:
    country = one("In Georgia, crowds filled Tbilisi and Gori.", "Georgia")
    assert (country.country, country.kind) == ("GEO", "country")
    text = "In Georgia, voters queued in Atlanta, Savannah and Macon."
    state = next(place for place in find(text) if place.text == "Georgia")
    assert (state.country, state.kind) == ("USA", "region")


def test_a_name_keeps_its_meaning_through_a_text() -> None:
    text = "A barn burned in Lebanon, Pennsylvania. The mayor of Lebanon thanked the crews."
    first, second = (place for place in find(text) if place.text == "Lebanon")
    assert first.geonameid == second.geonameid


def test_neighbours_named_in_a_text_decide_between_towns() -> None:
    text = "Crews from Cleburne and Burleson helped in Mansfield, as did those of Arlington and Fort Worth."
    place = next(place for place in find(text) if place.text == "Mansfield")
    assert (place.lat, place.lon) == pytest.approx((32.56, -97.14), abs=0.3)


def test_the_country_of_a_text_decides_where_nothing_else_does() -> None:
    assert one("Police closed a road in Newcastle.", "Newcastle", country="AUS").country == "AUS"
    assert one("Police closed a road in Newcastle.", "Newcastle", country="GBR").country == "GBR"


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("Crimea", ("UKR", "RUS")),
        ("Simferopol", ("UKR", "RUS")),
        ("Golan Heights", ("SYR", "ISR")),
        ("Kashmir", ("IND", "PAK", "CHN")),
        ("Jerusalem", ("ISR", "PSE")),
        ("Taiwan", ("TWN", "CHN")),
        ("Lviv", ()),
    ],
)
def test_a_disputed_place_keeps_both_readings(name: str, readings: tuple[str, ...]) -> None:
    place = one(f"Officials met in {name}.", name)
    assert readings == place.readings
    assert not readings or place.country == readings[0]


def test_what_the_gazetteer_lacks_lies_near_the_places_named_around_it_and_says_so() -> None:
    text = "Shells hit the Qarnabil depot outside Aleppo."
    start = text.index("Qarnabil")
    places = find(text, names=[(start, start + 8), (text.index("Aleppo"), text.index("Aleppo") + 6)])
    guess = next(place for place in places if place.text == "Qarnabil")
    assert (guess.kind, guess.geonameid, guess.country) == ("near", None, "SYR")


def test_a_name_that_nothing_tells_of_has_no_place() -> None:
    assert find("Zzyqx", names=[(0, 5)]) == []


def names(text: str) -> list[str]:
    """The names that are found in a bare text."""
    return [place.text for place in find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Strikes hit Kyiv, Lviv and Odesa on Monday.", ["Kyiv", "Lviv", "Odesa"]),
        ("Flights from Iraq and Afghanistan landed.", ["Iraq", "Afghanistan"]),
        ("A minister flew from Amman to Port Sudan.", ["Amman", "Port Sudan"]),
        ("Egyptian-US talks went on.", ["Egyptian", "US"]),
        ("A fire broke out on Memphis Street.", []),
        ("Chad Smith and Jordan Peters spoke.", []),
        ("President Lincoln spoke in March.", []),
        ("It is for us to say: OK OR NO.", []),
        ("The Boston Herald reported it.", []),
    ],
)
def test_places_are_told_from_persons_papers_streets_and_months(text: str, found: list[str]) -> None:
    assert found == names(text)


def test_offsets_are_those_of_the_text() -> None:
    text = "On Friday “Kharkiv” and Kherson’s port were shelled."
    assert [(place.text, text[place.start : place.end]) for place in find(text)] == [
        ("Kharkiv", "Kharkiv"),
        ("Kherson", "Kherson"),
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["Kyiv", "Lebanon", ", ", "Pa.", "in ", "St. ", "US", "’s", "(", "-", "É", "\n", "al-"]))
)
def test_any_text_is_read_with_places_in_order_and_in_bounds(parts: list[str]) -> None:
    text = "".join(parts)
    found = find(text)
    assert all(text[place.start : place.end] == place.text for place in found)
    assert [place.start for place in found] == sorted(place.start for place in found)
    assert all(-90 <= place.lat <= 90 and -180 <= place.lon <= 180 for place in found)


def cities_of(text: str) -> list[tuple[str, str]]:
    """The names of cities and the states they are mentions of."""
    return [(mention.name, mention.code) for mention in cities(text, mentions(text))]


def test_cities_are_mentions_of_their_states_by_any_of_their_names() -> None:
    text = "Staff moved to Port Sudan and left Goma; flights to N’Djamena, Lvov and Al-Hasakah stopped."
    found = {(mention.name, mention.code) for mention in cities(text, [])}
    assert found >= {("Port Sudan", "SDN"), ("Goma", "COD"), ("N’Djamena", "TCD"), ("Al-Hasakah", "SYR")}


def test_of_cities_of_one_name_the_one_in_a_state_that_the_text_names_is_meant() -> None:
    assert cities_of("In Venezuela, shops in Valencia closed.") == [("Valencia", "VEN")]
    assert cities_of("In Spain, shops in Valencia closed.") == [("Valencia", "ESP")]


def test_months_persons_and_what_is_mentioned_already_are_no_cities() -> None:
    assert cities_of("In March the talks in Ukraine moved to Kyiv; a letter from Vladimir Orlov came.") == []


def test_the_cities_of_a_page_are_read_in_a_moment() -> None:
    text = "Staff moved to Port Sudan and Goma, others to Wad Madani near El Fasher. " * 70
    known = mentions(text)
    cities(text, known)
    began = time.process_time()
    cities(text, known)
    assert time.process_time() - began < 0.1
