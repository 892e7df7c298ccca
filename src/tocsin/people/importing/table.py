"""Rows out of CSV and XLSX: which line is the header, which column is which, and what each row holds."""

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence

from tocsin.documents.decoding import decode
from tocsin.errors import InputError
from tocsin.people.importing.headers import mapped
from tocsin.people.importing.report import Refusal, Row

MOST_ROWS = 200_000
"""Rows of one file; more are refused whole, with what to do."""
MOST_CELL = 10_000
"""Characters of one cell."""
_SEPARATORS = ",;\t|"
_HEADER_WITHIN = 20
_LOCAL = ("cp1252", "cp1250", "cp1251", "cp1254", "cp1256", "shift_jis", "gb18030", "euc_kr")
_WAYS = ("mail", "phone", "sms", "chat")
_NAMING = {"id", "name", "first_name", "last_name", "mail"}

Cells = tuple[int, Sequence[str]]


def csv_cells(raw: bytes) -> Iterator[Cells]:
    """The rows of a CSV in any encoding and with any usual separator, each with its first line."""
    text = _text(raw)
    if text[:4].lower() == "sep=":
        text = "\n" + text.partition("\n")[2]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, ("\0unreadable",)
            line = reader.line_num + 1
            continue
        yield line, cells
        line = reader.line_num + 1


def _text(raw: bytes) -> str:
    """The text of a table: as its bytes say, or in the encoding in which its headings are words that are known."""
    guessed = decode(raw)[0].lstrip("\ufeff")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        found = [guessed, *(raw.decode(each, "replace") for each in _LOCAL if b"\0" not in raw)]
        return max(found, key=_most_known)
    return guessed


def _most_known(text: str) -> int:
    top = text.splitlines()[:_HEADER_WITHIN]
    return max((_known(_split(line, each)) for line in top for each in _SEPARATORS), default=0)


def _separator(text: str) -> str:
    """The separator with which the best line near the top has the most known headings."""
    top = text.splitlines()[:_HEADER_WITHIN]
    return max(_SEPARATORS, key=lambda each: max((_known(_split(line, each)) for line in top), default=0))


def _split(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _known(cells: Sequence[str]) -> int:
    return len({field for field in mapped(cells) if field})


def rows_of(cells: Iterable[Cells], *, where: str = "") -> tuple[set[str], list[Row], list[Refusal]]:
    """The fields of a table, its rows, and the rows that could not be taken apart.

    Raises InputError where no line near the top is a header that names persons, or there are too many rows.
    """
    rest = iter(cells)
    top = list(itertools.islice(rest, _HEADER_WITHIN))
    best = max(range(len(top)), key=lambda at: _known(top[at][1]), default=None)
    columns = mapped(top[best][1]) if best is not None else []
    if best is None or not _NAMING & set(columns):
        message = (
            "No line near the top names the columns: give one with id or name, and place, country, from, to "
            "(the template: tocsin people import --template)."
        )
        raise InputError(message)
    headings = [cell.strip() for cell in top[best][1]]
    rows: list[Row] = []
    refused: list[Refusal] = []
    for line, values in itertools.chain(top[best + 1 :], rest):
        if len(rows) + len(refused) >= MOST_ROWS:
            message = f"The file has more than {MOST_ROWS:,} rows: split it and import the parts."
            raise InputError(message)
        if any(cell.strip() for cell in values):
            _take(line, values, columns, headings, where, rows, refused)
    return {each for each in columns if each}, rows, refused


def _take(  # noqa: PLR0917 - the two lists are what it fills
    line: int,
    values: Sequence[str],
    columns: Sequence[str | None],
    headings: Sequence[str],
    where: str,
    rows: list[Row],
    refused: list[Refusal],
) -> None:
    why = _fault(values, columns)
    if why:
        names = [*headings, *(f"column {at + 1}" for at in range(len(headings), len(values)))]
        shown = {
            name or f"column {at + 1}": _cut(cell) for at, (name, cell) in enumerate(zip(names, values, strict=False))
        }
        refused.append(Refusal(line=line, why=why, fields=shown, where=where))
        return
    fields: dict[str, str] = {}
    ways: list[tuple[str, str]] = []
    for column, cell in zip(columns, values, strict=False):
        text = _cleaned(cell)
        if column is None or not text:
            continue
        if column in _WAYS:
            ways.append((column, text))
        else:
            fields[column] = f"{fields[column]}; {text}" if column in fields else text
    rows.append(Row(line=line, fields=fields, ways=tuple(ways), where=where))


def _fault(values: Sequence[str], columns: Sequence[str | None]) -> str | None:
    if len(values) == 1 and values[0] == "\0unreadable":
        return "the line cannot be taken apart: a cell is too long or holds characters that no text has"
    if any(cell.strip() for cell in values[len(columns) :]):
        return "more cells than columns: a separator stands in a value without quotes"
    if any(cell.count("\n") > 20 for cell in values):
        return "a quote that is opened here is not closed: the following lines are inside it"
    if any(len(cell) > MOST_CELL for cell in values):
        return f"a cell holds more than {MOST_CELL:,} characters"
    return None


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CELL else text[:MOST_CELL] + "…"


def _cleaned(cell: str) -> str:
    """The cell without what hides or pads; a quote before a sign, which makes a formula harmless, is taken off."""
    seen = cell if cell.isprintable() else "".join(c for c in cell if c.isprintable() or c in "\n\t")
    text = seen.strip().strip("\u00a0\u200b")
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
