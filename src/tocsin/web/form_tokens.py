"""Forms carry a token of ours, so that no other page can send one in a visitor's name."""

import hmac
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from litestar import Request
from litestar.exceptions import PermissionDeniedException
from markupsafe import Markup

from tocsin.accounts import Visitor
from tocsin.web.foreign import SAFE, by_link

FIELD = "form_token"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_NOT_OURS = "This form is not of this page any more, and nothing was done: load the page again and send it once more."


async def checked(request: Request[Any, Any, Any]) -> None:
    """Refuse a form without the token of its visitor; other bodies are not sent by pages of others unasked."""
    if request.method in SAFE or request.content_type[0].lower() not in _FORMS or by_link(request.scope["path"]):
        return
    form = await request.form()
    given, expected = str(form.get(FIELD, "")), str(request.scope["state"].get(FIELD, ""))
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        raise PermissionDeniedException(_NOT_OURS)


@pass_context
def form_token(context: Context) -> Markup:
    """The field that every form with ``method="post"`` holds: ``{{ form_token() }}``."""
    token = context["request"].scope["state"].get(FIELD, "")
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token)


@pass_context
def visitor(context: Context) -> Visitor | None:
    """Who looks at the page; without a name where nobody has to say it."""
    request = context.get("request")
    found: Visitor | None = request.scope["state"].get("visitor") if request is not None else None
    return found


@pass_context
def responds(context: Context) -> bool:
    """Whether who looks may know of one's own people, and there is a roster to know them from."""
    who = visitor(context)
    return bool(context.get("has_roster")) and who is not None and "respond" in who.powers
