"""People by name: in full, by surname, behind an office, in apposition."""

import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, lemma
from tocsin.reading.statement.countries import home_of, own_state, possessor_state
from tocsin.reading.statement.directory import Person
from tocsin.reading.statement.floor import Floor
from tocsin.reading.statement.people import RANKS, gender_of
from tocsin.reading.statement.voice import Turn, Voice
from tocsin.reading.statement.words import is_human, words


def by_name(token: Token, parsed: Parsed, floor: Floor, here: Turn) -> Voice | None:
    """A person with a name: the head itself, an apposition to it, or a name right behind an office."""
    country = own_state(token, parsed)
    if country is None and any(child.lower_ in ("his", "her") and child.dep_ == "poss" for child in token.children):
        country = possessor_state(token, floor, here)
    person = _spanned(token, parsed, floor)
    if person is not None:
        return of_person(person, country or home_of(person, token, floor, here), token)
    mention = parsed.mention(token)
    if (
        token.text[:1].isupper()
        and (mention is None or mention.kind in ("adjective", "city"))
        and not _org(_name_run(token))
    ):
        person = floor.directory.find(_name_run(token)) or (
            floor.directory.find(token.text) if token.pos_ != "NOUN" else None
        )
        if person is not None:
            return of_person(person, country or home_of(person, token, floor, here), token)
    for noun in [child for child in token.children if child.dep_ in ("appos", "flat") and child.pos_ == "PROPN"]:
        run = _name_run(noun)
        known = floor.directory.find(run)
        if known is not None and not _org(run):
            return of_person(known, country, token)
        if is_human(lemma(token)) and len(run.split()) > 1 and not _org(run) and parsed.mention(noun) is None:
            return of_person(floor.directory.add(run, office=token.text), country, token)
    return None


def _spanned(token: Token, parsed: Parsed, floor: Floor) -> Person | None:
    """The person whose full name covers the noun, or stands behind it as the holder of the office that it names."""
    subtree: set[int] = set()
    for start, end, person in floor.directory.spans(parsed.text):
        if start <= token.idx < end:
            return person
        if (
            token.idx >= start
            or _org(person.name)
            or not (is_human(lemma(token)) or _ranked(parsed.text[token.idx + len(token) : start]))
        ):
            continue
        subtree = subtree or {part.i for part in token.subtree}
        between = [part for part in parsed.tokens if token.idx + len(token) <= part.idx < start]
        inside = next((part for part in parsed.tokens if part.idx >= start), None)
        titled = token.text[:1].isupper() and _TITLED.fullmatch(parsed.text[token.idx + len(token) : start])
        if titled:
            return person
        if (
            inside is None
            or inside.i not in subtree
            or any(part.i not in subtree or part.pos_ in ("VERB", "AUX") or part.dep_ == "relcl" for part in between)
        ):
            continue
        words_between = parsed.text[token.idx + len(token) : start]
        if lemma(token) in _FOR_ANOTHER and _WHOSE.fullmatch(words_between):
            continue  # "a spokesman for President A. B." is another than A. B.
        if _ranked(words_between) or re.fullmatch(
            r"(?: (?:of|for|to|at|in) [^,;]{2,60}?)?,? (?:" + RANKS + ")*", words_between
        ):
            return person
    return None


_FOR_ANOTHER = frozenset(
    (
        "spokesman spokeswoman spokesperson aide adviser advisor lawyer attorney ally confidant relative son daughter "
        "wife husband brother sister widow father mother friend critic opponent supporter envoy representative deputy"
    ).split()
)
_TITLED = re.compile(r" of (?:the )?(?:[A-Z][\w.’'-]+ ){1,4}")
_WHOSE = re.compile(r" (?:for|of|to) [^,;]{0,60}")


def _ranked(text: str) -> bool:
    """Whether nothing but a rank stands between a body and a name: "Army major general William Taylor"."""
    parts = text.casefold().split()
    return bool(parts) and all(part in words("offices") for part in parts)


def _name_run(noun: Token) -> str:
    first = noun.i
    while (
        first
        and noun.doc[first - 1].head.i in range(first, noun.i + 1)
        and noun.doc[first - 1].dep_ in ("compound", "flat")
        and noun.doc[first - 1].text[:1].isupper()
    ):
        first -= 1
    last = noun.i
    while last + 1 < len(noun.doc) and noun.doc[last + 1].dep_ == "flat":
        last += 1
    return str(noun.doc[first : last + 1].text)


def _org(run: str) -> bool:
    return any(part in words("org_words") or part in words("titles") for part in run.split())


def of_person(person: Person, country: str | None = None, token: Token | None = None) -> Voice:
    """The voice of somebody in the directory."""
    person.country = person.country or country
    if token is not None and person.gender is None:
        person.gender = gender_of(token.text)
    return Voice(
        person.name,
        "person",
        person.country,
        person.office,
        head=person.name.split()[-1].casefold(),
        gender=person.gender,
    )
