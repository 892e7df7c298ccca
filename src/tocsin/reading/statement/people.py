"""A directory of the people of one document: full name, office, state, and gender where the text tells it."""

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterable, Iterator

import ahocorasick_rs

from tocsin.reading.engine import Text
from tocsin.reading.statement.directory import WORD, Directory, Presented, fold
from tocsin.reading.statement.words import homes, table, words
from tocsin.reading.states import Mention

_PARTICLE = (
    r"(?:al|el|bin|ibn|von|van|de|der|den|da|dos|del|du|la|las|los|le|di|abu|ben|ter|ten|bint|y|uz|ur|ul|ud|Al|El|ould)"
)
_INITIAL = r"(?!U\. ?[SKN]\.|E\.U\.|D\.C\.|[AP]\.M\.)[A-Z]\."
_MORE = rf"(?:(?: (?:[A-Z]\.|{_PARTICLE}))* {WORD})"
NAME = rf"(?:(?:{_INITIAL} ?){{1,3}})?{WORD}{_MORE}{{0,3}}"
_FULL = re.compile(rf"(?<![\w.’'-])(?:{WORD}{_MORE}{{1,3}}|(?:{_INITIAL} ?){{1,3}}[A-ZÀ-Ž][\w’'-]{{2,}}{_MORE}{{0,2}})")
RANKS = r"(?:(?:Lt|Lieut|Brig|Maj|Gen|Col|Adm|Capt|Cmdr|Sgt|Cpl|Amb|Rep|Sen|Gov|Sec|Rear|Vice|PM|FM|EAM)\b\.? )"
"""A rank or office as short as texts write it before a name; it is no part of the name."""
_RANKED = re.compile(rf"(?<![\w.])(?P<rank>{RANKS}+)(?P<name>{NAME})")
_JOINED = re.compile(r"(?:al|el|ad|as|an|ar|ash|at|az)-[A-ZÀ-Ž]")
_SHORT_RANK = re.compile(rf"^{RANKS}+")
_TITLED = re.compile(rf"\b(?P<title>Mr|Mrs|Ms|Miss|Sir|Lord|Lady|Dame|Dr)\.? (?P<name>{NAME})")
_NO_NAME = (
    r"(?:Secretary|Minister|President|Prime|Foreign|Chief|Director|Leader|Commander|Commissioner|Ambassador|Envoy|Speaker|"
    r"Chairman|Spokes\w+|Governor|Chancellor|Premier|Advis[eo]r|Representative)\b"
)
_COMMON = frozenset(
    (
        "The A An In On At It He She They We But And For From To By As If When While After Before During This "
        "That These Those Earlier Later Meanwhile However Monday Tuesday Wednesday Thursday Friday Saturday "
        "Sunday January February March April May June July August September October November December Foreign "
        "Defence Defense Interior Finance Prime First Vice Deputy Former New North South East West Eastern "
        "Western Northern Southern Speaking Asked According Another Also No Not There Here What Who Why How Some "
        "Many Most All Its His Her Their Our Senior Acting Chief Joint National Federal Royal Supreme Grand World "
        "Security Health Human Of With Mr Mrs Ms Dr Sir Lord Last Next Since Communications Affairs Staff Fleet "
        "President Minister Secretary Islam Christian Muslim Jewish Olympic Olympics Winter Summer Black Red "
        "White Holy Middle European American"
    ).split()
)


@functools.cache
def _office() -> str:
    heads = "|".join(sorted((re.escape(head).replace("\\ ", " ") for head in words("offices")), key=len, reverse=True))
    cased = "".join(
        f"[{c.upper()}{c}]" if before in " -|(" and c.isalpha() else c
        for before, c in zip("|" + heads, heads, strict=False)
    )
    return (
        rf"(?:(?:[A-Z][\w’'-]+|[a-z-]+|U\.S\.|and|of) ){{0,3}}?(?<![\w’'-])(?:{cased})(?![\w’'-])"
        r"(?: of (?:state|government|mission|staff|delegation)(?! for))?"
        r"(?: (?:of|for) (?:the |its |his |her )?[a-z]+(?: [a-z]+){0,4}(?=, ))?"
        r"(?: (?:of|for|to|at) (?:the )?(?:[A-Z][\w’'.-]+|for|of|and|the)(?: (?:[A-Z][\w’'-]+|and|of|the|for))*?)?"
    )


@functools.cache
def _before() -> re.Pattern[str]:
    whole = r"(?<! and)(?<! of)(?<! for)(?<! the)"
    return re.compile(rf"(?P<office>{_office()}){whole},? (?:\([A-Z]+\),? )?{RANKS}*(?!{_NO_NAME})(?P<name>{NAME})")


@functools.cache
def _after() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>{NAME}), (?:\w+, )?(?:who is |who was |who serves as )?"
        rf"(?:the |a |an |its |his |her |their |one of |[A-Z][\w’'. ]{{1,24}}?['’]s? )?"
        rf"(?P<office>(?:[\w.’'-]+ ){{0,6}}?{_office()})"
    )


def learn(texts: Iterable[tuple[str, list[Mention]]]) -> Directory:
    """The directory of a document, from its sentences and their mentions."""
    directory = Directory()
    pairs = list(texts)
    presented: list[Presented] = []
    for at, (text, mentions) in enumerate(pairs):
        presented += _offices(at, text, mentions, directory)
    directory.presented = tuple(sorted(presented, key=lambda one: (one.sentence, one.start)))
    for text, mentions in pairs:
        _plain(text, mentions, directory)
    _known(directory)
    return directory


def _known(directory: Directory) -> None:
    """Whom the text gives no state, but everybody knows: by full name, or by surname behind an office."""
    full, last = leaders()
    for person in directory.people():
        if person.country is None:
            key = fold(person.name)
            person.country = full.get(key) or (last.get(key) if person.office else None)


@functools.cache
def leaders() -> tuple[dict[str, str], dict[str, str]]:
    """Who governs and speaks (``words/leaders.toml``): the state by full name, and by a surname of one state."""
    with (importlib.resources.files("tocsin.reading") / "words" / "leaders.toml").open("rb") as file:
        rows = tomllib.load(file)
    full = {fold(name): code for code, names in rows.items() for name in names}
    held: dict[str, set[str]] = {}
    for name, code in full.items():
        held.setdefault(name.split()[-1], set()).add(code)
    return full, {name: next(iter(codes)) for name, codes in held.items() if len(codes) == 1}


def people_of(text: Text) -> Directory:
    """The directory of a document, learnt once for every kind that asks."""
    pairs = zip((sentence.clean for sentence in text.sentences), text.mentions, strict=True)
    return text.once("people", lambda: learn(pairs))


@functools.cache
def _heads() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(sorted(head.lower() for head in words("offices")))


def _named_behind(text: str) -> Iterator[re.Match[str]]:
    """Every office with a name behind it, left to right: an office begins at most three words before its last noun."""
    pattern, taken = _before(), 0
    for start in _starts(text):
        found = pattern.match(text, start) if start >= taken else None
        if found:
            taken = found.end()
            yield found


def _starts(text: str) -> Iterator[int]:
    """Where an office may begin, in order, each place once."""
    lower = text.lower()
    if len(lower) != len(text):
        yield from range(len(text))
        return
    at = 0
    for _, head, end in sorted(_heads().find_matches_as_indexes(lower, overlapping=True), key=lambda one: one[1]):
        if text[head - 1 : head].isalnum() or text[end : end + 1].isalnum():
            continue
        first = head
        for _step in range(4):
            first = text.rfind(" ", 0, first) if first > 0 else -1
        yield from range(max(at, first + 1), head + 1)
        at = max(at, head + 1)


def _offices(at: int, text: str, mentions: list[Mention], directory: Directory) -> Iterator[Presented]:
    if not _heads().find_matches_as_indexes(text.lower()):
        return
    for found in _named_behind(text):
        name = _clean(found["name"], mentions, found.start("name"))
        if name and not _runs_on(found, text):
            country = _home(found, mentions, text)
            directory.add(name, office=title(found["office"]), country=country, gender=gender_of(found["office"]))
            yield Presented(at, found.start(), name, found["office"], country)
    for found in _after().finditer(text):
        name = _clean(found["name"], mentions, found.start("name"))
        if _OTHER.match(text, found.end()):
            continue  # "met A. B., Kenya's minister C. D. said": the office is the other's
        if name and (" " in name or re.match(r"(?:a|an) ", text[found.end("name") + 2 :])):
            country = _state(
                mentions, found.end("name"), found.end() + _phrase(text[found.end() : found.end() + 40]), text
            )
            directory.add(name, office=title(found["office"]), country=country, gender=gender_of(found["office"]))
            yield Presented(at, found.start(), name, text[found.end("name") : found.end()], country)


def _home(found: re.Match[str], mentions: list[Mention], text: str) -> str | None:
    """The state of an office before a name: named in its words or right before them, else by an adjective farther off.

    The words that an office is found with may begin with those of the sentence: "in Turkey with Libyan leader A. B.".
    """
    own = found.start() + found["office"].find(title(found["office"]).split(" ")[0])
    state = _state(mentions, own - 4, found.start("name"), text)
    if state is not None or own == found.start():
        return state
    farther = [
        mention
        for mention in mentions
        if found.start() - 4 < mention.end <= own
        and (
            (mention.kind == "adjective" and not _LINK.search(text[mention.end : own]))
            or (mention.kind in ("name", "government") and _SAYS.fullmatch(text[mention.end : own]))
        )
    ]
    return farther[-1].code if farther else None


def _runs_on(found: re.Match[str], text: str) -> bool:
    """Whether a name behind a comma is not set off by another: "as the head of its mission, Ana Cruz said"."""
    return bool(_PLAIN_TAIL.search(found["office"])) and text[found.end() : found.end() + 1] not in (
        ",",
        ".",
        ";",
        ")",
        "",
    )


_OTHER = re.compile(r" (?!Of\b|For\b)[A-Z][\w’'-]+ [A-Z][\w’'-]+")
_PLAIN_TAIL = re.compile(r" (?:of|for) (?:the |its |his |her )?[a-z]+(?: [a-z]+){0,4}$")
_SAYS = re.compile(r" (?:says?|said|announce[sd]?|confirm(?:s|ed)|sends?|sent)(?: that)?(?: its)? ")
_LINK = re.compile(r"[,;:]|\b(?:with|in|to|at|by|on|from|for|of|and|or|as|that|after|while|than)\b")
_END = re.compile(
    r"[,;:()—–]|\b(?:who|which|that|said|says|told|tells|has|had|was|were|is|will|on|after|as|and)\b|\.(?!\w)"
)


def _phrase(after: str) -> int:
    """How much of what stands behind an office still belongs to it: to the next comma, verb or clause."""
    end = _END.search(after)
    return end.start() if end else len(after)


def _plain(text: str, mentions: list[Mention], directory: Directory) -> None:
    for found in _RANKED.finditer(text):
        name = _clean(found["name"], mentions, found.start("name"))
        if name:
            directory.add(
                name, office=_rank(found["rank"]), country=_state(mentions, found.start(), found.start("name"), text)
            )
    for found in _TITLED.finditer(text):
        name = _clean(found["name"], mentions, found.start("name"))
        if name:
            directory.add(name, gender=gender_of(found["title"]))
    for found in _FULL.finditer(text):
        name = _clean(found.group(), mentions, found.start())
        if name and " " in name and not text[: found.start()].endswith(("the ", "The ")):
            directory.add(name)


def _clean(name: str, mentions: list[Mention], at: int) -> str | None:
    """The name without what is no part of it; ``None`` where nothing of a person is left."""
    ranked = _SHORT_RANK.match(name)
    if ranked:
        at, name = at + ranked.end(), name[ranked.end() :]
    if name.replace("’", "'").casefold() in leaders()[0]:
        return name
    parts = name.split()
    if len(parts) > 1 and len(parts[0]) == 2 and parts[0][1] == "." and parts[1] in _COMMON:
        return None
    heads = [index for index, part in enumerate(parts) if part.lower().removesuffix("s") in words("offices")]
    if heads:
        at += sum(len(part) + 1 for part in parts[: heads[-1] + 1])
        parts = parts[heads[-1] + 1 :]
    while parts and (
        parts[0] in _COMMON or parts[0].casefold().rstrip(".") in _titles() or parts[0].lower() in words("offices")
    ):
        at += len(parts[0]) + 1
        parts = parts[1:]
    while parts and parts[-1] in _COMMON:
        parts = parts[:-1]
    while (
        len(parts) > 1
        and parts[0] not in _NAMED_LIKE_TOWNS
        and any(mention.start <= at < mention.end for mention in mentions)
    ):
        at += len(parts[0]) + 1
        parts = parts[1:]
    if parts and parts[-1].endswith(("'s", "’s")):
        parts[-1] = parts[-1][:-2]
    if (
        not parts
        or len(parts[0]) < 2
        or any(
            part in words("org_words")
            or part in words("titles")
            or (part.isupper() and len(part) > 1 and "." not in part and len(parts) < 2)
            for part in parts
        )
    ):
        return None
    return _personal(" ".join(parts), mentions, at)


_NAMED_LIKE_TOWNS = frozenset(
    {"Vladimir", "Victoria", "Santiago", "Sofia", "Florence", "Sydney", "Charlotte", "Lourdes"}
)


def _personal(whole: str, mentions: list[Mention], at: int) -> str | None:
    """The name without a rank, if it is nothing of a state and ends like a name."""
    joined = _SHORT_RANK.sub("", whole)
    at += len(whole) - len(joined)
    end = at + len(joined)
    for mention in mentions:
        if (
            mention.start < end
            and mention.end > at
            and (mention.end >= end or mention.kind in ("name", "government", "capital"))
        ):
            return None
    last = joined.rsplit(" ", 1)[-1]
    return joined if len(last) > 1 and (last[0].isupper() or _JOINED.match(last)) else None


def _titles() -> frozenset[str]:
    return table("gender")["m"] | table("gender")["f"] | {"dr"}


def _rank(short: str) -> str:
    """A rank in full: ``Lt. Gen.`` is a lieutenant general."""
    return " ".join(next(iter(table("ranks")[part.rstrip(".").casefold()])) for part in short.split())


_MODIFIERS = frozenset(
    (
        "foreign defence defense interior finance prime deputy vice acting former senior presidential state "
        "caretaker interim national security top chief press tourism justice health trade military first home "
        "economy energy education environment transport military army naval air opposition junior outgoing "
        "incoming ousted special permanent assistant under government ministry embassy police and human rights "
        "armed forces royal"
    ).split()
)


def title(office: str) -> str:
    """The office as written, without the words of the sentence before it."""
    parts = office.split()
    head = max(
        (index for index, part in enumerate(parts) if part.casefold().strip(",") in words("offices")),
        default=len(parts) - 1,
    )
    first = head
    while first and (parts[first - 1][0].isupper() or parts[first - 1].casefold() in _MODIFIERS):
        first -= 1
    while first < head and parts[first].casefold() in ("and", "the", "a", "an"):
        first += 1
    while len(parts) > head + 1 and parts[-1].casefold() in ("of", "for", "the", "to", "at", "and"):
        parts = parts[:-1]
    return " ".join(parts[first:])


def _state(mentions: list[Mention], start: int, end: int, text: str) -> str | None:
    """The state named in or right before an office: ``Ukraine's``, ``Russian``, ``of Libya``."""
    inside = [
        mention
        for mention in mentions
        if mention.kind != "airline"
        and mention.end > start
        and mention.start < end
        and (mention.start >= start or re.fullmatch(r"['’]?s? ?", text[mention.end : max(start + 4, mention.end)]))
    ]
    near = [mention for mention in inside if mention.kind in ("name", "adjective", "government", "capital")]
    if near:
        return near[0].code
    window = text[max(0, start) : end]
    return next((code for found in _bodies().finditer(window) if (code := homes().get(found.group()))), None)


@functools.cache
def _bodies() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(homes(), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")


@functools.lru_cache(maxsize=10_000)
def gender_of(office: str) -> str | None:
    """What a title tells of gender: ``Mrs``, ``spokesman``, ``queen``."""
    for word in re.findall(r"\w+", office.casefold()):
        for gender, titles in table("gender").items():
            if word in titles:
                return gender
    return None
