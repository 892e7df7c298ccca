"""New ledgers without the cost of their migrations: migrated once a process, then copied."""

import functools
import tempfile
from pathlib import Path
from typing import Any

from tocsin.ledger import Ledger, open_ledger


@functools.cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "empty.sqlite"
        open_ledger(str(place)).close()
        return place.read_bytes()


def make_fresh(place: Path) -> Path:
    """Put a ledger that holds nothing at this path, unless something is there."""
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_empty())
    return place


def open_fresh(url: str | Path, **options: Any) -> Ledger:
    """Open the ledger of this path or URL; a SQLite one that is not there yet starts as a copy.

    Not for tests of how a ledger is made or upgraded.
    """
    if not str(url).startswith("postgresql"):
        make_fresh(Path(str(url).removeprefix("sqlite:///")))
    return open_ledger(str(url), **options)
