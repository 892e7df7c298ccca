"""Killed between change and delivery, nothing is lost and nothing is sent again that was confirmed."""

from pathlib import Path

from tests.alerts.killed import kill_at
from tests.channels.receivers import Web


def test_a_sender_that_is_killed_is_finished_by_the_next(receiver: Web, tmp_path: Path) -> None:
    found = [
        kill_at(tmp_path / f"{number}.sqlite", receiver, after, seed=number)
        for number, after in enumerate((0.02, 0.15, 0.4))
    ]
    assert [(each.lost, each.doubled) for each in found] == [(0, 0)] * len(found)
