"""What bytes are, by their content and never by their name."""

import enum
import re

from tocsin.errors import DocumentError

_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office file"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"RIFF", "an image or a sound (RIFF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"OggS", "a sound or a film (Ogg)"),
    (b"ID3", "a sound (MP3)"),
)
_ADVICE = "Save its text as a plain text or HTML file and give that."
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|script|table)\b[^<>]*>?", re.I)
_CLOSED = re.compile(r"</(?:html|head|body|title|p|div|article|main|script|table|h1)\s*>", re.I)
_FEED = re.compile(
    r"(?:<\?xml[^>]{0,300}>\s*|<!--.{0,2000}?-->\s*|<\?[^>]{0,300}>\s*)*<(?:rss|feed|rdf:RDF)\b", re.I | re.S
)


class Kind(enum.StrEnum):
    """The kinds of document that can be read."""

    HTML = "text/html"
    PLAIN = "text/plain"


def refuse_binary(raw: bytes) -> None:
    """Raise DocumentError, naming what it looks like, where the bytes are not text."""
    for mark, name in _MAGIC:
        if raw.startswith(mark):
            msg = f"This looks like {name}, not like text. {_ADVICE}"
            raise DocumentError(msg)
    if raw[4:8] == b"ftyp":
        msg = f"This looks like a film, not like text. {_ADVICE}"
        raise DocumentError(msg)
    head = raw[:8192]
    if not _has_wide_pattern(head) and len(_CONTROL.findall(head)) > 0.05 * len(head):
        msg = f"This looks like binary data, not like text. {_ADVICE}"
        raise DocumentError(msg)


def kind_of(text: str) -> Kind:
    """HTML or plain text, from the first characters; a news feed is refused with what to do instead."""
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if _FEED.match(head):
        raise DocumentError("This looks like a news feed, not like one document. Give the address of a story in it.")
    opening = _HTML.search(head)
    if opening is None:
        return Kind.PLAIN
    starts = head.startswith("<") and opening.start() < 1000
    return Kind.HTML if starts or (opening.start() < 2000 and _CLOSED.search(text[:20000])) else Kind.PLAIN


def _has_wide_pattern(head: bytes) -> bool:
    """Whether the bytes may be UTF-16 or UTF-32, whose control bytes mean nothing."""
    return head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or head.count(0) > len(head) // 4
