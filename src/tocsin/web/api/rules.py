"""The rules of alerts: which stand, keep one, try one, switch one off."""

import datetime as dt
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from tocsin.alerts import Alert, Rule, drop_rule, editions, keep_rule, rule_from, told_in, trial
from tocsin.errors import InputError
from tocsin.ledger import Ledger
from tocsin.web.alert_form import Alarm, named
from tocsin.web.alert_rules import counting, noted, who
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.describing import Formed
from tocsin.web.api.problem import documented
from tocsin.web.doors import Doors
from tocsin.web.people_desk import Desk

Asking = Request[Any, Any, Any]
Fields = dict[str, Any]


class KeptRule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that stands. ``rule`` holds its fields as they are written in the file of rules."""

    name: Annotated[str, Meta(description="Its name.")]
    file: Annotated[str | None, Meta(description="The file that it stands in; null: it was made here.")] = None
    at: Annotated[dt.datetime | None, Meta(description="Since when this edition stands.")] = None
    by: Annotated[str | None, Meta(description="Who made it.")] = None
    rule: Annotated[Fields, Meta(description="Its fields; docs/alerts.md says what each means.")]


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """One alert that a rule would have made."""

    at: Annotated[dt.datetime, Meta(description="When.")]
    says: Annotated[str, Meta(description="In one line.")]
    host: Annotated[str, Meta(description="The country.")]
    sender: Annotated[str | None, Meta(description="Whose measure; null for an outlook.")]
    type: Annotated[str, Meta(description="Its type, or outlook.")]
    value: Annotated[str, Meta(description="Its value, or the level.")]
    before: Annotated[str | None, Meta(description="What stood before.")]
    kind: Annotated[str, Meta(description="new, worse or eased.")]
    records: Annotated[tuple[str, ...], Meta(description="The records behind it.")]


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule would have rung for, the latest first. Nothing was sent."""

    since: Annotated[dt.datetime, Meta(description="From when on.")]
    documents: Annotated[int, Meta(description="How many documents were looked at.")]
    left_out: Annotated[int, Meta(description="How many older ones were not.")]
    alerts: Annotated[tuple[Rung, ...], Meta(description="What would have rung.")]


@get("/rules", sync_to_thread=True, operation_class=Formed, responses=documented(400), tags=["alerts"])
def rules(asked: NamedDependency[Asked], alarm: NamedDependency[Alarm]) -> Response[Listing[KeptRule]]:
    """The rules that stand now: those made on pages or here, then those of the file."""
    found = _standing(asked.ledger, alarm)

    def fetch(after: str | None, limit: int) -> list[KeptRule]:
        places = [_place(each) for each in found]
        first = 0 if after is None else next((at + 1 for at, name in enumerate(places) if name == after), len(places))
        return found[first : first + limit]

    return asked.listing(fetch, _place, str)


@post("/rules", sync_to_thread=True, responses=documented(400, 415), tags=["alerts"])
def rule_kept(
    request: Asking,
    *,
    ledger: NamedDependency[Ledger],
    alarm: NamedDependency[Alarm],
    doors: NamedDependency[Doors],
    now: NamedDependency[dt.datetime],
    data: JSONBody[dict[str, Any]],
) -> Response[KeptRule]:
    """Let a rule stand from now on, in place of an older edition of its name."""
    rule = _checked(data, alarm)
    keep_rule(ledger.engine, rule, at=now, by=who(request))
    noted(request, doors, "rule kept", rule.name, now)
    kept: Response[Any] = Response(
        KeptRule(name=rule.name, at=now, by=who(request), rule=_fields(rule)), media_type="application/json"
    )
    return kept


@post("/rules/try", sync_to_thread=True, status_code=200, responses=documented(400, 415), tags=["alerts"])
def rule_tried(
    ledger: NamedDependency[Ledger],
    desk: NamedDependency[Desk],
    alarm: NamedDependency[Alarm],
    now: NamedDependency[dt.datetime],
    data: JSONBody[dict[str, Any]],
) -> Response[Tried]:
    """What a rule would have rung for in the last 30 days. Nothing is sent and nothing is kept."""
    found = trial(ledger, _checked(data, alarm), now=now, exposed=counting(desk))
    tried = Tried(
        since=found.since,
        documents=found.documents,
        left_out=found.left_out,
        alerts=tuple(map(_rung, found.alerts)),
    )
    answer: Response[Any] = Response(tried, media_type="application/json")
    return answer


@delete("/rules/{name:str}", sync_to_thread=True, responses=documented(404), tags=["alerts"])
def rule_off(
    request: Asking,
    ledger: NamedDependency[Ledger],
    doors: NamedDependency[Doors],
    now: NamedDependency[dt.datetime],
    name: FromPath[str],
) -> None:
    """Switch off a rule that was made on a page or here; its editions stay."""
    last = next(iter(editions(ledger.engine, name)), None)
    if last is None or last.rule is None:
        raise NotFoundException("No rule of this name stands that was made here.")
    drop_rule(ledger.engine, name, at=now, by=who(request))
    noted(request, doors, "rule switched off", name, now)


def _standing(ledger: Ledger, alarm: Alarm) -> list[KeptRule]:
    latest = {each.name: each for each in reversed(editions(ledger.engine))}
    made = [
        KeptRule(name=name, at=each.at, by=each.by, rule=_fields(each.rule))
        for name, each in sorted(latest.items())
        if each.rule is not None
    ]
    return made + [KeptRule(name=rule.name, file=alarm.file, rule=_fields(rule)) for rule in alarm.rules]


def _place(kept: KeptRule) -> str:
    return f"{'made' if kept.file is None else 'file'} {kept.name}"


def _fields(rule: Rule) -> Fields:
    fields: Fields = msgspec.to_builtins(rule)
    return fields


def _checked(data: JSONBody[dict[str, Any]], alarm: Alarm) -> Rule:
    if not isinstance(data.get("name"), str):
        raise InputError("Give the rule a name.")
    return rule_from(data | {"name": named(data["name"], alarm)}, channels=alarm.channels)


def _rung(alert: Alert) -> Rung:
    return Rung(
        at=alert.at,
        says=told_in(alert).headline,
        host=alert.host,
        sender=alert.sender,
        type=alert.type,
        value=alert.value,
        before=alert.before,
        kind=alert.kind,
        records=tuple(each.record for each in alert.quotes),
    )
