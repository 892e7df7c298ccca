"""What happens to an embassy, a consulate, their staff and their families."""

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Token

from tocsin.reading.hosts import all_mentions, in_phrase, located, resolve
from tocsin.reading.parse import (
    Parsed,
    agents,
    ancestors,
    clause_head,
    conjuncts,
    is_a,
    lemma,
    objects,
    passive,
    prepositional,
    subjects,
    word_class,
)
from tocsin.reading.posture.force import said_by
from tocsin.reading.posture.modality import DROP, asks, modality
from tocsin.reading.posture.model import Finding
from tocsin.reading.states import Mention
from tocsin.reading.who import Context, governments, owns, possessed

_TRANSITIVE = frozenset({"closed", "reopened", "relocated", "reinforced", "services_limited", "reduced"})
"""Values for which, where the verb has an object, the object is what it happens to."""
_LIFTED = frozenset({"lift", "lifting", "rescind", "revoke", "reverse", "end", "ending", "cancel", "terminate"})
_STILL = re.compile(r"\b(?:remain|remains|remained|stay|stays|stayed|keep|keeps|kept|continue|continues|continued|still|normally|fully|currently|now|continuing|as normal|as usual|is|are)\b", re.IGNORECASE)
_NONESSENTIAL = re.compile(r"\b(?:non[- ]?(?:essential|emergency|critical|core|diplomatic)|unnecessary|voluntary|authori[sz]ed departure|eligible)\b", re.IGNORECASE)
_DIPLOMATIC = frozenset({"diplomatic", "embassy", "consular", "consulate", "mission", "government", "foreign", "non-essential", "nonessential", "non-emergency", "essential", "emergency", "diplomat"})
_ATTACK = re.compile(r"\b(?:attack|storm|seiz|bomb|burn|ransack|vandal|break into|breaks into|broke into|set fire|sets fire|hostage|besieg|overr[au]n|occup(?:y|ied|ies))\w*", re.IGNORECASE)


@functools.cache
def _frames() -> dict[str, Any]:
    with (importlib.resources.files("tocsin.reading") / "words" / "frames.toml").open("rb") as file:
        return tomllib.load(file)


def missions(parsed: Parsed, context: Context) -> Iterator[Finding]:
    """Every measure on a mission, its staff or their families in the sentence."""
    if asks(parsed):
        return
    seen: set[tuple[str, int]] = set()
    for token in parsed.doc:
        for value, things in _candidates(token, parsed):
            for finding in _findings(value, token, things, parsed, context):
                if (finding.value, token.i) not in seen:
                    seen.add((finding.value, token.i))
                    yield finding
    for finding in _standing(parsed, context):
        if (finding.value, finding.head.i) not in seen:
            yield finding


def _candidates(token: Token, parsed: Parsed) -> Iterator[tuple[str, list[Token]]]:
    word = _phrasal(token)
    for frame in _frames()["mission"]:
        verb = token.pos_ in ("VERB", "AUX") and (word in frame["verbs"] or lemma(token) in frame["verbs"])
        noun = token.pos_ in ("NOUN", "PROPN") and lemma(token) in frame["nouns"]
        adjective = token.pos_ in ("ADJ", "VERB", "ADV", "NOUN") and token.lower_ in frame["adjectives"] and (not verb or token.dep_ in ("acomp", "oprd", "amod", "attr"))
        if not (verb or noun or adjective):
            continue
        things = _arguments(token, noun=noun)
        if verb and frame["value"] in _TRANSITIVE and not passive(token) and (own := [thing for thing in objects(token)]):
            things = own
        fitting = [thing for thing in things if any(_fits(thing, name, parsed) for name in frame["on"])]
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
        found += [part for child in token.children if child.dep_ in ("poss", "compound", "amod", "nmod") for part in [child]]
        over = clause_head(token)
        if lemma(over) in ("order", "announce", "begin", "start", "authorize", "authorise", "approve", "lead", "undergo", "face", "continue", "plan", "direct"):
            found += objects(over) + subjects(over)
        return found
    found = [*objects(token), *subjects(token)]
    if token.dep_ in ("amod", "acl", "relcl", "acomp", "oprd", "attr", "advcl", "conj"):
        found.append(token.head)
        found += subjects(token.head) + objects(token.head)
    found += prepositional(token, "at", "of", "from", "in")
    return list(dict.fromkeys(part for thing in found for part in conjuncts(thing)))


def _fits(noun: Token, name: str, parsed: Parsed) -> bool:
    if name == "mission":
        return is_mission(noun, parsed)
    if name == "staff":
        return is_staff(noun, parsed)
    if name == "family":
        return is_family(noun, parsed)
    if name == "operations":
        return lemma(noun) in _frames()["operations"]["words"] and _mission_near(noun, parsed)
    return is_a(noun, "services") and _consular(noun, parsed)


def is_mission(noun: Token, parsed: Parsed) -> bool:
    """Whether a noun is an embassy, a consulate or a diplomatic mission."""
    if not is_a(noun, "mission"):
        return False
    if lemma(noun) not in word_class("mission_weak"):
        return True
    near = [lemma(child) for child in noun.subtree]
    if {"military", "training", "rescue", "peacekeeping", "combat", "evacuation", "trade", "fact-finding", "space", "observer"} & set(near):
        return False
    return bool({"diplomatic", "foreign", "consular"} & set(near)) or (possessed(noun) and "capital" in near) or any(
        parsed.mention(child) is not None for child in noun.children if child.dep_ in ("amod", "compound", "poss", "nmod")
    )


def is_staff(noun: Token, parsed: Parsed) -> bool:
    """Whether a noun is people who serve at a mission."""
    if not is_a(noun, "staff") or is_mission(noun, parsed):
        return False
    strong = any(name in word_class("staff") - word_class("staff_weak") for name in [lemma(noun)])
    around = {lemma(child) for child in noun.subtree if abs(child.i - noun.i) < 9} | {lemma(noun)}
    if around & {"military", "hotel", "airline", "hospital", "school", "company", "aid", "rig", "oil", "sec", "security", "prison"} and not around & {"embassy", "diplomatic", "consulate", "diplomat"}:
        return False
    if strong:
        return True
    text = parsed.text.lower()
    if around & _DIPLOMATIC or any("essential" in word or "emergency" in word for word in around):
        return "diplomat" in text or "embass" in text or "consul" in text or "mission" in text or "government" in around or "state" in text
    if lemma(head := clause_head(noun)) in ("evacuate", "withdraw", "pull", "remove", "relocate") and noun in [*objects(head), *subjects(head)] and re.search(r"\b(?:embass|consul|high commission)", text):
        return True
    return bool(re.search(r"\b(?:embass|consul|diplomat)", text)) and (possessed(noun) or bool(owns(noun, parsed)) or _attached(noun))


def _attached(noun: Token) -> bool:
    return any(is_a(place, "mission") for place in prepositional(noun, "at", "of", "in", "from")) or any(
        lemma(child) in ("most", "all", "some", "remaining", "half", "extra", "additional", "its", "their", "more", "the", "key", "local") for child in noun.children
    )


def is_family(noun: Token, parsed: Parsed) -> bool:
    """Whether a noun is the families of people who serve at a mission."""
    return (is_a(noun, "family") or (lemma(noun) == "member" and any(child.lower_ == "family" for child in noun.children))) and bool(re.search(r"\b(?:diplomat|embass|consul|staff|personnel|employee|mission|government|official)", parsed.text, re.IGNORECASE))


def _mission_near(noun: Token, parsed: Parsed) -> bool:
    verb = clause_head(noun)
    nouns = [*subjects(verb), *prepositional(verb, "at", "in"), *prepositional(noun, "at", "of", "in"), *noun.children]
    return any(is_mission(near, parsed) for near in nouns) or bool(re.search(r"\b(?:embass|consul|high commission|diplomatic mission|\bmissions? (?:to|in))", parsed.text, re.IGNORECASE))


def _consular(noun: Token, parsed: Parsed) -> bool:
    phrase = " ".join(child.lower_ for child in noun.subtree)
    return bool(re.search(r"\b(?:consular|visa|passport|embassy)\b", phrase)) or (
        bool(re.search(r"\b(?:embass|consul|visa)", parsed.text, re.IGNORECASE)) and lemma(noun) == "service"
    )


def _findings(value: str, head: Token, things: list[Token], parsed: Parsed, context: Context) -> Iterator[Finding]:
    for thing in _all_things(value, things, parsed):
        exact = _exact(value, head, thing, parsed)
        if exact is None:
            continue
        finding = _finding(exact, head, thing, parsed, context)
        if finding:
            yield finding
            if value != "departure":
                return


def _all_things(value: str, things: list[Token], parsed: Parsed) -> list[Token]:
    """Families of staff "and non-emergency personnel": the second party hangs on the first one's ``of`` phrase."""
    if value != "departure":
        return things
    more = [noun for thing in things if is_family(thing, parsed) for noun in prepositional(thing, "of") if noun.head.dep_ != "prep" and _part(noun) and is_a(noun, "staff")]
    return things + [noun for noun in more if noun not in things]


def _exact(value: str, head: Token, thing: Token, parsed: Parsed) -> str | None:
    if value == "departure":
        if lemma(head) in ("order", "bring", "take", "call", "move") and not re.search(r"\b(?:out of|home|back)\b", parsed.text[head.idx :]):
            return None
        return _departure(head, thing, parsed)
    if value == "open":
        return "open" if _open(head, parsed) else None
    if value == "relocated":
        return _relocated(head, thing, parsed)
    if value == "closed" and head.pos_ == "VERB" and head.tag_ == "VBG" and head.dep_ == "amod":
        return None
    if value == "services_limited" and is_mission(thing, parsed):
        return None
    if value == "closed" and re.search(r"\b(?:visa|consular|passport)[\w -]*services?\b", parsed.text) and lemma(head) in ("suspend", "suspension", "suspended", "halt", "pause") and not re.search(r"\b(?:operations|activities|embassy (?:is|was|has been) (?:closed|suspended))\b", parsed.text):
        return None
    if value == "closed" and re.search(r"\b(?:counters?|doors? to (?:the )?public|window)\b", parsed.text[head.idx : head.idx + 40]):
        return "services_limited"
    if value == "reduced" and is_mission(thing, parsed) and not re.search(r"\b(?:staff|presence|size|footprint|operations|level|number)", parsed.text):
        return None
    return value


def _open(head: Token, parsed: Parsed) -> bool:
    if re.search(r"\b(?:not|no longer|never|n't)\b", parsed.text[max(0, head.idx - 30) : head.idx]):
        return False
    around = parsed.text[max(0, head.idx - 60) : head.idx + 40]
    verb = head if head.pos_ in ("VERB", "AUX") else head.head
    if lemma(head) in ("continue", "maintain", "carry", "perform", "go"):
        return bool(re.search(r"\bcontinu", around)) or lemma(head) == "maintain"
    if lemma(head) in ("operate", "function", "work", "run", "operating"):
        return bool(re.search(r"\b(?:continu|remain|still|normal|full|stay|keep|usual)", around)) and not re.search(r"\boperat\w+ (?:out of|from)\b", around)
    return bool(_STILL.search(around)) and verb.lower_ not in ("opens", "opened", "open") and not re.search(r"\bopen(?:s|ed|ing)? (?:a|an|its|the) ", around)


def _relocated(head: Token, thing: Token, parsed: Parsed) -> str | None:
    after = parsed.text[head.idx :]
    if is_staff(thing, parsed) and not is_mission(thing, parsed) and re.search(r"\bout of\b", after) and not re.search(r"\bto [A-Z]", after):
        return "reduced" if _part(thing) else "departure_ordered"
    if re.search(r"\b(?:to|into|in|from|out of|elsewhere|back|there|temporarily)\b", after) or passive(head):
        return "relocated"
    return None


def _departure(head: Token, thing: Token, parsed: Parsed) -> str | None:
    if is_family(thing, parsed):
        return None if re.search(r"\bexpel|\bexpuls", parsed.text) else "families_leave"
    if is_mission(thing, parsed):
        evacuation = lemma(head) in ("evacuate", "evacuation", "evacuated") and not any(is_staff(noun, parsed) or is_a(noun, "people") for noun in [*subjects(head), *objects(head)])
        return "departure_ordered" if evacuation else None
    if re.search(r"\b(?:expel|expuls|persona non grata|arriv)", parsed.text[max(0, head.idx - 60) : head.idx + 40], re.IGNORECASE):
        return None
    if thing.tag_ in ("NN", "NNP") and lemma(thing) in ("diplomat", "envoy", "official", "employee", "staffer", "worker", "ambassador"):
        return None
    if any(child.lower_ in ("partial", "limited") for child in head.children):
        return "reduced"
    if _part(thing) or _NONESSENTIAL.search(parsed.text[max(0, min(head.idx, thing.idx) - 60) : max(head.idx, thing.idx) + 30]):
        return "reduced"
    return "departure_ordered"


def _part(thing: Token) -> bool:
    quantity = _frames()["quantity"]
    around = [child.lower_ for child in thing.subtree if child.i <= thing.i]
    chain = [token.lower_ for token in list(ancestors(thing))[:2] if token.i < thing.i]
    words = set(around) | set(chain)
    if words & set(quantity["whole"]) and not any("essential" in word or "emergency" in word for word in words):
        return False
    return bool(words & set(quantity["part"])) or any(word.startswith("non") for word in words) or any(
        child.pos_ == "NUM" for child in thing.children
    )


def _finding(value: str, head: Token, thing: Token, parsed: Parsed, context: Context) -> Finding | None:
    if value in ("reduced", "families_leave", "departure_ordered") and any(lemma(token) in _LIFTED for token in ancestors(head)):
        return None
    senders = owners(thing, head, parsed, context)
    if not senders or _forced(head, senders, parsed, context):
        return None
    how = modality(head if head.pos_ != "ADJ" else (head.head if head.head.pos_ in ("VERB", "AUX") else head), parsed, value=value)
    if how == DROP or (how == "denied" and value in ("open", "services_limited")):
        return None
    places = _places(value, head, thing, parsed, context, senders=senders)
    hosts: list[tuple[str | None, str | None]] = _hosts(value, places, head, parsed, senders, context, in_own=bool(in_phrase(thing, parsed, exclude=senders)))
    return Finding(type="mission", value=value, head=head, senders=list(senders), hosts=hosts, modality=how, wording=_wording(head, thing))


def owners(thing: Token, head: Token, parsed: Parsed, context: Context) -> list[str]:
    """The governments whose mission, staff or families these are."""
    found: list[str] = []
    for noun in [thing, *(part for part in prepositional(thing, "at", "of", "from", "in") if is_a(part, "mission") or is_a(part, "staff"))]:
        codes = [code for code in owns(noun, parsed)]
        found += [code for code in codes if code not in found]
        for part in noun.children:
            mention = parsed.mention(part)
            if mention and mention.kind in ("name", "adjective", "government") and part.dep_ in ("compound", "amod", "poss", "nmod") and mention.code not in found:
                found.append(mention.code)
    if found:
        return _coordinated(thing, found, parsed)
    for settled in (Context(people=context.people, sender=context.sender if not context.official else None), context):
        for verb in [head, *ancestors(head)]:
            if verb.pos_ not in ("VERB", "AUX"):
                continue
            actors = agents(verb) if passive(verb) else subjects(verb)
            codes = [code for noun in actors if noun is not thing for code in governments(noun, parsed, settled)]
            if codes:
                return list(dict.fromkeys(codes))
        said = said_by(parsed, settled)
        if said:
            return said
    return context.actors()


def _coordinated(thing: Token, found: list[str], parsed: Parsed) -> list[str]:
    """"The Italian and Greek embassies": adjectives in one list before the noun."""
    at = min((token.i for token in thing.subtree), default=thing.i)
    codes = list(found)
    last: Mention | None = None
    for mention in parsed.mentions:
        if mention.start >= parsed.doc[at].idx and mention.end <= thing.idx + len(thing) and mention.kind == "adjective":
            if last is None or re.fullmatch(r"[\s,]*(?:and |or )?(?:the )?", parsed.text[last.end : mention.start]):
                codes += [mention.code] if mention.code not in codes else []
            last = mention
    return codes


def _forced(head: Token, senders: list[str], parsed: Parsed, context: Context) -> bool:
    """Whether somebody else orders it: "China orders the closure of the US consulate", "expels diplomats"."""
    if head.pos_ == "NOUN":
        doers = [mention.code for child in head.children if child.dep_ in ("amod", "poss", "compound", "nmod") and (mention := parsed.mention(child)) and mention.kind != "city"]
        if doers and not set(doers) & set(senders):
            return True
    for verb in [head, *list(ancestors(head))[:3]]:
        if verb.pos_ == "VERB" and lemma(verb) in ("order", "force", "expel", "demand", "declare", "tell", "give", "ask", "call", "urge", "want", "vow", "threaten", "require"):
            actors = [code for noun in (agents(verb) if passive(verb) else subjects(verb)) for code in governments(noun, parsed, context)]
            if actors and not set(actors) & set(senders):
                return True
    return False


def _places(value: str, head: Token, thing: Token, parsed: Parsed, context: Context, *, senders: list[str]) -> list[Mention]:
    own = in_phrase(thing, parsed, exclude=senders)
    if own and value != "relocated":
        return own
    if value == "relocated":
        return located(parsed, min(head.idx, thing.idx), len(parsed.text), exclude=senders) or own or resolve(parsed, context, near=head, nouns=[thing], senders=senders)
    leaving = value in ("departure_ordered", "reduced", "families_leave")
    return resolve(parsed, context, near=min((head, thing), key=lambda token: token.i), nouns=[thing], senders=senders, leaving=leaving)


def _hosts(
    value: str, places: list[Mention], head: Token, parsed: Parsed, senders: list[str], context: Context, *, in_own: bool = False
) -> list[tuple[str | None, str | None]]:
    if value != "relocated":
        return [(place.code, place.name if place.kind in ("capital", "city") else None) for place in places]
    targets = [place for place in places if re.search(r"\b(?:to|into|in) (?:the )?(?:\w+ )?(?:city of )?$", parsed.text[max(0, place.start - 25) : place.start])]
    cities = [place for place in targets if place.kind in ("capital", "city") and not re.search(r"\b(?:embass\w+|mission|consulate\w*|staff) in $", parsed.text[max(0, place.start - 20) : place.start])]
    origin = [place for place in places if re.search(r"\bfrom (?:the )?(?:\w+ )?$", parsed.text[max(0, place.start - 20) : place.start])]
    place = cities[-1].name if cities else None
    host = (origin or places or [None])[0]
    settled = context.last_host or context.host
    if host and not origin and settled and host.code != settled and settled not in senders and not in_own:
        return [(settled, place or host.name)]
    return [(host.code if host else None, place)]


def _wording(head: Token, thing: Token) -> str:
    first, last = sorted((head.i, thing.i))
    return str(head.doc[first : last + 1].text) if last - first <= 14 else head.text


_CORE = re.compile(
    r"\b(?:only )?(?:(?:keep|retain|leav|maintain)\w* )?(?:only )?(?:an? )?[\"']?(?:core|skeleton|bare|minimum|minimal|reduced|small|limited)[\"']?(?: [\w.'-]+){0,3} (?:team|staff|presence|crew|staffing|number of (?:diplomats|staff|personnel|officials)|personnel|contingent of diplomats)\b",
    re.IGNORECASE,
)
_NO_HELP = re.compile(
    r"\b(?:(?:cannot|can not|can't|could not)(?! guarantee)|unable to|not (?:be )?able to|no longer|unlikely (?:that )?(?:\w+ ){0,4}able to|little ability to|cannot offer|(?:very |extremely |severely )*limited (?:in the |ability|abilities|capabilit\w+|means|resources)|not always able to|(?:does not|do not|will not) (?:provide|offer|have))\b[^.;]{0,60}\b(?:consular|passport|visa|(?:emergency |in-person )?(?:assistance|services|support|help)|assist|help)\b"
    r"|\b(?:ability|capacity|capabilit\w+|options|means) to (?:provide|offer|assist|help|support|deliver)\b[^.;]{0,90}\b(?:limited|reduced|restricted|constrained)\b"
    r"|\breduced (?:ability|capacity)[^.;]{0,40}\b(?:provide|assist|help|support)\b"
    r"|\b(?:consular|government|in-person|embassy|visa|passport)\b[^.;]{0,40}\b(?:support|assistance|services?|help)\b[^.;]{0,30}\b(?:(?:is|are|remains?|severely|extremely|very|be) (?:\w+ ){0,2}(?:limited|unavailable|suspended|restricted|not available)|limited to)\b"
    r"|\bsupport for [A-Z]\w+ nationals is (?:\w+ )?limited\b|\bno [\w.]+ consular (?:staff|presence|services|officials)\b|\bonly (?:be )?(?:provid\w+|offer\w+|handl\w+)? ?(?:\w+ )?emergency (?:consular )?(?:services|assistance|cases)\b"
    r"|\bemergency (?:consular )?services only\b|\b(?:significantly )?fewer resources to assist\b|\bseverely limits the consular services\b|\blimit(?:s|ed|ing) consular (?:services|assistance)\b",
    re.IGNORECASE,
)
_FROM_ELSEWHERE = re.compile(r"\b(?:embass\w+|consulate\w*|mission|diplomats)\b[^.;]{0,60}\b(?:operat(?:es?|ing|ed)|work(?:s|ing|ed)?|function(?:s|ing|ed)?|based) (?:temporarily |now |remotely )*(?:out of|from) (?=[A-Z])")
_MORE = re.compile(r"\b(?:operat|work|function|runn?)\w* with (?:extra|additional|more|reinforced) (?:staff|personnel|consular)|\b(?:extra|additional|more|further) (?:[\w-]+ ){0,2}(?:staff|personnel|consular officers?|diplomats|security|teams?)\b[^.;]{0,30}\b(?:com|sen[dt]|arriv|deploy|dispatch|brought|bring|join|going)\w*|\b(?:sen[dt]|sends|sending|deploy|deploys|deployed|deploying|dispatch|dispatches|dispatched)\b[^.;]{0,110}\b(?:embass\w+|consular (?:team|staff|officers?)|rapid (?:deployment|response) team|consulate\w*)\b", re.IGNORECASE)
_LOCKDOWN = re.compile(r"\b(?:embass\w+|consulate\w*|mission|staff|personnel|employees|diplomats)\b[^.;]{0,70}\b(?:remain sheltered|stay sheltered|into lockdown|in lockdown|on lockdown|locked down|under lockdown|shelter(?:ing|ed)? in place|remain indoors|stay indoors)\b", re.IGNORECASE)
_STANDING: tuple[tuple[str, re.Pattern[str]], ...] = (("reduced", _CORE), ("services_limited", _NO_HELP), ("relocated", _FROM_ELSEWHERE), ("reinforced", _MORE), ("shelter", _LOCKDOWN))
"""States of a mission that are said by a noun phrase more often than by a verb."""


_WORKS_ON = re.compile(r"\b(?:embass\w+|consulates?(?: general)?|missions?|high commissions?)\b[^.;]{0,60}\b(?:continu\w+ (?:with|to provide|to deliver|its|their|all)|carr(?:y|ies) on|go(?:es)? about|keeps? working|is fully staffed|are fully staffed|remains? (?:in place|fully staffed))\b|\b(?:embass\w+|visa office|consulate)\b[^.;]{0,60}\bnormal (?:operating|opening|working) hours continue|\bnormal (?:operating|opening|working) hours (?:continue|apply)[^.;]{0,40}\bembass", re.IGNORECASE)


def _standing(parsed: Parsed, context: Context) -> Iterator[Finding]:
    for value, pattern in (*_STANDING, ("open", _WORKS_ON)):
        match = pattern.search(parsed.text)
        if match and value == "shelter" and re.search(r"\b(?:citizens|nationals|travellers|tourists)\b|\b[A-Z][a-z]+(?:ans|ese|ish)\b (?:in|there)", parsed.text):
            continue
        if match and _about_missions(value, parsed, context):
            finding = _from_phrase(value, match, parsed, context)
            if finding:
                yield finding


def _about_missions(value: str, parsed: Parsed, context: Context) -> bool:
    text = parsed.text
    if value == "services_limited":
        return bool(re.search(r"\b(?:consular|embass|consulate|government|ministry|visa|passport|nationals|citizens)", text, re.IGNORECASE)) and not re.search(r"\bif you (?:over|lose)|dual national(?:s|ity) (?:is|are) not", text)
    return bool(re.search(r"\b(?:diplomat|embass|consul|mission|high commission)", text, re.IGNORECASE))


def _from_phrase(value: str, match: re.Match[str], parsed: Parsed, context: Context) -> Finding | None:
    span = parsed.doc.char_span(match.start(), match.end(), alignment_mode="expand")
    tokens = list(span) if span is not None else [parsed.doc[0]]
    head = next((token for token in tokens if token.pos_ in ("VERB", "AUX")), tokens[-1])
    nouns = [token for token in [*tokens, *parsed.doc] if is_a(token, "mission") or is_a(token, "staff")]
    senders: list[str] = []
    for noun in nouns:
        senders = senders or owns(noun, parsed)
    if not senders:
        actors = [code for noun in subjects(head) for code in governments(noun, parsed, context)]
        senders = list(dict.fromkeys(actors)) or said_by(parsed, context) or context.actors()
    if not senders:
        return None
    if value == "reinforced":
        actors = [code for noun in subjects(head) for code in governments(noun, parsed, Context(people=context.people))]
        if actors and not set(actors) & set(senders):
            return None
    how = modality(head, parsed, value=value) if value not in ("services_limited",) else "considered" if re.search(r"\b(?:may|might|could)\b", match.group()) else "fact"
    if how in (DROP, "denied"):
        return None
    if value == "relocated":
        city = next((place for place in all_mentions(parsed.text) if place.start >= match.end()), None)
        return Finding(type="mission", value=value, head=head, senders=list(senders), hosts=[(None, city.name if city else None)], modality=how, wording=match.group())
    places = resolve(parsed, context, near=tokens[0], nouns=nouns, senders=senders)
    hosts = _hosts(value, places, head, parsed, senders, context)
    return Finding(type="mission", value=value, head=head, senders=list(senders), hosts=hosts, modality=how, wording=match.group())


