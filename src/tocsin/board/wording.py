"""Who was ahead, in words."""

from tocsin.board.model import Lead, Standing

STATES = {
    "unknown": "unknown",
    "silent": "no level for the whole country",
    "ended": "not said any more",
}
"""What a register says where it gives no value."""

HOURS = 48
"""Up to so many hours a lead is told in hours, where they are known."""


def lead_words(standing: Standing) -> str | None:
    """Who was ahead, by how long, as half a sentence; ``None`` where nobody was or the register moved on since."""
    lead = standing.lead
    if lead is None or lead.state == "behind":
        return None
    if lead.state == "ahead":
        return f"press is ahead by {_long(lead)}" if lead.days or lead.hours else "press is ahead"
    if lead.state == "differs":
        return f"press has told otherwise for {_long(lead)}" if lead.days else "press of one day tells otherwise"
    if lead.first is None:
        return "press and register on one day"
    return f"{lead.first} had it {_long(lead)} before"


def _long(lead: Lead) -> str:
    if lead.hours is not None and lead.hours <= HOURS:
        if lead.hours < 1:
            return _counted(max(1, round(lead.hours * 60)), "minute")
        return _counted(round(lead.hours), "hour")
    return _counted(lead.days, "day")


def _counted(number: int, one: str) -> str:
    return f"{number} {one}" + "s" * (number != 1)
