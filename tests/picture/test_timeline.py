"""The timeline: one entry a claim, the weightiest first, in every form; a live blog that tells one event six times."""

import datetime as dt
from pathlib import Path
from typing import Any

import icalendar
import lxml.etree
import pytest

from tocsin.documents import Document
from tocsin.documents.model import Passage, Role
from tocsin.ledger import Ledger
from tocsin.picture import Asked, claim_of, claims_of, opened
from tocsin.records import Denial, Event, Figure, Forewarning, Posture, Statement, Way
from tocsin.records.model import AnyRecord
from tocsin.timeline import Timeline, atom, calendar, markdown, timeline

from tests.fresh import make_fresh

SEEN = dt.datetime(2022, 2, 20, tzinfo=dt.UTC)
TODAY = dt.date(2022, 3, 1)
HEADLINES = (
    "Shells hit the bus station of Est",
    "Four hurt as the bus station of Est is shelled",
    "Est: the mayor speaks of shells on the bus station",
    "What we know of the shelling of the bus station in Est",
    "The shelling of the bus station at Est: in short",
    "Once more in brief, the bus station of Est",
)


def added(
    ledger: Ledger, lines: list[str], *records: AnyRecord, day: int = 12, publisher: str = "The Noon Sample"
) -> str:
    """Add a document of these lines, each a post, whose records stand in the lines of their evidence."""
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    passages = tuple(
        Passage(start=start, end=start + len(line), role=Role.BODY, opens_post=True)
        for start, line in zip(starts, lines, strict=True)
    )
    document = Document(
        text=text, publisher=publisher, published=dt.date(2022, 2, day), passages=passages, live_blog=True
    )
    ledger.add(document, records, seen_at=SEEN, reader="made/1")
    return document.key


def of(line: str, lines: list[str]) -> dict[str, Any]:
    start = "\n".join(lines).index(line)
    return {"start": start, "end": start + len(line), "evidence": line}


def struck(line: str, lines: list[str], **about: Any) -> Event:
    fields = {"actor_country": "NOR", "recipient_country": "UKR", "host": "UKR", **about}
    return Event(type="ASSAULT", wording="shells", **of(line, lines), **fields)


def shown(ledger: Ledger, **asked: Any) -> Timeline:
    return timeline(ledger, "UKR", today=TODAY, **asked)


@pytest.fixture
def ledger(tmp_path: Path):  # type: ignore[no-untyped-def]
    with opened(str(make_fresh(tmp_path / "ledger.sqlite"))) as opened_:
        yield opened_


def test_an_event_that_a_live_blog_tells_six_times_is_one_entry_of_one_origin(ledger: Ledger) -> None:
    lines = list(HEADLINES)
    added(ledger, lines, *(struck(line, lines) for line in lines))
    (entry,) = shown(ledger).entries
    assert (entry.origins, entry.documents, len(entry.evidence)) == (1, 1, 6)
    added(ledger, [HEADLINES[1]], struck(HEADLINES[1], [HEADLINES[1]]), publisher="Harbour Wire")
    (entry,) = shown(ledger).entries
    assert (entry.origins, entry.documents, len(entry.evidence)) == (2, 2, 7)


def test_the_ten_lines_of_a_day_hold_the_order_to_leave_and_not_the_chatter(ledger: Ledger) -> None:
    talk = [f"The mayor spoke of matter number {number * 7919} at length." for number in range(40)]
    order = "Japan told its people to leave Ukraine."
    lines = [*talk, order]
    said = [
        Statement(speaker="The mayor", form="indirect", cue="spoke", about="UKR", **of(line, lines)) for line in talk
    ]
    left = Posture(sender="JPN", host="UKR", type="directive", value="leave", **of(order, lines))
    added(ledger, lines, *said, left)
    entries = shown(ledger, a_day=10).entries
    assert len(entries) == 10
    assert entries[0].label == "JPN: directive leave"
    assert entries[0].why == ("posture leave 9", "first of its kind 2")
    assert len(shown(ledger, a_day=None).entries) == 41


def test_a_denial_stands_in_the_entry_that_it_denies_and_makes_it_weigh_more(ledger: Ledger) -> None:
    lines = [
        "Shells of Norland struck the harbour of Est at dawn.",
        "Norland said its shells never struck the harbour.",
    ]
    denied = Denial(
        by="Norland", claim="its shells struck the harbour", cue="never", about="UKR", **of(lines[1], lines)
    )
    added(ledger, lines, struck(lines[0], lines), denied)
    (entry,) = shown(ledger).entries
    assert [(each.by, each.origins) for each in entry.contested] == [("Norland", 1)]
    assert "contested 2" in entry.why
    assert [claim.id for claim in claims_of(ledger, Asked(host="UKR", contested=True))] == [entry.claim]
    held = claim_of(ledger, entry.contested[0].evidence[0])
    assert held is not None
    assert held.id == entry.claim


def warned(lines: list[str], **about: Any) -> Forewarning:
    fields = {"threat_country": "NOR", "host": "UKR", "speaker": "Ola Nord", **about}
    return Forewarning(cue="could", what="Norland could strike the harbour", **of(lines[0], lines), **fields)


def test_a_warning_whose_window_is_past_says_what_the_ledger_knows_came_of_it(ledger: Ledger) -> None:
    lines = ["Norland could strike the harbour by Wednesday, Ola Nord said."]
    added(ledger, lines, warned(lines, last=dt.date(2022, 2, 16), window="by Wednesday"))
    (entry,) = shown(ledger).entries
    assert entry.outcome is not None
    assert "nothing that this ledger holds" in entry.outcome.words
    strike = ["Shells struck the harbour of Est."]
    added(ledger, strike, struck(strike[0], strike), day=15)
    past = next(each for each in shown(ledger).entries if each.kind == "warning")
    assert past.outcome is not None
    assert "as far as this ledger knows: 2022-02-15: Shells struck" in past.outcome.words
    assert past.outcome.evidence
    before = timeline(ledger, "UKR", today=dt.date(2022, 2, 16))
    assert all(each.outcome is None for each in before.entries)


def test_rival_figures_stand_side_by_side_in_one_entry(ledger: Ledger) -> None:
    lines = ["Kyiv counts 40,000 troops near the border.", "Norland counts 12,000 troops near the border."]
    figures = [
        Figure(
            value=value,
            unit="troop",
            what="troops near the border",
            host="UKR",
            attributed_to=who,
            wording="x",
            **of(line, lines),
        )
        for value, who, line in ((40_000, "Kyiv", lines[0]), (12_000, "Norland", lines[1]))
    ]
    added(ledger, lines, *figures)
    (entry,) = shown(ledger).entries
    assert entry.label == "12,000 / 40,000 troops near the border"
    assert [each.claimant for each in entry.values] == ["Kyiv", "Norland"]


def test_what_was_known_once_is_told_as_it_was_known(ledger: Ledger) -> None:
    lines = [HEADLINES[0]]
    added(ledger, lines, struck(lines[0], lines))
    later = Document(text=HEADLINES[1], publisher="Harbour Wire", published=dt.date(2022, 2, 12))
    seen = SEEN + dt.timedelta(days=3)
    ledger.add(later, [struck(HEADLINES[1], [HEADLINES[1]])], seen_at=seen, reader="made/1")
    assert [entry.origins for entry in shown(ledger).entries] == [2]
    assert [entry.origins for entry in shown(ledger, known_at=SEEN).entries] == [1]
    assert shown(ledger, known_at=seen).entries == shown(ledger).entries
    assert shown(ledger, known_at=SEEN - dt.timedelta(days=1)).entries == ()


def test_days_kinds_and_the_latest_days_narrow_it(ledger: Ledger) -> None:
    for day in (10, 12, 14):
        lines = [f"Shells struck the harbour on day {day}."]
        added(ledger, lines, struck(lines[0], lines), day=day)
    days = [entry.day.day for entry in shown(ledger).entries if entry.day]
    assert days == [14, 12, 10]
    assert [entry.day for entry in shown(ledger, days=1).entries] == [dt.date(2022, 2, 14)]
    assert [entry.day for entry in shown(ledger, until=dt.date(2022, 2, 11)).entries] == [dt.date(2022, 2, 10)]
    assert shown(ledger, kinds=("posture",)).entries == ()


def test_a_calendar_a_feed_and_a_page_hold_every_entry(ledger: Ledger) -> None:
    lines = ["Shells struck <b>the harbour</b> of Est_one."]
    added(ledger, lines, struck(lines[0], lines, place="Est_one"))
    found = shown(ledger)
    events = icalendar.Calendar.from_ical(calendar(found, now=SEEN)).walk("VEVENT")
    assert [(str(event["uid"]), event.decoded("dtstart")) for event in events] == [
        (f"{found.entries[0].claim}@tocsin", dt.date(2022, 2, 12))
    ]
    feed = lxml.etree.fromstring(atom(found, now=SEEN))
    assert [each.text for each in feed.iterfind("{*}entry/{*}title")] == [f"UKR: {found.entries[0].label}"]
    page = markdown(found).decode()
    assert "## 2022-02-12" in page
    assert "&lt;b>" in page
    assert "Est\\_one" in page


def test_a_document_with_ways_out_is_taken_in_and_its_ways_are_no_claims(ledger: Ledger) -> None:
    lines = ["Norland closed its embassy in Est.", "The bridge at Est is closed to cars."]
    way = Way(mode="road", state="closed", name="bridge at Est", host="UKR", wording="closed", **of(lines[1], lines))
    shut = Posture(sender="NOR", host="UKR", type="mission", value="closed", **of(lines[0], lines))
    added(ledger, lines, shut, way)
    for known_at in (None, SEEN):
        (claim,) = claims_of(ledger, Asked(host="UKR"), known_at=known_at)
        assert claim.kind == "posture"
