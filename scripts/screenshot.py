"""Take a picture of a page of any ledger, in headless Chromium: ``screenshot.py LEDGER PICTURE [--path /host/UKR]``.

For example, the picture of the README::

    python scripts/screenshot.py samples.sqlite docs/img/board.png --path /host/UKR --now 2022-02-14T07:10
"""

import argparse
import datetime as dt
import os
import shutil
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from litestar import Litestar
from playwright.sync_api import Browser, sync_playwright

from tocsin.web import app
from tocsin.web.serving import Server

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """The browser of this machine: ``CHROMIUM`` in the environment, or one of Debian's names on the path."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def browser() -> Iterator[Browser]:
    """Headless Chromium, which must be there."""
    path = chromium()
    if path is None:
        message = "no Chromium on this machine: apt-get install chromium, or name one in CHROMIUM"
        raise SystemExit(message)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def serving(pages: Litestar, port: int = 0) -> Iterator[str]:
    """The address of the pages, served on a port of loopback (0: a free one) by a thread."""
    listening = socket.create_server(("127.0.0.1", port))
    server = Server(pages)
    started = threading.Event()
    thread = threading.Thread(target=_run, args=(server, listening, started.set), daemon=True)
    thread.start()
    if not started.wait(20):
        message = "the pages did not start within 20 seconds"
        raise RuntimeError(message)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()
    if thread.is_alive():
        message = "the pages did not stop within 20 seconds"
        raise RuntimeError(message)


def _run(server: Server, listening: socket.socket, started: Callable[[], None]) -> None:
    startup = server.startup

    async def tell(sockets: list[socket.socket] | None = None) -> None:
        await startup(sockets=sockets)
        started()

    server.startup = tell  # type: ignore[method-assign]
    server.run(sockets=[listening])


def main(arguments: list[str]) -> None:
    """Read the arguments, serve the ledger, take the picture."""
    parser = argparse.ArgumentParser(description="A picture of a page of a ledger.")
    parser.add_argument("ledger", help="a file, or an SQLAlchemy address")
    parser.add_argument("picture", type=Path)
    parser.add_argument("--path", default="/", help="the page, such as /host/UKR")
    parser.add_argument("--now", type=dt.datetime.fromisoformat, help="the present that the page believes in (UTC)")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=900, help="0: the page whole")
    parser.add_argument("--dark", action="store_true")
    asked = parser.parse_args(arguments)
    now = asked.now.replace(tzinfo=dt.UTC) if asked.now else dt.datetime.now(dt.UTC)
    asked.picture.parent.mkdir(parents=True, exist_ok=True)
    with serving(app(asked.ledger, now=lambda: now)) as address, browser() as chrome:
        page = chrome.new_page(
            viewport={"width": asked.width, "height": asked.height or 900},
            color_scheme="dark" if asked.dark else "light",
        )
        page.goto(address + asked.path)
        page.screenshot(path=asked.picture, full_page=asked.height == 0)
    print(asked.picture)


if __name__ == "__main__":
    main(sys.argv[1:])
