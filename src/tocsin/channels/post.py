"""Sending with limits of time and number: one channel that hangs holds up no other, and not for ever itself."""

import concurrent.futures
import datetime as dt
import importlib
import queue
import threading
from collections.abc import Callable, Iterable, Mapping

from tocsin.channels.files import write_feed, write_file
from tocsin.channels.mail import send_mail
from tocsin.channels.model import Channel, Delivery, Message, Status
from tocsin.channels.webhooks import post_cap, post_json
from tocsin.errors import NotSent

Way = Callable[[Message, Channel, dt.datetime], str]
"""Sends one message and tells what was answered; raises NotSent."""

WAYS: dict[str, Way] = {
    "http": post_json,
    "https": post_json,
    "cap+http": post_cap,
    "cap+https": post_cap,
    "smtp": send_mail,
    "smtps": send_mail,
    "folder": write_file,
    "atom": write_feed,
}
GRACE = 1.0
"""Seconds beyond a channel's own time limit before a sending that does not heed it is given up on."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Post:
    """All channels of a program. It may be shared by threads; each channel has its own lanes.

    ``send`` never raises for what a channel does: it answers with a Delivery.
    """

    def __init__(self, channels: Mapping[str, Channel], *, clock: Callable[[], dt.datetime] = _now) -> None:
        self.channels = dict(channels)
        self._clock = clock
        self._lanes = {name: _Lanes(channel) for name, channel in self.channels.items()}

    def send(self, name: str, message: Message) -> Delivery:
        """Send by the channel of this name and wait for the end of it, at most its time limit."""
        lanes = self._lanes.get(name)
        if lanes is None:
            known = ", ".join(sorted(self.channels)) or "none"
            why = f"There is no channel {name!r} in the settings (there are: {known})."
            return Delivery(status="retry", why=why, at=self._clock())
        try:
            why = lanes.send(message, self._clock())
        except NotSent as error:
            status: Status = "failed" if error.final else "retry"
            return Delivery(status=status, why=str(error), at=self._clock(), wait=error.wait)
        return Delivery(status="confirmed", why=why, at=self._clock())

    def send_all(self, messages: Iterable[tuple[str, Message]], done: Callable[[str, Message, Delivery], None]) -> None:
        """Send many, each by the channel of its name, all channels at once, each as many together as it is set to.

        ``done`` is called after each, on the thread that sent it; it returns when all are.
        """
        by_channel: dict[str, list[Message]] = {}
        for name, message in messages:
            by_channel.setdefault(name, []).append(message)

        def one(name: str, message: Message) -> None:
            done(name, message, self.send(name, message))

        pools = [
            (concurrent.futures.ThreadPoolExecutor(self.together(name)), name, listed)
            for name, listed in by_channel.items()
        ]
        running = [pool.submit(one, name, message) for pool, name, listed in pools for message in listed]
        for future in concurrent.futures.as_completed(running):
            future.result()
        for pool, _, _ in pools:
            pool.shutdown()

    def together(self, name: str) -> int:
        """How many messages a channel takes at once."""
        return self.channels[name].together if name in self.channels else 1


class _Lanes:
    """The sendings of one channel: each on a thread of its own that can be left behind."""

    def __init__(self, channel: Channel) -> None:
        self._channel, self._way = channel, _way(channel)
        self._left_behind = 0
        self._guard = threading.Lock()

    def send(self, message: Message, now: dt.datetime) -> str:
        """What was answered. Raises NotSent, also for one that takes too long."""
        channel = self._channel
        if self._left_behind >= channel.together:
            why = f"{channel.name}: {self._left_behind} sendings still hang; nothing more is sent until one ends"
            raise NotSent(why)
        ended: queue.SimpleQueue[str | NotSent] = queue.SimpleQueue()
        given_up = threading.Event()
        threading.Thread(
            target=self._run, args=(message, now, ended, given_up), name=f"send-{channel.name}", daemon=True
        ).start()
        try:
            found = ended.get(timeout=channel.timeout + GRACE)
        except queue.Empty:
            with self._guard:
                self._left_behind += 1
                given_up.set()
            why = f"{channel.name}: no answer within {channel.timeout:.0f} seconds; it may have arrived or not"
            raise NotSent(why) from None
        if isinstance(found, NotSent):
            raise found
        return found

    def _run(
        self, message: Message, now: dt.datetime, ended: "queue.SimpleQueue[str | NotSent]", given_up: threading.Event
    ) -> None:
        try:
            ended.put(self._way(message, self._channel, now))
        except NotSent as error:
            ended.put(error)
        except Exception as error:  # noqa: BLE001 - a fault in one channel is that channel's failed try
            ended.put(NotSent(f"{self._channel.name}: {type(error).__name__} in the code of the channel"))
        finally:
            with self._guard:
                self._left_behind -= given_up.is_set()


def _way(channel: Channel) -> Way:
    """How a channel sends; apprise is imported only where it is needed, because it takes a second."""
    own = WAYS.get(channel.scheme)
    if own is not None:
        return own
    gateways = importlib.import_module("tocsin.channels.gateways")
    gateways.warm(channel)
    gateway: Way = gateways.send_by_gateway
    return gateway
