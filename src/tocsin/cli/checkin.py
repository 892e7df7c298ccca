"""``tocsin checkin``: ask people whether they are safe, and keep what they answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tocsin.cli.options import format_option, ledger_option, settings_here
from tocsin.cli.roster import days_option, now, roster, viewer

if TYPE_CHECKING:
    from tocsin.people import People
    from tocsin.people.checkin import Asked, Campaign, CheckIns


@click.group("checkin")
def command() -> None:
    """Ask people "are you safe?" by links that are theirs alone; see 'tocsin muster' for who answered.

    \b
    Examples:
      tocsin checkin begin "Fighting in the centre" --exposed NER --days 2
      tocsin checkin begin "Autumn exercise" --group Field --drill
      tocsin checkin ask 20260504-1a2b3c4d
      tocsin checkin answer 20260504-1a2b3c4d E1017 safe --note "on the phone"
    """


@contextmanager
def _checkins(ctx: click.Context) -> "Iterator[CheckIns]":
    from tocsin.people.checkin import CheckIns

    with roster(ctx) as people:
        yield CheckIns(people)


@command.command("begin")
@click.argument("title")
@click.option("--group", "groups", metavar="NAME", multiple=True, help="Ask this group; may be repeated.")
@click.option("--exposed", metavar="HOST", help="Ask whom this country touches, those who may be there too.")
@click.option("--person", "persons", metavar="ID", multiple=True, help="Ask this person; may be repeated.")
@days_option
@click.option("--hours", type=click.FloatRange(0.1, 744), default=24.0, show_default=True, help="How long links work.")
@click.option("--drill", is_flag=True, help="An exercise: every message, page and export says so first.")
@ledger_option
@click.pass_context
def begin(
    ctx: click.Context,
    *,
    title: str,
    groups: tuple[str, ...],
    exposed: str | None,
    persons: tuple[str, ...],
    days: int,
    hours: float,
    drill: bool,
) -> None:
    """Begin a check-in of a group, of the exposed, or of persons; prints its id. Nothing is sent yet: 'ask' does."""
    with _checkins(ctx) as checkins:
        chosen, whom = _whom(checkins.people, groups, exposed, persons, days=days)
        campaign = checkins.begin(chosen, title=title, whom=whom, by=viewer(""), at=now(), hours=hours, drill=drill)
    click.echo(f"{_exercise(campaign)}{len(chosen)} persons; ask them with: tocsin checkin ask {campaign.id}", err=True)
    click.echo(campaign.id)


def _whom(
    people: "People", groups: tuple[str, ...], exposed: str | None, persons: tuple[str, ...], *, days: int
) -> tuple[set[str], str]:
    from tocsin.cli.countries import country
    from tocsin.errors import InputError
    from tocsin.people.exposure import Area
    from tocsin.people.whereabouts import exposed as exposed_to

    chosen, said = set(persons), [f"{len(persons)} persons"] if persons else []
    if set(persons) - set(people.ids()):
        raise InputError("One of these persons is not on the roster: see 'tocsin people list'.")
    for group in groups:
        chosen |= set(people.ids(group=group))
        said.append(f"group {group}")
    if exposed is not None:
        touches = exposed_to(people, Area(country=country(exposed)), now=now(), days=days)
        chosen |= {each.stay.person for each in touches}
        said.append(f"exposed: {country(exposed)} and not placed")
    return chosen, ", ".join(said)


@command.command("ask")
@click.argument("campaign")
@ledger_option
@click.pass_context
def ask(ctx: click.Context, *, campaign: str) -> None:
    """Ask everybody who has not answered, by their ways in order; called again, it asks again.

    Mail goes by the channel called mail (or the first mail server of the settings), short messages by that called sms,
    chat by that called chat; see the setting channels.
    """
    from tocsin.people import checkin

    _send(ctx, campaign, checkin.ask)


@command.command("escalate")
@click.argument("campaign")
@ledger_option
@click.pass_context
def escalate(ctx: click.Context, *, campaign: str) -> None:
    """Tell those who answer for people without an answer who these are."""
    from tocsin.people import checkin

    _send(ctx, campaign, checkin.escalate)


def _send(ctx: click.Context, id_: str, how) -> None:  # type: ignore[no-untyped-def]
    import os

    from tocsin.channels import Post, channels
    from tocsin.errors import InputError
    from tocsin.people.checkin import routes

    here = settings_here(ctx)
    made = channels(here.channels, os.environ)
    served = routes(made)
    if not served:
        raise InputError("No channel is set that reaches people: name one mail, sms or chat in the setting channels.")
    with _checkins(ctx) as checkins:
        campaign = checkins.campaign(id_)
        done: Asked = how(
            checkins, campaign, Post(made).send, routes=served, address=here.address, clock=now, together=8
        )
    click.echo(
        f"{_exercise(campaign)}{done.whom} to tell: {done.confirmed} told, {done.failed} could not be told, "
        f"{done.no_way} have no way that a channel here serves.",
        err=True,
    )
    if done.confirmed < done.whom:
        ctx.exit(1)


@command.command("answer")
@click.argument("campaign")
@click.argument("person")
@click.argument("state", type=click.Choice(["safe", "help", "moving"]))
@click.option("--note", default="", help="A few words.")
@click.option("--place", default="", help="Where they are.")
@ledger_option
@click.pass_context
def answer(ctx: click.Context, *, campaign: str, person: str, state: str, note: str, place: str) -> None:
    """Keep an answer that was taken by phone; your name is kept with it."""
    with _checkins(ctx) as checkins:
        found = checkins.campaign(campaign)
        checkins.answer(found, person, state, at=now(), note=note, place=place, taken_by=viewer("phone"))  # type: ignore[arg-type]
    click.echo(f"{_exercise(found)}Kept.", err=True)


@command.command("revoke")
@click.argument("campaign")
@click.argument("person")
@click.option("--anew", is_flag=True, help="Give them another link, with the next 'ask'.")
@ledger_option
@click.pass_context
def revoke(ctx: click.Context, *, campaign: str, person: str, anew: bool) -> None:
    """Make a person's link useless, because it got into other hands."""
    with _checkins(ctx) as checkins:
        checkins.revoke(campaign, person, by=viewer(""), at=now(), anew=anew)
    click.echo("Revoked.", err=True)


@command.command("list")
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def list_(ctx: click.Context, *, form: str) -> None:
    """List the check-ins, newest first."""
    from tocsin.cli.roster_table import print_rows

    with _checkins(ctx) as checkins:
        rows = [
            {
                "checkin": each.id, "exercise": "EXERCISE" if each.drill else "", "title": each.title,
                "whom": each.whom, "made_at": each.made_at, "expires_at": each.expires_at, "made_by": each.made_by,
            }
            for each in checkins.campaigns()
        ]  # fmt: skip
    print_rows(rows, ("checkin", "exercise", "title", "whom", "made_at", "expires_at", "made_by"), form=form)


def _exercise(campaign: "Campaign") -> str:
    from tocsin.people.checkin import EXERCISE

    return f"{EXERCISE}. " if campaign.drill else ""
