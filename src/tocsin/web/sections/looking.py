"""Claims of one host for the pages, as known at the page's moment: kept ones for the present, made again for a past."""

import dataclasses
import datetime as dt
import functools

from tocsin.claims import Claim, ClaimKind
from tocsin.picture import Asked, Weighed, behind, brought_up, claims_of, weightiest, weightiest_among
from tocsin.web.page import Page

WAITING = 400
"""Sightings and readings that a page takes into the picture itself; beyond it says that somebody should."""
Days = dict[dt.date | None, list[Weighed]]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Look:
    """The claims of one host for one request."""

    page: Page
    code: str

    @functools.cached_property
    def waiting(self) -> int:
        """How much the picture has still to take in, where that is more than a page should wait for; else 0."""
        found = behind(self.page.ledger)
        if found > WAITING:
            return found
        brought_up(self.page.ledger)
        return 0

    @functools.cached_property
    def then(self) -> list[Claim] | None:
        """Every claim as it was known at a past moment; ``None`` where all that the ledger holds counts."""
        if self.page.knows_all:
            return None
        return claims_of(self.page.ledger, Asked(host=self.code), known_at=self.page.known_at)

    @property
    def today(self) -> dt.date:
        """The day of the moment that is shown."""
        return self.page.moment.date()

    def days(
        self,
        kinds: tuple[ClaimKind, ...] = (),
        *,
        a_day: int,
        days: int | None,
        contested: bool = False,
        before: dt.date | None = None,
    ) -> Days:
        """The weightiest claims of the latest days, as ``weightiest`` gives them, all before the day ``before``."""
        if self.waiting:
            return {}
        asked = Asked(host=self.code, kinds=kinds, until=self._until(before), contested=contested)
        return self._found(asked, a_day=a_day, days=days)

    def undated(self, kinds: tuple[ClaimKind, ...] = (), *, most: int, contested: bool = False) -> list[Weighed]:
        """The weightiest claims that tell no day."""
        if self.waiting:
            return []
        asked = Asked(host=self.code, kinds=kinds, since=dt.date.max, contested=contested)
        return self._found(asked, a_day=most, days=None).get(None, [])

    def _found(self, asked: Asked, *, a_day: int, days: int | None) -> Days:
        if self.then is not None:
            return weightiest_among(self.then, asked, a_day=a_day, days=days)
        return weightiest(self.page.ledger, asked, a_day=a_day, days=days, settled=True)

    def _until(self, before: dt.date | None) -> dt.date | None:
        last = before - dt.timedelta(days=1) if before is not None and before > dt.date.min else None
        if self.page.as_of is None or not self.page.hindsight:
            return last
        return self.today if last is None else min(last, self.today)
