"""The docs say all that there is: every command, option, setting and field; and what they show is there."""

import re
from pathlib import Path

import click
import msgspec
import pytest

from tocsin.cli.verbs import VERBS, program
from tocsin.records import (
    VALUES,
    Contact,
    Denial,
    DocumentRecord,
    Event,
    Figure,
    Forewarning,
    PassageRecord,
    Posture,
    Statement,
    Way,
)
from tocsin.settings import Settings

ROOT = Path(__file__).parents[1]
USAGE = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
RECORDS = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def section(text: str, start: str) -> str:
    """What stands under the heading that has these words, down to the next heading of its kind."""
    found = re.search(rf"^## [^\n]*{re.escape(start)}.*?(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert found, f"no section {start}"
    return found[0]


@pytest.mark.parametrize("verb", VERBS)
def test_usage_tells_every_option_of_every_command(verb: str) -> None:
    command = program.get_command(click.Context(program), verb)
    assert command is not None
    told = section(USAGE, f"`tocsin {verb}`")
    options = [name for each in command.params for name in each.opts if name.startswith("--")]
    assert [name for name in options if f"`{name}`" not in told] == []


def test_usage_tells_no_option_that_is_not_there() -> None:
    for verb in VERBS:
        command = program.get_command(click.Context(program), verb)
        assert command is not None
        below = list(command.commands.values()) if isinstance(command, click.Group) else []
        there = {name for each in [command, *below] for given in each.params for name in given.opts} | {"--help"}
        first = [
            row.split("|")[1] for row in section(USAGE, f"`tocsin {verb}`").splitlines() if row.startswith("| `--")
        ]
        assert {name for cell in first for name in re.findall(r"--[a-z-]+", cell)} <= there


def test_usage_tells_every_setting_with_its_default() -> None:
    told = section(USAGE, "Settings")
    defaults = {field.name: field.default for field in msgspec.structs.fields(Settings)}
    for name, default in defaults.items():
        row = next(line for line in told.splitlines() if line.startswith(f"| `{name}`"))
        assert f"`TOCSIN_{name.upper()}`" in row
        assert default is msgspec.NODEFAULT or default in ((), {}, "") or f"`{default}`" in row


@pytest.mark.parametrize(
    "record", [DocumentRecord, PassageRecord, Posture, Statement, Denial, Figure, Contact, Forewarning, Event, Way]
)
def test_records_tells_every_field_of_every_record(record: type[msgspec.Struct]) -> None:
    missing = [name for name in record.__struct_fields__ if f"| `{name}` |" not in RECORDS]
    assert missing == []


def test_records_tells_every_value() -> None:
    for kind, values in VALUES.items():
        row = next(line for line in RECORDS.splitlines() if line.startswith(f"| `{kind}` |"))
        assert re.findall(r"`([a-z_]+)`", row)[1:] == list(values)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_that_is_named_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8"))) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_tocsin_command_that_is_shown_is_there(page: Path) -> None:
    shown = re.findall(
        r"^(?:    )?(?:\.venv/bin/)?tocsin ([a-z]+)", page.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert set(shown) <= set(VERBS)
