"""``tocsin brief``: the three forms, the file, the same bytes twice, and what cannot be used."""

import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Call

THEN = ("--as-of", "2023-08-03", "--known-at", "2023-08-03")


def test_the_brief_is_written_in_each_form_and_twice_the_same(tocsin: Call, morning: Path, tmp_path: Path) -> None:
    first, second = (tocsin("brief", "Niger", *THEN) for _ in range(2))
    assert first.exit_code == 0, first.output
    assert first.stdout_bytes == second.stdout_bytes
    assert "# Niger: brief" in first.stdout
    assert "Spain told its citizens to leave Niger on Tuesday." in first.stdout
    assert "\x1b" not in first.stdout
    for form, start in (("html", b"<!doctype html>"), ("pdf", b"%PDF-")):
        written = tmp_path / f"niger.{form}"
        done = tocsin("brief", "NER", *THEN, "--format", form, "--output", str(written))
        assert done.exit_code == 0, done.output
        assert written.read_bytes().lstrip().startswith(start)


def test_what_cannot_be_used_is_said(tocsin: Call, morning: Path, tmp_path: Path) -> None:
    late = tocsin("brief", "NER", *THEN, "--since", "2023-08-09")
    assert (late.exit_code, "earlier day" in late.stderr) == (2, True)
    nowhere = tocsin("brief", "NER", *THEN, "--output", str(tmp_path / "none" / "a.md"))
    assert (nowhere.exit_code, "cannot be written" in nowhere.stderr) == (2, True)


def test_a_brief_is_shortened_only_by_a_model_that_is_named(tocsin: Call, morning: Path) -> None:
    nobody = tocsin("brief", "NER", *THEN, "--shorten")
    assert (nobody.exit_code, "No model is named" in nobody.stderr) == (2, True)


def test_no_chart_is_loaded_where_none_is_drawn() -> None:
    heavy = "{'altair', 'typst', 'vl_convert'}"
    asked = f"import sys, tocsin.cli.verbs, tocsin.cli.brief, tocsin.brief; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
