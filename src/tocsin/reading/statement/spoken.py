"""The nouns of this room: one voice in one sentence, and a sentence with its voices."""

import dataclasses
import datetime as dt

from spacy.tokens import Token

from tocsin.reading.parse import Parsed
from tocsin.reading.sentences import Sentence
from tocsin.reading.statement.quotes import Quoted
from tocsin.reading.statement.voice import Voice


@dataclasses.dataclass(slots=True)
class Heard:
    """One cue of a sentence and the voice that it gives the word to."""

    cue: Token
    wording: str
    kind: str
    voice: Voice


@dataclasses.dataclass(slots=True)
class Spoken:
    """A voice in a sentence, with its first cue; ``token`` is ``None`` where the sentence has no cue of its own."""

    voice: Voice
    cue: str
    token: Token | None = None
    kind: str = "verb"
    chain: tuple[str, ...] = ()
    continuation: bool = False
    date: dt.date | None = None


@dataclasses.dataclass(slots=True)
class Line:
    """One sentence in the making: its parse where it has one, its quotes, its cues, and who speaks in it."""

    sentence: Sentence
    quoted: Quoted
    parsed: Parsed | None
    spoken: list[Spoken] = dataclasses.field(default_factory=list)
    heard: list[Heard] = dataclasses.field(default_factory=list)
    answering: bool = False

    @property
    def denying(self) -> bool:
        """Whether one of its cues denies."""
        return any(heard.cue.lemma_ in ("deny", "refute", "dispute") for heard in self.heard)

    def quoting(self) -> Spoken | None:
        """Whose the quote of this sentence is: the voice whose cue stands nearest to it, outside of it."""
        outside = [one for one in self.spoken if one.token is None or not self.quoted.inside(one.token.idx)]
        if not outside:
            return None
        edges = [edge for span in self.quoted.spans for edge in span]
        return min(
            outside,
            key=lambda one: (
                one.kind == "noun",
                min((abs(edge - one.token.idx) for edge in edges), default=0) if one.token else 0,
            ),
        )
