"""The picture of one host as a bundle of STIX 2.1: a report, and in it governments, measures, claims and evidence."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

import stix2
import stix2.v21

from tocsin.board import STATES, Cell, HostBoard, Measure, Standing, board
from tocsin.claims import Claim, Contest
from tocsin.export.asking import Asked
from tocsin.export.objects import NAMESPACE, ORIGIN, Made, Objects, least, name_of, reference
from tocsin.ledger import Ledger, StoredDocument, StoredRecord
from tocsin.picture import Asked as Claims
from tocsin.picture import claims_of
from tocsin.records import Posture
from tocsin.timeline import label

MOST = 1_000
"""Claims of a bundle; the report says how many there are beyond."""
QUOTED = 10
"""Records that stand behind one measure or claim in a bundle."""
DISAGREE = "disagree"
"""The word of STIX for the opinion of somebody who denies a claim."""


def bundle(ledger: Ledger, asked: Asked) -> bytes:
    """The bundle, as JSON: same ledger, same question, same bytes.

    Raises LedgerError where the database fails.
    """
    made = _Bundle(ledger, asked)
    every = made.objects()
    stamp = "|".join(f"{each['id']} {each.get('modified', '')}" for each in every)
    whole = stix2.v21.Bundle(id=f"bundle--{uuid.uuid5(NAMESPACE, stamp)}", objects=every, allow_custom=False)
    text: str = whole.serialize(pretty=False, ensure_ascii=False)
    return text.encode()


class _Bundle:
    def __init__(self, ledger: Ledger, asked: Asked) -> None:
        self._ledger, self._asked = ledger, asked
        self._objects = Objects(asked.marking)
        self._place = self._objects.place(asked.host)
        self._held: dict[str, StoredDocument | None] = {}
        self._seen: list[dt.datetime] = []
        self._today = dt.datetime.combine(asked.as_of.date(), dt.time(), dt.UTC)
        """From when what depends on the day of the question (its age, what stands) is of another version."""

    def objects(self) -> list[Made]:
        here = self._board()
        for cell in here.cells:
            self._cell(cell)
        claims = self._claims()
        for each in claims[:MOST]:
            self._claim(each)
        self._report(here, beyond=max(0, len(claims) - MOST))
        return self._objects.every

    def _board(self) -> HostBoard:
        asked = self._asked
        postures = self._ledger.postures(host=asked.host, known_at=asked.known_at)
        registers = self._ledger.registers.shown(host=asked.host, known_at=asked.known_at)
        until = asked.known_at or max((each.first_seen for each in postures), default=asked.as_of)
        made = board(postures, as_of=asked.as_of, known_at=until, hosts=[asked.host], registers=registers)
        return made.host(asked.host)

    def _claims(self) -> list[Claim]:
        """Those of the days, but what the board shows, the latest first."""
        wanted = Claims(host=self._asked.host, since=self._asked.first, until=self._asked.as_of.date())
        found = claims_of(self._ledger, wanted, known_at=self._asked.known_at)
        return sorted(found, key=lambda each: (-(each.since or dt.date.min).toordinal(), each.id))

    def _cell(self, cell: Cell) -> None:
        sender = self._objects.sender(cell.sender)
        for standing in cell.standings:
            for measure in (standing, *standing.others, *standing.disagreements, *standing.press):
                self._measure(cell, sender, standing, measure, scope="national")
        for standing in cell.regional:
            for measure in (standing, *standing.others, *standing.disagreements, *standing.press):
                self._measure(cell, sender, standing, measure, scope="regional")
        for apart in cell.apart:
            for record, held in self._records(apart.evidence):
                self._note(record, held, [self._place, sender])

    def _measure(self, cell: Cell, sender: str, standing: Standing, measure: Measure, *, scope: str) -> None:
        """What is in force: how the sender stands to the country; and a note for each record behind it."""
        if measure.value is None:
            return
        behind = self._records(measure.evidence)
        for record, held in behind:
            self._note(record, held, [self._place, sender])
        seen = [held.first_seen for _, held in behind]
        begins, ends = _moment(measure.since), _moment(measure.ends, after=1)
        said = f"{name_of(cell.sender)}: {_plain(standing.type)}: {_plain(measure.value)}"
        where = f" ({measure.place})" if measure.place else ""
        self._objects.relation(
            sender,
            "related-to",
            self._place,
            standing.type,
            measure.value,
            scope,
            measure.place or "",
            str(measure.since),
            description=f"{said}{where}, {_plain(measure.state)}, since {measure.since or 'an unknown day'}",
            start_time=begins,
            stop_time=ends if begins is None or ends is None or ends > begins else None,
            labels=[standing.type, measure.value, measure.state, scope],
            external_references=[reference(record.id, record.record, held) for record, held in behind],
            created=least(seen),
            modified=max([*seen, *([] if measure.state == "in_force" else [self._today])], default=ORIGIN),
        )

    def _records(self, ids: Iterable[str]) -> list[tuple[StoredRecord, StoredDocument]]:
        """The first records of these, with their documents as they were known."""
        found: list[tuple[StoredRecord, StoredDocument]] = []
        for id_ in list(ids)[:QUOTED]:
            record = self._ledger.record(id_)
            held = None if record is None else self._document(record.document_key)
            if record is not None and held is not None:
                found.append((record, held))
        return found

    def _document(self, key: str) -> StoredDocument | None:
        if key not in self._held:
            self._held[key] = self._ledger.document(key, known_at=self._asked.known_at)
        held = self._held[key]
        if held is not None:
            self._seen.append(held.first_seen)
        return held

    def _note(self, record: StoredRecord, held: StoredDocument, about: list[str]) -> str:
        said, kind = record.record, str(type(record.record).__struct_config__.tag)
        told = [said.type, said.value, said.modality] if isinstance(said, Posture) else []
        title = (
            f"{name_of(said.sender)}: {_plain(said.type)}: {_plain(said.value)}" if isinstance(said, Posture) else ""
        )
        modality = f" ({said.modality})" if isinstance(said, Posture) and said.modality != "fact" else ""
        return self._objects.put(
            stix2.v21.Note,
            record.id,
            abstract=f"{title}{modality}" or kind,
            content=said.evidence,
            authors=[held.document.publisher] if held.document.publisher else [],
            labels=[kind, *told],
            lang=held.document.language,
            object_refs=about,
            external_references=[reference(record.id, said, held)],
            created=held.first_seen,
            modified=held.first_seen,
        )

    def _claim(self, claim: Claim) -> None:
        """One note for what several documents assert, and the opinion of each who denies it."""
        behind = self._records(dict.fromkeys((claim.said_id, *claim.evidence)))
        if not behind:
            return
        seen = [held.first_seen for _, held in behind]
        heard = f"{claim.independent} independent origin{'s' * (claim.independent != 1)}"
        note = self._objects.put(
            stix2.v21.Note,
            "claim",
            claim.id,
            abstract=label(claim),
            content=f"“{claim.said.evidence}”\n\n{heard}; first {claim.first.publisher or 'publisher unknown'}, "
            f"{claim.first.published or 'undated'}.",
            authors=sorted({held.document.publisher for _, held in behind if held.document.publisher}),
            labels=["claim", claim.kind, *(["contested"] if claim.contests else [])],
            object_refs=[self._place],
            external_references=[reference(record.id, record.record, held) for record, held in behind],
            created=least(seen),
            modified=max(seen),
        )
        for contest in claim.contests:
            self._opinion(note, contest)

    def _opinion(self, note: str, contest: Contest) -> None:
        """What somebody says against a claim is their opinion; Tocsin has none."""
        behind = self._records(contest.evidence)
        if not behind:
            return
        seen = [held.first_seen for _, held in behind]
        self._objects.put(
            stix2.v21.Opinion,
            note,
            *sorted(contest.evidence),
            opinion=DISAGREE,
            explanation=f"{contest.by}: “{behind[0][0].record.evidence}”",
            authors=[contest.by],
            object_refs=[note],
            external_references=[reference(record.id, record.record, held) for record, held in behind],
            created=least(seen),
            modified=max(seen),
        )

    def _report(self, here: HostBoard, *, beyond: int) -> None:
        asked = self._asked
        told = [each["id"] for each in self._objects.every if each["type"] != "marking-definition"]
        seen = max([*self._seen, self._today])
        self._objects.put(
            stix2.v21.Report,
            asked.host,
            *((asked.as_of.date().isoformat(),) if asked.known_at else ()),
            asked.since.isoformat() if asked.since else "",
            name=f"{name_of(asked.host)}: what governments do about their people and missions, and what is told",
            description="\n".join(_unknown(asked, here, beyond)),
            report_types=["observed-data"],
            published=seen,
            object_refs=told,
            created=min([*self._seen, self._today]),
            modified=seen,
        )


def _unknown(asked: Asked, here: HostBoard, beyond: int) -> Iterable[str]:
    """What the bundle does not tell, and why."""
    yield f"As of {asked.as_of:%Y-%m-%d}. What nobody was heard about is unknown, which is not safe."
    if not here.cells:
        yield f"Unknown: no document tells what any government does about {name_of(asked.host)}."
    for cell in here.cells:
        silent = [each for each in cell.unknown if each not in {known.type for known in cell.standings}]
        if silent:
            yield f"Unknown of {name_of(cell.sender)}: {', '.join(silent)} (no document tells it)."
        for each in cell.standings:
            if each.value is None:
                why = each.register.why if each.register else None
                yield f"Unknown of {name_of(cell.sender)}: {each.type} ({why or STATES.get(each.state, 'unknown')})."
    if beyond:
        yield f"{beyond} more claims are left out: ask for fewer days."


def _moment(day: dt.date | None, *, after: int = 0) -> dt.datetime | None:
    return None if day is None else dt.datetime.combine(day, dt.time(), dt.UTC) + dt.timedelta(days=after)


def _plain(word: Any) -> str:
    return str(word).replace("_", " ")
