"""Formula sentences: the step they name, and whether it is for the country, the rest of it, or a part."""

import pytest

from tocsin.sources import source_of
from tocsin.sources.hosts import Hosts
from tocsin.sources.prose import heard

SENTENCES = [
    ("GBR", "Mali", "FCDO advises against all travel to Mali.", "avoid_all", 0),
    ("GBR", "Mali", "FCDO advises against all travel to Mali, including the 3 northern regions.", "avoid_all", 0),
    ("GBR", "Mali", "FCDO advises against all travel to Mali except for the city of Bamako.", "avoid_all", 0),
    ("GBR", "Mali", "FCDO advises against all travel to the rest of Mali.", "avoid_all", 0),
    ("GBR", "Mali", "FCDO advises against all travel to the rest of the Gao region.", None, 1),
    ("GBR", "Mali", "FCDO advises against all travel on the road to the airport.", None, 1),
    ("GBR", "Mali", "FCDO advises against all travel to:\n* Gao\n* Kidal", None, 1),
    ("GBR", "Mali", "FCDO advises against all travel to Niger.", None, 1),
    ("GBR", "Mali", "FCDO no longer advises against all travel to Mali.", None, 0),
    ("GBR", "Mali", "Find out why FCDO advises against all travel.", None, 0),
    ("DEU", "Mali", "Von Reisen nach Mali wird dringend abgeraten.", "avoid_nonessential", 0),
    ("DEU", "Mali", "Von Reisen nach Kidal wird abgeraten.", None, 1),
    ("DEU", "Mali", "Vor Reisen in die Region Gao wird gewarnt.", None, 1),
    ("NLD", "Mali", "De kleurcode is rood voor het noorden. Voor de rest van Mali geldt geel.", "caution", 1),
    ("NLD", "Mali", "De kleurcode is rood voor Kidal.", None, 1),
    ("FRA", "Mali", "Il est formellement déconseillé de se rendre au Mali.", "avoid_all", 0),
    ("FRA", "Mali", "Il est formellement déconseillé de se rendre à Kidal.", None, 1),
    ("ESP", "Malí", "Se desaconseja el viaje a Kidal.", None, 1),
    ("ESP", "Malí", "Se desaconseja el viaje a Malí.", "avoid_all", 0),
    ("ITA", "Mali", "Si sconsigliano i viaggi a Kidal.", None, 1),
    ("SWE", "Mali", "UD avråder från alla resor till Mali.", "avoid_all", 0),
    ("SWE", "Mali", "UD avråder från alla resor till Kidal.", None, 1),
    ("CHE", "Mali", "Von Reisen nach Mali wird abgeraten.", "avoid_all", 0),
    ("EST", "Mali", "Soovitame vältida kõiki reise Kidali.", None, 1),
    ("CZE", "Mali", "Ministerstvo doporučuje necestovat do Mali.", "avoid_nonessential", 0),
    ("CZE", "Mali", "Ministerstvo nedoporučuje odložit cesty do Mali.", None, 0),
    ("SVK", "Mali", "Pre Mali platil 2. stupeň, teraz platí 4. stupeň cestovného odporúčania.", "avoid_all", 0),
]  # fmt: skip


@pytest.mark.parametrize(("government", "destination", "text", "value", "parts"), SENTENCES)
def test_a_formula_is_read_where_it_holds(
    government: str, destination: str, text: str, value: str | None, parts: int
) -> None:
    card = source_of(government).card
    found = heard(text, card, destination=destination, hosts=Hosts(card.language).named(destination) or ("MLI",))
    assert (found.level.value if found.level else None) == value
    assert len(found.parts) == parts
    assert (found.why is None) == (value is not None)


def test_two_levels_for_one_country_are_unknown() -> None:
    text = "FCDO advises against all travel to Mali.\nFCDO advises against all but essential travel to Mali."
    found = heard(text, source_of("GBR").card, destination="Mali", hosts=("MLI",))
    assert found.level is None
    assert found.why == "its sentences say two levels for the whole country"


def test_the_sentence_of_a_level_is_its_evidence() -> None:
    text = "A first line.\nIt is so. FCDO advises against all travel to Mali. And more."
    level = heard(text, source_of("GBR").card, destination="Mali", hosts=("MLI",)).level
    assert level is not None
    assert text[level.start : level.end].strip() == "FCDO advises against all travel to Mali."
