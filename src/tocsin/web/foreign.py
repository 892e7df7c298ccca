"""Requests that change something and were sent by a page of somebody else, which the browser tells."""

from collections.abc import Mapping
from urllib.parse import urlsplit

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN = frozenset({"same-origin", "none"})


def foreign(method: str, headers: Mapping[str, str]) -> bool:
    """Whether another site's page sent this. Programs tell neither ``Sec-Fetch-Site`` nor ``Origin`` and pass.

    Where a browser tells ``Sec-Fetch-Site`` that decides: our pages send no referrer, and so their ``Origin`` is null.
    """
    if method in SAFE:
        return False
    fetched_from = headers.get("sec-fetch-site")
    if fetched_from is not None:
        return fetched_from not in _OWN
    origin = headers.get("origin")
    return origin is not None and _address(origin) != headers.get("host", "").lower()


def by_link(path: str) -> bool:
    """Whether the secret in a path is the whole right to post there: old browsers tell nothing to check."""
    return path.startswith("/c/")


def _address(origin: str) -> str | None:
    """The name and port of an origin; ``None`` for one that is opaque."""
    try:
        parts = urlsplit(origin)
        return parts.netloc.lower() if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
