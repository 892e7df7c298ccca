"""``tocsin serve``: the pages on a port of this machine, and an answer to Ctrl-C."""

import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.cli.conftest import Call


def test_it_prints_its_address_serves_the_board_there_and_ends_on_interrupt(morning: Path) -> None:
    words = [sys.executable, "-m", "tocsin", "serve", "--port", "0", "--ledger", str(morning)]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        said = server.stderr.readline()
        address = said.split(" on ")[1].split()[0]
        with urllib.request.urlopen(address, timeout=20) as page:
            html = page.read().decode()
        server.send_signal(signal.SIGINT)
        rest = server.stderr.read()
        server.wait(timeout=20)
    assert "Niger" in html
    assert "Traceback" not in rest


def test_a_port_that_is_taken_is_one_sentence(tocsin: Call) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = tocsin("serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "--port" in result.stderr
