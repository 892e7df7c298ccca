"""What ``tocsin serve`` asks of those who come, and who reads what they post."""

import ipaddress
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tocsin.errors import SettingsError

if TYPE_CHECKING:
    from tocsin.accounts.oidc import Provider
    from tocsin.documents import Document
    from tocsin.reading import Reader as Loaded
    from tocsin.settings import Settings
    from tocsin.web.api import Reader, Reading
    from tocsin.web.gates import Gates


def gates(here: "Settings", *, with_tls: bool, behind_proxy: bool) -> "Gates":
    """Nothing is asked on loopback. Raises SettingsError where others could come in and no accounts or no TLS are."""
    from tocsin.web.gates import OPEN, Gates

    if is_loopback(here.host) and not behind_proxy:
        return OPEN
    if not with_tls and not behind_proxy:
        message = (
            f"{here.host} is reached from elsewhere, and passwords would go in the open: give --tls-cert and --tls-key,"
            " or --behind-proxy with the address of a proxy that speaks TLS."
        )
        raise SettingsError(message)
    _require_admin(here)
    return Gates(accounts=True, requests_a_minute=here.requests_a_minute, provider=provider(here))


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _require_admin(here: "Settings") -> None:
    from tocsin.accounts import Accounts
    from tocsin.ledger import open_ledger

    with open_ledger(here.ledger) as ledger:
        users = Accounts(ledger.engine).users()
    if not any(user.role == "admin" and user.disabled_at is None for user in users):
        message = "Others could come in, and nobody has an account: make one with 'tocsin user add NAME --role admin'."
        raise SettingsError(message)


def provider(here: "Settings") -> "Provider | None":
    """The provider of OpenID Connect that the settings name."""
    import os
    from typing import get_args

    from tocsin.accounts.model import Role
    from tocsin.accounts.oidc import Provider

    if not here.oidc_issuer:
        return None
    if not here.oidc_issuer.startswith("https://") and not is_loopback(here.oidc_issuer.split("/")[2].split(":")[0]):
        raise SettingsError("oidc_issuer is an https address: whoever is in between could vouch for anybody.")
    roles: dict[str, Role] = {each: each for each in get_args(Role)}
    if here.oidc_role and here.oidc_role not in roles:
        message = f"oidc_role {here.oidc_role!r} is no role: take one of {', '.join(roles)}, or none."
        raise SettingsError(message)
    secret = secret_of(here.oidc_secret, os.environ)
    back = here.address.rstrip("/") + "/login/oidc/back"
    return Provider(here.oidc_issuer, here.oidc_client, secret, back=back, role=roles.get(here.oidc_role))


def secret_of(reference: str, environment: Mapping[str, str]) -> str:
    """What ``env:NAME`` or ``file:PATH`` leads to; the secret itself never stands in the settings."""
    from pathlib import Path

    kind, _, place = reference.partition(":")
    if kind == "env" and place in environment:
        return environment[place]
    if kind == "file":
        try:
            return Path(place).expanduser().read_text(encoding="utf-8").strip()
        except OSError as error:
            message = f"oidc_secret names a file that cannot be read: {error.strerror}."
            raise SettingsError(message) from error
    raise SettingsError("oidc_secret is env:NAME of something that is set, or file:PATH; never the secret itself.")


def reader(model: str) -> "Reader":
    """Who reads what is posted. The language model is loaded with the first document, and reads one at a time."""
    from tocsin.web.api import Reader

    lock = threading.Lock()
    loaded: list[Loaded] = []

    def read(document: "Document") -> "Reading":
        from tocsin import reading
        from tocsin.web.api import Reading

        with lock:
            if not loaded:
                loaded.append(reading.load(model))
            return Reading(records=loaded[0].read(document), revision=reading.REVISION)

    return Reader(read=read)
