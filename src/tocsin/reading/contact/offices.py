"""Offices without a name: who holds them in the document, or the states whose they are."""

from spacy.tokens import Token

from tocsin.reading.contact.cast import Cast, state
from tocsin.reading.contact.names import Party, of_person
from tocsin.reading.parse import Parsed, lemma
from tocsin.reading.states import Mention

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


_RANKS = {
    "foreign": ("foreign", "secretary of state", "external affairs", "top diplomat"),
    "defence": ("defence", "defense"),
    "interior": ("interior", "home "),
    "finance": ("finance", "treasury"),
    "army": ("chief of staff", "general", "army", "joint chiefs"),
    "head": ("president", "prime minister", "premier", "chancellor", "king", "emir", "sultan", "supreme leader"),
}
"""Offices whose holders are each other's counterparts, the narrower first."""


def _rank(office: str | None) -> str | None:
    title = (office or "").casefold()
    return next((rank for rank, names in _RANKS.items() if any(name in title for name in names)), None)


def _rank_of_owner(noun: Token, parsed: Parsed, cast: Cast) -> str | None:
    """Of whom the counterpart is one: the last person named before."""
    named = [party.name for start, _, party in cast.people(parsed) if start < noun.idx]
    offices = {person.name: person.office for person in cast.directory.people()} if named else {}
    return _rank(offices.get(named[-1])) if named else None


def counterparts(
    noun: Token, inside: list[Mention], parsed: Parsed, cast: Cast, *, strict: bool = False
) -> list[Party]:
    """ "His Japanese and South Korean counterparts", "Thai and Cambodian leaders": who holds such an office.

    Empty with ``strict`` where nobody in the document does; else the state stands for its holder. Of three states and
    more the states are meant.
    """
    if lemma(noun) not in HELD or len(inside) > 2:
        return []
    found = []
    rank = _rank_of_owner(noun, parsed, cast) if lemma(noun) in ("counterpart", "colleague") else None
    for mention in inside:
        holders = [
            person
            for person in cast.directory.people()
            if person.country == mention.code
            and person.office
            and _holds(person.office, noun)
            and rank in (None, _rank(person.office))
        ]
        if strict and not holders:
            return _monarch(noun, cast)
        found += [of_person(holders[0])] if holders else [state(mention)]
    return found


def _monarch(noun: Token, cast: Cast) -> list[Party]:
    """Whom alone the document calls emir, king or sultan, where it tells of no land."""
    if lemma(noun) not in ("emir", "king", "queen", "sultan", "monarch"):
        return []
    held = [each for each in cast.directory.people() if each.office and lemma(noun) in each.office.casefold().split()]
    return [of_person(held[0])] if len(held) == 1 and held[0].country is None else []


HELD = frozenset(
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
        "emir",
        "sultan",
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
