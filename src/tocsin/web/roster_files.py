"""A roster that was sent and tried, and waits to be kept: in memory alone, sealed, for its sender, and not for long."""

import collections
import datetime as dt
import secrets
import threading

import msgspec

from tocsin.errors import InputError
from tocsin.people import Keys

MOST_BYTES = 32 << 20
"""Bytes of one file; the roster takes no larger one."""
HELD = 8
"""Files that wait at once; the oldest goes first."""
STAYS = dt.timedelta(minutes=15)
_GONE = "This file waits no more: send it again, and keep it within a quarter of an hour."


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """One file that was tried."""

    sealed: bytes
    name: str
    sender: str
    until: dt.datetime
    person: str | None
    whole: bool


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was sent: ``person`` whose calendar it is, ``whole`` that it has all there is."""

    name: str
    raw: bytes
    person: str | None = None
    whole: bool = False


class Tray:
    """The files that wait. Shared by threads."""

    def __init__(self) -> None:
        self._held: collections.OrderedDict[str, Waiting] = collections.OrderedDict()
        self._guard = threading.Lock()

    def put(self, given: Given, *, keys: Keys, sender: str, now: dt.datetime) -> str:
        """Hold a file; the word that takes it out again."""
        word = secrets.token_urlsafe(16)
        waiting = Waiting(
            sealed=keys.seal(given.raw),
            name=given.name,
            sender=sender,
            until=now + STAYS,
            person=given.person,
            whole=given.whole,
        )
        with self._guard:
            self._held[word] = waiting
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        return word

    def take(self, word: str, *, keys: Keys, sender: str, now: dt.datetime) -> Given:
        """The file of a word, once, for who sent it. Raises InputError where there is none any more."""
        with self._guard:
            found = self._held.get(word)
            if found is None or found.sender != sender or found.until <= now:
                raise InputError(_GONE)
            del self._held[word]
        return Given(name=found.name, raw=keys.open(found.sealed), person=found.person, whole=found.whole)


def plain_name(name: str) -> str:
    """The name of a file without folders and without what cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(each for each in last if each.isprintable()).strip()[:120] or "roster"
