"""Taiwan: a table with a row an alert; the class of a square is its colour."""

import re
from collections.abc import Iterator

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk
from tocsin.sources.markup import Element, line_of
from tocsin.sources.model import Entry, Said
from tocsin.sources.stating import entry, said

NAMES = {"grayblock": "灰色", "yellowblock": "黃色", "orangeblock": "橙色", "redblock": "紅色"}
_KOREA = {"Korea": "South Korea"}


def read(desk: Desk) -> Iterator[Entry]:
    """The rows of the table, put together by country."""
    countries: dict[str, list[Element]] = {}
    for row in desk.page("index").all("//tr[td[@data-title='國家']]"):
        found = row.xpath("./td[@data-title='國家']//a/@id")
        name = str(found[0]).replace("_", " ").strip() if found else ""
        if name:
            countries.setdefault(name, []).append(row)
        else:
            desk.signal("missing_field", f"{desk.card.name}: a row names no country.")
    if not countries:
        raise Unreadable("lost_field", "The page has no table of countries.")
    yield from desk.each(countries.items(), lambda item: _entry(desk, *item))


def _cell(row: Element, title: str) -> str:
    cells = row.xpath(f"./td[@data-title='{title}']")
    return line_of(cells[0]) if cells else ""


def _entry(desk: Desk, name: str, rows: list[Element]) -> Entry:
    rest: list[Said] = []
    whole: list[Said] = []
    parts: list[Said] = []
    unread = False
    shown = ""
    for row in rows:
        shown, scope = _cell(row, "國家") or shown, _cell(row, "國家地區")
        classes = " ".join(str(each) for each in row.xpath("./td[@data-title='最新警示分級']//span/@class")).split()
        colour = next((each for each in classes if each.endswith("block")), "")
        level, _ = said(desk, colour)
        if level is None:
            unread = True
            continue
        words = Said(value=level.value, wording=f"{NAMES[colour]} {_cell(row, '最新警示分級')}".strip())
        if re.search(desk.card.prose.rest or "$^", scope):
            rest.append(words)
        elif scope in ("", shown):
            whole.append(words)
        else:
            parts.append(Said(value=words.value, wording=words.wording, place=scope))
    national = rest or whole
    one = len({each.value for each in national}) == 1 and not unread
    english = _KOREA.get(name, name)
    days = [moments.numbers(_cell(row, "發布日期"), "ymd") for row in rows]
    return entry(
        desk,
        key=name,
        destination=english,
        hosts=desk.hosts.of(english, desk.hosts.named(shown)),
        level=national[0] if one else None,
        why=None if one else "no single row is for the whole country",
        wording=", ".join(each.wording for each in (*national, *parts)) or None,
        parts=tuple(parts),
        silent=bool(parts) and not national and not unread,
        title=f"{shown or name}: 國外旅遊警示",
        url=desk.card.addresses["index"],
        updated=max((day for day in days if day), default=None),
        body="\n".join(f"{_cell(row, '國家地區') or shown}: {_cell(row, '最新警示分級')}" for row in rows),
        raw="\n".join(line_of(row) for row in rows).encode(),
    )
