"""What is found, in which order, as known when, on both databases; and that no query is a fault."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import strategies as st

from tocsin.documents import Document, Passage, Role
from tocsin.errors import InputError
from tocsin.ledger import Ledger
from tocsin.ledger.words import only_words, words
from tocsin.picture import opened
from tocsin.records import Denial, Posture
from tocsin.search import Asked, Found, behind, bring_up, parse, rebuild, search

from tests.conftest import DATABASES
from tests.fresh import make_fresh
from tests.ledger.older import copy_at

NOON = dt.datetime(2026, 4, 2, 12, tzinfo=dt.UTC)
CLOSED = "Norland shut its embassy in Niamey on Friday."
DENIED = "The ministry denied that the embassy would close."
SCRIPTS = [
    ("Łódź liegt in Polen", "lodz", "Łódź"),
    ("Ёлка в Київі", "елка КИЇВІ", "Ёлка"),
    ("大使館を閉鎖した", "大使館", "大使館"),
    ("総領事館は開館中", "事館", "事館"),
    ("สถานทูตปิดทำการ", "ทูตปิด", "ทูตปิด"),
    ("أُغلقت السفارة في أنقرة", "اغلقت انقره", "أُغلقت"),
    ("दूतावास बंद है", "दूतावास", "दूतावास"),
    ("대사관이 문을 닫았다", "대사관*", "대사관이"),
    ("Flights of 12.5 tonnes, COVID-19", "covid-19", "COVID-19"),
]
"""A text, what is typed, and the words of it that are found."""
HOSTILE = "<script>alert('embassy')</script> & \u202eembassy"


def text(*lines: str, day: int | None = 1, **of: Any) -> Document:
    """A document of these lines, each a passage; a line that begins with a day and a bar opens a post of that day."""
    passages, at, whole = [], 0, "\n".join(lines)
    for line in lines:
        post = line[:2].isdigit() and line[2:3] == "|"
        passages.append(
            Passage(
                start=at,
                end=at + len(line),
                role=Role.BODY,
                opens_post=post,
                published=dt.date(2026, 4, int(line[:2])) if post else None,
            )
        )
        at += len(line) + 1
    published = None if day is None else dt.date(2026, 4, day)
    return Document(text=whole, raw=whole.encode(), published=published, passages=tuple(passages), **of)


def said(document: Document, sentence: str, of: Callable[..., Any], **fields: Any) -> Any:
    start = document.text.index(sentence)
    return of(start=start, end=start + len(sentence), evidence=sentence, **fields)


def add(ledger: Ledger, document: Document, *records: Any, hours: float = 0, reader: str = "made/1") -> str:
    return ledger.add(document, records, seen_at=NOON + dt.timedelta(hours=hours), reader=reader).key


def find(ledger: Ledger, words: str, **of: Any) -> Found:
    return search(ledger, Asked(words=words, **of))


def quotes(found: Found) -> list[str]:
    return [hit.quote for hit in found.hits]


def marked(found: Found) -> list[list[str]]:
    return [[hit.quote[left - hit.start : right - hit.start] for left, right in hit.marks] for hit in found.hits]


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with opened(url) as ledger:
        yield ledger


@pytest.fixture(scope="module", params=DATABASES)
def niamey(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Two reports and a denial, of three days, publishers and languages; and texts in many scripts. To be read only."""
    if request.param == "sqlite":
        place = str(make_fresh(tmp_path_factory.mktemp("search") / "watch.sqlite"))
    else:
        place = request.getfixturevalue("postgres").fresh_database()
    with opened(place) as ledger:
        reports(ledger)
        for written, *_ in SCRIPTS:
            add(ledger, text("Other words stand here.", written), hours=5)
        add(ledger, text("館使 nothing of it 닫았다 ทูต"), hours=5)
        yield ledger


def reports(ledger: Ledger) -> None:
    report = text(CLOSED, "Its staff left.", day=1, publisher="Harbour Wire", title="Embassy shut", language="en")
    posture = said(report, CLOSED, Posture, sender="NOR", host="NER", type="mission", value="closed")
    add(ledger, report, posture)
    denial = text(
        "It was said to close.", DENIED, day=2, publisher="The Noon Sample", title="No closure", language="en"
    )
    record = said(denial, DENIED, Denial, by="the ministry", claim="the embassy would close", cue="denied", about="NER")
    add(ledger, denial, record, hours=1)
    add(ledger, text("L’ambassade à Niamey est fermée.", day=3, publisher="Courrier", language="fr-FR"), hours=2)


@pytest.mark.parametrize(
    ("typed", "documents"),
    [
        ("embassy", 2),
        ("EMBASSY niamey", 1),
        ("niamey OR ministry", 3),
        ('"shut its embassy"', 1),
        ('"its embassy shut"', 0),
        ("embassy -ministry", 1),
        ("embassy -“its staff”", 1),
        ("embass*", 2),
        ("embass", 0),
        ("fermee", 1),
        ("Fermée ambassade", 1),
        ("shut", 1),
        ("closure staff", 0),
        ("embassy AND niamey", 0),
        ("nowhere", 0),
    ],
)
def test_words_phrases_without_or_and_beginnings(niamey: Ledger, typed: str, documents: int) -> None:
    assert len(find(niamey, typed).hits) == documents


def test_a_hit_is_a_slice_of_the_text_with_its_words_marked_and_its_records_named(niamey: Ledger) -> None:
    found = find(niamey, "embassy friday")
    (hit,) = found.hits
    stored = niamey.document(hit.document)
    assert stored is not None
    assert hit.quote == stored.document.text[hit.start : hit.end]
    assert marked(found) == [["embassy", "Friday"]]
    assert [(each.id, each.kind) for each in hit.records] == [(stored.records[0].id, "posture")]
    assert (hit.publisher, hit.day, hit.first_seen) == ("Harbour Wire", dt.date(2026, 4, 1), NOON)
    assert [(hit.title or "")[left:right] for left, right in hit.title_marks] == ["Embassy"]


@pytest.mark.parametrize(
    ("narrowed", "publishers"),
    [
        ({"host": "NER"}, {"Harbour Wire", "The Noon Sample"}),
        ({"sender": "NOR"}, {"Harbour Wire"}),
        ({"host": "TCD"}, set()),
        ({"kind": "denial"}, {"The Noon Sample"}),
        ({"kind": "posture", "host": "NER", "sender": "NOR"}, {"Harbour Wire"}),
        ({"kind": "event"}, set()),
        ({"source": "harbour wire"}, {"Harbour Wire"}),
        ({"language": "fr"}, {"Courrier"}),
        ({"language": "FR-CA"}, {"Courrier"}),
        ({"since": dt.date(2026, 4, 2)}, {"The Noon Sample", "Courrier"}),
        ({"until": dt.date(2026, 4, 1)}, {"Harbour Wire"}),
        ({"known_at": NOON}, {"Harbour Wire"}),
        ({"known_at": NOON - dt.timedelta(hours=1)}, set()),
        ({"kind": "denial", "known_at": NOON}, set()),
        ({"kind": "denial", "language": "en", "source": "The Noon Sample"}, {"The Noon Sample"}),
    ],
)  # fmt: skip
def test_what_a_search_is_narrowed_by(niamey: Ledger, narrowed: dict[str, Any], publishers: set[str]) -> None:
    found = find(niamey, "embassy OR ambassade", **narrowed)
    assert {hit.publisher for hit in found.hits} == publishers


def test_a_kind_asks_for_the_words_in_the_sentence_itself(niamey: Ledger) -> None:
    assert find(niamey, "said", kind="denial").hits == ()
    (hit,) = find(niamey, "ministry", kind="denial").hits
    assert (hit.quote, hit.records[0].kind) == (DENIED, "denial")


@pytest.mark.parametrize(("written", "typed", "mark"), SCRIPTS)
def test_every_script_is_found_without_case_and_accents(niamey: Ledger, written: str, typed: str, mark: str) -> None:
    found = find(niamey, typed)
    assert len(found.hits) == 1
    assert mark in marked(found)[0]


def test_a_post_of_a_live_blog_is_found_with_its_own_day_and_the_document_stands_once(ledger: Ledger) -> None:
    blog = text("Live", "01| Flights were stopped.", "03| The embassy shut.", "05| The embassy opened.", title="Niamey")
    add(ledger, blog)
    assert find(ledger, "embassy flights").hits == ()
    (hit,) = find(ledger, "niamey embassy", order="newest").hits
    assert (hit.day, hit.more) == (dt.date(2026, 4, 5), 1)
    (hit,) = find(ledger, "niamey embassy", until=dt.date(2026, 4, 4)).hits
    assert (hit.day, hit.passage) == (dt.date(2026, 4, 3), blog.text.index("03|"))


def test_copies_are_folded_into_one_hit_that_counts_them(ledger: Ledger) -> None:
    from tests.picture.making import TEXTS

    for number in range(3):
        add(ledger, text(TEXTS[0], f"Printed by paper {number}.", publisher=f"Paper {number}"), hours=number)
    word = max(only_words(TEXTS[0]), key=len)
    (hit,) = find(ledger, word).hits
    assert hit.copies == 2
    (hit,) = find(ledger, word, known_at=NOON + dt.timedelta(hours=1)).hits
    assert hit.copies == 1


def test_a_newer_reading_takes_the_place_of_the_one_before_and_the_past_keeps_it(ledger: Ledger) -> None:
    document = text(CLOSED, title="Embassy shut")
    first = said(document, CLOSED, Posture, sender="NOR", host="NER", type="mission", value="closed")
    add(ledger, document, first)
    better = msgspec.structs.replace(document, title="Chancery shut")
    second = msgspec.structs.replace(first, host="NGA")
    ledger.reread(better, [second], read_at=NOON + dt.timedelta(hours=1), reader="made/2")
    assert [hit.title for hit in find(ledger, "shut").hits] == ["Chancery shut"]
    assert [hit.title for hit in find(ledger, "shut", known_at=NOON).hits] == ["Embassy shut"]
    assert find(ledger, "shut", host="NER").hits == ()
    assert len(find(ledger, "shut", host="NER", known_at=NOON).hits) == 1
    assert len(find(ledger, "shut", kind="posture", host="NGA").hits) == 1


def test_a_list_in_pieces_neither_repeats_nor_hides_what_is_added_meanwhile(ledger: Ledger) -> None:
    keys = [add(ledger, text(f"The embassy of city {number}.", day=1 + number), hours=number) for number in range(7)]
    asked = Asked(words="embassy", order="newest")
    seen, found = [], search(ledger, asked, limit=3)
    while True:
        seen += [hit.document for hit in found.hits]
        if found.next is None:
            break
        add(ledger, text(f"The embassy again {len(seen)}.", day=30), hours=9)
        found = search(ledger, asked, limit=3, place=found.next)
    assert seen == keys[::-1]


def test_the_better_fit_comes_first_and_of_equal_ones_the_newer(ledger: Ledger) -> None:
    filler = [f"Line {number} tells of harbours, markets and rain." for number in range(40)]
    long = add(ledger, text("The consulate stands there.", *filler, day=9))
    titled = add(ledger, text("It shut.", title="Consulate", day=1))
    older, newer = (add(ledger, text("It rained on the quay.", f"Note {day}.", day=day)) for day in (3, 4))
    assert [hit.document for hit in find(ledger, "consulate").hits] == [titled, long]
    assert [hit.document for hit in find(ledger, "quay").hits] == [newer, older]


def test_a_very_long_text_is_found_to_its_end(ledger: Ledger) -> None:
    lines = [f"word{number} harbour{number}" for number in range(6_000)]
    add(ledger, text(*lines))
    assert marked(find(ledger, '"harbour5998 word5999"')) == [["harbour5998\nword5999"]]


def test_noise_is_not_searched(ledger: Ledger) -> None:
    document = text("Embassy shut.", "Subscribe to our letter.")
    noise = msgspec.structs.replace(document.passages[1], role=Role.NOISE)
    add(ledger, msgspec.structs.replace(document, passages=(document.passages[0], noise)))
    assert find(ledger, "subscribe").hits == ()


def test_one_character_is_found_wherever_it_stands(niamey: Ledger) -> None:
    assert sorted(marked(find(niamey, "館"))) == [["館"], ["館"], ["館", "館"]]


def test_a_ledger_of_before_is_taken_in_bit_by_bit_and_again(ledger: Ledger, new_url: Callable[[], str]) -> None:
    older = new_url()
    reports(ledger)
    copy_at(ledger, older, revision="0013")
    with opened(older) as ledger:
        assert behind(ledger) == 3
        assert search(ledger, Asked(words="embassy"), seconds=0).waiting == 3
        assert bring_up(ledger) == 3
        before = find(ledger, "embassy OR ambassade")
        assert (len(before.hits), before.waiting) == (3, 0)
        assert quotes(find(ledger, "embassy", kind="denial")) == [DENIED]
        assert rebuild(ledger) == 3
        assert find(ledger, "embassy OR ambassade").hits == before.hits


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "no word"),
        ("*** -- ''", "no word"),
        ("-closed", "not wanted"),
        ("w" * 501, "at most 500"),
        (" ".join(f"w{number}" for number in range(40)), "at most 32"),
    ],
)
def test_what_is_no_query_is_refused_with_what_to_do(typed: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        parse(typed)


TYPED = st.one_of(
    st.text(max_size=60),
    st.text(alphabet='ab"*-()^{}:\'\\|&!<> NEARORT\0\u202e\ud800館éΩ½', max_size=40),
    st.lists(st.sampled_from(["embassy", "OR", "NOT", "-x", '"a b"', '"', "a*", "*", "館", "NEAR(a b)"])).map(" ".join),
)  # fmt: skip
KEEP = hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])


@KEEP
@hypothesis.given(typed=TYPED, kind=st.sampled_from([None, "denial"]), order=st.sampled_from(["best", "newest"]))
def test_whatever_is_typed_finds_something_or_nothing_or_is_bad_input(
    niamey: Ledger, typed: str, kind: Any, order: Any
) -> None:
    try:
        found = find(niamey, typed, kind=kind, order=order)
    except InputError:
        return
    for hit in found.hits:
        stored = niamey.document(hit.document)
        assert stored is not None
        assert hit.quote == stored.document.text[hit.start : hit.end]
        assert all(hit.start <= left < right <= hit.end for left, right in hit.marks)


@KEEP
@hypothesis.given(written=st.text(st.characters(exclude_categories=["Cs"]), max_size=60), data=st.data())
def test_every_text_is_found_by_each_of_its_words_and_by_its_phrases(
    ledger: Ledger, written: str, data: st.DataObject
) -> None:
    cut = [word for word in words(written) if word.text]
    hypothesis.assume(cut)
    first = data.draw(st.integers(0, len(cut) - 1))
    last = data.draw(st.integers(first, len(cut) - 1))
    phrase = written[cut[first].start : cut[last].end].replace('"', " ")
    key = add(ledger, Document(text=written, raw=written.encode()))
    with ledger.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM search_pieces")).scalar_one() > 0
    found = search(ledger, Asked(words=f'"{phrase}"', order="newest"), limit=1_000)
    assert key in {hit.document for hit in found.hits}


@hypothesis.given(st.text(max_size=80))
def test_words_stand_where_they_are_said_to_stand(written: str) -> None:
    found = list(words(written))
    assert [word.text for word in found] == only_words(written)
    assert all(0 <= word.start < word.end <= len(written) and word.text for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)


def test_markup_in_a_text_is_words_like_any_other(ledger: Ledger) -> None:
    add(ledger, text(HOSTILE, title=HOSTILE))
    assert marked(find(ledger, "script alert")) == [["script", "alert", "script"]]


def test_a_record_that_an_analyst_rejected_is_no_hit_from_then_on(ledger: Ledger) -> None:
    report = text(CLOSED)
    add(ledger, report, said(report, CLOSED, Posture, sender="NOR", host="NER", type="mission", value="closed"))
    (record,) = find(ledger, "embassy", kind="posture").hits[0].records
    at = NOON + dt.timedelta(hours=1)
    ledger.judging.reject(record.id, author="a.okafor", reason="It is the consulate.", at=at)
    assert find(ledger, "embassy", kind="posture").hits == ()
    assert [hit.records for hit in find(ledger, "embassy").hits] == [()]
    assert len(find(ledger, "embassy", kind="posture", known_at=NOON).hits) == 1
