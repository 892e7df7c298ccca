"""Saved payloads, begun sources, cards that do not fit."""

from pathlib import Path

import pytest

from tocsin.errors import InputError, SettingsError
from tocsin.sources import read_saved, source_of, sources
from tocsin.sources.beginning import begin
from tocsin.sources.checks import faults

EVERY = sources()


@pytest.mark.parametrize("name", EVERY)
def test_a_folder_of_saved_payloads_reads_as_the_fetched_ones(name: str) -> None:
    source = EVERY[name]
    pages, read = read_saved(name, Path(str(source.folder)) / "example")
    assert [page.entry.key for page in pages] == [entry.key for entry in source.read(source.example()).entries]
    assert read.entries


@pytest.mark.parametrize(
    ("register", "payload"),
    [("GBR", "page/niger.json"), ("usa", "index.json"), ("FRA", "page/niger.html"), ("DEU", "page/200001.json")],
)
def test_a_single_saved_payload_is_known_by_what_it_holds(register: str, payload: str, tmp_path: Path) -> None:
    source = source_of(register)
    saved = tmp_path / f"what-ever{Path(payload).suffix}"
    saved.write_bytes((Path(str(source.folder)) / "example" / payload).read_bytes())
    pages, _ = read_saved(register, saved)
    assert any(page.entry.hosts == ("NER",) and page.entry.level for page in pages)


def test_a_saved_challenge_says_what_it_is(tmp_path: Path) -> None:
    saved = tmp_path / "page.html"
    saved.write_text("<html><title>Just a moment...</title></html>", encoding="utf-8")
    pages, read = read_saved("FRA", saved)
    assert pages == []
    assert [signal.code for signal in read.signals] == ["challenge"]


def test_what_cannot_be_saved_payloads_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no source 'XXX'"):
        read_saved("XXX", tmp_path)
    with pytest.raises(InputError, match="no files"):
        read_saved("GBR", tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_saved("GBR", tmp_path / "missing.json")


def test_a_begun_source_has_a_failing_example_until_it_is_read_over(tmp_path: Path) -> None:
    begin("nor_ud2", tmp_path)
    source = sources(tmp_path)["nor_ud2"]
    assert [fault for fault in faults(source) if "expected.jsonl" in fault]
    levels = {entry.destination: entry.level for entry in source.read(source.example()).entries}
    assert levels["Niger"] is not None
    assert levels["Mali"] is None


@pytest.mark.parametrize("name", ["norway", "NOR_UD", "nor-ud", "../x", ""])
def test_a_new_source_has_a_name_that_fits(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no name of a source"):
        begin(name, tmp_path)


def test_a_source_is_not_begun_twice(tmp_path: Path) -> None:
    begin("nor_ud2", tmp_path)
    with pytest.raises(InputError, match="there already"):
        begin("nor_ud2", tmp_path)


@pytest.mark.parametrize("spoiled", ["", "publisher = 1", "[[levels]]\npattern = '('", "governmnet = 'NOR'"])
def test_a_card_that_does_not_fit_names_its_file(spoiled: str, tmp_path: Path) -> None:
    place = begin("nor_ud2", tmp_path)
    (place / "card.toml").write_text(spoiled, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"card\.toml"):
        sources(tmp_path)
