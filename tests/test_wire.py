"""The only socket out: every refusal, cap and courtesy, against a server on this machine."""

import gzip
import http.server
import socket
import threading
import zlib
from collections.abc import Iterator

import httpx
import pytest

from tocsin.errors import Refused, TooLarge, Unreachable, WireError
from tocsin.wire import AGENT, Wire, is_public

BODY = b"<html><body><p>" + b"The port is shut. " * 50 + b"</p></body></html>"
BOMB = gzip.compress(b"\0" * 30_000_000)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers by path; remembers the headers of each request."""

    seen: list[dict[str, str]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.seen.append({name.lower(): value for name, value in self.headers.items()})
        name = self.path.split("?")[0].strip("/").replace("/", "_") or "root"
        getattr(self, f"give_{name}", self.give_missing)()

    def give(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def give_page(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            return self.give(304, ETag='"v1"')
        return self.give(
            200,
            BODY,
            Content_Type="text/html; charset=utf-8",
            ETag='"v1"',
            Last_Modified="Mon, 01 Jan 2024 00:00:00 GMT",
        )

    def give_gzip(self) -> None:
        self.give(200, gzip.compress(BODY), Content_Encoding="gzip")

    def give_deflate(self) -> None:
        packer = zlib.compressobj(wbits=-15)
        self.give(200, packer.compress(BODY) + packer.flush(), Content_Encoding="deflate")

    def give_bomb(self) -> None:
        self.give(200, BOMB, Content_Encoding="gzip")

    def give_twice(self) -> None:
        self.give(200, gzip.compress(BOMB), Content_Encoding="gzip, gzip")

    def give_torn(self) -> None:
        self.give(200, gzip.compress(BODY)[:-20], Content_Encoding="gzip")

    def give_garbage(self) -> None:
        self.give(200, b"not packed at all", Content_Encoding="gzip")

    def give_big(self) -> None:
        self.give(200, b"x" * 2_000_000)

    def give_liar(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "999999999999")
        self.end_headers()

    def give_hop(self) -> None:
        self.give(302, Location="/page")

    def give_loop(self) -> None:
        self.give(302, Location="/loop")

    def give_inside(self) -> None:
        self.give(302, Location="http://10.0.0.1/secret")

    def give_file(self) -> None:
        self.give(302, Location="file:///etc/passwd")

    def give_busy(self) -> None:
        self.give(503, Retry_After="120")

    def give_missing(self) -> None:
        self.give(404)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    Handler.seen.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as found:
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{found.server_port}"
        found.shutdown()
        thread.join()


@pytest.fixture
def wire() -> Iterator[Wire]:
    with Wire(allow_loopback=True, cap=1_000_000, timeout=5, deadline=5) as found:
        yield found


def test_a_page_comes_with_what_to_send_next_time(server: str, wire: Wire) -> None:
    page = wire.get(f"{server}/page")
    assert (page.status, page.body, page.etag) == (200, BODY, '"v1"')
    assert page.content_type == "text/html; charset=utf-8"
    assert page.last_modified == "Mon, 01 Jan 2024 00:00:00 GMT"
    assert Handler.seen[0]["user-agent"] == AGENT
    assert "cookie" not in Handler.seen[0]


def test_an_unchanged_page_is_told_as_such(server: str, wire: Wire) -> None:
    page = wire.get(f"{server}/page", etag='"v1"', last_modified="Mon, 01 Jan 2024 00:00:00 GMT")
    assert page.unchanged
    assert page.body == b""
    assert Handler.seen[0]["if-modified-since"] == "Mon, 01 Jan 2024 00:00:00 GMT"


@pytest.mark.parametrize("path", ["gzip", "deflate", "hop"])
def test_packed_and_moved_pages_are_the_same_page(server: str, wire: Wire, path: str) -> None:
    assert wire.get(f"{server}/{path}").body == BODY


@pytest.mark.parametrize("path", ["bomb", "big", "liar"])
def test_too_many_bytes_are_too_large_before_and_after_unpacking(server: str, wire: Wire, path: str) -> None:
    with pytest.raises(TooLarge):
        wire.get(f"{server}/{path}")


@pytest.mark.parametrize("path", ["twice", "torn", "garbage", "missing", "busy"])
def test_a_broken_or_failing_answer_is_unreachable(server: str, wire: Wire, path: str) -> None:
    with pytest.raises(Unreachable):
        wire.get(f"{server}/{path}")


def test_a_busy_server_says_when_to_come_back(server: str, wire: Wire) -> None:
    with pytest.raises(Unreachable, match="120"):
        wire.get(f"{server}/busy")


@pytest.mark.parametrize("path", ["loop", "inside", "file"])
def test_redirects_are_counted_and_checked_each_time(server: str, wire: Wire, path: str) -> None:
    with pytest.raises(Refused):
        wire.get(f"{server}/{path}")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "0.0.0.0", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_not_reached_without_leave(server: str, host: str) -> None:
    port = server.rsplit(":", 1)[1]
    with Wire(timeout=2, deadline=2) as strict, pytest.raises(WireError):
        strict.get(f"http://{host}:{port}/page")
    assert Handler.seen == []


@pytest.mark.parametrize(
    "address",
    ["ftp://x.example/", "file:///etc/passwd", "http://", "http://u:p@x.example/", "javascript:1", "x", "http://[::1"],
)
def test_only_plain_web_addresses_are_gone_to(wire: Wire, address: str) -> None:
    with pytest.raises(Refused):
        wire.get(address)


def test_a_way_down_from_https_is_not_gone() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(301, headers={"Location": "http://x.example/"}))
    with Wire(transport) as lent, pytest.raises(Refused, match="https to http"):
        lent.get("https://x.example/")


def test_a_silent_server_is_left_at_the_deadline() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        Wire(allow_loopback=True, timeout=5, deadline=0.3) as hurried,
        pytest.raises(Unreachable),
    ):
        hurried.get(f"http://127.0.0.1:{silent.getsockname()[1]}/")


OFF = """10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1 255.255.255.255
:: fe80::1%eth0 fc00::1 ff02::1 ::ffff:10.0.0.1 2002:0a00:0001::1 64:ff9b::a00:1 ::10.0.0.1 2001:db8::1"""


@pytest.mark.parametrize("number", OFF.split())
def test_addresses_off_the_public_internet_are_known(number: str) -> None:
    assert not is_public(number)
    assert not is_public(number, allow_loopback=True)


@pytest.mark.parametrize("number", ["1.1.1.1", "2606:4700::1111", "64:ff9b::101:101"])
def test_public_addresses_are_known(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("number", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_loopback_is_only_for_tests(number: str) -> None:
    assert not is_public(number)
    assert is_public(number, allow_loopback=True)
