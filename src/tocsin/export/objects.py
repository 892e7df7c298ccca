"""Objects of STIX 2.1 by the official library, with ids that the same ledger always gives again."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from typing import Any

import stix2
import stix2.v21

from tocsin.export.asking import Marking
from tocsin.ledger import StoredDocument
from tocsin.reading.states import states
from tocsin.records.model import Record

NAMESPACE = uuid.UUID("6d1c5d52-8f0a-5c0e-9a53-6c1f0a7b2e11")
"""The namespace of every id (UUIDv5): an object of a record is named by the record's id, others by what they are."""
ORIGIN = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
"""When what is no record's (a country, a government) counts as made: it never changes."""
_MARKS = {
    "white": stix2.v21.TLP_WHITE,
    "green": stix2.v21.TLP_GREEN,
    "amber": stix2.v21.TLP_AMBER,
    "red": stix2.v21.TLP_RED,
}
Made = Any
"""An object of the library; it has no types of its own."""


def name_of(code: str | None) -> str:
    """The English name of a state; a carrier's own name; or that nobody was named."""
    if code is None:
        return "A sender that the text does not name"
    state = states().get(code)
    return str(state["name"]) if state else code


class Objects:
    """The objects of one bundle: each once, every one by this ledger's identity and with the marking."""

    def __init__(self, marking: Marking | None) -> None:
        self._made: dict[str, Made] = {}
        self._marks = [] if marking is None else [_MARKS[marking].id]
        if marking is not None:
            self._made[_MARKS[marking].id] = _MARKS[marking]
        self._by: str | None = None
        self._by = self.put(
            stix2.v21.Identity, "tocsin", name="Tocsin", identity_class="system", created=ORIGIN, modified=ORIGIN
        )

    @property
    def every(self) -> list[Made]:
        """All of them, by id."""
        return [self._made[id_] for id_ in sorted(self._made)]

    def put(self, kind: Callable[..., Made], *name: str | None, **fields: Any) -> str:
        """Make an object that these words name, unless it is made already; its id."""
        of = kind._type  # type: ignore[attr-defined] # noqa: SLF001 - the library's own word for an object's type
        id_ = f"{of}--{uuid.uuid5(NAMESPACE, '|'.join((of, *(each or '' for each in name))))}"
        if id_ not in self._made:
            given = {each: value for each, value in fields.items() if value not in (None, [], "")}
            by = {} if self._by is None else {"created_by_ref": self._by}
            marks = {"object_marking_refs": self._marks} if self._marks else {}
            self._made[id_] = kind(id=id_, **by, **marks, **given)
        return id_

    def place(self, code: str) -> str:
        """A country."""
        state = states().get(code, {})
        return self.put(
            stix2.v21.Location,
            code,
            name=name_of(code),
            country=state.get("alpha2") or code,
            created=ORIGIN,
            modified=ORIGIN,
        )

    def sender(self, code: str | None) -> str:
        """A government, with the country that it is of, or a carrier."""
        government = code in states()
        made = self.put(
            stix2.v21.Identity,
            code,
            name=f"Government of {name_of(code)}" if government else name_of(code),
            identity_class="organization",
            sectors=["government" if government else "transportation"],
            external_references=[{"source_name": "ISO 3166-1", "external_id": code}] if government else [],
            created=ORIGIN,
            modified=ORIGIN,
        )
        if code is not None and states().get(code, {}).get("alpha2"):
            place = self.place(code)
            self.relation(made, "located-at", place, created=ORIGIN, modified=ORIGIN)
        return made

    def relation(self, source: str, kind: str, target: str, *name: str, **fields: Any) -> str:
        """What one object has to do with another."""
        words = (source, kind, target, *name)
        return self.put(
            stix2.v21.Relationship, *words, source_ref=source, relationship_type=kind, target_ref=target, **fields
        )


def reference(id_: str, record: Record, held: StoredDocument) -> dict[str, Any]:
    """The evidence of a record: who published it, where, in which words, and where they stand in the kept text."""
    document, address = held.document, held.sightings[0].address
    where = f"document {document.key}, characters {record.start}-{record.end}"
    day = f"published {document.published}" if document.published else "publication day unknown"
    told = {
        "source_name": document.publisher or "publisher unknown",
        "description": f"“{record.evidence}” ({document.title or 'untitled'}; {day}; {where})",
        "external_id": id_,
    }
    return told | ({"url": address} if address and address.startswith(("http://", "https://")) else {})


def least(moments: Iterable[dt.datetime]) -> dt.datetime:
    """The earliest of some moments, or when things that are no record's count as made."""
    return min(moments, default=ORIGIN)
