"""``tocsin desk`` and ``watchlist``: an analyst's morning on the command line."""

import msgspec
import pytest

from tests.cli.conftest import Call


def records(tocsin: Call, sender: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = msgspec.json.decode(tocsin("why", sender, "NER", "--format", "json").stdout)
    return found


@pytest.mark.usefixtures("morning")
class TestDesk:
    def test_a_correction_shows_on_the_board_and_in_why(self, tocsin: Call) -> None:
        (reduced,) = records(tocsin, "GBR")
        said = ("--reason", "it is\x1b[31m shut", "--by", "a.okafor")
        done = tocsin("desk", "correct", str(reduced["id"]), "--set", "value=closed", *said)
        assert done.exit_code == 0
        made = done.stdout.strip()
        board = tocsin("board", "NER").stdout
        assert "By analysts" in board
        assert "mission closed, corrected by a.okafor" in board
        assert "(was reduced)" in board
        now, struck = records(tocsin, "GBR")
        assert (now["id"], now["counts"], struck["id"], struck["counts"]) == (made, True, reduced["id"], False)
        why = tocsin("why", "GBR", "NER").stdout
        assert "Struck out:" in why
        assert "\x1b[31m" not in why
        assert "~~" in tocsin("why", "GBR", "NER", "--format", "md").stdout
        shown = msgspec.json.decode(tocsin("board", "NER", "--format", "json").stdout)
        assert [each["made"] for each in shown["judgements"]] == [made]

    def test_a_rejection_is_taken_back(self, tocsin: Call) -> None:
        (reduced,) = records(tocsin, "GBR")
        id_ = str(reduced["id"])
        assert tocsin("desk", "reject", id_, "--reason", "of last year").exit_code == 0
        assert [each["counts"] for each in records(tocsin, "GBR")] == [False]
        assert tocsin("desk", "restore", id_).exit_code == 0
        assert [each["counts"] for each in records(tocsin, "GBR")] == [True]
        lines = msgspec.json.decode(tocsin("desk", "list", "--record", id_, "--format", "json").stdout)
        assert [(each["kind"], each["author"]) for each in lines] == [("restore", "desk"), ("reject", "desk")]

    def test_what_cannot_be_judged_is_refused_with_a_sentence(self, tocsin: Call) -> None:
        (reduced,) = records(tocsin, "GBR")
        id_ = str(reduced["id"])
        for words, why in (
            (("reject", id_), "needs a reason"),
            (("reject", "nobody", "--reason", "x"), "There is no record nobody"),
            (("correct", id_, "--set", "closed", "--reason", "x"), "FIELD=VALUE"),
            (("correct", id_, "--set", "value=gone", "--reason", "x"), "mission has no value gone"),
            (("add", "--set", "value=closed"), "Evidence is needed"),
            (("pin",), "Name one thing"),
        ):
            done = tocsin("desk", *words)
            assert done.exit_code == 2
            assert why in done.stderr

    def test_statements_pins_and_comments_are_listed(self, tocsin: Call) -> None:
        fields = ("--set", "sender=NOR", "--set", "host=NER", "--set", "type=mission", "--set", "value=closed")
        words = ("--statement", "Norway has shut its office.", "--source", "a call, 09:10", *fields)
        assert tocsin("desk", "add", *words).exit_code == 0
        assert tocsin("desk", "pin", "--host", "Niger").exit_code == 0
        assert tocsin("desk", "comment", "Ask again at noon.", "--host", "NER").exit_code == 0
        listed = tocsin("desk", "list", "--host", "NER").stdout
        assert "comment by desk" in listed
        assert "Ask again at noon." in listed
        assert tocsin("desk", "list", "--pinned").stdout.count("pinned by") == 1
        assert "closed" in tocsin("board", "NER", "--sender", "NOR").stdout
        assert tocsin("desk", "pin", "--host", "NER", "--remove").exit_code == 0
        assert tocsin("desk", "list", "--pinned").stdout == ""

    def test_the_watchlist_is_kept(self, tocsin: Call) -> None:
        assert tocsin("watchlist", "add", "Niger", "UKR").exit_code == 0
        assert tocsin("watchlist", "remove", "UKR").exit_code == 0
        assert "already" in tocsin("watchlist", "add", "NER").stderr
        assert tocsin("watchlist", "list").stdout == "NER  Niger\n"
        assert msgspec.json.decode(tocsin("watchlist", "list", "--of", "a.okafor", "--format", "json").stdout) == []
        assert tocsin("watchlist", "add", "Nowhere").exit_code == 2
