"""A provider of OpenID Connect on loopback, small and real: it signs, checks PKCE, and gives a code once."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "tocsin", "a secret of the client"


class Provider(ThreadingHTTPServer):
    """Vouches for ``claims``; ``twist`` changes the proof before it is signed."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.key = RSAKey.generate_key(2048, parameters={"kid": "k1"})
        self.claims: dict[str, Any] = {"sub": "u-17", "preferred_username": "l.brandt"}
        self.twist: dict[str, Any] = {}
        self.signed_by = self.key
        self.codes: dict[str, dict[str, str]] = {}

    def proof(self, nonce: str) -> str:
        now = int(time.time())
        times = {"iat": now, "exp": now + 60}
        claims = {"iss": self.issuer, "aud": CLIENT, "nonce": nonce, **times, **self.claims, **self.twist}
        return jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.signed_by)


class _Answer(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        parts, here = urlsplit(self.path), self.server.issuer
        if parts.path == "/.well-known/openid-configuration":
            ends = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
            self._say({"issuer": here, **{name: here + path for name, path in ends.items()}})
        elif parts.path == "/keys":
            self._say({"keys": [self.server.key.as_dict(private=False)]})
        elif parts.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            code = secrets.token_urlsafe(12)
            self.server.codes[code] = asked
            self.send_response(302)
            back = {"code": code, "state": asked["state"]}
            self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
            self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.server.codes.pop(given.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        fits = asked is not None and asked["code_challenge"] == challenge.rstrip(b"=").decode()
        if asked is None or not fits or self.headers["Authorization"] != f"Basic {basic}":
            self._say({"error": "invalid_grant"}, 400)
            return
        self._say({"access_token": "t", "token_type": "Bearer", "id_token": self.server.proof(asked["nonce"])})

    def _say(self, what: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers until the end."""
    with Provider() as provider:
        thread = threading.Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield provider
        provider.shutdown()
        thread.join(5)
