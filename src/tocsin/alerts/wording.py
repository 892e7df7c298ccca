"""An alert in words: the fixed ones are data in five languages, the evidence stays in its own."""

import datetime as dt
import functools
import importlib.resources
import tomllib
from collections.abc import Sequence
from typing import Any

import babel
import babel.dates
import msgspec
import pycountry

from tocsin.alerts.model import Alert, Quote

LANGUAGES = ("en", "es", "fr", "de", "ar")
_HEADLINES = {"withdrawn": "headline_withdrawn", "lapsed": "headline_lapsed", "test": "headline_test"}
_FACTS = ("outlook", "checkin")
"""What is no sender's doing."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An alert in one language: ``headline`` in one line, ``changed`` what changed from what, ``unknown`` what is not
    known, ``instruction`` what to do first."""

    language: str
    event: str
    headline: str
    changed: str
    origins: str
    unknown: str
    instruction: str


def told_in(alert: Alert, language: str = "en") -> Told:
    """The alert in one of ``LANGUAGES``."""
    words = _words()[language]
    what = _value(words, alert.type, alert.value)
    names = {"host": name_of(alert.host, language), "sender": _sender(alert, words, language), "what": what}
    if alert.place:
        names["what"] = f"{what} ({alert.place})"
    if alert.type in _FACTS:
        names["what"] = what.format(silent=alert.silent, asked=alert.asked)
    plain = "headline_fact" if alert.type in _FACTS else "headline"
    headline = words[_HEADLINES.get(alert.kind, plain)].format(**names)
    return Told(
        language=language,
        event=words["types"][alert.type],
        headline=headline,
        changed=_changed(alert, words, language),
        origins=words["origins"].format(count=len(alert.origins), names=", ".join(alert.origins) or "-"),
        unknown=words["unknown"].format(things="; ".join(_unknown(alert, words))),
        instruction=words["instruction"],
    )


def _changed(alert: Alert, words: dict[str, Any], language: str) -> str:
    if alert.kind in _HEADLINES:
        return str(words[alert.kind])
    if alert.type == "checkin":
        return str(words["since"].format(day=_day(alert.since or alert.at.date(), language)))
    before = alert.before and _value(words, alert.type, alert.before)
    lines = [words["before"].format(before=before) if before else words["before_unknown"]]
    lines += [words[name].format(day=_day(day, language)) for name, day in _days(alert) if day is not None]
    return " ".join(lines)


def _days(alert: Alert) -> tuple[tuple[str, dt.date | None], ...]:
    return ("since", alert.since), ("ends", alert.ends)


def _unknown(alert: Alert, words: dict[str, Any]) -> list[str]:
    """What is not known, the most pressing first; never empty, because nobody knows when most things end."""
    if alert.type in _FACTS:
        return [words[f"{alert.type}_unknown"]]
    things = []
    if alert.contested:
        values = ", ".join(_value(words, alert.type, each) for each in alert.contested)
        things.append(words["contested"].format(values=values))
    if len(alert.origins) < 2 and not alert.official:
        things.append(words["one_origin"])
    if alert.ends is None:
        things.append(words["no_end"])
    if alert.unknown:
        things.append(words["silent"].format(types=", ".join(words["types"][each] for each in alert.unknown)))
    return things or [words["no_end"]]


def _value(words: dict[str, Any], kind: str, value: str) -> str:
    return str(words["values"].get(f"{kind}.{value}", value))


def _sender(alert: Alert, words: dict[str, Any], language: str) -> str:
    return str(words["nobody"]) if alert.sender is None else name_of(alert.sender, language)


def _day(day: dt.date, language: str) -> str:
    return str(babel.dates.format_date(day, "long", locale=language))


@functools.cache
def name_of(code: str, language: str = "en") -> str:
    """The name of a country in a language, by CLDR; what is no country's code (an airline) is its own name."""
    short = "XK" if code == "XKX" else getattr(pycountry.countries.get(alpha_3=code), "alpha_2", code)
    return str(babel.Locale.parse(language).territories.get(short, code))


@functools.cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(importlib.resources.files("tocsin.alerts").joinpath("words.toml").read_text(encoding="utf-8"))


def subject(alerts: Sequence[Alert]) -> str:
    """One line for a mail or a phone."""
    if len(alerts) == 1:
        return told_in(alerts[0]).headline
    hosts = list(dict.fromkeys(name_of(each.host) for each in alerts))
    shown = ", ".join(hosts[:3]) + (f" and {len(hosts) - 3} more" if len(hosts) > 3 else "")
    return f"{len(alerts)} changes: {shown}"


def body(alerts: Sequence[Alert]) -> str:
    """What changed from what, the words, who has it, and what is not known; a digest has one part a change."""
    return "\n\n---\n\n".join(_one(each) for each in alerts)


def _one(alert: Alert) -> str:
    told = told_in(alert)
    lines = [f"{told.headline}.", told.changed]
    lines += [_quote(each) for each in alert.quotes[:2]]
    if alert.kind not in _HEADLINES:
        lines += [told.unknown] if alert.type == "checkin" else [told.origins, told.unknown]
    if alert.exposed is not None:
        lines.append(f"Own people there or on their way: {alert.exposed}.")
    lines.append(f"Rule: {alert.rule}. Alert {alert.id}, {alert.at:%Y-%m-%d %H:%M} UTC.")
    return "\n".join(lines)


def _quote(quote: Quote) -> str:
    words = " ".join(quote.words.split())
    where = ", ".join(filter(None, (quote.publisher, str(quote.published or "undated"))))
    return f"“{words}” ({where}; document {quote.document}, {quote.start}-{quote.end})"
