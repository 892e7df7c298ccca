"""What an export is asked for."""

import datetime as dt
from typing import Literal, get_args

import msgspec

Marking = Literal["white", "green", "amber", "red"]
"""A marking of the Traffic Light Protocol, as STIX 2.1 names them."""
MARKINGS: tuple[Marking, ...] = get_args(Marking)
DAYS = 30
"""Days that claims are exported of, unless told."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One host at ``as_of``, from what was seen by ``known_at`` (``None``: all that there is).

    Claims are those that begin on ``since`` or later, thirty days unless told. ``marking`` stands on every object.
    """

    host: str
    as_of: dt.datetime
    known_at: dt.datetime | None = None
    since: dt.date | None = None
    marking: Marking | None = None

    @property
    def first(self) -> dt.date:
        """The first day of the claims."""
        return self.since or dt.date.fromordinal(max(1, self.as_of.toordinal() - DAYS))
