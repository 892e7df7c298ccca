"""The second reader: a document to records, part by part."""

import collections
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import msgspec

from tocsin.assistant import prompt
from tocsin.assistant.endpoint import Endpoint, Failure
from tocsin.assistant.evidence import Dropped, Told, Verifier
from tocsin.assistant.form import TYPES, schema
from tocsin.assistant.parts import Part, halves, parts
from tocsin.documents import Document, Signal
from tocsin.records import AnyRecord
from tocsin.records.layout import layout
from tocsin.settings import Llm


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """What a document was read as.

    ``records`` begin with the document's own and its passages, as any reader's do. ``dropped`` is what the model told
    and is no record. ``signals`` are parts that could not be read, with their characters: what stands there is unknown.
    """

    records: tuple[AnyRecord, ...]
    dropped: tuple[Dropped, ...] = ()
    signals: tuple[Signal, ...] = ()

    @property
    def lost(self) -> bool:
        """Whether some part was not read."""
        return any(each.code != "other_model" for each in self.signals)

    def told(self) -> str:
        """One sentence on what was dropped; empty where nothing was."""
        counts = collections.Counter(each.reason for each in self.dropped)
        if not counts:
            return ""
        kept = sum(isinstance(each, TYPES) for each in self.records)
        reasons = ", ".join(f"{number} {reason}" for reason, number in counts.most_common())
        return f"{kept} records kept, {len(self.dropped)} dropped ({reasons}): {self.dropped[0].why}"


class Assistant:
    """A reader over one endpoint; use it in a ``with``. Holds nothing between documents."""

    def __init__(self, llm: Llm) -> None:
        self._llm, self._endpoint, self._schema = llm, Endpoint(llm), schema()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._endpoint.__exit__(kind, error, at)

    @property
    def revision(self) -> str:
        """The name that a ledger keeps with its records, so that no other reader's are taken for them."""
        return f"llm:{self._llm.model}:{prompt.REVISION}"

    def read(self, document: Document) -> Answers:
        """Every record that holds, in the order of the text.

        Raises SettingsError where the endpoint refuses what the settings say, Unreachable where it is not there.
        """
        told: list[Told] = []
        dropped: list[Dropped] = []
        signals: dict[str, Signal] = {}
        verifier = Verifier(document)
        waiting = parts(document, tokens=self._llm.tokens)
        while waiting:
            part = waiting.pop(0)
            answer = self._endpoint.ask(prompt.GUIDE, prompt.question(document, part), self._schema)
            if isinstance(answer, Failure):
                smaller = halves(part, document) if answer.code == "truncated" else (part,)
                if len(smaller) > 1:
                    waiting[:0] = smaller
                else:
                    signals[f"{part.units[0].start}"] = _signal(document, part, answer)
                continue
            checked = [verifier.checked(each, part) for each in answer.told]
            told += [each for each in checked if not isinstance(each, Dropped)]
            dropped += [each for each in checked if isinstance(each, Dropped)]
            if not _same_model(self._llm.model, answer.model):
                signals["model"] = self._other_model(document, answer.model)
        told.sort(key=lambda each: (TYPES.index(type(each)), each.start))
        return Answers(
            records=(*layout(document), *told), dropped=tuple(dropped), signals=tuple(_sorted(signals.values()))
        )

    def _other_model(self, document: Document, answered: str) -> Signal:
        why = f"The endpoint was asked for {self._llm.model!r} and says that {answered[:100]!r} answered."
        return Signal(code="other_model", why=why, source=document.address)


def _same_model(asked: str, answered: str) -> bool:
    """Whether a name may be the model's: endpoints add dates and tags, or tell nothing."""
    a, b = asked.casefold(), answered.casefold()
    return not b or a.startswith(b) or b.startswith(a)


def _signal(document: Document, part: Part, failure: Failure) -> Signal:
    start, end = part.units[0].start, part.units[-1].end
    why = f"Characters {start} to {end} were not read, and what stands there is unknown. {failure.why}"
    return Signal(code=failure.code, why=why, source=document.address, start=start, end=end)


def _sorted(signals: "collections.abc.ValuesView[Signal]") -> Iterator[Signal]:
    yield from sorted(signals, key=lambda each: each.start if each.start is not None else -1)
