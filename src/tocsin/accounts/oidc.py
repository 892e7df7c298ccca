"""Sign-in by a provider of OpenID Connect: authorization code with PKCE, state and nonce, by authlib and joserfc."""

import collections
import datetime as dt
import hmac
import secrets
import threading
import time
from collections.abc import Mapping
from typing import Any

import httpx
import msgspec
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from tocsin.accounts.model import Role, User
from tocsin.accounts.store import Accounts
from tocsin.errors import InputError, SettingsError

SECONDS = 600.0
"""How long somebody may take at the provider's."""
UNDER_WAY = 1_000
"""Sign-ins that are remembered at once."""
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures by a key pair only: the client's secret signs nothing."""
_AGAIN = "This sign-in was not begun here, or too long ago. Begin again."
_SKEW = 60


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the provider vouches for."""

    subject: str
    name: str | None


class _Way(msgspec.Struct, frozen=True, kw_only=True):
    """A sign-in under way: what its answer must fit."""

    verifier: str
    nonce: str
    onward: str
    until: float


class Provider:
    """One provider. ``back`` is the address that it sends people back to; ``role`` that of people it brings first,
    ``None`` where only those are let in who have an account already. Shared by threads."""

    def __init__(self, issuer: str, client_id: str, client_secret: str, *, back: str, role: Role | None = None) -> None:
        self.name = httpx.URL(issuer).host
        self._issuer, self._client_id, self._secret = issuer.rstrip("/"), client_id, client_secret
        self._back, self._role = back, role
        self._lock = threading.Lock()
        self._ways: collections.OrderedDict[str, _Way] = collections.OrderedDict()
        self._told: dict[str, Any] | None = None

    def begin(self, *, onward: str) -> tuple[str, str]:
        """The address at the provider's, and the state that the browser is to bring back as a cookie."""
        with self._client() as client:
            state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
            address, _ = client.create_authorization_url(
                self._metadata()["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        way = _Way(verifier=verifier, nonce=nonce, onward=onward, until=time.monotonic() + SECONDS)
        with self._lock:
            self._ways[state] = way
            while len(self._ways) > UNDER_WAY:
                self._ways.popitem(last=False)
        return str(address), state

    def finish(self, told: Mapping[str, str], *, state: str) -> tuple[Who, str]:
        """Whom the provider's answer vouches for, and where they wanted to go. InputError for one that does not fit."""
        way = self._way(told.get("state", ""), state)
        if "code" not in told:
            message = f"{self.name} did not let you in ({told.get('error', 'no reason given')[:100]})."
            raise InputError(message)
        try:
            with self._client() as client:
                answer = client.fetch_token(
                    self._metadata()["token_endpoint"], code=told["code"], code_verifier=way.verifier
                )
                claims = self._claims(str(answer.get("id_token", "")), way.nonce)
        except (AuthlibBaseError, JoseError, httpx.HTTPError, ValueError) as cause:
            message = f"{self.name} gave no proof of who you are that holds. Begin again, or ask an admin."
            raise InputError(message) from cause
        name = claims.get("preferred_username") or claims.get("email")
        return Who(subject=f"{self._issuer}|{claims['sub']}", name=str(name) if name else None), way.onward

    def user(self, accounts: Accounts, who: Who, *, now: dt.datetime) -> User:
        """The account of somebody; where newcomers get one, a new one. InputError where there is none for them."""
        known = accounts.of_subject(who.subject)
        if known is not None and known.disabled_at is None:
            return known
        if known is not None or self._role is None or who.name is None:
            message = f"{self.name} vouches for you, but you have no account here: ask an admin of this server."
            raise InputError(message)
        return accounts.add(who.name.lower(), self._role, now=now, subject=who.subject)

    def _way(self, given: str, cookie: str) -> _Way:
        with self._lock:
            way = self._ways.pop(given, None)
        if way is None or way.until < time.monotonic() or not hmac.compare_digest(given.encode(), cookie.encode()):
            raise InputError(_AGAIN)
        return way

    def _claims(self, id_token: str, nonce: str) -> dict[str, Any]:
        answer = httpx.get(self._metadata()["jwks_uri"], timeout=10).raise_for_status()
        keys = KeySet.import_key_set(answer.json())
        claims = jwt.decode(id_token, keys, algorithms=ALGORITHMS).claims
        jwt.JWTClaimsRegistry(
            leeway=_SKEW,
            iss={"essential": True, "value": self._metadata()["issuer"]},
            aud={"essential": True, "value": self._client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(claims)
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != self._client_id:
            raise ValueError("the proof is for several, and not for us")
        return claims

    def _metadata(self) -> dict[str, Any]:
        if self._told is None:
            try:
                answer = httpx.get(f"{self._issuer}/.well-known/openid-configuration", timeout=10).raise_for_status()
                told = answer.json()
            except (httpx.HTTPError, ValueError) as cause:
                message = f"The provider {self.name} does not say how to sign in with it: try later, or by password."
                raise InputError(message) from cause
            if str(told.get("issuer", "")).rstrip("/") != self._issuer:
                message = f"The provider {self.name} calls itself otherwise: mend oidc_issuer."
                raise SettingsError(message)
            self._told = told
        return self._told

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            self._client_id,
            self._secret,
            scope="openid profile email",
            redirect_uri=self._back,
            code_challenge_method="S256",
            timeout=10,
        )
