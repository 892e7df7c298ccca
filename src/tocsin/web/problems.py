"""What a reader sees when a page cannot be shown: a sentence that says what to do, and the right status."""

import logging
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.response import Redirect, Template

import tocsin
from tocsin.errors import InputError, LedgerError
from tocsin.web.api import problem

_LOG = logging.getLogger(__name__)
_Request = Request[Any, Any, Any]
Answer = Template | Response[bytes] | Redirect
_NO_LEDGER = "The ledger does not answer. Look at its file and load this page again."
_WRONG_FIELDS = "Some fields do not fit; wrong tells which, and why."
_NOT_FOUND = "Nothing stands at this address."
_NOT_A_NUMBER = "A field of the address is not of its kind: start= and part= take whole numbers."


def http_problem(request: _Request, error: HTTPException) -> Answer:
    """A status that a handler or the router raised."""
    if error.status_code == HTTPStatus.UNAUTHORIZED and _by_browser(request):
        return Redirect(f"/login?onward={quote(request.scope['path'])}", status_code=303)
    detail = error.detail
    if problem.asked_by_program(request):
        told = _WRONG_FIELDS if isinstance(error, ValidationException) else detail
        told = _NOT_FOUND if told in ("", "Not Found") else told
        return problem.problem(error.status_code, told, problem.wrong_fields(error), headers=error.headers)
    if isinstance(error, ValidationException):
        detail = _NOT_A_NUMBER
    elif error.status_code == HTTPStatus.NOT_FOUND and detail in ("", "Not Found"):
        detail = _NOT_FOUND
    return _problem(request, error.status_code, detail)


def input_problem(request: _Request, error: InputError) -> Answer:
    """What the reader asked for cannot be understood."""
    return _problem(request, HTTPStatus.BAD_REQUEST, str(error))


def ledger_problem(request: _Request, error: LedgerError) -> Answer:
    """The ledger does not answer; nothing is shown rather than something stale."""
    _LOG.error("the ledger failed: %s", error)
    return _problem(request, HTTPStatus.SERVICE_UNAVAILABLE, _NO_LEDGER)


def any_problem(request: _Request, error: Exception) -> Answer:
    """A fault of Tocsin's own: logged whole, shown without its insides."""
    _LOG.exception("a page failed", exc_info=error)
    told = "This page failed, and the log says why. The others still stand."
    return _problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, told)


class _Bare:
    """A page without a ledger: where a page failed, nothing more is asked of it."""

    path = way = "/"
    as_of = None
    live = False
    as_of_field = ""
    version = tocsin.__version__

    def link(self, path: str) -> str:
        """The path itself; a moment that could not be understood is not carried on."""
        return path


def _by_browser(request: _Request) -> bool:
    return request.method == "GET" and not problem.asked_by_program(request)


def _problem(request: _Request, status: int, detail: str) -> Answer:
    if problem.asked_by_program(request):
        return problem.problem(status, detail)
    context = {"page": _Bare(), "heading": HTTPStatus(status).phrase, "detail": detail}
    return Template("problem.html", context=context, status_code=status, media_type=MediaType.HTML)
