"""Who is who while a document is read: everybody named, who was named last, and whom "he" and "both" take up."""

import dataclasses

from spacy.tokens import Token

from tocsin.reading.contact.names import Party, named
from tocsin.reading.parse import Parsed, clause_head, lemma
from tocsin.reading.statement.directory import Directory
from tocsin.reading.states import Mention, states

_ORGANISATIONS = {"EU": "EU", "NATO": "NATO", "UN": "UN"}


@dataclasses.dataclass(slots=True)
class Cast:
    """Who is who in the document, and who was named last."""

    directory: Directory
    recent: list[Party] = dataclasses.field(default_factory=list)
    pair: list[Party] = dataclasses.field(default_factory=list)
    lands: list[Mention] = dataclasses.field(default_factory=list)
    body: str | None = None
    post: int = -1
    _named: tuple[int, list[tuple[int, int, Party]]] = dataclasses.field(default_factory=lambda: (-1, []))

    def enter(self, post: int) -> None:
        """A new post of a live blog: who was named in the last one is forgotten."""
        if post != self.post:
            self.post, self.recent, self.pair, self.lands, self.body = post, [], [], [], None

    def people(self, parsed: Parsed) -> list[tuple[int, int, Party]]:
        """Everybody whom the sentence names, where: full names first, then surnames."""
        if self._named[0] != parsed.sentence.start:
            self._named = (parsed.sentence.start, named(parsed, self.directory))
        return self._named[1]


def state(mention: Mention) -> Party:
    """A state as a participant."""
    if mention.kind == "capital":  # "Ankara" that summons is named as the text names it
        return Party(mention.name, mention.code)
    names = states().get(mention.code, {}).get("names") or [mention.name]
    return Party(_ORGANISATIONS.get(mention.code, str(names[0])), mention.code)


def _whole(mention: Mention) -> Party:
    """The state of any mention, a capital too."""
    return Party(str((states().get(mention.code, {}).get("names") or [mention.name])[0]), mention.code)


def taken_up(noun: Token, parsed: Parsed, cast: Cast) -> list[Party]:
    """Whom "his" or "her" means: the subject of the sentence, else who is named before it here, else who was last."""
    here = cast.people(parsed)
    before = [party for start, _, party in reversed(here) if start < noun.idx]
    if noun.dep_ in ("nsubj", "nsubjpass"):  # "In a call with B he said": another than B, and nobody named behind
        after = [party for start, _, party in here if start > noun.idx and party not in before]
        acting = [party for start, end, party in reversed(here) if start < noun.idx and _acts(parsed, end)]
        away = [*after, *(party for party in before if party not in acting)]
        recent = [*acting, *(party for party in cast.recent if party not in away), *before]
    else:
        subject = [party for party in cast.recent[:1] if not before or party in before]
        recent = [*subject, *before, *cast.recent]
    other = "m" if noun.lower_ in ("she", "her") else "f"
    for party in recent:
        if party in _doing(noun, parsed, cast):
            continue
        person = cast.directory.find(party.name)
        if person is None or person.gender != other:
            return [party]
    return []


def _acts(parsed: Parsed, end: int) -> bool:
    """Whether the name that ends there is the subject of its clause."""
    last = next((token for token in parsed.tokens if token.idx + len(token) >= end), None)
    while last is not None and last.dep_ in ("appos", "conj", "compound", "punct") and last.head.i != last.i:
        last = last.head
    return last is not None and last.dep_ in ("nsubj", "nsubjpass")


def _doing(noun: Token, parsed: Parsed, cast: Cast) -> list[Party]:
    """Who is the subject where "him" or "her" is the object: somebody else is meant."""
    if noun.dep_ not in ("dobj", "pobj", "dative"):
        return []
    doers = [child for child in clause_head(noun).children if child.dep_ in ("nsubj", "nsubjpass") and child.i < noun.i]
    return [
        party
        for doer in doers
        for start, end, party in cast.people(parsed)
        if doer.left_edge.idx <= start and end <= doer.right_edge.idx + len(doer.right_edge)
    ]


def lands(noun: Token, parsed: Parsed, cast: Cast) -> list[Party]:
    """ "Leaders of both countries": the two states that this sentence names before, else those named last."""
    here = {each.code: each for each in parsed.mentions if each.kind in ("name", "capital") and each.end <= noun.idx}
    if len(here) == 2:
        return [_whole(each) for each in here.values()]
    if len(cast.pair) > 1 and noun.dep_ in ("nsubj", "nsubjpass"):
        return cast.pair[:2]
    doers = {party.country for party in cast.recent[:1]}
    others = [each for each in cast.lands if each.code not in doers]
    return [_whole(each) for each in reversed(others[:2])] if len(others) > 1 else cast.pair[:2]


def two(noun: Token, parsed: Parsed, cast: Cast) -> list[Party]:
    """ "The two countries", "both leaders", "they": the two states of this sentence, else the pair that met last."""
    if lemma(noun) in ("country", "nation", "state", "side"):
        named_here = [each for each in parsed.mentions if each.kind in ("name", "capital") and each.end <= noun.idx]
        if len({each.code for each in named_here}) == 2:
            return [state(each) for each in named_here][:2]
    return cast.pair[:2] if len(cast.pair) >= 2 else cast.recent[:2]
