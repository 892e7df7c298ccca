"""Pairs of own texts: copies made in every usual way, and independent reports of one event that share its words."""

import functools
import itertools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
STATEMENT = (
    '"We have taken this decision after careful thought and together with our partners. The safety of those who serve, '
    "and of those who travel, comes before every other consideration. We remain in contact with all sides and we will "
    'review the measure day by day. We thank all who have helped, often at a risk to themselves," a statement read.'
)
NOTICE = (
    "The ministry asks all who are in the region to keep away from crowds, to follow the instructions of the local "
    "authorities, and to have papers, water and a charged telephone ready at any time."
)
HEADLINE = "What is known so far this evening"
DESK = "The desk has put together what arrived from correspondents and agencies in the course of the day."


class Pair(NamedTuple):
    """Two texts, whether one was copied from the other, how they were made, and of which event."""

    event: str
    how: str
    copied: bool
    one: str
    other: str


@functools.cache
def pairs() -> tuple[Pair, ...]:
    """Every pair, in one order."""
    events = _table("reports.toml")["event"]
    following = [*events[1:], events[0]]
    return tuple(
        pair
        for event, other in zip(events, following, strict=True)
        for pair in (*_copies(event, other["reports"][1]), *_independent(event))
    )


def _copies(event: dict[str, Any], other: str) -> Iterator[Pair]:
    yield Pair(event["name"], "retouched by hand", True, event["reports"][0], event["retouched"])
    yield Pair(event["name"], "retouched and cut", True, event["reports"][0], lead(event["retouched"], 3))
    yield Pair(event["name"], "retouched, reordered", True, event["reports"][0], reordered(event["retouched"]))
    hard = renamed(rewritten(event["retouched"]))
    yield Pair(event["name"], "retouched, rewritten, renamed", True, event["reports"][0], hard)
    yield Pair(event["name"], "the same, cut to the lead", True, event["reports"][0], headed(lead(hard, 3)))
    for report in (*event["reports"], event["rival"]):
        for how, made in (
            ("cut to the lead", lead(report, 2)),
            ("cut in the middle", gapped(report)),
            ("reordered", reordered(report)),
            ("re-headlined", headed(report)),
            ("rewritten", rewritten(report)),
            ("names translated", renamed(report)),
            ("renamed, re-headlined, cut", headed(renamed(lead(report, 4)))),
            ("inside a longer text", f"{HEADLINE}\n{DESK}\n{_story(report)}\n{_story(other)}"),
        ):
            yield Pair(event["name"], how, True, report, made)


def _independent(event: dict[str, Any]) -> Iterator[Pair]:
    for one, other in itertools.combinations(event["reports"], 2):
        yield Pair(event["name"], "independent", False, one, other)
        yield Pair(event["name"], "independent, one cut", False, one, lead(other, 3))
        yield Pair(event["name"], "independent, both cut", False, lead(one, 3), lead(other, 3))
        yield Pair(event["name"], "independent, both rewritten", False, rewritten(one), rewritten(other))
        yield Pair(event["name"], "independent, one statement", False, f"{one}\n{STATEMENT}", f"{STATEMENT}\n{other}")
        yield Pair(event["name"], "independent, one notice", False, f"{one}\n{NOTICE}", f"{other}\n{NOTICE}")
    for report in event["reports"][1:]:
        yield Pair(event["name"], "independent of a copy", False, event["retouched"], report)
    for report in (*event["reports"], event["retouched"]):
        yield Pair(event["name"], "of a rival", False, report, event["rival"])
        yield Pair(event["name"], "of a rival, both cut", False, lead(report, 3), lead(event["rival"], 3))


def lead(text: str, paragraphs: int) -> str:
    """The headline and the first paragraphs."""
    return "\n".join(text.split("\n")[: paragraphs + 1])


def gapped(text: str) -> str:
    """Every second paragraph after the first two."""
    lines = text.split("\n")
    return "\n".join([*lines[:2], *lines[3::2]])


def reordered(text: str) -> str:
    """The paragraphs from the last to the first, the sentences of each turned round."""
    head, *paragraphs = text.split("\n")
    turned = (" ".join(reversed(re.split(r"(?<=[.!?\"])\s+(?=[A-Z\"])", each))) for each in reversed(paragraphs))
    return "\n".join([head, *turned])


def headed(text: str) -> str:
    """Under another headline."""
    return f"{HEADLINE}\n{_story(text)}"


def rewritten(text: str) -> str:
    """With every third word that has a synonym replaced by it."""
    words = _table("words.toml")["synonyms"]
    count = itertools.count()

    def instead(found: re.Match[str]) -> str:
        word = found[0]
        return words[word] if word in words and next(count) % 3 == 0 else word

    return re.sub(r"\b[a-z]+\b", instead, text)


def renamed(text: str) -> str:
    """With names and titles as another desk spells them."""
    names = _table("words.toml")["names"]
    longest_first = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.sub(rf"\b(?:{longest_first})\b", lambda found: names[found[0]], text)


def _story(text: str) -> str:
    return text.split("\n", 1)[1]


@functools.cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def reports() -> Iterator[tuple[str, str]]:
    """Each event's name with each of its five texts."""
    for event in _table("reports.toml")["event"]:
        for text in (*event["reports"], event["rival"], event["retouched"]):
            yield event["name"], text
