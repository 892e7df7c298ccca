"""Rosters by the page: a file is tried first and reported row by row; nothing is kept until that is asked for."""

from typing import Annotated, Any

from litestar import get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.exceptions import HTTPException
from litestar.params import Body
from litestar.response import Response, Template

from tocsin.errors import InputError
from tocsin.people import Report, import_file
from tocsin.people.importing.headers import template
from tocsin.web.checkins import Form
from tocsin.web.page import Page
from tocsin.web.people_desk import Desk
from tocsin.web.roster_files import MOST_BYTES, Given, Tray, plain_name

SHOWN = 500
"""Rows with a doubt or refused that a page tells."""
_NOT_ALLOWED = "Rosters are for responders."
Sent = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/people/import", sync_to_thread=True)
def roster_form(page: NamedDependency[Page], desk: NamedDependency[Desk]) -> Template:
    """The form."""
    _allowed(desk)
    return _answer(page)


@get("/people/import/template.csv", sync_to_thread=True)
def roster_template() -> Response[bytes]:
    """A CSV with every column that is understood."""
    headers = {"Content-Disposition": 'attachment; filename="roster.csv"'}
    return Response(template(), media_type="text/csv", headers=headers)


@post("/people/import", status_code=200, request_max_body_size=MOST_BYTES + (1 << 20), sync_to_thread=True)
def roster_tried(
    page: NamedDependency[Page], desk: NamedDependency[Desk], tray: NamedDependency[Tray], data: Sent
) -> Template:
    """Try a file: what became of each row, and what keeping it would change. It waits for a while."""
    _allowed(desk)
    try:
        given = _given(data)
        report = _imported(desk, given, dry_run=True)
    except InputError as error:
        return _answer(page, said=str(error), status=400)
    word = tray.put(given, keys=desk.people.keys, sender=desk.viewer.name, now=desk.now())
    return _answer(page, given=given, report=report, word=word)


@post("/people/import/keep", status_code=200, sync_to_thread=True)
def roster_kept(
    page: NamedDependency[Page], desk: NamedDependency[Desk], tray: NamedDependency[Tray], data: Form
) -> Template:
    """Keep a file that was tried, all or nothing."""
    _allowed(desk)
    try:
        given = tray.take(data.get("word", ""), keys=desk.people.keys, sender=desk.viewer.name, now=desk.now())
        report = _imported(desk, given, dry_run=False)
    except InputError as error:
        return _answer(page, said=str(error), status=400)
    return _answer(page, given=given, report=report)


def _allowed(desk: Desk) -> None:
    if not desk.responds:
        raise HTTPException(_NOT_ALLOWED, status_code=403)


def _given(data: dict[str, Any]) -> Given:
    file = data.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise InputError("Choose a file: CSV, XLSX, XLS, ODS or iCalendar.")
    return Given(
        name=plain_name(file.filename),
        raw=file.file.read(),
        person=str(data.get("person") or "").strip() or None,
        whole=data.get("whole") == "1",
    )


def _imported(desk: Desk, given: Given, *, dry_run: bool) -> Report:
    return import_file(
        desk.people,
        given.name,
        given.raw,
        viewer=desk.looking("import by page"),
        now=desk.now(),
        person=given.person,
        whole=given.whole,
        dry_run=dry_run,
    )


def _answer(page: Page, *, status: int = 200, **more: Any) -> Template:
    context = {"page": page, "said": "", "given": None, "report": None, "word": "", "shown": SHOWN}
    return Template("people_import.html", context=context | more, status_code=status)


IMPORTS = (roster_form, roster_template, roster_tried, roster_kept)
