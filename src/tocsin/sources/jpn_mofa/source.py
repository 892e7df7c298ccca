"""Japan: flags by country in XML, which say that a level exists somewhere, and a page that says where."""

import re
import unicodedata
from collections.abc import Iterator

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk
from tocsin.sources.fields import clean
from tocsin.sources.markup import Element, Page, text_of
from tocsin.sources.model import Ask, Entry, Said
from tocsin.sources.stating import entry, said

_NUMBER = re.compile(r"pcinfectionspothazardinfo_(\d{3})\.html")
_BULLET = re.compile(r"[●・]\s*(?P<area>.+?)\s*[:：]?\s*(?P<words>レベル\s*[0-9])")
_PARTS_ONLY = "no bullet is for the whole country"
_NONE = re.compile(r"危険情報は出ておりません")


def follow(desk: Desk) -> Iterator[Ask]:
    """The file of each country that the list of a year names, and the page that each file names."""
    if "index" in desk.payloads:
        for found in desk.xml("index").iter("country"):
            code = (found.findtext("cd") or "").strip()
            if re.fullmatch(r"\d{4}", code):
                yield Ask(name=f"country/{code}", address=desk.card.pages["country"].replace("{code}", code))
    for name in desk.names("country"):
        number = _NUMBER.search(desk.xml(name).findtext("infoUrl") or "")
        if number:
            address = desk.card.pages["page"].replace("{number}", number[1])
            yield Ask(name=f"page/{number[1]}", address=address)


def read(desk: Desk) -> Iterator[Entry]:
    """The countries by their pages; those without one by their flags."""
    pages: dict[str, Page] = {}
    for name, page in desk.pages("page"):
        number = _NUMBER.search(page.address or "")
        pages[number[1] if number else name.rsplit("/", 1)[-1]] = page
    used: set[str] = set()
    yield from desk.each(desk.names("country"), lambda name: _of_flags(desk, name, pages, used))
    left = [page for number, page in pages.items() if number not in used]
    yield from desk.each(left, lambda page: _of_page(desk, page, None))


def _of_flags(desk: Desk, name: str, pages: dict[str, Page], used: set[str]) -> Entry:
    root = desk.xml(name)
    number = _NUMBER.search(root.findtext("infoUrl") or "")
    if number and number[1] in pages:
        used.add(number[1])
        return _of_page(desk, pages[number[1]], root)
    country = _name(root)
    flags = [step for step in "4321" if _raised(root, step)]
    parts = []
    for step in flags:
        level, _ = said(desk, f"レベル{step}", place="一部")
        if level is not None:
            parts.append(level)
    return entry(
        desk,
        key=number[1] if number else (root.findtext("country/cd") or "").strip() or name,
        destination=country,
        hosts=desk.hosts.named(country),
        parts=tuple(parts),
        why="the flags say only that a level exists somewhere in the country",
        wording=" ".join(f"riskLevel{step}" for step in flags) or None,
        title=f"{country}: {desk.card.publisher}",
        url=root.findtext("infoUrl"),
        updated=moments.numbers(root.get("lastModified"), "ymd", "Asia/Tokyo"),
        body=clean("\n".join(filter(None, (root.findtext("riskTitle"), root.findtext("riskLead"))))),
        raw=desk.payloads[name],
        media_type="application/xml",
    )


def _raised(root: Element, step: str) -> bool:
    word = (root.findtext(f"riskLevel{step}") or "").strip()
    if word not in ("0", "1"):
        raise Unreadable("unlisted_word", f"riskLevel{step} is {word[:20]!r}, neither 0 nor 1.")
    return word == "1"


def _name(root: Element) -> str:
    name = (root.findtext("country/name") or "").strip()
    if not name:
        raise Unreadable("missing_field", "A file of a country names none.")
    return name


def _of_page(desk: Desk, page: Page, root: Element | None) -> Entry:
    name = _name(root) if root is not None else re.sub(r"の?(?:危険|安全|海外).*$", "", page.heading).strip()
    text = clean(unicodedata.normalize("NFKC", text_of(page.one("//*[@id='kikendetail']", "block of danger levels"))))
    block = re.split(r"【危険(?:レベル|情報)】", text)[-1].split("【")[0]
    level, parts, why = _levels(desk, block)
    number = _NUMBER.search(page.address or "")
    code = (root.findtext("country/cd") or "").strip() if root is not None else ""
    return entry(
        desk,
        key=number[1] if number else code or page.name,
        destination=name,
        hosts=desk.hosts.named(name),
        level=level,
        parts=parts,
        why=why,
        silent=bool(parts) and why == _PARTS_ONLY,
        wording=level.wording if level else None,
        title=f"{name}: {desk.card.publisher}",
        url=page.address,
        updated=moments.numbers(text, "ymd", "Asia/Tokyo"),
        body=text,
        raw=desk.payloads[page.name],
    )


def _levels(desk: Desk, block: str) -> tuple[Said | None, tuple[Said, ...], str | None]:
    """The bullets of a page: the whole country, the rest of it, or an area."""
    if _NONE.search(block):
        level, why = said(desk, "危険情報は出ておりません")
        return level, (), why
    rest: list[Said] = []
    parts: list[Said] = []
    for found in _BULLET.finditer(block):
        level, _ = said(desk, found["words"].replace(" ", ""))
        if level is None:
            return None, (), "the register uses words that are not in its card"
        area = found["area"]
        if re.search(desk.card.prose.rest or "$^", area) or area in ("全土", "全域", "全国"):
            rest.append(level)
        else:
            parts.append(Said(value=level.value, wording=level.wording, place=area))
    one = len({each.value for each in rest}) == 1
    why = None if one else _PARTS_ONLY if not rest else "two bullets are for the whole country"
    return rest[0] if one else None, tuple(parts), why
