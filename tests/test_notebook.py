"""The Python API: ``from tocsin import read``, tables of polars, and the worked notebook of the docs."""

import datetime as dt
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest

import tocsin
from tocsin import open_ledger, read, to_polars
from tocsin.documents.load import from_bytes
from tocsin.errors import DocumentError, SettingsError
from tocsin.notebook import KINDS, Records
from tocsin.records import Contact, Figure, Posture

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
TEXT = (
    "Norway closed its embassy in Khartoum on Monday, 24 April 2023. About 100 to 150 people were flown out of Sudan."
)


@pytest.fixture(scope="module")
def records() -> Records:
    document = from_bytes(TEXT.encode(), published=dt.date(2023, 4, 24))
    return read(msgspec.structs.replace(document, publisher="The Sample Courier"))


def test_every_record_is_a_slice_of_the_document_that_it_was_read_from(records: Records) -> None:
    assert records.postures[0].sender == "NOR"
    for record in records:
        assert records.document(record).text[record.start : record.end] == record.evidence


def test_a_path_bytes_and_several_of_them_are_read_alike(tmp_path: Path) -> None:
    place = tmp_path / "norway.txt"
    place.write_text(TEXT)
    both = read([str(place), place, TEXT.encode()], published=dt.date(2023, 4, 24))
    assert [each.value for each in both.postures] == ["closed"] * 3
    assert len(both.documents) == 3
    assert "3 posture" in repr(both)


def test_what_is_not_there_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="missing"):
        read(tmp_path / "missing.txt")


def test_a_kind_is_a_table_with_a_column_a_field_and_true_types(records: Records) -> None:
    table = records.to_polars("posture")
    assert table.select("document", "publisher", "sender", "value", "date").row(0) == (
        records.documents[0].key,
        "The Sample Courier",
        "NOR",
        "closed",
        dt.date(2023, 4, 24),
    )
    assert set(Posture.__struct_fields__) <= set(table.columns)


def test_a_figure_is_an_interval_in_its_table() -> None:
    at = {"start": 0, "end": 4, "evidence": "some", "unit": "person", "what": "people", "wording": "some"}
    table = to_polars([Figure(**at, value=(100, 150)), Figure(**at, value=7)], "figure")  # type: ignore[arg-type]
    assert table.select("least", "most").rows() == [(100.0, 150.0), (7.0, 7.0)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_without_records_has_the_same_columns_as_one_with(kind: str, records: Records) -> None:
    empty = to_polars([], kind)
    assert empty.height == 0
    assert {"start", "end", "evidence"} <= set(empty.columns)
    full = records.to_polars(kind)
    assert full.schema == empty.schema


def test_lists_stay_lists() -> None:
    met = Contact(start=0, end=4, evidence="they", participants=("A", "B"), countries=("FRA", None), mode="call")
    table = to_polars([met], "contact")
    assert table["participants"].to_list() == [["A", "B"]]
    assert table.schema["countries"] == pl.List(pl.String)


def test_records_of_a_ledger_bring_their_document(records: Records, tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "l.sqlite")) as ledger:
        ledger.add(records.documents[0], list(records), seen_at=dt.datetime(2023, 5, 1, tzinfo=dt.UTC), reader="1")
        table = to_polars(ledger.told(host="SDN"), "posture")
    assert table["publisher"].to_list() == ["The Sample Courier"]


def test_a_kind_that_is_none_is_refused_with_those_that_are(records: Records) -> None:
    with pytest.raises(SettingsError, match="posture"):
        records.to_polars("postures")


def test_a_name_that_tocsin_does_not_have_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        tocsin.nothing  # noqa: B018


def test_the_package_loads_no_language_library_until_it_reads() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, tocsin; print('spacy' in sys.modules)"], capture_output=True, check=True
    )
    assert done.stdout.strip() == b"False"


def test_the_worked_notebook_runs_and_shows_what_it_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    notebook: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    shown = [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert _runner().ran(notebook) == shown, "run: python scripts/notebook.py docs/notebook.ipynb"


def _runner() -> Any:
    spec = importlib.util.spec_from_file_location("notebook_runner", ROOT / "scripts" / "notebook.py")
    assert spec
    assert spec.loader
    runner = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(runner)
    return runner
