"""The words of crisis figures (``words.toml``), as sets of lemmas."""

import functools
import importlib.resources
import re
import tomllib

_HUMAN = re.compile(r"(?:[a-z]{2}(?:[^aeiou]er|[td]or|ist|ian|man|woman|crat|yst|eur|ant|ee))$")
_NOT_HUMAN = frozenset(
    "paper order number weather power tower center centre matter factor sector error computer poster "
    "border corridor river newsletter letter chapter quarter "
    "disaster summer winter shelter other cluster transfer filter layer answer danger list mist fist "
    "monitor charter visitor-centre restaurant plant warrant "
    "grant descendant currant committee coffee fee degree tree referee-decision guarantee pledgee "
    "employee-benefit container hour tanker carrier bomber fighter-jet "
    "launcher helicopter missile meter metre litre liter canter counter encounter meter theater theatre "
    "master water tractor reactor doctor-visit motor elevator "
    "generator radar newspaper helicopter destroyer cutter freighter trawler steamer bulldozer digger "
    "loader interceptor transmitter router server header folder printer speaker "
    "character chapter register semester trimester barrister-court monster hamster minister-post gunboat "
    "consulate election week year knee spree jubilee marquee ant"
    " instant infant-formula constant relevant mutant variant covenant pennant tenant-farm quadrant member".split()
)


@functools.cache
def words(name: str) -> frozenset[str]:
    """One class of words."""
    return frozenset(_file()[name])


@functools.cache
def _file() -> dict[str, list[str]]:
    with (importlib.resources.files("tocsin.reading.figure") / "words.toml").open("rb") as file:
        return tomllib.load(file)


@functools.lru_cache(maxsize=10_000)
def is_person(noun: str) -> bool:
    """Whether a noun in the singular names people."""
    return (
        noun in words("people")
        or noun in words("civil")
        or noun in words("forces")
        or (len(noun) > 4 and noun not in _NOT_HUMAN and noun not in words("things") and bool(_HUMAN.search(noun)))
    )


def counts_people(noun: str) -> bool:
    """Whether a noun in the singular names people where a number stands before it."""
    return is_person(noun) or noun in words("trades")


@functools.lru_cache(maxsize=10_000)
def is_thing(noun: str) -> bool:
    """Whether a noun, or the last word of it, names what war, damage or aid is counted in."""
    return noun in words("things") or noun.rpartition(" ")[2] in words("things")


_MANY = {"person": "people", "child": "children", "life": "lives", "aircraft": "aircraft", "police": "police"}


def several(unit: str) -> str:
    """A unit in the plural: people, guards, families, Japanese."""
    if unit in _MANY or unit.endswith(("ese", "s")):
        return _MANY.get(unit, unit)
    if unit.endswith("man"):
        return f"{unit[:-3]}men"
    return f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2:-1] not in "aeiou" else f"{unit}s"
