"""Dates as registers write them. What cannot be understood is ``None``: a date is never guessed."""

import datetime as dt
import email.utils
import re
import zoneinfo

_ZONES = {
    "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "AEST": 10, "AEDT": 11, "CET": 1, "CEST": 2, "BST": 1, "IST": 1,
    "NZST": 12, "NZDT": 13, "JST": 9, "KST": 9,
}  # fmt: skip
_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
}


def iso(text: str | None, zone: str = "UTC") -> dt.datetime | None:
    """An ISO moment or day in UTC; one without a zone is of ``zone``, a day alone is its midnight in UTC."""
    words = (text or "").strip()
    short = re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?", words)
    for form in (words[:40], short[0] if short else ""):
        try:
            found = dt.datetime.fromisoformat(form)
        except ValueError:
            continue
        own = dt.UTC if len(words) <= len("2026-05-20") else zoneinfo.ZoneInfo(zone)
        return _utc(found if found.tzinfo else found.replace(tzinfo=own))
    return None


def seconds(number: object) -> dt.datetime | None:
    """A moment from seconds since 1970; milliseconds and nonsense are ``None``."""
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < 4_102_444_800:
        return None
    return dt.datetime.fromtimestamp(number, dt.UTC)


def rfc(text: str | None) -> dt.datetime | None:
    """A moment as mail and RSS write it, a day alone included, and zones by name."""
    words = re.sub(r"^\s*[A-Za-z]{3,9},\s*", "", text or "").strip()
    found = re.fullmatch(
        r"(\d{1,2}) ([A-Za-z]{3,9}) (\d{4})(?: (\d\d):(\d\d)(?::(\d\d))?)?(?: ([A-Z]{2,5}|[+-]\d{4}))?", words
    )
    if found is None:
        return None
    month = _month(found[2], "en")
    zone = found[7] or "UTC"
    if month is None or (zone[0] not in "+-" and zone not in _ZONES):
        return None
    if zone[0] in "+-":
        parsed = email.utils.parsedate_tz(f"1 Jan 2000 00:00:00 {zone}")
        offset = dt.timedelta(seconds=(parsed[9] or 0) if parsed else 0)
    else:
        offset = dt.timedelta(hours=_ZONES[zone])
    clock = (int(found[4] or 0), int(found[5] or 0), int(found[6] or 0))
    return _made(int(found[3]), month, int(found[1]), clock, dt.timezone(offset))


def numbers(text: str | None, order: str = "dmy", zone: str = "UTC") -> dt.datetime | None:
    """The first day written in numbers in a text, with its time where one follows; ``order`` is dmy, mdy or ymd."""
    shape = (
        r"(\d{4})[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})" if order == "ymd" else r"(\d{1,2})[./-] ?(\d{1,2})[./-] ?(\d{4})"
    )
    found = re.search(shape + r"日?\.?(?:(?: kl\.| /|,)? +(\d{1,2})[:.](\d\d)(?::(\d\d))?( [AP]M)?)?", text or "")
    if found is None:
        return None
    named = dict(zip(order, (int(found[1]), int(found[2]), int(found[3])), strict=True))
    hour = int(found[4] or 0)
    if found[7]:
        hour = hour % 12 + (12 if "P" in found[7] else 0)
    clock = (hour, int(found[5] or 0), int(found[6] or 0))
    return _made(named["y"], named["m"], named["d"], clock, zoneinfo.ZoneInfo(zone) if found[4] else dt.UTC)


def named(text: str | None, language: str) -> dt.datetime | None:
    """The first day in a text whose month is a word of the language: ``29 de mayo de 2026``, ``May 28, 2026``."""
    for found in re.finditer(r"(\d{1,2})\.?(?: de| of)? ([^\W\d]+)\.?(?: de| of)?,? (\d{4})", text or ""):
        month = _month(found[2], language)
        if month is not None:
            return _made(int(found[3]), month, int(found[1]), (0, 0, 0), dt.UTC)
    for found in re.finditer(r"([^\W\d]+) (\d{1,2}), (\d{4})", text or ""):
        month = _month(found[1], language)
        if month is not None:
            return _made(int(found[3]), month, int(found[2]), (0, 0, 0), dt.UTC)
    return None


def _month(word: str, language: str) -> int | None:
    for at, name in enumerate(_MONTHS[language].split(), 1):
        if len(word) >= 3 and name.startswith(word.casefold()):
            return at
    return None


def _made(year: int, month: int, day: int, clock: tuple[int, int, int], zone: dt.tzinfo) -> dt.datetime | None:
    try:
        return _utc(dt.datetime(year, month, day, *clock, tzinfo=zone))
    except (ValueError, OverflowError):
        return None


def _utc(moment: dt.datetime) -> dt.datetime | None:
    try:
        return moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
