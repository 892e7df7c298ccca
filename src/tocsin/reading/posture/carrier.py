"""Airlines, airspace, airports, borders: what stopped, what runs, and for which country."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.hosts import PLACE_KINDS, clause_end, located, resolve
from tocsin.reading.parse import Parsed, conjuncts, is_a, lemma, objects, passive, subjects
from tocsin.reading.patterns import pattern
from tocsin.reading.posture.airline import (
    UNNAMED,
    flies_on,
    in_a_name,
    line_of,
    lines_of,
    meant,
    name_of,
    named_beside,
    near,
    only_home,
    stays_away,
    unknown_beside,
)
from tocsin.reading.posture.modality import DROP, asks, modality
from tocsin.reading.posture.model import Finding
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
_FLIGHTS = re.compile(r"\b(?:flights?|services?|operations|flying|routes?|aircraft|planes)\b", re.IGNORECASE)


_HEADING = (
    _STOP
    | _GO
    | _CLOSE
    | frozenset(
        "suspended cancelled canceled grounded suspension cancellation grounding reopen open reopened closed shut "
        "closure closing ban fly operate "
        "available run ongoing continue operating flights land serve keep stick hold return go".split()
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
        )
    ):
        return
    seen: set[tuple[str, ...]] = set()
    for token in parsed.tokens:
        for value, what in _values(token, parsed):
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


def _values(token: Token, parsed: Parsed) -> Iterator[tuple[str, str]]:
    word = lemma(token)
    if word not in _HEADING and token.lower_ not in _HEADING:
        return
    around = [*objects(token), *subjects(token)]
    if token.lower_ in ("open", "closed", "shut") and lemma(token.head) in ("keep", "leave", "hold"):
        around += objects(token.head)
    if token.pos_ in ("VERB", "ADJ", "AUX", "NOUN"):
        yield from _stopped(word, token, around, parsed)
        yield from _gates(word, token, around, parsed)
        if (word in _GO and _any(around, token, _FLIGHTS) and _flight(parsed)) or flies_on(word, token, parsed):
            yield "open", "flight"
        if word in ("operate", "available", "run", "ongoing", "continue", "operating") and _commercial(parsed.text):
            yield "open", "commercial"
    if token.lower_ == "flights" and re.search(r"\b[Nn]o (?:\w+ )?flights\b", parsed.text):
        yield "suspended", "none"


def _stopped(word: str, token: Token, around: list[Token], parsed: Parsed) -> Iterator[tuple[str, str]]:
    """Flights that stop, or that an airline does not take up again."""
    flights = _any(around, token, _FLIGHTS)
    if _stops(token, word, parsed) and flights and _flight(parsed) and not _of_a_mission(parsed):
        yield "suspended", "flight"
    if (_prolonged(token, word) and flights) or (token.lower_ == "grounded" and lines_of(token, parsed)):
        yield "suspended", "flight"
    if stays_away(word, token, parsed):
        yield "suspended", "away"
    if (
        word in ("fly", "serve", "land")
        and (word == "fly" or lines_of(token, parsed))
        and re.search(r"\bno longer\b|\bnot\b|\bstop(?:s|ped)?\b", parsed.text[max(0, token.idx - 25) : token.idx])
    ):
        yield "suspended", "flight"


def _gates(word: str, token: Token, around: list[Token], parsed: Parsed) -> Iterator[tuple[str, str]]:
    """Airspace, airports and borders that open or shut, and flights that a state bans."""
    gate = _any(around, token, _AIR) or _any(around, token, _PORT)
    if word in ("reopen", "open", "reopened") and gate:
        yield "open", "border"
    closing = word in _CLOSE or token.lower_ in ("closed", "shut", "closure", "closing")
    feared = token.pos_ == "NOUN" and _FEARED.search(parsed.text[: token.idx])
    if closing and gate and not feared and not _embassy(around):
        yield "closed", "border"
    if word == "ban" and token.pos_ == "VERB" and _BANNED.search(parsed.text[token.idx :]):
        yield "closed", "border"


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
    how = modality(token, parsed, value=value) if what not in ("none", "away") else "fact"
    anybody = what == "commercial" and not any(mention.kind == "airline" for mention in parsed.mentions)
    what = "flight" if what in ("away", "commercial") else what
    if value == "suspended" and how == "denied" and lemma(token) in ("fly", "serve", "land"):
        how = "fact"
    if how == DROP:
        return None
    senders: list[str | None] = [None] if anybody else _senders(what, token, parsed, context)
    places = _places(token, parsed, context, senders)
    if not places and lemma(token) in _WEAK_STOP and not context.official:
        return None
    if senders == [None] and not places and not (context.last_host or context.host):
        return None
    if what == "border" and not context.official and senders == [None]:
        senders = [places[0].code] if places else [context.last_host or context.host]
    frontier = what == "border" and not context.official and _frontier(token)
    own_sky = what == "border" and not frontier and _own_sky(token, parsed, senders)
    if context.host and not context.official:
        served = any(_served(place, parsed) for place in places)
        if what == "flight" and not served and only_home(senders, places, context):
            places = []
        if frontier:
            places = _beyond(places, senders, context.host)
    hosts: list[tuple[str | None, str | None]] = [
        (place.code, place.name if place.kind in ("city", "capital") else None) for place in places
    ]
    if frontier:
        hosts = hosts or [(context.host, None)]
    return Finding(
        type="carrier",
        value=value,
        head=token,
        senders=senders,
        hosts=hosts[:3],
        modality=how,
        wording=token.text,
        at_home=own_sky,
    )


def _own_sky(token: Token, parsed: Parsed, senders: list[str | None]) -> bool:
    """ "Chile and Peru closed their airspace": each its own, where no country is named that it is closed to."""
    return (
        bool(_OWN_SKY.match(parsed.text[token.idx :]))
        and None not in senders
        and not located(parsed, token.idx, clause_end(parsed, token), exclude=[sender for sender in senders if sender])
        and not _COMMON.search(parsed.text[: token.idx])
    )


_OWN_SKY = re.compile(r"[\w-]+ (?:its|their)(?: own)?(?: \w+)? (?:airspaces?|skies)\b")
_COMMON = re.compile(
    r"\b(?:states|countries|neighbours|neighbors|governments|capitals) (?:\w+ )?$|\b[Tt]he \w+ states\b"
)
_WEAK_STOP = frozenset({"divert", "reroute", "avoid"})
_FRONTIER = re.compile(r"borders?|checkpoints?|crossings?|frontiers?|posts?")


def _frontier(token: Token) -> bool:
    """Whether it is a border on land that opens or shuts."""
    nouns = [*subjects(token), *objects(token), *objects(token.head), *subjects(token.head)]
    return any(_FRONTIER.fullmatch(noun.lower_) for noun in nouns)


def _beyond(places: list[Mention], senders: list[str | None], host: str) -> list[Mention]:
    """ "Iran opened its border": in a text about a neighbour, it is the neighbour whom that border leads to."""
    here = [place for place in places if place.code == host]
    return here or [place for place in places if place.code not in senders]


def _senders(what: str, token: Token, parsed: Parsed, context: Context) -> list[str | None]:
    lines = [mention for mention in parsed.mentions if mention.kind == "airline"]
    if what == "flight":
        actors = subjects(token) or subjects(token.head)
        own: list[str | None] = [name for noun in actors for part in conjuncts(noun) if (name := line_of(part, parsed))]
        own = [*own, *(name for name in named_beside(own, parsed, lines) if name not in own)]
        own = own or meant(actors, lines)
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
    return list(dict.fromkeys(_rulers(actors, parsed, context))) or [None]


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


def _places(token: Token, parsed: Parsed, context: Context, senders: list[str | None]) -> list[Mention]:
    exclude = [sender for sender in senders if sender and len(sender) == 3]
    skies = [mention for mention in parsed.mentions if _skies(mention, parsed) and mention.start < token.idx + 40]
    if skies:
        return skies[:1]
    end = clause_end(parsed, token)
    found = located(parsed, token.idx, end, exclude=exclude) or located(
        parsed,
        token.idx,
        len(parsed.text) if not pattern("carrier.apart").match(parsed.text, end) else end,
        exclude=exclude,
    )
    if pattern("carrier.shared").search(parsed.text):
        topic = [mention for mention in parsed.mentions if mention.code == context.host and mention.kind == "name"]
        own = [mention for mention in parsed.mentions if mention.kind == "name" and _owns_air(mention, parsed)]
        if topic or own or context.host:
            return (topic or own)[:1]
    served = [
        place
        for place in parsed.mentions
        if place.start > token.idx and place.start < end and place.code not in exclude and _served(place, parsed)
    ]
    topic = [
        place
        for place in parsed.mentions
        if place.code == context.host and place.kind in PLACE_KINDS and token.idx < place.start < end
    ]
    if topic and not context.official:
        return sorted(found, key=topic.__contains__, reverse=True)[:3] if topic[0] in found else topic[:1]
    if served and not _served(found[0] if found else served[0], parsed):
        return located(parsed, served[0].start, len(parsed.text), exclude=exclude)[:3] or served[:1]
    if found or served:
        return (found or served)[:3]
    owned = [
        mention
        for mention in parsed.mentions
        if mention.kind in ("name", "adjective", "capital", "region") and _owns_air(mention, parsed)
    ]
    if owned:
        return owned[:1]
    return resolve(parsed, context, near=parsed.doc[0], nouns=[], senders=exclude)[:3]


def _skies(mention: Mention, parsed: Parsed) -> bool:
    """ "Israel's airspace": whose skies they are."""
    return mention.kind in ("name", "adjective") and bool(
        re.match(r"(?:['’]s)? (?:\w+ )?(?:airspace|skies)\b", parsed.text[mention.end :])
    )


def _served(place: Mention, parsed: Parsed) -> bool:
    """Whether a place is where flights go ("to Tehran", "with Venezuela"), not where they start."""
    return place.kind in PLACE_KINDS and bool(
        re.search(
            r"\b(?:to(?: and from)?|into|with|over|serving)\s+(?:the )?$",
            parsed.text[max(0, place.start - 18) : place.start],
        )
    )


def _owns_air(mention: Mention, parsed: Parsed) -> bool:
    return bool(
        re.match(
            r"(?:'s)? (?:\w+ ){0,2}(?:airspace|skies|airports?|borders?|authorities|civil aviation|government|flights)",
            parsed.text[mention.end :],
            re.IGNORECASE,
        )
    ) or bool(
        re.match(
            r"(?:'s)?,? (?:has |have )?(?:\w+ ){0,8}(?:its|their) (?:airspace|skies|airports?|borders?)",
            parsed.text[mention.end :],
            re.IGNORECASE,
        )
    )
