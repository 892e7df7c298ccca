"""From settings to channels: secrets are fetched from where the settings point, and what cannot be is said at once."""

import urllib.parse
from collections.abc import Mapping
from pathlib import Path

from tocsin.channels.model import Channel
from tocsin.errors import SettingsError
from tocsin.settings import ChannelSetting

WEB = ("http", "https", "cap+http", "cap+https")
OWN = (*WEB, "smtp", "smtps", "folder", "atom")
"""The schemes of Tocsin's own channels; every other one is apprise's."""
UNSIGNED = ("json", "jsons", "xml", "xmls", "form", "forms")
"""Apprise's plain posts to any address; here a webhook does that, signed and kept from private addresses."""


def channels(settings: Mapping[str, ChannelSetting], environment: Mapping[str, str]) -> dict[str, Channel]:
    """Every channel of the settings by its name. Raises SettingsError for the first that does not fit."""
    return {name: channel(name, each, environment) for name, each in settings.items()}


def channel(name: str, setting: ChannelSetting, environment: Mapping[str, str]) -> Channel:
    """One channel; ``{secret}`` in its address becomes the secret. Raises SettingsError where it does not fit."""
    if ":" in name or not name.strip():
        message = f"A channel cannot be called {name!r}: give it a name without a colon."
        raise SettingsError(message)
    secret = _secret(name, setting.secret, environment)
    url = setting.url.replace("{secret}", urllib.parse.quote(secret, safe=""))
    made = Channel(
        name=name,
        url=url,
        secret=secret,
        key_id=setting.key_id,
        private=setting.private,
        timeout=setting.timeout,
        together=setting.together,
    )
    _check(made)
    return made


def _secret(name: str, reference: str, environment: Mapping[str, str]) -> str:
    """What a reference leads to: ``env:NAME`` or ``file:PATH``; the secret itself never stands in the settings."""
    kind, _, place = reference.partition(":")
    if not reference:
        return ""
    if kind == "env" and environment.get(place):
        return environment[place]
    if kind == "env":
        message = (
            f"The channel {name} wants its secret from the environment variable {place}, which is not set: set it."
        )
        raise SettingsError(message)
    if kind == "file":
        try:
            return Path(place).expanduser().read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            message = f"The secret of the channel {name} cannot be read from {place}: mend the file or name another."
            raise SettingsError(message) from error
    message = f"The secret of the channel {name} does not belong into the settings: write env:NAME or file:PATH."
    raise SettingsError(message)


def _check(channel: Channel) -> None:
    if channel.scheme in UNSIGNED and not channel.private:
        message = f"The channel {channel.name} posts unsigned: give an https:// address instead, which is signed."
        raise SettingsError(message)
    if channel.timeout <= 0 or channel.together < 1:
        message = f"The channel {channel.name} needs a timeout over 0 and together of at least 1."
        raise SettingsError(message)
    if channel.scheme in ("http", "https") and not channel.secret:
        message = f'The channel {channel.name} is a webhook and needs a secret to sign with: secret = "env:NAME".'
        raise SettingsError(message)
    if channel.scheme in ("http", "cap+http") and not channel.private:
        message = f"The channel {channel.name} would send in the clear: give https://, or private = true at home."
        raise SettingsError(message)
