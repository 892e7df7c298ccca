"""Airlines, airspace, airports, borders: what stopped, what runs, and for which country."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.hosts import PLACE_KINDS, clause_end, located, resolve
from tocsin.reading.parse import Parsed, conjuncts, is_a, lemma, objects, passive, subjects
from tocsin.reading.patterns import pattern
from tocsin.reading.posture.modality import DROP, asks, modality
from tocsin.reading.posture.model import Finding
from tocsin.reading.states import Mention, airline_homes
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
    for token in parsed.doc:
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
        if (
            _stops(token, word, parsed)
            and _any(around, token, _FLIGHTS)
            and _flight(parsed)
            and not _of_a_mission(parsed)
        ):
            yield "suspended", "flight"
        if _prolonged(token, word) and _any(around, token, _FLIGHTS):
            yield "suspended", "flight"
        if token.lower_ == "grounded" and _lines(token, parsed):
            yield "suspended", "flight"
        if _stays_away(word, token, parsed):
            yield "suspended", "away"
        if (word in _GO and _any(around, token, _FLIGHTS) and _flight(parsed)) or _flies_on(word, token, parsed):
            yield "open", "flight"
        if word in ("reopen", "open", "reopened") and (_any(around, token, _AIR) or _any(around, token, _PORT)):
            yield "open", "border"
        if (
            (word in _CLOSE or token.lower_ in ("closed", "shut", "closure", "closing"))
            and not (
                token.pos_ == "NOUN"
                and re.search(
                    r"\b(?:due to|because of|risk of|lead to|potential|possible|including)\b[^.;]*$",
                    parsed.text[: token.idx],
                )
            )
            and (_any(around, token, _AIR) or _any(around, token, _PORT))
            and not _embassy(around)
        ):
            yield "closed", "border"
        if (
            word == "ban"
            and token.pos_ == "VERB"
            and re.search(
                r"^\w+ (?:[\w.-]+ ){0,5}(?:flights?|airlines?|aircraft|planes|carriers|jets?)\b",
                parsed.text[token.idx :],
            )
        ):
            yield "closed", "border"
        if (
            word in ("fly", "serve", "land")
            and (word == "fly" or _lines(token, parsed))
            and re.search(r"\bno longer\b|\bnot\b|\bstop(?:s|ped)?\b", parsed.text[max(0, token.idx - 25) : token.idx])
        ):
            yield "suspended", "flight"
        if word in ("operate", "available", "run", "ongoing", "continue", "operating") and _commercial(parsed.text):
            yield "open", "commercial"
    if token.lower_ == "flights" and re.search(r"\b[Nn]o (?:\w+ )?flights\b", parsed.text):
        yield "suspended", "none"


def _lines(token: Token, parsed: Parsed) -> list[str]:
    """The airlines that are the subject of a verb, or of the verb that an adjective hangs on."""
    verb = token if token.pos_ in ("VERB", "AUX") and subjects(token) else token.head
    return [name for noun in subjects(verb) if (name := _line(noun, parsed))]


def _stays_away(word: str, token: Token, parsed: Parsed) -> bool:
    """ "Would not return before October 26": an airline that does not come back yet."""
    return (
        (
            word in ("return", "resume", "restart", "fly")
            or (word == "go" and token.doc[token.i + 1 : token.i + 2].text == "back")
        )
        and any(child.dep_ == "neg" for child in token.children)
        and bool(_lines(token, parsed) or any(mention.kind == "airline" for mention in parsed.mentions))
        and bool(re.search(r"\b(?:before|until|till)\b", parsed.text[token.idx :]))
    )


def _flies_on(word: str, token: Token, parsed: Parsed) -> bool:
    """ "Were still flying to Juba", "operated its evening service", "is keeping to its schedule"."""
    if word not in ("fly", "operate", "run", "land", "serve", "keep", "stick", "hold") or not subjects(token):
        return False
    airline = _lines(token, parsed) or (
        any(noun.pos_ == "PRON" for noun in subjects(token)) and any(each.kind == "airline" for each in parsed.mentions)
    )
    if not airline or any(child.dep_ == "neg" for child in token.children):
        return False
    if word in ("keep", "stick", "hold"):
        return bool(pattern("carrier.timetable").match(parsed.text[token.idx :]))
    if word in ("operate", "run", "fly") and any(_SERVICE.fullmatch(noun.lower_) for noun in objects(token)):
        return True
    if word == "fly" and token.tag_ == "VBG" and any(child.lower_ in _NOW for child in token.children):
        return not re.match(r"\w+ (?:over|around|through|into|home|out)\b", parsed.text[token.idx :])
    return bool(pattern("carrier.still").search(parsed.text[max(0, token.idx - 40) : token.idx]))


_NOW = frozenset({"is", "are", "was", "were", "still"})
_SERVICE = re.compile(r"(?:flight|service|route|schedule|timetable)s?")


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
    senders = [None] if anybody else _senders(what, token, parsed, context)
    places = _places(token, parsed, context, senders)
    if not places and lemma(token) in _WEAK_STOP and not context.official:
        return None
    if what == "flight" and context.host and not context.official and _at_home(senders, places, context):
        places = []
    if what == "border" and _frontier(token, parsed) and context.host and not context.official:
        places = _beyond(places, senders, parsed, context)
    if senders == [None] and not places and not (context.last_host or context.host):
        return None
    hosts: list[tuple[str | None, str | None]] = [
        (place.code, place.name if place.kind in ("city", "capital") else None) for place in places
    ]
    if what == "border" and not context.official and senders == [None]:
        senders = [places[0].code] if places else [context.last_host or context.host]
    return Finding(
        type="carrier", value=value, head=token, senders=senders, hosts=hosts[:3], modality=how, wording=token.text
    )


_WEAK_STOP = frozenset({"divert", "reroute", "avoid"})
_FRONTIER = re.compile(r"borders?|checkpoints?|crossings?|frontiers?|posts?")


def _at_home(senders: list[str | None], places: list[Mention], context: Context) -> bool:
    """ "Pegasus has cancelled its flight from Istanbul", in a text on Lebanon: the airline's home is no host."""
    homes = {airline_homes().get(sender or "") for sender in senders}
    return bool(places) and all(place.code in homes and place.code != context.host for place in places)


def _frontier(token: Token, parsed: Parsed) -> bool:
    """Whether it is a border on land that opens or shuts."""
    nouns = [*subjects(token), *objects(token), *objects(token.head), *subjects(token.head)]
    return any(_FRONTIER.fullmatch(noun.lower_) for noun in nouns)


def _beyond(places: list[Mention], senders: list[str | None], parsed: Parsed, context: Context) -> list[Mention]:
    """ "Iran opened its border": in a text about a neighbour, it is the neighbour whom that border leads to."""
    if context.host in senders:
        return [place for place in places if place.code == context.host]
    topic = [mention for mention in parsed.mentions if mention.code == context.host and mention.kind in PLACE_KINDS]
    return topic[:1] or [place for place in places if place.code not in senders]


def _senders(what: str, token: Token, parsed: Parsed, context: Context) -> list[str | None]:
    lines = [mention for mention in parsed.mentions if mention.kind == "airline"]
    if what == "flight":
        actors = subjects(token) or subjects(token.head)
        own: list[str | None] = [name for noun in actors for part in conjuncts(noun) if (name := _line(part, parsed))]
        own = [*own, *(name for name in _named_beside(own, parsed, lines) if name not in own)]
        own = own or _meant(actors, token, lines)
        near = own or [mention.name for mention in lines if _near(mention, token, parsed)]
        if near:
            return list(dict.fromkeys([*near, *(_beside(actors, parsed) if own else [])]))
        if lines or context.official:
            return [None]
        unknown: list[str | None] = [
            _name(noun)
            for noun in actors
            if noun.pos_ == "PROPN" and parsed.mention(noun) is None and not is_a(noun, "government")
        ]
        if unknown and not passive(token):
            return list(dict.fromkeys(unknown))
        if passive(token) or any(lemma(noun) in _UNNAMED for noun in actors):
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


_UNNAMED = frozenset({"airline", "carrier", "company", "operator", "airliner"})


def _name(noun: Token) -> str:
    """A carrier that no list knows, as the text names it."""
    words = [child for child in noun.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
    return " ".join(word.text for word in [*words, noun])


def _line(noun: Token, parsed: Parsed) -> str | None:
    """The airline that a noun is: one of the list, or a name that stands beside "airline" or "carrier"."""
    mention = parsed.mention(noun)
    if mention and mention.kind == "airline":
        return mention.name
    for child in noun.children:
        if child.dep_ == "appos" and lemma(noun) in _UNNAMED and child.pos_ == "PROPN":
            beside = parsed.mention(child)
            return beside.name if beside and beside.kind == "airline" else _name(child)
        if child.dep_ == "appos" and lemma(child) in _UNNAMED and noun.pos_ == "PROPN" and mention is None:
            return _name(noun)
    return None


def _named_beside(own: list[str | None], parsed: Parsed, lines: list[Mention]) -> list[str]:
    """ "Air India, Wizz Air and Ryanair extend": airlines in one list with a subject, whatever the parse made of it."""
    found: list[str] = []
    last = next((mention for mention in lines if mention.name in own), None)
    for mention in lines:
        if last is None or mention.start < last.end:
            continue
        if not re.fullmatch(r"\s*(?:,|and|, and)\s+", parsed.text[last.end : mention.start]):
            break
        found.append(mention.name)
        last = mention
    return found


def _meant(actors: list[Token], token: Token, lines: list[Mention]) -> list[str | None]:
    """ "Turkish Airlines said it had suspended": the pronoun is the last airline named before it."""
    if len(lines) < 2 or not actors or any(noun.lower_ not in ("it", "they") for noun in actors):
        return []
    before = [mention for mention in lines if mention.end <= actors[0].idx]
    return [before[-1].name] if before and actors[0].lower_ == "it" else []


def _beside(actors: list[Token], parsed: Parsed) -> list[str | None]:
    """Names beside an airline's that no list knows: "American Airlines and Spirit have suspended"."""
    return [
        _name(part)
        for noun in actors
        for part in conjuncts(noun)
        if part.pos_ == "PROPN" and parsed.mention(part) is None
    ]


def _near(mention: Mention, token: Token, parsed: Parsed) -> bool:
    between = parsed.text[min(mention.end, token.idx) : max(mention.start, token.idx)]
    return not re.search(r"\bwhile\b|;", between)


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
        return topic[:1]
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
        re.search(r"\b(?:to|into|with|over|serving)\s+(?:the )?$", parsed.text[max(0, place.start - 14) : place.start])
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
