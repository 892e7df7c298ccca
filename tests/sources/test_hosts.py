"""Destinations to countries: codes that look alike, names in every language, combined ones and parts on purpose."""

import pytest

from tocsin.errors import Unreadable
from tocsin.sources import sources
from tocsin.sources.hosts import Hosts


@pytest.mark.parametrize(
    ("fips", "host"),
    [
        ("UP", "UKR"),
        ("CH", "CHN"),
        ("SZ", "CHE"),
        ("OD", "SSD"),
        ("NG", "NER"),
        ("NI", "NGA"),
        ("AS", "AUS"),
        ("AU", "AUT"),
    ],
)
def test_fips_is_not_iso(fips: str, host: str) -> None:
    assert Hosts("en").fips(fips) == (host,)


@pytest.mark.parametrize(
    ("language", "name", "hosts"),
    [
        ("en", "The Kyrgyz Republic", ("KGZ",)),
        ("en", "Burma (Myanmar)", ("MMR",)),
        ("en", "Cote d'Ivoire", ("CIV",)),
        ("en", "Guinea-Bissau", ("GNB",)),
        ("en", "Timor-Leste", ("TLS",)),
        ("en", "Korea, North", ("PRK",)),
        ("de", "Vereinigtes Königreich", ("GBR",)),
        ("fr", "États-Unis", ("USA",)),
        ("sk", "Ukrajina", ("UKR",)),
        ("ja", "ウクライナ", ("UKR",)),
        ("et", "Keenia", ("KEN",)),
        ("en", "Kosovo", ("XKX",)),
        ("en", "Israel and Palestine", ("ISR", "PSE")),
        ("de", "Israel und Palästinensische Gebiete", ("ISR", "PSE")),
        ("en", "French West Indies", ("GLP", "MTQ", "BLM", "MAF")),
        ("en", "Atlantis", ()),
    ],
)
def test_a_name_in_the_registers_language_is_a_country(language: str, name: str, hosts: tuple[str, ...]) -> None:
    assert Hosts(language).named(name) == hosts


@pytest.mark.parametrize(
    ("name", "country"), [("Gaza", "PSE"), ("Crimea", "UKR"), ("Azores", "PRT"), ("Ukraine", None)]
)
def test_a_part_of_a_country_is_never_the_country(name: str, country: str | None) -> None:
    assert Hosts("en").part_of(name) == country
    if country:
        assert Hosts("en").named(name) == ()


def test_a_name_and_a_code_that_say_two_countries_are_refused() -> None:
    hosts = Hosts("en")
    with pytest.raises(Unreadable, match="Niger"):
        hosts.of("Niger", hosts.coded("NG"))
    assert hosts.of("Niger", hosts.coded("NE")) == ("NER",)


def test_every_part_and_combined_destination_of_the_examples_is_known() -> None:
    for source in sources().values():
        codes = {signal.code for signal in source.read(source.example()).signals}
        assert not codes & {"unknown_host", "host_disagrees"}, source.name
