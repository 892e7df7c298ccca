"""The document's gate: what is read, what is left, and that leaving it changes no record of the rest."""

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.documents.load import from_bytes
from tocsin.reading import load
from tocsin.reading.concern import concerned, touches
from tocsin.records import DocumentRecord, PassageRecord

from tests.reading.test_posture import IN_FORCE, NOT_IN_FORCE

CRICKET = "The visitors' captain scored a century and the home side lost by four wickets before tea."
EMBASSY = "Denmark closed its embassy in Bamako on Monday and told its citizens in Mali to leave."
OTHERS = (
    "Snow fell on the hills for the third day in a row.",
    "The bakery won a prize for its rye bread.",
    "A new library opened beside the canal.",
    "The orchestra played two symphonies by local composers.",
)


def paper(*paragraphs: str) -> bytes:
    return "\n\n".join(paragraphs).encode()


@pytest.mark.parametrize(
    "text",
    [*IN_FORCE, *NOT_IN_FORCE, "Spain told its people to leave Niger."],
    ids=lambda text: text[:40],
)
def test_whatever_holds_a_posture_touches(text: str) -> None:
    assert touches(text)


@pytest.mark.parametrize(
    "text",
    [
        OTHERS[0],
        "The award went to a film about a warm summer.",
        "Shares fell after the bank cut its forecast.",
        "She wrote three novels about the Second World War veterans of her village.",
        "He died of a heart attack.",
    ],
)
def test_ordinary_news_does_not_touch(text: str) -> None:
    assert not touches(text)


def test_one_hint_is_too_little_and_two_are_enough() -> None:
    assert not touches("The army marched past the palace on its feast day.")
    assert touches("The army opened fire near the palace.")


def test_a_text_that_does_not_touch_gives_its_passages_and_nothing_else() -> None:
    records = load().read(from_bytes(paper("Cricket at the seaside", "The captain scored a century before tea.")))
    assert all(isinstance(record, DocumentRecord | PassageRecord) for record in records)
    assert not any(record.read for record in records if isinstance(record, PassageRecord))


def test_in_a_long_digest_what_touches_is_read_with_its_neighbours() -> None:
    paragraphs = [f"{OTHERS[number % 4]} Number {number}." for number in range(40)]
    paragraphs[20] = EMBASSY
    document = from_bytes(paper(*paragraphs))
    passages = [document.text[passage.start : passage.end] for passage in document.passages]
    place = passages.index(EMBASSY)
    read = concerned(document)
    assert {place - 1, place, place + 1} <= read
    assert len(read) < 6


def test_what_is_left_changes_no_record_of_what_is_read() -> None:
    paragraphs = [f"{OTHERS[number % 4]} Number {number}." for number in range(40)]
    paragraphs[20] = EMBASSY
    document = from_bytes(paper(*paragraphs))
    told = [each for each in load().read(document) if not isinstance(each, PassageRecord)]
    assert [each for each in load(whole=True).read(document) if not isinstance(each, PassageRecord)] == told
    assert len(told) > 1


def test_a_text_of_which_the_head_and_much_of_the_rest_touch_is_read_whole() -> None:
    paragraphs = [EMBASSY if number % 3 == 0 else OTHERS[number % 4] for number in range(40)]
    document = from_bytes(paper(*paragraphs))
    assert len(concerned(document)) == len(document.passages)


def posts(*each: str, before: str = "") -> Document:
    """A live blog of one paragraph a post, with a summary before the first."""
    spans, text = [], ""
    for place, one in enumerate([before, *each] if before else each):
        begun = len(text)
        text += one + "\n"
        spans.append(Passage(start=begun, end=begun + len(one), role=Role.BODY, opens_post=not before or place > 0))
    return Document(text=text, live_blog=True, passages=tuple(spans))


def test_of_posts_on_many_topics_those_that_touch_are_read_however_few_there_are() -> None:
    assert concerned(posts(OTHERS[0], EMBASSY, OTHERS[1])) == {1}


def test_a_live_blog_whose_summary_touches_is_read_whole() -> None:
    blog = posts(OTHERS[0], "The minister is expected to speak at noon.", before=EMBASSY)
    assert concerned(blog) == {0, 1, 2}


def test_a_live_blog_of_one_post_is_read_as_a_text() -> None:
    assert concerned(posts(EMBASSY)) == {0}
