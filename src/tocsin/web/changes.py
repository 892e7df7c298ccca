"""The feed of changes: what governments moved in their own advice, newest first; and the same for other programs."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import msgspec
from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery
from litestar.response import Template

from tocsin.changes import Asked, Memory, Place, Told, atom, told_page
from tocsin.changes.model import Kind
from tocsin.errors import DateError, SettingsError
from tocsin.web.advice import KINDS, REASONS, moved
from tocsin.web.answers import KEPT
from tocsin.web.as_of import parse_moment
from tocsin.web.authors import Bench
from tocsin.web.names import country_code, governments, name_of
from tocsin.web.page import Page

AT_ONCE = 25
"""Changes on one page."""
IN_A_FILE = 200
"""Changes in one file or feed."""
COLUMNS = (
    "seen_at government hosts destination kinds before after before_words after_words gone new dated difference url"
).split()
Text = FromQuery[str]
_NOWHERE = frozenset({"-"})
"""What a list of hosts without any is asked as."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What the form asks, as it was written."""

    host: str = ""
    sender: str = ""
    since: str = ""
    kind: str = ""
    remarks: str = ""
    watched: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """The fields that say anything, for links."""
        return {name: value for name in self.__struct_fields__ if (value := getattr(self, name))}

    def asked(self, now: dt.datetime) -> Asked:
        """What is meant. Raises InputError for a country, a kind or a moment that is none."""
        if self.kind and self.kind not in KINDS:
            message = f"A change is of {', '.join(KINDS)}; there is no kind “{self.kind[:40]}”."
            raise SettingsError(message)
        kinds: frozenset[Kind] = frozenset({self.kind}) if self.kind else frozenset()  # type: ignore[arg-type]
        return Asked(hosts=_code(self.host), senders=_code(self.sender), kinds=kinds, since=_since(self.since, now))


def _code(name: str) -> frozenset[str]:
    if not name.strip():
        return frozenset()
    code = country_code(name)
    if code is None:
        message = f"No country goes by “{name[:60]}”: use its three letters (UKR) or its English name (Ukraine)."
        raise SettingsError(message)
    return frozenset({code})


def _since(text: str, now: dt.datetime) -> dt.datetime | None:
    moment = parse_moment("since", text, now=now)
    if moment is None or len(text.strip()) > len("2022-02-12"):
        return moment
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def place_of(text: str) -> Place | None:
    """The place in the list that a link wrote. Raises DateError where it is none."""
    if not text:
        return None
    moment, _, rest = text.partition("~")
    source, _, entry = rest.partition("~")
    try:
        return dt.datetime.fromisoformat(moment).astimezone(dt.UTC), source, entry
    except (ValueError, OverflowError) as error:
        message = "The place after before= was not understood: begin at the newest and follow the links."
        raise DateError(message) from error


def written(place: Place) -> str:
    """A place in the list for a link."""
    return "~".join((place[0].isoformat(), *place[1:]))


@get("/changes", sync_to_thread=True, opt=KEPT)
def changes(  # noqa: PLR0917 - one for each field of the form
    page: NamedDependency[Page],
    memory: NamedDependency[Memory],
    bench: NamedDependency[Bench],
    host: Text = "",
    sender: Text = "",
    since: Text = "",
    kind: Text = "",
    remarks: Text = "",
    before: Text = "",
    watched: Text = "",
) -> Template:
    """What moved, newest first, with a diff of the text; or, asked for, what moved and is no change."""
    query = Query(host=host, sender=sender, since=since, kind=kind, remarks=remarks, watched=watched)
    asked = query.asked(page.seen_by)
    if watched and not asked.hosts:
        asked = msgspec.structs.replace(asked, hosts=frozenset(bench.watchlist.hosts()) or _NOWHERE)
    found = told_page(
        page.ledger,
        asked,
        now=page.seen_by,
        limit=AT_ONCE,
        memory=memory,
        before=place_of(before),
        remarks=bool(remarks),
    )
    only = next(iter(asked.hosts), None) if len(asked.hosts) == 1 and not watched else None
    context = {
        "page": page,
        "query": query,
        "asked": asked,
        "changes": [moved(each, found.difference(each), host=only) for each in found.changes],
        "remarks": found.remarks,
        "after": written(found.after) if found.after else None,
        "looked_to": found.looked_to,
        "first": not before,
        "kinds": KINDS,
        "reasons": REASONS,
        "governments": governments(),
        "title": "Changes of advice on your watchlist" if watched and not host.strip() else _title(asked),
    }
    return Template("changes.html", context=context)


def _title(asked: Asked) -> str:
    of = f" by {name_of(next(iter(asked.senders)))}" if asked.senders else ""
    about = f" on {name_of(next(iter(asked.hosts)))}" if len(asked.hosts) == 1 else ""
    return f"Changes of advice{about}{of}"


def _file(form: str) -> HTTPRouteHandler:
    """The route of the newest changes of the same query in another form, each with its diff."""

    @get(f"/changes.{form}", sync_to_thread=True, opt=KEPT, name=f"changes.{form}")
    def changes_file(
        *,
        page: NamedDependency[Page],
        memory: NamedDependency[Memory],
        host: Text = "",
        sender: Text = "",
        since: Text = "",
        kind: Text = "",
    ) -> Response[bytes]:
        asked = Query(host=host, sender=sender, since=since, kind=kind).asked(page.seen_by)
        found = told_page(page.ledger, asked, now=page.seen_by, limit=IN_A_FILE, memory=memory)
        return FORMS[form](found, page)

    return changes_file


def _atom(found: Told, page: Page) -> Response[bytes]:
    return Response(atom(found, now=page.seen_by), media_type="application/atom+xml; charset=utf-8")


def _json(found: Told, _: Page) -> Response[bytes]:
    return Response(msgspec.json.format(msgspec.json.encode(_rows(found)), indent=2), media_type=MediaType.JSON)


def _csv(found: Told, _: Page) -> Response[bytes]:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in _rows(found):
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    headers = {"Content-Disposition": 'attachment; filename="changes.csv"'}
    body = file.getvalue().encode("utf-8", "backslashreplace")
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


FORMS: dict[str, Callable[[Told, Page], Response[bytes]]] = {"atom": _atom, "csv": _csv, "json": _json}
"""The forms of the same query for other programs."""
changes_files = [_file(form) for form in FORMS]


def _rows(found: Told) -> list[dict[str, Any]]:
    rows = []
    for change in found.changes:
        row = msgspec.to_builtins(change)
        rows.append(row | {"difference": list(found.difference(change).lines)})
    return rows


def _cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
