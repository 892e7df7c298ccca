"""Charts say in words and tables what they draw, the same every time, and hold no markup of a document."""

import datetime as dt

import lxml.etree
import msgspec
import pytest

from tocsin.charts import Drawing, advice, ahead, density, figures, leaving, past, picture, spoken, svg, table
from tocsin.claims import Claim, First, Value, Voice
from tocsin.ledger import KnownPosture
from tocsin.origins import Origin
from tocsin.outlook import Daily
from tocsin.records import Figure, Posture

DAY = dt.date(2022, 2, 10)
AT = dt.datetime(2022, 2, 14, 12, tzinfo=dt.UTC)
NAMES = {"NOR": "Norland <b>", "JPN": "Japan"}


def name(code: str | None) -> str:
    return NAMES.get(code or "", "not named")


def posture(sender: str, type_: str, value: str, day: int) -> KnownPosture:
    said = Posture(start=0, end=1, evidence="x", sender=sender, host="UKR", type=type_, value=value)  # type: ignore[arg-type]
    return KnownPosture(
        id=f"{sender}{value}{day}",
        posture=said,
        document_key="k",
        publisher=None,
        title=None,
        published=dt.date(2022, 2, day),
        address=None,
        first_seen=AT,
        last_seen=AT,
    )


def value(amount: float | tuple[float, float], by: str | None, day: int | None, qualifier: str = "exact") -> Value:
    when = None if day is None else dt.date(2022, 2, day)
    return Value(value=amount, qualifier=qualifier, claimant=by, day=when, evidence=(f"r{amount}",), voices=())  # type: ignore[arg-type]


def claim(*values: Value) -> Claim:
    said = Figure(start=0, end=1, evidence="x", value=1, unit="troop", what="troops near the border", wording="1")
    first = First(evidence="r", document="k", publisher=None, published=None, first_seen=AT)
    origin = Origin(kind="document", name="k")  # type: ignore[arg-type]
    voice = Voice(origin=origin, why="own", first=first, evidence=("r",), documents=("k",))
    return Claim(
        id="c",
        kind="figure",
        said=said,
        said_id="r",
        since=DAY,
        until=DAY,
        hosts=("UKR",),
        evidence=("r",),
        voices=(voice,),
        values=values,
    )


@pytest.fixture(scope="module")
def rivals() -> Drawing:
    drawn = figures(
        claim(
            value(40_000, "Kyiv", 10),
            value(50_000, "Kyiv", 12, "about"),
            value((10_000, 12_000), "Norland <script>alert(1)</script>", 10),
            value(9, None, None),
        )
    )
    assert drawn is not None
    return drawn


@pytest.fixture(scope="module")
def drawn(rivals: Drawing) -> str:
    return svg(rivals)


def test_rival_values_stand_side_by_side_and_revisions_as_a_series(rivals: Drawing) -> None:
    assert table(rivals)[1:] == [
        ["2022-02-10", "Kyiv", "40,000"],
        ["2022-02-12", "Kyiv", "about 50,000"],
        ["2022-02-10", "Norland <script>alert(1)</script>", "between 10,000 and 12,000"],
    ]
    assert rivals.words == "troops near the border: 3 values by 2 claimants."


def test_claimants_differ_by_shape_and_dash_and_not_by_colour_alone(rivals: Drawing) -> None:
    line, _, point = rivals.chart.to_dict()["layer"]
    for channel in (line["encoding"]["strokeDash"], point["encoding"]["shape"], point["encoding"]["color"]):
        first, second = channel["scale"]["range"]
        assert first != second


def test_the_drawing_is_named_described_and_quiet(rivals: Drawing, drawn: str) -> None:
    root = lxml.etree.fromstring(drawn)
    assert root.get("role") == "img"
    titles = {each.get("id"): each.text for each in root[:2]}
    assert [titles[each] for each in str(root.get("aria-labelledby")).split()] == [rivals.title, rivals.words]
    assert not [each for each in root.iter() if each is not root and (each.get("role") or each.get("aria-label"))]
    assert "currentColor" in drawn
    assert "#010203" not in drawn
    assert not root.xpath("//*[local-name()='script' or local-name()='image' or local-name()='a']")
    assert svg(rivals) == drawn


def test_advice_over_time_is_the_board_day_by_day() -> None:
    postures = [
        posture("NOR", "advice", "caution", 11),
        posture("NOR", "advice", "avoid_all", 13),
        posture("JPN", "directive", "leave", 12),
    ]
    looked = past("UKR", postures, since=DAY, as_of=AT)
    steps, telling = advice(looked, name=name), leaving(looked, name=name)
    assert steps is not None
    assert table(steps)[1:] == [
        ["Norland <b>", "not known", "2022-02-10", "2022-02-10"],
        ["Norland <b>", "2 caution", "2022-02-11", "2022-02-12"],
        ["Norland <b>", "4 avoid all", "2022-02-13", "2022-02-14"],
    ]
    assert telling is not None
    assert table(telling)[1:] == [["2022-02-10", "2022-02-11", "0", ""], ["2022-02-12", "2022-02-14", "1", "Japan"]]
    assert telling.evidence == ("JPNleave12",)
    assert "Norland &lt;b&gt;" in svg(steps)


def test_what_is_stale_on_the_board_is_not_known_in_the_chart() -> None:
    later = dt.datetime(2023, 6, 1, tzinfo=dt.UTC)
    looked = past("UKR", [posture("NOR", "advice", "caution", 11)], since=dt.date(2023, 5, 1), as_of=later)
    assert advice(looked, name=name) is None
    assert leaving(looked, name=name) is None
    assert len(looked.days) <= 45


def test_days_without_a_claim_are_counted_as_none() -> None:
    one, other = claim(value(1, None, 10)), msgspec.structs.replace(claim(), since=dt.date(2022, 2, 12))
    drawn = density([one, other])
    assert drawn is not None
    assert table(drawn)[1:] == [["2022-02-10", "1", "0"], ["2022-02-11", "0", "0"], ["2022-02-12", "1", "0"]]
    assert density([]) is None


def test_a_figure_without_any_day_has_no_chart() -> None:
    assert figures(claim(value(9, None, None))) is None
    assert spoken(value(30, None, None, "less_than")) == "fewer than 30"


def test_the_level_of_an_outlook_is_drawn_from_shortly_before_it_rose() -> None:
    days = [Daily(day=DAY + dt.timedelta(days=at), level="quiet") for at in range(40)]
    days += [Daily(day=DAY + dt.timedelta(days=40 + at), level="watch", on=("told_to_leave",)) for at in range(3)]
    found = ahead(days)
    assert found is not None
    assert found.rows == (
        ("quiet", "2022-03-08", "2022-03-21", "none"),
        ("watch", "2022-03-22", "2022-03-24", "Nationals told to leave"),
    )
    assert "Watch on 2022-03-24" in found.words
    assert "no forecast" in found.words
    assert "watch" in svg(found)
    assert ahead(days[:40]) is None


def test_a_picture_of_nothing_says_so_and_one_of_something_has_its_own_dark_style(rivals: Drawing) -> None:
    nothing = lxml.etree.fromstring(picture(None, otherwise="Nothing <is> known."))
    assert "Nothing <is> known." in "".join(nothing.itertext())
    drawn_ = lxml.etree.fromstring(picture(rivals, otherwise=""))
    assert "prefers-color-scheme:dark" in "".join(drawn_.itertext())
    assert drawn_.get("role") == "img"


def test_of_many_that_say_the_same_of_one_day_the_past_looks_at_one_and_finds_the_same() -> None:
    one = [posture("NOR", "directive", "leave", 10), posture("JPN", "advice", "avoid_all", 11)]
    copies = [msgspec.structs.replace(each, id=f"{each.id}-{at}") for each in one for at in range(30)]
    found = [past("UKR", given, since=DAY, as_of=AT) for given in (one, [*copies, *one])]
    kept = [[(each.day, each.sender, each.advice, each.leave) for each in of.held] for of in found]
    assert kept[0] == kept[1] != []
