"""A chart as SVG that stands in a page, with its title and words for those who do not see it; and as a table."""

import hashlib
import re

import lxml.etree
import msgspec

from tocsin.charts.model import Drawing
from tocsin.charts.style import FONT, INK

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_HEARD = re.compile(r"^(?:role|aria-.*)$")
_NAMED = re.compile(r"url\(#([^)]+)\)|url\('#([^']+)'\)")


def svg(drawing: Drawing) -> str:
    """The chart as one SVG element: no script, no request, no font of its own; the same drawing, the same text.

    Lines and letters take the colour of the text around it. It is named by its title and described by its words.
    """
    import vl_convert  # noqa: PLC0415 (it carries a script engine, and many want only the table)

    spec = drawing.chart.to_json(validate=False, indent=None)
    root = lxml.etree.fromstring(vl_convert.vegalite_to_svg(spec).encode(), _parser())
    name = "c" + hashlib.sha256(spec.encode()).hexdigest()[:10]
    for each in root.iter():
        _tidy(each, name)
    root.attrib.pop("class", None)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-words")
    for place, (tag, words) in enumerate((("title", drawing.title), ("words", drawing.words))):
        told = lxml.etree.Element(f"{{{_SVG}}}{'title' if tag == 'title' else 'desc'}", id=f"{name}-{tag}")
        told.text = words
        root.insert(place, told)
    drawn: str = lxml.etree.tostring(root, encoding="unicode")
    return drawn


def picture(drawing: Drawing | None, *, otherwise: str) -> bytes:
    """The chart as a file of its own, light and dark as its reader's screen is; for none, a line that says so."""
    if drawing is None:
        root = lxml.etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG}, viewBox="0 0 560 48", role="img")
        line = lxml.etree.SubElement(root, f"{{{_SVG}}}text", {"x": "4", "y": "32", "fill": "currentColor"})
        line.set("font-size", "24")
        line.set("font-family", FONT)
        line.text = otherwise
    else:
        root = lxml.etree.fromstring(svg(drawing).encode(), _parser())
    style = lxml.etree.Element(f"{{{_SVG}}}style")
    style.text = "svg{color:#1b1f23}@media(prefers-color-scheme:dark){svg{color:#e6e8ea}}"
    root.insert(0, style)
    drawn: bytes = lxml.etree.tostring(root, encoding="utf-8")
    return drawn


def table(drawing: Drawing) -> list[list[str]]:
    """All values of a chart as rows of words, its columns first."""
    rows = [["" if cell is None else str(cell) for cell in row] for row in drawing.rows]
    return [list(drawing.columns), *rows]


def json(drawing: Drawing) -> bytes:
    """The chart's declaration in Vega-Lite, for programs that draw it themselves."""
    return msgspec.json.encode(drawing.chart.to_dict())


def _parser() -> lxml.etree.XMLParser:
    return lxml.etree.XMLParser(resolve_entities=False, no_network=True)


def _tidy(element: lxml.etree._Element, name: str) -> None:
    """Give names of its own to what is referred to, the text's colour to ink, and nothing to be read out twice."""
    for key, value in list(element.attrib.items()):
        if _HEARD.match(str(key)) or key == _LINK:
            del element.attrib[key]
        elif key == "id":
            element.set("id", f"{name}-{value}")
        elif value == INK:
            element.set(key, "currentColor")
        elif "url(" in str(value):
            element.set(key, _NAMED.sub(lambda found: f"url(#{name}-{found[1] or found[2]})", str(value)))
