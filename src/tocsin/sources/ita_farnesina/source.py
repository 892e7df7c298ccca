"""Italy: a list of codes and a sheet a country; the level stands in the prose of its security section."""

from collections.abc import Iterator
from typing import Any

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of, rows
from tocsin.sources.markup import fragment
from tocsin.sources.model import Ask, Entry
from tocsin.sources.stating import told

SITE = "https://www.viaggiaresicuri.it/find-country/country/"


def follow(desk: Desk) -> Iterator[Ask]:
    """A sheet for each code of the list."""
    for row in rows(desk.json("index"), of="list"):
        code = row.get("Codice-3") if isinstance(row, dict) else None
        if isinstance(code, str) and len(code) == 3 and code.isalpha():
            yield Ask(name=f"page/{code.upper()}", address=desk.card.pages["page"].replace("{iso3}", code.upper()))


def read(desk: Desk) -> Iterator[Entry]:
    """The sheets that are here; the name of a country stands in the list, its code in the name of its sheet."""
    names: dict[str, str] = {}
    if "index" in desk.payloads:
        for row in rows(desk.json("index"), of="list"):
            if isinstance(row, dict) and isinstance(row.get("Codice-3"), str):
                name = row.get("Nome") or row.get("nome") or row["Codice-3"]
                names[row["Codice-3"].upper()] = name if isinstance(name, str) else row["Codice-3"]
    yield from desk.each(desk.names("page"), lambda name: _entry(desk, name, names))


def _entry(desk: Desk, name: str, names: dict[str, str]) -> Entry:
    code, found = name.rsplit("/", 1)[-1].upper(), desk.json(name)
    hosts = desk.hosts.coded(code)
    if not hosts and code not in names:
        raise Unreadable(
            "unknown_host", f"{name} is named for no country: name a saved sheet by its code, such as NER.json."
        )
    with desk.fields(found, of="sheet") as field:
        updated = moments.iso(field.maybe("updateDate", str))
        security = field.take("infoSicurezza", dict)
    body = _section(security)
    if not body:
        raise Unreadable("lost_field", f"The sheet {code} has an empty section on security.")
    shown = next(iter(desk.hosts.spellings(hosts[0])), code).title() if hosts else code
    return told(
        desk,
        key=code,
        destination=names.get(code, shown),
        hosts=hosts,
        body=body,
        title=f"{names.get(code, shown)}: Viaggiare Sicuri",
        url=SITE + code,
        updated=updated,
        raw=raw_of(found),
        media_type="application/json",
    )


def _section(section: dict[str, Any]) -> str:
    """The nodes of a section in their order, as text."""
    nodes = section.get("nodi")
    listed = list(nodes.values()) if isinstance(nodes, dict) else []
    texts = [each["contenuto"] for each in listed if isinstance(each, dict) and isinstance(each.get("contenuto"), str)]
    return "\n".join(text for text in map(fragment, texts) if text)
