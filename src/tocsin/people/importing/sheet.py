"""Rows out of a workbook: XLSX, XLS, ODS, read by another process so that a hostile one harms nothing here."""

import subprocess
import sys
from pathlib import Path

import msgspec

from tocsin.errors import InputError
from tocsin.people.importing.table import Cells

_CHILD = Path(__file__).with_name("cells.py")
_PATIENCE = 120
_MOST_OUT = 200 << 20
_LINE = msgspec.json.Decoder(tuple[str, int, list[str]])


def sheets(raw: bytes) -> dict[str, list[Cells]]:
    """The visible sheets by name, each with the rows that hold anything.

    Formulas give the values that were last computed. Raises InputError for a workbook that cannot be read within
    1 GB and a minute.
    """
    if sys.platform == "win32":
        raise InputError("Workbooks are read on Linux and macOS only: save it as CSV and import that.")
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and file, no shell
            [sys.executable, "-I", str(_CHILD)], input=raw, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(_UNREADABLE) from error
    if done.returncode != 0 or len(done.stdout) > _MOST_OUT:
        raise InputError(_UNREADABLE)
    found: dict[str, list[Cells]] = {}
    for line in done.stdout.splitlines():
        name, number, cells = _LINE.decode(line)
        found.setdefault(name, []).append((number, cells))
    return found


_UNREADABLE = (
    "The workbook cannot be read: it is damaged, needs a password, or unpacks to more than a roster can be. "
    "Save the sheet as CSV and import that."
)
