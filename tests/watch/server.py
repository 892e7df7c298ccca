"""A small server on this machine that plays the registers, good and bad, and counts who asked what."""

import contextlib
import http.server
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator

import msgspec

from tocsin.sources import Source
from tocsin.wire import Fetched, Wire


class Answer(msgspec.Struct):
    """What is answered for one address: a status, headers, a body; ``etag`` makes it conditional."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = {}
    etag: str | None = None
    play: Callable[[http.server.BaseHTTPRequestHandler], None] | None = None


class Registers:
    """The answers by the address that the program believes it asks, and the log of what was asked."""

    def __init__(self, delay: float = 0.0) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.delay = delay
        self.base = ""

    def serve(self, source: Source) -> None:
        """Serve a source's frozen example at its own addresses."""
        example = source.example()
        places = {name: each.replace("{key}", "sample") for name, each in source.card.addresses.items()}
        for _ in range(4):
            known = {name: example[name] for name in places if name in example}
            places |= {ask.name: ask.address for ask in source.follow(known)[0]}
        for name, address in places.items():
            if name in example:
                etag = f'"{hash((name, example[name]))}"'
                self.answers[address] = Answer(body=example[name], etag=etag)


class Handler(http.server.BaseHTTPRequestHandler):
    registers: Registers

    def do_GET(self) -> None:
        address = urllib.parse.unquote(self.path[1:])
        self.registers.asked.append(address)
        time.sleep(self.registers.delay)
        answer = self.registers.answers.get(address, Answer(status=404))
        if answer.play is not None:
            with contextlib.suppress(OSError):
                answer.play(self)
            return
        if answer.etag and self.headers.get("If-None-Match") == answer.etag:
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.etag:
            self.send_header("ETag", answer.etag)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own word
        """Say nothing."""


class Rerouted:
    """The real wire, with every address taken to the server on this machine."""

    def __init__(self, wire: Wire, base: str) -> None:
        self.wire, self.base = wire, base

    def get(
        self, address: str, *, etag: str | None = None, last_modified: str | None = None, accept: str = "*/*"
    ) -> Fetched:
        local = self.base + urllib.parse.quote(address, safe="")
        return self.wire.get(local, etag=etag, last_modified=last_modified, accept=accept)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is no error here."""


@contextlib.contextmanager
def running(delay: float = 0.0) -> Iterator[Registers]:
    registers = Registers(delay)
    handler = type("Bound", (Handler,), {"registers": registers})
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        registers.base = f"http://127.0.0.1:{server.server_address[1]}/"
        try:
            yield registers
        finally:
            server.shutdown()
            thread.join()
