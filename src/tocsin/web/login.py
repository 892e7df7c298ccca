"""In and out: by password, or by way of the provider of OpenID Connect."""

import datetime as dt
from typing import Annotated, Any

import msgspec
from litestar import Request, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body, FromQuery
from litestar.response import Redirect, Template

from tocsin.accounts import Accounts
from tocsin.accounts.oidc import Provider
from tocsin.web.doors import COOKIE, Doors, session_of

WAY_COOKIE = "__Host-tocsin-way"
_WRONG = "This name and this password do not belong together."
_WAIT = "There were too many wrong passwords. Try again in {seconds} seconds."
_NO_ACCOUNTS = "This server knows no accounts: everything is open to whoever sits at this machine."


class Given(msgspec.Struct, kw_only=True):
    """What the form holds."""

    name: str = ""
    password: str = ""
    onward: str = "/"
    form_token: str = ""


@get("/login", sync_to_thread=True)
def login(request: Request[Any, Any, Any], doors: NamedDependency[Doors], onward: FromQuery[str] = "/") -> Template:
    """The form."""
    _accounts(doors)
    return _form(request, onward=local(onward))


@post("/login", sync_to_thread=True, status_code=303)
def log_in(
    request: Request[Any, Any, Any],
    doors: NamedDependency[Doors],
    now: NamedDependency[dt.datetime],
    data: Annotated[Given, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Template | Redirect:
    """Check the password, slowly and the same way for everybody; a session begins, and the one before ends."""
    accounts, address = _accounts(doors), address_of(request)
    name = data.name.strip().lower()[:100]
    seconds = doors.patience.before_password(name, address)
    if seconds:
        said = _WAIT.format(seconds=seconds)
        return _form(request, onward=local(data.onward), said=said, status=429, headers={"Retry-After": str(seconds)})
    user = accounts.known(name, data.password)
    if user is None:
        doors.patience.wrong_password(name, address)
        accounts.note("", "login refused", at=now, about=name, address=address)
        return _form(request, onward=local(data.onward), said=_WRONG, status=401)
    accounts.note(user.name, "login", at=now, address=address)
    return let_in(request, accounts, user.name, now=now, onward=data.onward)


@post("/logout", sync_to_thread=True, status_code=303)
def log_out(
    request: Request[Any, Any, Any], doors: NamedDependency[Doors], now: NamedDependency[dt.datetime]
) -> Redirect:
    """The session ends."""
    accounts = _accounts(doors)
    session = session_of(headers_of(request))
    visitor = request.scope["state"].get("visitor")
    if session is not None:
        accounts.end_session(session)
    if visitor is not None:
        accounts.note(visitor.name, "logout", at=now, address=address_of(request))
    answer = Redirect("/login", status_code=303)
    answer.set_cookie(_cookie(COOKIE, "", seconds=0))
    return answer


@get("/login/oidc", sync_to_thread=True, status_code=303)
def by_provider(
    doors: NamedDependency[Doors], provider: NamedDependency[Provider | None], onward: FromQuery[str] = "/"
) -> Redirect:
    """To the provider of OpenID Connect, who sends back to ``/login/oidc/back``."""
    _accounts(doors)
    if provider is None:
        raise NotFoundException("This server has no provider of OpenID Connect; sign in by password.")
    address, state = provider.begin(onward=local(onward))
    answer = Redirect(address, status_code=303)
    answer.set_cookie(_cookie(WAY_COOKIE, state, seconds=600))
    return answer


@get("/login/oidc/back", sync_to_thread=True, status_code=303)
def from_provider(
    request: Request[Any, Any, Any],
    doors: NamedDependency[Doors],
    provider: NamedDependency[Provider | None],
    now: NamedDependency[dt.datetime],
) -> Redirect:
    """Back from the provider: its answer is checked, and a session begins."""
    accounts = _accounts(doors)
    if provider is None:
        raise NotFoundException("This server has no provider of OpenID Connect; sign in by password.")
    told = {name: str(value) for name, value in request.query_params.items()}
    who, onward = provider.finish(told, state=request.cookies.get(WAY_COOKIE, ""))
    user = provider.user(accounts, who, now=now)
    accounts.note(user.name, "login by provider", at=now, address=address_of(request))
    return let_in(request, accounts, user.name, now=now, onward=onward)


def let_in(
    request: Request[Any, Any, Any], accounts: Accounts, name: str, *, now: dt.datetime, onward: str
) -> Redirect:
    """A new session, and onward."""
    answer = Redirect(local(onward), status_code=303)
    session = accounts.open_session(name, now=now, before=session_of(headers_of(request)))
    answer.set_cookie(_cookie(COOKIE, session))
    return answer


def local(path: str) -> str:
    """A path of this server; the first page where it is anything else."""
    plain = path.isprintable() and path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if plain and "\\" not in path else "/"


def address_of(request: Request[Any, Any, Any]) -> str:
    """Where a request comes from, as far as the server knows."""
    return request.client.host if request.client else ""


def headers_of(request: Request[Any, Any, Any]) -> dict[str, str]:
    """The headers by their names in small letters."""
    return {name.lower(): value for name, value in request.headers.items()}


def _accounts(doors: Doors) -> Accounts:
    if doors.accounts is None:
        raise NotFoundException(_NO_ACCOUNTS)
    return doors.accounts


def _cookie(name: str, value: str, *, seconds: int | None = None) -> Cookie:
    return Cookie(key=name, value=value, path="/", secure=True, httponly=True, samesite="lax", max_age=seconds)


def _form(
    request: Request[Any, Any, Any], *, onward: str, said: str = "", status: int = 200, headers: Any = None
) -> Template:
    provider: Provider | None = request.app.state.provider
    context = {"onward": onward, "said": said, "provider": provider.name if provider else None}
    return Template("login.html", context=context, status_code=status, headers=dict(headers or {}))
