"""Channels: how a message leaves: mail, chat and SMS gateways, signed webhooks, CAP by HTTP, folders, Atom files."""

from tocsin.channels.model import Channel, Delivery, Message, Status
from tocsin.channels.opening import channel, channels
from tocsin.channels.post import Post
from tocsin.channels.signing import SIGNATURE, WINDOW, sign, verify

__all__ = [
    "SIGNATURE",
    "WINDOW",
    "Channel",
    "Delivery",
    "Message",
    "Post",
    "Status",
    "channel",
    "channels",
    "sign",
    "verify",
]
