"""A government's own troops and trainers in the host country: withdrawn or deployed."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.hosts import clause_end, located, resolve, says_the_country
from tocsin.reading.parse import Parsed, agents, ancestors, is_a, lemma, objects, passive, prepositional, subjects
from tocsin.reading.posture.modality import DROP, asks, modality
from tocsin.reading.posture.model import Finding
from tocsin.reading.states import Mention
from tocsin.reading.who import Context, governments, owns

_OUT = frozenset(
    {
        "withdraw",
        "pull",
        "recall",
        "evacuate",
        "leave",
        "remove",
        "withdrawal",
        "pullout",
        "exit",
        "reposition",
        "suspend",
        "drawdown",
    }
)
_COMPLETING = frozenset("complete finish begin start continue conclude".split())
_BRINGING = frozenset("move fly rush contribute commit airlift ship shift bring".split())
_IN = frozenset({"deploy", "dispatch", "send", "deployment", "station", "redeploy", "contribute", "reinforce"})
_ENTERING = frozenset({"enter", "cross", "arrive", "land"})
_STAYING = frozenset({"remain", "stay", "keep", "retain"})
_GOING_IN = frozenset({"enter", "go", "invade", "intervene"})
_HEADING = _OUT | _IN | _BRINGING | _ENTERING | _STAYING | _GOING_IN | {"take", "put", "be"}
_DEMANDING = frozenset(
    "call urge demand encourage ask press appeal request beg insist push plead implore want accuse blame warn "
    "pressure".split()
)
"""What others say who would have troops leave or come: no measure of those whose troops they are."""


def military(parsed: Parsed, context: Context) -> Iterator[Finding]:
    """Every move of a sender's own forces out of or into another country."""
    if asks(parsed):
        return
    seen: set[tuple[str, tuple[str | None, ...]]] = set()
    for token in parsed.tokens:
        value = _value(token, parsed) if lemma(token) in _HEADING and token.pos_ in ("VERB", "NOUN", "AUX") else None
        if value is None:
            continue
        found = _finding(value, token, parsed, context)
        if found and (found.value, tuple(found.senders)) not in seen:
            seen.add((found.value, tuple(found.senders)))
            yield found


def _value(token: Token, parsed: Parsed) -> str | None:
    """What a word may mean of troops: ``withdrawn``, ``deployed``, or ``kept`` where they are."""
    word, after = lemma(token), parsed.text[token.idx :]
    if word in ("move", "fly", "bring", "take") and _HOMEWARDS.search(after):
        return "withdrawn"
    if word in _OUT:
        return "withdrawn"
    if word in _IN or (word == "bring" and re.match(r"\w+ in\b", after)):
        return "deployed"
    if word == "be" and _STATIONED.match(after):
        return "deployed"
    if word in ("go", "invade", "intervene"):
        return "deployed" if word != "go" or _GOES_IN.match(after) else None
    if word in (*_BRINGING, "put") and _TO_A_PLACE.match(after):
        return "deployed"
    if word in _ENTERING and token.pos_ == "VERB":
        return (
            "deployed"
            if word != "cross" or re.match(r"\w+ (?:over |back )?(?:into|to|the border|border)\b", after)
            else None
        )
    return "kept" if word in _STAYING and token.pos_ == "VERB" and _IN_A_PLACE.match(after) else None


_STATIONED = re.compile(r"(?:is|are) (?:already |now |currently |also )?in (?:the )?[A-Z][\w ]{1,30}? to [a-z]+")
_GOES_IN = re.compile(r"go\w* (?:in(?=\W*$|[.,;]| to )|into)\b")
_HOMEWARDS = re.compile(r"^\w+ (?:home |back )|^\w+ (?:[\w,.'’]+ ){1,7}(?:out of|home)\b")
_TO_A_PLACE = re.compile(r"\w+ (?:(?:[\w,.'’-]+ ){1,8}?(?:to|into|in)|(?:[\w,.'’-]+ ){0,8}?in from) (?:the )?[A-Z]")
_IN_A_PLACE = re.compile(r"\w+ (?:[\w,.'’-]+ ){0,8}?(?:in|at) (?:the |its |their )?(?:\w+ )?[A-Z]")


def _finding(value: str, token: Token, parsed: Parsed, context: Context) -> Finding | None:
    forces = _forces(token, value) or _state_itself(token, parsed)
    if not forces or _DRILL.search(parsed.text[token.idx :]):
        return None
    senders = _senders(token, forces, parsed, context)
    if not senders or _demanded(token, forces, senders, parsed, context):
        return None
    how = modality(token, parsed, value="withdrawn" if value == "kept" else value)
    if how == DROP or (lemma(token) in _GOING_IN - {"enter"} and how != "denied"):
        return None
    if how != "denied" and not _forces(token, value):
        return None
    if value == "kept" and how not in ("fact", "planned"):
        return None
    places = _places(value, token, forces, parsed, context, senders=senders)
    if places is None:
        return None
    if not places and not says_the_country(parsed.text) and not _abroad(value, token, forces, parsed, context):
        return None
    hosts: list[tuple[str | None, str | None]] = [(place.code, None) for place in places]
    return Finding(
        type="military",
        value="withdrawn" if value == "kept" else value,
        head=token,
        senders=list(senders),
        hosts=hosts,
        modality="denied" if value == "kept" else how,
        wording=token.text,
    )


_DRILL = re.compile(r"\bfor [^.;]{0,70}\b(?:exercises?|drills?|man(?:oe|e)uvres?|maneuvers?|war ?games|parade)\b")
"""Those who come for an exercise are not deployed."""
_MILITARY = re.compile(
    r"\b(?:army|armies|military|troops?|soldiers?|reservists?|forces?|militar\w+|defen[cs]e|NATO|marines|warships?)\b",
    re.IGNORECASE,
)


def _state_itself(token: Token, parsed: Parsed) -> list[Token]:
    """ "Jordan has no intention of entering Syria": a state that will not go in, where the army is spoken of."""
    if lemma(token) not in _GOING_IN or not _MILITARY.search(parsed.text):
        return []
    return [
        noun
        for noun in subjects(token)
        if (mention := parsed.mention(noun)) is not None and mention.kind in ("name", "capital", "government")
    ]


def _abroad(value: str, token: Token, forces: list[Token], parsed: Parsed, context: Context) -> bool:
    """Whether troops that move without a place named go to, or leave, the country that the text is about."""
    return (
        value != "kept"
        and lemma(token) not in _ENTERING
        and context.host is not None
        and not any(lemma(noun) in _TRANSPORTS for noun in forces)
        and not _NEARBY.search(parsed.text[token.idx :])
        and not (_ELSEWHERE if value == "withdrawn" else _INTO_ELSEWHERE).search(parsed.text[token.idx :])
        and bool(_senders(token, forces, parsed, context.fresh()))
    )


_TRANSPORTS = frozenset("plane aircraft helicopter transport ship vessel jet".split())
_ELSEWHERE = re.compile(r"\b(?:to|into|towards?|from|off|in|near|across) (?:the )?(?:[a-z]+ern )?[A-Z]")
_INTO_ELSEWHERE = re.compile(r"\b(?:to|into|towards?|off|in|near|across) (?:the )?(?:[a-z]+ern )?[A-Z]")
"""A place is named that the reader does not know: it is not the country that the text is about."""
_NEARBY = re.compile(
    r"\bto (?:the|its|their) (?:area|region|border|scene|streets?|frontier|capital|south|north|east|west)\b"
)


_FROM = re.compile(r"\bfrom (?:the |a )?(?:\w+ (?:in|of|at|near) )?(?:the )?$")
"""Where troops come from is not where they go."""


def _demanded(token: Token, forces: list[Token], senders: list[str], parsed: Parsed, context: Context) -> bool:
    """ "Syria urges America to withdraw": somebody else would have it; "asks its parliament to" is one's own."""
    for over in list(ancestors(token))[:4]:
        if lemma(over) not in _DEMANDING or over.pos_ not in ("VERB", "NOUN"):
            continue
        verb = over if over.pos_ == "VERB" else over.head
        actors = [code for noun in subjects(verb) for code in governments(noun, parsed, context)]
        told = [*objects(over), *prepositional(over, "on", "upon", "to", "for"), *subjects(token)]
        others = [code for noun in told if noun not in forces for code in governments(noun, parsed, context.fresh())]
        if (actors and not set(actors) & set(senders)) or set(others) - set(actors):
            return True
        if not actors and over.pos_ == "NOUN":
            return True
    return False


_AT_A_BORDER = re.compile(
    r"\bon (?:its|their) own (?:side|soil|territory)\b"
    r"|\b(?:to|on|at|along|near|towards?) (?:its|their|the|[A-Z]\w+['’]s)(?: [\w–-]+){0,2} "
    r"(?:border|frontier)s?\b(?! town)"
)


def _forces(token: Token, value: str) -> list[Token]:
    if token.pos_ == "NOUN":
        nouns = prepositional(token, "of") or _owned(token)
    elif (
        lemma(token) in _ENTERING | _GOING_IN | {"be"}
        or lemma(token) in ("leave", "exit", "remain", "stay")
        or (value == "withdrawn" and lemma(token) in ("withdraw", "pull") and not objects(token))
    ):
        nouns = subjects(token)
    else:
        nouns = subjects(token) if passive(token) else objects(token)
    nouns = [part for noun in nouns for part in [noun, *(prepositional(noun, "of") if lemma(noun) in _GROUPS else [])]]
    return [
        noun
        for noun in nouns
        if (is_a(noun, "troops") and not is_a(noun, "staff"))
        or _uniformed(noun)
        or _counted(noun, token)
        or _AIRCRAFT.fullmatch(noun.text)
    ]


_AIRCRAFT = re.compile(
    r"(?:F|FA|A|B|C|P|Su|MiG|Mi|CH|AH|UH)-\d+s?|(?:Typhoon|Rafale|Gripen|Mirage|Tornado|Apache|Chinook)s"
)
_GROUPS = frozenset("team group number thousand hundred couple company handful batch wave rest".split())


def _counted(noun: Token, verb: Token) -> bool:
    """ "Britain has deployed 600", "is contributing smaller units", "the soldiers …, it was pulling them out"."""
    if noun.lower_ in ("them", "they"):
        return any(is_a(token, "troops") for token in noun.doc[: verb.i])
    return (noun.pos_ == "NUM" and lemma(verb) == "deploy") or (
        lemma(noun) == "unit" and lemma(verb) in ("contribute", "commit", "deploy")
    )


def _owned(noun: Token) -> list[Token]:
    """ "American troops completed their withdrawal": whose, where a pronoun says so."""
    pronoun = any(child.dep_ == "poss" and child.lower_ in ("their", "its") for child in noun.children)
    return subjects(noun.head) if pronoun and noun.dep_ == "dobj" and lemma(noun.head) in _COMPLETING else []


def _uniformed(noun: Token) -> bool:
    """ "Special forces personnel", "military advisers": people of the forces by the words beside them."""
    return lemma(noun) in _SERVING and any(
        child.lower_ in ("military", "army", "navy", "naval", "troop", "forces", "force", "marine", "peacekeeping")
        for child in noun.lefts
    )


_SERVING = frozenset(
    "personnel member adviser advisor operator staff contingent unit engineer contractor police plane aircraft "
    "helicopter jet ship vessel transport".split()
)


def _senders(token: Token, forces: list[Token], parsed: Parsed, context: Context) -> list[str]:
    own = [code for noun in forces for code in owns(noun, parsed)]
    if own:
        return list(dict.fromkeys(own))
    for verb in [token, *list(ancestors(token))[:3]]:
        if verb.pos_ == "VERB":
            actors = agents(verb) if passive(verb) else [noun for noun in subjects(verb) if noun not in forces]
            codes = [code for noun in actors for code in governments(noun, parsed, context)]
            if codes:
                return list(dict.fromkeys(codes))
    return []


def _places(
    value: str, token: Token, forces: list[Token], parsed: Parsed, context: Context, *, senders: list[str]
) -> list[Mention] | None:
    """Where the troops are or go; ``None`` where they stay at home, on the border of the country that is named."""
    found = located(parsed, token.idx, clause_end(parsed, token), exclude=senders)
    if not found and not context.host:
        found = located(parsed, token.idx, len(parsed.text), exclude=senders)
    if value == "deployed" and _AT_A_BORDER.search(parsed.text[token.idx :]):
        return None
    if value == "withdrawn":
        left = [
            place
            for place in found
            if re.search(
                r"\b(?:from|out of|leave|left|in) (?:[\w-]+ ){0,3}$",
                parsed.text[max(0, place.start - 40) : place.start],
            )
        ]
        found = left or found
    found = found or resolve(parsed, context, near=token, nouns=forces, senders=senders)
    return [place for place in found if value != "deployed" or not _FROM.search(parsed.text[: place.start])]
