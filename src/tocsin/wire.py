"""The only socket out: polite, conditional, capped, and never to a private address.

The address check is made on the very address that is connected to: names are resolved here, every answer is checked,
and the connection goes to the checked number, so nothing can change between check and use.
"""

import contextlib
import ipaddress
import socket
import ssl
import time
import typing
import zlib
from collections.abc import Iterable, Iterator

import httpcore
import httpx
import msgspec

from tocsin.errors import Refused, TooLarge, Unreachable, WireError

AGENT = "Tocsin/0.1 (crisis watch; reads public news and travel advice; one request at a time)"
_CAP = 50 * 1024 * 1024
_STEP = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What came back: the final address, the body after decompression, and what to send next time.

    ``unchanged`` is true where the server answered a conditional request with 304; the body is then empty.
    """

    address: str
    status: int
    body: bytes = b""
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False


class Wire:
    """A polite HTTP reader. One request a connection, GET only, gzip and deflate only.

    ``timeout`` bounds each wait and ``deadline`` a whole request, in seconds; ``cap`` the bytes of a body, on the wire
    and after decompression; ``redirects`` how many hops are followed, each checked anew. ``transport`` replaces the
    network (tests); ``allow_loopback`` lets requests reach this machine (tests).
    """

    def __init__(
        self,
        transport: httpx.BaseTransport | None = None,
        *,
        agent: str = AGENT,
        timeout: float = 20.0,
        deadline: float = 60.0,
        cap: int = _CAP,
        redirects: int = 5,
        allow_loopback: bool = False,
    ) -> None:
        self._cap, self._redirects, self._deadline = cap, redirects, deadline
        self._client = httpx.Client(
            transport=transport or _Guarded(deadline=deadline, allow_loopback=allow_loopback),
            headers={"User-Agent": agent, "Accept-Encoding": "gzip, deflate"},
            timeout=timeout,
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> typing.Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the network."""
        self._client.close()

    def get(
        self,
        address: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        accept: str = "text/html, text/plain;q=0.9, */*;q=0.5",
    ) -> Fetched:
        """Fetch an address; ``etag`` and ``last_modified`` of the last time make the request conditional.

        Raises Refused (an address that is not gone to, or too many redirects), TooLarge, or Unreachable (no answer, a
        broken one, or an error status; the sentence says when the server asks to come back).
        """
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        until = time.monotonic() + self._deadline
        for _ in range(self._redirects + 1):
            url = _checked(address)
            with self._answer(url, headers) as response:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    return self._fetched(response, until)
                address = _next(url, response.headers["location"])
        msg = f"{address} redirects more than {self._redirects} times."
        raise Refused(msg)

    @contextlib.contextmanager
    def _answer(self, url: httpx.URL, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """An open response; what goes wrong on the way becomes a WireError."""
        self._client.cookies.clear()
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                yield response
        except WireError:
            raise
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ssl.SSLError, OSError, zlib.error) as error:
            msg = f"{url} could not be read: {str(error) or type(error).__name__}."
            raise Unreachable(msg) from error

    def _fetched(self, response: httpx.Response, until: float) -> Fetched:
        """The answer as a value, its body read under the cap."""
        told = response.headers
        found = Fetched(
            address=str(response.url),
            status=response.status_code,
            content_type=told.get("content-type"),
            etag=told.get("etag"),
            last_modified=told.get("last-modified"),
            unchanged=response.status_code == 304,
        )
        if found.unchanged:
            return found
        if response.status_code != 200:
            after = (
                f" It asks to come back after {told['retry-after'][:40]} (seconds or a date)."
                if "retry-after" in told
                else ""
            )
            msg = f"{response.url} answered with status {response.status_code}.{after}"
            raise Unreachable(msg, status=response.status_code, retry_after=told.get("retry-after"))
        if told.get("content-length", "").isdigit() and int(told["content-length"]) > self._cap:
            raise TooLarge(self._too_large(response.url))
        return msgspec.structs.replace(found, body=self._body(response, until))

    def _body(self, response: httpx.Response, until: float) -> bytes:
        """The decompressed body, never more of it in memory than the cap and one step."""
        parts, size = [], 0
        for piece in _pieces(response):
            size += len(piece)
            if size > self._cap:
                raise TooLarge(self._too_large(response.url))
            if time.monotonic() > until:
                msg = f"{response.url} took longer than {self._deadline:.0f} seconds."
                raise Unreachable(msg)
            parts.append(piece)
        return b"".join(parts)

    def _too_large(self, url: httpx.URL) -> str:
        """The sentence of TooLarge."""
        return f"{url} has more than {self._cap} bytes. Save the part that matters and give the file."


def _pieces(response: httpx.Response) -> Iterator[bytes]:
    """The body step by step; an answer that a test's transport gives whole comes in one piece."""
    if response.is_stream_consumed:
        return iter([response.content])
    encoding = response.headers.get("content-encoding", "").strip().lower()
    return _unpacked(response.iter_raw(_STEP), encoding, str(response.url))


def _unpacked(pieces: Iterable[bytes], encoding: str, url: str) -> Iterator[bytes]:
    """Decompress step by step, so that a bomb is met by the cap and not by memory."""
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        msg = f"{url} is packed as {encoding[:40]!r}, which was not asked for."
        raise Unreachable(msg)
    machine, first = zlib.decompressobj(47 if "gzip" in encoding else 15), True
    for piece in pieces:
        if first and encoding == "deflate" and (piece[0] & 0x0F) != 8:
            machine = zlib.decompressobj(-15)
        first, rest = False, piece
        while rest:
            yield machine.decompress(rest, _STEP)
            rest = machine.unconsumed_tail
    yield machine.flush(_STEP)
    if not machine.eof and not first:
        msg = f"{url} broke off before its end."
        raise Unreachable(msg)


def _checked(address: str) -> httpx.URL:
    """An address that may be asked for: http or https, with a host and without a password."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        msg = f"{address[:200]} is not a web address ({error})."
        raise Refused(msg) from None
    if url.scheme not in ("http", "https") or not url.host:
        msg = f"{address[:200]} is not an http or https address."
        raise Refused(msg)
    if url.userinfo:
        msg = f"An address at {url.host} carries a user name or a password; take it out."
        raise Refused(msg)
    return url


def _next(url: httpx.URL, location: str) -> str:
    """Where a redirect points; a way down from https to http is not gone."""
    try:
        target = url.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        msg = f"{url} redirects to an address that cannot be read ({error})."
        raise Unreachable(msg) from None
    if url.scheme == "https" and target.scheme == "http":
        msg = f"{url} redirects from https to http."
        raise Refused(msg)
    return str(target)


def is_public(address: str, *, allow_loopback: bool = False) -> bool:
    """Whether a numeric address belongs to the public internet, looking through IPv6 wrappings of IPv4."""
    number = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        inner = _wrapped(number)
        if inner is not None:
            return is_public(str(inner), allow_loopback=allow_loopback)
    if number.is_loopback:
        return allow_loopback
    return number.is_global and not (
        number.is_multicast or number.is_reserved or number.is_unspecified or number.is_link_local
    )


def _wrapped(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside a mapped, compatible, 6to4, Teredo or NAT64 one."""
    if number.ipv4_mapped or number.sixtofour:
        return number.ipv4_mapped or number.sixtofour
    if number.teredo:
        return number.teredo[1]
    value = int(number)
    if value >> 32 == 0x0064_FF9B << 64 or (value >> 32 == 0 and value > 1):
        return ipaddress.IPv4Address(value & 0xFFFF_FFFF)
    return None


def guarded(*, deadline: float) -> httpx.BaseTransport:
    """A transport for whoever sends: one connection a request, and only to addresses of the public internet."""
    return _Guarded(deadline=deadline, allow_loopback=False)


class _Guarded(httpx.HTTPTransport):
    """httpx's transport over a pool that resolves and checks names itself."""

    def __init__(self, *, deadline: float, allow_loopback: bool) -> None:
        super().__init__(trust_env=False)
        self._pool.close()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_keepalive_connections=0,
            retries=0,
            network_backend=_Doorkeeper(deadline=deadline, allow_loopback=allow_loopback),
        )


class _Doorkeeper(httpcore.NetworkBackend):
    """Opens connections only to addresses that it has resolved and checked itself."""

    def __init__(self, *, deadline: float, allow_loopback: bool) -> None:
        self._inner = httpcore.SyncBackend()
        self._deadline, self._allow_loopback = deadline, allow_loopback

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first of the host's addresses that answers; Refused if any of them is not public."""
        until = time.monotonic() + self._deadline
        numbers = _resolved(host, port)
        for number in numbers:
            if not is_public(number, allow_loopback=self._allow_loopback):
                msg = f"{host} leads to {number}, which is not on the public internet."
                raise Refused(msg)
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for number in numbers[:4]:
            try:
                return _Timed(self._inner.connect_tcp(number, port, timeout, local_address, socket_options), until)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[typing.Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never."""
        raise Refused("Tocsin does not speak to sockets of this machine.")

    def sleep(self, seconds: float) -> None:
        """Wait as the pool asks."""
        self._inner.sleep(seconds)


class _Timed(httpcore.NetworkStream):
    """A stream whose every wait ends at the request's deadline, so that a slow drip cannot hold it open."""

    def __init__(self, inner: httpcore.NetworkStream, until: float) -> None:
        self._inner, self._until = inner, until

    def _left(self, timeout: float | None) -> float:
        """The seconds that one wait may still take."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer took too long")
        return left if timeout is None else min(timeout, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes from the other side."""
        return self._inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Bytes to the other side."""
        self._inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        """End the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same stream under TLS, checked against the name and not the number."""
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, self._left(timeout)), self._until)

    def get_extra_info(self, info: str) -> typing.Any:
        """What the pool asks about the socket."""
        return self._inner.get_extra_info(info)


def _resolved(host: str, port: int) -> list[str]:
    """The numeric addresses of a host, in the system's order."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        msg = f"{host} cannot be found: {error}."
        raise Unreachable(msg) from None
    return list(dict.fromkeys(str(row[4][0]) for row in found))
