"""Messages by HTTP: signed JSON to a webhook, or the CAP document itself."""

import contextlib
import datetime as dt
import functools
import urllib.parse
from collections.abc import Iterator

import httpx
import msgspec

from tocsin.channels.model import Channel, Message, bare
from tocsin.channels.signing import SIGNATURE, sign
from tocsin.errors import NotSent, WireError
from tocsin.wire import AGENT, guarded

KNOWN_ALREADY = 409
FINAL = frozenset({400, 405, 410, 413, 414, 415, 422})
"""Answers that say that this message will never be taken."""


def post_json(message: Message, channel: Channel, now: dt.datetime) -> str:
    """Post the message as JSON, signed; what was answered. Raises NotSent."""
    body = msgspec.json.encode(
        {
            "key": message.key,
            "to": message.to,
            "subject": message.heading,
            "body": message.text,
            "link": message.link,
            "urgent": message.urgent,
            "drill": message.drill,
            "facts": message.facts,
        }
    )
    signature = sign(body, secret=channel.secret, key_id=channel.key_id, at=int(now.timestamp()))
    return _post(message, channel, body, {"Content-Type": "application/json", SIGNATURE: signature})


def post_cap(message: Message, channel: Channel, now: dt.datetime) -> str:
    """Post the CAP document of the message, signed where the channel has a secret. Raises NotSent."""
    if message.cap is None:
        why = f"{channel.name}: this message has no CAP document, and the channel takes nothing else"
        raise NotSent(why, final=True)
    headers = {"Content-Type": "application/cap+xml"}
    if channel.secret:
        headers[SIGNATURE] = sign(message.cap, secret=channel.secret, key_id=channel.key_id, at=int(now.timestamp()))
    return _post(message, channel, message.cap, headers)


def _post(message: Message, channel: Channel, body: bytes, headers: dict[str, str]) -> str:
    url = channel.url.removeprefix("cap+").replace("{to}", urllib.parse.quote(message.to, safe=""))
    sent = {**headers, "Idempotency-Key": message.key, "User-Agent": AGENT}
    client = _client(channel.private, channel.timeout)
    with _explained(channel), client.stream("POST", url, content=body, headers=sent) as answer:
        client.cookies.clear()
        return _judged(answer, channel)


@functools.cache
def _client(private: bool, timeout: float) -> httpx.Client:
    """No redirects, no proxy, no cookies kept; only a private channel reaches what is not the public internet.

    One for all channels alike, because reading the certificates of the world takes longer than a message.
    """
    alone = httpx.Limits(max_keepalive_connections=0)
    transport = httpx.HTTPTransport(trust_env=False, limits=alone) if private else guarded(deadline=timeout)
    return httpx.Client(transport=transport, timeout=timeout, follow_redirects=False, trust_env=False)


def _judged(answer: httpx.Response, channel: Channel) -> str:
    status = answer.status_code
    if answer.is_success or status == KNOWN_ALREADY:
        return f"answered {status}"
    why = f"{channel.name}: answered {status}"
    if answer.is_redirect:
        why = f"{why}, a redirect, which is not followed: give the address that it leads to"
        raise NotSent(why, final=True)
    told = answer.headers.get("retry-after", "")
    raise NotSent(why, final=status in FINAL, wait=float(told) if told.isascii() and told.isdigit() else None)


@contextlib.contextmanager
def _explained(channel: Channel) -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
        raise bare(channel, f"could not be reached: {str(error) or type(error).__name__}") from None
    except WireError as error:
        raise bare(channel, f"{error} Set private = true if it is yours.") from None
