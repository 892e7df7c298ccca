"""What stands around the sentences of a brief in every form: its head, and the places in its list of sources."""

from urllib.parse import urlsplit

from tocsin.brief import words
from tocsin.brief.model import Brief, Reference

SOURCES = "Sources"
FOOT = (
    "Every sentence rests on the places in the documents named under Sources. A copy of a report is no second origin. "
    "What is not here is unknown, not safe."
)


def about(brief: Brief) -> str:
    """The title."""
    return f"{brief.name}: brief"


def head(brief: Brief) -> tuple[str, ...]:
    """The moment, what was known, since when, whether it was shortened, and how to read the numbers."""
    return (
        f"As of {words.moment(brief.as_of)}, from what had been seen by {words.moment(brief.known_at)}.",
        f"Changes since {words.day(brief.since)}.",
        *([brief.shortening] if brief.shortening else []),
        FOOT,
    )


def place(each: Reference) -> str:
    """Where a reference stands: publisher, title, day, document and characters."""
    parts = (each.publisher or "publisher not known", each.title or "untitled", words.day(each.published))
    return words.plain(f"{', '.join(parts)}; document {each.key[:12]}, characters {each.start} to {each.end}")


def link(address: str | None) -> str | None:
    """An address of the web; ``None`` for anything else, which is never made a link."""
    if address is None or any(not each.isprintable() or each.isspace() for each in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None
