"""Who takes part: people by their full names, governments by the names of their states, pronouns resolved."""

import dataclasses
import re
from collections.abc import Sequence

from spacy.tokens import Token

from tocsin.reading.contact.cast import Cast, lands, state, taken_up, two
from tocsin.reading.contact.lexicon import words
from tocsin.reading.contact.names import Party
from tocsin.reading.contact.offices import HELD, counterparts
from tocsin.reading.contact.phrases import extent, inside_mentions, phrase_of
from tocsin.reading.parse import Parsed, agents, conjuncts, lemma
from tocsin.reading.statement.words import homes
from tocsin.reading.statement.words import words as org_words
from tocsin.reading.states import Mention

_PRONOUNS = frozenset({"he", "she", "his", "her", "him"})
_GROUPS = frozenset({"they", "them", "their", "both", "two", "pair"})


def parties(token: Token, parsed: Parsed, cast: Cast, *, described: bool = False) -> list[Party]:
    """The participants that a noun phrase stands for, with what is coordinated with it.

    With ``described`` people who are only described ("his advisers") are parties too.
    """
    found: list[Party] = []
    for noun in _coordinated(token):
        for party in _of_noun(noun, parsed, cast, described=described):
            if party not in found:
                found.append(party)
    return found


def _coordinated(token: Token) -> list[Token]:
    """A noun and what is coordinated with it, or with the name of its office: "President A. B. and Premier C. D."."""
    nouns = conjuncts(token)
    named = [child for noun in nouns for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
    more = [
        noun
        for child in named
        for noun in conjuncts(child)[
            0 if child.head.pos_ == "PROPN" and lemma(child.head) not in words("leaders") else 1 :
        ]
        if len(conjuncts(child)) > 1
    ]
    return list(dict.fromkeys([*nouns, *more]))


def _of_noun(noun: Token, parsed: Parsed, cast: Cast, *, described: bool) -> list[Party]:
    low = noun.lower_
    if low in _PRONOUNS:
        return taken_up(noun, parsed, cast)
    if low == "it":
        return _own_state(noun, parsed)
    if low == "i":
        return _quoted_self(noun, parsed, cast)
    first, last = extent(noun)
    people = [
        party
        for start, end, party in cast.people(parsed)
        if first <= start < last or start <= noun.idx < end or _follows(parsed.text[last:start], noun, start >= last)
    ]
    if people:
        return [_homed(party, noun, parsed) for party in people]
    holder = _holder(noun, parsed, cast)
    if holder is not None:
        return [holder]
    pair = _pair(noun, parsed, cast)
    if pair is not None:
        return pair
    mention = parsed.mention(noun)
    if mention is not None and mention.kind in ("name", "government", "capital", "people"):
        return [state(mention)]
    return _by_head(noun, parsed, cast, described=described)


def _homed(party: Party, noun: Token, parsed: Parsed) -> Party:
    """Somebody with the state that the phrase puts before the name: "Togo's A. B."."""
    if party.country is not None:
        return party
    for child in noun.children:
        mention = parsed.mention(child) if child.dep_ in ("poss", "amod", "compound", "nmod") else None
        if mention is not None and mention.kind in ("name", "adjective", "government"):
            return dataclasses.replace(party, country=mention.code)
    return party


def _holder(noun: Token, parsed: Parsed, cast: Cast) -> Party | None:
    """Who is named behind an office and what it is of: "the president of Gabon, A. B.,", "head of state A. B."."""
    if lemma(noun) not in words("leaders") | words("envoys"):
        return None
    end = noun.idx + len(noun)
    for start, stop, party in cast.people(parsed):
        between = parsed.text[end:start] if start > end else ""
        titled = noun.text[:1].isupper() and _OF_STATE.fullmatch(between)
        if titled or (_OF.fullmatch(between) and _CLOSED.match(parsed.text[stop:])):
            inside = [] if party.country else inside_mentions(noun, parsed)
            return dataclasses.replace(party, country=inside[0].code) if inside else party
    return None


_OF = re.compile(
    r" (?:of|for|to|in) [^,;:\"“]{2,60}, (?:[A-Z][a-z]{1,5}\. )*| of (?:state|government|mission|staff|delegation) "
)
_OF_STATE = re.compile(r" of (?:the )?(?:[A-Z][\w.’'-]+ ){1,4}")
_CLOSED = re.compile(
    r"['’]s\b|[,.;:)]|$| (?:and|in|on|at|by|to|for|from|with|during|after|before|last|this|late|early|was|is)\b"
)


def _by_head(noun: Token, parsed: Parsed, cast: Cast, *, described: bool) -> list[Party]:
    """Whom a noun phrase without a name means: a delegation, an office of a state, a lone surname, a body."""
    head = lemma(noun)
    if head in words("others"):
        return []
    if head in words("sent") and (led := _led_by(noun, parsed, cast)):
        return led
    inside = inside_mentions(noun, parsed)
    if head in words("sent") and (bodies := _body(noun)):
        named = [each for each in inside if each.kind in ("name", "adjective", "government")]
        return [*(state(each) for each in named if not any(each.name in body.name for body in bodies)), *bodies]
    if inside and (head in words("leaders") or parsed.mention(noun) is not None):
        if head in _NO_GOVERNMENT:
            return [Party(phrase_of(noun), inside[0].code, named=False)]
        if noun.tag_ in ("NNS", "NNPS") or head in (
            "delegation",
            "leadership",
            "government",
            "side",
            "team",
            "military",
            "authority",
        ):
            return counterparts(noun, inside, parsed, cast) or [state(each) for each in inside]
        return counterparts(noun, inside[:1], parsed, cast, strict=True) or [_office_of(noun, inside[0])]
    if lone(noun) or (noun.pos_ == "PROPN" and noun.text in _REVERED):
        return [Party(_run(noun), None, person=True)]
    body = _body(noun, inside)
    if body:
        return body
    if (
        described
        and noun.pos_ in ("NOUN", "PROPN")
        and (
            head in words("leaders")
            or head
            in (
                "chairman",
                "monk",
                "bishop",
                "pope",
                "rival",
                "veteran",
                "number",
                "chargé",
                "affaires",
                "affaire",
                "d'affaire",
            )
        )
    ):
        return [Party(phrase_of(noun, whole=True), None, named=head in _SINGULAR and noun.tag_ in ("NN", "NNP"))]
    return []


_REVERED = frozenset({"Lama", "Pope", "Pontiff", "Queen", "King", "Emir", "Sultan", "Patriarch", "Ayatollah"})
"""Who is called by a title alone, with an article: "the Dalai Lama"."""


def _led_by(noun: Token, parsed: Parsed, cast: Cast) -> list[Party]:
    """ "A delegation led by A. B.": whoever leads it."""
    return [
        party
        for child in noun.children
        if child.dep_ == "acl" and lemma(child) in ("lead", "head") and child.tag_ == "VBN"
        for leader in agents(child)
        for party in parties(leader, parsed, cast)
        if party.person
    ]


_NO_GOVERNMENT = frozenset({"lawmaker", "officer", "senator", "parliamentarian"})


def _office_of(noun: Token, mention: Mention) -> Party:
    """ "Iran's foreign minister", whom nobody names: the state; "the Iranian army chief": as described."""
    owned = mention.start > noun.idx or noun.doc.text[mention.end : mention.end + 1] in ("'", "’")
    if lemma(noun) in HELD and mention.kind in ("name", "capital") and owned:
        return state(mention)
    phrase = phrase_of(noun)
    return Party(phrase if " " in phrase else phrase_of(noun, whole=True), mention.code)


def _pair(noun: Token, parsed: Parsed, cast: Cast) -> list[Party] | None:
    """ "Both", "they", "the two leaders": two of this sentence or of those before; ``None`` where no pair is meant."""
    if noun.lower_ == "both":
        here = [
            party
            for start, _, party in cast.people(parsed)
            if start < noun.idx and (party not in cast.recent[:1] or len(cast.recent) < 2)
        ]
        if len(here) >= 2:
            return here[:2]
    if lemma(noun) in words("leaders") and any(
        part.lower_ in ("both", "two") and part.head.dep_ == "pobj" and lemma(part.head) in _PAIRED
        for part in noun.subtree
    ):
        return lands(noun, parsed, cast)
    if noun.lower_ in _GROUPS or (
        lemma(noun) in _PAIRED
        and any(child.lower_ in ("two", "both") for child in noun.children)
        and not inside_mentions(noun, parsed)
    ):
        return two(noun, parsed, cast)
    return None


_PAIRED = frozenset(("president leader minister man side country nation state chief party").split())


def _own_state(noun: Token, parsed: Parsed) -> list[Party]:
    """ "Kenya said it would meet": the state that speaks."""
    for head in noun.head.ancestors:
        for child in head.children:
            mention = parsed.mention(child) if child.dep_ == "nsubj" and child.i < noun.i else None
            if mention is not None and mention.kind in ("name", "government"):
                return [state(mention)]
    return []


def _quoted_self(noun: Token, parsed: Parsed, cast: Cast) -> list[Party]:
    """ "I spoke with B," A wrote: the one who is quoted."""
    for head in noun.ancestors:
        for child in head.children:
            if child.dep_ == "nsubj" and child.pos_ == "PROPN" and child.i > noun.i and head.i != noun.head.i:
                return parties(child, parsed, cast)
    return []


def _body(noun: Token, inside: Sequence[Mention] = ()) -> list[Party]:
    """A force or organisation that is no state: "the RSF", "a delegation of ECOWAS", "envoys from Israel and Hamas"."""
    sent = [
        each
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in ("of", "from") and lemma(noun) in words("sent")
        for each in child.children
        if each.dep_ == "pobj"
        for each in conjuncts(each)
    ]
    found = [
        party
        for each in sent
        for party in (
            _body(each) or ([Party(each.text)] if lemma(each) in words("forces") and each.tag_ == "NN" else [])
        )
    ]
    if found:
        return found
    sender = _sender(noun)
    if sender is not None:
        return [sender]
    run = _run(noun)
    code = homes().get(run) or homes().get(noun.text)
    capitals = (
        noun.pos_ in ("PROPN", "NOUN")
        and noun.text.isupper()
        and len(noun.text) > 2
        and noun.text not in org_words("outlets")
    )
    if noun.pos_ == "PROPN" and noun.text in org_words("org_words"):
        return [Party(phrase_of(noun), code or next((each.code for each in inside), None))]
    return [Party(run, code)] if code or capitals else []


def _sender(noun: Token) -> Party | None:
    """The body that stands before those whom it sends: "the RSF delegation", "Arab League monitors"."""
    if lemma(noun) not in words("sent"):
        return None
    before = [child for child in noun.children if child.dep_ in ("compound", "nmod", "amod") and child.i < noun.i]
    before += [part for child in before for part in child.children if part.dep_ == "conj" and part.i < noun.i]
    run = [part for part in noun.doc[noun.left_edge.i : noun.i] if part.text[:1].isupper() and part.lower_ != "the"]
    for child in before:
        if child.text in homes() or (child.text.isupper() and len(child.text) > 2 and child.text != "NATO"):
            return Party(child.text, homes().get(child.text))
        if child.text in org_words("org_words") and len(run) > 1:
            name = str(noun.doc[run[0].i : child.i + 1].text)
            if name in ("United Nations", "European Union"):
                return None
            return Party(name, homes().get(name))
    return None


def lone(noun: Token) -> bool:
    """A name that the document nowhere gives in full: "Macron"."""
    text = re.sub(r"['’]s$", "", noun.text)
    return (
        noun.pos_ == "PROPN"
        and len(text) > 2
        and "." not in text
        and text[0].isupper()
        and text[1:].islower()
        and text not in org()
        and lemma(noun) not in words("others") | words("leaders")
        and not noun.like_num
        and not any(child.dep_ == "det" for child in noun.children)
        and text not in homes()
    )


def org() -> frozenset[str]:
    """Words of the names of bodies, and of days."""
    return org_words("org_words") | frozenset(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
        "August September October November December".split()
    )


def _run(noun: Token) -> str:
    first = noun.i
    while (
        first
        and noun.doc[first - 1].pos_ == "PROPN"
        and noun.doc[first - 1].dep_ in ("compound", "flat")
        and noun.doc[first - 1].head == noun
        and noun.doc[first - 1].lower_ not in words("leaders")
    ):
        first -= 1
    return str(noun.doc[first : noun.i + 1].text)


_SINGULAR = frozenset(
    {
        "army",
        "junta",
        "military",
        "minister",
        "president",
        "premier",
        "chancellor",
        "king",
        "ambassador",
        "secretary",
        "general",
        "envoy",
        "chief",
        "chargé",
        "affaires",
        "affaire",
        "d'affaire",
        "emir",
        "prince",
        "counterpart",
        "number",
    }
)


def _follows(between: str, noun: Token, after: bool) -> bool:
    """Whether a name stands right behind the noun of its office: "the army chief, A. B."."""
    return (
        after
        and between in (" ", ", ")
        and noun.pos_ in ("NOUN", "PROPN")
        and (lemma(noun) in words("leaders") or between == " ")
    )
