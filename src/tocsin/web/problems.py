"""What a reader sees when a page cannot be shown: a sentence that says what to do, and the right status."""

import logging
from http import HTTPStatus
from typing import Any

from litestar import MediaType, Request
from litestar.exceptions import HTTPException, ValidationException
from litestar.response import Template

import tocsin
from tocsin.errors import InputError, LedgerError

_LOG = logging.getLogger(__name__)
_Request = Request[Any, Any, Any]
_NO_LEDGER = "The ledger does not answer. Look at its file and load this page again."
_NOT_FOUND = "Nothing stands at this address."
_NOT_A_NUMBER = "A field of the address is not of its kind: start= and part= take whole numbers."


def http_problem(_: _Request, error: HTTPException) -> Template:
    """A status that a handler or the router raised."""
    detail = error.detail
    if isinstance(error, ValidationException):
        detail = _NOT_A_NUMBER
    elif error.status_code == HTTPStatus.NOT_FOUND and detail in ("", "Not Found"):
        detail = _NOT_FOUND
    return _problem(error.status_code, detail)


def input_problem(_: _Request, error: InputError) -> Template:
    """What the reader asked for cannot be understood."""
    return _problem(HTTPStatus.BAD_REQUEST, str(error))


def ledger_problem(_: _Request, error: LedgerError) -> Template:
    """The ledger does not answer; nothing is shown rather than something stale."""
    _LOG.error("the ledger failed: %s", error)
    return _problem(HTTPStatus.SERVICE_UNAVAILABLE, _NO_LEDGER)


def any_problem(_: _Request, error: Exception) -> Template:
    """A fault of Tocsin's own: logged whole, shown without its insides."""
    _LOG.exception("a page failed", exc_info=error)
    return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, "This page failed, and the log says why. The others still stand.")


class _Bare:
    """A page without a ledger: where a page failed, nothing more is asked of it."""

    path = way = "/"
    as_of = None
    as_of_field = ""
    version = tocsin.__version__

    def link(self, path: str) -> str:
        """The path itself; a moment that could not be understood is not carried on."""
        return path


def _problem(status: int, detail: str) -> Template:
    context = {"page": _Bare(), "heading": HTTPStatus(status).phrase, "detail": detail}
    return Template("problem.html", context=context, status_code=status, media_type=MediaType.HTML)
