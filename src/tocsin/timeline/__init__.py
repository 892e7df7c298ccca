"""The timeline of a country: what changed, in order, one entry a claim, the weightiest of each day first."""

from tocsin.timeline.forms import atom, calendar, markdown
from tocsin.timeline.making import timeline
from tocsin.timeline.model import Doubt, Entry, Outcome, Timeline
from tocsin.timeline.wording import label

__all__ = ["Doubt", "Entry", "Outcome", "Timeline", "atom", "calendar", "label", "markdown", "timeline"]
