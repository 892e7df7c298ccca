"""The nouns of speaking: a voice, and what one sentence leaves behind for the next."""

import dataclasses
from typing import Literal

Kind = Literal["person", "unnamed", "institution", "state", "media", "paper", "other"]


@dataclasses.dataclass(slots=True)
class Voice:
    """Somebody or something that speaks. ``head`` is the noun by which a text takes it up again ("the ministry")."""

    name: str
    kind: Kind
    country: str | None = None
    office: str | None = None
    head: str = ""
    gender: str | None = None
    plural: bool = False

    @property
    def key(self) -> str:
        """What makes two mentions of a voice the same."""
        return f"{self.name.casefold()}|{self.country if self.kind == 'unnamed' else ''}"


@dataclasses.dataclass(slots=True)
class Turn:
    """What one sentence leaves behind: who spoke in it, which people it names, which states or bodies act in it."""

    post: int
    voices: list[Voice]
    people: list[Voice]
    bodies: list[Voice]
    states: list[tuple[int, str]]
