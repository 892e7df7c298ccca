"""The full pages of a host: what was told by day, each kind by itself; the ways out; and where a record stands."""

import datetime as dt
from typing import Any

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from tocsin.claims import ClaimKind
from tocsin.errors import DateError
from tocsin.web.answers import KEPT
from tocsin.web.drawn import charts, figures_drawn
from tocsin.web.names import name_of
from tocsin.web.page import Page, elsewhere
from tocsin.web.sections.looking import Look
from tocsin.web.sections.rows import KINDS, Day, by_day, rows
from tocsin.web.sections.ways import by_means, tone_of, ways_of

DAYS = 14
"""Days on one page."""
A_DAY = 15
"""Claims of one day on a page; the weightiest are shown, and the page says that there are more."""
UNDATED = "undated"


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What one full page is of."""

    way: str
    title: str
    lead: str
    kinds: tuple[ClaimKind, ...] = ()
    contested: bool = False


SUBJECTS = (
    Subject(
        way="timeline",
        title="Timeline",
        lead="What was told, one entry a claim, the weightiest of a day first. The weight is a written rule and says "
        "nothing of what is true.",
    ),
    Subject(
        way="claims",
        title="Contested claims",
        lead="What somebody denies or doubts, with both sides. There is no verdict.",
        contested=True,
    ),
    Subject(
        way="figures",
        title="Figures",
        lead="The latest value of each claimant. Rival values stand side by side; none overwrites another.",
        kinds=("figure",),
    ),
    Subject(way="contacts", title="Contacts", lead="Who spoke with whom, or is to.", kinds=("contact",)),
    Subject(
        way="warnings",
        title="Warnings",
        lead="What somebody says may happen, with its window, and what came of it as far as this ledger knows.",
        kinds=("warning",),
    ),
    Subject(
        way="statements",
        title="Statements and denials",
        lead="What was said, by whom, in their sentences.",
        kinds=("statement", "denial"),
    ),
)


def _page_of(subject: Subject) -> HTTPRouteHandler:
    @get(f"/host/{{code:str}}/{subject.way}", sync_to_thread=True, opt=KEPT, name=f"host.{subject.way}")
    def section(
        page: NamedDependency[Page], code: FromPath[str], before: FromQuery[str] = "", kind: FromQuery[str] = ""
    ) -> Template | Redirect:
        if (moved := elsewhere(page, code, subject.way)) is not None:
            return moved
        look = Look(page=page, code=code)
        kinds: tuple[ClaimKind, ...] = subject.kinds
        if not kinds and kind in KINDS:
            kinds = (kind,)  # type: ignore[assignment]
        context = _claims(look, subject, kinds, before)
        return Template("section.html", context=context | {"kind": kind if kind in KINDS else ""})

    return section


def _claims(look: Look, subject: Subject, kinds: tuple[ClaimKind, ...], before: str) -> dict[str, Any]:
    days: tuple[Day, ...]
    if before == UNDATED:
        found = look.undated(kinds, most=DAYS * A_DAY, contested=subject.contested)
        held = found
        days = (Day(day=None, rows=rows(look, found, outcomes=False)),) if found else ()
    else:
        told = look.days(kinds, a_day=A_DAY, days=DAYS, contested=subject.contested, before=_day(before))
        held = [each for of_day in told.values() for each in of_day]
        days = by_day(look, told, outcomes=subject.way == "warnings")
    older = days[-1].day if days and len(days) == DAYS else None
    return {
        "page": look.page,
        "code": look.code,
        "subject": subject,
        "charts": charts(*figures_drawn(held)) if subject.way == "figures" else [],
        "days": days,
        "older": older,
        "undated": before != UNDATED
        and older is None
        and bool(look.undated(kinds, most=1, contested=subject.contested)),
        "first": not before,
        "waiting": look.waiting,
        "kinds": KINDS,
        "a_day": A_DAY,
        "host_name": name_of(look.code),
    }


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as cause:
        message = "The day after before= was not understood: write it like 2022-02-12, or begin at the newest."
        raise DateError(message) from cause


@get("/host/{code:str}/ways", sync_to_thread=True, opt=KEPT)
def ways(page: NamedDependency[Page], code: FromPath[str]) -> Template | Redirect:
    """Every way out of a host, by means, with its state, its age and who says so."""
    if (moved := elsewhere(page, code, "ways")) is not None:
        return moved
    found = ways_of(page, code, page.postures(host=code))
    context = {"page": page, "code": code, "groups": by_means(found), "tone_of": tone_of}
    return Template("ways.html", context=context)


@get("/record/{record:str}", sync_to_thread=True)
def record(page: NamedDependency[Page], record: FromPath[str]) -> Redirect:
    """The place in its document where a record was read."""
    found = page.ledger.record(record)
    if found is None:
        message = "No record goes by this id. Records keep theirs for ever: follow the link again."
        raise NotFoundException(message)
    return Redirect(page.evidence(found.document_key, found.id, found.record.start))


section_pages: tuple[HTTPRouteHandler, ...] = (*(_page_of(subject) for subject in SUBJECTS), ways, record)
