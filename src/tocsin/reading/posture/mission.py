"""What happens to an embassy, a consulate, their staff and their families."""

import functools
import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.hosts import in_phrase
from tocsin.reading.parse import (
    Parsed,
    ancestors,
    clause_head,
    conjuncts,
    is_a,
    lemma,
    objects,
    passive,
    prepositional,
    subjects,
)
from tocsin.reading.patterns import pattern
from tocsin.reading.posture.diplomatic import fits, frames, in_part, is_family, is_mission, is_staff
from tocsin.reading.posture.modality import DROP, asks, modality
from tocsin.reading.posture.model import Finding
from tocsin.reading.posture.standing import standing
from tocsin.reading.posture.stands import DOORS
from tocsin.reading.posture.whose import forced, hosts_of, owners, places_of
from tocsin.reading.who import Context

_TRANSITIVE = frozenset({"closed", "reopened", "relocated", "reinforced", "services_limited", "reduced"})
"""Values for which, where the verb has an object, the object is what it happens to."""
_LIFTED = frozenset({"lift", "lifting", "rescind", "revoke", "reverse", "end", "ending", "cancel", "terminate"})
_AWAY = pattern("mission.away")
"""A mission that works from somewhere else has moved."""
_STILL = pattern("mission.still")
_NONESSENTIAL = pattern("mission.nonessential")


def missions(parsed: Parsed, context: Context) -> Iterator[Finding]:
    """Every measure on a mission, its staff or their families in the sentence."""
    if asks(parsed):
        return
    seen: set[tuple[object, ...]] = set()
    for token in parsed.tokens:
        for value, things in _candidates(token, parsed):
            for finding in _findings(value, token, things, parsed, context):
                if (finding.value, token.i, *finding.senders) not in seen:
                    seen |= {(finding.value, token.i), (finding.value, token.i, *finding.senders)}
                    yield finding
    for finding in standing(parsed, context):
        if (finding.value, finding.head.i) not in seen:
            yield finding


@functools.cache
def _heading() -> frozenset[str]:
    """Every word that can head a frame, so that others are passed over at once."""
    heads = {
        word for frame in frames()["mission"] for field in ("verbs", "nouns", "adjectives") for word in frame[field]
    }
    return frozenset(heads | {head.split()[0] for head in heads})


def _candidates(token: Token, parsed: Parsed) -> Iterator[tuple[str, list[Token]]]:
    if lemma(token) not in _heading() and token.lower_ not in _heading():
        return
    word = _phrasal(token)
    for frame in frames()["mission"]:
        verb = token.pos_ in ("VERB", "AUX") and (word in frame["verbs"] or lemma(token) in frame["verbs"])
        noun = token.pos_ in ("NOUN", "PROPN") and lemma(token) in frame["nouns"]
        adjective = (
            token.pos_ in ("ADJ", "VERB", "ADV", "NOUN")
            and token.lower_ in frame["adjectives"]
            and (not verb or token.dep_ in ("acomp", "oprd", "amod", "attr"))
        )
        if not (verb or noun or adjective):
            continue
        things = _arguments(token, noun=noun)
        if verb and frame["value"] in _TRANSITIVE and not passive(token) and (own := list(objects(token))):
            things = own if lemma(own[0]) not in DOORS or own[0].i in parsed.stands else subjects(token)
        fitting = [thing for thing in things if any(fits(thing, name, parsed) for name in frame["on"])]
        if fitting and not (verb and token.lower_ == "open"):
            yield frame["value"], fitting


def _phrasal(token: Token) -> str:
    for child in token.children:
        if child.dep_ in ("prt", "advmod") and child.i > token.i:
            return f"{lemma(token)} {child.lower_}"
    return lemma(token)


def _arguments(token: Token, *, noun: bool) -> list[Token]:
    if noun:
        found = prepositional(token, "of", "for", "at", "from", "by", "to")
        found += [
            part for child in token.children if child.dep_ in ("poss", "compound", "amod", "nmod") for part in [child]
        ]
        over = clause_head(token)
        if lemma(over) in (
            "order",
            "announce",
            "begin",
            "start",
            "authorize",
            "authorise",
            "approve",
            "lead",
            "undergo",
            "face",
            "continue",
            "plan",
            "direct",
        ):
            found += objects(over) + subjects(over)
        return found
    found = [*objects(token), *subjects(token)]
    if token.dep_ == "amod" and token.pos_ in ("ADJ", "VERB"):
        return conjuncts(token.head)
    own = any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)
    if token.dep_ in ("amod", "acl", "relcl", "acomp", "oprd", "attr", "advcl", "conj") and not (
        own and token.dep_ in ("advcl", "conj")
    ):
        found.append(token.head)
        found += subjects(token.head) + objects(token.head)
    found += prepositional(token, "at", "of", "from", "in")
    found += [thing.head.head for thing in found if thing.dep_ == "pobj" and _seat(thing)]
    return list(dict.fromkeys(part for thing in found for part in conjuncts(thing)))


def _seat(thing: Token) -> bool:
    """ "The mission in Khartoum, which remained open": what is said of the seat is said of the mission."""
    return thing.pos_ == "PROPN" and thing.head.lower_ in ("in", "at") and is_a(thing.head.head, "mission")


def _findings(value: str, head: Token, things: list[Token], parsed: Parsed, context: Context) -> Iterator[Finding]:
    told: set[str | None] = set()
    for thing in _all_things(value, things, parsed):
        exact = _exact(value, head, thing, parsed)
        if exact is None:
            continue
        finding = _finding(exact, head, thing, parsed, context)
        if finding and not (value != "departure" and set(finding.senders) & told):
            told |= set(finding.senders)
            yield finding


def _all_things(value: str, things: list[Token], parsed: Parsed) -> list[Token]:
    """Families of staff "and non-emergency personnel": the second party hangs on the first one's ``of`` phrase."""
    if value != "departure":
        return things
    more = [
        noun
        for thing in things
        if is_family(thing, parsed)
        for noun in prepositional(thing, "of")
        if noun.head.dep_ != "prep" and in_part(noun) and is_a(noun, "staff")
    ]
    more += [
        noun
        for thing in things
        for child in thing.children
        if child.dep_ in ("nmod", "compound")
        for noun in conjuncts(child)
        if is_family(noun, parsed) and noun not in things
    ]
    return things + [noun for noun in more if noun not in things]


def _exact(value: str, head: Token, thing: Token, parsed: Parsed) -> str | None:
    if value == "departure":
        if not _away(head, thing, parsed):
            return None
        return _departure(head, thing, parsed)
    if value == "open" and _AWAY.search(parsed.text[head.idx :]):
        return "relocated"
    if value == "open":
        return "open" if _open(head, parsed) else None
    if value == "relocated":
        return _relocated(head, thing, parsed)
    if value == "closed" and head.pos_ == "VERB" and head.tag_ == "VBG" and head.dep_ == "amod":
        return None
    if value == "closed" and lemma(thing) in ("section", "counter", "desk"):
        return "services_limited"
    consular = any(child.lower_ in ("consular", "visa", "passport") for child in thing.lefts)
    if (value == "services_limited" and is_mission(thing, parsed)) or (value == "closed" and consular):
        return None
    if (
        value == "closed"
        and re.search(r"\b(?:visa|consular|passport)[\w -]*services?\b", parsed.text)
        and lemma(head) in ("suspend", "suspension", "suspended", "halt", "pause")
        and not re.search(
            r"\b(?:operations|activities|embassy (?:is|was|has been) (?:closed|suspended))\b", parsed.text
        )
    ):
        return None
    if value == "closed" and re.search(
        r"\b(?:counters?|doors? to (?:the )?public|window)\b", parsed.text[head.idx : head.idx + 40]
    ):
        return "services_limited"
    if (
        value == "reduced"
        and is_mission(thing, parsed)
        and not re.search(
            r"\b(?:staff|presence|size|footprint|operations|level|number|personnel|employees|diplomats|team|essential|core"
            r"|skeleton|minimum)",
            parsed.text,
        )
    ):
        return None
    return value


def _away(head: Token, thing: Token, parsed: Parsed) -> bool:
    """Whether what is done to people takes them out: "ordered home", "offered a way out", "free to go"."""
    word, after = lemma(head), parsed.text[head.idx :]
    if word == "go":
        return bool(_LET_GO.search(parsed.text[: head.idx]) and _GONE.match(after))
    if word == "offer":
        return bool(_OFFERED.match(after))
    if word == "send":
        return bool(_SENT_OFF.match(after))
    if word not in ("order", "bring", "take", "call", "move"):
        return True
    if is_family(thing, parsed) and _OVER.search(after):
        return True
    return bool(re.search(r"\b(?:out of|home|back)\b", after) or _ORDERED_OUT.match(after))


_LET_GO = re.compile(r"\b(?:may|can|(?:allowed|free|authori[sz]ed|permitted|told|ordered|asked|leave) to) $")
_GONE = re.compile(r"go(?: home| voluntarily| abroad| too)?(?:\W*$|[.,;]| if | at | on | and | by | with )")
_OFFERED = re.compile(
    r"\w+ (?:[\w'’-]+ ){0,6}?"
    r"(?:ways? out|flights? (?:out|home)|passage (?:out|home)|seats? (?:out|home|on)|departure|evacuation"
    r"|(?:chance|choice|option|possibility) (?:to (?:leave|go|depart)|of (?:leaving|going)))\b"
)
_SENT_OFF = re.compile(r"\w+ (?:[\w,.'’-]+ ){0,9}?(?:home|abroad|out of the country)\b")
_ORDERED_OUT = re.compile(
    r"order\w* (?:(?!carry|carrying|put|come)[\w,'’-]+ ){0,7}?out"
    r"(?:\W*$|[.,;]| (?:at|on|in|last|this|by|after|over|and) )"
)
_OVER = re.compile(
    r"\b(?:abroad|to safety|(?:across|over|to) the (?:border|frontier|desert|river|sea)|(?:to|into) [A-Z])"
)


def _open(head: Token, parsed: Parsed) -> bool:
    if re.search(r"\b(?:not|no longer|never|n't)\b", parsed.text[max(0, head.idx - 30) : head.idx]):
        return False
    around = parsed.text[max(0, head.idx - 60) : head.idx + 40]
    verb = head if head.pos_ in ("VERB", "AUX") else head.head
    if lemma(head) == "staff":
        return bool(re.search(r"\b(?:fully|normally) staffed\b", around))
    if lemma(head) in ("operate", "function", "work") and _at_work(head, parsed):
        return True
    if lemma(head) in ("continue", "maintain", "carry", "perform", "go"):
        return bool(re.search(r"\bcontinu", around)) or lemma(head) == "maintain"
    if lemma(head) in ("operate", "function", "work", "run", "operating"):
        return bool(re.search(r"\b(?:continu|remain|still|normal|full|stay|keep|usual)", around)) and not re.search(
            r"\boperat\w+ (?:out of|from)\b", around
        )
    return (
        bool(_STILL.search(around))
        and verb.lower_ not in ("opens", "opened", "open")
        and not re.search(r"\bopen(?:s|ed|ing)? (?:a|an|its|the) ", around)
    )


def _at_work(head: Token, parsed: Parsed) -> bool:
    """ "Is working", "will go on working": a mission that works, and from nowhere else."""
    on = lemma(head.head) in ("go", "carry", "keep") and head.tag_ == "VBG" and head.i - head.head.i <= 2
    now = head.tag_ == "VBG" and any(child.lower_ in ("is", "are") and child.dep_ == "aux" for child in head.children)
    return (on or now) and not re.match(
        r"\w+ (?:\w+ ){0,2}(?:to|on|with(?! (?:fewer|less|reduced|limited|a ))|for|out of|from|remotely|closely|under"
        r"|at (?:reduced|limited))\b",
        parsed.text[head.idx :],
    )


def _relocated(head: Token, thing: Token, parsed: Parsed) -> str | None:
    after = parsed.text[head.idx :]
    if (
        is_staff(thing, parsed)
        and not is_mission(thing, parsed)
        and re.search(r"\bout of\b", after)
        and not re.search(r"\bto [A-Z]", after)
    ):
        return "reduced" if in_part(thing) else "departure_ordered"
    if re.search(r"\b(?:to|into|in|from|out of|elsewhere|back|there|temporarily)\b", after) or passive(head):
        return "relocated"
    return None


_NOT_HOME = pattern("directive.homes")
"""To leave one's house is not to leave the country."""


def _departure(head: Token, thing: Token, parsed: Parsed) -> str | None:
    if _NOT_HOME.match(parsed.text[head.idx :]):
        return None
    if is_family(thing, parsed):
        return None if re.search(r"\bexpel|\bexpuls", parsed.text) else "families_leave"
    if is_mission(thing, parsed):
        evacuation = lemma(head) in ("evacuate", "evacuation", "evacuated", "empty") and not any(
            is_staff(noun, parsed) or is_a(noun, "people") for noun in [*subjects(head), *objects(head)]
        )
        return "departure_ordered" if evacuation else None
    if re.search(r"\b(?:hours|days|weeks)\b", parsed.text[max(0, head.idx - 20) : head.idx]) and re.search(
        r"\b(?:g[ai]ve[sn]?|giving)\b", parsed.text[: head.idx]
    ):
        return None  # "gave their diplomats 48 hours to leave"
    if re.search(
        r"\b(?:expel|expuls|persona non grata|arriv)", parsed.text[max(0, head.idx - 60) : head.idx + 40], re.IGNORECASE
    ):
        return None
    if thing.tag_ in ("NN", "NNP") and lemma(thing) in (
        "diplomat",
        "envoy",
        "official",
        "employee",
        "staffer",
        "worker",
        "ambassador",
    ):
        return None
    if any(child.lower_ in ("partial", "limited") for child in head.children):
        return "reduced"
    if in_part(thing) or _NONESSENTIAL.search(
        parsed.text[max(0, min(head.idx, thing.idx) - 60) : max(head.idx, thing.idx) + 30]
    ):
        return "reduced"
    return "departure_ordered"


def _finding(value: str, head: Token, thing: Token, parsed: Parsed, context: Context) -> Finding | None:
    if value in ("reduced", "families_leave", "departure_ordered") and any(
        lemma(token) in _LIFTED for token in ancestors(head)
    ):
        return None
    senders = owners(thing, head, parsed, context)
    if not senders or forced(head, senders, parsed, context):
        return None
    how = modality(
        head if head.pos_ != "ADJ" else (head.head if head.head.pos_ in ("VERB", "AUX") else head), parsed, value=value
    )
    if how == DROP or (how == "denied" and value in ("open", "services_limited")):
        return None
    places = places_of(value, head, thing, parsed, context, senders=senders)
    stand = parsed.stands.get(thing.i)
    hosts: list[tuple[str | None, str | None]] = hosts_of(
        value, places, head, parsed, context, own=bool(in_phrase(thing, parsed, exclude=senders))
    )
    if stand and stand.hosts and not places:
        hosts = list(stand.hosts)
    return Finding(
        type="mission",
        value=value,
        head=head,
        senders=list(senders),
        hosts=hosts,
        modality=how,
        wording=_wording(head, thing),
    )


def _wording(head: Token, thing: Token) -> str:
    first, last = sorted((head.i, thing.i))
    return str(head.doc[first : last + 1].text) if last - first <= 14 else head.text
