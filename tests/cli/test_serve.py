"""``tocsin serve``: the pages on a port of this machine, and an answer to Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.cli.conftest import Call


def test_it_serves_the_board_as_who_the_settings_say_and_ends_on_interrupt(morning: Path) -> None:
    words = [sys.executable, "-m", "tocsin", "serve", "--port", "0", "--ledger", str(morning)]
    named = os.environ | {"TOCSIN_SENDER": "watch.example.org", "TOCSIN_ADDRESS": "https://watch.example.org"}
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=named) as server:
        assert server.stderr is not None
        said = server.stderr.readline()
        address = said.split(" on ")[1].split()[0]
        with urllib.request.urlopen(address, timeout=20) as page:
            html = page.read().decode()
        with urllib.request.urlopen(f"{address}alerts.atom", timeout=20) as page:
            feed = page.read().decode()
        server.send_signal(signal.SIGINT)
        rest = server.stderr.read()
        server.wait(timeout=20)
    assert "Niger" in html
    assert "urn:tocsin:alerts:watch.example.org" in feed
    assert "https://watch.example.org/alerts.atom" in feed
    assert "Traceback" not in rest


def test_a_port_that_is_taken_is_one_sentence(tocsin: Call) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = tocsin("serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "--port" in result.stderr
