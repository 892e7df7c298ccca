"""Replay a year of five registers as they moved and broke, and count what would have been told as a change of advice.

    python bench/replay_registers.py ../shared/data/official-history/levels.jsonl.gz [--show N] [--seed S]

The history is not part of the project; see docs/sources.md for what was measured on it and when.
"""

import argparse
import collections
import datetime as dt
import gzip
import json
import random
import re
from pathlib import Path

from tocsin.changes import AdviceChange, History, history
from tocsin.errors import Unreadable
from tocsin.ledger import Edition
from tocsin.sources import source_of
from tocsin.sources.card import Card


def main() -> None:
    """Print naive changes, changes told, and the remarks by reason, for each government."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("history", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print so many of the changes told, drawn at random")
    parser.add_argument("--seed", type=int, default=4)
    given = parser.parse_args()
    with gzip.open(given.history, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    told: list[AdviceChange] = []
    for government in sorted({row["government"] for row in rows}):
        mine = [row for row in rows if row["government"] == government]
        found, naive = replay(mine, source_of(government).card)
        reasons = collections.Counter(remark.reason for remark in found.remarks)
        print(f"{government}: {len(mine)} rows, {naive} naive changes, {len(found.changes)} told, {dict(reasons)}")
        told += found.changes
    print(f"in all {len(told)} told")
    for change in sorted(random.Random(given.seed).sample(told, min(given.show, len(told))), key=lambda c: c.seen_at):
        dated = f"{change.dated:%Y-%m-%d}" if change.dated else "undated"
        moved = f"{change.before} > {change.after} ({dated})"
        print(f"{change.seen_at:%Y-%m-%d} {change.government} {change.destination}: {moved}")


def replay(rows: list[dict[str, object]], card: Card) -> tuple[History, int]:
    """The history of one government's rows, and how many changes comparing each row with the last would tell."""
    editions = sorted((_edition(row, card) for row in rows), key=lambda edition: (edition.entry, edition.seen_at))
    last: dict[object, str] = {}
    naive = 0
    for row in sorted(rows, key=lambda row: (str(row["destination"]), str(row["seen_at"]))):
        words = str(row.get("level"))
        naive += row["destination"] in last and last[row["destination"]] != words
        last[row["destination"]] = words
    return history(editions, now=max(edition.seen_at for edition in editions)), naive


def _edition(row: dict[str, object], card: Card) -> Edition:
    words = row.get("level")
    seen = dt.datetime.fromisoformat(str(row["seen_at"])).astimezone(dt.UTC)
    updated = _moment(row.get("last_updated"))
    destination = str(row["destination"])
    return Edition(
        source=card.name,
        government=card.government,
        entry=destination,
        destination=destination,
        hosts=(),
        seen_at=seen,
        revision="1",
        present=not row.get("removed"),
        level=_level(words, card) if isinstance(words, str) else None,
        wording=words if isinstance(words, str) else None,
        updated=updated,
        document=None,
    )


def _level(words: str, card: Card) -> str | None:
    try:
        return card.rung(re.sub(r"\s*\(with regional advisories\)$", "", words)).value
    except Unreadable:
        return None


def _moment(told: object) -> dt.datetime | None:
    if not isinstance(told, str) or not told:
        return None
    moment = dt.datetime.fromisoformat(told)
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


if __name__ == "__main__":
    main()
