"""The nouns of what was published: Document, Passage, Signal."""

import datetime as dt
import enum
import hashlib

import msgspec


class Role(enum.StrEnum):
    """What a passage is to a reader: only body and heading are read for records."""

    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    CREDIT = "credit"
    NOISE = "noise"

    @property
    def is_read(self) -> bool:
        """Whether such a passage is read for records."""
        return self in (Role.BODY, Role.HEADING)


class Signal(msgspec.Struct, frozen=True, kw_only=True):
    """Something that could not be read or reached, and why. A signal is never an all-clear.

    ``code`` is a short stable word (``undated``, ``encoding``, ``truncated``, ``empty``, ...), ``why`` one
    sentence for a person, ``source`` where it happened (a path, an address, a source's name).
    """

    code: str
    why: str
    source: str | None = None
    start: int | None = None
    end: int | None = None


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A run of the canonical text, ``text[start:end]``, with one role. Passages are in order and do not overlap.

    ``opens_post`` is true on the first passage of each post of a live blog; ``published`` is the post's own date
    where the text tells one.
    """

    start: int
    end: int
    role: Role
    opens_post: bool = False
    published: dt.date | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One published text in one edition, with what its publisher says of it.

    ``text`` is the canonical text that every offset of the project counts in, in characters; for plain text it is
    the file as decoded, unchanged. ``raw`` is the bytes as they came. ``published`` is the date of publication as the
    text or its markup supports it (``None``: unknown, weekdays then stay unresolved); ``published_at`` the moment in
    UTC where the markup gives one. ``address`` is where it was read from, ``canonical`` the address that it names.
    """

    text: str
    raw: bytes = b""
    media_type: str = "text/plain"
    address: str | None = None
    canonical: str | None = None
    publisher: str | None = None
    title: str | None = None
    bylines: tuple[str, ...] = ()
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    language: str | None = None
    live_blog: bool = False
    passages: tuple[Passage, ...] = ()
    signals: tuple[Signal, ...] = ()

    @property
    def key(self) -> str:
        """Thirty-two hex digits that name this edition: same canonical address and same text, same key.

        Where no text was found, the bytes stand for it, so that two unreadable pages stay two.
        """
        text = self.text if self.text.strip() else hashlib.sha256(self.raw).hexdigest()
        identity = f"{self.canonical or ''}\0{text}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(identity).hexdigest()[:32]
