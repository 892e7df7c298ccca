"""Postures as facts: what one sender does about one host, told once or many times in a text, is one fact."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from tocsin.evaluation.model import Finding, Outcome, Told
from tocsin.evaluation.pairing import paired
from tocsin.evaluation.same import differences, same_value, shared

Key = tuple[Any, ...]


def key(told: Told) -> Key:
    """Sender, host, type and value."""
    return tuple(told.fields.get(name) for name in ("sender", "host", "type", "value"))


class _Fact(msgspec.Struct, frozen=True):
    told: tuple[Told, ...]

    @property
    def open(self) -> bool:
        return any(each.open for each in self.told)

    @property
    def is_fact(self) -> bool:
        return any(_modality(each) == "fact" for each in self.told)


def _modality(told: Told) -> str:
    return str(told.fields.get("modality") or "fact")


def _grouped(told: Sequence[Told]) -> dict[Key, _Fact]:
    groups: dict[Key, list[Told]] = {}
    for each in told:
        groups.setdefault(key(each), []).append(each)
    return {each: _Fact(tuple(found)) for each, found in groups.items()}


def postures(gold: Sequence[Told], read: Sequence[Told]) -> Iterator[Finding]:
    """The findings of the postures of one text.

    A fact is found where the reader tells it as a fact, anywhere in the text. What one of the two tells as a fact and
    the other only as planned, considered or denied is mistaken. What any of the gold's records of a fact leaves open
    counts neither way.
    """
    wanted, given = _grouped(gold), _grouped(read)
    yield from (_both(wanted[each], given[each]) for each in wanted if each in given)
    missed = [wanted[each] for each in wanted if each not in given]
    extra = [given[each] for each in given if each not in wanted]
    pairs = dict(paired(missed, extra, _nearness))
    for i, one in enumerate(missed):
        yield _alone(one, extra[pairs[i]] if i in pairs else None)
    for j, other in enumerate(extra):
        if j not in pairs.values():
            yield _extra(other)


def _nearness(one: _Fact, other: _Fact) -> float:
    near = max(shared(a, b) for a in one.told for b in other.told)
    if not near:
        return 0.0
    alike = sum(a == b for a, b in zip(key(one.told[0]), key(other.told[0]), strict=True))
    return alike + near if alike else 0.0


def _both(one: _Fact, other: _Fact) -> Finding:
    a, b = _closest(one, other)
    told = {name: [each.fields.get(name) for each in other.told] for name in b.fields}
    unlike = tuple(
        each
        for each in differences(a, b)
        if not any(
            same_value(each.field, wanted.fields.get(each.field), found)
            for wanted in one.told
            for found in told[each.field]
            if wanted.fields.get(each.field) is not None
        )
    )
    outcome: Outcome = "open" if one.open else "agreed" if one.is_fact == other.is_fact else "mistaken"
    return _finding(outcome, _whole(one, a), _whole(other, b), unlike)


def _closest(one: _Fact, other: _Fact) -> tuple[Told, Told]:
    """The two records that tell it most alike: facts before plans, then with fewest unlike fields, then nearest."""

    def unlike(pair: tuple[Told, Told]) -> tuple[bool, int, float]:
        a, b = pair
        return (_modality(a) != "fact") + (_modality(b) != "fact") > 0, len(differences(a, b)), -shared(a, b)

    return min(((a, b) for a in one.told for b in other.told), key=unlike)


def _whole(fact: _Fact, chosen: Told) -> Told:
    """The chosen record of a fact with the places of all of them, its own first."""
    spans = (*chosen.spans, *(span for each in fact.told if each is not chosen for span in each.spans))
    return msgspec.structs.replace(chosen, spans=tuple(dict.fromkeys(spans)))


def _alone(one: _Fact, other: _Fact | None) -> Finding:
    """A fact of the gold that the reader does not tell; what stands in its place instead, if anything."""
    a = _whole(one, one.told[0])
    if other is None:
        return _finding("open" if one.open else "missed", a, None, ())
    b = _whole(other, other.told[0])
    return _finding("extra" if one.open else "mistaken", a, b, differences(a, b))


def _extra(other: _Fact) -> Finding:
    return _finding("extra", None, _whole(other, other.told[0]), ())


def _finding(outcome: Outcome, gold: Told | None, read: Told | None, unlike: tuple[Any, ...]) -> Finding:
    return Finding(
        kind="posture",
        outcome=outcome,
        start=0,
        end=0,
        sentence="",
        gold=gold,
        read=read,
        differences=unlike,
    )
