"""A small server on loopback that speaks the endpoint's protocol and answers as a test says."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec
import pytest

from tocsin.settings import Llm

MODEL = "village-7b"
Reply = Callable[[BaseHTTPRequestHandler], None]


class Stub:
    """The endpoint: ``replies`` are given in turn, the last again and again; ``asked`` holds headers and bodies."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.asked: list[tuple[dict[str, str], dict[str, Any]]] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                stub.asked.append((dict(self.headers), json.loads(body)))
                reply = stub.replies[0] if len(stub.replies) == 1 else stub.replies.pop(0)
                reply(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def llm(self, **changed: Any) -> Llm:
        return msgspec.structs.replace(Llm(endpoint=self.endpoint, model=MODEL, timeout=5.0), **changed)

    def questions(self) -> list[str]:
        """What was asked of the model: the last message of each request."""
        return [body["messages"][-1]["content"] for _, body in self.asked]


def raw(status: int, body: bytes, **headers: str) -> Reply:
    """Any answer at all; a busy endpoint asks to be back after a millisecond."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        told = {"content-type": "application/json", "retry-after-ms": "1"} | headers
        for name, value in told.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def content(words: str | None, *, finish: str = "stop", model: str = MODEL, **message: Any) -> Reply:
    """A completion with this content."""
    told = {"role": "assistant", "content": words} | message
    body = {
        "id": "c1",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [{"index": 0, "finish_reason": finish, "message": told}],
    }
    return raw(200, json.dumps(body).encode())


def records(*told: Any, **more: Any) -> Reply:
    """A completion with these records."""
    return content(json.dumps({"records": list(told)}), **more)


def problem(status: int, message: str, **more: Any) -> Reply:
    """An error as the protocol tells it."""
    return raw(status, json.dumps({"error": {"message": message, **more}}).encode())


@pytest.fixture
def stub() -> Iterator[Stub]:
    made = Stub()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()
