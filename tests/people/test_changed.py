"""Whom a change of advice touches: the country, or the regions where it is of regions alone."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tocsin.changes import AdviceChange, told
from tocsin.errors import InputError
from tocsin.ledger import Ledger
from tocsin.people import People, Spot, make_key, read_key
from tocsin.people.changed import areas_of, change_of, exposed_by

from tests.fresh import open_fresh
from tests.people.making import NIAMEY, PARIS, person, stay
from tests.web import registers

AGADEZ = Spot(country="NER", region="NE.01", place="Agadez", lat=16.9742, lon=7.9865, precision_km=20.0)
REGIONAL = AdviceChange(
    government="NOR",
    source="s",
    entry="e",
    destination="Niger",
    hosts=("NER",),
    kinds=("region",),
    seen_at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
    gone=("avoid_all: Agadez",),
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("changed")
    make_key(folder / "key")
    with open_fresh(f"sqlite:///{folder / 'l.sqlite'}") as opened:
        registers.fill(opened)
        yield opened


@pytest.fixture(scope="module")
def people(ledger: Ledger) -> People:
    made = People(ledger.engine, read_key(Path(str(ledger.engine.url.database)).with_name("key")))
    spots = (NIAMEY, PARIS, AGADEZ, Spot())
    stays = [
        stay(number, spot=spot, person=f"E{number}", first="2026-01-01", last="2026-12-31")
        for number, spot in enumerate(spots, 1)
    ]
    made.record([person(number) for number in range(1, 5)], stays, at=registers.START, origin="a")
    return made


def touched(people: People, change: AdviceChange) -> list[tuple[str, str]]:
    return [(each.stay.person, each.how) for each in exposed_by(people, change, now=registers.NOW)]


def test_a_change_of_level_touches_the_country_and_those_whom_nobody_placed(ledger: Ledger, people: People) -> None:
    levels = [each for each in told(ledger, now=registers.NOW).changes if each.hosts == ("NER",)]
    change = change_of(ledger, levels[0].key[:10], now=registers.NOW, host="NER")
    assert change == levels[0]
    assert touched(people, change) == [("E1", "within"), ("E3", "within"), ("E4", "not placed")]


def test_a_change_of_regions_touches_those_regions(people: People) -> None:
    assert touched(people, REGIONAL) == [("E3", "within"), ("E4", "not placed")]


def test_a_region_that_nobody_knows_is_the_whole_country() -> None:
    unknown = msgspec.structs.replace(REGIONAL, new=("caution: Atlantis",))
    assert [(each.country, each.region) for each in areas_of(unknown)] == [("NER", None)]


def test_an_id_that_names_no_change_or_two_is_refused(ledger: Ledger) -> None:
    for wrong in ("", "nothing"):
        with pytest.raises(InputError, match="no change"):
            change_of(ledger, wrong, now=registers.NOW)
