"""The memory of one document: who spoke, who was named, and whom "he", "it" or "the ministry" takes up again."""

import dataclasses
import functools
import re

from tocsin.reading.statement.directory import Directory
from tocsin.reading.statement.voice import Turn, Voice

_ALIASES = {"airline": "airline", "carrier": "airline", "alliance": "NATO", "bloc": "EU"}


@dataclasses.dataclass(slots=True)
class Floor:
    """The memory of one document: everybody who spoke or was named, sentence by sentence."""

    directory: Directory
    sender: str | None = None
    topic: str | None = None
    many: bool = False
    acronyms: dict[str, str] = dataclasses.field(default_factory=dict)
    turns: list[Turn] = dataclasses.field(default_factory=list)

    def remember(self, name: str) -> None:
        """A body's capitalised name, which the text may shorten to its initials."""
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        if len(initials) > 2 and len(name) > len(initials):
            self.acronyms.setdefault(initials, name)

    def last_person(self, here: Turn, *, gender: str | None, but: frozenset[str] = frozenset()) -> Voice | None:
        """Whom "he" or "she" stands for: who spoke last, else was named first in the nearest sentence.

        ``but``: whom the sentence names only behind the pronoun, and so does not mean by it.
        """
        for turn in [here, *reversed(self.turns[-8:])]:
            if turn.post != here.post:
                break
            speakers = [voice for voice in turn.voices if voice.kind in ("person", "unnamed") and not voice.plural]
            for voice in [*speakers[::-1], *turn.people]:
                if turn is here and voice.name in but:
                    continue
                if voice.gender in (None, gender):
                    voice.gender = voice.gender or gender
                    return voice
        return None

    def last_body(self, here: Turn, *, plural: bool = False) -> Voice | None:
        """Whom "it" (or "they") stands for: the body or state that spoke last, else that was named last."""
        for turn in [here, *reversed(self.turns[-6:])]:
            if turn.post != here.post:
                break
            speakers = [
                voice
                for voice in turn.voices
                if (
                    voice.plural
                    if plural
                    else voice.kind in ("institution", "state", "media", "other") and not voice.plural
                )
            ]
            if speakers:
                return speakers[-1]
            if turn.bodies and not plural:
                return turn.bodies[0]
        return None

    def by_head(
        self, head: str, here: Turn, *, country: str | None, local: str | None, plural: bool = False
    ) -> Voice | None:
        """Whom "the ministry" or "the minister" stands for: the last with such a head or office.

        Of the same state if one is told, or if another (``local``) has taken the floor since; across posts only so.
        """
        wanted = country or local
        for turn in [here, *reversed(self.turns)]:
            for voice in [*reversed(turn.voices), *turn.people, *turn.bodies]:
                if (
                    voice.plural != plural
                    or not _answers(voice, head)
                    or (country and voice.country and voice.country != country)
                ):
                    continue
                if local and voice.country and voice.country != local:
                    continue
                if turn.post == here.post or (wanted and voice.country == wanted) or voice.kind == "person":
                    return voice
        return None

    def last_state(self, here: Turn, before: int | None = None) -> str | None:
        """The state that a body or office without one belongs to: of who had the floor last, else named before it."""
        if here.voices and here.voices[-1].country:
            return here.voices[-1].country
        named = [code for at, code in here.states if before is None or at < before]
        for turn in reversed(self.turns[-2:]):
            if turn.post != here.post or named:
                break
            actor = next((voice.country for voice in [*turn.voices[::-1], *turn.bodies] if voice.country), None)
            if actor or turn.states:
                return actor or turn.states[0][1]
        return named[0] if named else None

    def floor_state(self, here: Turn) -> str | None:
        """The state of whoever had the floor in the sentence before, if any."""
        for turn in reversed(self.turns[-3:]):
            if turn.post != here.post:
                break
            for voice in [*turn.voices[::-1], *turn.bodies]:
                if voice.country:
                    return voice.country
        return None


@functools.lru_cache(maxsize=10_000)
def _words(office: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w-]+", office.casefold()))


def _answers(voice: Voice, head: str) -> bool:
    if voice.head == head and voice.kind != "person":
        return True
    if voice.office:
        offices = _words(voice.office)
        if head in offices:
            return head not in ("chief", "head", "general", "leader", "official", "source") or offices[-1] == head
    return head in _ALIASES and _ALIASES[head] in (voice.head, voice.country) and voice.head in ("airline", "state")
