"""Who published a story, under which title, when and by whom, however its head is laid out. Outlets are invented."""

import datetime as dt

import pytest

from tocsin.documents import Document, Role, bylines, published
from tocsin.documents.load import from_bytes

TITLE = "Embassies tell staff to leave as shelling nears the harbour city"
LEAD = "The foreign ministry said on {} that its embassy would close and that its staff would be flown home."
STORY = "\n\n".join(LEAD.format(day) for day in ("Saturday", "Friday", "Monday", "Sunday", "Thursday"))
DAY = dt.date(2022, 2, 12)


def read(text: str) -> Document:
    return from_bytes(text.encode())


HEADS = {
    "day on its own line, outlet behind the writer": (
        f"{TITLE}\n\nPublished\n12 February 2022\nShare\n\nBy Orla Penning\nTarn Broadcasting, Velmar\n\n",
        "Tarn Broadcasting",
        ("Orla Penning",),
    ),
    "minutes of reading under the byline": (
        (
            f"Tarn News Network\nWorld\n{TITLE}\nBy Orla Penning, Jon Abasi and Mei-Ling Ortega, TNN\n5 min read\n"
            "Updated 4:12 PM EST, Sat February 12, 2022\n\nVelmar TNN — "
        ),
        "Tarn News Network",
        ("Orla Penning", "Jon Abasi", "Mei-Ling Ortega"),
    ),
    "only the dateline's letters": (
        f"{TITLE}\nBy Orla Penning, TNN\nUpdated 4:12 PM EST, Sat February 12, 2022\n\nVelmar, Zenda TNN — ",
        "TNN",
        ("Orla Penning",),
    ),
    "writers without By, each where they are": (
        (
            f"{TITLE}\nShelling at the port as last ferries sail\n\nOrla Penning in Velmar and Jon Abasi in Zenda\n"
            "Sat 12 Feb 2022 18.20 GMT\nLast modified on Sun 13 Feb 2022 07.05 GMT\n\n"
        ),
        None,
        ("Orla Penning", "Jon Abasi"),
    ),
    "a clock time set against the year": (
        (
            f"{TITLE}\nBy Orla Penning and Jon Abasi\nFebruary 12, 20226:50 PM GMT+1Updated 2 years ago\n\n"
            "VELMAR, Feb 12 (Harbinger) - "
        ),
        "Harbinger",
        ("Orla Penning", "Jon Abasi"),
    ),
    "a byline over two lines": (
        f"{TITLE}\nBy Orla Penning\n and Jon Abasi\nFebruary 12, 2022 at 6:00 p.m. EST\n\nVELMAR — ",
        None,
        ("Orla Penning", "Jon Abasi"),
    ),
    "numbers in the order of the time zone": (f"{TITLE}\nBy ORLA PENNING\n02/12/2022 10:00 AM EST\n\n", None, None),
    "numbers in the order of those beside them": (
        f"{TITLE}\nIssued on: 12/02/2022 - 18:20Modified: 13/02/2022 - 07:01\n\nText by: Orla Penning\n\n",
        None,
        ("Orla Penning",),
    ),
    "the byline under a lead in full sentences": (
        (
            f"News|Conflict\n{TITLE}\nThe ministry says that ferries will run for two days before the port shuts.\n"
            "By Orla Penning\nPublished On 12 Feb 202212 Feb 2022\n\n"
        ),
        None,
        ("Orla Penning",),
    ),
    "all in capitals": (
        f"{TITLE}\nBY ORLA PENNING AND JON ABASI\nUpdated 4:44 PM GMT+1, February 12, 2022\n\nVELMAR, Zenda (TP) — ",
        "TP",
        ("ORLA PENNING", "JON ABASI"),
    ),
    "a source by its label": (f"{TITLE}\nSource: Tarnhua\nEditor: lily\n2022-02-12 18:20:30\n\n", "Tarnhua", ()),
    "an agency between strokes": (f"{TITLE}\n12 Feb 2022\n\nVELMAR, February 12. /TARN/. ", "TARN", ()),
    "all on one line": (
        f"{TITLE}\nHarbour Press Trust | By Orla Penning | Velmar/Zenda | February 12, 2022, 21:10 IST\n\n",
        "Harbour Press Trust",
        ("Orla Penning",),
    ),
    "outlet, day, writer with dots between": (
        f"{TITLE}\nHarbour Ledger · 12.2.2022 · Orla Penning\n\n",
        "Harbour Ledger",
        ("Orla Penning",),
    ),
    "outlet and town before the day": (
        f"{TITLE}\nHarbour Daily, Velmar | Published: February 12, 2022, 21:40\nBy Orla Penning, Staff Reporter\n\n",
        "Harbour Daily",
        ("Orla Penning",),
    ),
    "a rubric under the outlet": (
        f"{TITLE}\nCape Zenda | Explainer\n12 February 2022\nWords: Orla Penning & Jon Abasi\n\n",
        "Cape Zenda",
        ("Orla Penning", "Jon Abasi"),
    ),
    "an edition beside the outlet": (
        f"El Puerto del Norte — English edition\nDigest / February 12, 2022\n{TITLE}\n\n",
        "El Puerto del Norte",
        (),
    ),
    "a section above the title": (
        f"Ferrytrade Weekly\nNEWS | ZENDA CRISIS\n{TITLE}\nPosted by Orla Penning on 12 February 2022\n\n",
        "Ferrytrade Weekly",
        ("Orla Penning",),
    ),
    "a trade behind the name": (
        f"{TITLE}\nTarn Public Radio\n12 February 2022, 6:05 pm\nOrla Penning, Harbour editor\n\n",
        "Tarn Public Radio",
        ("Orla Penning",),
    ),
    "a trade before the name": (
        (
            f"{TITLE}\nFrom our correspondent Orla Penning, with Jon Abasi in Zenda\nThe Coast & Tarn Courier, "
            "Saturday, February 12, 2022\n\n"
        ),
        "The Coast & Tarn Courier",
        ("Orla Penning", "Jon Abasi"),
    ),
    "nobody in particular": (
        f"{TITLE}\nBy TARN STAFF and AGENCIES\n12 February 2022, 6:20 pm\n\n",
        None,
        (),
    ),
}


@pytest.mark.parametrize(("head", "outlet", "writers"), HEADS.values(), ids=HEADS.keys())
def test_a_head_is_read_however_it_is_laid_out(head: str, outlet: str | None, writers: tuple[str, ...] | None) -> None:
    found = read(f"{head}{STORY}\n")
    assert (found.title, found.published, found.publisher) == (TITLE, DAY, outlet)
    assert writers is None or found.bylines == writers


def test_a_headline_may_say_what_it_heads() -> None:
    found = read(
        f"LIVE: {TITLE}\nGreat Tarn Online\nLive coverage by Orla Penning\nLast updated 12 Feb 2022\n\n{STORY}"
    )
    assert found.title == f"LIVE: {TITLE}"
    assert (found.publisher, found.bylines) == ("Great Tarn Online", ("Orla Penning",))


def test_a_long_question_at_the_top_is_the_headline() -> None:
    asked = "Is it safe to travel to the harbour city, and what does an insurer say of the war?"
    assert read(f"{asked}\n12 February 2022\n\n{STORY}").title == asked


def test_whom_the_story_names_is_no_writer_of_it() -> None:
    found = read(f"{TITLE}\nOrla Penning\n12 February 2022\n\nOrla Penning said that she would stay. {STORY}")
    assert found.bylines == ()


def test_a_place_behind_the_name_is_no_second_writer() -> None:
    story = STORY.replace("flown home", "flown to Port Zenda")
    assert read(f"{TITLE}\nOrla Penning, Port Zenda\n12 February 2022\n\n{story}").bylines == ("Orla Penning",)


def test_a_byline_above_a_counter_is_no_caption() -> None:
    found = read(f"{TITLE}\nBy Orla Penning\n4 minute read\n\n{STORY}")
    place = found.text.index("By Orla")
    assert next(p.role for p in found.passages if p.start == place) is Role.CREDIT


@pytest.mark.parametrize(
    "line", ["From Zenda to Velmar: Embassies Move", "By Land and Sea, Foreigners Flee", "From the section Europe"]
)
def test_a_headline_that_begins_as_a_byline_is_none(line: str) -> None:
    assert bylines.read(line) is None


@pytest.mark.parametrize("line", ["01/02/2022", "Updated: 01/02/2022"])
def test_a_date_of_two_readings_is_told_by_nothing(line: str) -> None:
    assert published.date_line(line) is None
