"""The program as a whole: help, exit codes, what goes where, and who loads what."""

import os
import subprocess
import sys
from pathlib import Path

import click
import msgspec
import pytest

from tocsin.cli.verbs import VERBS, program

from tests.cli.conftest import Call


def commands() -> dict[str, click.Command]:
    found = {name: program.get_command(click.Context(program), name) for name in VERBS}
    return {name: command for name, command in found.items() if command is not None}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_teaches_by_example(tocsin: Call, verb: str) -> None:
    result = tocsin(verb, "--help")
    assert result.exit_code == 0
    assert f"tocsin {verb}" in result.stdout.split("Examples:")[1]


@pytest.mark.parametrize("verb", VERBS)
def test_the_list_says_of_a_verb_what_its_own_help_says_first(verb: str) -> None:
    told = VERBS[verb].split()[0]
    help_text = commands()[verb].help
    assert help_text is not None
    assert help_text.split()[0] == told


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, tocsin.cli.verbs as v; v.program(['--help'], standalone_mode=False); print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = set(out.splitlines()[-1].split())
    assert "click" in loaded
    assert loaded.isdisjoint(
        {"msgspec", "rich", "spacy", "sqlalchemy", "litestar", "trafilatura", "httpx", "tocsin.settings"}
    )


def test_a_mistyped_verb_is_met_with_the_near_one(tocsin: Call) -> None:
    result = tocsin("bord")
    assert result.exit_code == 2
    assert "'board'" in result.stderr
    assert result.stdout == ""


def test_a_bad_country_is_one_sentence_and_exit_2(tocsin: Call) -> None:
    result = tocsin("board", "Ukrane")
    assert result.exit_code == 2
    assert "Ukraine" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_ledger_that_cannot_be_is_exit_1_or_2_without_a_traceback(tocsin: Call, tmp_path: Path) -> None:
    (tmp_path / "broken.sqlite").write_text("this is no database, " * 500)
    result = tocsin("board", "--ledger", "broken.sqlite")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    odd = tocsin("board", "--ledger", "gopher://ledger")
    assert odd.exit_code == 2


def test_the_ledger_option_may_stand_before_or_after_the_verb(tocsin: Call, morning: Path) -> None:
    elsewhere = {"TOCSIN_LEDGER": "empty.sqlite"}
    before = tocsin("--ledger", str(morning), "board", "--format", "jsonl", **elsewhere)
    after = tocsin("board", "--ledger", str(morning), "--format", "jsonl", **elsewhere)
    assert before.stdout == after.stdout != ""


def test_the_schema_is_of_every_kind_of_record(tocsin: Call) -> None:
    schema = msgspec.json.decode(tocsin("schema").stdout)
    kinds = {each["properties"]["kind"]["enum"][0] for each in schema["$defs"].values() if "kind" in each["properties"]}
    assert {"document", "passage", "posture"} <= kinds


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for_the_shell(tocsin: Call, shell: str) -> None:
    result = tocsin("completion", shell)
    assert result.exit_code == 0
    assert "_TOCSIN_COMPLETE" in result.stdout


def test_completion_offers_the_verbs() -> None:
    asked = {**os.environ, "_TOCSIN_COMPLETE": "fish_complete", "COMP_WORDS": "tocsin bo", "COMP_CWORD": "bo"}
    out = subprocess.run([sys.executable, "-m", "tocsin"], env=asked, capture_output=True, text=True, check=True).stdout
    assert "board" in out


def test_a_reader_that_leaves_early_is_met_with_silence(morning: Path) -> None:
    program = f"{sys.executable} -m tocsin board --format json --ledger {morning}"
    result = subprocess.run(["bash", "-c", f"{program} | head -c 1"], capture_output=True, text=True, check=True)
    assert result.stdout == "{"
    assert result.stderr == ""


def test_output_is_utf_8_for_programs_and_never_fails_in_the_c_locale(morning: Path) -> None:
    bare = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "TOCSIN_LEDGER": str(morning)}
    data = subprocess.run(
        [sys.executable, "-m", "tocsin", "why", "ITA", "NER", "--format", "jsonl"],
        env=bare,
        capture_output=True,
        check=True,
    )
    assert "Italy’s" in data.stdout.decode("utf-8")
    eyes = subprocess.run(
        [sys.executable, "-m", "tocsin", "why", "ITA", "NER"], env=bare, capture_output=True, check=True
    )
    assert b"Italy" in eyes.stdout
