"""What stands on records follows a judgement: the outlook at both times, and the alerts that are out."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from tocsin.desk import Ruling, judge
from tocsin.outlook import outlook_of
from tocsin.picture import opened

from tests.alerts.ringing import Desk, rule
from tests.desk.making import DAY, JUDGED, LATER, filled, ruled

BEFORE, BETWEEN = JUDGED - dt.timedelta(minutes=1), JUDGED + dt.timedelta(minutes=1)


def test_the_outlook_knows_what_counted_when(url: str) -> None:
    with opened(url) as ledger:
        _, _, left = filled(ledger)

        def signs(known_at: dt.datetime | None = None) -> list[str]:
            found = outlook_of(ledger, "UKR", as_of=DAY, known_at=known_at)
            return [sign.id for each in found.shown for sign in each.evidence if each.indicator.name == "told_to_leave"]

        assert signs() == [left]
        ruled(ledger, "reject", left)
        assert signs() == []
        assert (signs(BEFORE), signs(BETWEEN)) == ([left], [])
        ruled(ledger, "restore", left, at=LATER)
        assert signs() == [left]
        assert (signs(BEFORE), signs(BETWEEN), signs(LATER)) == ([left], [], [left])


def values(desk: Desk) -> list[tuple[str, str, tuple[str, ...]]]:
    found = desk.record.alerts()
    return [(each.alert.kind, each.alert.value, each.alert.origins) for each in reversed(found)]


def test_a_rejection_withdraws_the_alert_that_stood_on_it(fresh_url: Callable[[], str]) -> None:
    desk = Desk(fresh_url(), [rule()])
    desk.paper("leave")
    (known,) = desk.ledger.postures()
    desk.clock.now += dt.timedelta(minutes=5)
    ask = Ruling(kind="reject", record=known.id, reason="They were told to stay.")
    judge(desk.ledger, ask, author="a.okafor", at=desk.clock.now)
    assert [kind for kind, _, _ in values(desk)] == ["new", "withdrawn"]
    desk.ledger.close()


def test_what_an_analyst_knows_rings_where_one_origin_is_enough(tmp_path: Path) -> None:
    fields = {"sender": "SWE", "host": "NER", "type": "mission", "value": "closed"}
    for origins, rung in ((1, [("new", "closed", ("analyst a.okafor",))]), (2, [])):
        desk = Desk(str(tmp_path / f"{origins}.sqlite"), [rule(origins=origins)])
        for author in ("a.okafor", "l.brandt"):
            ask = Ruling(kind="add", fields=fields, statement=f"It is shut, says {author}.", source="their desk")
            judge(desk.ledger, ask, author=author, at=desk.clock.now)
        assert values(desk) == rung
        desk.ledger.close()
