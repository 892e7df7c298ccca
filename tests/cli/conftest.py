"""A ledger with a morning in it, and a way to call the program on it."""

import datetime as dt
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tocsin.cli.verbs import program
from tocsin.documents import Document, Signal
from tocsin.records import Posture

from tests.fresh import open_fresh

Call = Callable[..., Result]

FIRST = dt.datetime(2023, 8, 2, 9, 0, tzinfo=dt.UTC)
SECOND = dt.datetime(2023, 8, 3, 9, 0, tzinfo=dt.UTC)

MORNING = """Spain told its citizens to leave Niger on Tuesday.
The British embassy in Niamey is reduced to a core team, while Italy’s stays open.
KLM suspended its flights | to Niamey."""
NEXT = "Spain closed its embassy in Niamey \x1b[31mon Wednesday\x1b[0m, <b>officials</b> said."


def calling(folder: Path) -> Call:
    """Calls ``tocsin`` with words, on the ledger of a folder."""

    def call(*words: str, stdin: str | bytes | None = None, **environment: str) -> Result:
        environment = {
            "TOCSIN_LEDGER": str(folder / "watch.sqlite"),
            "TOCSIN_PEOPLE_KEY": str(folder / "people.key"),
            "COLUMNS": "160",
            "XDG_CONFIG_HOME": str(folder / "config"),
        } | environment
        return CliRunner().invoke(program, list(words), input=stdin, env=environment, prog_name="tocsin")

    return call


@pytest.fixture
def tocsin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call ``tocsin`` with these words in an empty directory, on a ledger of its own."""
    monkeypatch.chdir(tmp_path)
    return calling(tmp_path)


def on_terminal(*words: str, **environment: str) -> str:
    """What a person sees who calls ``tocsin`` with these words on a terminal."""
    near, far = pty.openpty()
    called = [sys.executable, "-m", "tocsin", *words]
    with subprocess.Popen(
        called, stdin=far, stdout=far, stderr=far, env={**os.environ, "TERM": "xterm", **environment}
    ):
        os.close(far)
        seen = b""
        try:
            while piece := os.read(near, 4096):
                seen += piece
        except OSError:  # on Linux a terminal that is closed on the other side ends with an error
            pass
    os.close(near)
    return seen.decode()


def posture(text: str, words: str, **fields: object) -> Posture:
    start = text.index(words)
    return Posture(start=start, end=start + len(words), evidence=words, **fields)  # type: ignore[arg-type]


@pytest.fixture
def morning(tmp_path: Path) -> Path:
    """The ledger of two documents and a signal: the first seen on 2 August 2023, the second a day later."""
    place = tmp_path / "watch.sqlite"
    day = dt.date(2023, 8, 1)
    first = Document(
        text=MORNING,
        publisher="The Sahel Wire (sample)",
        title="Governments act on Niger",
        published=day,
        address="https://wire.example/niger",
        signals=(Signal(code="encoding", why="Two characters could not be decoded.", source="wire.txt"),),
    )
    second = Document(text=NEXT, publisher="Plaza Noticias (sample)", published=day + dt.timedelta(days=1))
    sentences = MORNING.split("\n")
    with open_fresh(str(place)) as ledger:
        ledger.add(
            first,
            [
                posture(MORNING, sentences[0], sender="ESP", host="NER", type="directive", value="leave", date=day),
                posture(
                    MORNING,
                    sentences[1],
                    sender="GBR",
                    host="NER",
                    type="mission",
                    value="reduced",
                    place="Niamey",
                    date=day,
                ),
                posture(MORNING, sentences[1], sender="ITA", host="NER", type="mission", value="open", date=day),
                posture(MORNING, sentences[2], sender="KLM", host="NER", type="carrier", value="suspended", date=day),
            ],
            seen_at=FIRST,
            reader="test/1",
        )
        closed = posture(
            NEXT, NEXT, sender="ESP", host="NER", type="mission", value="closed", date=day + dt.timedelta(days=1)
        )
        ledger.add(second, [closed], seen_at=SECOND, reader="test/1")
    return place
