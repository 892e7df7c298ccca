"""The nouns of the outlook: Indicator, Sign, Shown, Outlook. An indicator is data; a level is never a verdict."""

import datetime as dt
from typing import Literal

import msgspec

from tocsin.records.model import Likelihood, Modality

Level = Literal["quiet", "watch", "elevated", "high"]
LEVELS: tuple[Level, ...] = ("quiet", "watch", "elevated", "high")
"""The levels, the calmest first. They order hosts for a reader; none says how dangerous a country is."""

Unit = Literal["senders", "origins", "days", "records"]
"""What an indicator counts: governments and carriers, independent origins, days, or single records."""

Group = Literal["nationals", "words", "force", "street"]
"""What an indicator looks at: what governments do about their own people, what is said, arms, and crowds."""

State = Literal["on", "off", "usual", "unknown"]
"""``usual``: over its threshold, but no more than is usual there. ``unknown``: the ledger is too young to say."""


class Indicator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question over records, what it counts, and from how many on it warns.

    A record answers it where its kind is one of ``kinds`` and every list that is not empty holds what the record
    says: ``types`` (of postures and events), ``values`` (of postures), ``modes`` (of events), ``modality``,
    ``likelihood`` (of warnings), ``units`` (of figures); ``words`` are regular expressions of which one is found in
    the evidence, ``unless`` such that none is. ``windowed`` wants a warning that says when; ``abroad`` an actor, a
    speaker or a threat of another state than the host.

    ``window`` is in days; a sign counts half after ``half_life`` days. It is on from ``threshold`` above what it
    counted there in the year before, plus ``usual`` times the square root of that (0: it is not compared). ``weight``
    is what it adds to a level, ``why`` one sentence.
    """

    name: str
    title: str
    why: str
    group: Group
    kinds: tuple[str, ...]
    types: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    modality: tuple[Modality, ...] = ("fact", "planned")
    likelihood: tuple[Likelihood, ...] = ()
    units: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    windowed: bool = False
    abroad: bool = False
    count: Unit = "days"
    window: int = 30
    half_life: float = 15.0
    threshold: float = 1.0
    usual: float = 2.0
    weight: float = 1.0


class Aside(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is no political crisis, by the words that name it: its signs are shown and do not count."""

    name: str
    words: tuple[str, ...]


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How indicators make a level.

    ``watch``, ``elevated`` and ``high`` are the sums of weights from which each level holds. ``governments`` and
    ``origins``: ``high`` wants so many governments, or so many newsrooms, among its signs; ``days``: every level above
    ``watch`` wants signs of so many days, because one report is no crisis. ``hosts`` within
    ``together`` days is the breadth from which a measure towards many countries is a global one. ``young`` is the
    number of days that a ledger must reach back before what is usual can be told. ``late`` is the number of days
    after which an old fact is no news.
    """

    watch: float
    elevated: float
    high: float
    governments: int = 2
    origins: int = 3
    hosts: int = 15
    together: int = 7
    young: int = 180
    late: int = 30
    days: int = 2


class Indicators(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A set of indicators, with the rules and what is set aside."""

    levels: Rules
    indicator: tuple[Indicator, ...]
    aside: tuple[Aside, ...] = ()


class Sign(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One record as an indicator sees it, known on ``day``.

    ``sender`` is that of a posture, ``government`` the state whose own act or word the record is, ``origin`` whom it
    is known from. ``aside`` names why it does not count (a hurricane, a measure of the whole world).
    """

    day: dt.date
    host: str
    indicator: str
    id: str
    origin: str
    sender: str = ""
    government: str = ""
    aside: str = ""

    @property
    def voice(self) -> str:
        """Who speaks: the government, else the newsroom or other origin."""
        return f"gov:{self.government}" if self.government else f"press:{self.origin}"

    def unit(self, count: Unit) -> str:
        """What it is one of."""
        if count == "senders":
            return self.sender or self.voice
        if count == "origins":
            return self.voice
        return self.day.isoformat() if count == "days" else self.id


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One record behind an indicator: its id, its day, who tells it, and its sentence as it stands in its document."""

    id: str
    day: dt.date
    voice: str
    sentence: str
    aside: str = ""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator for one host at one moment.

    ``counted`` is the decayed count of its window, ``usual`` the mean of the same over the year before (``None``
    where it needs none, or the ledger is too young). ``steps`` is 1 where it is on, 2 from one threshold above what
    is needed, 3 from three. ``evidence`` are the latest sign of each unit, the latest first; ``set_aside`` what did
    not count.
    """

    indicator: Indicator
    state: State
    counted: float
    needed: float
    usual: float | None
    steps: int
    evidence: tuple[Evidence, ...] = ()
    set_aside: tuple[Evidence, ...] = ()


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """The indicators of one host together, as of a moment, from what was known at another.

    ``held_back`` says why a level is lower than its indicators alone would make it.
    """

    host: str
    level: Level
    as_of: dt.date
    known_at: dt.datetime | None
    shown: tuple[Shown, ...]
    held_back: str | None = None

    @property
    def on(self) -> tuple[Shown, ...]:
        """The indicators that are on, in the order of their file."""
        return tuple(each for each in self.shown if each.state == "on")

    @property
    def latest(self) -> dt.date | None:
        """The day of the latest sign of the indicators that are on; ``None`` for none."""
        return max((each.day for shown in self.on for each in shown.evidence), default=None)
