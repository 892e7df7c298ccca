"""Cities as mentions of their countries: which state a text speaks of when it names a city."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tocsin.reading.states import Mention
from tocsin.reading.where.model import Match
from tocsin.reading.where.names import fold, words
from tocsin.reading.where.regions import alpha3
from tocsin.reading.where.towns import cities_called

_BEFORE = re.compile(
    r"\b(in|to|from|at|of|near|around|outside|across|into|inside|toward|towards|reach|reached|left|via|and|,) "
    r"(?=[A-ZÀ-Ž]|[ae][ld]-[A-Z])"
)
_NAME = re.compile(r"(?:[ae]l-)?[A-ZÀ-Ž][\w’'-]*\w(?:[ -](?:al-|el-|de |la )?[A-ZÀ-Ž][\w’'-]*\w){0,3}")
_OWNED = re.compile(r"['’]s?$")
_LISTING = frozenset({"and", ",", "of"})
_SHORT = 5
_CODE = 3
_OTHER_NAME = 100_000
_HOME = 20


def cities(text: str, known: Sequence[Mention]) -> list[Mention]:
    """Cities of 15,000 people and more behind a word of place, where no state is mentioned already, in order.

    A city goes by any name that GeoNames has for it in Latin letters, those beside its own only above 100,000 people;
    of several, the one in a country that ``known`` mentions is taken before larger ones elsewhere.
    """
    taken = {at for mention in known for at in range(mention.start, mention.end)}
    near = Counter(mention.code for mention in known)
    found = []
    for link in _BEFORE.finditer(text):
        name = _NAME.match(text, link.end())
        if name is None or link.end() in taken:
            continue
        written = _OWNED.sub("", name.group())
        whole = written
        while written:
            given = written != whole and fold(written) in words()["spot"]["given"].split()
            code = "" if given else _country(written, near)
            if code and not (link.group(1) in _LISTING and len(written) < _SHORT):
                found.append(Mention(link.end(), link.end() + len(written), code, "city", written))
                break
            written = written.rpartition(" ")[0]
    return found


def _country(written: str, near: Counter[str]) -> str:
    name = fold(written)
    if name in words()["spot"]["never"].split():
        return ""
    if len(written) < _CODE or (len(written) == _CODE and written.isupper()):
        return ""
    fit = [
        match
        for match in cities_called(name)
        if match.worth == 1 or (match.entry.population >= _OTHER_NAME and len(written) > _CODE)
    ]
    return max(_weighed(fit, near), default=(0.0, ""))[1]


def _weighed(matches: Iterable[Match], near: Counter[str]) -> Iterable[tuple[float, str]]:
    for match in matches:
        code = alpha3().get(match.entry.country, "")
        if code:
            yield match.entry.population * match.worth * (_HOME if near[code] else 1), code
