"""From a ledger on disk to claims and to the counts that a board shows."""

import datetime as dt
from pathlib import Path

from tocsin.board import board
from tocsin.claims import claims, origin_counts, told, told_in
from tocsin.ledger import Ledger
from tocsin.origins import Origins, origins
from tocsin.records import Posture

from tests.claims.pairs.making import headed, pairs
from tests.claims.stored import posture_in, stored
from tests.fresh import open_fresh

TEXT = next(pair.one for pair in pairs() if pair.how == "retouched by hand")
PAPERS = {
    "Harbour Wire": TEXT,
    "The Evening Sample": headed(TEXT),
    "The Noon Sample": f"{headed(TEXT)}\nMore follows.",
    "The Morning Sample": "News\nNorland will move its embassy from Kyiv, a guard told us at the gate.",
}
NOW = dt.datetime(2022, 2, 20, tzinfo=dt.UTC)


def filled(where: Path) -> Ledger:
    ledger = open_fresh(str(where / "ledger.sqlite"))
    for hour, (publisher, text) in enumerate(PAPERS.items()):
        made = stored(text, publisher, day=12, hour=hour)
        posture: Posture = posture_in(made, "will move its embassy", date=dt.date(2022, 2, 12))
        ledger.add(made.document, [posture], seen_at=made.first_seen, reader="made/1")
    return ledger


def origins_in(ledger: Ledger) -> Origins:
    return origins(each for entry in ledger.documents() if (each := ledger.document(entry.key)) is not None)


def test_four_papers_with_one_story_and_a_reporter_are_two_origins_on_the_board(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        postures = ledger.postures(host="UKR")
        cell = board(postures, as_of=NOW).cell("NOR", "UKR")
        assert cell is not None
        (count,) = origin_counts(cell, map(told, postures), origins=origins_in(ledger))
    assert (count.documents, count.independent) == (4, 2)
    assert [voice.origin.name for voice in count.voices] == ["Harbour Wire", "Morning Sample"]


def test_records_of_documents_make_the_same_claim_as_postures_do(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        known = origins_in(ledger)
        documents = [ledger.document(entry.key) for entry in ledger.documents()]
        from_documents = [each for document in documents if document is not None for each in told_in(document)]
        assert claims(from_documents, origins=known) == claims(map(told, ledger.postures()), origins=known)
