"""From files, folders and bytes to documents: every kind of damage is an error that says what to do, or a signal."""

import datetime as dt
import io
import os
import pathlib
import threading
import time

import httpx
import pytest

from tocsin.documents import Document, Role
from tocsin.documents.load import from_bytes, load
from tocsin.errors import DocumentError, WireError
from tocsin.wire import Wire

STORY = (
    "Ports close as storm nears the coast\n\n"
    "The harbour authority said on Monday that it had closed both ports to passenger ships until the "
    "storm has passed.\n\n"
    "Crews were told to stay on board, and the ferry company said it would pay back every ticket for the week.\n"
)


def codes(document: Document) -> list[str]:
    return [signal.code for signal in document.signals]


def test_plain_text_stays_as_it_was_decoded() -> None:
    text = STORY.replace("\n", "\r\n").replace("until the", "until\u202fthe") + "\u00a0 \r\n"
    document = from_bytes(text.encode())
    assert document.text == text
    assert all(document.text[p.start : p.end].strip() == document.text[p.start : p.end] for p in document.passages)
    assert document.title == "Ports close as storm nears the coast"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_give_the_same_text(encoding: str) -> None:
    document = from_bytes(STORY.encode(encoding))
    assert document.text == STORY
    assert "encoding" not in codes(document)


def test_an_old_encoding_is_guessed_and_told() -> None:
    text = (
        STORY + "Élodie Lefèvre a déclaré que les écoles étaient fermées à cause de la tempête, près de la côte.\n" * 5
    )
    document = from_bytes(text.encode("latin-1"))
    assert "Élodie Lefèvre a déclaré" in document.text
    assert codes(document).count("encoding") == 1


def test_a_declared_charset_is_used_where_utf8_fails() -> None:
    raw = "Пароход не придёт".encode("koi8-r") * 3
    assert "Пароход" in from_bytes(raw, media_type="text/plain; charset=KOI8-R").text


def test_mixed_encodings_are_repaired_and_told() -> None:
    raw = ("“Stay home,” said the mayor of Orléans. " * 20).encode() + "He was at the caf\xe9.".encode("latin-1")
    document = from_bytes(raw)
    assert document.text.endswith("He was at the café.")
    assert "“Stay home,”" in document.text
    assert "encoding" in codes(document)


def test_nul_bytes_are_kept_in_place_and_told() -> None:
    document = from_bytes(STORY.replace("Crews", "Cr\0ws").encode())
    assert "\0" not in document.text
    assert document.text.index("\ufffd") == STORY.index("Crews") + 2
    assert "encoding" in codes(document)


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08\0\0", "gzip"),
        (bytes(range(1, 32)) * 99, "binary"),
    ],
)
def test_binary_is_refused_by_its_name(raw: bytes, word: str) -> None:
    with pytest.raises(DocumentError, match=word):
        from_bytes(raw, address="x.txt")


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\0\0\0"])
def test_empty_is_refused(raw: bytes) -> None:
    with pytest.raises(DocumentError, match="empty"):
        from_bytes(raw)


def test_a_feed_is_refused_with_what_to_do() -> None:
    with pytest.raises(DocumentError, match="feed"):
        from_bytes(b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>')


def test_the_kind_is_found_by_content_not_by_name(tmp_path: pathlib.Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "<!DOCTYPE html><html><head><title>Quay shut</title></head><body><p>" + STORY * 3 + "</p></body></html>"
    )
    plain = tmp_path / "plain.html"
    plain.write_text(STORY + "If a < b then <b> is not a page.\n")
    assert load(str(page))[0].media_type == "text/html"
    assert load(str(plain))[0].media_type == "text/plain"


def test_too_large_says_what_to_do(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"x" * 3_000_000)
    with pytest.raises(DocumentError, match="Split it"):
        load(str(path), cap=2_000_000)
    with pytest.raises(DocumentError, match="Split it"):
        load("-", stdin=io.BytesIO(b"x" * 3_000_000), cap=2_000_000)


@pytest.mark.parametrize("name", ["missing.txt", "bad\0name"])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: pathlib.Path, name: str) -> None:
    with pytest.raises(DocumentError):
        load(str(tmp_path / name))


def test_standard_input_is_read_and_its_absence_told() -> None:
    assert load("-", stdin=io.BytesIO(STORY.encode()))[0].text == STORY
    with pytest.raises(DocumentError, match="standard input"):
        load("-")


def test_a_folder_is_read_sorted_and_bad_files_become_signals(tmp_path: pathlib.Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.txt").write_text(STORY)
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "d.txt").write_bytes(b"")
    (tmp_path / ".hidden").write_text(STORY)
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    found = load(str(tmp_path))
    assert [pathlib.Path(d.address or "").name for d in found] == ["a.txt", "c.pdf", "d.txt", "one.txt"]
    assert [codes(d) for d in found[1:3]] == [["unreadable"], ["unreadable"]]
    assert "PDF" in found[1].signals[0].why


def test_a_pipe_is_read(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: path.write_bytes(STORY.encode()))
    writer.start()
    assert load(str(path))[0].text == STORY
    writer.join()


def test_the_given_date_wins_and_its_absence_is_a_signal() -> None:
    dated = from_bytes(("2024-05-01\n\n" + STORY).encode(), published=dt.date(2023, 1, 2))
    assert (dated.published, codes(dated)) == (dt.date(2023, 1, 2), [])
    undated = from_bytes(STORY.encode())
    assert (undated.published, codes(undated)) == (None, ["undated"])


def test_a_megabyte_of_prose_is_read_quickly() -> None:
    words = (
        "The harbour master of pier {} said on Monday that ship {} would wait for the storm to pass "
        "before it sails again."
    )
    text = STORY + "\n".join(words.format(i, i * 7) for i in range(9000))
    start = time.process_time()
    document = from_bytes(text.encode())
    assert time.process_time() - start < 4
    assert sum(p.role is Role.BODY for p in document.passages) == 9002
    assert not document.live_blog


def test_one_line_of_many_megabytes_is_read() -> None:
    document = from_bytes(b"ship ahoy " * 500_000)
    assert document.passages


def test_a_web_address_is_fetched_over_the_wire_and_read() -> None:
    page = (
        "<!DOCTYPE html><html><body><article><h1>Ports close</h1>" + f"<p>{STORY}</p>" * 3 + "</article></body></html>"
    )
    answer = httpx.Response(200, content=page.encode("utf-16"), headers={"Content-Type": "text/html; charset=utf-16"})
    with Wire(httpx.MockTransport(lambda _: answer)) as wire:
        document = load("https://courier.example/2024/05/01/ports", wire=wire)[0]
    assert document.address == "https://courier.example/2024/05/01/ports"
    assert document.title == "Ports close"
    assert document.published == dt.date(2024, 5, 1)
    assert document.publisher == "courier.example"


def test_a_page_that_is_not_reached_is_a_wire_error() -> None:
    with Wire(httpx.MockTransport(lambda _: httpx.Response(404))) as wire, pytest.raises(WireError):
        load("https://courier.example/x", wire=wire)
