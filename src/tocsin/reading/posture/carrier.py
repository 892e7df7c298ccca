"""Airlines, airspace, airports, borders: what stopped, what runs, and for which country."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, conjuncts, is_a, lemma, objects, passive, subjects
from tocsin.reading.patterns import pattern
from tocsin.reading.posture.airline import (
    UNNAMED,
    from_home,
    in_a_name,
    line_of,
    lines_of,
    meant,
    name_of,
    named_beside,
    near,
    only_home,
    sets_out,
    unknown_beside,
)
from tocsin.reading.posture.flying import HEADS, value_of
from tocsin.reading.posture.modality import DROP, asks, modality
from tocsin.reading.posture.model import Finding
from tocsin.reading.posture.routes import beyond, frontier, own_sky, places, served, way_meant
from tocsin.reading.posture.saying import main_subject
from tocsin.reading.states import Mention
from tocsin.reading.who import Context, governments

_STOP = frozenset(
    {
        "suspend",
        "cancel",
        "halt",
        "stop",
        "ground",
        "scrap",
        "pause",
        "cease",
        "reroute",
        "divert",
        "discontinue",
        "axe",
        "drop",
        "avoid",
    }
)
_GO = frozenset({"resume", "restart", "reinstate", "restore", "reopen"})
_CLOSE = frozenset({"close", "shut", "seal", "block"})
_AIR = re.compile(r"\b(?:airspace|skies)\b", re.IGNORECASE)
_PORT = re.compile(
    r"\b(?:airports?|border(?:s| crossings?| posts?| checkpoints?)?|checkpoints?|crossings?|frontiers?|ports?)\b",
    re.IGNORECASE,
)
_FLIGHTS = re.compile(
    r"\b(?:flights?|services?|operations|flying|routes?|aircraft|planes|departures?|connections?|rotations?)\b",
    re.IGNORECASE,
)


_HEADING = (
    _STOP
    | _GO
    | _CLOSE
    | HEADS
    | frozenset(
        "suspended cancelled canceled grounded suspension cancellation grounding reopen open reopened closed shut "
        "closure closing ban available ongoing operating flights".split()
    )
)
"""Every word that can head a measure of a carrier, an airport or a border."""


def carriers(parsed: Parsed, context: Context) -> Iterator[Finding]:
    """Every carrier, airspace and border measure in the sentence."""
    text = parsed.text
    if (
        asks(parsed)
        or re.search(r"\breports? of flights\b", text)
        or not (
            re.search(r"flight|fly|air|border|crossing|checkpoint|port|skies|frontier", text, re.IGNORECASE)
            or any(mention.kind == "airline" for mention in parsed.mentions)
            or context.flying
        )
    ):
        return
    seen: set[tuple[str, ...]] = set()
    for token in parsed.tokens:
        for value, what in _values(token, parsed, context):
            found = _finding(value, what, token, parsed, context)
            key = (value, what, *map(str, found.senders)) if found else ()
            if found and key not in seen:
                seen.add(key)
                yield found


def _stops(token: Token, word: str, parsed: Parsed) -> bool:
    if token.lower_ in ("suspended", "cancelled", "canceled", "grounded"):
        return True
    weak = word in ("divert", "reroute", "avoid", "drop", "stop")
    return word in _STOP and (not weak or any(mention.kind == "airline" for mention in parsed.mentions))


_LASTING = frozenset("extend prolong announce confirm continue maintain order impose begin start remain stay".split())


def _prolonged(token: Token, word: str) -> bool:
    """ "Extended its suspension of flights": the noun, where what is said of it leaves it in force."""
    return (
        token.pos_ == "NOUN"
        and word in ("suspension", "cancellation", "grounding")
        and token.dep_ in ("dobj", "nsubj", "nsubjpass")
        and lemma(token.head) in _LASTING
    )


def _of_a_mission(parsed: Parsed) -> bool:
    """Whether only a mission's work can be meant: no flight is named but in what else the sentence tells."""
    return (
        not any(mention.kind == "airline" for mention in parsed.mentions)
        and bool(re.search(r"\b(?:embass|consul|diplomatic mission)", parsed.text, re.IGNORECASE))
        and not re.search(r"\b(?:flights|airlines?|aircraft|planes|airspace|airport)\b", parsed.text, re.IGNORECASE)
    )


def _values(token: Token, parsed: Parsed, context: Context) -> Iterator[tuple[str, str]]:
    word = lemma(token)
    if word not in _HEADING and token.lower_ not in _HEADING:
        return
    around = [way_meant(noun) for noun in [*objects(token), *subjects(token)]]
    if token.lower_ in ("open", "closed", "shut") and lemma(token.head) in ("keep", "leave", "hold"):
        around += objects(token.head)
    if token.pos_ in ("VERB", "ADJ", "AUX", "NOUN"):
        yield from _stopped(word, token, around, parsed)
        yield from _gates(word, token, around, parsed)
        if word in _GO and _any(around, token, _FLIGHTS) and _flight(parsed):
            yield "open", "flight"
        if found := value_of(token, parsed, context):
            yield _NOT.get(found, (found, "flight"))
        if word in ("operate", "available", "run", "ongoing", "continue", "operating") and _commercial(parsed.text):
            yield "open", "commercial"
    if token.lower_ == "flights" and re.search(r"\b[Nn]o (?:\w+ )?flights\b", parsed.text):
        yield "suspended", "none"


_NOT = {"away": ("suspended", "away"), "kept": ("open", "away")}


def _stopped(word: str, token: Token, around: list[Token], parsed: Parsed) -> Iterator[tuple[str, str]]:
    """Flights that stop, or that an airline does not take up again."""
    flights = _any(around, token, _FLIGHTS)
    if _stops(token, word, parsed) and flights and _flight(parsed) and not _of_a_mission(parsed):
        yield "suspended", "flight"
    if (_prolonged(token, word) and flights) or (token.lower_ == "grounded" and lines_of(token, parsed)):
        yield "suspended", "flight"
    if (
        word in ("fly", "serve", "land")
        and (word == "fly" or lines_of(token, parsed))
        and re.search(r"\bno longer\b|\bnot\b|\bstop(?:s|ped)?\b", parsed.text[max(0, token.idx - 25) : token.idx])
    ):
        yield "suspended", "flight"


def _gates(word: str, token: Token, around: list[Token], parsed: Parsed) -> Iterator[tuple[str, str]]:
    """Airspace, airports and borders that open or shut, and flights that a state bans."""
    gate = _any(around, token, _AIR) or _any(around, token, _PORT) or any(_stands(noun, parsed) for noun in around)
    if word in ("reopen", "open", "reopened") and gate:
        yield "open", "border"
    closing = word in _CLOSE or token.lower_ in ("closed", "shut", "closure", "closing")
    feared = token.pos_ == "NOUN" and _FEARED.search(parsed.text[: token.idx])
    if closing and gate and not feared and not _embassy(around):
        yield "closed", "border"
    if word == "ban" and token.pos_ == "VERB" and _BANNED.search(parsed.text[token.idx :]):
        yield "closed", "border"


def _stands(noun: Token, parsed: Parsed) -> bool:
    stand = parsed.stands.get(noun.i)
    return stand is not None and stand.kind == "gate"


_FEARED = re.compile(r"\b(?:due to|because of|risk of|lead to|potential|possible|including)\b[^.;]*$")
_BANNED = re.compile(r"^\w+ (?:[\w.-]+ ){0,5}(?:flights?|airlines?|aircraft|planes|carriers|jets?)\b")


def _commercial(text: str) -> bool:
    if re.search(r"\b(?:ban|bans|banned|suspend\w*|halt\w*|clos\w+|cancel\w*)\b", text):
        return False
    return bool(pattern("carrier.commercial").search(text)) and not pattern("carrier.commercial_2").search(text)


def _any(nouns: list[Token], token: Token, pattern: re.Pattern[str]) -> bool:
    if token.pos_ == "NOUN":
        return bool(pattern.search(" ".join(part.text for part in token.subtree)))
    return any(
        pattern.fullmatch(noun.lower_) or pattern.search(" ".join(part.text for part in noun.lefts) + " " + noun.text)
        for noun in nouns
    )


def _embassy(nouns: list[Token]) -> bool:
    return any(re.search(r"embass|consul", noun.lower_) for noun in nouns)


def _flight(parsed: Parsed) -> bool:
    return any(mention.kind == "airline" for mention in parsed.mentions) or (
        bool(
            re.search(
                r"\b(?:flights?|fly|flying|airline|airways|airport|aircraft|planes|airspace)\b",
                parsed.text,
                re.IGNORECASE,
            )
        )
        and not re.search(r"\b(?:consular|visa) services\b", parsed.text, re.IGNORECASE)
    )


def _finding(value: str, what: str, token: Token, parsed: Parsed, context: Context) -> Finding | None:
    value, how = _mode(value, what, token, parsed)
    anybody = what == "commercial" and not any(mention.kind == "airline" for mention in parsed.mentions)
    what = "flight" if what in ("away", "commercial") else what
    if how == DROP:
        return None
    senders: list[str | None] = [None] if anybody else _senders(what, token, parsed, context)
    found = places(token, parsed, context, senders)
    if not found and lemma(token) in _WEAK_STOP and not context.official:
        return None
    if senders == [None] and not found and not (context.last_host or context.host):
        return None
    if what == "border" and not context.official and senders == [None]:
        senders = [found[0].code] if found else [context.last_host or context.host]
    if what == "flight" and not context.official:
        found = [place for place in found if not _of_another(place, token, parsed, context)]
        found = [place for place in found if not sets_out(place, senders, parsed)]
    land = what == "border" and not context.official and frontier(token)
    sky = what == "border" and not land and own_sky(token, parsed, senders)
    if context.host and not context.official:
        to_it = any(served(place, parsed) for place in found)
        if what == "flight" and (
            (not to_it and only_home(senders, found, context)) or (value == "open" and from_home(senders, context))
        ):
            found = []
        if land:
            found = beyond(found, senders, context.host)
    hosts: list[tuple[str | None, str | None]] = [
        (place.code, place.name if place.kind in ("city", "capital") else None) for place in found
    ]
    if land:
        hosts = hosts or [(context.host, None)]
    return Finding(
        type="carrier",
        value=value,
        head=token,
        senders=senders,
        hosts=hosts[:3],
        modality=how,
        wording=token.text,
        at_home=sky,
    )


def _of_another(place: Mention, token: Token, parsed: Parsed, context: Context) -> bool:
    """ "Cancelled its flight from Istanbul, while Iberia considers …": a place that a clause before it names."""
    between = parsed.text[place.end : token.idx]
    return context.host not in (None, place.code) and bool(re.search(r"\b(?:while|but|and)\b|;", between))


def _mode(value: str, what: str, token: Token, parsed: Parsed) -> tuple[str, str]:
    """The value and its modality: a "not" of the airline's own tells what it does, not what it denies."""
    how = modality(token, parsed, value=value) if what not in ("none", "away") else "fact"
    if how == "denied" and value == "suspended" and lemma(token) in ("fly", "serve", "land"):
        return value, "fact"
    if how == "denied" and what == "flight" and _plainly_not(token):
        return "open", "fact"
    if (
        how == "planned"
        and value == "open"
        and token.dep_ == "xcomp"
        and lemma(token.head) in ("keep", "continue", "go")
    ):
        return value, "fact"  # "would keep flying": it flies
    if how == "fact" and value == "open" and lemma(token) == "be" and _WILL.search(parsed.text[: token.idx]):
        return value, "planned"
    return value, how


def _plainly_not(token: Token) -> bool:
    """ "Has not cancelled any flights", "never stopped": an airline that flies, by its own verb and no one's denial."""
    return (
        lemma(token) in _STOP
        and any(child.dep_ == "neg" for child in token.children)
        and any(child.dep_ == "aux" and child.lower_ in ("has", "have", "had", "did") for child in token.children)
    )


_WILL = re.compile(r"\b(?:will|would|'ll)(?: not)? $")
_WEAK_STOP = frozenset({"divert", "reroute", "avoid"})


def _senders(what: str, token: Token, parsed: Parsed, context: Context) -> list[str | None]:
    lines = [mention for mention in parsed.mentions if mention.kind == "airline"]
    if what == "flight":
        actors = subjects(token) or subjects(token.head)
        own: list[str | None] = [name for noun in actors for part in conjuncts(noun) if (name := line_of(part, parsed))]
        own = [*own, *(name for name in named_beside(own, parsed, lines) if name not in own)]
        own = own or meant(actors, lines)
        if not lines and context.flying and all(noun.pos_ == "PRON" for noun in actors):
            return list(context.flying)
        told = own or [mention.name for mention in lines if near(mention, token, parsed)]
        if told:
            return list(dict.fromkeys([*told, *(unknown_beside(actors, parsed) if own else [])]))
        if lines or context.official:
            return [None]
        unknown: list[str | None] = [
            name_of(noun)
            for noun in actors
            if noun.pos_ == "PROPN"
            and (parsed.mention(noun) is None or in_a_name(noun))
            and not is_a(noun, "government")
        ]
        if unknown and not passive(token):
            return list(dict.fromkeys(unknown))
        if passive(token) or any(lemma(noun) in UNNAMED for noun in actors):
            return [None]
        return list(dict.fromkeys(_rulers(actors, parsed, context))) or [None]
    if context.official:
        return [None]
    actors = [] if passive(token) else [noun for noun in subjects(token) if noun.pos_ != "PRON"]
    meaning = main_subject(parsed, context) if not actors and not passive(token) else []
    return list(dict.fromkeys(_rulers(actors, parsed, context))) or list(meaning) or [None]


_AT_HOME = frozenset(
    "military army junta authority regime ruler government police administration agency soldier officer leader".split()
)


def _rulers(actors: list[Token], parsed: Parsed, context: Context) -> list[str]:
    """The governments that act; "the military" and "the authorities" of nobody are those of the country itself."""
    found: list[str] = []
    for noun in actors:
        named = governments(noun, parsed, context.fresh())
        if not named and lemma(noun) in _AT_HOME and context.host and not context.official:
            named = [context.host]
        found += named or governments(noun, parsed, context)
    return found
