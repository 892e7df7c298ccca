"""Which country flights, skies and borders belong to or lead to."""

import re

from spacy.tokens import Token

from tocsin.reading.hosts import PLACE_KINDS, clause_end, countries_of, located, resolve
from tocsin.reading.parse import Parsed, lemma, objects, subjects
from tocsin.reading.patterns import pattern
from tocsin.reading.states import Mention
from tocsin.reading.who import Context


def places(token: Token, parsed: Parsed, context: Context, senders: list[str | None]) -> list[Mention]:
    """The places that a measure on flights, skies or borders is about; empty where only the context tells."""
    exclude = [sender for sender in senders if sender and len(sender) == 3]
    gate = [mention for noun in subjects(token) for mention in _of_a_town(noun, parsed, context)]
    if gate:
        return gate
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
    reached = [
        place
        for place in parsed.mentions
        if place.start > token.idx and place.start < end and place.code not in exclude and served(place, parsed)
    ]
    topic = [
        place
        for place in parsed.mentions
        if place.code == context.host and place.kind in PLACE_KINDS and token.idx < place.start < end
    ]
    if topic and not context.official:
        return sorted(found, key=topic.__contains__, reverse=True)[:3] if topic[0] in found else topic[:1]
    if reached and not served(found[0] if found else reached[0], parsed):
        return located(parsed, reached[0].start, len(parsed.text), exclude=exclude)[:3] or reached[:1]
    if found or reached:
        return (found or reached)[:3]
    owned = [
        mention
        for mention in parsed.mentions
        if mention.kind in ("name", "adjective", "capital", "region") and _owns_air(mention, parsed)
    ]
    if owned:
        return owned[:1]
    return resolve(parsed, context, near=parsed.doc[0], nouns=[], senders=exclude)[:3]


def _of_a_town(noun: Token, parsed: Parsed, context: Context) -> list[Mention]:
    """ "Simferopol's airport was shut": the town whose airport or border post it is."""
    owners = (
        [child for child in noun.children if child.dep_ in ("poss", "compound")] if _GATE.fullmatch(noun.text) else []
    )
    found = []
    for child in owners:
        mention = parsed.mention(child)
        if mention and mention.kind in ("city", "capital"):
            found.append(mention)
        elif mention is None and context.host in countries_of(child.text):
            found.append(Mention(child.idx, child.idx + len(child), context.host or "", "city", child.text))
    return found


def _skies(mention: Mention, parsed: Parsed) -> bool:
    """ "Israel's airspace": whose skies they are."""
    return mention.kind in ("name", "adjective") and bool(
        re.match(r"(?:['’]s)? (?:\w+ )?(?:airspace|skies)\b", parsed.text[mention.end :])
    )


def served(place: Mention, parsed: Parsed) -> bool:
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


def own_sky(token: Token, parsed: Parsed, senders: list[str | None]) -> bool:
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


_GATE = re.compile(r"(?:[Aa]irport|[Cc]rossing|[Cc]heckpoint|[Pp]ort|[Ff]rontier)s?")
_FRONTIER = re.compile(r"borders?|checkpoints?|crossings?|frontiers?|posts?")


def way_meant(noun: Token) -> Token:
    """ "Shut its border but opened it again": the flights, airport or border before it that a pronoun stands for."""
    if noun.lower_ not in ("it", "them"):
        return noun
    before = [token for token in noun.doc[: noun.i] if lemma(token) in _WAYS]
    return before[-1] if before else noun


_WAYS = frozenset(
    "flight service route border crossing airport airspace frontier checkpoint embassy consulate road".split()
)


def frontier(token: Token) -> bool:
    """Whether it is a border on land that opens or shuts."""
    nouns = map(way_meant, [*subjects(token), *objects(token), *objects(token.head), *subjects(token.head)])
    return any(_FRONTIER.fullmatch(noun.lower_) for noun in nouns)


def beyond(places: list[Mention], senders: list[str | None], host: str) -> list[Mention]:
    """ "Iran opened its border": in a text about a neighbour, it is the neighbour whom that border leads to."""
    here = [place for place in places if place.code == host]
    return here or [place for place in places if place.code not in senders]
