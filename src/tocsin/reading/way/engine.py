"""Sentences to ways: which way, what is said of it, where it is and where it leads, since when, who says so."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

import msgspec
from spacy.tokens import Token

from tocsin.reading import when
from tocsin.reading.engine import Text
from tocsin.reading.parse import Parsed, conjuncts, lemma, names, objects, passive, prepositional, subjects
from tocsin.reading.posture.modality import DROP, asks, modality
from tocsin.reading.states import Mention
from tocsin.reading.way import lexicon
from tocsin.records import Statement, Way

_PLACES = frozenset({"name", "capital", "city", "region"})
_BEYOND = re.compile(r"\b(?:with|to|into|towards|and) (?:the )?(?:neighbou?ring )?$", re.IGNORECASE)
_AT = re.compile(r"\b(?:in|at|near|of|from|over|on|outside|around) (?:the )?(?:\w+ ){0,2}$", re.IGNORECASE)
_RANK = ("closed", "suspended", "restricted", "damaged", "unsafe", "open")
"""Of several things said of one way in a sentence, what a traveller must know first."""
_HARDLY = re.compile(
    r"\b(?:at|with) (?:reduced|limited|half|minimal) |\bpartial(?:ly)?\b|\bonly (?:for|to)\b|\bfew hours\b"
)
_FOR = re.compile(
    r"\b(?:(?:citizens|nationals|people|those|refugees|evacuees|students|workers)(?: \w+){0,2} "
    r"(?:in|from|out of|fleeing|leaving)|fleeing|escaping|border with|from) (?:the )?$"
)
_LEADS = re.compile(
    r"(?:(?:between|from|linking|connecting|leading|to|into|with|at|in|near) |of (?=[A-Z]))[^,;.]{2,60}?"
    r"(?=\s(?:was|were|is|are|has|have|had|on|after|since|until|because|due|amid|for|as|by|remain\w*|will)\b|[,;.]|$)"
)
_PROPER = frozenset({"compound", "nmod", "poss", "amod", "nummod"})


def ways(text: Text, spoken: Iterable[Statement] = ()) -> list[Way]:
    """Every way of the document and what is said of it, in reading order. ``spoken`` tells who speaks in a sentence."""
    asked = wanted(text)
    speakers: dict[int, Statement] = {}
    for statement in spoken:
        speakers.setdefault(statement.start, statement)
    records: list[Way] = []
    for parsed in text.parsed(asked).values() if asked else ():
        if not asks(parsed):
            records += _read(parsed, text, speakers.get(parsed.sentence.start))
    return records


def wanted(text: Text) -> list[int]:
    """The sentences that can tell of a way, by their place in ``text.sentences``."""
    return text.once("way", lambda: _wanted(text))


def _wanted(text: Text) -> list[int]:
    return [index for index, sentence in text.read if lexicon.may_hold_way(sentence.clean)]


def _read(parsed: Parsed, text: Text, speaker: Statement | None) -> Iterator[Way]:
    found: dict[tuple[str, str], Way] = {}
    for token in parsed.tokens:
        for noun, mode in _ways_of(token):
            state = _state(token, mode)
            if state is None or _vague(noun):
                continue
            how = modality(token, parsed, value=state)
            if how == DROP:
                continue
            way = _way(noun, token, (mode, state, how), parsed, text.published(parsed.sentence))
            way = msgspec.structs.replace(way, evidence=text.document.text[way.start : way.end])
            known = found.get((mode, way.name))
            if known is None or _RANK.index(state) < _RANK.index(known.state):
                found[mode, way.name] = way
    said_by = speaker.speaker if speaker else None
    yield from (msgspec.structs.replace(way, said_by=said_by) for way in found.values())


def _ways_of(token: Token) -> Iterator[tuple[Token, str]]:
    """The ways that a word may say something of: what a verb acts on, what an adjective stands by."""
    word = _phrasal(token)
    if word not in lexicon.states() and lemma(token) not in lexicon.states():
        return
    for noun in _arguments(token):
        for each in conjuncts(noun):
            mode = next((lexicon.modes()[name] for name in names(each) if name in lexicon.modes()), None)
            if mode is not None and each.pos_ in ("NOUN", "PROPN"):
                yield each, mode


def _arguments(token: Token) -> list[Token]:
    if token.pos_ in ("VERB", "AUX"):
        acted = objects(token)
        if token.dep_ in ("amod", "acl"):
            return [token.head]
        return acted if acted and not passive(token) else [*acted, *subjects(token)]
    if token.pos_ in ("ADJ", "ADV"):
        if token.dep_ == "amod":
            return [token.head]
        return objects(token.head) if token.dep_ in ("oprd", "ccomp") else subjects(token.head)
    return prepositional(token, "of") if token.pos_ == "NOUN" and lemma(token) in lexicon.states() else []


def _phrasal(token: Token) -> str:
    particle = next(
        (child.lower_ for child in token.children if child.dep_ in ("prt", "advmod") and child.i > token.i), ""
    )
    return f"{lemma(token)} {particle}".strip()


def _state(token: Token, mode: str) -> str | None:
    if any(lemma(noun) in lexicon.others() for noun in [*objects(token), *subjects(token)] if token.pos_ == "VERB"):
        return None
    states = lexicon.states()
    state = states.get(_phrasal(token)) or states.get(lemma(token))
    if mode == "reception":
        return state if state in ("open", "closed", "suspended") else None
    if _phrasal(token) in lexicon.founding() - {"open", "establish", "create"} and state == "open":
        return None
    if state == "open" and _HARDLY.search(token.doc[token.i :].text[:80]):
        return "restricted"
    negated = any(child.dep_ == "neg" or child.lower_ in ("no", "never") for child in token.children)
    if negated and state == "open":
        return "closed"
    return None if negated and state != "open" else state


def _vague(noun: Token) -> bool:
    """Whether a noun that is a way only with a name beside it has none: "the road to peace", "a gate"."""
    if lemma(noun) not in lexicon.bare() or any(" " in name and name in lexicon.modes() for name in names(noun)):
        return False
    return not any(part.pos_ == "PROPN" or part.like_num for part in noun.subtree)


def _name(noun: Token) -> str:
    """The way as the text names it: "Adré border crossing", "Highway 20", "road from Khartoum to Port Sudan"."""
    parts = [part for child in noun.children if child.dep_ in _PROPER and child.pos_ != "DET" for part in child.subtree]
    kept = [part for part in parts if not (part.pos_ == "PRON" or part.dep_ == "det")]
    span = sorted({part.i for part in kept} | {noun.i})
    words = noun.doc[span[0] : span[-1] + 1].text if span else noun.text
    after = noun.doc[span[-1] + 1 :].text if span else ""
    leads = _LEADS.match(after)
    return f"{words} {leads.group()}".strip() if leads and noun.pos_ == "NOUN" else words


def _way(noun: Token, head: Token, said: tuple[str, str, str], parsed: Parsed, published: dt.date | None) -> Way:
    """The way as it is told; the evidence and who says so are put to it by those who know them."""
    mode, state, how = said
    sentence = parsed.sentence
    host, beyond, town = _where(noun, head, parsed)
    if mode == "reception":
        host, beyond = _received(parsed) or host, None
    return Way(
        start=sentence.start,
        end=sentence.end,
        evidence="",
        mode=mode,  # type: ignore[arg-type]
        state=state,  # type: ignore[arg-type]
        name=_name(noun),
        host=host,
        beyond=beyond,
        place=town,
        date=_date(head, parsed, published, how),
        modality=how,  # type: ignore[arg-type]
        wording=_wording(head, noun),
    )


def _where(noun: Token, head: Token, parsed: Parsed) -> tuple[str | None, str | None, str | None]:
    """The country that the way is in, the one that it leads to, and the town where it is."""
    near = _near(noun, parsed)
    doers = _doers(head, parsed)
    beyond = next((each.code for each in near if _leads_there(each, parsed)), None)
    places = [each for each in near if each.code != beyond] or ([] if doers else near)
    host = next(iter([*doers, *(each.code for each in places)]), None)
    town = next((each.name for each in places if each.kind in ("city", "capital")), None)
    return host, beyond if beyond != host else None, town


def _near(noun: Token, parsed: Parsed) -> list[Mention]:
    """The places in the way's own phrase, else those behind a word of place."""
    inside = {part.i for part in noun.subtree}
    kinds = _PLACES | {"adjective"}
    own = [each for each in parsed.mentions if each.kind in kinds and _token_at(each, parsed) in inside]
    return own or [each for each in parsed.mentions if each.kind in _PLACES and _AT.search(_before(each, parsed))]


def _doers(head: Token, parsed: Parsed) -> list[str]:
    """The states that open or close it."""
    if passive(head) or head.pos_ not in ("VERB", "AUX"):
        return []
    found = (parsed.mention(each) for each in subjects(head))
    return [each.code for each in found if each and each.kind in ("name", "capital", "government")]


def _leads_there(place: Mention, parsed: Parsed) -> bool:
    return place.kind != "adjective" and bool(_BEYOND.search(_before(place, parsed)))


def _received(parsed: Parsed) -> str | None:
    """The country that those come from for whom a point of reception is there."""
    return next(
        (each.code for each in parsed.mentions if each.kind in _PLACES and _FOR.search(_before(each, parsed))), None
    )


def _before(mention: Mention, parsed: Parsed) -> str:
    return parsed.text[max(0, mention.start - 40) : mention.start]


def _token_at(mention: Mention, parsed: Parsed) -> int:
    span = parsed.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span[-1].i if span is not None and len(span) else -1


def _date(head: Token, parsed: Parsed, published: dt.date | None, how: str) -> dt.date | None:
    """The day told nearest to what is said; with none told, that of publication for what is so."""
    found = when.find(parsed.text, published)
    days = [
        (abs(one.start - head.idx), day)
        for one in found
        if (day := when.day_of(one)) is not None and (how == "planned" or published is None or day <= published)
    ]
    if days:
        return min(days)[1]
    return published if how == "fact" and not found else None


def _wording(head: Token, noun: Token) -> str:
    first, last = sorted((head.i, noun.i))
    return str(head.doc[first : last + 1].text) if last - first <= 14 else head.text
