"""What goes out with every answer, and which names this server answers to."""

from collections.abc import Sequence

from litestar import MediaType
from litestar.datastructures import MutableScopeHeaders
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No script at all, nothing from elsewhere: a document that smuggles markup through still runs nothing."""

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


async def secure(message: Message, scope: Scope) -> None:
    """Put the security headers on every answer, errors and files included; pages are not kept by caches."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers[name] = value
    headers.setdefault("Cache-Control", "no-cache" if scope["path"].startswith("/static/") else "no-store")


class OnlyHosts:
    """Refuses requests that were addressed to another name, so that no foreign page can reach a loopback ledger.

    A page elsewhere may point its own name at 127.0.0.1 (DNS rebinding); its requests then carry that name in
    ``Host`` and are answered 421.
    """

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self.app = app
        self.names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer 421."""
        host = MutableScopeHeaders(scope).get("host", "")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if name.lower() in self.names:
            await self.app(scope, receive, send)
            return
        refusal = ASGIResponse(
            body="Tocsin answers here to " + ", ".join(sorted(self.names)) + " only.\n",
            media_type=MediaType.TEXT,
            status_code=421,
        )
        await refusal(scope, receive, send)
