"""Who speaks: a noun phrase to a person, an office, an institution or an unnamed source of the document."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, lemma
from tocsin.reading.statement.countries import (
    STATE_NOUNS,
    airline_home,
    full_name,
    own_state,
    possessor_state,
    supposed_state,
)
from tocsin.reading.statement.describing import LEADING, POSTS, describe, has_of, is_definite
from tocsin.reading.statement.floor import Floor
from tocsin.reading.statement.naming import by_name
from tocsin.reading.statement.people import gender_of
from tocsin.reading.statement.voice import Kind, Turn, Voice
from tocsin.reading.statement.words import homes, is_body, is_human, is_paper, words
from tocsin.reading.states import Mention

_EMPTY = frozenset(
    (
        "all anyone both each everybody everyone few i many me most no nobody none one other others several some "
        "somebody someone that there these this those us we what which you"
    ).split()
)
_COUNTERS = frozenset({"number", "dozen", "handful", "majority", "pair", "couple", "series", "lot", "plenty"})


def voices(token: Token, parsed: Parsed, floor: Floor, here: Turn) -> list[Voice]:
    """The voices of a subject: itself and what is coordinated with it. Empty where nobody who can speak is meant."""
    found: list[Voice] = []
    for noun in _coordinated(_counted(token)):
        voice = voice_of(_owner(noun), parsed, floor, here)
        if voice is not None and all(voice.key != other.key for other in found):
            found.append(voice)
    return found


def _counted(token: Token) -> Token:
    """What is counted: "a number of Western governments" are governments; "Senators A and B" are A and B."""
    names = [child for child in token.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
    if token.tag_ in ("NNS", "NNPS") and names and any(child.dep_ == "conj" for child in names[0].children):
        return names[0]
    if lemma(token) in _COUNTERS or (token.pos_ == "NUM" and has_of(token)):
        for child in token.children:
            if child.lower_ == "of":
                for noun in child.children:
                    if noun.dep_ == "pobj" and noun.pos_ in ("NOUN", "PROPN"):
                        return noun
    return token


def _owner(token: Token) -> Token:
    """A paper speaks for its owner, where one is told: "a statement from the ministry", "the ministry's statement"."""
    if not is_paper(lemma(token)):
        return token
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by", "of"):
            for noun in child.children:
                if noun.dep_ == "pobj" and (noun.pos_ == "PROPN" or is_human(lemma(noun)) or is_body(lemma(noun))):
                    return noun
        if child.dep_ == "acl":
            for kid in child.children:
                for noun in kid.children if kid.lower_ == "by" else ():
                    if noun.dep_ == "pobj":
                        return noun
    owners = [
        child
        for child in token.children
        if child.dep_ in ("compound", "nmod")
        and child.lower_ in ("department", "ministry", "embassy", "government", "office", "house")
    ]
    owners = owners or [
        child
        for child in token.children
        if child.dep_ == "poss" and (child.pos_ == "PROPN" or is_human(lemma(child)) or is_body(lemma(child)))
    ]
    return owners[0] if owners else token


def _coordinated(token: Token) -> list[Token]:
    found, queue = [], [token]
    while queue:
        current = queue.pop(0)
        found.append(current)
        queue += [
            child for child in current.children if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON")
        ]
        queue += _listed(current)
    return found


def _listed(noun: Token) -> list[Token]:
    """What goes on behind an apposition: "Peru, Chile and Togo" or "President A. B. and Premier C. D."."""
    found = []
    for child in noun.children:
        more = [each for each in child.children if each.dep_ == "conj" and each.pos_ == "PROPN"]
        if child.dep_ == "appos" and child.pos_ == "PROPN" and more and noun.pos_ == "PROPN":
            found += more if is_human(lemma(noun)) else [child]
    return found


def voice_of(token: Token, parsed: Parsed, floor: Floor, here: Turn) -> Voice | None:
    """The voice of one noun."""
    low = token.lower_
    if low in ("he", "she", "him"):
        return floor.last_person(here, gender="f" if low == "she" else "m", but=_named_behind(token, parsed, floor))
    if low == "it":
        return _telling(token, parsed, floor, here) or floor.last_body(here)
    if low in ("they", "them"):
        return floor.last_body(here, plural=True) or floor.last_body(here)
    if low in _EMPTY and token.text != "US" and not has_of(token):
        return None
    if low in ("who", "whom", "that", "which"):
        return None
    return by_name(token, parsed, floor, here) or _mentioned(token, parsed) or _described(token, parsed, floor, here)


def _named_behind(token: Token, parsed: Parsed, floor: Floor) -> frozenset[str]:
    """Whom the sentence names only behind "he": somebody else ("He told A. B. that")."""
    before = floor.directory.named(parsed.text[: token.idx])
    return frozenset(one.name for one in floor.directory.named(parsed.text[token.idx :]) if one not in before)


def _telling(token: Token, parsed: Parsed, floor: Floor, here: Turn) -> Voice | None:
    """The body that what is said is about, where "it said" stands behind: "The airline has stopped flying, it said"."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.i < token.i or lemma(verb) not in words("say"):
        return None
    for clause in verb.children:
        if clause.dep_ != "ccomp" or clause.i > token.i:
            continue
        doer = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if doer is not None and doer.pos_ in ("NOUN", "PROPN") and not _kept(doer):
            voice = voice_of(doer, parsed, floor, here)
            if voice is not None and voice.kind == "institution" and not voice.plural and not has_of(doer):
                return voice
    return None


def _kept(doer: Token) -> bool:
    """Whether it is of another, who tells of it: "The embassy in Lima stays open, it said"."""
    return lemma(doer) in POSTS | {"office", "army", "force", "team", "staff"}


def _mentioned(token: Token, parsed: Parsed) -> Voice | None:
    """A state, a capital, a government's own name, an airline: as it is written."""
    mention = parsed.mention(token)
    if mention is None or (mention.kind in ("adjective", "city") and token.idx + len(token) < mention.end):
        return None
    if mention.generic or mention.kind in ("city", "region"):
        return None
    if mention.end < token.idx + len(token) or _wider(token, mention):
        return None
    name = re.sub(r"^[Tt]he ", "", mention.name)
    if mention.kind == "airline":
        return Voice(name, "institution", airline_home(mention.code), head="airline")
    if name.split()[-1] in words("titles") or name in words("outlets"):
        return Voice(name, "media", mention.code, head=token.lower_)
    if mention.kind == "people":
        return Voice(name, "other", mention.code, head=lemma(token), plural=True)
    kind: Kind = "institution" if mention.kind == "government" or mention.code in ("EU", "NATO", "UN") else "state"
    return Voice(
        name, kind, mention.code, head="state" if kind == "state" or mention.code in ("NATO", "EU") else token.lower_
    )


def _wider(token: Token, mention: Mention) -> bool:
    """Whether the name goes on beyond the mention: "US Embassy in Kyiv", "Ministry of Defence of Ukraine"."""
    return any(
        child.dep_ == "prep" and child.lower_ in ("in", "of", "for") and child.idx >= mention.end
        for child in token.children
        if lemma(token) in POSTS
    )


def _described(token: Token, parsed: Parsed, floor: Floor, here: Turn) -> Voice | None:
    """An office, an institution or an unnamed source: taken up again, or new with its description as its name."""
    head = lemma(token)
    country = own_state(token, parsed) or possessor_state(token, floor, here)
    if head in STATE_NOUNS:
        state = floor.last_body(here)
        if not is_definite(token):
            return Voice(describe(token), "other", head=head, plural=True)
        return state if state and state.kind == "state" else None
    if token.pos_ == "PROPN" or token.text.isupper():
        full = _acronym(token.text, floor)
        if full is not None:
            return full
    if is_definite(token):
        known = _again(token, country, floor, here)
        if known is not None:
            known.country = known.country or country
            return known
    kind = _kind(token, head)
    country = country or homes().get(describe(token)) or supposed_state(token, head, kind, floor, here)
    plural = token.tag_ in ("NNS", "NNPS")
    name = full_name(describe(token), head, country)
    if token.pos_ == "PROPN" and kind in ("institution", "other"):
        floor.remember(name)
    return Voice(
        name, kind, country, name if kind == "unnamed" else None, head=head, gender=gender_of(token.text), plural=plural
    )


def _again(token: Token, country: str | None, floor: Floor, here: Turn) -> Voice | None:
    """Whom "the minister" or "the Serbian president" takes up again; ``None`` where it is somebody new."""
    head = lemma(token)
    modified = any(
        child.dep_ in ("amod", "compound", "nmod", "poss") and child.lower_ not in LEADING and child.lower_ != "whose"
        for child in token.children
    )
    if head == "diplomat" and any(child.lower_ in ("top", "chief") for child in token.children):
        return floor.by_head("secretary", here, country=country, local=None) or floor.by_head(
            "minister", here, country=country, local=None
        )
    institution = is_body(head)
    local = floor.floor_state(here) if institution and country is None else None
    known = floor.by_head(head, here, country=country, local=local, plural=token.tag_ in ("NNS", "NNPS"))
    if known is None or (modified and not _agrees(token, known, country)):
        return None
    return known


def _acronym(text: str, floor: Floor) -> Voice | None:
    """Initials stand for the body that an earlier sentence names."""
    name = floor.acronyms.get(text)
    return Voice(name, "institution", head=text.casefold()) if name else None


def _agrees(token: Token, known: Voice, country: str | None) -> bool:
    """Whether the words before "the Serbian president" fit who is known."""
    own = {child.lower_ for child in token.children if child.dep_ in ("amod", "compound", "nmod", "poss")} - LEADING
    said = set(re.findall(r"[\w-]+", f"{known.name} {known.office or ''}".casefold()))
    return bool(own & said) or (country is not None and known.country == country) or not own


def _kind(token: Token, head: str) -> Kind:
    name = describe(token)
    if (
        token.text in words("outlets")
        or name in words("outlets")
        or (" " in name and name.split()[-1] in words("titles"))
    ):
        return "media"
    if is_paper(head) and head != "account":
        return "paper"
    if head in words("media") or any(child.lower_ == "news" and child.dep_ == "compound" for child in token.children):
        return "media"
    if is_body(head):
        return "institution"
    if is_human(head):
        return "unnamed"
    return "institution" if token.pos_ == "PROPN" else "other"
