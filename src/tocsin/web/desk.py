"""The analyst's desk: what was judged and pinned, one record to judge, and the forms that are sent from other pages."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body, FromPath, FromQuery
from litestar.response import Redirect, Template

from tocsin.desk import DONE, KINDS_MADE, Ruling
from tocsin.errors import InputError, SettingsError
from tocsin.ledger import Judgement, JudgementKind, Ledger, Noted, StoredRecord
from tocsin.ledger.judgement_model import JUDGEMENTS
from tocsin.ledger.rows import keepable
from tocsin.records import VALUES, Posture
from tocsin.web.answers import KEPT
from tocsin.web.authors import Bench
from tocsin.web.login import local
from tocsin.web.marking import around, pieces
from tocsin.web.names import country_code
from tocsin.web.page import Page
from tocsin.web.printing import plain

AT_ONCE = 50
"""Judgements on one page."""
IN_A_FILE = 1_000
Form = Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]
Text = FromQuery[str]
_FIELD = "set."
_PLACE = frozenset({"start", "end", "evidence"})


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What the form asks, as it was written."""

    author: str = ""
    host: str = ""
    kind: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """The fields that say anything, for links."""
        return {name: value for name in self.__struct_fields__ if (value := getattr(self, name))}

    def found(self, page: Page, *, before: int | None, limit: int) -> list[Judgement]:
        """The judgements that are meant. Raises InputError for a country or a kind that is none."""
        if self.kind and self.kind not in JUDGEMENTS:
            message = f"A judgement is of {', '.join(JUDGEMENTS)}; there is no kind “{self.kind[:40]}”."
            raise SettingsError(message)
        kinds: tuple[JudgementKind, ...] = (self.kind,) if self.kind else ()
        known_at = None if page.knows_all else page.known_at
        return page.ledger.judgements.listed(
            kinds=kinds,
            author=keepable(self.author.strip()) or None,
            host=_host(self.host) if self.host.strip() else None,
            known_at=known_at,
            before=before,
            limit=limit,
        )


@get("/desk", sync_to_thread=True, opt=KEPT)
def desk(
    *,
    page: NamedDependency[Page],
    bench: NamedDependency[Bench],
    author: Text = "",
    host: Text = "",
    kind: Text = "",
    before: FromQuery[int | None] = None,
) -> Template:
    """What analysts judged, the latest first; what is pinned; the watchlist of who looks."""
    query = Query(author=author, host=host, kind=kind)
    found = query.found(page, before=None if before is None else min(max(before, 0), 2**31), limit=AT_ONCE + 1)
    pinned = page.ledger.judgements.pinned(known_at=None if page.knows_all else page.known_at)
    context = {
        "page": page,
        "query": query,
        "judged": found[:AT_ONCE],
        "after": found[AT_ONCE - 1].number if len(found) > AT_ONCE else None,
        "pinned": pinned,
        "watched": bench.watchlist.hosts(),
        "bench": bench,
        "kinds": DONE,
        "made_kinds": KINDS_MADE,
        "first": before is None,
    }
    return Template("desk.html", context=context)


@get("/desk.json", sync_to_thread=True, opt=KEPT)
def desk_json(page: NamedDependency[Page], author: Text = "", host: Text = "", kind: Text = "") -> Response[bytes]:
    """The latest judgements of the same query for other programs."""
    found = Query(author=author, host=host, kind=kind).found(page, before=None, limit=IN_A_FILE)
    return Response(msgspec.json.format(msgspec.json.encode(found), indent=2), media_type=MediaType.JSON)


@get("/desk/record/{record:str}", sync_to_thread=True, opt=KEPT)
def desk_record(page: NamedDependency[Page], bench: NamedDependency[Bench], record: FromPath[str]) -> Template:
    """One record with its sentence, what was judged of it, and the forms to judge it."""
    found = page.ledger.record(record)
    stored = None if found is None else page.ledger.document(found.document_key, known_at=page.known_at)
    if found is None or stored is None or found.read_at > page.known_at:
        raise NotFoundException("No record goes by this id at this moment. Records keep theirs for ever.")
    text, place = stored.document.text, found.record
    left, right = around(text, place.start, place.end)
    known_at = None if page.knows_all else page.known_at
    context = {
        "page": page,
        "found": found,
        "document": stored.document,
        "line": list(pieces(text, left, right, [place])),
        "kind": str(type(place).__struct_config__.tag),
        "counts": any(each.id == found.id for each in stored.records),
        "struck": any(each.id == found.id for each in stored.struck),
        "history": page.ledger.judgements.of_records([found.id], known_at=known_at).get(found.id, ()),
        "notes": page.ledger.judgements.listed(
            kinds=("pin", "unpin", "comment"), about=Noted(record=found.id), known_at=known_at, limit=AT_ONCE
        ),
        "fields": _fields(found),
        "values": VALUES.get(place.type, ()) if isinstance(place, Posture) else (),
        "bench": bench,
    }
    return Template("desk_record.html", context=context)


@post("/desk", sync_to_thread=True, status_code=303)
def desk_judge(
    bench: NamedDependency[Bench],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[dt.datetime],
    data: Form,
) -> Redirect:
    """Judge as the form says, in the name of who sends it, and go back to where it stood."""
    judged = bench.judge(_ruling(ledger, data), given=data.get("by", ""), at=now)
    back = local(data.get("back", ""))
    if judged.made and judged.kind in ("add", "correct"):
        back = f"/desk/record/{judged.made}"
    return Redirect(back if back != "/" else "/desk", status_code=303)


@get("/watchlist", sync_to_thread=True)
def watchlist(page: NamedDependency[Page]) -> Redirect:
    """The watchlist stands on the desk."""
    return Redirect(page.link("/desk#watchlist"))


@post("/watchlist", sync_to_thread=True, status_code=303)
def watch(bench: NamedDependency[Bench], now: NamedDependency[dt.datetime], data: Form) -> Redirect:
    """Put a host on the watchlist of who sends the form, or take it off."""
    bench.watch(_host(data.get("host", "")), on=data.get("on", "1") == "1", at=now)
    return Redirect(local(data.get("back", "")), status_code=303)


def _ruling(ledger: Ledger, data: Mapping[str, str]) -> Ruling:
    """The form as a ruling: of the fields of a record those that were changed."""
    kind = data.get("kind", "")
    if kind not in JUDGEMENTS:
        raise InputError("The form does not say what is to be done: load the page again.")
    names = ("record", "document", "claim", "host", "reason", "of", "quote", "statement", "source", "published")
    given: dict[str, Any] = {name: data[name] for name in names if data.get(name, "").strip()}
    if "host" in given:
        given["host"] = _host(given["host"])
    fields = {name.removeprefix(_FIELD): value for name, value in data.items() if name.startswith(_FIELD)}
    if kind == "correct":
        held = ledger.record(given.get("record", ""))
        now = {} if held is None else {name: _one_line(plain(value)) for name, value in _fields(held)}
        fields = {name: value for name, value in fields.items() if _one_line(value) != now.get(name, "")}
    else:
        fields = _named({name: value for name, value in fields.items() if value.strip()}, data.get("what", ""))
    try:
        return msgspec.convert(given | {"kind": kind, "fields": fields}, Ruling)
    except msgspec.ValidationError as error:
        message = f"The form was not understood ({error}): write days like 2022-02-12."
        raise InputError(message) from error


def _named(fields: dict[str, str], what: str) -> dict[str, str]:
    """The fields of a new posture, its type and value from one choice; countries may be given by name."""
    type_, _, value = what.partition(" ")
    chosen = {"type": type_, "value": value} if value else {}
    names = ("host",) if type_ == "carrier" else ("host", "sender")
    codes = {name: country_code(fields[name]) or fields[name] for name in names if name in fields}
    return fields | chosen | codes


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _fields(found: StoredRecord) -> list[tuple[str, str]]:
    """The fields of a record as a form shows them: lists with semicolons between."""
    plain = msgspec.to_builtins(found.record)
    names = [name for name in found.record.__struct_fields__ if name not in _PLACE]
    return [(name, _written(plain.get(name))) for name in names]


def _written(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_written(each) for each in value)
    return "" if value is None else str(value)


def _host(name: str) -> str:
    code = country_code(name)
    if code is None:
        message = f"No country goes by “{name[:60]}”: use its three letters (UKR) or its English name (Ukraine)."
        raise SettingsError(message)
    return code


PAGES = (desk, desk_json, desk_record, desk_judge, watchlist, watch)
