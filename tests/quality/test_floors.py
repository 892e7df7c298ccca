"""A ratchet: on the project's own annotated texts the reader never gets worse without somebody saying so.

``floors.json`` holds a floor for each figure of each split. A figure below its floor fails; to lower a floor is an edit
of that file that a review sees. Figures above their floor by more than a point ask to be written in.
"""

import hashlib
import json
import pathlib

import pytest
from bench.accuracy import figures, rows, score

HERE = pathlib.Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


def digest() -> str:
    """A digest of every text and annotation, so that floors and texts change together."""
    total = hashlib.sha256()
    for path in sorted([*HERE.glob("docs/*.txt"), *HERE.glob("gold/*.jsonl")]):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:16]


def test_the_floors_belong_to_these_texts() -> None:
    assert digest() == FLOORS["texts"], "texts or annotations changed: measure again and write floors.json anew"


@pytest.mark.parametrize("split", ["dev", "blind"])
def test_no_figure_falls_below_its_floor(split: str) -> None:
    names = [row["id"] for row in rows(HERE / "index.jsonl") if row["split"] == split]
    reached = figures(score(HERE / "gold", HERE / "docs", names))
    below = {name: (reached.get(name), floor) for name, floor in FLOORS[split].items() if reached.get(name, 0) < floor}
    assert below == {}


def test_there_are_sixty_texts_and_twenty_hard_negatives() -> None:
    index = rows(HERE / "index.jsonl")
    assert len(index) >= 60
    assert sum(bool(row.get("negative")) for row in index) >= 20
