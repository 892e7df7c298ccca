"""The loop: what was said is kept once, what breaks hurts nobody else, what moved is told and nothing else is."""

import datetime as dt
import gzip
import http.server
import threading
import time

import pytest

from tocsin.changes import told
from tocsin.documents import Document
from tocsin.ledger import Ledger
from tocsin.records import AnyRecord
from tocsin.sources import Source, sources
from tocsin.watch import Manners, Watch, health
from tocsin.wire import Wire

from tests.watch.conftest import ADDRESS, Clock, Ministry
from tests.watch.server import Answer, Registers, Rerouted


def reasons(ledger: Ledger, clock: Clock) -> list[str]:
    return [remark.reason for remark in told(ledger, now=clock.now).remarks]


def moved(ledger: Ledger, clock: Clock) -> list[tuple[str, str | None, str | None]]:
    found = told(ledger, now=clock.now).changes
    return [(change.destination, change.before, change.after) for change in found if "level" in change.kinds]


def test_a_first_visit_keeps_every_row_and_a_second_keeps_nothing_twice(
    watch: Watch, ministry: Ministry, registers: Registers, ledger: Ledger
) -> None:
    first, second = watch.once() + watch.once()
    assert (first.outcome, first.rows, first.changed) == ("whole", 6, 6)
    assert (second.outcome, second.rows, second.changed) == ("unchanged", 6, 0)
    assert registers.asked.count(ADDRESS) == 2
    assert ledger.counts().documents == 6
    assert {posture.posture.host for posture in ledger.postures(sender="NOR")} >= {"NER", "MLI", "PRT"}


def test_a_level_that_moves_with_its_date_is_told_at_once(
    watch: Watch, ministry: Ministry, ledger: Ledger, clock: Clock
) -> None:
    watch.once()
    clock.on(hours=1)
    ministry.says(Mali=("Green", "2026-05-20"))
    watch.once()
    assert moved(ledger, clock) == [("Mali", "avoid_all", "normal")]


def test_reordering_and_restamping_are_no_change(
    watch: Watch, ministry: Ministry, ledger: Ledger, clock: Clock
) -> None:
    watch.once()
    clock.on(hours=1)
    ministry.says(Niger=("Red", "2026-05-20"), Mali=("Red", "2026-05-20"))
    done = watch.once()[0]
    assert done.outcome == "whole"
    assert told(ledger, now=clock.now).changes == []
    assert reasons(ledger, clock) == ["restamped", "restamped"]


def test_a_level_that_is_back_within_days_never_moved(
    watch: Watch, ministry: Ministry, ledger: Ledger, clock: Clock
) -> None:
    watch.once()
    for level in ("Green", "Red", "Green", "Red"):
        clock.on(hours=20)
        ministry.says(Niger=(level, "2026-05-01"))
        watch.once()
    assert moved(ledger, clock) == []
    assert "flapped" in reasons(ledger, clock)


def test_an_undated_move_is_told_once_it_has_stood(
    watch: Watch, ministry: Ministry, ledger: Ledger, clock: Clock
) -> None:
    watch.once()
    clock.on(hours=1)
    ministry.says(Niger=("Green", "2026-05-01"))
    watch.once()
    assert moved(ledger, clock) == []
    assert reasons(ledger, clock) == ["unconfirmed"]
    clock.on(days=4)
    assert moved(ledger, clock) == [("Niger", "avoid_all", "normal")]


def test_an_older_copy_of_the_register_takes_nothing_back(
    watch: Watch, ministry: Ministry, ledger: Ledger, clock: Clock
) -> None:
    ministry.says(Niger=("Red", "2026-05-19"))
    watch.once()
    clock.on(days=10)
    ministry.says(Niger=("Green", "2026-04-01"))
    watch.once()
    clock.on(days=30)
    assert moved(ledger, clock) == []
    assert reasons(ledger, clock) == ["older"]


def test_a_row_that_vanishes_and_returns_is_no_change(
    watch: Watch, ministry: Ministry, ledger: Ledger, clock: Clock
) -> None:
    watch.once()
    for row in (None, ("Red", "2026-05-01")):
        clock.on(days=1)
        ministry.says(Mali=row)
        watch.once()
    assert told(ledger, now=clock.now).changes == []
    assert {"vanished", "returned"} <= set(reasons(ledger, clock))


def test_half_a_register_is_partial_and_nothing_in_it_has_vanished(
    watch: Watch, ministry: Ministry, ledger: Ledger, clock: Clock
) -> None:
    watch.once()
    clock.on(days=1)
    ministry.says(Mali=None, Portugal=None, Chad=None)
    done = watch.once()[0]
    assert done.outcome == "partial"
    assert reasons(ledger, clock) == []
    assert "few_rows" in {each.signal.code for each in ledger.signals()}


@pytest.mark.parametrize("level", [None, "Mauve"])
def test_a_level_that_is_lost_is_unknown_and_no_change(
    watch: Watch, ministry: Ministry, ledger: Ledger, clock: Clock, level: str | None
) -> None:
    watch.once()
    clock.on(days=1)
    ministry.says(Niger=(level, "2026-05-20"))
    watch.once()
    assert moved(ledger, clock) == []
    assert "lost_level" in reasons(ledger, clock)
    standing = {edition.entry: edition for edition in ledger.registers.standing("nor_samples")}
    assert standing["Niger"].level is None
    assert standing["Niger"].why


def test_a_newer_reader_is_no_news(
    watch: Watch, ministry: Ministry, ledger: Ledger, clock: Clock, source: Source
) -> None:
    watch.once()
    clock.on(days=1)
    place = source.folder / "source.py"
    better = place.read_text(encoding="utf-8").replace("words=words", 'words="Green"') + '\nREVISION = "2"\n'
    newer = source.folder.parent / "newer" / "nor_samples"  # type: ignore[attr-defined]
    newer.mkdir(parents=True)
    (newer / "card.toml").write_text((source.folder / "card.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (newer / "source.py").write_text(better, encoding="utf-8")
    reread = Watch(sources(newer.parent), ledger, watch._manners, stop=threading.Event(), clock=clock)
    reread.visit(sources(newer.parent)["nor_samples"])
    assert told(ledger, now=clock.now).changes == []
    assert set(reasons(ledger, clock)) == {"reread"}


def test_what_one_source_does_hurts_no_other(
    source: Source, registers: Registers, ministry: Ministry, manners: Manners, ledger: Ledger
) -> None:
    every = dict(list(sources().items())[:10]) | {source.name: source}
    for each in every.values():
        if each is not source:
            registers.serve(each)
    bad = dict(zip(list(every)[:8], BAD, strict=True))
    for name, answer in bad.items():
        for address in every[name].card.addresses.values():
            registers.answers[address] = answer
    began = time.monotonic()
    rounds = {done.source: done for done in Watch(every, ledger, manners, stop=threading.Event()).once()}
    assert time.monotonic() - began < 10
    assert {rounds[name].outcome for name in bad} == {"failed"}
    assert all(rounds[name].rows for name in every if name not in bad)
    assert len(ledger.signals()) >= len(bad)


def hang(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(30):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def flood(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(2 << 30))
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x" * 65536)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "%s">]><a>&b;</a>' % (b"x" * 1000)
CHALLENGE = b"<html><title>Just a moment...</title><div class='cf-challenge'></div></html>"
BAD = (
    Answer(play=hang),
    Answer(play=flood),
    Answer(status=302, headers={"Location": "http://10.0.0.1/"}),
    Answer(body=CHALLENGE),
    Answer(body=gzip.compress(b" " * 50_000_000), headers={"Content-Encoding": "gzip"}),
    Answer(body=ENTITY),
    Answer(body=b""),
    Answer(status=500),
)


def test_a_fault_in_the_code_of_a_source_stays_there(
    source: Source, ministry: Ministry, manners: Manners, ledger: Ledger, stop: threading.Event
) -> None:
    place = source.folder / "source.py"
    place.write_text("def read(desk):\n    raise RuntimeError('planted')\n", encoding="utf-8")  # type: ignore[attr-defined]
    done = Watch({source.name: source}, ledger, manners, stop=stop).once()[0]
    assert done.outcome == "failed"
    assert "fault" in {each.signal.code for each in ledger.signals()}


def test_stopped_in_the_middle_it_goes_on_and_neither_loses_nor_doubles(
    registers: Registers, wire: Wire, ledger: Ledger, clock: Clock
) -> None:
    irish = sources()["irl_dfa"]
    registers.serve(irish)
    stop = threading.Event()

    class Broken(Rerouted):
        """Somebody says stop while the third payload is on its way."""

        def get(self, address: str, **options: object):  # type: ignore[no-untyped-def]
            if len(registers.asked) >= 3:
                stop.set()
            return super().get(address, **options)  # type: ignore[arg-type]

    first = Watch({"irl_dfa": irish}, ledger, Manners(Broken(wire, registers.base), pace=0, stop=stop), stop=stop)
    assert first.once() == []
    again = threading.Event()
    manners = Manners(Rerouted(wire, registers.base), pace=0, stop=again)
    done = Watch({"irl_dfa": irish}, ledger, manners, stop=again, clock=clock).once()[0]
    assert done.rows == len(irish.read(irish.example()).entries)
    assert ledger.counts().documents == done.rows
    assert len(ledger.registers.standing("irl_dfa")) == done.rows


def test_killed_between_document_and_edition_the_next_visit_finishes_it(
    watch: Watch, ministry: Ministry, ledger: Ledger, source: Source
) -> None:
    from tocsin.sources import register_page
    from tocsin.sources.pages import seen_on

    body = ministry._registers.answers[ADDRESS].body
    entry = source.read({"index": body}).entries[0]
    page = register_page(entry, source.card)
    seen = Clock().now
    ledger.add(seen_on(page.document, seen.date()), page.postures, seen_at=seen, reader="register/1.1")
    assert watch.once()[0].changed == 6
    assert ledger.counts().documents == 6
    assert ledger.counts().records == 6


def test_robots_are_heeded(watch: Watch, ministry: Ministry, registers: Registers, ledger: Ledger) -> None:
    registers.answers["https://ministry.example/robots.txt"] = Answer(body=b"User-agent: *\nDisallow: /advice")
    assert watch.once()[0].outcome == "failed"
    assert ADDRESS not in registers.asked
    assert "robots" in ledger.signals()[0].signal.why


def test_a_host_that_asks_for_patience_gets_it(
    watch: Watch, ministry: Ministry, registers: Registers, ledger: Ledger
) -> None:
    ministry.plays(Answer(status=503, headers={"Retry-After": "3600"}))
    done = watch.once()[0]
    watch.once()
    assert registers.asked.count(ADDRESS) == 1
    assert 3000 < done.wait <= 3600 * 1.1


def test_a_source_that_wants_a_key_is_not_asked_without_one(
    registers: Registers, manners: Manners, ledger: Ledger, stop: threading.Event
) -> None:
    korea = sources()["kor_mofa"]
    registers.serve(korea)
    assert Watch({"kor_mofa": korea}, ledger, manners, stop=stop).once()[0].outcome == "failed"
    assert registers.asked == []
    assert "keys.KOR" in ledger.signals()[0].signal.why
    assert Watch({"kor_mofa": korea}, ledger, manners, stop=stop, keys={"KOR": "sample"}).once()[0].rows == 5


@pytest.mark.parametrize("index", [Answer(status=500), Answer(body=b"[]"), Answer(body=CHALLENGE)])
def test_a_fallback_is_asked_where_the_register_has_nothing(
    registers: Registers, manners: Manners, ledger: Ledger, stop: threading.Event, index: Answer
) -> None:
    american = sources()["usa_state"]
    addresses = american.card.addresses
    item = "<title>Niger - Level 3: Reconsider Travel</title><link>https://travel.state.gov/x.html</link>"
    feed = f"<rss><channel><item>{item}<pubDate>Tue, 05 May 2026</pubDate></item></channel></rss>".encode()
    registers.answers |= {addresses["index"]: index, addresses["feed"]: Answer(body=feed)}
    assert Watch({"usa_state": american}, ledger, manners, stop=stop).once()[0].rows == 1
    assert ledger.registers.standing("usa_state")[0].level == "avoid_nonessential"


def test_a_fallback_is_left_alone_where_the_register_answers(
    registers: Registers, manners: Manners, ledger: Ledger, stop: threading.Event
) -> None:
    american = sources()["usa_state"]
    registers.serve(american)
    Watch({"usa_state": american}, ledger, manners, stop=stop).once()
    assert american.card.addresses["feed"] not in registers.asked


def test_a_key_is_never_told(registers: Registers, manners: Manners, ledger: Ledger, stop: threading.Event) -> None:
    Watch({"kor_mofa": sources()["kor_mofa"]}, ledger, manners, stop=stop, keys={"KOR": "s3cret"}).once()
    assert all("s3cret" not in each.signal.why for each in ledger.signals())


def test_the_loop_ends_when_it_is_told_to(watch: Watch, ministry: Ministry, stop: threading.Event) -> None:
    visited = threading.Event()
    watch._told = lambda _: visited.set()
    running = threading.Thread(target=watch.run)
    running.start()
    assert visited.wait(10)
    stop.set()
    running.join(5)
    assert not running.is_alive()


def test_a_source_is_not_due_before_its_rhythm_and_is_after(
    watch: Watch, ministry: Ministry, source: Source, clock: Clock
) -> None:
    watch.once()
    assert clock.now < watch._due(source)
    clock.on(minutes=70)
    assert watch._due(source) < clock.now


def test_health_knows_alive_failing_and_silent(
    watch: Watch, ministry: Ministry, source: Source, ledger: Ledger, clock: Clock
) -> None:
    known = {source.name: source}
    assert health(known, ledger, now=clock.now)[0].state == "never"
    watch.once()
    well = health(known, ledger, now=clock.now)[0]
    assert (well.state, well.rows, well.newest_age_days) == ("alive", 6, 19)
    ministry.answers(b"nothing to see")
    watch.once()
    ill = health(known, ledger, now=clock.now)[0]
    assert (ill.state, ill.rows) == ("failing", 6)
    clock.on(days=2)
    assert health(known, ledger, now=clock.now)[0].state == "silent"


def test_english_prose_is_read_for_what_is_not_advice(
    registers: Registers, manners: Manners, ledger: Ledger, stop: threading.Event
) -> None:
    from tocsin.records import Posture

    british = sources()["gbr_fcdo"]
    registers.serve(british)

    def reader(document: Document) -> list[AnyRecord]:
        words = "British nationals should leave Niger"
        at = document.text.find(words)
        if at < 0:
            return []
        common = {"start": at, "end": at + len(words), "evidence": words, "sender": "GBR", "host": "NER"}
        advice = Posture(type="advice", value="normal", **common)  # type: ignore[arg-type]
        return [Posture(type="directive", value="leave", **common), advice]  # type: ignore[arg-type]

    Watch({"gbr_fcdo": british}, ledger, manners, stop=stop, reader=reader).once()
    found = {(each.posture.type, each.posture.value) for each in ledger.postures(sender="GBR", host="NER")}
    assert found == {("advice", "avoid_all"), ("directive", "leave")}
    standing = {edition.entry: edition.postures for edition in ledger.registers.standing("gbr_fcdo")}
    assert standing["niger"] == ("directive:leave",)


def test_a_register_vouches_for_what_it_still_shows(
    watch: Watch, ministry: Ministry, ledger: Ledger, clock: Clock
) -> None:
    watch.once()
    first = {edition.entry: edition.document for edition in ledger.registers.standing("nor_samples")}
    clock.on(days=200)
    ministry.says(Niger=("Green", "2026-11-01"))
    watch.once()
    vouched = {each.last.document: each.read_at for each in ledger.registers.shown() if each.last.present}
    assert first["Niger"] not in vouched
    assert vouched[first["Mali"] or ""] >= clock.now - clock_tick


clock_tick = dt.timedelta(minutes=1)


def test_where_only_warnings_are_listed_one_that_is_gone_was_lifted(
    source: Source, ministry: Ministry, manners: Manners, ledger: Ledger, clock: Clock
) -> None:
    place = source.folder / "card.toml"
    card = place.read_text(encoding="utf-8").replace("ignored = []", "lists_warnings = true\nignored = []")
    place.write_text(card, encoding="utf-8")  # type: ignore[attr-defined]
    listing = sources(source.folder.parent)["nor_samples"]  # type: ignore[attr-defined]
    watch = Watch({listing.name: listing}, ledger, manners, stop=threading.Event(), clock=clock)
    watch.once()
    clock.on(days=1)
    ministry.says(Niger=None)
    watch.once()
    assert moved(ledger, clock) == []
    clock.on(days=5)
    assert moved(ledger, clock) == [("Niger", "avoid_all", None)]
