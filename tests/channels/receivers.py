"""Receivers on this machine that answer well and badly: an HTTP server and an SMTP server."""

import contextlib
import email
import email.policy
import http.server
import socket
import threading
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import msgspec
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Heard(msgspec.Struct):
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


class Web:
    """An HTTP server: ``play`` decides how each request is answered, ``heard`` holds them all."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.play: Callable[[http.server.BaseHTTPRequestHandler, Heard], None] = answer(204)
        self.released = threading.Event()
        self.base = ""

    @property
    def keys(self) -> list[str]:
        return [each.headers["Idempotency-Key"] for each in self.heard]


def answer(status: int, **headers: str) -> Callable[[http.server.BaseHTTPRequestHandler, Heard], None]:
    def play(handler: http.server.BaseHTTPRequestHandler, _: Heard) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return play


def answer_twice(handler: http.server.BaseHTTPRequestHandler, _: Heard) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" * 2)


def hang(web: "Web") -> Callable[[http.server.BaseHTTPRequestHandler, Heard], None]:
    def play(_: http.server.BaseHTTPRequestHandler, __: Heard) -> None:
        web.released.wait(20)

    return play


def break_off(handler: http.server.BaseHTTPRequestHandler, _: Heard) -> None:
    handler.wfile.write(b"HTTP/1.1 20")
    handler.connection.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def web() -> Iterator[Web]:
    found = Web()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            heard = Heard(self.path, dict(self.headers.items()), body)
            found.heard.append(heard)
            with contextlib.suppress(OSError):
                found.play(self, heard)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield found
    finally:
        found.released.set()
        server.shutdown()
        server.server_close()


class Mails:
    """What an SMTP server took; ``refuse`` is what it says to a receiver instead."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, EmailMessage]] = []
        self.refuse = ""
        self.port = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content or b""
        mail = email.message_from_bytes(
            content if isinstance(content, bytes) else content.encode(), policy=email.policy.default
        )
        self.taken.append((envelope.rcpt_tos[0], mail))
        return "250 taken"


@contextlib.contextmanager
def mails() -> Iterator[Mails]:
    found = Mails()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found.port = probe.getsockname()[1]
    controller = Controller(found, hostname="127.0.0.1", port=found.port)
    controller.start()
    try:
        yield found
    finally:
        controller.stop()
