"""The directory: who is who by what documents said when they introduced people, with the evidence and the days.

It is a value, made of introductions; nothing in it is known but by a sentence of a document. What it may tell of
somebody whom another document only names stands in ``docs/directory.md``.
"""

import bisect
import collections
import datetime as dt
from collections.abc import Collection, Iterable, Sequence

import msgspec

from tocsin.records.model import Introduction, Known
from tocsin.records.offices import held_by, sole
from tocsin.records.spelling import may_be_one, parts, surname

SPAN = dt.timedelta(days=180)
"""How long an introduction may tell who somebody is; offices pass on."""

_Words = tuple[str, str | None, str | None]
"""A name with its state, and its office where that has one holder: what tells people apart."""

_MOST = 2 / 3
"""The share of the introductions of a person that must agree on the state."""


class Introduced(msgspec.Struct, frozen=True, kw_only=True):
    """An introduction with the document that it stands in and its day of publication."""

    name: str
    office: str
    country: str | None = None
    former: bool = False
    document: str
    day: dt.date
    start: int
    end: int
    evidence: str


def introduced(told: Introduction, *, document: str, day: dt.date) -> Introduced:
    """The introduction as one of this document, published on this day."""
    return Introduced(document=document, day=day, **msgspec.structs.asdict(told))


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom a document of ``day`` names: what it tells of them itself, and the country that it is about.

    ``open`` is what is asked: ``name`` (in full), ``office``, ``country``.
    """

    written: str
    day: dt.date
    document: str = ""
    country: str | None = None
    office: str | None = None
    about: str | None = None
    open: frozenset[str] = frozenset({"name", "office", "country"})

    @property
    def holder(self) -> tuple[str, str] | None:
        """The office of one holder and its state, where that is all that names them."""
        office = None if self.country is None else held_by(self.written)
        return None if office is None or self.country is None else (office, self.country)

    @property
    def wants(self) -> bool:
        """Whether a directory could add anything."""
        told = {"name": " " in self.written and self.holder is None, "office": self.office, "country": self.country}
        return any(not told[each] for each in self.open)


def sought(asked: Iterable[Asked]) -> tuple[set[str], set[tuple[str, str]]]:
    """The surnames, and the offices with their states, by which a directory is asked for these."""
    several = list(asked)
    names = {name for one in several if one.holder is None and (name := surname(one.written))}
    return names, {one.holder for one in several if one.holder is not None}


class Directory:
    """Introductions, found by surname and by office. Nothing in it changes once it is made."""

    def __init__(self, told: Iterable[Introduced] = ()) -> None:
        self.told = tuple(sorted(set(told), key=_order))
        self._by_name: dict[str, _Shelf] = collections.defaultdict(_Shelf)
        self._by_office: dict[tuple[str, str], _Shelf] = collections.defaultdict(_Shelf)
        self._then: dict[tuple[str, dt.date, str], list[Person]] = {}
        for each in self.told:
            self._by_name[surname(each.name)].add(each)
            office = _holds(each)
            if office is not None:
                self._by_office[office].add(each)

    def __len__(self) -> int:
        return len(self.told)

    def people(self, *, until: dt.date | None = None) -> list["Person"]:
        """Everybody, by surname and state; of a day: as the documents up to that day have them."""
        found: list[Person] = []
        for _, told in sorted(self._by_name.items(), key=lambda pair: pair[0]):
            found += _people(told.between(dt.date.min, until or dt.date.max))
        return found

    def known(self, asked: Asked) -> Known | None:
        """Who somebody is whom a document names; ``None`` where that is not told, told of two, or adds nothing."""
        if asked.holder is not None:
            return self._holding(asked, asked.holder)
        written = parts(asked.written)
        if not written or not asked.written[:1].isupper():
            return None
        people = [each for each in self._people(surname(asked.written), asked) if _fits(each, asked)]
        if len(people) > 1:
            people = [each for each in people if each.country == asked.about] if asked.about else []
        if len(people) != 1 or not _is_sure(people[0], asked, bare=len(written) == 1):
            return None
        return self._adding(people[0], asked)

    def _people(self, name: str, asked: Asked) -> list["Person"]:
        """The people of a surname by what other documents told then; made once for each day."""
        shelf = self._by_name.get(name)
        if shelf is None:
            return []
        key = name, asked.day, asked.document if asked.document in shelf.documents else ""
        if key not in self._then:
            self._then[key] = _people(_then(shelf, asked))
        return self._then[key]

    def _holding(self, asked: Asked, office: tuple[str, str]) -> Known | None:
        """The one who was last introduced with the office, where that is one."""
        told = [each for each in _then(self._by_office.get(office), asked) if " " in each.name]
        last = [each for each in told if each.day == told[-1].day]
        people = _people(last)
        if len(people) != 1:
            return None
        return _known(asked, people[0].name, last[-1], ("name",))

    def _adding(self, person: "Person", asked: Asked) -> Known | None:
        post = self._post(person, asked) if "office" in asked.open and not asked.office else None
        country = person.country if "country" in asked.open and asked.country is None else None
        fuller = "name" in asked.open and " " in person.name and " " not in asked.written
        adds: list[str] = [
            *(["name"] if fuller else []),
            *(["office"] if post else []),
            *(["country"] if country else []),
        ]
        if not adds:
            return None
        evidence = _best(post.told if post else person.told, person.country)
        return _known(asked, person.name, evidence, tuple(adds), office=post.title if post else None, country=country)

    def _post(self, person: "Person", asked: Asked) -> "Post | None":
        """The office that the person holds then: one that another has taken over since is held no more."""
        for post in person.posts:
            office = sole(post.office)
            if post.former or office is None or person.country is None:
                return post
            since = _then(self._by_office.get((office, person.country)), asked, after=post.last)
            taken = any(surname(each.name) != surname(person.name) for each in since)
            left = any(each.former and sole(each.office) == office and each.last > post.last for each in person.posts)
            if not taken and not left:
                return post
        return None


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """An office of somebody, by the introductions that tell it, the earliest first."""

    office: str
    former: bool
    told: tuple[Introduced, ...]

    @property
    def title(self) -> str:
        """The office as it is to be told of somebody."""
        return f"former {self.office}" if self.former else self.office

    @property
    def first(self) -> dt.date:
        """The first day on which a document told it."""
        return self.told[0].day

    @property
    def last(self) -> dt.date:
        """The last day on which a document told it."""
        return self.told[-1].day


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom documents introduced: the name most often used in full, the other spellings, the state, the
    offices, those of one holder and the latest first."""

    name: str
    spellings: tuple[str, ...]
    country: str | None
    posts: tuple[Post, ...]
    told: tuple[Introduced, ...]

    @property
    def documents(self) -> int:
        """How many documents introduce them."""
        return len({each.document for each in self.told})


def _order(each: Introduced) -> tuple[object, ...]:
    return each.day, each.document, each.start, each.name, each.office, each.country or "", each.former, each.end


def _holds(each: Introduced) -> tuple[str, str] | None:
    office = None if each.former or each.country is None else sole(each.office)
    return None if office is None or each.country is None else (office, each.country)


class _Shelf:
    """Introductions in the order of their days."""

    def __init__(self) -> None:
        self._told: list[Introduced] = []
        self._days: list[dt.date] = []
        self.documents: set[str] = set()

    def add(self, told: Introduced) -> None:
        """Put one that is no earlier than the last behind it."""
        self._told.append(told)
        self._days.append(told.day)
        self.documents.add(told.document)

    def between(self, first: dt.date, last: dt.date) -> list[Introduced]:
        """Those of these days and the days between."""
        return self._told[bisect.bisect_left(self._days, first) : bisect.bisect_right(self._days, last)]


def _then(shelf: _Shelf | None, asked: Asked, *, after: dt.date | None = None) -> list[Introduced]:
    """What other documents told by then, not too long ago (and later than ``after``)."""
    if shelf is None:
        return []
    first = asked.day - SPAN if after is None else max(asked.day - SPAN, after + dt.timedelta(days=1))
    return [each for each in shelf.between(first, asked.day) if each.document != asked.document]


def _people(told: Sequence[Introduced]) -> list[Person]:
    """The people of one surname; who is told by surname only is one of them where state and name leave no choice."""
    alike: dict[_Words, list[Introduced]] = collections.defaultdict(list)
    for each in told:
        alike[each.name, each.country, sole(each.office)].append(each)
    groups: list[dict[_Words, list[Introduced]]] = []
    for words, some in alike.items():
        if " " not in words[0]:
            continue
        group = next((group for group in groups if _same(words, group)), None)
        if group is None:
            groups.append({words: some})
        else:
            group[words] = some
    bare: dict[str, list[Introduced]] = collections.defaultdict(list)
    for (name, country, _), some in alike.items():
        if " " not in name and country is not None:
            bare[country] += some
    found = [[each for some in group.values() for each in some] for group in groups]
    for country, some in sorted(bare.items(), key=lambda pair: pair[0]):
        fitting = [group for group in found if _state(group) == country]
        if len(fitting) == 1:
            fitting[0].extend(some)
        elif not fitting:
            found.append(some)
    return [_person(group) for group in found]


def _same(one: _Words, group: Collection[_Words]) -> bool:
    """One person: names that may be one, in no two states; or one office of one holder under one initial."""
    name, country, office = one
    states = {state for _, state, _ in group if state}
    if country and states and country not in states:
        return False
    if any(may_be_one(name, other) for other, _, _ in group):
        return True
    initial = parts(name)[0][:1]
    return office is not None and any(held == office and parts(other)[0][:1] == initial for other, _, held in group)


def _state(told: Sequence[Introduced]) -> str | None:
    counted = collections.Counter(each.country for each in told if each.country)
    if not counted:
        return None
    (code, most), *_ = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return code if most >= _MOST * counted.total() else None


def _person(group: Sequence[Introduced]) -> Person:
    told = tuple(sorted(group, key=_order))
    names = collections.Counter(each.name for each in told)
    ranked = sorted(names, key=lambda name: (" " not in name, -names[name], -len(name), name))
    return Person(
        name=ranked[0], spellings=tuple(sorted(ranked[1:])), country=_state(told), posts=_posts(told), told=told
    )


def _posts(told: Sequence[Introduced]) -> tuple[Post, ...]:
    """The offices, each once: what is held before what was, one holder's before others, then the latest told."""
    kinds: dict[tuple[str, bool], list[Introduced]] = collections.defaultdict(list)
    for each in told:
        kinds[sole(each.office) or each.office.casefold(), each.former].append(each)
    posts = [Post(office=some[-1].office, former=some[-1].former, told=tuple(some)) for some in kinds.values()]
    return tuple(
        sorted(posts, key=lambda post: (post.former, sole(post.office) is None, -post.last.toordinal(), post.office))
    )


def _fits(person: Person, asked: Asked) -> bool:
    """Whether nothing that the document tells speaks against it."""
    if " " in asked.written and not (" " in person.name and any(may_be_one(asked.written, n) for n in _full(person))):
        return False
    if asked.country is not None and person.country != asked.country:
        return False
    if asked.office is None:
        return True
    said = set(asked.office.casefold().replace("-", " ").split())
    return " " in asked.written or any(said & set(post.office.casefold().split()) for post in person.posts)


def _full(person: Person) -> list[str]:
    return [name for name in (person.name, *person.spellings) if " " in name]


def _is_sure(person: Person, asked: Asked, *, bare: bool) -> bool:
    """A surname alone is enough for who holds an office of one holder; others must be told of by two documents, or be
    of the state that the document tells or is about."""
    if not bare or person.documents > 1 or (person.country and person.country in (asked.country, asked.about)):
        return True
    return any(sole(post.office) is not None and not post.former for post in person.posts)


def _best(told: Sequence[Introduced], country: str | None) -> Introduced:
    """The latest sentence that tells the name in full and the state."""
    return max(told, key=lambda each: (" " in each.name, each.country == country, each.day, each.document, -each.start))


def _known(asked: Asked, name: str, evidence: Introduced, adds: tuple[str, ...], **told: str | None) -> Known:
    return Known(
        written=asked.written,
        name=name,
        adds=adds,  # type: ignore[arg-type]
        document=evidence.document,
        day=evidence.day,
        start=evidence.start,
        end=evidence.end,
        evidence=evidence.evidence,
        **told,
    )
