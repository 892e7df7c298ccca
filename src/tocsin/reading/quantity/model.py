"""The noun of this room: one quantity as written and as read."""

import functools
from typing import Any, Literal

import msgspec
import pint

Qualifier = Literal["more_than", "less_than", "about", "up_to", "at_least", "exact"]
Change = Literal["up", "down"]
