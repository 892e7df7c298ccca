"""The outlook over a ledger is the pure one: kept signs, fresh readings, both databases, both times."""

import datetime as dt
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from tocsin.documents import Document
from tocsin.documents.model import Passage, Role
from tocsin.ledger import Ledger
from tocsin.ledger.engine import reading
from tocsin.ledger.outlook_tables import signs as kept_signs
from tocsin.outlook import Daily, Indicators, Outlook, outlook, outlook_of, outlooks, standing, taken_in, waiting
from tocsin.outlook.looking import Asking
from tocsin.outlook.model import Level
from tocsin.picture import opened

from tests.fresh import make_fresh
from tests.outlook.making import DAY, ago, among, event, indicator, posture, warning

GIVEN = among(
    indicator(
        "families",
        group="nationals",
        kinds=("posture",),
        values=("families_leave",),
        count="senders",
        window=45,
        threshold=0.5,
    ),
    indicator("crowds", types=("PROTEST",), window=20, half_life=10, threshold=1.5),
    indicator("papers", types=("PROTEST",), count="origins", window=20, half_life=10, threshold=2.5),
)
NOW = dt.datetime.combine(DAY, dt.time(18), dt.UTC)


def add(
    ledger: Ledger, record: Any, *, back: int, publisher: str, reader: str = "made/1", seen: dt.datetime | None = None
) -> str:
    text = f"{record.evidence} It stood in {publisher}, {back} days ago."
    made = Document(
        text=text,
        publisher=publisher,
        published=ago(back),
        passages=(Passage(start=0, end=len(text), role=Role.BODY),),
    )
    moment = seen or dt.datetime.combine(ago(back), dt.time(9), dt.UTC)
    ledger.add(made, [record], seen_at=moment, reader=reader, read_at=moment)
    return made.key


def fill(ledger: Ledger) -> None:
    add(ledger, event("CONSULT", "Two ministers met.", host="FJI"), back=900, publisher="Island Sample")
    for back in (0, 1, 2, 9, 60, 200):
        for publisher in ("Evening Sample", "Noon Sample"):
            add(ledger, event("PROTEST", f"Thousands marched, said the {publisher}."), back=back, publisher=publisher)
    add(ledger, posture("FRA", "families_leave"), back=3, publisher="Evening Sample")
    add(ledger, posture("USA", "families_leave", host="MLI"), back=3, publisher="Evening Sample")


def plain(found: Outlook) -> Any:
    return msgspec.to_builtins(msgspec.structs.replace(found, known_at=None))


def pure(ledger: Ledger, given: Indicators = GIVEN) -> list[Outlook]:
    return outlook(ledger.told(), as_of=DAY, indicators=given)


def test_what_is_kept_gives_what_the_records_give(url: str) -> None:
    with opened(url) as ledger:
        fill(ledger)
        kept = sorted(outlooks(ledger, as_of=DAY, among=GIVEN), key=lambda each: each.host)
        assert [plain(each) for each in kept] == [plain(each) for each in pure(ledger)]
        then = sorted(outlooks(ledger, as_of=DAY, known_at=NOW, among=GIVEN), key=lambda each: each.host)
        assert [plain(each) for each in then] == [plain(each) for each in kept]


def test_every_sign_resolves_to_a_record_with_its_sentence(url: str) -> None:
    with opened(url) as ledger:
        fill(ledger)
        found = outlook_of(ledger, "NER", as_of=DAY, among=GIVEN)
        evidence = [each for shown in found.shown for each in shown.evidence]
        assert len(evidence) > 6
        for each in evidence:
            stored = ledger.record(each.id)
            assert stored is not None
            assert stored.record.evidence == each.sentence


def test_a_second_reading_replaces_the_signs_of_the_first(url: str) -> None:
    with opened(url) as ledger:
        fill(ledger)
        assert taken_in(ledger, GIVEN) == 15
        assert taken_in(ledger, GIVEN) == 0
        record = event("PROTEST", "Thousands marched, said the Noon Sample.")
        again = msgspec.structs.replace(record, type="CONSULT")
        add(ledger, again, back=0, publisher="Noon Sample", reader="made/2", seen=NOW)
        assert taken_in(ledger, GIVEN) == 1
        with ledger.engine.connect() as connection:
            held = (
                connection.execute(
                    sa.select(kept_signs.c.id).where(kept_signs.c.day == DAY.toordinal(), kept_signs.c.until.is_(None))
                )
                .scalars()
                .all()
            )
        assert len(held) == 2  # of the other paper, for two indicators


def test_two_sets_of_indicators_do_not_mix(url: str) -> None:
    with opened(url) as ledger:
        fill(ledger)
        other = among(indicator("crowds", types=("PROTEST",), window=20, half_life=10, threshold=99.0))
        assert outlook_of(ledger, "NER", as_of=DAY, among=GIVEN).on != ()
        assert outlook_of(ledger, "NER", as_of=DAY, among=other).on == ()
        assert outlook_of(ledger, "NER", as_of=DAY, among=GIVEN).on != ()


def test_as_known_then_is_without_what_came_later(url: str) -> None:
    with opened(url) as ledger:
        fill(ledger)
        before = dt.datetime.combine(ago(3), dt.time(8), dt.UTC)
        shown = {
            each.indicator.name: each
            for each in outlook_of(ledger, "NER", as_of=DAY, known_at=before, among=GIVEN).shown
        }
        assert shown["families"].evidence == ()
        assert [each.day for each in shown["crowds"].evidence] == [ago(9)]


def test_the_highest_level_stands_first(url: str) -> None:
    with opened(url) as ledger:
        fill(ledger)
        found = outlooks(ledger, as_of=DAY, among=GIVEN)
        assert [each.host for each in found] == ["NER", "MLI"]
        assert [len(each.on) for each in found] == [2, 1]


MANY = among(
    indicator("leave", group="nationals", kinds=("posture",), values=("leave",), count="senders", window=30),
    indicator("crowds", types=("PROTEST",), window=20, half_life=10, threshold=0.3, weight=2.0),
    indicator("papers", types=("PROTEST",), count="origins", window=20, half_life=10, threshold=2.5),
    indicator("each", kinds=("warning",), count="records", window=40, half_life=20, threshold=0.4),
    hosts=3,
    together=4,
)


def at_random(ledger: Ledger, dice: random.Random, *, documents: int) -> None:
    """Postures with and without a sender, warnings of states and of nobody, crowds; some for many hosts at once."""
    add(ledger, event("CONSULT", "Two ministers met.", host="FJI"), back=900, publisher="Island Sample")
    for number in range(documents):
        back, host = dice.randrange(0, 140), dice.choice(("NER", "MLI", "TCD"))
        record = dice.choice(
            (
                posture(
                    dice.choice(("FRA", "USA", "DEU", None)),
                    "leave",
                    host=host,
                    type="directive",
                    evidence=f"Somebody told them to leave {host}, {number}.",
                ),
                event("PROTEST", f"Thousands marched past number {number}.", host=host),
                warning(dice.choice(("FRA", None)), f"It may come to blows, {number}.", host=host),
            )
        )
        add(ledger, record, back=back, publisher=f"Sample {dice.randrange(6)}")


@pytest.mark.parametrize("seed", range(3))
def test_a_ledger_at_random_gives_what_its_records_give_on_every_day(tmp_path: Path, seed: int) -> None:
    with opened(str(make_fresh(tmp_path / "a.sqlite"))) as ledger:
        at_random(ledger, random.Random(seed), documents=90)
        taken_in(ledger, MANY)
        told = ledger.told()
        with reading(ledger.engine) as connection:
            asking = Asking(connection, as_of=DAY, known_at=None, among=MANY, back=40)
            found = {host: asking.ahead(host, gathered) for host, gathered in asking.each()}
        assert {each.level for ahead in found.values() for each in ahead.days} > {"watch"}
        for host, ahead in found.items():
            for each in ahead.days:
                (wanted,) = outlook(told, as_of=each.day, hosts=[host], indicators=MANY)
                assert (each.level, each.on) == (wanted.level, tuple(one.indicator.name for one in wanted.on))
            (now,) = outlook(told, as_of=DAY, hosts=[host], indicators=MANY)
            assert plain(ahead.outlook) == plain(now)
            assert ahead.days[-1].level == now.level


def test_as_known_then_a_reading_counts_that_was_replaced_since(url: str) -> None:
    with opened(url) as ledger:
        fill(ledger)
        before = plain(outlook_of(ledger, "NER", as_of=DAY, among=GIVEN))
        record = event("PROTEST", "Thousands marched, said the Noon Sample.")
        again = msgspec.structs.replace(record, type="CONSULT")
        later = NOW + dt.timedelta(hours=1)
        for back in (0, 1, 2):
            add(ledger, again, back=back, publisher="Noon Sample", reader="made/2", seen=later)
        after = plain(outlook_of(ledger, "NER", as_of=DAY, among=GIVEN))
        then = outlook_of(ledger, "NER", as_of=DAY, known_at=NOW, among=GIVEN)
        assert plain(then) == before != after
        assert plain(outlook_of(ledger, "NER", as_of=DAY, known_at=later, among=GIVEN)) == after


def test_how_long_a_level_has_held() -> None:
    levels: tuple[Level, ...] = ("quiet", "watch", "watch")
    days = tuple(Daily(day=ago(2 - at), level=level) for at, level in enumerate(levels))
    assert standing(days).since == ago(1)
    assert standing(days[1:]).since is None
    assert standing(days[1:]).days == 2


def test_what_waits_to_be_looked_at_is_counted(url: str) -> None:
    with opened(url) as ledger:
        fill(ledger)
        assert waiting(ledger, GIVEN) == 30
        taken_in(ledger, GIVEN)
        assert waiting(ledger, GIVEN) == 0
