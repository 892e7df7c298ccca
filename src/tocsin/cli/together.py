"""Documents that are read together: each gets what the others tell of the people whom it only names."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

import msgspec

from tocsin.errors import InputError
from tocsin.records import AnyRecord, DocumentRecord
from tocsin.records.directory import Directory, Introduced
from tocsin.records.entries import read_entries
from tocsin.records.knowing import introductions, recognised

IN_MEMORY = 64 * 1024 * 1024
"""Bytes of records that are held; what is more waits in a file."""

_record: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)


class Together:
    """The records of several documents, held until the last is read. ``before``: a directory that was given.

    Use it in a ``with``.
    """

    def __init__(self, before: Directory) -> None:
        self._told: list[Introduced] = list(before.told)
        self._held = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed when this is left

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    def add(self, records: Sequence[AnyRecord]) -> None:
        """Hold the records of one document."""
        self._told += introductions(records)
        self._held.write(msgspec.json.Encoder().encode_lines(records))

    def records(self) -> Iterator[AnyRecord]:
        """Every record in the order of the adding, with who is who by all documents up to the day of its own."""
        book = Directory(self._told)
        document: DocumentRecord | None = None
        self._held.seek(0)
        for line in self._held:
            record = _record.decode(line)
            if isinstance(record, DocumentRecord):
                document = record
            yield (
                record if document is None else recognised(record, book, day=document.published, document=document.key)
            )


def given_directory(place: str | None) -> Directory:
    """The directory of a file; an empty one where none is given. Raises InputError for what is none."""
    if place is None:
        return Directory()
    try:
        return read_entries(Path(place).read_bytes())
    except OSError as error:
        message = f"{place} cannot be read ({error.strerror}); name a file made by 'tocsin directory --format json'."
        raise InputError(message) from error
