"""Who reads: Tocsin itself, or the language model of the settings; with what each says on stderr."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.assistant import Assistant
    from tocsin.documents import Document
    from tocsin.records import AnyRecord
    from tocsin.settings import Settings


class Chosen:
    """The reader of this call: ``name`` is its revision, ``lost`` whether it left some text unread."""

    def __init__(self, name: str, read: "Callable[[Document], Sequence[AnyRecord]]") -> None:
        self.name, self._read, self.lost = name, read, False

    def read(self, document: "Document") -> "Sequence[AnyRecord]":
        """Every record of a document."""
        return self._read(document)


@contextmanager
def opened(reader: str, settings: "Settings") -> Iterator[Chosen]:
    """The reader that ``--reader`` names."""
    if reader == "default":
        from tocsin import reading

        yield Chosen(f"tocsin/{reading.REVISION}", reading.load(settings.model).read)
        return
    from tocsin.assistant import Assistant

    with Assistant(settings.llm) as assistant:
        yield _Asking(assistant)


class _Asking(Chosen):
    """The model's records; parts that were not read, and what was dropped, are said on stderr."""

    def __init__(self, assistant: "Assistant") -> None:
        super().__init__(assistant.revision, self._asked)
        self._assistant = assistant

    def _asked(self, document: "Document") -> "Sequence[AnyRecord]":
        from tocsin.cli.given import report

        answers = self._assistant.read(document)
        place = document.address or "-"
        for signal in answers.signals:
            report(place, f"{signal.code}: {signal.why}")
        if said := answers.told():
            report(place, said)
        self.lost = self.lost or answers.lost
        return answers.records
