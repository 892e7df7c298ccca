"""Advice levels: the government's own word for how far to keep away, nationally or for a region."""

import dataclasses
import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.hosts import located, resolve
from tocsin.reading.parse import Parsed, ancestors, clause_head, lemma, subjects
from tocsin.reading.patterns import advice_gate, advice_phrases, advice_schemes, pattern
from tocsin.reading.posture.force import Force, audience_codes, force_over, senders_of
from tocsin.reading.posture.modality import DROP, asks, modality
from tocsin.reading.posture.model import Finding
from tocsin.reading.posture.saying import main_subject, said_by
from tocsin.reading.states import Mention
from tocsin.reading.who import Context, governments
from tocsin.records import Scope

_REGION_WORDS = pattern("advice.region_words")
_NOT_ADVICE = re.compile(r"\b(?:level \d (?:of|alert|emergency|lockdown)|alert level|visa|passport)\b", re.IGNORECASE)


def advice(parsed: Parsed, context: Context) -> Iterator[Finding]:
    """Every level of advice in the sentence, with its scope."""
    if asks(parsed) or not advice_gate().stand_in(parsed.text):
        return
    taken: list[tuple[int, int]] = []
    if re.match(r"\W*(?:levels?|key|legend|what does this mean)\b.*\b1\b.*\b4\b", parsed.text, re.IGNORECASE):
        return
    for value, phrase in advice_phrases():
        for match in phrase.finditer(parsed.text):
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
    value = _by_scheme(value, match, senders)
    how = "fact" if label or force is None or force.kind == "imperative" else _mode(force, parsed, match)
    if how == DROP:
        return None
    places = _on_page(_hosts(head, match, parsed, context, senders=senders, force=force), parsed, context)
    region = _region(match, parsed, places)
    scope: Scope = "regional" if region else "national"
    hosts: list[tuple[str | None, str | None]] = [(place.code, region) for place in places] or (
        [(None, region)] if region else []
    )
    return Finding(
        type="advice",
        value=value,
        head=head,
        senders=list(senders),
        hosts=hosts,
        modality=how,
        scope=scope,
        wording=match.group(),
    )


def _by_scheme(value: str, match: re.Match[str], senders: list[str]) -> str:
    """What a bare number means where a government counts otherwise than most: Japan's level 3 is "avoid all travel"."""
    number = re.search(r"(?:level |to \"?)([1-4]|one|two|three|four)\b", match.group(), re.IGNORECASE)
    scheme = advice_schemes().get(senders[0]) if number and len(senders) == 1 else None
    if number is None or scheme is None:
        return value
    step = number[1].lower()
    return scheme[int(step) - 1 if step.isdigit() else _STEPS.index(step)]


_STEPS = ("one", "two", "three", "four")


def _unfit(value: str, match: re.Match[str], parsed: Parsed, context: Context, *, others: bool) -> bool:
    """A generic warning beside a stated level, a weak "be careful" on a page with a level, an airport."""
    word = match.group().lower()
    before = parsed.text[: match.start()]
    if value != "normal" and pattern("advice.unfit").search(before) and not re.search(r"\bto [\"']?$", before):
        return True
    if (
        re.search(r"\bfrom (?:level )?\"?\d[^.;]{0,30}$|\bfrom \"?$|\((?:level )?\d?$", before)
        and re.match(r"[^.;]{0,60}\bto\b", parsed.text[match.end() :])
        and _STEPPED.search(before)
    ):
        return True
    if value == "normal" and _FURTHER.match(parsed.text[match.end() :]):
        return True
    if re.search(r"\b(?:previously|formerly|used to)\b", before):
        return True
    if re.search(r"\bwhy\b", before) or (
        re.search(r"\b(?:where|which)\b[^,;]*$", before) and re.fullmatch(r"against travel(?:ling)?", word)
    ):
        return True
    if word.startswith("all ") and match.start() and not re.search(r"\bagainst\b", before):
        return True
    if word == "travel warning" and (others or re.search(r"\bagainst\b|\blift|\bremov|\bdrop", parsed.text)):
        return True
    if (
        value == "caution"
        and context.official
        and re.search(r"\b(?:be|stay|remain|being)\b|take|care|vigilan", word)
        and "high degree" not in word
    ):
        return not re.search(r"\b(?:citizens|nationals|travellers|visitors) (?:should|must|are)\b", parsed.text)
    if value == "caution" and context.official and re.search(r"\bif you\b|\bwhen\b", parsed.text, re.IGNORECASE):
        return True
    if re.match(r"(?: to)? (?:the )?(?:[A-Z][\w'-]+ ){0,5}(?:International )?[Aa]irport\b", parsed.text[match.end() :]):
        return True
    return (
        "level" in word
        and bool(_NOT_ADVICE.search(parsed.text[max(0, match.start() - 12) : match.end() + 10]))
        and not context.official
    )


_STEPPED = re.compile(r"\b(?:levels?|advice|advisor(?:y|ies)|alert|warning|status|guidance|rating)\b", re.IGNORECASE)
_FURTHER = re.compile(
    r"(?: (?:on|for|to) [\w ]{2,30}?)? (?:from [^.;]{0,60} )?"
    r"to (?:[\"']|level|the (?:top|highest)|avoid|do not|red\b|orange)"
)
"""Advice that is lifted to another step is not lifted."""


def _mode(force: Force, parsed: Parsed, match: re.Match[str]) -> str:
    how = modality(force.word, parsed, value="advice")
    if how == "denied" and re.match(
        r"(?:do not|don't|not|no longer|never|should not|must not|cannot)", match.group(), re.IGNORECASE
    ):
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


def _senders(
    force: Force | None, head: Token, parsed: Parsed, context: Context, *, label: bool, value: str
) -> list[str]:
    if label and context.sender:
        said = [] if force is None else senders_of(force, [], parsed, Context())
        return said or [context.sender]
    if force is not None:
        fits, codes = audience_codes(force, parsed)
        if force.kind == "imperative" and not context.official and '"' not in parsed.text:
            return []
        if (
            not fits
            and force.audience
            and force.kind != "noun"
            and value not in ("avoid_all", "avoid_nonessential", "normal")
        ):
            return []
        if force.kind == "modal" and not context.official and not codes and not fits:
            return []
        if force.audience and not fits and force.kind == "verb" and not _itself(force, head):
            return []
        return senders_of(force, codes, parsed, context)
    return _bare(head, parsed, context)


def _itself(force: Force, head: Token) -> bool:
    """Whether what the verb takes is the advice itself ("advised against travel"), not somebody told."""
    return all(noun.i >= head.i or lemma(noun) in _TRAVEL for noun in force.audience)


_TRAVEL = frozenset({"travel", "trip", "visit", "journey"})


def _bare(head: Token, parsed: Parsed, context: Context) -> list[str]:
    """No verb of telling: a ban, a lifted warning, a raised level, whose subject is the government."""
    from_subject = subject_codes(head, parsed, context)
    return (
        from_subject
        or said_by(parsed, context)
        or main_subject(parsed, context)
        or ([context.sender] if context.official and context.sender else list(context.last_senders))
    )


def subject_codes(head: Token, parsed: Parsed, context: Context) -> list[str]:
    """The governments that are the subject of the clause around a token."""
    for token in [head, *ancestors(head)]:
        if token.pos_ in ("VERB", "AUX") and lemma(token) != "level":
            found = [code for noun in subjects(token) for code in governments(noun, parsed, context)]
            if found:
                return list(dict.fromkeys(found))
    return []


def _hosts(
    head: Token, match: re.Match[str], parsed: Parsed, context: Context, *, senders: list[str], force: Force | None
) -> list[Mention]:
    after = located(parsed, match.start(), _stop(parsed, match.end()), exclude=senders)
    if after:
        return _bordering(after, parsed, context)
    if value_on := [
        mention
        for mention in parsed.mentions
        if mention.start >= match.end()
        and mention.kind == "name"
        and mention.code not in senders
        and parsed.text[: mention.start].endswith(("on ", "on the "))
    ]:
        return value_on[:1]
    prefix = _prefix(parsed, match)
    if (
        context.official
        and context.host
        and prefix
        and not any(mention.name == prefix or mention.name.upper() == prefix for mention in parsed.mentions)
        and re.search(r"[-–—:]\s*$", parsed.text[: match.start()])
    ):
        return []
    if context.official and context.host and parsed.sentence.bullet:
        return []
    before = [
        mention
        for mention in parsed.mentions
        if mention.end <= match.start()
        and mention.kind in ("name", "region", "capital")
        and mention.code not in senders
    ]
    if context.official and before and before[-1].kind != "capital":
        return before[-1:]
    return resolve(
        parsed, context, near=head, nouns=[clause_head(head), *(force.audience if force else [])], senders=senders
    )


def _on_page(places: list[Mention], parsed: Parsed, context: Context) -> list[Mention]:
    """On a page about one country another is a host only where the advice names it outright ("travel to Ukraine")."""
    if not (context.official and context.host):
        return places
    kept = []
    for place in places:
        before = parsed.text[max(0, place.start - 60) : place.start]
        outright = (
            re.search(r"(?:\b(?:to|in|for|and|or)|,|^\W*)\s*(?:the )?(?:\w+ )?$", before) and "border" not in before
        )
        if place.code == context.host or outright or place.kind == "region":
            kept.append(place)
    return kept


def _bordering(places: list[Mention], parsed: Parsed, context: Context) -> list[Mention]:
    """ "The border with Iraq" on a page about Jordan is in Jordan."""
    if not context.host:
        return places
    kept = []
    for place in places:
        before = parsed.text[max(0, place.start - 40) : place.start]
        neighbour = re.search(
            r"\bborders? (?:(?:areas?|regions?|zones?) )?(?:with|of|near|to|between)[\w ]*$",
            before,
        )
        kept.append(
            dataclasses.replace(place, code=context.host, kind="region")
            if neighbour and place.code != context.host
            else place
        )
    return kept


def _prefix(parsed: Parsed, match: re.Match[str]) -> str:
    """What stands before a level on its line, without the level's number: "Mindanao – Level 4:" gives Mindanao."""
    return re.sub(r"[-–—:\s]*\bLevel \d\W*$", "", parsed.text[: match.start()], flags=re.IGNORECASE).strip(" -–—:*#")


def _whole(match: re.Match[str], parsed: Parsed, stop: int) -> bool:
    """Whether the object of the advice is a whole country: named first, or "the rest of" it, or "overall"."""
    zone = parsed.text[match.start() : min(len(parsed.text), stop + 20)]
    if pattern("advice.whole").search(zone):
        return True
    for mention in parsed.mentions:
        if mention.kind == "name" and match.end() <= mention.start < stop:
            between = parsed.text[match.end() : mention.start]
            owner = parsed.text[mention.end : mention.end + 2] in ("'s", "’s")
            if pattern("advice.whole_2").fullmatch(between) and not owner:
                return not re.match(r"-[A-Z]|\s+(?:border|side)\b", parsed.text[mention.end :])
    return False


def _stop(parsed: Parsed, start: int) -> int:
    found = pattern("advice.stop").search(parsed.text[start:])
    return start + found.start() if found else len(parsed.text)


def _region(match: re.Match[str], parsed: Parsed, places: list[Mention]) -> str | None:
    """The region as written, where the object of the advice is less than a country."""
    coloured = _COLOURED.fullmatch(match.group())
    if coloured:
        named = coloured["object"] or coloured["zone"]
        whole = any(place.name == named.removeprefix("the ") for place in places)
        return None if whole or _MOST.match(named) else named
    stop = _stop(parsed, match.end())
    zone = parsed.text[match.start() : stop]
    tail = parsed.text[match.end() : stop]
    if (
        re.search(r":\W*$", parsed.text[match.end() :])
        and len(tail) < 90
        and (re.search(r"\bfollowing\b", tail) or not places or not tail.strip(" :to"))
    ):
        return tail.strip(' :,."') or "the areas listed"
    where = re.search(r",?\s+\b(?:where|in which|to which)\b[^,;]*$", parsed.text[: match.start()])
    if where:
        return re.split(r"[,;:]\s+|\b(?:apart|aside) from |\bexcept (?:for )?", parsed.text[: where.start()])[-1]
    prefix = _prefix(parsed, match)
    if prefix and not places and re.search(r"[-–—:]\s*$", parsed.text[: match.start()]):
        return prefix
    if _whole(match, parsed, stop):
        return None
    regional = [
        place for place in places if place.kind in ("region", "city", "capital") and match.start() <= place.start < stop
    ]
    if regional and all(place.kind in ("region", "city", "capital") for place in places):
        return _object(zone, tail) or regional[0].name
    ahead = _AHEAD.search(parsed.text[: match.start()]) if match.group().lower().startswith(("is ", "are ")) else None
    if ahead and any(place.kind == "region" and place.name in ahead["object"] for place in parsed.mentions):
        return str(ahead["object"])
    inside = _REGION_WORDS.search(tail) or _REGION_WORDS.search(zone[: max(0, len(zone) - len(tail))])
    return _object(zone, tail) if inside else None


_COLOURED = re.compile(
    r"(?:rat|colou?r|mark|turn|paint|shad)\w* (?P<object>.+) (?:orange|yellow|red)"
    r"|.*\bfor (?P<zone>[^.;]*\b(?:border|region|area|province|state|district|city|island|north|south|east|west)"
    r"[^.;]*?)"
    r" (?:to|at|on) \"?(?:code )?\w+",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\bto (?P<object>(?:the )?[A-Z][\w -]+?),? (?:it|travel|all travel)? ?$")
"""The region before its advice: "and to North Kivu it is advised against"."""
_MOST = re.compile(r"(?:most|all|the whole|the rest|the entire|its|it\b)", re.IGNORECASE)
_OBJECT = re.compile(
    r"\b(?:(?:to|in|into|around) (?!travel\b|\w+ travel)|(?=within \d))(?P<object>.+?)"
    r"(?=\s+(?:and (?:said|told|ask|urg|warn|advis|order|say|its?|that)\w*|"
    r"unless|due|because|amid|until|is|are|was|were|at this time|if|when)\b|[.;:\"]|$)"
)


def _object(zone: str, tail: str) -> str:
    """The place that the advice is about, as written: what follows "to" or "in", up to the reason or the verb."""
    for text in (tail, zone):
        found = _OBJECT.search(text)
        if found:
            return found["object"].strip(" ,.\"'()")
    return tail.strip(" ,.\"'") or zone
