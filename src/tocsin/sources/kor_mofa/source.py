"""South Korea: rows of alarms, several a country, each for all of it or a part of it."""

import re
from collections.abc import Iterator
from typing import Any

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of, table
from tocsin.sources.markup import fragment
from tocsin.sources.model import Entry, Said
from tocsin.sources.stating import entry, said

NAMES = {"1": "여행유의", "2": "여행자제", "3": "출국권고", "4": "여행금지"}


def read(desk: Desk) -> Iterator[Entry]:
    """The alarms, put together by country."""
    response = table(desk.json("index"), "response")
    code = str(table(response, "header").get("resultCode", ""))
    if code.strip("0"):
        raise Unreadable("refused", f"The service answers with code {code[:20]}: is the key right?")
    items = table(response, "body").get("items")
    found = items.get("item") if isinstance(items, dict) else None
    rows = found if isinstance(found, list) else [found] if isinstance(found, dict) else []
    countries: dict[str, list[Any]] = {}
    for row in rows:
        key = row.get("country_iso_alp2") if isinstance(row, dict) else None
        if isinstance(key, str) and key.strip():
            countries.setdefault(key.strip(), []).append(row)
        else:
            desk.signal("missing_field", f"{desk.card.name}: an alarm names no country.")
    yield from desk.each(countries.items(), lambda item: _entry(desk, *item))


def _entry(desk: Desk, code: str, rows: list[Any]) -> Entry:
    national: list[Said] = []
    parts: list[Said] = []
    days: list[Any] = []
    name, unread = "", False
    for row in rows:
        with desk.fields(row) as field:
            field.ignore("country_iso_alp2")
            name = field.text("country_eng_nm")
            level, _ = said(desk, number := field.text("alarm_lvl"))
            extent, remark = field.maybe("region_ty", str) or "", fragment(field.maybe("remark", str) or "")
            days.append(moments.iso(field.maybe("written_dt", str), "Asia/Seoul"))
        if level is None:
            unread = True
            continue
        words = f"{number}단계 {NAMES[number]}"
        if extent.strip() == "전체" or re.search(desk.card.prose.rest or "$^", remark):
            national.append(Said(value=level.value, wording=words))
        else:
            parts.append(Said(value=level.value, wording=words, place=remark or extent or "일부"))
    one = len({each.value for each in national}) == 1 and not unread
    return entry(
        desk,
        key=code,
        destination=name,
        hosts=desk.hosts.of(name, desk.hosts.coded(code)),
        level=national[0] if one else None,
        why=None if one else "no single alarm is for the whole country",
        wording=", ".join(each.wording for each in (*national, *parts)),
        parts=tuple(parts),
        silent=bool(parts) and not national and not unread,
        title=f"{name}: 여행경보",
        url="https://www.0404.go.kr/",
        updated=max((day for day in days if day), default=None),
        raw=raw_of(rows),
        media_type="application/json",
    )
