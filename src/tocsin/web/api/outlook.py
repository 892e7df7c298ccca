"""The outlook: which named indicators are on, and the sentences behind each. No forecast and no score."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Meta

from tocsin.outlook import Ahead, Daily, Evidence, Level, Shown, ahead_of, all_ahead, standing, taken_in
from tocsin.outlook.model import Group, State
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.board import host_code
from tocsin.web.api.describing import Formed, OnMaps
from tocsin.web.api.problem import documented
from tocsin.web.names import country_name

Since = Annotated[
    dt.date | None,
    Meta(description="The day since which the level holds; null: for all of the days that are looked at."),
]


class HostLevel(msgspec.Struct, frozen=True, kw_only=True):
    """The level of one host. Quiet says only that the documents read hold too few signs; it is no all-clear."""

    host: Annotated[str, Meta(description="The host, alpha-3.")]
    name: Annotated[str | None, Meta(description="Its English name.")]
    level: Annotated[Level, Meta(description="It orders hosts for a reader; it is no score of danger.")]
    since: Since
    days: Annotated[int, Meta(description="How many days were looked at, the last of them that of the question.")]
    on: Annotated[tuple[str, ...], Meta(description="The names of the indicators that are on.")]
    latest: Annotated[dt.date | None, Meta(description="The day of their latest sign.")]
    held_back: Annotated[str | None, Meta(description="Why the level is lower than they alone would make it.")]


class Indication(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator for one host, with the sentences behind it, the latest first."""

    name: Annotated[str, Meta(description="What it is called in docs/outlook.md.")]
    title: Annotated[str, Meta(description="The same for people.")]
    why: Annotated[str, Meta(description="Why it warns, in one sentence.")]
    group: Annotated[Group, Meta(description="What it looks at.")]
    state: Annotated[State, Meta(description="on; off; usual: no more than is usual there; unknown: too young to say.")]
    steps: Annotated[int, Meta(description="1 where it is on, 2 and 3 where it is far above what is needed.")]
    counted: Annotated[float, Meta(description="What it counts in its window, decayed.")]
    needed: Annotated[float, Meta(description="From what it is on.")]
    usual: Annotated[float | None, Meta(description="The mean of the year before; null where it is not known.")]
    evidence: Annotated[tuple[Evidence, ...], Meta(description="Records by id, each with its sentence.")]
    set_aside: Annotated[tuple[Evidence, ...], Meta(description="Signs that do not count, and why.")]


class HostOutlook(msgspec.Struct, frozen=True, kw_only=True):
    """The outlook of one host: its level, every indicator, and the level on each of the days before."""

    as_of: Annotated[dt.datetime, Meta(description="The moment that is shown, in UTC.")]
    known_at: Annotated[dt.datetime, Meta(description="Only what had been seen by then counts, in UTC.")]
    host: Annotated[str, Meta(description="The host, alpha-3.")]
    name: Annotated[str | None, Meta(description="Its English name.")]
    level: Annotated[Level, Meta(description="It orders hosts for a reader; it is no score of danger.")]
    since: Since
    held_back: Annotated[str | None, Meta(description="Why the level is lower than its indicators would make it.")]
    indicators: Annotated[tuple[Indication, ...], Meta(description="All of them, in the order of their file.")]
    days: Annotated[tuple[Daily, ...], Meta(description="The level day by day, from what was known at known_at.")]

    def table_rows(self) -> list[dict[str, object]]:
        """A line for each indicator."""
        return [
            {"host": self.host, "level": self.level, **msgspec.structs.asdict(each)}
            | {"evidence": _told(each.evidence), "set_aside": _told(each.set_aside)}
            for each in self.indicators
        ]


@get("/outlook", sync_to_thread=True, operation_class=OnMaps, responses=documented(400), tags=["outlook"])
def outlooks(asked: NamedDependency[Asked]) -> Response[Listing[HostLevel]]:
    """The level of every host with a sign in the windows, the highest first, then by code."""
    taken_in(asked.ledger)
    found = [_level(each) for each in all_ahead(asked.ledger, as_of=asked.moment.date(), known_at=asked.seen_by)]
    places = {each.host: at for at, each in enumerate(found, 1)}

    def fetch(after: str | None, limit: int) -> Sequence[HostLevel]:
        first = 0 if after is None else places.get(after, len(found))
        return found[first : first + limit]

    return asked.listing(fetch, lambda each: each.host, str, also=("geojson",))


@get(
    "/outlook/{host:str}", sync_to_thread=True, operation_class=Formed, responses=documented(400, 404), tags=["outlook"]
)
def outlook(asked: NamedDependency[Asked], host: FromPath[str]) -> Response[HostOutlook]:
    """Every indicator of one host, by its code or English name, with its evidence; and its level day by day."""
    code = host_code(host)
    taken_in(asked.ledger)
    found = ahead_of(asked.ledger, code, as_of=asked.moment.date(), known_at=asked.seen_by)
    return asked.one(
        HostOutlook(
            as_of=asked.moment,
            known_at=asked.known_at,
            host=code,
            name=country_name(code),
            level=found.outlook.level,
            since=standing(found.days).since,
            held_back=found.outlook.held_back,
            indicators=tuple(map(_indication, found.outlook.shown)),
            days=found.days,
        )
    )


def _level(found: Ahead) -> HostLevel:
    seen, held = found.outlook, standing(found.days)
    return HostLevel(
        host=seen.host,
        name=country_name(seen.host),
        level=seen.level,
        since=held.since,
        days=held.days,
        on=tuple(each.indicator.name for each in seen.on),
        latest=seen.latest,
        held_back=seen.held_back,
    )


def _indication(shown: Shown) -> Indication:
    return Indication(
        name=shown.indicator.name,
        title=shown.indicator.title,
        why=shown.indicator.why,
        group=shown.indicator.group,
        state=shown.state,
        steps=shown.steps,
        counted=shown.counted,
        needed=shown.needed,
        usual=shown.usual,
        evidence=shown.evidence,
        set_aside=shown.set_aside,
    )


def _told(signs: Sequence[Evidence]) -> list[str]:
    return [f"{each.id}: {each.sentence}" for each in signs]
