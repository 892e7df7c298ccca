"""What goes out with every answer, and which names this server answers to."""

from collections.abc import Collection

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Our own scripts from their files and nothing from elsewhere: a document that smuggles markup through runs nothing."""

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
    """Put the security headers on every answer, errors and files included; pages are not kept by caches.

    A route that brings a content policy of its own keeps it.
    """
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        if name != "Content-Security-Policy" or name not in headers:
            headers[name] = value
    headers.setdefault("Cache-Control", "no-cache" if scope["path"].startswith("/static/") else "no-store")


def addressed(host: str, names: Collection[str]) -> bool:
    """Whether a request with this ``Host`` was addressed to one of the names that this server answers to.

    A page elsewhere may point its own name at 127.0.0.1 (DNS rebinding); its requests then carry that name.
    """
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    return name.lower() in names
