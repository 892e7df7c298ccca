"""The roster for responders' programs: persons, groups, stays, exposure, check-ins, and rosters that come in.

Nothing of it is kept between two answers, and every look is.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.params import FromPath, QueryParameter
from msgspec import Meta

from tocsin.people import Group, Person, import_file
from tocsin.people.checkin import Campaign, board_of
from tocsin.people.checkin.muster import Line
from tocsin.people.model import Spot
from tocsin.people.whereabouts import ExposedPerson, listed
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.describing import Formed
from tocsin.web.api.problem import documented
from tocsin.web.page import open_page
from tocsin.web.people_desk import Desk
from tocsin.web.people_exposure import found
from tocsin.web.roster_files import MOST_BYTES, plain_name

NOT_KEPT = {"kept": False}
"""Answers about people are made anew each time: nothing personal lies in a cache."""
Words = Annotated[str, QueryParameter(description="As on the page.", max_length=200)]


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One person of the roster, without contact fields."""

    id: Annotated[str, Meta(description="The roster's id.")]
    name: Annotated[str, Meta(description="The full name.")]
    groups: tuple[str, ...]
    answered_by: tuple[str, ...]
    language: str


class Reach(msgspec.Struct, frozen=True):
    """One way to reach a person."""

    kind: str
    address: str


class OnePerson(msgspec.Struct, frozen=True, kw_only=True):
    """One person; with a reason, which is kept, the contact fields too."""

    person: Listed
    ways: Annotated[tuple[Reach, ...] | None, Meta(description="In the order in which they are tried.")] = None
    notes: str | None = None
    birth: str | None = None
    passport: str | None = None


class Somewhere(msgspec.Struct, frozen=True, kw_only=True):
    """One stay, as far as it could be placed; not the words of the roster."""

    id: str
    person: str
    kind: str
    spot: Spot
    first: dt.date | None
    last: dt.date | None


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """A check-in and its muster board."""

    checkin: Campaign
    counts: dict[str, int]
    minutes: Annotated[dict[str, float | None], Meta(description="Until so many percent had answered.")]
    lines: tuple[Line, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one row of a roster; the reasons hold nothing personal."""

    line: int
    where: str
    status: str
    reasons: tuple[str, ...]


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What became of every row of a roster. ``kept`` is false for a trial."""

    kept: bool
    read: int
    doubts: int
    refused: int
    new_persons: int
    changed_persons: int
    new_stays: int
    changed_stays: int
    rows: Annotated[tuple[Row, ...], Meta(description="Every row, by its line.")]


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """The stays that are touched, the surest first. ``not placed`` is not safe."""

    called: Annotated[str, Meta(description="What was asked about, in words.")]
    stays: tuple[ExposedPerson, ...]


def _sheet() -> dict[str, OpenAPIMediaType]:
    schema = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
    return {"application/octet-stream": OpenAPIMediaType(schema=schema)}


@dataclass
class Filing(Operation):
    """The operation with the file that it takes."""

    def __post_init__(self) -> None:
        """Say that the body is a file."""
        self.request_body = RequestBody(content=_sheet(), required=True, description="CSV, XLSX, XLS, ODS, iCalendar.")


@get("/people", sync_to_thread=True, operation_class=Formed, responses=documented(400), tags=["people"], opt=NOT_KEPT)
def people(
    asked: NamedDependency[Asked], desk: NamedDependency[Desk], q: Words = "", group: Words = ""
) -> Response[Listing[Listed]]:
    """Who is on the roster, by id, without contact fields; by words, or of a group. That you looked is kept."""
    ids = desk.people.ids(group=group or None)
    if q.strip():
        named = set(desk.people.find(q))
        ids = [each for each in ids if each in named]
    desk.noted("list", f"{len(ids)} names, by program")

    def fetch(after: str | None, limit: int) -> list[Listed]:
        rest = ids if after is None else [each for each in ids if each > after]
        return [_listed(each) for each in desk.people.unseen(rest[:limit])]

    return asked.listing(fetch, lambda each: each.id, str)


@get(
    "/people/{id_:str}",
    sync_to_thread=True,
    operation_class=Formed,
    responses=documented(400, 404),
    tags=["people"],
    opt=NOT_KEPT,
)
def person(
    asked: NamedDependency[Asked],
    desk: NamedDependency[Desk],
    id_: FromPath[str],
    why: Annotated[str, QueryParameter(description="Why you look: opens the contact fields.", max_length=200)] = "",
) -> Response[OnePerson]:
    """One person. With a reason, the contact fields too; the reason is kept with your name."""
    known = desk.people.unseen([id_])
    if not known:
        raise NotFoundException("Nobody on the roster has this id.")
    if not why.strip():
        desk.noted("name", "by program", persons=[id_])
        return asked.one(OnePerson(person=_listed(known[0])))
    opened = desk.people.persons([id_], viewer=desk.looking(why), at=desk.now())[0]
    private = opened.private
    return asked.one(
        OnePerson(
            person=_listed(opened),
            ways=tuple(Reach(each.kind, each.address) for each in private.ways),
            notes=private.notes,
            birth=private.birth,
            passport=private.passport,
        )
    )


@get("/groups", sync_to_thread=True, operation_class=Formed, responses=documented(400), tags=["people"], opt=NOT_KEPT)
def groups(asked: NamedDependency[Asked], desk: NamedDependency[Desk]) -> Response[Listing[Group]]:
    """The groups, and the ids of those who answer for them, in order."""
    every = desk.people.groups()

    def fetch(after: str | None, limit: int) -> list[Group]:
        return [each for each in every if after is None or each.name > after][:limit]

    return asked.listing(fetch, lambda each: each.name, str)


@get("/stays", sync_to_thread=True, operation_class=Formed, responses=documented(400), tags=["people"], opt=NOT_KEPT)
def stays(
    asked: NamedDependency[Asked], desk: NamedDependency[Desk], person: Words = ""
) -> Response[Listing[Somewhere]]:
    """The stays that stand, by id, of all or of one person. That you looked is kept."""
    every = sorted(desk.people.stays([person] if person else None), key=lambda each: each.id)
    desk.noted("stays", "by program", persons=[person or "-"])

    def fetch(after: str | None, limit: int) -> list[Somewhere]:
        rest = [each for each in every if after is None or each.id > after][:limit]
        return [Somewhere(**{name: getattr(each, name) for name in Somewhere.__struct_fields__}) for each in rest]

    return asked.listing(fetch, lambda each: each.id, str)


@get("/exposure", sync_to_thread=True, operation_class=Formed, responses=documented(400), tags=["people"], opt=NOT_KEPT)
def exposure(
    asked: NamedDependency[Asked],
    desk: NamedDependency[Desk],
    *,
    host: Words = "",
    region: Words = "",
    near: Annotated[str, QueryParameter(description="A place, or LAT,LON.", max_length=200)] = "",
    km: Annotated[float, QueryParameter(description="How far around near.", gt=0, le=20_000)] = 50.0,
    days: Annotated[int, QueryParameter(description="Stays of so many days ahead too.", ge=0, le=3660)] = 0,
    change: Annotated[str, QueryParameter(description="The id of a change of advice.", max_length=200)] = "",
) -> Response[Touched]:
    """Whose stays a country, a region of it, a radius or a change of advice touches. That you looked is kept."""
    page = open_page(asked.ledger, {}, path=asked.path, now=desk.now())
    called, touches = found(desk, page, host=host, region=region, near=near, km=str(km), days=days, change=change)
    rows = listed(desk.people, touches)
    desk.noted("exposure", f"{len(rows)} stays, by program")
    return asked.one(Touched(called=called, stays=tuple(rows)))


@get("/checkins", sync_to_thread=True, operation_class=Formed, responses=documented(400), tags=["people"], opt=NOT_KEPT)
def checkins(asked: NamedDependency[Asked], desk: NamedDependency[Desk]) -> Response[Listing[Campaign]]:
    """The check-ins, newest first; a drill says so."""
    every = sorted(desk.checkins.campaigns(), key=lambda each: (each.made_at, each.id), reverse=True)

    def fetch(after: str | None, limit: int) -> list[Campaign]:
        first = 0 if after is None else next((at + 1 for at, each in enumerate(every) if each.id == after), len(every))
        return every[first : first + limit]

    return asked.listing(fetch, lambda each: each.id, str)


@get(
    "/checkins/{id_:str}",
    sync_to_thread=True,
    operation_class=Formed,
    responses=documented(400, 404),
    tags=["people"],
    opt=NOT_KEPT,
)
def checkin(asked: NamedDependency[Asked], desk: NamedDependency[Desk], id_: FromPath[str]) -> Response[Board]:
    """The muster board of a check-in: who is safe, needs help, is silent, was not reached. That you looked is kept."""
    campaign = desk.checkins.find(id_)
    if campaign is None:
        raise NotFoundException("There is no check-in of this id.")
    board = board_of(desk.checkins, campaign)
    desk.noted("muster", f"{len(board.lines)} people, by program")
    minutes = {str(share): each for share, each in board.minutes.items()}
    return asked.one(Board(checkin=campaign, counts=board.counts, minutes=minutes, lines=board.lines))


@post(
    "/roster",
    status_code=200,
    operation_class=Filing,
    request_max_body_size=MOST_BYTES,
    responses=documented(400, 413),
    tags=["people"],
)
async def roster(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    *,
    name: Annotated[str, QueryParameter(description="The name of the file, with its ending.", max_length=200)] = "",
    keep: Annotated[bool, QueryParameter(description="Keep it; else it is only tried.")] = False,
    person: Annotated[str, QueryParameter(description="Whose calendar it is.", max_length=200)] = "",
    whole: Annotated[bool, QueryParameter(description="It has all there is: what it lacks now ends.")] = False,
) -> Response[Imported]:
    """Bring a roster in: CSV, XLSX, XLS, ODS or iCalendar as the body. Tried only, unless ``keep`` says otherwise."""
    raw = await request.body()
    answer = await sync_to_thread(_imported, desk, plain_name(name), raw, keep=keep, person=person or None, whole=whole)
    kept: Response[Any] = Response(answer, media_type="application/json")
    return kept


def _imported(desk: Desk, name: str, raw: bytes, *, keep: bool, person: str | None, whole: bool) -> Imported:
    viewer = desk.looking("import by program")
    report = import_file(
        desk.people, name, raw, viewer=viewer, now=desk.now(), person=person, whole=whole, dry_run=not keep
    )
    return Imported(
        kept=keep,
        read=report.count("read"),
        doubts=report.count("doubt"),
        refused=report.count("refused"),
        **msgspec.structs.asdict(report.added),
        rows=tuple(
            Row(line=each.line, where=each.where, status=each.status, reasons=each.reasons) for each in report.outcomes
        ),
    )


def _listed(known: Person) -> Listed:
    return Listed(
        id=known.id,
        name=known.name,
        groups=known.groups,
        answered_by=known.answered_by,
        language=known.language,
    )


PEOPLE = (people, person, groups, stays, exposure, checkins, checkin, roster)
