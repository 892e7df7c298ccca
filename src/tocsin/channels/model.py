"""The nouns of sending: Message, Delivery, Channel."""

import datetime as dt
from typing import Any, Literal

import msgspec

from tocsin.errors import NotSent

Status = Literal["confirmed", "failed", "retry"]
"""``confirmed``: the other side took it. ``failed``: it never will. ``retry``: not now, or nobody can say."""

DRILL = "EXERCISE - "
"""What stands before the subject and the text of every drill, whatever the channel, so that none is taken for real."""


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to tell to one receiver.

    ``key`` names it for ever: sent again, it carries the same key, by which a receiver drops the second. ``to`` is
    where on the channel (a mail address, a number, a room), empty where the channel leads to one place. ``urgent`` asks
    the channel for its loudest way. ``cap`` is the same as a CAP 1.2 document; ``facts`` the same for programs.
    """

    key: str
    subject: str
    body: str
    to: str = ""
    link: str | None = None
    urgent: bool = False
    drill: bool = False
    cap: bytes | None = None
    facts: dict[str, Any] = {}

    @property
    def heading(self) -> str:
        """The subject on one line, marked where it is a drill."""
        line = " ".join(self.subject.split())
        return DRILL + line if self.drill else line

    @property
    def text(self) -> str:
        """The body with its link, marked where it is a drill."""
        linked = f"{self.body}\n\n{self.link}" if self.link else self.body
        return f"{DRILL.strip(' -')}. This is not real.\n\n{linked}" if self.drill else linked


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """How one try to send ended, why, and when (UTC). ``wait`` is the pause in seconds that the receiver asked for."""

    status: Status
    why: str
    at: dt.datetime
    wait: float | None = None


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """A way out as it is set up: ``url`` with its secret filled in is where it leads; never print it.

    ``timeout`` is the seconds that one sending may take, ``together`` how many may run at once. ``private`` allows
    webhooks to addresses that are not on the public internet.
    """

    name: str
    url: str
    secret: str = ""
    key_id: str = "1"
    private: bool = False
    timeout: float = 20.0
    together: int = 8

    @property
    def scheme(self) -> str:
        """The kind of channel: what stands before the first colon of its address."""
        return self.url.partition(":")[0].lower()

    @property
    def takes_cap(self) -> bool:
        """Whether it hands on the CAP document of a message."""
        return self.scheme in ("cap+http", "cap+https", "smtp", "smtps", "folder")


def bare(channel: Channel, why: str) -> NotSent:
    """A NotSent whose words hold neither the channel's secret nor its address."""
    for hidden in filter(None, (channel.secret, channel.url)):
        why = why.replace(hidden, "***")
    return NotSent(f"{channel.name}: {why}")
