"""Imports: no row is lost, doubts are told, hostile files do no harm."""

import contextlib
import datetime as dt
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.errors import InputError
from tocsin.people import LOCAL, Keys, People, Report, import_file
from tocsin.people.importing.calendar import calendar_rows
from tocsin.people.importing.convert import Converter, Refused
from tocsin.people.importing.dates import days, order_of
from tocsin.people.importing.headers import FIELDS, field_of
from tocsin.people.importing.report import Row
from tocsin.people.importing.table import csv_cells, rows_of

from tests.people.conftest import NOON


def take(people: People, text: str | bytes, name: str = "r.csv", **options: object) -> Report:
    raw = text.encode() if isinstance(text, str) else text
    return import_file(people, name, raw, viewer=LOCAL, now=NOON, **options)  # type: ignore[arg-type]


def test_every_row_is_read_doubted_or_refused_with_its_line(people: People) -> None:
    report = take(
        people,
        "Traveller list of May\nMatricule;Nom complet;Courriel;Ville;Pays;Du;Au\n"
        "E1;A B;a@x.example;Niamey;Niger;13/05/2026;20/05/2026\n\n"
        'E2;C D;no mail;"Line\nbreak";Niger;2026-05-01;soon\n;;;Paris;France;;\nE1;Z Z;;Paris;France;;\n'
        "E5;E F;e@x.example;Niamey;Niger;2026-06-09;2026-06-01\nE6;G;g@x.example;Niamey;Niger;;;x;y\n",
    )
    assert [(each.line, each.status) for each in report.outcomes] == [
        (3, "read"), (5, "doubt"), (7, "refused"), (8, "refused"), (9, "doubt"), (10, "refused"),
    ]  # fmt: skip
    assert people.ids() == ["E1", "E2", "E5"]
    assert [each["line"] for each in people.refused()] == [7, 8, 10]
    stay = people.stays(["E1"])[0]
    assert (stay.first, stay.last) == (dt.date(2026, 5, 13), dt.date(2026, 5, 20))
    assert people.stays(["E2"])[0].last is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_encoding_and_separator_is_understood(encoding: str, separator: str) -> None:
    table = [["Prénom", "Nom", "Équipe", "Ville"], ["Zoé", "Müller", "Désert", "Orléans"]]
    raw = "\r\n".join(separator.join(row) for row in table).encode(encoding)
    columns, rows, refused = rows_of(csv_cells(raw))
    assert columns == {"first_name", "last_name", "groups", "place"}
    assert rows[0].fields == {"first_name": "Zoé", "last_name": "Müller", "groups": "Désert", "place": "Orléans"}
    assert refused == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.text(max_size=300))
def test_no_bytes_at_all_bring_it_down_and_no_line_is_lost(keys: Keys, raw: bytes, text: str) -> None:
    data = b"id;name;place;from;to;lat;lon\n" + text.encode("utf-8", "replace") + raw
    try:
        columns, rows, refused = rows_of(csv_cells(data))
    except InputError:
        return
    held = sum(1 for _, cells in list(csv_cells(data))[1:] if any(cell.strip() for cell in cells))
    assert len(rows) + len(refused) == held
    converter = Converter(keys, {}, columns=columns, order=None)
    for row in rows:
        plain = {name: value for name, value in row.fields.items() if name not in ("place", "lat", "lon")}
        with contextlib.suppress(Refused):
            assert converter.read(Row(line=row.line, fields=plain, ways=row.ways)).person.id


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_calendar_brings_it_down(raw: bytes) -> None:
    event = b"BEGIN:VEVENT\r\nUID:1\r\nLOCATION:Niamey\r\n" + raw + b"\r\nEND:VEVENT\r\n"
    calendar = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + event + b"END:VCALENDAR\r\n"
    rows, refused = calendar_rows(calendar, person="E1", now=NOON)
    assert rows or refused


def test_the_template_has_every_field_and_every_field_is_known_by_its_own_name() -> None:
    assert [field_of(each) for each in FIELDS] == FIELDS
    assert (field_of("E-Mail"), field_of("PAÍS"), field_of("电话"), field_of("Shoe size")) == (
        "mail",
        "country",
        "phone",
        None,
    )


def test_the_order_of_dates_is_that_of_the_file_or_both() -> None:
    assert order_of(["03/04/2026", "25/04/2026"]) == "day first"
    assert order_of(["03/04/2026", "04/25/2026"]) == "month first"
    assert order_of(["03/04/2026", "25/04/2026", "04/25/2026"]) is None
    either = days("03/04/2026", None)
    assert either is not None
    assert (either.earliest, either.latest) == (dt.date(2026, 3, 4), dt.date(2026, 4, 3))
    for text in ("2026-05-03", "3 mai 2026", "May 3, 2026", "3. Mai 2026", "3 травня 2026", "2026年5月3日", "03.05.26"):
        found = days(text, "day first")
        assert found is not None, text
        assert found.earliest == found.latest == dt.date(2026, 5, 3)
    assert days("31/02/2026", None) is None


def test_a_changed_row_is_an_edition_and_a_contact_that_a_file_lacks_stays(people: People) -> None:
    take(
        people,
        "id,name,mail,phone,place,country,from,to\nE1,A,a@x.example,+2279000000,Niamey,Niger,2026-05-01,2026-05-09\n",
    )
    changed = take(people, "id,name,place,country,from,to\nE1,A,Niamey,Niger,2026-05-01,2026-05-19\n")
    assert (changed.added.changed_persons, changed.added.changed_stays, changed.added.new_stays) == (0, 1, 0)
    assert len(people.unseen(["E1"])[0].ways) == 2
    assert len(people.history(people.stays()[0].id)) == 2
    assert not take(people, "id,name,place,country,from,to\nE1,A,Niamey,Niger,2026-05-01,2026-05-19\n").added
    gone = take(people, "id,name,place,country,from,to,status\nE1,A,Niamey,Niger,2026-05-01,2026-05-19,annulé\n")
    assert gone.added.changed_stays == 1
    assert people.stays() == []


def test_a_dry_run_reports_and_keeps_nothing(people: People) -> None:
    report = take(people, "id,name\nE1,A\n,\n,x;y\n", dry_run=True)
    assert report.count("read") + report.count("doubt") == 2
    assert people.ids() == []


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:weekly
DTSTART;TZID=Africa/Niamey:20260505T090000
DTEND;TZID=Africa/Niamey:20260507T170000
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=Africa/Niamey:20260512T090000
LOCATION:Niamey\\, Niger
ATTENDEE:mailto:a@x.example
END:VEVENT
BEGIN:VEVENT
UID:weekly
RECURRENCE-ID;TZID=Africa/Niamey:20260519T090000
DTSTART;TZID=Africa/Niamey:20260520T090000
DTEND;TZID=Africa/Niamey:20260521T170000
LOCATION:Zinder\\, Niger
ATTENDEE:mailto:a@x.example
END:VEVENT
BEGIN:VEVENT
UID:days
DTSTART;VALUE=DATE:20260601
DTEND;VALUE=DATE:20260604
LOCATION:Paris\\, France
ATTENDEE:mailto:a@x.example
END:VEVENT
BEGIN:VEVENT
UID:stranger
DTSTART;VALUE=DATE:20260601
LOCATION:Paris
ATTENDEE:mailto:z@x.example
END:VEVENT
BEGIN:VEVENT
UID:broken
DTSTART:when it suits
LOCATION:Paris
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_a_calendar_gives_each_time_that_an_event_happens_in_its_own_zone(people: People) -> None:
    take(people, "id,name,mail\nE1,A,a@x.example\n")
    report = take(people, CALENDAR, "trips.ics")
    assert [each.status for each in report.outcomes] == ["read", "read", "read", "refused", "refused"]
    stays = people.stays(["E1"])
    assert [(each.first, each.last, each.spot.place) for each in stays] == [
        (dt.date(2026, 5, 5), dt.date(2026, 5, 7), "Niamey"),
        (dt.date(2026, 5, 20), dt.date(2026, 5, 21), "Zinder"),
        (dt.date(2026, 5, 26), dt.date(2026, 5, 28), "Niamey"),
        (dt.date(2026, 6, 1), dt.date(2026, 6, 3), "Paris"),
    ]
    assert stays[0].begins_at == dt.datetime(2026, 5, 5, 8, 0, tzinfo=dt.UTC)
    assert not take(people, CALENDAR, "trips.ics").added
    cancelled = CALENDAR.replace("UID:days", "UID:days\r\nSTATUS:CANCELLED")
    assert take(people, cancelled, "trips.ics").added.changed_stays == 1


TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{}/{}" Target="{}"/></Relationships>'  # noqa: E501
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(rows: str) -> bytes:
    sheets = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="Trips" sheetId="1" r:id="rId1"/></sheets></workbook>'  # noqa: E501
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS.format(RELATION, "officeDocument", "xl/workbook.xml"))
        file.writestr("xl/workbook.xml", sheets)
        file.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format(RELATION, "worksheet", "worksheets/sheet1.xml"))
        file.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return page.getvalue()


def cells(number: int, *values: str) -> str:
    made = (
        f'<c r="{"ABCDEFG"[at]}{number}" t="inlineStr"><is><t>{value}</t></is></c>' for at, value in enumerate(values)
    )
    return f'<row r="{number}">{"".join(made)}</row>'


HEADER = cells(1, "id", "name", "place", "country")


def test_a_workbook_is_read_with_its_sheet_and_row(people: People) -> None:
    formula = '<row r="3"><c r="A3" t="str"><f>1+1</f><v>E2</v></c><c r="B3" t="inlineStr"><is><t>B</t></is></c></row>'
    report = take(
        people,
        workbook(HEADER + cells(2, "E1", "A", "Niamey", "Niger") + formula + cells(5, "", "", "Paris")),
        "t.xlsx",
    )
    assert [(each.where, each.line, each.status) for each in report.outcomes] == [
        ("Trips", 2, "read"), ("Trips", 3, "read"), ("Trips", 5, "refused"),
    ]  # fmt: skip
    assert people.ids() == ["E1", "E2"]


@pytest.mark.parametrize(
    "raw",
    [
        workbook(HEADER + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        workbook("<nonsense"),
        b"PK\x03\x04 and no workbook",
    ],
    ids=["far corner", "broken", "no workbook"],
)
def test_a_hostile_workbook_is_refused_with_what_to_do(people: People, raw: bytes) -> None:
    with pytest.raises(InputError, match=r"CSV|columns"):
        take(people, raw, "t.xlsx")
    assert people.ids() == []


@pytest.mark.parametrize(
    ("raw", "says"), [(b"  ", "empty"), (b"a,b\n1,2\n", "template"), (b"x" * (33 << 20), "larger")]
)
def test_a_file_that_is_no_roster_is_refused(people: People, raw: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        take(people, raw)
