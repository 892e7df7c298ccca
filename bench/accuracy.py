"""How well the reader reads texts with gold records: ``python bench/accuracy.py FOLDER [--split dev] [--errors]``.

``FOLDER`` holds ``docs/NAME.txt`` and ``gold/NAME.jsonl`` (or is given as two folders, gold first). The scoring is that
of ``tocsin eval`` (``tocsin.evaluation``); here its figures stand in short, and can be had for one split of a folder.
"""

import argparse
import json
import pathlib
import sys
from collections.abc import Iterable
from typing import Any

from tocsin.evaluation import KINDS, Report, evaluate, load_gold
from tocsin.reading import REVISION, load


def rows(path: pathlib.Path) -> list[dict[str, Any]]:
    """The JSON lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def score(gold_folder: pathlib.Path, docs_folder: pathlib.Path, names: Iterable[str] | None = None) -> Report:
    """Read every text that has a gold file and compare."""
    gold = load_gold(gold_folder, docs_folder, names=None if names is None else list(names))
    return evaluate(gold, load().read, reader=REVISION)


def figures(report: Report) -> dict[str, float]:
    """F1 of each kind, and how many of the postures found have the right date and scope; to three places."""
    result = {
        f"{name} f1": round(measure.f1 or 0.0, 3)
        for name, measure in sorted(report.kinds.items())
        if name in {*KINDS, "military"} and measure.gold + measure.read
    }
    fields = report.kinds["posture"].fields
    result |= {name: round(fields[name].recall or 0.0, 3) for name in ("date", "scope") if name in fields}
    kept = report.shares.get("not made a fact")
    return result | ({"not fact kept": round(kept.share or 0.0, 3)} if kept else {})


def errors(report: Report) -> Iterable[str]:
    """Every miss and every extra as a line."""
    for text in report.texts:
        for each in text.findings:
            if each.outcome in ("missed", "extra", "mistaken"):
                wanted = each.gold.fields if each.gold else None
                read = each.read.fields if each.read else None
                yield f"{text.name} {each.kind} {each.outcome}: {each.sentence[:200]}"
                yield f"    gold {wanted}"
                yield f"    read {read}"


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
    report = score(gold, docs, names)
    if asked.errors:
        sys.stdout.writelines(f"{line}\n" for line in errors(report))
    for name, figure in figures(report).items():
        print(f"{name:20} {figure:.3f}")


if __name__ == "__main__":
    main()
