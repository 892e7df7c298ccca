"""A brief as PDF by typst: what documents say goes in as data, so that nothing in it is ever markup or code."""

import importlib.resources
from typing import Any

import msgspec

from tocsin.brief.headings import SOURCES, about, head, link, place
from tocsin.brief.model import Brief, Sentence
from tocsin.brief.words import plain
from tocsin.charts import svg
from tocsin.errors import TocsinError


class PrintError(TocsinError):
    """The PDF could not be made."""


def pdf(brief: Brief) -> bytes:
    """The brief as tagged PDF (PDF/UA-1), without a date of its own. Raises PrintError where typst refuses it."""
    import typst  # noqa: PLC0415 (a typesetter: who wants no PDF does not load it)

    given: Any = files(brief)  # typst takes files by name; its types do not say so
    try:
        made = typst.compile(given, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        message = f"The PDF could not be made: {error.message}. Take --format html."
        raise PrintError(message) from error
    return bytes(made)


def files(brief: Brief) -> dict[str, bytes]:
    """What typst is given: the fixed template, the brief as JSON, and its charts."""
    template = importlib.resources.files("tocsin.brief").joinpath("page.typ").read_bytes()
    drawings = [drawing for section in brief.sections for drawing in section.drawings]
    charts = {f"chart-{place_}.svg": svg(each).encode() for place_, each in enumerate(drawings)}
    return {"main.typ": template, "brief.json": msgspec.json.encode(_data(brief)), **charts}


def _data(brief: Brief) -> dict[str, object]:
    number = 0
    sections = []
    for section in brief.sections:
        charts = []
        for drawing in section.drawings:
            title, words = plain(drawing.title), plain(drawing.words)
            charts.append({"file": f"chart-{number}.svg", "title": title, "words": words})
            number += 1
        rows = section.table.rows if section.table else ()
        sections.append(
            {
                "title": section.title,
                "note": section.note,
                "heads": section.table.heads if section.table else (),
                "rows": [
                    {"name": row.name, "cells": [[_said(each) for each in cell] for cell in row.cells]} for row in rows
                ],
                "items": [
                    {"said": _said(item.said), "beside": [_said(each) for each in item.beside]}
                    for item in section.items
                ],
                "charts": charts,
            }
        )
    references = [
        {"number": each.number, "place": place(each), "quote": plain(each.quote), "address": link(each.address)}
        for each in brief.references
    ]
    return {
        "title": about(brief),
        "head": head(brief),
        "sections": sections,
        "sources": SOURCES,
        "references": references,
    }


def _said(sentence: Sentence) -> dict[str, object]:
    return {"text": sentence.text, "refs": sentence.refs, "lost": sentence.rests == "absence"}
