"""Bytes to text: the encoding found by content, and a signal wherever the bytes do not agree with it."""

import codecs
import re

from charset_normalizer import from_bytes as guess

from tocsin.documents.model import Signal

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w:.-]{2,40})|^\s*<\?xml[^>]{0,100}encoding=["']([\w:.-]{2,40})""", re.I
)
_HIGH = re.compile(rb"[\x80-\xff]")
_PAIR = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_SAMPLE = 1 << 16
_STRAY_SHARE = 0.02


def decode(raw: bytes, declared: str | None = None) -> tuple[str, tuple[Signal, ...]]:
    """The text of some bytes, without its byte order mark, and what was wrong with them (code ``encoding``).

    ``declared`` is the charset that a server or a page names; valid UTF-8 beats it. NUL characters come back as
    U+FFFD, one for one, so that offsets hold and every database can keep the text.
    """
    text, why = _decoded(raw, declared)
    signals = [Signal(code="encoding", why=why)] if why else []
    if "\0" in text:
        count = text.count("\0")
        text = text.replace("\0", "\ufffd")
        signals.append(Signal(code="encoding", why=f"The text holds {count} NUL characters; they are read as \ufffd."))
    return text, tuple(signals)


def charset_of(head: bytes) -> str | None:
    """The charset that an HTML or XML page declares in its first bytes, if any."""
    found = _META.search(head[:4096])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _decoded(raw: bytes, declared: str | None) -> tuple[str, str | None]:
    """Text, and one sentence on what was wrong, if anything."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], name)
    if (wide := _wide(raw)) is not None:
        return _strictly(raw, wide)
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        return _repaired(raw, declared)


def _strictly(raw: bytes, name: str) -> tuple[str, str | None]:
    """Decoded as its mark says; what does not fit is replaced and told."""
    try:
        return raw.decode(name), None
    except UnicodeDecodeError as error:
        why = (
            f"The file says it is {name.upper()} but is damaged at byte {error.start}; damaged characters are "
            f"read as \ufffd."
        )
        return raw.decode(name, "replace"), why


def _wide(raw: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: every second (or three of four) bytes of mostly Latin text are zero."""
    head = raw[:4096]
    if len(head) < 4 or head.count(0) < len(head) // 4:
        return None
    zero = [head[i::4].count(0) / max(1, len(head[i::4])) for i in range(4)]
    if min(zero[1:]) > 0.9 and zero[0] < 0.1:
        return "utf-32-le"
    if min(zero[:3]) > 0.9 and zero[3] < 0.1:
        return "utf-32-be"
    if min(zero[1], zero[3]) > 0.6 and max(zero[0], zero[2]) < 0.2:
        return "utf-16-le"
    if min(zero[0], zero[2]) > 0.6 and max(zero[1], zero[3]) < 0.2:
        return "utf-16-be"
    return None


def _repaired(raw: bytes, declared: str | None) -> tuple[str, str | None]:
    """Not UTF-8: mostly UTF-8 with stray bytes, or another charset altogether."""
    text = raw.decode("utf-8", "tocsin-stray")
    stray = len(_STRAY.findall(raw.decode("utf-8", "surrogateescape")))
    if stray <= _STRAY_SHARE * len(raw) and len(_PAIR.findall(raw)) > 2 * stray:
        return text, f"The file mixes encodings: {stray} bytes are not UTF-8 and are read as Windows-1252."
    if declared and (known := _known(declared)) and known != "utf-8":
        try:
            return raw.decode(known), None
        except UnicodeDecodeError:
            pass
    name = _guessed(raw)
    if name is None:
        return text, f"The encoding is unknown: {stray} bytes are not UTF-8 and are read as Windows-1252."
    return raw.decode(
        name, "replace"
    ), f"The file names no encoding; it is read as {name}, which may be wrong in places."


def _guessed(raw: bytes) -> str | None:
    """The charset that fits a sample of the bytes around the first that are not ASCII."""
    first = _HIGH.search(raw)
    start = max(0, first.start() - 4096) if first else 0
    results = guess(raw[start : start + _SAMPLE])
    best = results.best()
    if best is None:
        return None
    western = (
        m for m in results if m.encoding == "cp1252" and (m.chaos, -m.coherence) <= (best.chaos, -best.coherence)
    )
    return next((m.encoding for m in western), best.encoding)


def _known(name: str) -> str | None:
    """Python's name of a charset that can hold text, if it is one."""
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    return found.name if getattr(found, "_is_text_encoding", True) else None


_STRAY = re.compile("[\udc80-\udcff]")


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: bytes that are not UTF-8 as Windows-1252 would read them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("tocsin-stray", _stray)
