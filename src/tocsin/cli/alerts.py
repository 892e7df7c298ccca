"""``tocsin alerts list|show|ack|test|rules|try|send``: what rang, who was told, and who takes care of it."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import format_option, ledger_option, settings_here
from tocsin.cli.show import clean, json_text, rendered, write

if TYPE_CHECKING:
    from tocsin.alerts import AlertLog, Issuer, Rule
    from tocsin.channels import Post
    from tocsin.settings import Settings

COLUMNS = ("id", "at", "rule", "host", "sender", "type", "before", "value", "kind", "origins", "told", "answered")
RULE_COLUMNS = ("name", "from", "hosts", "senders", "types", "reaches", "mode", "receivers")


@click.group("alerts")
def command() -> None:
    """Show what rang and who was told, acknowledge it, try the channels out, send what is due.

    Rules stand in alerts.toml, channels in tocsin.toml; see docs/alerts.md.

    \b
    Examples:
      tocsin alerts list --unanswered
      tocsin alerts show 3f9a
      tocsin alerts ack 3f9a --by "duty officer"
      tocsin alerts test "Sahel: leave"
      tocsin alerts try "Sahel: leave"
      tocsin alerts send
    """


@command.command("list")
@format_option("table", "json", "jsonl", "csv", "md", "atom")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="At most so many.")
@click.option("--unanswered", is_flag=True, help="Only those that nobody acknowledged.")
@ledger_option
@click.pass_context
def list_(ctx: click.Context, form: str, limit: int, *, unanswered: bool) -> None:
    """List the alerts, latest first; --format atom is the feed whose entries lead to CAP documents."""
    from tocsin.alerts import AlertRecord, feed
    from tocsin.ledger import open_ledger

    here = settings_here(ctx)
    with open_ledger(here.ledger) as ledger:
        found = AlertRecord(ledger.engine).alerts(limit=limit, unanswered=unanswered)
    if form == "atom":
        write(feed((each.alert for each in found), issuer(here), now=_now()))
    elif form == "table":
        _table(found)
    else:
        write(rendered([_row(each) for each in found], COLUMNS, form=form))


@command.command("show")
@click.argument("id_", metavar="ID")
@format_option("text", "json", "cap")
@ledger_option
@click.pass_context
def show(ctx: click.Context, id_: str, form: str) -> None:
    """Show one alert, each try to send it, and who opened and acknowledged it; a beginning of the id is enough."""
    from tocsin.alerts import AlertRecord, body, cap
    from tocsin.errors import InputError
    from tocsin.ledger import open_ledger

    here = settings_here(ctx)
    with open_ledger(here.ledger) as ledger:
        found = AlertRecord(ledger.engine).alert(id_)
    if found is None:
        message = f"There is no alert {id_!r}, or more than one begins so: 'tocsin alerts list' has their ids."
        raise InputError(message)
    if form == "json":
        write(json_text(found))
    elif form == "cap":
        write(cap(found.alert, issuer(here)))
    else:
        click.echo("\n".join([*(clean(line) for line in body([found.alert]).split("\n")), *_became(found)]))


@command.command("ack")
@click.argument("id_", metavar="ID")
@click.option("--by", metavar="NAME", required=True, help="Who takes care of it.")
@click.option("--note", metavar="TEXT", help="What is done about it.")
@ledger_option
@click.pass_context
def ack(ctx: click.Context, id_: str, by: str, note: str | None) -> None:
    """Acknowledge an alert: whoever was to be told next is spared."""
    from tocsin.alerts import AlertRecord
    from tocsin.ledger import open_ledger

    with open_ledger(settings_here(ctx).ledger) as ledger:
        found = AlertRecord(ledger.engine).acknowledge(id_, by=by, note=note, at=_now())
    click.echo(f"{found.alert.id} is acknowledged by {clean(by)}.", err=True)


@command.command("test")
@click.argument("name", metavar="RULE")
@ledger_option
@click.pass_context
def test(ctx: click.Context, name: str) -> None:
    """Send a test, marked as one, to every receiver of a rule now; exit code 1 where one did not take it."""
    import secrets

    from tocsin.alerts import AlertRecord
    from tocsin.ledger import open_ledger

    here = settings_here(ctx)
    with open_ledger(here.ledger) as ledger:
        rule = _named(here, ledger, name)
        record = AlertRecord(ledger.engine)
        alert = record.test(rule, now=_now(), tokens=secrets.token_urlsafe)
        _dispatcher(here, ledger).once()
        found = record.alert(alert.id)
    lines = [] if found is None else _became(found)
    click.echo("\n".join(lines))
    if found is None or any(each.state != "confirmed" for each in found.deliveries):
        ctx.exit(1)


@command.command("rules")
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def rules(ctx: click.Context, form: str) -> None:
    """Check the rules and list them: those of the file, and those made on a page."""
    from tocsin.ledger import open_ledger

    here = settings_here(ctx)
    with open_ledger(here.ledger) as ledger:
        found = [_rule_row(where, rule) for where, rule in _rules(here, ledger)]
    if form != "table":
        write(rendered(found, RULE_COLUMNS, form=form))
        return
    if not found:
        click.echo(f"No rules: {here.rules} is not there, and none was made on a page.", err=True)
        return
    from tocsin.cli.screen import Screen

    screen = Screen()
    table = screen.table(*(name.capitalize() for name in RULE_COLUMNS))
    for row in found:
        table.add_row(*(clean("; ".join(each) if isinstance(each, list) else str(each)) for each in row.values()))
    screen.print(table)


@command.command("try")
@click.argument("name", metavar="RULE")
@click.option("--days", type=click.IntRange(1, 366), default=30, show_default=True, help="How far back to look.")
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def try_(ctx: click.Context, name: str, *, days: int, form: str) -> None:
    """Show what a rule would have rung for in the last days. Nothing is kept and nothing is sent."""
    from tocsin.alerts import AlertLog, trial
    from tocsin.cli.pictured import pictured
    from tocsin.cli.ringing import own_people

    here = settings_here(ctx)
    with pictured(here) as ledger:
        tried = trial(
            ledger, _named(here, ledger, name), now=_now(), days=days, exposed=own_people(here, lambda: ledger)
        )
    found = [AlertLog(alert=each) for each in tried.alerts]
    left = f", {tried.left_out} older ones left out" if tried.left_out else ""
    click.echo(f"{len(found)} since {tried.since:%Y-%m-%d}; {tried.documents} documents looked at{left}.", err=True)
    if form == "table":
        _table(found)
    else:
        write(rendered([_row(each) for each in found], COLUMNS, form=form))


@command.command("send")
@click.option("--keep", is_flag=True, help="Go on sending whatever becomes due, until Ctrl-C.")
@ledger_option
@click.pass_context
def send(ctx: click.Context, *, keep: bool) -> None:
    """Ring what time has brought, and send what is due now; several may run at once, and nothing goes twice.

    'tocsin watch' does it by itself.
    """
    import threading

    from tocsin.cli.ringing import ticker
    from tocsin.ledger import open_ledger

    here = settings_here(ctx)
    with open_ledger(here.ledger) as ledger:
        dispatcher, time = _dispatcher(here, ledger), ticker(here, ledger)
        if not keep:
            time.once()
            click.echo(f"{dispatcher.once()} tried.", err=True)
            return
        click.echo("Sending alerts as they become due; Ctrl-C ends it.", err=True)
        stop = threading.Event()
        _stop_on_signals(stop)
        beside = threading.Thread(target=time.run, args=(stop,), name="alerts", daemon=True)
        beside.start()
        dispatcher.run(stop)
        beside.join()


def issuer(here: "Settings") -> "Issuer":
    """Who sends, by the settings."""
    from tocsin.alerts import Issuer

    return Issuer(name=here.sender, address=here.address)


def post_here(here: "Settings") -> "Post":
    """The channels of the settings, ready to send."""
    import os

    from tocsin.channels import Post, channels

    return Post(channels(here.channels, os.environ))


def rules_here(here: "Settings") -> "tuple[Rule, ...]":
    """The rules of the file of the settings, checked against the channels."""
    from pathlib import Path

    from tocsin.alerts import read_rules

    return read_rules(Path(here.rules).expanduser(), channels=tuple(here.channels))


def _dispatcher(here: "Settings", ledger: Any) -> Any:
    from tocsin.alerts import Dispatcher

    return Dispatcher(ledger.engine, post_here(here), issuer(here))


def _rules(here: "Settings", ledger: Any) -> "list[tuple[str, Rule]]":
    from tocsin.alerts import rules_kept

    own = [("page", rule) for rule in rules_kept(ledger.engine)]
    return [(here.rules, rule) for rule in rules_here(here)] + own


def _named(here: "Settings", ledger: Any, name: str) -> "Rule":
    from tocsin.errors import InputError

    known = {rule.name: rule for _, rule in _rules(here, ledger)}
    if name not in known:
        message = f"There is no rule {name!r} (there are: {', '.join(known) or 'none'})."
        raise InputError(message)
    return known[name]


def _stop_on_signals(stop: Any) -> None:
    import signal

    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), lambda *_: stop.set())


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _row(log: "AlertLog") -> dict[str, Any]:
    alert, answer = log.alert, log.acknowledged
    row: dict[str, Any] = {name: getattr(alert, name) for name in COLUMNS[:9]}
    told = [f"{each.channel}: {each.state}" for each in log.deliveries]
    answered = f"{answer.by or '-'} {answer.at:%Y-%m-%d %H:%M}" if answer else None
    return row | {"origins": len(alert.origins), "told": told, "answered": answered}


def _rule_row(where: str, rule: "Rule") -> dict[str, Any]:
    reaches = [f"{kind} {value}" for kind, value in rule.reaches.items()]
    receivers = [" + ".join(step) for step in rule.steps]
    columns = (rule.name, where, list(rule.hosts), list(rule.senders), list(rule.types), reaches, rule.mode, receivers)
    return dict(zip(RULE_COLUMNS, columns, strict=True))


def _became(log: "AlertLog") -> list[str]:
    """What became of the messages, and the answers, a line each."""
    lines = []
    for each in log.deliveries:
        to = f"{each.channel}:{each.receiver}".rstrip(":")
        lines.append(f"{clean(to)}: {each.state}, due {each.due_at:%Y-%m-%d %H:%M} UTC")
        lines += [f"  {one.at:%H:%M:%S} {one.status}: {clean(one.why)}" for one in each.attempts]
    for answer in log.answers:
        by = f" by {clean(answer.by)}" if answer.by else ""
        note = f": {clean(answer.note)}" if answer.note else ""
        lines.append(f"{answer.kind}{by}, {answer.at:%Y-%m-%d %H:%M} UTC{note}")
    return lines


def _table(found: "list[AlertLog]") -> None:
    from tocsin.alerts import subject
    from tocsin.cli.screen import Screen

    if not found:
        click.echo("Nothing rang.", err=True)
        return
    screen = Screen()
    table = screen.table("Id", "When (UTC)", "Rule", "What", "Told", "Answered")
    for each in found:
        row = _row(each)
        told = "; ".join(clean(one) for one in row["told"])
        line = clean(subject([each.alert]))
        when = f"{each.alert.at:%Y-%m-%d %H:%M}"
        table.add_row(each.alert.id[:8], when, clean(each.alert.rule), line, told, clean(row["answered"] or ""))
    screen.print(table)
