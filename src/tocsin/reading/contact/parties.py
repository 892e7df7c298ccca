"""Who takes part: people by their full names, governments by the names of their states, pronouns resolved."""

import dataclasses
import re

from spacy.tokens import Token

from tocsin.reading.contact.lexicon import words
from tocsin.reading.contact.names import Party, named, of_person
from tocsin.reading.parse import Parsed, conjuncts, lemma
from tocsin.reading.statement.people import Directory
from tocsin.reading.statement.words import words as org_words
from tocsin.reading.states import Mention, states

_PRONOUNS = frozenset({"he", "she", "his", "her", "him"})
_GROUPS = frozenset({"they", "them", "their", "both", "two", "pair"})
_ORGANISATIONS = {"EU": "EU", "NATO": "NATO", "UN": "UN"}
_RULERS = (
    "president",
    "prime minister",
    "premier",
    "chancellor",
    "king",
    "queen",
    "emir",
    "sultan",
    "chairman",
    "supreme leader",
    "leader",
)


@dataclasses.dataclass(slots=True)
class Cast:
    """Who is who in the document, and who was named last."""

    directory: Directory
    recent: list[Party] = dataclasses.field(default_factory=list)
    pair: list[Party] = dataclasses.field(default_factory=list)
    post: int = -1
    _named: tuple[int, list[tuple[int, int, Party]]] = dataclasses.field(default_factory=lambda: (-1, []))

    def enter(self, post: int) -> None:
        """A new post of a live blog: who was named in the last one is forgotten."""
        if post != self.post:
            self.post, self.recent, self.pair = post, [], []

    def people(self, parsed: Parsed) -> list[tuple[int, int, Party]]:
        """Everybody whom the sentence names, where: full names first, then surnames."""
        if self._named[0] != parsed.sentence.start:
            self._named = (parsed.sentence.start, named(parsed, self.directory))
        return self._named[1]


def state(mention: Mention) -> Party:
    """A state as a participant."""
    names = states().get(mention.code, {}).get("names") or [mention.name]
    return Party(_ORGANISATIONS.get(mention.code, str(names[0])), mention.code)


def parties(token: Token, parsed: Parsed, cast: Cast, *, described: bool = False) -> list[Party]:
    """The participants that a noun phrase stands for, with what is coordinated with it.

    With ``described`` people who are only described ("his advisers") are parties too.
    """
    found: list[Party] = []
    for noun in conjuncts(token):
        for party in _of_noun(noun, parsed, cast, described=described):
            if party not in found:
                found.append(party)
    return found


def _of_noun(noun: Token, parsed: Parsed, cast: Cast, *, described: bool) -> list[Party]:
    low = noun.lower_
    if low in _PRONOUNS:
        return cast.recent[:1]
    first, last = _extent(noun)
    people = [
        party
        for start, end, party in cast.people(parsed)
        if first <= start < last or start <= noun.idx < end or _follows(parsed.text[last:start], noun, start >= last)
    ]
    if people:
        return people
    if (
        low == "both"
        and len(
            here := [
                party
                for start, _, party in cast.people(parsed)
                if (start < noun.idx and party not in cast.recent[:1]) or (start < noun.idx and len(cast.recent) < 2)
            ]
        )
        >= 2
    ):
        return here[:2]
    if low in _GROUPS or (
        lemma(noun) in ("president", "leader", "minister", "man", "side")
        and any(child.lower_ in ("two", "both") for child in noun.children)
        and not _inside_mentions(noun, parsed)
    ):
        return cast.pair[:2] if len(cast.pair) >= 2 else cast.recent[:2]
    mention = parsed.mention(noun)
    if mention is not None and mention.kind in ("name", "government", "capital", "people"):
        return [state(mention)]
    head = lemma(noun)
    if head in words("others"):
        return []
    inside = _inside_mentions(noun, parsed)
    if inside and (head in words("leaders") or mention is not None):
        if noun.tag_ in ("NNS", "NNPS") or head in (
            "delegation",
            "government",
            "side",
            "team",
            "military",
            "authority",
        ):
            return _counterparts(noun, inside, cast) or [state(each) for each in inside]
        return _counterparts(noun, inside[:1], cast, strict=True) or [Party(_phrase(noun), inside[0].code)]
    if lone(noun):
        return [Party(_run(noun), None, person=True)]
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
        return [Party(_phrase(noun), None, named=head in _SINGULAR and noun.tag_ in ("NN", "NNP"))]
    return []


def lone(noun: Token) -> bool:
    """A name that the document nowhere gives in full: "Macron"."""
    text = re.sub(r"['’]s$", "", noun.text)
    return (
        noun.pos_ == "PROPN"
        and len(text) > 2
        and text[0].isupper()
        and text[1:].islower()
        and text not in org()
        and lemma(noun) not in words("others") | words("leaders")
        and not noun.like_num
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


def _extent(noun: Token) -> tuple[int, int]:
    """The characters of a noun phrase without its clauses and what is coordinated with it."""
    first = last = noun
    queue = [noun]
    while queue:
        current = queue.pop()
        first, last = min(first, current, key=lambda part: part.i), max(last, current, key=lambda part: part.i)
        queue += [
            child
            for child in current.children
            if child.dep_ in ("compound", "amod", "nmod", "appos", "flat", "poss", "case", "npadvmod")
        ]
    return first.idx, last.idx + len(last)


def _inside_mentions(noun: Token, parsed: Parsed) -> list[Mention]:
    """The states named in a noun phrase: "Pakistani, Afghan and Chinese officials", "leaders of Britain and France"."""
    found: list[Mention] = []
    queue, seen = [noun], {noun.i}
    while queue:
        current = queue.pop(0)
        mention = parsed.mention(current)
        if (
            mention is not None
            and mention.kind not in ("city", "region", "airline")
            and all(mention.code != other.code for other in found)
        ):
            found.append(mention)
        for child in current.children:
            inside = (
                child.dep_ in ("compound", "amod", "nmod", "poss", "pobj", "case", "nummod")
                or (child.dep_ == "conj" and current is not noun)
                or (child.dep_ == "prep" and child.lower_ in ("of", "from", "including", "like", "as", "such"))
            )
            if inside and child.i not in seen and child.i <= noun.i + 16:
                seen.add(child.i)
                queue.append(child)
    return sorted(found, key=lambda mention: mention.start)


def _counterparts(noun: Token, inside: list[Mention], cast: Cast, *, strict: bool = False) -> list[Party]:
    """ "His Japanese and South Korean counterparts", "Thai and Cambodian leaders": who holds such an office.

    Empty with ``strict`` where nobody in the document does; else the state stands for its holder. Of three states and
    more the states are meant.
    """
    if lemma(noun) not in _HELD or len(inside) > 2:
        return []
    found = []
    for mention in inside:
        holders = [
            person
            for person in cast.directory.people()
            if person.country == mention.code and person.office and _holds(person.office, noun)
        ]
        if strict and not holders:
            return []
        found += [of_person(holders[0])] if holders else [state(mention)]
    return found


_HELD = frozenset(
    {
        "counterpart",
        "minister",
        "colleague",
        "president",
        "secretary",
        "chief",
        "premier",
        "leader",
        "chancellor",
        "king",
        "ambassador",
    }
)


def _holds(office: str, noun: Token) -> bool:
    title = office.casefold()
    if lemma(noun) in ("counterpart", "colleague"):
        return any(
            word in title for word in ("minister", "secretary", "president", "premier", "chancellor", "chief", "king")
        )
    if lemma(noun) == "leader":
        return (
            any(title.endswith(word) or title.startswith(word) for word in _RULERS)
            and "vice" not in title
            and "deputy" not in title
        )
    modifiers = [child.lower_ for child in noun.children if child.dep_ in ("compound", "amod") and child.text.islower()]
    return lemma(noun) in title and all(
        word in title for word in modifiers if word in ("foreign", "defence", "defense", "prime", "interior", "finance")
    )


def _phrase(noun: Token) -> str:
    first, last = _extent(noun)
    text = noun.doc.text[first:last]
    return re.sub(r"^(?:the|a|an|his|her|their|its|its own|other)\s+", "", text, flags=re.IGNORECASE)
