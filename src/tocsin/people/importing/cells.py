"""Run as a program of its own: a workbook on stdin becomes lines of JSON on stdout, under limits of memory and time.

A hostile workbook can claim a cell at the far corner of a sheet or unpack to a thousand times its size; what that does
to this process it does to nobody else.
"""

import datetime as dt
import io
import json
import sys

MEMORY = 1 << 30
SECONDS = 60
ROWS, COLUMNS = 200_001, 200


def limit() -> None:
    """Take from this process the means to do harm."""
    import resource  # noqa: PLC0415 - it is not everywhere

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def shown(value: object) -> str:
    """A cell as text: days in ISO, whole numbers without a point."""
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ") if value.time() != dt.time() else value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def main() -> None:
    """One line for each row that holds anything: the sheet, the row's number, the cells."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - see limit

    limit()
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet or meta.visible != SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        first = sheet.start[0] if sheet.start else 0
        for at, row in enumerate(sheet.iter_rows()):
            cells = [shown(value) for value in row[:COLUMNS]]
            if any(cells):
                print(json.dumps([meta.name, first + at + 1, cells]))  # noqa: T201 - its one output
            if at > ROWS:
                break


if __name__ == "__main__":
    main()
