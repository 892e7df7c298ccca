"""The nouns of a register: an entry for each destination, what it says of it, and what to ask for next."""

import datetime as dt

import msgspec

from tocsin.documents.model import Signal


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A level in the register's own words.

    ``value`` is one of the advice values; ``place`` the part of the country, as written, where it is for a part.
    ``start`` and ``end`` count characters in the entry's body where the words stand in its prose; both are ``None``
    for a field of the publisher's structure.
    """

    value: str
    wording: str
    place: str | None = None
    start: int | None = None
    end: int | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What one register says of one destination in one edition.

    ``key`` is the register's own name of the destination, stable between editions. ``hosts`` are alpha-3 codes, more
    than one for a combined destination, none where the destination is unknown. ``level`` is national; ``None`` is
    unknown and ``why`` its reason. ``wording`` is what the register says in the place of a level, kept for an unknown
    one too. ``parts`` are regional levels and never count for the country. ``updated`` is the register's own date of
    this edition, ``reviewed`` of its last look at it, ``published`` of the first. ``body`` is its text, HTML made
    plain; ``raw`` the bytes that it was read from. ``silent`` says that the register was understood and has no level
    for the country as a whole (for parts of it only, or none): to come to that, or from it, is a change of advice.
    """

    key: str
    destination: str
    hosts: tuple[str, ...] = ()
    level: Said | None = None
    wording: str | None = None
    why: str | None = None
    parts: tuple[Said, ...] = ()
    title: str = ""
    url: str | None = None
    published: dt.datetime | None = None
    updated: dt.datetime | None = None
    reviewed: dt.datetime | None = None
    body: str = ""
    raw: bytes = b""
    media_type: str = "text/html"
    signals: tuple[Signal, ...] = ()
    silent: bool = False


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A further payload to fetch: its name in this source, its address, and the mark that moves when it changes.

    Where ``stamp`` is as it was at the last fetch the payload need not be asked for; without one it always is.
    """

    name: str
    address: str
    stamp: str | None = None
