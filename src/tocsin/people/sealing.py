"""The key of the roster: a file outside the database, with one secret for each use.

``seal`` encrypts what is personal (Fernet; the first line is the one that seals, further ones still open), ``blind``
makes the words by which a sealed name can be found, ``link`` signs the links of check-ins.
"""

import base64
import hashlib
import hmac
import os
import re
import secrets
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from tocsin.errors import SettingsError

_LINE = re.compile(r"(seal|blind|link) ([A-Za-z0-9_=-]{43,44})")
_PRIVATE = 0o077
_BETWEEN = re.compile(r"[\s,;()]+")


class Keys:
    """The secrets of a key file. They are in no ``repr`` and in no message."""

    def __init__(self, path: Path, seals: tuple[str, ...], *, blind: bytes, link: bytes) -> None:
        self.path, self.link = path, link
        self._seals, self._blind = seals, blind
        self._fernet = MultiFernet([Fernet(each) for each in seals])

    @property
    def marks(self) -> tuple[str, ...]:
        """What each sealing secret is known by in the database, the one that seals first; tells nothing of it."""
        return tuple(hashlib.sha256(b"tocsin seal mark" + each.encode()).hexdigest()[:16] for each in self._seals)

    def seal(self, plain: bytes) -> bytes:
        """Encrypt and sign."""
        return self._fernet.encrypt(plain)

    def open(self, sealed: bytes) -> bytes:
        """What was sealed. Raises SettingsError where another key sealed it, or somebody changed it."""
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken as error:
            raise SettingsError(wrong_key(self.path)) from error

    def reseal(self, sealed: bytes) -> bytes:
        """The same, sealed with the first secret."""
        try:
            return self._fernet.rotate(sealed)
        except InvalidToken as error:
            raise SettingsError(wrong_key(self.path)) from error

    def blinded(self, *parts: str) -> str:
        """A word that stands for these parts and can be made only with the key."""
        said = "\0".join(parts).encode("utf-8", "backslashreplace")
        return hmac.digest(self._blind, said, "sha256").hex()[:24]

    def search_words(self, *texts: str) -> set[str]:
        """The blinded words of texts, each word by itself."""
        return {self.blinded("word", word) for word in folded_words(texts)}


def folded_words(texts: Iterable[str]) -> set[str]:
    """The words of texts without case and accents; an address or a number stays one word."""
    found: set[str] = set()
    for text in texts:
        plain = text.casefold()
        if not text.isascii():
            plain = unicodedata.normalize("NFKD", text).casefold()
            plain = "".join(c for c in plain if not unicodedata.combining(c))
        found.update(word for word in _BETWEEN.split(plain) if word)
    return found


def wrong_key(path: Path) -> str:
    """What to say where a key does not open what is there."""
    return (
        f"The key file {path} is not the one that this roster was sealed with. Nothing was changed: put the right file "
        "there, or name it by the setting people_key."
    )


def make_key(path: Path) -> None:
    """Make a key file that only its owner may read. Raises SettingsError where one is there, or none can be."""
    lines = [f"seal {Fernet.generate_key().decode()}", f"blind {_secret()}", f"link {_secret()}"]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write("\n".join(["# The key of a Tocsin roster: without it the roster cannot be read.", *lines, ""]))
    except FileExistsError as error:
        message = f"There is a key at {path}, and it stays: what it sealed could not be read without it."
        raise SettingsError(message) from error
    except OSError as error:
        message = f"No key can be written to {path} ({error.strerror}); name another place by the setting people_key."
        raise SettingsError(message) from error


def add_seal(path: Path) -> None:
    """Put a fresh sealing secret first in a key file; the old ones still open what they sealed."""
    read_key(path)
    text = path.read_text(encoding="ascii")
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(text.replace("seal ", f"seal {Fernet.generate_key().decode()}\nseal ", 1))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def read_key(path: Path) -> Keys:
    """The secrets of a file. Raises SettingsError where it is missing, open to others, or no key file."""
    try:
        if os.name == "posix" and path.stat().st_mode & _PRIVATE:
            message = f"The key {path} can be read by others than its owner: close it with chmod 600 {path}."
            raise SettingsError(message)
        text = path.read_text(encoding="ascii")
    except FileNotFoundError as error:
        message = f"There is no key at {path}: make one with 'tocsin people key', or name it by the setting people_key."
        raise SettingsError(message) from error
    except (OSError, UnicodeDecodeError) as error:
        message = f"The key {path} cannot be read; see that it is the file that 'tocsin people key' made, and yours."
        raise SettingsError(message) from error
    lines = [found for line in text.splitlines() if (found := _LINE.fullmatch(line.strip()))]
    by_use = {use: tuple(each[2] for each in lines if each[1] == use) for use in ("seal", "blind", "link")}
    if not all(by_use.values()):
        message = f"The file {path} is no key of a roster; it needs the lines that 'tocsin people key' writes."
        raise SettingsError(message)
    try:
        return Keys(path, by_use["seal"], blind=_bytes(by_use["blind"][0]), link=_bytes(by_use["link"][0]))
    except ValueError as error:
        message = f"The key {path} is damaged; restore it from a copy."
        raise SettingsError(message) from error


def _secret() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text)
