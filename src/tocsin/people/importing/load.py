"""A file into the roster: take it apart, make nouns of its rows, and keep them with a report on every row."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from tocsin.errors import InputError
from tocsin.people.importing.calendar import calendar_rows
from tocsin.people.importing.convert import Converter, Read, Refused, person_id
from tocsin.people.importing.dates import order_of
from tocsin.people.importing.report import Outcome, Refusal, Report, Row, kept
from tocsin.people.importing.sheet import sheets
from tocsin.people.importing.table import csv_cells, rows_of
from tocsin.people.model import Person, Stay, Viewer
from tocsin.people.store import Added, People

MOST_BYTES = 32 << 20
"""Bytes of one file."""
_CALENDAR_FIELDS = {"id", "mail", "place", "kind", "trip", "from", "to", "status", "notes"}


class _Table(msgspec.Struct, frozen=True):
    columns: set[str]
    rows: Sequence[Row]
    refused: Sequence[Refusal]
    calendar: bool = False


def import_file(
    people: People,
    name: str,
    raw: bytes,
    *,
    viewer: Viewer,
    now: dt.datetime,
    person: str | None = None,
    whole: bool = False,
    dry_run: bool = False,
) -> Report:
    """Read a roster and keep it, all or nothing; the same file again changes nothing.

    ``name`` is the file's (its stays are told apart by it where ``whole`` says that it has all there are); ``person``
    the id of the person whose calendar it is. A ``dry_run`` reports and keeps nothing. Raises InputError for a file
    that cannot be taken apart at all.
    """
    if len(raw) > MOST_BYTES:
        message = f"The file is larger than {MOST_BYTES >> 20} MB: split it and import the parts."
        raise InputError(message)
    if not raw.strip():
        raise InputError("The file is empty: there is nothing to import.")
    persons: dict[str, Person] = {}
    stays: dict[str, Stay] = {}
    outcomes: list[Outcome] = []
    refused: list[Refusal] = []
    for table in _tables(name, raw, person=person, now=now):
        refused.extend(table.refused)
        for row, read in _converted(people, table, refused):
            persons[read.person.id] = read.person
            stays |= {stay.id: stay for stay in read.stays}
            outcomes.append(_outcome(row, read))
    refused = list({(each.where, each.line): each for each in refused}.values())
    outcomes += [Outcome(line=each.line, status="refused", reasons=(each.why,), where=each.where) for each in refused]
    added = Added()
    if not dry_run:
        added = people.record(list(persons.values()), list(stays.values()), at=now, origin=name, whole=whole)
        people.refuse([kept(each) for each in refused], file=name, at=now)
        if added:
            with people.writing() as connection:
                people.note(connection, ["-"], viewer=viewer, did="import", at=now)
    return Report(outcomes=_by_line(outcomes), refused=tuple(refused), added=added, dry_run=dry_run)


def _by_line(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """One outcome for each row: an event that recurs, or names several, is one row."""
    grave = {"read": 0, "doubt": 1, "refused": 2}
    found: dict[tuple[str, int], Outcome] = {}
    for each in outcomes:
        same = found.get((each.where, each.line), each)
        status = max(same.status, each.status, key=grave.__getitem__)
        reasons = tuple(dict.fromkeys((*same.reasons, *each.reasons)))
        found[each.where, each.line] = msgspec.structs.replace(each, status=status, reasons=reasons)
    return tuple(found[key] for key in sorted(found))


def _outcome(row: Row, read: Read) -> Outcome:
    return Outcome(line=row.line, status="doubt" if read.doubts else "read", reasons=read.doubts, where=row.where)


def _converted(people: People, table: _Table, refused: list[Refusal]) -> Iterable[tuple[Row, Read]]:
    order = order_of(text for row in table.rows for text in (row.fields.get("from", ""), row.fields.get("to", "")))
    rows = [_known_by_mail(people, row) for row in table.rows] if table.calendar else table.rows
    known = {each.id: each for each in people.unseen(list(_ids(people, rows)))}
    converter = Converter(people.keys, known, columns=table.columns, order=order)
    for row in rows:
        try:
            yield row, converter.read(row)
        except Refused as why:
            shown = row.fields | dict(row.ways)
            refused.append(Refusal(line=row.line, why=str(why), fields=shown, where=row.where))


def _ids(people: People, rows: Iterable[Row]) -> Iterable[str]:
    for row in rows:
        name = row.fields.get("name") or " ".join(
            row.fields[each] for each in ("first_name", "last_name") if each in row.fields
        )
        try:
            yield person_id(row, people.keys, name)
        except Refused:
            continue


def _known_by_mail(people: People, row: Row) -> Row:
    """A row of a calendar with the id of the one person on the roster who has its address."""
    mails = [address for kind, address in row.ways if kind == "mail"]
    found = people.find(mails[0]) if mails else []
    if len(found) != 1:
        return row
    return msgspec.structs.replace(row, fields=row.fields | {"id": found[0]}, ways=())


def _tables(name: str, raw: bytes, *, person: str | None, now: dt.datetime) -> Iterable[_Table]:
    if name.lower().endswith((".ics", ".ical")) or raw[:200].lstrip().upper().startswith(b"BEGIN:VCALENDAR"):
        rows, refused = calendar_rows(raw, person=person, now=now)
        yield _Table(_CALENDAR_FIELDS, rows, refused, calendar=True)
    elif raw[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        yield from _of_sheets(raw)
    else:
        yield _Table(*rows_of(csv_cells(raw)))


def _of_sheets(raw: bytes) -> Iterable[_Table]:
    found = 0
    unread: list[Refusal] = []
    for sheet, cells in sheets(raw).items():
        try:
            columns, rows, refused = rows_of(cells, where=sheet)
        except InputError as error:
            unread += [Refusal(line=cells[0][0], why=f"the sheet is not read: {error}", fields={}, where=sheet)]
            continue
        found += 1
        yield _Table(columns, rows, refused)
    if not found:
        raise InputError(
            "No sheet of the workbook has a line that names the columns; see tocsin people import --template."
        )
    yield _Table(set(), [], unread)
