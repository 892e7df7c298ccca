"""Canada: an index with state and wording, which must agree, and a detail each with its regional advisories."""

import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of, table
from tocsin.sources.markup import fragment, line_of
from tocsin.sources.model import Ask, Entry, Said
from tocsin.sources.stating import entry, said

STATES = ("normal", "caution", "avoid_nonessential", "avoid_all")
_SUFFIX = re.compile(r"\s*\(with regional advisories\)\s*$", re.IGNORECASE)
_TEXTS = ("advisories", "security", "entry-exit", "health", "laws-culture", "disasters-climate", "offices-help-abroad")


def follow(desk: Desk) -> Iterator[Ask]:
    """A detail for each key of the index, with the date of its publication."""
    for key, row in table(desk.json("index"), "data", of="index").items():
        dated = row.get("date-published") if isinstance(row, dict) else None
        stamp = str(dated.get("timestamp")) if isinstance(dated, dict) else None
        if re.fullmatch(r"[A-Z]{2}(?:-\d+)?", key):
            yield Ask(name=f"page/{key}", address=desk.card.pages["page"].replace("{iso2}", key), stamp=stamp)


def read(desk: Desk) -> Iterator[Entry]:
    """The rows of the index, each with its detail where that is here; details alone where the index is not."""
    index = table(desk.json("index"), "data", of="index") if "index" in desk.payloads else {}
    details = {name.removeprefix("page/"): name for name in desk.names("page")}
    keys = [*index, *(key for key in details if key not in index)]
    yield from desk.each(keys, lambda key: _entry(desk, key, index.get(key), details.get(key)))


def _entry(desk: Desk, key: str, row: Any, detail: str | None) -> Entry:
    more = table(desk.json(detail), "data", of="detail") if detail else None
    found = row if row is not None else more
    with desk.fields(found, of="row" if row is not None else "detail") as field:
        code, state = field.text("country-iso"), field.take("advisory-state", int)
        regional = field.maybe("has-regional-advisory", int)
        dated = field.take("date-published", dict).get("asp")
        words = field.take("eng", dict)
    name = words.get("name")
    if not isinstance(name, str):
        raise Unreadable("missing_field", f"{key} has no English name.")
    level, why, wording = _level(desk, state, words.get("advisory-text"))
    body, parts = _detail(desk, more)
    if regional and not parts:
        desk.signal(
            "regional_unread", f"{desk.card.name}: {name[:60]} has regional advisories that are in its detail only."
        )
    return entry(
        desk,
        key=key if row is not None else code,
        code=key,
        destination=name,
        hosts=desk.hosts.of(name, desk.hosts.coded(code)),
        level=level,
        why=why,
        wording=wording,
        parts=parts,
        title=f"{name} travel advice",
        url=f"https://travel.gc.ca/destinations/{words.get('url-slug') or ''}",
        updated=moments.iso(dated if isinstance(dated, str) else None, "America/Toronto"),
        body=body,
        raw=raw_of([row, more]),
        media_type="application/json",
    )


def _level(desk: Desk, state: int, words: Any) -> tuple[Said | None, str | None, str | None]:
    """The level of the wording, where the number of the state says the same."""
    if not isinstance(words, str) or not words.strip():
        desk.signal("no_level", f"{desk.card.name}: a row has no wording beside its state {state}.")
        return None, "the register states no level", None
    level, why = said(desk, _SUFFIX.sub("", words))
    if level is not None and not (0 <= state < len(STATES) and STATES[state] == level.value):
        desk.signal("two_levels", f"{desk.card.name}: state {state} stands beside {words[:60]!r}.")
        return None, "its state and its wording disagree", words
    return level, why, words


def _detail(desk: Desk, more: dict[str, Any] | None) -> tuple[str, tuple[Said, ...]]:
    """The text of a detail, and the levels of the regional advisories in it."""
    words = more.get("eng") if more else None
    if not isinstance(words, dict):
        return "", ()
    html = words.get("advisories")
    parts = list(_regional(desk, html)) if isinstance(html, str) and html.strip() else []
    texts = [fragment(text) for name in _TEXTS if isinstance(text := words.get(name), str)]
    return "\n".join(text for text in texts if text), tuple(parts)


def _regional(desk: Desk, html: str) -> Iterator[Said]:
    """``Area - Avoid all travel`` over each block of a regional advisory."""
    root = lxml.html.document_fromstring(f"<div>{html}</div>")
    for heading in root.xpath("//div[contains(@class,'AdvisoryContainer')]//h3"):
        area, _, words = line_of(heading).rpartition(" - ")
        level, _ = said(desk, words) if area else (None, None)
        if level is not None:
            yield Said(value=level.value, wording=words, place=area)
