"""Context beside the registers: feeds, disasters, reports and found articles, each item once."""

import json
import threading

import pytest

from tocsin.errors import SettingsError
from tocsin.ledger import Ledger
from tocsin.watch import Manners, Watch, context
from tocsin.watch.context import GDACS, GDELT, RELIEFWEB

from tests.watch.conftest import Clock
from tests.watch.server import Answer, Registers

FEED = "https://outlet.example/rss.xml"
ARTICLE = "https://outlet.example/niger"
PAGE = b"""<!DOCTYPE html><html lang="en"><head><title>Ministry moves on Niger</title></head><body><article>
<h1>Ministry moves on Niger</h1><p>The ministry of this sample told its citizens on Monday to leave Niger, it said.</p>
<p>It gave no reason beyond what it had said a week before, and its embassy stays open for the time being.</p>
</article></body></html>"""
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet</title>
<item><guid>1</guid><title>Ministry moves on Niger</title><link>{ARTICLE}?utm_source=rss</link></item>
<item><guid>2</guid><title>Gone</title><link>https://outlet.example/gone</link></item>
</channel></rss>""".encode()
EVENT = {
    "eventtype": "EQ",
    "eventid": 1,
    "episodeid": 2,
    "alertlevel": "Orange",
    "iscurrent": "true",
    "name": "Earthquake in a sample",
    "description": "A strong quake of this sample.",
    "fromdate": "2026-05-01T07:00:00",
    "url": {"report": "https://gdacs.example/report"},
}
REPORT = {
    "id": "77",
    "fields": {
        "title": "Report of a sample",
        "body": "Roads are cut in this sample.",
        "url": "https://reports.example/77",
        "date": {"created": "2026-05-02T00:00:00+00:00"},
    },
}


@pytest.fixture
def watch(ledger: Ledger, manners: Manners, stop: threading.Event, clock: Clock) -> Watch:
    named = (FEED, "gdacs", "reliefweb:samples", "gdelt:embassy")
    return Watch({each: context(each) for each in named}, ledger, manners, stop=stop, clock=clock)


def test_each_item_comes_once_and_a_bad_one_hurts_no_other(watch: Watch, registers: Registers, ledger: Ledger) -> None:
    registers.answers |= {
        FEED: Answer(body=RSS, etag='"1"'),
        ARTICLE: Answer(body=PAGE),
        GDACS: Answer(
            body=json.dumps(
                {"features": [{"properties": EVENT}, {"properties": EVENT | {"iscurrent": "false"}}]}
            ).encode()
        ),
        RELIEFWEB + "samples": Answer(body=json.dumps({"data": [REPORT]}).encode()),
        GDELT + "embassy": Answer(body=b"One request every 5 seconds, please."),
    }
    first = {done.source: done for done in watch.once()}
    assert {name: (done.outcome, done.changed) for name, done in first.items()} == {
        "feed outlet.example": ("whole", 1),
        "gdacs": ("whole", 1),
        "reliefweb": ("whole", 1),
        "gdelt": ("failed", 0),
    }
    assert sum(done.changed for done in watch.once()) == 0
    titles = {entry.title for entry in ledger.documents()}
    assert titles == {"Ministry moves on Niger", "Earthquake in a sample", "Report of a sample"}
    assert registers.asked.count(ARTICLE) == 1
    assert {"unreachable", "broken"} <= {each.signal.code for each in ledger.signals()}


def test_what_is_no_feed_is_a_signal(watch: Watch, registers: Registers, ledger: Ledger) -> None:
    registers.answers[FEED] = Answer(body=PAGE)
    assert {done.outcome for done in watch.once()} == {"failed"}
    assert ledger.counts().documents == 0


@pytest.mark.parametrize("named", ["", "ftp://x", "reliefweb:", "gdelt", "twitter"])
def test_a_setting_that_names_no_source_of_context_says_so(named: str) -> None:
    with pytest.raises(SettingsError, match="no source of context"):
        context(named)
