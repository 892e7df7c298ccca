"""``tocsin backtest``: how early the outlook would have warned of known crises, and how often for nothing."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import format_option, settings_here

if TYPE_CHECKING:
    import datetime as dt

    from tocsin.outlook.backtest import Backtest

COLUMNS = ("name", "host", "day", "kind", "warned", "lead", "usually", "on")
CURVE = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 12.0, 15.0)


@click.command("backtest")
@click.argument("episodes", type=click.Path(path_type=Path), metavar="EPISODES.toml")
@click.argument("archive", type=click.Path(path_type=Path), metavar="ARCHIVE")
@click.option("--half", type=click.Choice(("odd", "even")), help="Only every second of them, from the first, or not.")
@click.option(
    "--level",
    type=click.Choice(("watch", "elevated", "high")),
    default="elevated",
    show_default=True,
    help="The level from which an outlook is a warning.",
)
@click.option(
    "--indicators",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Indicators of your own.  [default: those that come with Tocsin]",
)
@click.option("--alarms", is_flag=True, help="List the false alarms too.")
@format_option("table", "json", "jsonl", "csv", "md")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    episodes: Path,
    archive: Path,
    half: Any,
    level: Any,
    file: Path | None,
    alarms: bool,
    form: str,
) -> None:
    """Replay an archive day by day and measure the outlook by known crises.

    EPISODES.toml names each crisis with its host, its day and its kind. ARCHIVE is a file of days (JSON lines of date
    and items) or a folder of documents. What is read of it is kept in the user's cache folder, so that the second run
    is quick. Quiet is what lies outside every episode and every unquiet span of the file.

    \b
    Examples:
      tocsin backtest bench/episodes.toml days.jsonl.gz
      tocsin backtest bench/episodes.toml days.jsonl.gz --half even --format md
    """
    from tocsin.outlook.backtest import backtest, curve, episodes_in
    from tocsin.outlook.indicators import indicators
    from tocsin.outlook.model import LEVELS
    from tocsin.outlook.replay import replay, signs_in, span_of

    given, among = episodes_in(episodes), indicators(file)
    days = _read(archive, settings_here(ctx).model)
    replayed = replay(signs_in(days, among), span_of(days), among)
    found = backtest(replayed, given, half=half, level=LEVELS.index(level))
    _print(found, curve(replayed, given, half=half, at=CURVE), form=form, alarms=alarms)


def _read(archive: Path, model: str) -> list[Any]:
    import platformdirs

    from tocsin import reading
    from tocsin.cli.show import on_terminal
    from tocsin.errors import DocumentError
    from tocsin.outlook.days import kept_in, read_days

    if not archive.exists():
        message = f"{archive}: there is no such archive. Name a file of days or a folder of documents."
        raise DocumentError(message)

    def progress(day: "dt.date") -> None:
        if on_terminal() and day.day == 1:
            click.echo(f"\rRead up to {day}", err=True, nl=False)

    kept = kept_in(Path(platformdirs.user_cache_dir("tocsin", appauthor=False)), archive)
    # briefs of days have a gate of their own, made for what comes before a crisis
    whole = archive.is_file()
    return list(read_days(archive, reader=lambda: reading.load(model, whole=whole), kept=kept, progress=progress))


def _rows(found: "Backtest") -> list[dict[str, Any]]:
    return [
        {
            "name": each.episode.name,
            "host": each.episode.host,
            "day": str(each.episode.day),
            "kind": each.episode.kind,
            "warned": each.first and str(each.first),
            "lead": each.lead,
            "usually": each.usually,
            "on": list(each.on),
        }
        for each in found.warned
    ]


def _print(found: "Backtest", rows: list[tuple[float, int, int, float, float]], *, form: str, alarms: bool) -> None:
    from tocsin.cli.show import json_text, rendered, write

    if form == "json":
        shown = {"curve": [dict(zip(CURVE_COLUMNS, row, strict=True)) for row in rows]}
        write(json_text({"backtest": found} | shown))
        return
    if form != "table":
        write(rendered(_rows(found), COLUMNS, form=form))
        return
    _tables(found, rows, alarms=alarms)


CURVE_COLUMNS = ("from", "warned", "episodes", "false_alarms_in_ten_years", "of_named")


def _tables(found: "Backtest", rows: list[tuple[float, int, int, float, float]], *, alarms: bool) -> None:
    from tocsin.cli.screen import Screen

    screen = Screen()
    table = screen.table("Episode", "Day", "Kind", "Warned", "Lead (days)", "Usually", "Indicators that were on")
    for each in _rows(found):
        cells = [each["name"], each["day"], each["kind"], each["warned"] or "not", each["lead"], each["usually"]]
        table.add_row(*("" if cell is None else str(cell) for cell in cells), ", ".join(each["on"]))
    screen.print(table)
    screen.print(f"\nWarned of {found.hits} of {len(found.warned)}; {len(found.outside)} lie outside the archive.")
    tallies = (
        ("countries", found.every),
        ("countries often in the news", found.news),
        ("countries of the episodes", found.named),
    )
    for name, tally in tallies:
        screen.print(
            f"False alarms, {tally.countries} {name}: {len(tally.alarms)} in {tally.country_years:,.0f} quiet "
            f"country-years, {tally.per_ten_years:.2f} in ten years of one country."
        )
    screen.print("Share of the warned: " + ", ".join(f"{name} {share:.0%}" for name, share in found.share.items()))
    curve = screen.table(
        "Warned from a weight of", "Warned", "False alarms in ten years", "of the countries of episodes"
    )
    for threshold, hits, of, news, named in rows:
        curve.add_row(f"{threshold:g}", f"{hits} of {of}", f"{news:.2f}", f"{named:.2f}")
    screen.print(curve)
    for alarm in found.every.alarms if alarms else ():
        screen.print(f"{alarm.day}  {alarm.host}  {', '.join(alarm.on)}")
