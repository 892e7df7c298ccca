"""Messages through apprise: chat, push, SMS gateways, and whatever else it knows an address for."""

import datetime as dt
import logging
import urllib.parse
from typing import Any

import apprise

from tocsin.channels.model import Channel, Message, bare
from tocsin.errors import NotSent


def warm(channel: Channel) -> None:
    """Load the services, which takes seconds, before the first message and not with it."""
    apprise.Apprise().add(channel.url)


def send_by_gateway(message: Message, channel: Channel, _now: dt.datetime) -> str:
    """Send by the service that the channel's address names; ``{to}`` in it becomes the receiver. Raises NotSent."""
    service = apprise.Apprise()
    if not service.add(channel.url.replace("{to}", urllib.parse.quote(message.to, safe=""))):
        why = f"{channel.name}: apprise knows no service of such an address; see its list"
        raise NotSent(why, final=True)
    said = ["the service gave no reason"]

    def note(entry: Any, _service: object) -> None:
        said.append(str(entry.message))

    try:
        done = service.notify(
            title=message.heading,
            body=message.text,
            notify_type=apprise.NotifyType.WARNING if message.urgent else apprise.NotifyType.INFO,
            body_format=apprise.NotifyFormat.TEXT,
            timeout=channel.timeout,
            log_callback=note,
            log_level=logging.WARNING,
        )
    except Exception as error:  # noqa: BLE001 - a hundred plug-ins of others: whatever one throws is a try that failed
        raise bare(channel, f"{type(error).__name__}: {error}") from None
    if not done:
        raise bare(channel, f"not sent: {said[-1]}")
    return "taken by the service"
