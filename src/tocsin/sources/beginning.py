"""A new source: a folder with a card to fill, code to write and an example that does not read yet."""

import re
from pathlib import Path

from tocsin.errors import InputError

CARD = """publisher = "The office that publishes, in its own language"
government = "{government}"
format = "json"
language = "en"
rhythm = 60  # minutes
licence = "The licence of the register, or its terms"
rows = [150, 250]  # the least and the most destinations to expect
scale = "the publisher's own scale"
ignored = []  # fields that are known and not used

[addresses]
index = "https://ministry.example/advice.json"

[[levels]]
words = "Exact words of the register"
value = "normal"  # normal, caution, avoid_nonessential, avoid_all
"""

CODE = '''"""Say in one sentence what the register is and where its level stands."""

from collections.abc import Iterator
from typing import Any

from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of, rows
from tocsin.sources.model import Entry
from tocsin.sources.stating import stated


def read(desk: Desk) -> Iterator[Entry]:
    """The rows of the register."""
    yield from desk.each(rows(desk.json("index")), lambda row: _entry(desk, row))


def _entry(desk: Desk, row: Any) -> Entry:
    with desk.fields(row) as field:
        name, words = field.text("name"), field.maybe("level", str)
        updated = moments.iso(field.maybe("updated", str))
    return stated(
        desk,
        key=name,
        destination=name,
        words=words,
        hosts=desk.hosts.named(name),
        title=name,
        updated=updated,
        raw=raw_of(row),
        media_type="application/json",
    )
'''

EXAMPLE = """[
 {"name": "Niger", "level": "Exact words of the register", "updated": "2026-05-20"},
 {"name": "Mali", "level": "Words that the card does not list", "updated": "2026-05-20"}
]
"""


def begin(name: str, into: Path) -> Path:
    """Make the folder of a new source and say where. Raises InputError for a name that does not fit or is taken."""
    if not re.fullmatch(r"[a-z]{3}_[a-z0-9_]{2,30}", name):
        message = f"{name!r} is no name of a source: give alpha-3, an underscore and a short word, such as nor_ud."
        raise InputError(message)
    place = into / name
    try:
        (place / "example").mkdir(parents=True)
        (place / "card.toml").write_text(CARD.format(government=name[:3].upper()), encoding="utf-8")
        (place / "source.py").write_text(CODE, encoding="utf-8")
        (place / "__init__.py").write_text('"""Say whose register this is."""\n', encoding="utf-8")
        (place / "example" / "index.json").write_text(EXAMPLE, encoding="utf-8")
    except FileExistsError as error:
        message = f"{place} is there already: give another name, or mend what is there."
        raise InputError(message) from error
    except OSError as error:
        message = f"{place} cannot be made ({error.strerror})."
        raise InputError(message) from error
    return place
