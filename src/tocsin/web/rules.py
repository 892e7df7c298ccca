"""Who may ask what: one rule for every route. A route that stands in no rule is for admins only."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler

from tocsin.accounts import Power, Visitor

Rule = Power | Literal["open"]
"""A power that the visitor must have, or ``open``: for strangers too."""

_READ: tuple[str, ...] = (
    "/",
    "/world",
    "/sender/{code:str}",
    "/host/{code:str}",
    "/host/{code:str}/timeline",
    "/host/{code:str}/claims",
    "/host/{code:str}/figures",
    "/host/{code:str}/contacts",
    "/host/{code:str}/warnings",
    "/host/{code:str}/statements",
    "/host/{code:str}/ways",
    "/host/{code:str}/outlook",
    "/host/{code:str}/charts",
    "/host/{code:str}/chart/{name:str}",
    "/outlook",
    "/record/{record:str}",
    "/why/{cell:path}",
    "/document/{key:str}",
    "/documents",
    "/search",
    "/signals",
    "/changes",
    "/changes.atom",
    "/changes.csv",
    "/changes.json",
    "/register/{government:str}/{host:str}",
    "/alerts",
    "/alerts.atom",
    "/alerts/{name:str}",
    "/sources",
    "/moment",
    "/live",
    "/wall",
    "/api/v1/board",
    "/api/v1/board/{host:str}",
    "/api/v1/why/{sender:str}/{host:str}",
    "/api/v1/changes",
    "/api/v1/outlook",
    "/api/v1/outlook/{host:str}",
    "/api/v1/postures",
    "/api/v1/statements",
    "/api/v1/denials",
    "/api/v1/figures",
    "/api/v1/contacts",
    "/api/v1/warnings",
    "/api/v1/events",
    "/api/v1/claims/{host:str}",
    "/api/v1/timeline/{host:str}",
    "/api/v1/ways",
    "/api/v1/records/{record:str}",
    "/api/v1/search",
    "/api/v1/directory",
    "/api/v1/documents",
    "/api/v1/documents/{key:str}",
    "/api/v1/documents/{key:str}/records",
    "/api/v1/stix/{host:str}",
    "/api/v1/sources",
    "/api/v1/signals",
    "/api/v1/judgements",
    "/api/v1/watchlist",
    "/desk",
    "/desk.json",
    "/desk/record/{record:str}",
    "/watchlist",
)
_RESPOND: tuple[tuple[str, str], ...] = (
    ("GET", "/people"),
    ("GET", "/people/{id_:str}"),
    ("GET", "/people/import"),
    ("POST", "/people/import"),
    ("POST", "/people/import/keep"),
    ("GET", "/people/import/template.csv"),
    ("GET", "/people/exposure"),
    ("POST", "/api/v1/roster"),
    ("GET", "/api/v1/people"),
    ("GET", "/api/v1/people/{id_:str}"),
    ("GET", "/api/v1/groups"),
    ("GET", "/api/v1/stays"),
    ("GET", "/api/v1/exposure"),
    ("GET", "/api/v1/checkins"),
    ("GET", "/api/v1/checkins/{id_:str}"),
    ("GET", "/checkin"),
    ("POST", "/checkin"),
    ("GET", "/checkin/{id_:str}"),
    ("POST", "/checkin/{id_:str}/{what:str}"),
    ("GET", "/checkin/{id_:str}/calls"),
    ("GET", "/checkin/{id_:str}/person/{who:str}"),
    ("POST", "/checkin/{id_:str}/person/{who:str}"),
)
RULES: dict[tuple[str, str], Rule] = {
    **{("GET", path): "read" for path in _READ},
    **dict.fromkeys(_RESPOND, "respond"),
    ("GET", "/c/{token:str}"): "open",
    ("POST", "/c/{token:str}"): "open",
    ("GET", "/alerts/open/{token:str}"): "open",
    ("POST", "/alerts/open/{token:str}/acknowledge"): "open",
    ("GET", "/static/{file_path:path}"): "open",
    ("GET", "/healthz"): "open",
    ("GET", "/api/v1/openapi.json"): "open",
    ("GET", "/login"): "open",
    ("POST", "/login"): "open",
    ("GET", "/login/oidc"): "open",
    ("GET", "/login/oidc/back"): "open",
    ("POST", "/logout"): "open",
    ("GET", "/log"): "admin",
    ("POST", "/api/v1/documents"): "write",
    ("GET", "/alerts/rules"): "write",
    ("GET", "/alerts/rules/edit"): "write",
    ("POST", "/alerts/rules/edit"): "write",
    ("POST", "/alerts/rules/off"): "write",
    ("GET", "/api/v1/rules"): "write",
    ("POST", "/api/v1/rules"): "write",
    ("POST", "/api/v1/rules/try"): "write",
    ("DELETE", "/api/v1/rules/{name:str}"): "write",
    ("POST", "/api/v1/judgements"): "write",
    ("POST", "/api/v1/watchlist"): "read",
    ("POST", "/desk"): "write",
    ("POST", "/watchlist"): "read",
}
"""The rule of each method and path, the path as the route writes it."""

_TYPED = re.compile(r":\w+\}")
_BY_TEMPLATE = {(method, _TYPED.sub("}", path)): rule for (method, path), rule in RULES.items()}
_STRANGER = "Sign in first."
_MAY_NOT = "Your account may not do this: it needs the right “{needed}”. Ask an admin of this server."


def rule_of(method: str, path: str) -> Rule:
    """The rule of a method and a route's path; HEAD and OPTIONS are as GET. Where none stands: ``admin``."""
    asked = "GET" if method in ("HEAD", "OPTIONS") else method
    return _BY_TEMPLATE.get((asked, _TYPED.sub("}", path)), "admin")


def guard(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Let in who may; 401 for strangers, 403 for others."""
    scope: Mapping[str, Any] = connection.scope
    needed = rule_of(scope.get("method", "GET"), scope["path_template"])
    if needed == "open":
        return
    visitor: Visitor | None = scope["state"].get("visitor")
    if visitor is None:
        raise NotAuthorizedException(_STRANGER, headers={"WWW-Authenticate": 'Bearer realm="tocsin"'})
    if needed not in visitor.powers:
        raise PermissionDeniedException(_MAY_NOT.format(needed=needed))
