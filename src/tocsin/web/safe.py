"""The page behind a link: are you safe? One small page without scripts, files or cookies, for old phones on bad nets.

Looking at it changes nothing, so that no program that follows links answers for a person.
"""

import base64
import hashlib
from typing import Any

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from litestar import MediaType, Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response, Template

from tocsin.errors import SettingsError
from tocsin.people.checkin import EXERCISE, Campaign, Ticket, words
from tocsin.web.checkins import STATES, Form
from tocsin.web.people_desk import Desk

STYLE = (
    "body{font:18px/1.5 sans-serif;max-width:34em;margin:0 auto;padding:1em;color:#111;background:#fff}"
    "h1{font-size:1.5em;line-height:1.2}label,button,input,textarea{display:block;width:100%;box-sizing:border-box;"
    "font:inherit}.c{border:2px solid #555;border-radius:8px;margin:.6em 0;padding:.8em;font-weight:bold}"
    "input,textarea{padding:.5em;border:1px solid #555;margin:.2em 0 1em}"
    ".c input{display:inline;width:auto;margin:0 .6em}"
    "button{background:#0b5b86;color:#fff;border:0;border-radius:8px;padding:.9em;font-weight:bold}"
    ".x{background:#fbf0cf;border:3px dashed #765000;padding:.6em;font-weight:bold}.t{background:#e4f2ea;padding:.8em}"
    ".w{background:#fde2e5;padding:.8em}"
)
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
MISSES = parse("30/minute")
"""Links that open nothing, from one address: more are not looked at."""
ANSWERS = parse("20/minute")
"""Answers by one link."""


class Gate:
    """Counts the links that open nothing, and the answers of one link. A link that opens is never held up by others."""

    def __init__(self) -> None:
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def guessing(self, address: str) -> bool:
        """Count a link that opened nothing; whether this address has tried too many."""
        return not self._window.hit(MISSES, "miss", address)

    def flooding(self, ticket: str) -> bool:
        """Count an answer; whether this link brought too many."""
        return not self._window.hit(ANSWERS, "answer", ticket)


@get("/c/{token:str}", sync_to_thread=True)
def safe(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], gate: NamedDependency[Gate], token: FromPath[str]
) -> Template | Response[str]:
    """The question. Nothing is changed by looking."""
    opened = _opened(desk, token)
    return _form(desk, *opened) if opened else _nothing(request, gate)


@post("/c/{token:str}", sync_to_thread=True, status_code=200)
def safe_answer(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    gate: NamedDependency[Gate],
    token: FromPath[str],
    data: Form,
) -> Template | Response[str]:
    """Keep the answer, and say that it arrived."""
    opened = _opened(desk, token)
    if opened is None:
        return _nothing(request, gate)
    if gate.flooding(opened[0].id):
        return _plain(429, "Too many answers at once: wait a minute. / Attendez une minute.")
    state = data.get("state", "")
    if state not in STATES:
        return _form(desk, *opened, missing=True)
    desk.checkins.answer(
        opened[1],
        opened[0].person,
        state,  # type: ignore[arg-type]
        at=desk.now(),
        note=data.get("note", ""),
        place=data.get("place", ""),
    )
    return _form(desk, *opened, arrived=True)


def _opened(desk: Desk, token: str) -> tuple[Ticket, Campaign] | None:
    try:
        return desk.checkins.opened(token, now=desk.now())
    except SettingsError:  # no key: there are no links either
        return None


def _form(desk: Desk, ticket: Ticket, campaign: Campaign, *, arrived: bool = False, missing: bool = False) -> Template:
    known = desk.people.unseen([ticket.person])
    answers = desk.checkins.answers(campaign, ticket.person)
    context = {
        "said": words(known[0].language if known else "en"),
        "campaign": campaign,
        "exercise": EXERCISE if campaign.drill else None,
        "state": answers[-1].state if answers else None,
        "arrived": arrived,
        "missing": missing,
        "style": STYLE,
    }
    status = 400 if missing else 200
    return Template("safe.html", context=context, headers=HEADERS, status_code=status, media_type=MediaType.HTML)


def _nothing(request: Request[Any, Any, Any], gate: Gate) -> Template | Response[str]:
    """The same for a link guessed, expired, revoked or of nobody."""
    address = request.client.host if request.client else "-"
    if gate.guessing(address):
        return _plain(429, "Too many links that open nothing: wait a minute.")
    texts = [words(tag).invalid for tag in ("en", "fr", "es", "ar", "uk", "zh")]
    context = {"texts": texts, "style": STYLE}
    return Template("safe_nothing.html", context=context, headers=HEADERS, status_code=404, media_type=MediaType.HTML)


def _plain(status: int, text: str) -> Response[str]:
    headers = HEADERS | {"Retry-After": "60"}
    return Response(text + "\n", status_code=status, media_type=MediaType.TEXT, headers=headers)
