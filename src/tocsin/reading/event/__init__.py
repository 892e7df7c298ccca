"""Events: what happened, by the types of PLOVER, who did it to whom, where, when, and who says or saw it."""

from tocsin.reading.event.engine import events, wanted

__all__ = ["events", "wanted"]
