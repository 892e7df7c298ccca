"""What ties a paragraph to the ones before it, and what starts something new: the numbers that ``posts.py`` weighs."""

import collections
import math
from collections.abc import Collection, Sequence

import msgspec

from tocsin.documents.paragraph import Facts, stem_of
from tocsin.documents.words import listed

ALONE = (
    "bias",
    "quote",
    "pronoun",
    "link",
    "definite",
    "also",
    "also_early",
    "day_main",
    "day_other",
    "on_day_main",
    "on_day_other",
    "picture",
    "picture_tied",
    "close_last",
    "close_next",
    "next_back",
    "next_ties",
    "lead_in_last_head",
    "short_known",
    "indefinite",
    "last_quote",
    "short",
    "full_lead",
    "says_pronoun",
    "says_definite",
    "says_indefinite",
    "perfect",
    "untied",
    "untied_long",
)
"""What a gap shows whatever the post so far: the order of ``alone``."""
WITHIN = (
    "definite_known",
    "surname_here",
    "solo_here",
    "again_here",
    "again_before",
    "new_name",
    "names_new",
    "names_old",
    "share_new",
    "close_post",
    "next_names_tie",
    "first_of_post",
    "long_post",
    "says_known",
    "back_references",
    "definite_of_known",
)
"""What depends on the post that is being read: the order of ``within``."""
_SPEECH_NOUN = listed("speech_nouns")


class Post:
    """What the post that is being read has named so far."""

    def __init__(self, first: Facts) -> None:
        self.names: set[str] = set()
        self.roots: set[str] = set()
        self.full: set[tuple[str, str]] = set()
        self.surnames: set[str] = set()
        self.words: set[str] = set()
        self.size = 0
        self.add(first)

    def add(self, facts: Facts) -> None:
        """Take in one paragraph."""
        self.names |= facts.names
        self.roots |= facts.roots
        self.full |= facts.full
        self.surnames.update(last for _, last in facts.full)
        self.words |= facts.words.keys()
        self.size += 1


class Seen:
    """Who was introduced by full name anywhere so far."""

    def __init__(self) -> None:
        self.full: set[tuple[str, str]] = set()
        self.surnames: set[str] = set()

    def add(self, facts: Facts) -> None:
        """Take in one paragraph."""
        self.full |= facts.full
        self.surnames.update(last for _, last in facts.full)


class Gap(msgspec.Struct, frozen=True):
    """One place where a new post may open: the paragraphs around it, and the names under a picture printed between."""

    before: Facts
    here: Facts
    after: Facts | None
    picture: frozenset[str] | None
    main_day: str
    untied: float


def close(one: Facts, other: Collection[str]) -> float:
    """How much of the rarer words of a paragraph stands in ``other``, from 0 to 1."""
    return (
        sum(weight for word, weight in one.words.items() if word in other) / one.mass if one.mass > 0 and other else 0.0
    )


def main_day(paragraphs: Sequence[Facts]) -> str:
    """The weekday that a text names most: the day it was written."""
    count = collections.Counter(day for facts in paragraphs for day in facts.days if day.endswith("day"))
    return count.most_common(1)[0][0] if count else "today"


def untied(paragraphs: Sequence[Facts]) -> float:
    """The share of paragraphs that begin as if nothing stood before them: high where posts are a paragraph each."""
    tied = sum(p.quote or p.pronoun or p.link or p.definite is not None or any(p.says[:2]) for p in paragraphs)
    return 1 - tied / len(paragraphs) if paragraphs else 0.0


def alone(gap: Gap, seen: Seen) -> list[float]:
    """The numbers of a gap in the order of ``ALONE``."""
    here, before, after = gap.here, gap.before, gap.after
    close_next = close(after, here.words) if after else 0.0
    today = (gap.main_day, "today")
    numbers = (
        True,
        here.quote,
        here.pronoun,
        here.link,
        here.definite is not None,
        here.also,
        here.also_early,
        any(day in today for day in here.days),
        any(day not in today for day in here.days),
        here.on_day == gap.main_day,
        here.on_day is not None and here.on_day != gap.main_day,
        gap.picture is not None,
        gap.picture is not None and bool(gap.picture & here.names) and not gap.picture <= before.names,
        close(here, before.words),
        close_next,
        close_next - (close(after, before.words) if after else 0.0),
        after is not None and (after.quote or after.pronoun or after.link or after.definite is not None),
        bool(here.lead_roots & before.lead_roots),
        not here.first_full and any(name in seen.surnames for name in here.lead),
        here.indefinite,
        before.quote,
        here.length < 12,
        here.length >= 18 and here.news and not (here.quote or here.pronoun or here.link),
        here.says[0] and not here.first_full,
        here.says[1],
        here.says[2],
        here.perfect,
        gap.untied,
        gap.untied * here.length / 40,
    )
    return [float(number) for number in numbers]


def within(gap: Gap, post: Post, seen: Seen) -> list[float]:
    """The numbers of a gap after a given post, in the order of ``WITHIN``."""
    here = gap.here
    fresh = sum(name not in post.names for name in here.lead)
    known_full = not here.first_full.isdisjoint(post.full)
    known_noun = here.definite is not None and (here.definite in _SPEECH_NOUN or stem_of(here.definite) in post.words)
    numbers = (
        known_noun,
        here.subject in post.surnames,
        not known_full and not here.head.isdisjoint(post.surnames),
        known_full,
        any(name in seen.full and name not in post.full for name in here.first_full),
        any(name not in seen.full and name not in post.full for name in here.first_full),
        bool(here.lead) and fresh == len(here.lead),
        bool(here.lead) and not fresh,
        sum(root not in post.roots for root in here.roots) / (1 + len(here.roots)),
        close(here, post.words),
        gap.after is not None and any(root in here.roots and root not in post.roots for root in gap.after.roots),
        post.size <= 1,
        math.log1p(post.size),
        not here.first_full and not here.speakers.isdisjoint(post.surnames),
        min(3, sum(noun in post.words for noun in here.the)),
        here.whose is not None and here.whose[:4].casefold() in post.roots,
    )
    return [float(number) for number in numbers]
