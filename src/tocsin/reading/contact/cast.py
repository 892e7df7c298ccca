"""Who is who while a document is read: everybody named, who was named last, and whom "he" and "both" take up."""

import dataclasses

from spacy.tokens import Token

from tocsin.reading.contact.names import Party, named
from tocsin.reading.parse import Parsed, lemma
from tocsin.reading.statement.people import Directory
from tocsin.reading.states import Mention, states

_ORGANISATIONS = {"EU": "EU", "NATO": "NATO", "UN": "UN"}


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
    if mention.kind == "capital":  # "Ankara" that summons is named as the text names it
        return Party(mention.name, mention.code)
    names = states().get(mention.code, {}).get("names") or [mention.name]
    return Party(_ORGANISATIONS.get(mention.code, str(names[0])), mention.code)


def taken_up(noun: Token, parsed: Parsed, cast: Cast) -> list[Party]:
    """Whom "his" or "her" means: the subject of the sentence, else who is named before it here, else who was last."""
    before = [party for start, _, party in reversed(cast.people(parsed)) if start < noun.idx]
    subject = [party for party in cast.recent[:1] if not before or party in before]
    recent = [*subject, *before, *cast.recent]
    other = "m" if noun.lower_ in ("she", "her") else "f"
    for party in recent:
        person = cast.directory.find(party.name)
        if person is None or person.gender != other:
            return [party]
    return []


def two(noun: Token, parsed: Parsed, cast: Cast) -> list[Party]:
    """ "The two countries", "both leaders", "they": the two states of this sentence, else the pair that met last."""
    if lemma(noun) in ("country", "nation", "state", "side"):
        named_here = [each for each in parsed.mentions if each.kind in ("name", "capital") and each.end <= noun.idx]
        if len({each.code for each in named_here}) == 2:
            return [state(each) for each in named_here][:2]
    return cast.pair[:2] if len(cast.pair) >= 2 else cast.recent[:2]
