"""``tocsin alerts``, from a rule to a file that holds the message."""

import datetime as dt
import json
from pathlib import Path

import capvalidator

from tests.cli.conftest import Call

RULES = """
[groups]
sahel = ["NER", "Mali"]

[[rule]]
name = "leave the Sahel"
hosts = ["sahel"]
reaches = { directive = "leave", mission = "closed" }
receivers = ["out"]
"""
PAPER = "The Spanish foreign ministry told all Spanish nationals to leave Niger immediately on {day}."


def set_up(folder: Path, rules: str = RULES) -> None:
    (folder / "alerts.toml").write_text(rules)
    (folder / "tocsin.toml").write_text(f'[channels.out]\nurl = "folder:{folder / "out"}"\n')


def test_a_paper_of_today_rings_and_is_sent_and_acknowledged(tocsin: Call, tmp_path: Path) -> None:
    set_up(tmp_path)
    today = dt.datetime.now(dt.UTC).date()
    added = tocsin("add", "-", "--published", today.isoformat(), stdin=PAPER.format(day=f"{today:%A}"))
    assert added.exit_code == 0, added.output
    (row,) = json.loads(tocsin("alerts", "list", "--format", "json").stdout)
    assert (row["host"], row["sender"], row["value"], row["told"]) == ("NER", "ESP", "leave", ["out: pending"])
    assert "1 tried" in tocsin("alerts", "send").stderr
    assert "0 tried" in tocsin("alerts", "send").stderr
    assert len(list((tmp_path / "out").glob("*.json"))) == 1
    shown = tocsin("alerts", "show", row["id"][:6]).stdout
    assert "told all Spanish nationals to leave Niger" in shown
    assert "out: confirmed" in shown
    assert capvalidator.check_schema(tocsin("alerts", "show", row["id"], "--format", "cap").stdout_bytes).passed
    assert tocsin("alerts", "ack", row["id"][:6], "--by", "lead").exit_code == 0
    assert tocsin("alerts", "list", "--unanswered", "--format", "json").stdout.strip() == "[]"
    assert "acknowledged by lead" in tocsin("alerts", "show", row["id"]).stdout


def test_a_rule_is_tried_on_the_last_days_without_sending(tocsin: Call, tmp_path: Path) -> None:
    set_up(tmp_path, RULES.replace('["sahel"]', '["FJI"]'))
    today = dt.datetime.now(dt.UTC).date()
    assert tocsin("add", "-", "--published", today.isoformat(), stdin=PAPER.format(day=f"{today:%A}")).exit_code == 0
    assert tocsin("alerts", "try", "leave the Sahel").stderr.startswith("0 since ")
    set_up(tmp_path)
    tried = tocsin("alerts", "try", "leave the Sahel", "--format", "json")
    assert [(row["host"], row["value"]) for row in json.loads(tried.stdout)] == [("NER", "leave")]
    assert tocsin("alerts", "list", "--format", "json").stdout.strip() == "[]"
    assert not (tmp_path / "out").exists()


def test_an_archive_rings_nothing(tocsin: Call, tmp_path: Path) -> None:
    set_up(tmp_path)
    assert tocsin("add", "-", "--published", "2023-08-02", stdin=PAPER.format(day="Wednesday")).exit_code == 0
    assert tocsin("alerts", "list", "--format", "json").stdout.strip() == "[]"


def test_a_test_reaches_every_receiver_or_says_which_not(tocsin: Call, tmp_path: Path) -> None:
    set_up(tmp_path)
    done = tocsin("alerts", "test", "leave the Sahel")
    assert (done.exit_code, "out: confirmed" in done.stdout) == (0, True)
    (written,) = (tmp_path / "out").glob("*.json")
    assert json.loads(written.read_text())["drill"] is True
    assert tocsin("alerts", "test", "another").exit_code == 2


def test_rules_that_cannot_be_used_are_said(tocsin: Call, tmp_path: Path) -> None:
    set_up(tmp_path)
    assert json.loads(tocsin("alerts", "rules", "--format", "json").stdout)[0]["hosts"] == ["NER", "MLI"]
    for old, new, why in (
        ('["sahel"]', '["Atlantis"]', "Atlantis"),
        ('directive = "leave"', 'directive = "run"', "no directive 'run'"),
        ('["out"]', '["elsewhere"]', "elsewhere"),
        ("[[rule]]", "[[rule]]\noutlook = 3", "outlook"),
        ("[[rule]]", '[[rule]]\nfresh = "soon"', "length of time"),
        ("[[rule]]", '[[rule]]\nquiet = {from = "22:00:00", to = "06:00:00", zone = "Mars/Base"}', "Mars"),
        ("[[rule]]", "[[rule", "TOML"),
    ):
        set_up(tmp_path, RULES.replace(old, new))
        done = tocsin("alerts", "rules")
        assert (done.exit_code, why in done.stderr) == (2, True), done.stderr
