"""Which entry each name of a text means: by size, by the region named beside it, and by the company it keeps.

Names vote for the countries, regions and squares of half a degree that their candidates lie in, each with one vote
shared out by how likely its candidates are; the votes of the others then decide among the candidates of a name, and
so on for a few rounds. Weights were chosen on the even half of the development texts (``bench/places.py``).
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tocsin.reading.where.model import Match


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign counts, in the unit of a tenfold population."""

    size: float = 0.7
    other_name: float = 5.0
    asked: float = 3.5
    beside: float = 6.0
    country: float = 1.2
    region: float = 2.5
    square: float = 3.0
    cap: float = 1.0
    sharp: float = 1.0
    rounds: int = 4
    a_country: float = 3.0
    an_area: float = 4.5
    a_region: float = 2.0
    a_district: float = -0.6
    a_capital: float = 2.0

    def kind(self, kind: str) -> float:
        """What a kind is worth beside its population."""
        return {
            "country": self.a_country,
            "people": self.a_country,
            "area": self.an_area,
            "region": self.a_region,
            "district": self.a_district,
            "capital": self.a_capital,
        }.get(kind, 0.0)


WEIGHTS = Weights()


@dataclass(slots=True)
class Name:
    """One name of a text with its candidates, how often it is named, and how well each fits by itself."""

    matches: Sequence[Match]
    asked: str = ""
    times: int = 1
    beside: Sequence[bool] = ()
    own: list[float] = field(default_factory=list)
    share: list[float] = field(default_factory=list)


Votes = defaultdict[str | tuple[int, int], float]


def choose(names: Sequence[Name], *, background: dict[str, float], weights: Weights = WEIGHTS) -> list[int]:
    """The index of the best candidate of each name; ``background`` is what is known of the countries of a text."""
    for name in names:
        name.own = [_alone(name, at, weights) for at in range(len(name.matches))]
        name.share = _shares(name.own, weights)
    for _ in range(weights.rounds):
        votes = _votes(names, background)
        scores = [_in_company(name, votes, weights) for name in names]
        for name, found in zip(names, scores, strict=True):
            name.share = _shares(found, weights)
    return [max(range(len(name.share)), key=name.share.__getitem__) for name in names]


def _alone(name: Name, at: int, weights: Weights) -> float:
    entry, worth = name.matches[at]
    score = weights.size * (math.log10(entry.population + 300) + weights.kind(entry.kind)) - weights.other_name * (
        1 - worth
    )
    if name.asked:
        score += weights.asked * (entry.kind == name.asked or (name.asked == "city" and entry.kind == "capital"))
    if name.beside and name.beside[at]:
        score += weights.beside
    return score


def _shares(scores: Sequence[float], weights: Weights) -> list[float]:
    top = max(scores)
    raised = [math.exp((score - top) * weights.sharp) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


def _square(match: Match) -> tuple[int, int]:
    return math.floor(match.entry.latitude), math.floor(match.entry.longitude)


def _votes(names: Sequence[Name], background: dict[str, float]) -> Votes:
    votes: Votes = defaultdict(float)
    for country, weight in background.items():
        votes[country] += weight
    for name in names:
        for place, weight in _ballot(name).items():
            votes[place] += weight
    return votes


def _ballot(name: Name) -> Votes:
    """What one name gives to countries, regions and squares."""
    ballot: Votes = defaultdict(float)
    weight = math.sqrt(name.times)
    for match, share in zip(name.matches, name.share, strict=True):
        if share < 0.02:
            continue
        entry = match.entry
        ballot[entry.country] += weight * share
        if entry.region:
            ballot[entry.region] += weight * share
        if entry.kind in ("city", "capital", "district"):
            row, column = _square(match)
            for north in (-1, 0, 1):
                for east in (-1, 0, 1):
                    ballot[(row + north, column + east)] += weight * share * (1.0 if north == east == 0 else 0.6)
    return ballot


def _in_company(name: Name, votes: Votes, weights: Weights) -> list[float]:
    mine = _ballot(name)
    found = []
    for match, own in zip(name.matches, name.own, strict=True):
        entry = match.entry
        score = own + weights.country * _heard(votes, mine, entry.country)
        if entry.region:
            score += weights.region * _heard(votes, mine, entry.region)
            if entry.kind != "region":
                score += weights.square * min(weights.cap, _heard(votes, mine, _square(match)))
        found.append(score)
    return found


def _heard(votes: Votes, mine: Votes, place: str | tuple[int, int]) -> float:
    return math.log1p(max(0.0, votes.get(place, 0.0) - mine.get(place, 0.0)))
