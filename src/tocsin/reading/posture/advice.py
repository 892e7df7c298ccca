"""Advice levels: the government's own word for how far to keep away, nationally or for a region."""

import dataclasses
import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.hosts import located, resolve
from tocsin.reading.parse import Parsed, ancestors, clause_head, lemma
from tocsin.reading.posture.force import Force, audience_codes, force_over, said_by, senders_of
from tocsin.reading.posture.modality import DROP, asks, modality
from tocsin.reading.posture.model import Finding
from tocsin.reading.states import Mention
from tocsin.reading.who import Context
from tocsin.records import Scope

_TRAVEL = r"(?:travels?|travell?ing|trips?|journeys?|visit(?:s|ing)?|going|movement)"
_ANY = r"(?:any |all |any and all |any kind of |the |making |taking |further |tourist |leisure |private |any form of )*"
_NEEDED = r"(?:un-?necessary|non-?essential|un-?essential|non-?urgent|non-?necessary|un-?needed|tourist(?:ic)?|tourism|leisure)"
_BUT = r"(?:all )?but (?:the most )?(?:essential|necessary|urgent)"

PHRASES: tuple[tuple[str, str], ...] = (
    ("normal", r"\b(?:exercise|take|practi[cs]e|use) normal (?:safety |security )*precautions\b|^\W*normal (?:safety |security )*precautions\W*$|\bnormal (?:safety |security )*precautions apply\b|\blevel (?:1|one)\b(?! of)"),
    ("normal", rf"\b(?:lift(?:s|ed|ing)?|remov(?:e|es|ed|ing)|drop(?:s|ped|ping)?|scrap(?:s|ped|ping)?|withdr[ae]ws?|withdrawn|end(?:s|ed|ing)?|cancel(?:s|led|ling)?|revok(?:e|es|ed|ing)|eas(?:e|es|ed|ing))\b[^.;]{{0,40}}\b(?:travel (?:ban|warning|advisor(?:y|ies)|advice|alert|restrictions?|advice restrictions?)|ban on (?:{_TRAVEL})|warnings? against (?:{_TRAVEL}))"),
    ("normal", rf"\bno longer (?:advis|warn|recommend)\w+ (?:\w+ ){{0,3}}against {_ANY}{_TRAVEL}|\btravel (?:warning|ban|advisory) (?:was |has been |is )?(?:lifted|removed|withdrawn|cancelled)\b"),
    ("avoid_nonessential", rf"\bagainst {_ANY}{_TRAVEL}[^.;,]{{0,40}}\b(?:that|which) (?:is|are) not (?:strictly |absolutely |really )?(?:necessary|essential|urgent|needed)|\b{_TRAVEL} (?:that|which) (?:is|are) not (?:strictly |absolutely )?(?:necessary|essential|urgent|needed)\b|\bagainst {_ANY}{_NEEDED} {_TRAVEL}|\bagainst {_BUT} {_TRAVEL}|\bavoid(?:ing)? {_ANY}{_NEEDED} {_TRAVEL}|\bavoid(?:ing)? {_BUT} {_TRAVEL}|\b{_BUT} {_TRAVEL} to\b|\bagainst {_ANY}\"?{_NEEDED}"),
    ("avoid_nonessential", rf"\breconsider(?:ing)? (?:your |their |the |all |any |its )*(?:need (?:to|for) |plans? (?:to|for) )?{_TRAVEL}|\b(?:postpon|delay|defer|put(?:ting)? off|suspend)(?:e|es|ed|ing|s)? (?:all |any |their |your |planned |non-?essential |further |plans (?:to|for) |every )*(?:{_TRAVEL})\b|\blevel (?:3|three)\b|\b(?:avoid|limit|restrict|refrain from)\w* {_ANY}{_TRAVEL}[^.;]{{0,60}}unless (?:they|it|you|absolutely|strictly|essential|necessary)|\bonly (?:essential|necessary|urgent) travel|\btravel only (?:if|when|for) (?:\w+ )?(?:essential|necessary|urgent)|\bconsider avoiding (?:doing so|travel)"),
    ("avoid_all", rf"\b(?:do not|don't|not to|should not|must not|shouldn't|to not|avoid|avoiding|refrain from|abstain from|desist from) {_ANY}(?:attempt(?:ing)? to )?(?:travel|travell?ing|go|going|visit|visiting|enter|entering)\b(?! (?:to )?(?:the )?(?:airport|border|crossing|demonstration|protest|market|embassy|consulate|local|your|their|its|public|at night|after dark|alone|by (?:road|land|bus|train|night)|between|on|through|within|without|outside|near|close|roads?|there by))"),
    ("avoid_all", rf"\bagainst \"?{_ANY}\"?{_TRAVEL}\b|\b{_TRAVEL} to [^.;]{{0,80}}\b(?:is|are)(?: \w+)? (?:(?:strongly |also |therefore |currently |not |no longer )*(?:discouraged|advised against|recommended against|prohibited|banned|forbidden|not recommended|not advised))|\b(?:is|are)(?: \w+)? (?:strongly |also |therefore )*(?:advised against|not advised to travel)|\b(?:all |any )?(?:travel|trips?) (?:\w+ ){{0,12}}(?:is|are) (?:also |therefore |strongly )*(?:discouraged|not recommended|prohibited|banned|advised against)"),
    ("avoid_all", rf"\bdo not travel\b|\blevel (?:4|four)\b|\bavoid {_ANY}{_TRAVEL}\b|\b(?:code|level|status|zone|to|category) (?:\w+ )?red\b|\bred (?:level|code|status|list|category|zone)\b|\btravel warning\b|\bnot? {_TRAVEL} (?:to )?under any circumstances?|\bban(?:s|ned|ning)? (?:its |their |all |\w+ )?(?:citizens|nationals|residents|people|\w+s)? ?from (?:travel|visit|go)\w*|\b(?:imposes?|imposed|issued?|issues|announces?|announced) (?:a |the )?(?:full |total |complete )?travel ban (?:to|for its|against)\b|\bban on travel to\b"),
    ("avoid_all", rf"\b{_TRAVEL} (?:to )?[^.;]{{0,60}}\b(?:is|are) to be avoided\b|\b{_TRAVEL} to [^.;]{{0,60}} should be avoided\b|\bout of bounds for\b|\bstay away from the (?:entire |whole )?country\b|\blevel\b[^.;]{{0,60}} to \"?(?:four|4|red)\b"),
    ("avoid_nonessential", r"\blevel\b[^.;]{0,60} to \"?(?:three|3|orange)\b"),
    ("caution", r"\blevel\b[^.;]{0,60} to \"?(?:two|2|yellow)\b"),
    ("caution", r"\b(?:exercis|tak|us|practi[cs])(?:e|es|ed|ing) (?:a )?(?:an? )?(?:increased?|high degree of|heightened|extra|extreme|particular|great|greater|special|utmost|additional|considerable|appropriate|due|maximum|more|particular)? ?(?:level of |degree of )?(?:caution|care|vigilance)\b|\b(?:high degree of|increased|heightened|extra) caution\b|\b(?:be|remain|stay|being) (?:extra |extremely |especially |particularly |highly |very |on )*(?:vigilant|cautious|alert|careful)\b|\blevel (?:2|two)\b|\btravel with (?:\w+ )?caution\b|\bheightened vigilance\b|\bcaution is (?:advised|recommended|urged)\b|\bexercise caution\b|\bbe on (?:their|your) guard\b"),
)
_COMPILED = tuple((value, re.compile(pattern, re.IGNORECASE)) for value, pattern in PHRASES)
"""Tried in order; the first that covers a stretch of text wins, so "against non-essential travel" is never "against travel"."""

_REGION_WORDS = re.compile(
    r"\b(?:parts? of|border(?:s|ing)?|areas?|regions?|within \d|km of|kilomet|miles of|north(?:ern|east\w*|west\w*)?|south(?:ern|east\w*|west\w*)?|"
    r"east(?:ern)?|west(?:ern)?|central|provinces?|states of|states?\b(?! of israel)|districts?|governorates?|cit(?:y|ies)|town|islands?|peninsula|airport|highway|road|zones?|"
    r"territories of|regional|strip|frontline|outside (?:of )?[A-Z]|departments?|oblasts?|archipelago|sea)\b",
    re.IGNORECASE,
)
_NOT_ADVICE = re.compile(r"\b(?:level \d (?:of|alert|emergency|lockdown)|alert level|visa|passport)\b", re.IGNORECASE)


def advice(parsed: Parsed, context: Context) -> Iterator[Finding]:
    """Every level of advice in the sentence, with its scope."""
    if asks(parsed):
        return
    taken: list[tuple[int, int]] = []
    if re.match(r"\W*(?:levels?|key|legend|what does this mean)\b.*\b1\b.*\b4\b", parsed.text, re.IGNORECASE):
        return
    for value, pattern in _COMPILED:
        for match in pattern.finditer(parsed.text):
            span = match.span()
            if _unfit(value, match, parsed, context, others=bool(taken)):
                continue
            if any(span[0] < end and start < span[1] for start, end in taken):
                continue
            found = _finding(value, match, parsed, context)
            if found:
                taken.append(span)
                yield found


def _finding(value: str, match: re.Match[str], parsed: Parsed, context: Context) -> Finding | None:
    head = _head(parsed, match)
    label = _is_label(parsed, match, context)
    force = force_over(head, parsed)
    senders = _senders(force, head, parsed, context, label=label, value=value)
    if not senders:
        return None
    how = "fact" if label or force is None or force.kind == "imperative" else _mode(force, head, parsed, match)
    if how == DROP:
        return None
    places = _on_page(_hosts(head, match, parsed, context, senders=senders, force=force), parsed, context)
    region = _region(match, parsed, places)
    scope: Scope = "regional" if region else "national"
    hosts: list[tuple[str | None, str | None]] = [(place.code, region) for place in places] or ([(None, region)] if region else [])
    return Finding(type="advice", value=value, head=head, senders=list(senders), hosts=hosts, modality=how, scope=scope, wording=match.group())


def _unfit(value: str, match: re.Match[str], parsed: Parsed, context: Context, *, others: bool) -> bool:
    """A generic warning beside a stated level, a weak "be careful" on a page that has a level, an airport, an alert level."""
    word = match.group().lower()
    before = parsed.text[: match.start()]
    if value != "normal" and re.search(r"\b(?:withdr[ae]w\w*|lift\w*|dropp?\w*|remov\w*|ended|scrapp\w*|struck out|cancel\w*|revok\w*) (?:[\w'-]+ ){0,4}$", before):
        return True
    if re.search(r"\bfrom (?:level )?\"?\d[^.;]{0,30}$|\bfrom \"?$|\((?:level )?\d?$", before) and re.match(r"[^.;]{0,60}\bto\b", parsed.text[match.end() :]) and "level" in before.lower():
        return True
    if re.search(r"\bwhy\b", before) or (re.search(r"\b(?:where|which)\b", before) and re.fullmatch(r"against travel(?:ling)?", word)):
        return True
    if word == "travel warning" and (others or re.search(r"\bagainst\b|\blift|\bremov|\bdrop", parsed.text)):
        return True
    if value == "caution" and context.official and re.search(r"\b(?:be|stay|remain|being)\b|take|care|vigilan", word) and "high degree" not in word:
        return not re.search(r"\b(?:citizens|nationals|travellers|visitors) (?:should|must|are)\b", parsed.text)
    if value == "caution" and context.official and re.search(r"\bif you\b|\bwhen\b", parsed.text, re.IGNORECASE):
        return True
    if re.match(r"(?: to)? (?:the )?(?:[A-Z][\w'-]+ ){0,5}(?:International )?[Aa]irport\b", parsed.text[match.end() :]):
        return True
    return "level" in word and bool(_NOT_ADVICE.search(parsed.text[max(0, match.start() - 12) : match.end() + 10])) and not context.official


def _mode(force: Force, head: Token, parsed: Parsed, match: re.Match[str]) -> str:
    how = modality(force.word, parsed, value="advice")
    if how == "denied" and re.match(r"(?:do not|don't|not|no longer|never|should not|must not|cannot)", match.group(), re.IGNORECASE):
        return "fact"
    return how


def _head(parsed: Parsed, match: re.Match[str]) -> Token:
    span = parsed.doc.char_span(match.start(), match.end(), alignment_mode="expand")
    tokens = list(span) if span is not None else [parsed.doc[0]]
    verbs = [token for token in tokens if token.pos_ == "VERB" and lemma(token) not in ("be",)]
    if match.group().lower().startswith("against"):
        return tokens[0]
    return verbs[0] if verbs else tokens[0]


def _is_label(parsed: Parsed, match: re.Match[str], context: Context) -> bool:
    """A line that is little more than the level itself: a heading of a register, a status line."""
    rest = parsed.text[: match.start()] + parsed.text[match.end() :]
    words = re.findall(r"[A-Za-z]+", rest)
    return context.official and len(words) <= 9 and not parsed.text.rstrip().endswith((",",))


def _senders(force: Force | None, head: Token, parsed: Parsed, context: Context, *, label: bool, value: str) -> list[str]:
    if label and context.sender:
        said = [] if force is None else senders_of(force, [], parsed, Context())
        return said or [context.sender]
    if force is not None:
        fits, codes = audience_codes(force, parsed)
        if force.kind == "imperative" and not context.official and '"' not in parsed.text:
            return []
        if not fits and force.audience and force.kind != "noun" and value not in ("avoid_all", "avoid_nonessential", "normal"):
            return []
        if force.kind == "modal" and not context.official and not codes and not fits:
            return []
        if force.audience and not fits and force.kind == "verb" and not _itself(force, head):
            return []
        return senders_of(force, codes, parsed, context)
    return _bare(head, parsed, context)


def _itself(force: Force, head: Token) -> bool:
    """Whether what the verb takes is the advice itself ("advised against travel"), not somebody told."""
    return all(noun.i >= head.i for noun in force.audience)


def _bare(head: Token, parsed: Parsed, context: Context) -> list[str]:
    """No verb of telling: a ban, a lifted warning, a raised level, whose subject is the government."""
    from_subject = subject_codes(head, parsed, context)
    return from_subject or said_by(parsed, context) or ([context.sender] if context.official and context.sender else list(context.last_senders))


def subject_codes(head: Token, parsed: Parsed, context: Context) -> list[str]:
    """The governments that are the subject of the clause around a token."""
    from tocsin.reading.parse import subjects  # noqa: PLC0415
    from tocsin.reading.who import governments  # noqa: PLC0415

    for token in [head, *ancestors(head)]:
        if token.pos_ in ("VERB", "AUX"):
            found = [code for noun in subjects(token) for code in governments(noun, parsed, context)]
            if found:
                return list(dict.fromkeys(found))
    return []


def _hosts(head: Token, match: re.Match[str], parsed: Parsed, context: Context, *, senders: list[str], force: Force | None) -> list[Mention]:
    after = located(parsed, match.start(), _stop(parsed, match.end()), exclude=senders)
    if after:
        return _bordering(after, parsed, context)
    if value_on := [mention for mention in parsed.mentions if mention.start >= match.end() and mention.kind == "name" and mention.code not in senders and parsed.text[: mention.start].endswith(("on ", "on the "))]:
        return value_on[:1]
    prefix = _prefix(parsed, match)
    if context.official and context.host and prefix and not any(mention.name == prefix or mention.name.upper() == prefix for mention in parsed.mentions) and re.search(r"[-–—:]\s*$", parsed.text[: match.start()]):
        return []
    if context.official and context.host and parsed.sentence.bullet:
        return []
    before = [mention for mention in parsed.mentions if mention.end <= match.start() and mention.kind in ("name", "region", "capital") and mention.code not in senders]
    if context.official and before and before[-1].kind != "capital":
        return before[-1:]
    return resolve(parsed, context, near=head, nouns=[clause_head(head), *(force.audience if force else [])], senders=senders)


def _on_page(places: list[Mention], parsed: Parsed, context: Context) -> list[Mention]:
    """On a page about one country another is a host only where the advice names it outright ("travel to Ukraine")."""
    if not (context.official and context.host):
        return places
    kept = []
    for place in places:
        before = parsed.text[max(0, place.start - 60) : place.start]
        outright = re.search(r"(?:\b(?:to|in|for|and|or)|,|^\W*)\s*(?:the )?(?:\w+ )?$", before) and "border" not in before
        if place.code == context.host or outright or place.kind == "region":
            kept.append(place)
    return kept


def _bordering(places: list[Mention], parsed: Parsed, context: Context) -> list[Mention]:
    """"The border with Iraq" on a page about Jordan is in Jordan."""
    if not context.host:
        return places
    kept = []
    for place in places:
        before = parsed.text[max(0, place.start - 40) : place.start]
        neighbour = re.search(r"\bborders? (?:areas? )?(?:with|of|near|to|between)[\w ]*$|\bborder areas with $", before)
        kept.append(dataclasses.replace(place, code=context.host, kind="region") if neighbour and place.code != context.host else place)
    return kept


def _prefix(parsed: Parsed, match: re.Match[str]) -> str:
    """What stands before a level on its line, without the level's number: "Mindanao – Level 4:" gives Mindanao."""
    return re.sub(r"[-–—:\s]*\bLevel \d\W*$", "", parsed.text[: match.start()], flags=re.IGNORECASE).strip(" -–—:*#")


def _whole(match: re.Match[str], parsed: Parsed, stop: int) -> bool:
    """Whether the object of the advice is a whole country: named first, or "the rest of" it, or "overall"."""
    zone = parsed.text[match.start() : min(len(parsed.text), stop + 20)]
    if re.search(r"\boverall\b|\bfor any (?:reason|purpose)\b|\b(?:rest|remainder|whole|all|entire|other (?:areas|parts)) (?:of )?(?:the )?(?:country|kingdom|territory)\b", zone, re.IGNORECASE):
        return True
    for mention in parsed.mentions:
        if mention.kind == "name" and match.end() <= mention.start < stop:
            between = parsed.text[match.end() : mention.start]
            owner = parsed.text[mention.end : mention.end + 2] in ("'s", "’s")
            if re.fullmatch(r"\W*(?:to|in|for|within|into|around|through)?(?: all)?(?: other (?:areas|parts) of| the (?:rest|remainder|whole) of| all of)?(?: the)?\s*", between, re.IGNORECASE) and not owner:
                return not re.match(r"-[A-Z]|\s+(?:border|side)\b", parsed.text[mention.end :])
    return False


def _stop(parsed: Parsed, start: int) -> int:
    found = re.search(r"[;:(]|\b(?:due to|because|amid|after|following|where|as (?:the|fears)|except|excluding|with the exception|while|but)\b|, (?:and|with|which|joining)\b", parsed.text[start:])
    return start + found.start() if found else len(parsed.text)


def _region(match: re.Match[str], parsed: Parsed, places: list[Mention]) -> str | None:
    """The region as written, where the object of the advice is less than a country."""
    stop = _stop(parsed, match.end())
    zone = parsed.text[match.start() : stop]
    tail = parsed.text[match.end() : stop]
    if re.search(r":\W*$", parsed.text[match.end() :]) and len(tail) < 90 and (re.search(r"\bfollowing\b", tail) or not places or not tail.strip(" :to")):
        return tail.strip(" :,.\"") or "the areas listed"
    if re.search(r"\b(?:where|in which|to which)\b[^,;]*$", parsed.text[: match.start()]):
        return parsed.text[: match.start()].strip(" ,")
    prefix = _prefix(parsed, match)
    if prefix and not places and re.search(r"[-–—:]\s*$", parsed.text[: match.start()]):
        return prefix
    if _whole(match, parsed, stop):
        return None
    regional = [place for place in places if place.kind in ("region", "city", "capital") and match.start() <= place.start < stop]
    if regional and all(place.kind in ("region", "city", "capital") for place in places):
        return tail.strip(" ,.\"") or regional[0].name
    inside = _REGION_WORDS.search(tail) or _REGION_WORDS.search(zone[: max(0, len(zone) - len(tail))])
    return tail.strip(" ,.\"") or zone if inside else None
