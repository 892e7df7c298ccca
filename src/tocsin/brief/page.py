"""A brief as one HTML file: no script, no request, its charts within; for screens, for paper, for screen readers."""

import functools
import importlib.resources

import jinja2
import markupsafe

from tocsin.brief.headings import FOOT, SOURCES, about, head, link, place
from tocsin.brief.model import Brief
from tocsin.brief.words import plain
from tocsin.charts import Drawing, svg, table


def page(brief: Brief) -> bytes:
    """The whole file. What documents say is text in it, whatever it looks like; only web addresses are links."""
    text = _template().render(brief=brief, title=about(brief), head=head(brief)[:-1], foot=FOOT, sources=SOURCES)
    return text.encode("utf-8", "replace")


@functools.cache
def _template() -> jinja2.Template:
    made = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(drawn=_drawn, table=table, link=link, place=place)
    made.filters["plain"] = plain
    return made.from_string(importlib.resources.files("tocsin.brief").joinpath("page.html.j2").read_text("utf-8"))


def _drawn(drawing: Drawing) -> markupsafe.Markup:
    """The chart's SVG, which is built as a tree and so holds no text as markup."""
    return markupsafe.Markup(svg(drawing))  # noqa: S704
