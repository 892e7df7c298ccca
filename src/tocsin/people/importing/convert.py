"""From a row to a person and stays. What is doubtful is kept with the doubt; what is unknown is open, never away."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from tocsin.ledger.rows import digest
from tocsin.people.importing.dates import Order, days
from tocsin.people.importing.headers import kind_of, says_cancelled
from tocsin.people.importing.report import Row
from tocsin.people.model import BEGINNING, END, Person, Private, Stay, StayKind, Way, WayKind, spanning
from tocsin.people.places import placed
from tocsin.people.sealing import Keys

_MAIL = re.compile(r"[^@\s:/?#]+@[^@\s:/?#]+\.[^@\s:/?#]+")
_SCHEMES = {"mail": "mailto:", "phone": "tel:", "sms": "sms:", "chat": ""}
_PLACE_FIELDS = ("place", "country", "region", "lat", "lon")


class Refused(Exception):
    """A row that cannot become anything; the message is the reason."""


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """A row as nouns, with the doubts about it, each a clause without anything personal."""

    person: Person
    stays: tuple[Stay, ...] = ()
    doubts: tuple[str, ...] = ()


class Converter:
    """Makes nouns of the rows of one file, in order.

    ``known`` are the persons on the roster by id: what a file has no column for stays as it is.
    """

    def __init__(self, keys: Keys, known: Mapping[str, Person], *, columns: set[str], order: Order | None) -> None:
        self.keys, self.columns, self.order = keys, columns, order
        self.known = dict(known)
        self.seen: dict[str, Person] = {}
        self._ordinals: Counter[str] = Counter()

    def read(self, row: Row) -> Read:
        """The person and stays of a row. Raises Refused with the reason where there can be none."""
        doubts: list[str] = []
        person = self._person(row, doubts)
        stays = tuple(self._stays(row, person.id, doubts))
        self.seen[person.id] = person
        return Read(person=person, stays=stays, doubts=tuple(dict.fromkeys(doubts)))

    def _person(self, row: Row, doubts: list[str]) -> Person:
        fields = row.fields
        name = fields.get("name") or " ".join(fields[each] for each in ("first_name", "last_name") if each in fields)
        id_ = person_id(row, self.keys, name)
        before = self.seen.get(id_) or self.known.get(id_)
        if before is None and not name:
            raise Refused("the person is not on the roster and the row has no name")
        earlier = self.seen.get(id_)
        if earlier is not None and name and earlier.name.casefold().split() != name.casefold().split():
            raise Refused("this id stands for another name in an earlier line of the file")
        if "id" not in fields and not any(kind == "mail" for kind, _ in row.ways):
            doubts.append("no id and no mail: the person is known by name alone")
        ways, unusable = _ways(row.ways)
        if unusable:
            doubts.append("a way to reach the person cannot be used; it is kept in the notes")
        notes = "\n".join(filter(None, [fields.get("notes", "") if "place" not in fields else "", *unusable]))
        return _merged(before, id_, name, row, ways, notes)

    def _stays(self, row: Row, person: str, doubts: list[str]) -> list[Stay]:
        fields = row.fields
        found = []
        for kind, place, country in (("home", "home", "home_country"), ("work", "work", "work_country")):
            if place in fields or country in fields:
                given = {"place": fields.get(place, ""), "country": fields.get(country, "")}
                found.append(self._stay(person, kind, given, doubts))
        if any(each in fields for each in _PLACE_FIELDS):
            found.append(self._stay(person, self._kind(fields, doubts), fields, doubts))
        return found

    def _kind(self, fields: Mapping[str, str], doubts: list[str]) -> StayKind:
        said = kind_of(fields.get("kind", ""))
        if said is None and "kind" in fields:
            doubts.append("the kind of stay is not known; taken for a trip")
        if said in ("home", "work"):
            return said  # type: ignore[return-value]
        dated = any(each in fields for each in ("from", "to", "trip"))
        return "trip" if said or dated or "kind" in fields else "work"

    def _stay(self, person: str, kind: str, fields: Mapping[str, str], doubts: list[str]) -> Stay:
        point = _point(fields, doubts)
        where = placed(fields.get("place", ""), fields.get("country", ""), fields.get("region", ""), point)
        doubts.extend(where.doubts)
        first, last = self._days(fields, doubts)
        begins, ends = spanning(first, last)
        begins, ends = _moment(fields.get("begins_at"), begins), _moment(fields.get("ends_at"), ends)
        if first and last and first > last:
            doubts.append("the stay ends before it begins: it counts between the two days")
            first, last = last, first
            begins, ends = spanning(first, last)
        if kind == "trip" and last is None and end_is_open(ends):
            doubts.append("the trip has no last day: it counts until one is given")
        return Stay(
            id=self._stay_id(person, kind, fields, first),
            person=person,
            kind=kind,  # type: ignore[arg-type]
            spot=where.spot,
            first=first,
            last=last,
            begins_at=begins,
            ends_at=ends,
            cancelled=says_cancelled(fields.get("status", "")),
            written=", ".join(fields[each] for each in ("place", "region", "country") if fields.get(each)),
            notes=fields.get("notes", ""),
        )

    def _days(self, fields: Mapping[str, str], doubts: list[str]) -> tuple[dt.date | None, dt.date | None]:
        found: list[dt.date | None] = []
        for name, said in (("from", "first"), ("to", "last")):
            text = fields.get(name, "")
            read = days(text, self.order) if text else None
            if text and read is None:
                doubts.append(f"the {said} day cannot be read: the stay counts as open on that side")
            elif read and read.earliest != read.latest:
                doubts.append("day and month can be meant either way: the stay counts for both")
            found.append(None if read is None else read.earliest if name == "from" else read.latest)
        return found[0], found[1]

    def _stay_id(self, person: str, kind: str, fields: Mapping[str, str], first: dt.date | None) -> str:
        """What names a stay, so that the same file again changes nothing and a changed row is an edition of the same.

        The trip's own reference; else the kind, for a trip with its first day, and which one of such in the file.
        """
        if fields.get("trip"):
            return self.keys.blinded("stay", person, "reference", fields["trip"])
        name = digest(person, kind, str(first if kind == "trip" else ""))
        self._ordinals[name] += 1
        return self.keys.blinded("stay", name, str(self._ordinals[name]))


def end_is_open(moment: dt.datetime) -> bool:
    """Whether a stay has no end."""
    return moment >= END


def person_id(row: Row, keys: Keys, name: str) -> str:
    """The id that a row gives, or one made of the mail address or the name. Raises Refused where there is nothing."""
    given = row.fields.get("id", "").strip()
    if given and "@" not in given:
        return given[:200]
    mail = next((address for kind, address in row.ways if kind == "mail"), "")
    basis = given or mail or " ".join([name, row.fields.get("birth", "")]).strip()
    if not basis:
        raise Refused("the row names nobody: it has no id, no name and no mail address")
    return "p-" + keys.blinded("id", " ".join(basis.casefold().split()))[:16]


def _merged(  # noqa: PLR0917 - the parts of one person
    before: Person | None, id_: str, name: str, row: Row, ways: tuple[Way, ...], notes: str
) -> Person:
    fields = row.fields
    old = before or Person(id=id_, private=Private(person=id_, name=name))
    private = msgspec.structs.replace(
        old.private,
        name=name or old.name,
        ways=_joined(ways, old.ways) if ways else old.ways,
        notes=notes or old.private.notes,
        birth=fields.get("birth", old.private.birth),
        passport=fields.get("passport", old.private.passport),
    )
    groups = _listed(fields.get("groups", ""))
    return msgspec.structs.replace(
        old,
        private=private,
        groups=tuple(sorted({*groups})) if groups else old.groups,
        answered_by=_listed(fields.get("answered_by", "")) or old.answered_by,
        language=_language(fields.get("language", "")) or old.language,
    )


def _joined(new: tuple[Way, ...], old: tuple[Way, ...]) -> tuple[Way, ...]:
    """The file's ways, and of the old ones those of kinds that the file says nothing of."""
    kinds = {way.kind for way in new}
    return (*new, *(way for way in old if way.kind not in kinds))


def _ways(given: Sequence[tuple[str, str]]) -> tuple[tuple[Way, ...], list[str]]:
    ways: dict[Way, None] = {}
    unusable = []
    for kind, text in given:
        for each in re.split(r"[;\n]|,\s", text):
            way = _way(kind, each.strip())  # type: ignore[arg-type]
            if way is not None:
                ways[way] = None
            elif each.strip():
                unusable.append(f"{kind}: {each.strip()}")
    return tuple(ways), unusable


def _way(kind: WayKind, text: str) -> Way | None:
    bare = text.removeprefix(_SCHEMES[kind]).strip()
    if kind == "mail":
        found = _MAIL.search(bare.strip("<>"))
        return Way("mail", f"mailto:{found[0].strip('<>')}") if found else None
    if kind in ("phone", "sms"):
        digits = re.sub(r"[^\d+]", "", bare.replace("(0)", ""))
        return Way(kind, _SCHEMES[kind] + digits) if 5 <= len(digits.lstrip("+")) <= 20 else None
    return Way("chat", bare) if "://" in bare else None


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.strip() for each in re.split(r"[;,|\n]", text) if each.strip()))


def _language(text: str) -> str:
    tag = text.strip().replace("_", "-").casefold()
    return tag if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", tag) else ""


def _point(fields: Mapping[str, str], doubts: list[str]) -> tuple[float, float] | None:
    given = [fields.get(each, "").replace(",", ".") for each in ("lat", "lon")]
    if not all(given):
        if any(given):
            doubts.append("only one of the coordinates is given; the place's name counts")
        return None
    try:
        lat, lon = float(given[0]), float(given[1])
    except ValueError:
        doubts.append("the coordinates cannot be read; the place's name counts")
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        doubts.append("the coordinates lie outside the Earth's; the place's name counts")
        return None
    return lat, lon


def _moment(text: str | None, otherwise: dt.datetime) -> dt.datetime:
    if not text:
        return otherwise
    return min(max(dt.datetime.fromisoformat(text), BEGINNING), END)
