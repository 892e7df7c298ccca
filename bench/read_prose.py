"""Read the level of the British and Irish registers from the prose of their pages, and print what was read.

    python bench/read_prose.py ../shared/data/official-history/pages.jsonl.gz [--all]

For Ireland the truth is the level that the register's own field gave of the same version, while it had one. For Britain
the readings are grouped by destination with the sentence that was read, to be judged by hand (see docs/sources.md).
"""

import argparse
import collections
import gzip
import json
import re
from pathlib import Path

from tocsin.sources import source_of
from tocsin.sources.card import Card
from tocsin.sources.hosts import Hosts
from tocsin.sources.irl_dfa.source import statuses
from tocsin.sources.prose import heard

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def main() -> None:
    """Print the readings of both registers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("history", type=Path)
    given = parser.parse_args()
    with gzip.open(given.history, "rt", encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    british([page for page in pages if page["government"] == "GBR" and page["page"] == "Warnings and insurance.md"])
    irish([page for page in pages if page["government"] == "IRL"])


def british(pages: list[dict[str, str]]) -> None:
    """Each destination, each level read, how often, and one sentence that it was read from."""
    card = source_of("GBR").card
    groups: dict[tuple[str, str], list[str]] = collections.defaultdict(list)
    for page in pages:
        body = plain(page["text"])
        destination = page["destination"]
        found = heard(body, card, destination=destination, hosts=Hosts("en").named(destination))
        said = found.level
        where = body[said.start : said.end] if said and said.start is not None else f"({len(found.parts)} parts)"
        groups[destination, said.value if said else "-"].append(f"{page['seen_at'][:10]} {where}")
    for (destination, level), sentences in sorted(groups.items()):
        kinds = collections.Counter(each[11:] for each in sentences)
        for sentence, count in kinds.most_common():
            print(f"{count:4} {destination}: {level}: {sentence[:150]}")


def irish(pages: list[dict[str, str]]) -> None:
    """How many pages give the level that the register's field gave at that time."""
    card = source_of("IRL").card
    field = {
        (page["destination"], page["seen_at"]): json.loads(page["text"]).get("risk_level")
        for page in pages
        if page["page"] == "info.json"
    }
    right, wrong, alone, unread = 0, [], 0, []
    for page in pages:
        if "verview" not in page["page"]:
            continue
        level = [_value(card, words) for _, words in statuses(plain(page["text"]))]
        truth = _value(card, field.get((page["destination"], page["seen_at"])))
        if not level or None in level:
            unread.append((page["destination"], page["seen_at"]))
        if truth is None:
            alone += bool(level)
        elif truth in level:
            right += 1
        else:
            wrong.append((page["destination"], page["seen_at"], level, truth))
    print(f"IRL: {right} as the field says, {len(wrong)} not {wrong}, {alone} without a field, unread {unread}")


def _value(card: Card, words: object) -> str | None:
    known = {rung.words.casefold(): rung.value for rung in card.levels if rung.words}
    return known.get(str(words).casefold())


def plain(markdown: str) -> str:
    """The text of a page that was kept as Markdown, without what tells only of its latest update."""
    lines = [_LINK.sub(r"\1", line) for line in markdown.split("\n") if not line.startswith(":")]
    return "\n".join(" ".join(line.replace("*", " ").strip("# ").split()) for line in lines)


if __name__ == "__main__":
    main()
