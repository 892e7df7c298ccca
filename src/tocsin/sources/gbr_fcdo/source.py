"""United Kingdom: an index that tells what moved, and a document a destination with its flags and its parts."""

from collections.abc import Iterator
from typing import Any

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of, rows, table
from tocsin.sources.markup import fragment
from tocsin.sources.model import Ask, Entry, Said
from tocsin.sources.prose import heard
from tocsin.sources.stating import entry, said

REVISION = "1"


def follow(desk: Desk) -> Iterator[Ask]:
    """A document for each child of the index, with the date of its last major change."""
    for child in rows(desk.json("index"), "links", "children", of="index"):
        slug, address = _slug(child), child.get("api_url") if isinstance(child, dict) else None
        if slug and isinstance(address, str) and not child.get("withdrawn"):
            yield Ask(name=f"page/{slug}", address=address, stamp=str(child.get("public_updated_at")))


def read(desk: Desk) -> Iterator[Entry]:
    """The destinations whose documents are here."""
    yield from desk.each(desk.names("page"), lambda name: _entry(desk, desk.json(name)))


def _slug(child: Any) -> str:
    path = child.get("base_path") if isinstance(child, dict) else None
    return path.rsplit("/", 1)[-1] if isinstance(path, str) else ""


def _entry(desk: Desk, found: Any) -> Entry:
    with desk.fields(found, of="document") as field:
        if field.take("document_type", str) != "travel_advice" or found.get("locale", "en") != "en":
            raise Unreadable("wrong_type", "A document of GOV.UK is not travel advice in English.")
        path, title = field.text("base_path"), field.text("title")
        published = moments.iso(field.maybe("first_published_at", str))
        updated = moments.iso(field.maybe("public_updated_at", str))
        details = field.take("details", dict)
    with desk.fields(details, of="document's details") as field:
        field.ignore("updated_at")
        country = table(field.take("country", dict)).get("name")
        flags = field.take("alert_status", list)
        parts = field.take("parts", list)
        reviewed = moments.iso(field.maybe("reviewed_at", str))
        field.ignore("summary")
    name = country if isinstance(country, str) and country.strip() else title
    body = _body(desk, parts)
    return _judged(
        desk,
        flags,
        lead=_body(desk, parts[:1]),
        key=path.rsplit("/", 1)[-1],
        destination=name,
        hosts=desk.hosts.named(name),
        title=title,
        url=f"https://www.gov.uk{path}",
        published=published,
        updated=updated,
        reviewed=reviewed,
        body=body,
        raw=raw_of(found),
        media_type="application/json",
    )


def _judged(desk: Desk, flags: list[Any], *, lead: str, **fields: Any) -> Entry:
    """The level of the flags; where they are for parts only, a sentence on the rest of the country may say more."""
    words = [flag for flag in flags if isinstance(flag, str)]
    level: Said | None = None
    regional: list[Said] = []
    why = "the register raises no alert and has no words for less"
    for flag in words:
        found, reason = said(desk, flag, place="parts")
        if found is None:
            why = reason or why
        elif flag.endswith("_parts"):
            regional.append(found)
            why = "its alerts are for parts of the country only"
        else:
            level = found
    if len(words) != len(flags) or sum(not word.endswith("_parts") for word in words) > 1:
        level, why = None, "the register's alerts cannot be told apart"
        desk.signal(
            "wrong_type", f"{fields['destination'][:60]} has alerts that are not words, or two for the country."
        )
    if level is None and regional and "cannot" not in why:
        level, regional = _in_prose(desk, lead, fields, regional)
    silent = level is None and len(words) == len(flags) and all(flag.endswith("_parts") for flag in words)
    return entry(
        desk,
        silent=silent and len(regional) >= len(words),
        level=level,
        why=None if level else why,
        parts=tuple(regional),
        wording=", ".join(words),
        **fields,
    )


def _in_prose(desk: Desk, lead: str, fields: dict[str, Any], flags: list[Said]) -> tuple[Said | None, list[Said]]:
    """What the lead says of the rest of the country, and of which parts."""
    found = heard(lead, desk.card, destination=fields["destination"], hosts=fields["hosts"])
    allowed = {flag.value for flag in flags}
    level = found.level if found.level is not None and found.level.value in allowed else None
    return level, [*flags, *(part for part in found.parts if part.place and part.value in allowed)]


def _body(desk: Desk, parts: list[Any]) -> str:
    """The parts of a document in order, each under its title."""
    texts = []
    for part in parts:
        with desk.fields(part, of="part") as field:
            field.ignore("slug")
            texts.append(f"{field.text('title')}\n{fragment(field.take('body', str))}")
    return "\n".join(texts)
