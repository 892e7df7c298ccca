"""Made persons and stays."""

import datetime as dt

from tocsin.people import Person, Private, Spot, Stay, Way
from tocsin.people.model import spanning

NIAMEY = Spot(country="NER", region="NE.08", place="Niamey", lat=13.5137, lon=2.1098, precision_km=20.0)
PARIS = Spot(country="FRA", region="FR.11", place="Paris", lat=48.8534, lon=2.3488, precision_km=25.0)
SECRET_MAIL = "aissa.secret@home.example"
SECRET_PHONE = "+22790112233"


def person(number: int = 1, **fields: object) -> Person:
    id_ = f"E{number}"
    private = Private(
        person=id_,
        name=f"Aïssa Number{number}",
        ways=(Way("mail", f"mailto:{number}.{SECRET_MAIL}"), Way("phone", f"tel:{SECRET_PHONE}{number}")),
        notes="allergic to penicillin",
        birth="1980-02-03",
        passport="X1234567",
    )
    given: dict[str, object] = {"id": id_, "private": private, "groups": ("Field",)} | fields
    return Person(**given)  # type: ignore[arg-type]


def stay(
    number: int = 1, *, first: str | None = "2026-05-01", last: str | None = "2026-05-10", **fields: object
) -> Stay:
    days = [None if each is None else dt.date.fromisoformat(each) for each in (first, last)]
    begins, ends = spanning(*days)
    given: dict[str, object] = {
        "id": f"s{number}",
        "person": f"E{number}",
        "kind": "trip",
        "spot": NIAMEY,
        "first": days[0],
        "last": days[1],
        "begins_at": begins,
        "ends_at": ends,
        "written": "Villa Rouge, Rue 7, Niamey",
    }
    return Stay(**(given | fields))  # type: ignore[arg-type]
