"""How well the reader reads texts with gold records: ``python bench/accuracy.py FOLDER [--split dev] [--errors]``.

``FOLDER`` holds ``docs/NAME.txt`` and ``gold/NAME.jsonl`` (or is given as two folders, gold first). A posture is right
when sender, host, type and value are; a statement when sentence and speaker are; a figure when value and place are; a
contact when its mode and two participants are; a denial when its party's country and place are.
"""

import argparse
import collections
import datetime as dt
import json
import pathlib
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from tocsin.documents.load import from_bytes
from tocsin.reading import load

Row = dict[str, Any]


def rows(path: pathlib.Path) -> list[Row]:
    """The JSON lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


class Tally:
    """Hits, gold and predictions by kind; shares by name; and every disagreement as a line."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
        self.shares: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
        self.errors: list[str] = []

    def count(self, kind: str, hits: int, gold: int, predicted: int) -> None:
        """Add one document's counts of a kind."""
        for at, number in enumerate((hits, gold, predicted)):
            self.counts[kind][at] += number

    def share(self, name: str, *, right: bool) -> None:
        """Add one case of a share."""
        self.shares[name][0] += right
        self.shares[name][1] += 1

    def figures(self) -> dict[str, float]:
        """F1 by kind and each share, rounded to three places."""
        result = {}
        for kind, (hits, gold, predicted) in sorted(self.counts.items()):
            result[f"{kind} f1"] = round(2 * hits / (gold + predicted), 3) if gold + predicted else 1.0
        for name, (right, of) in sorted(self.shares.items()):
            result[name] = round(right / of, 3) if of else 1.0
        return result


def last_word(name: str | None) -> str:
    """The last word of a name, folded: enough to tell one speaker from another."""
    words = re.findall(r"\w+", (name or "").casefold())
    return words[-1] if words else ""


def overlap(a: Row, b: Row) -> int:
    """How many characters two spans share."""
    return max(0, int(min(a["end"], b["end"])) - int(max(a["start"], b["start"])))


def score(gold_folder: pathlib.Path, docs_folder: pathlib.Path, names: Iterable[str] | None = None) -> Tally:
    """Read every text that has a gold file and compare."""
    reader, tally = load(), Tally()
    wanted = set(names) if names is not None else None
    for path in sorted(gold_folder.glob("*.jsonl")):
        if "-posts" in path.stem or path.stem == "boilerplate":
            continue
        texts = sorted(docs_folder.glob(f"{path.stem}*.txt"))
        if not texts or (wanted is not None and path.stem not in wanted):
            continue
        gold = rows(path)
        head = next((row for row in gold if row["kind"] == "document"), {})
        given = head.get("given_date") or head.get("published") if head.get("given") else None
        document = from_bytes(
            texts[0].read_bytes(), address=str(texts[0]), published=dt.date.fromisoformat(given) if given else None
        )
        read = [msgspec.to_builtins(record) for record in reader.read(document)]
        _compare(path.stem, document.text, gold, read, tally)
    return tally


def _compare(name: str, text: str, gold: list[Row], read: list[Row], tally: Tally) -> None:
    for row in gold:
        at = text.find(row.get("evidence") or "\0")
        row["start"], row["end"] = (at, at + len(row["evidence"])) if at >= 0 else (-1, -1)
    _postures(name, [r for r in gold if r["kind"] == "posture"], [r for r in read if r["kind"] == "posture"], tally)
    head = next((row for row in gold if row["kind"] == "document"), {})
    for kind in _SAME:
        if kind == "statement" and head.get("statements") is False:
            continue
        wanted, found = ([r for r in side if r["kind"] == kind] for side in (gold, read))
        _pair(name, kind, list(wanted), list(found), tally)


def _key(row: Row) -> tuple[Any, ...]:
    return (row.get("sender"), row.get("host"), row.get("type"), row.get("value"))


def _postures(name: str, gold: list[Row], read: list[Row], tally: Tally) -> None:
    open_to_doubt = {_key(row) for row in gold if row.get("ambiguous")}
    wanted = {_key(row) for row in gold if row.get("modality", "fact") == "fact"} - open_to_doubt
    found = {_key(row) for row in read if row["modality"] == "fact"} - open_to_doubt
    for kind, military in (("posture", False), ("military", True)):
        a = {key for key in wanted if (key[2] == "military") == military}
        b = {key for key in found if (key[2] == "military") == military}
        tally.count(kind, len(a & b), len(a), len(b))
    for trap in {_key(row) for row in gold if row.get("modality", "fact") != "fact"} - wanted - open_to_doubt:
        tally.share("not fact kept", right=trap not in found)
    for key in wanted & found:
        dates = {row.get("date") for row in gold if _key(row) == key} - {None}
        if dates:
            tally.share("date", right=bool(dates & {row["date"] for row in read if _key(row) == key}))
        if key[2] == "advice":
            scopes = {row.get("scope", "national") for row in gold if _key(row) == key}
            tally.share("scope", right=bool(scopes & {row["scope"] for row in read if _key(row) == key}))
    tally.errors += [f"{name} posture missed {key}" for key in sorted(map(str, wanted - found))]
    tally.errors += [f"{name} posture extra {key}" for key in sorted(map(str, found - wanted))]


def _number(value: Any) -> tuple[float, ...]:
    return tuple(map(float, value)) if isinstance(value, list | tuple) else (float(value),)


def _participants(row: Row) -> set[str]:
    return {last_word(name) for name in row.get("participants") or ()}


_SAME: dict[str, Callable[[Row, Row], bool]] = {
    "statement": lambda g, r: (
        overlap(g, r) * 2 >= min(g["end"] - g["start"], r["end"] - r["start"])
        and last_word(g.get("speaker")) == last_word(r.get("speaker"))
    ),
    "figure": lambda g, r: overlap(g, r) > 0 and _number(g["value"]) == _number(r["value"]),
    "contact": lambda g, r: (
        g.get("mode") == r.get("mode")
        and len(_participants(g) & _participants(r)) >= min(2, len(g.get("participants") or ()))
    ),
    "denial": lambda g, r: overlap(g, r) > 0 and g.get("by_country") == r.get("by_country"),
}


def _pair(name: str, kind: str, gold: list[Row], read: list[Row], tally: Tally) -> None:
    same = _SAME[kind]
    left, hits = list(read), 0
    for wanted in gold:
        match = next((found for found in left if same(wanted, found)), None)
        if match is None:
            tally.errors.append(f"{name} {kind} missed {wanted.get('evidence', '')[:90]}")
        else:
            left.remove(match)
            hits += 1
    tally.count(kind, hits, len(gold), len(read))
    tally.errors += [f"{name} {kind} extra {found['evidence'][:90]}" for found in left]


def main() -> None:
    """Print the figures of a folder, and with ``--errors`` every disagreement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=pathlib.Path, nargs="+", help="a folder with docs/ and gold/, or gold and docs")
    parser.add_argument("--split", help="only this split of the folder's index.jsonl")
    parser.add_argument("--errors", action="store_true", help="print each disagreement")
    asked = parser.parse_args()
    folder = asked.folders[0]
    gold, docs = asked.folders if len(asked.folders) == 2 else (folder / "gold", folder / "docs")
    index = folder / "index.jsonl"
    names = [row["id"] for row in rows(index) if row.get("split") == asked.split] if asked.split else None
    tally = score(gold, docs, names)
    if asked.errors:
        sys.stdout.writelines(f"{line}\n" for line in tally.errors)
    for name, figure in tally.figures().items():
        print(f"{name:20} {figure:.3f}")


if __name__ == "__main__":
    main()
