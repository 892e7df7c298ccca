"""A brief as Markdown: what documents say is escaped, so that it can neither mark up nor link nor run anything."""

import re
from collections.abc import Iterable, Sequence

from tocsin.brief.headings import SOURCES, about, head, link, place
from tocsin.brief.model import Brief, Reference, Section, Sentence, Table
from tocsin.brief.words import plain
from tocsin.charts import Drawing
from tocsin.charts import table as values

_MARKS = re.compile(r"([\\`*_{}\[\]#|~!$])")
_OPENS = re.compile(r"^(\d*)([-+.)])(?=\s|$)")


def markdown(brief: Brief) -> bytes:
    """The brief as CommonMark with tables; a chart is the table of its values."""
    lines = [f"# {escaped(about(brief))}", "", *(f"{escaped(each)}  " for each in head(brief)), ""]
    for section in brief.sections:
        lines += _section(section)
    lines += [f"## {SOURCES}", ""]
    lines += [_reference(each) for each in brief.references]
    return ("\n".join(lines).rstrip() + "\n").encode()


def escaped(words: str) -> str:
    """One line that Markdown and HTML take as plain text."""
    text = plain(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _OPENS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))
    return text.replace("://", ":&#47;/")


def _section(section: Section) -> Iterable[str]:
    yield from (f"## {section.title}", "", escaped(section.note), "")
    if section.table is not None:
        yield from (*_table(section.table), "")
    for item in section.items:
        yield f"- {_said(item.said)}"
        yield from (f"  - {_said(each)}" for each in item.beside)
    if section.items:
        yield ""
    for drawing in section.drawings:
        yield from _drawing(drawing)


def _said(sentence: Sentence) -> str:
    refs = "".join(f" \\[{number}\\]" for number in sentence.refs)
    return f"{escaped(sentence.text)}{refs}"


def _table(table: Table) -> Iterable[str]:
    rows = [[escaped(row.name), *("<br>".join(map(_said, cell)) for cell in row.cells)] for row in table.rows]
    return _rows([list(table.heads), *rows])


def _drawing(drawing: Drawing) -> Iterable[str]:
    yield from (f"**{escaped(drawing.title)}**: {escaped(drawing.words)}", "")
    yield from (*_rows([[escaped(cell) for cell in row] for row in values(drawing)]), "")


def _rows(rows: Sequence[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]


def _reference(each: Reference) -> str:
    address = link(each.address)
    shown = f" <{address}>" if address and re.fullmatch(r"[^\s<>\\]+", address) else ""
    return f"- \\[{each.number}\\] {escaped(place(each))}: “{escaped(each.quote)}”{shown}"
