"""Requests that change something and were sent by a page of somebody else, which the browser tells."""

from collections.abc import Mapping
from urllib.parse import urlsplit

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN = frozenset({"same-origin", "none"})


def foreign(method: str, headers: Mapping[str, str]) -> bool:
    """Whether another site's page sent this. Programs tell neither ``Sec-Fetch-Site`` nor ``Origin`` and pass."""
    if method in SAFE:
        return False
    fetched_from = headers.get("sec-fetch-site")
    if fetched_from is not None and fetched_from not in _OWN:
        return True
    origin = headers.get("origin")
    return origin is not None and _address(origin) != headers.get("host", "").lower()


def _address(origin: str) -> str | None:
    """The name and port of an origin; ``None`` for one that is opaque."""
    try:
        parts = urlsplit(origin)
        return parts.netloc.lower() if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
