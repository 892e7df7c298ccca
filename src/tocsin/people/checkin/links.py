"""Links of check-ins: a random ticket, signed. Those of drills are signed apart, so that one is never the other."""

from itsdangerous import BadSignature, Signer

_SALTS = {False: "tocsin check-in", True: "tocsin check-in EXERCISE"}
_LONGEST = 200


def token(ticket: str, secret: bytes, *, drill: bool) -> str:
    """What stands in the link."""
    return _signer(secret, drill=drill).sign(ticket).decode("ascii")


def ticket_of(token: str, secret: bytes) -> tuple[str, bool] | None:
    """The ticket that a link names and whether it is a drill's; ``None`` for one that was not signed here.

    The comparison takes the same time wherever the signature differs.
    """
    if not token.isascii() or len(token) > _LONGEST:
        return None
    for drill in (False, True):
        try:
            return _signer(secret, drill=drill).unsign(token).decode("ascii"), drill
        except (BadSignature, UnicodeDecodeError):
            continue
    return None


def _signer(secret: bytes, *, drill: bool) -> Signer:
    return Signer(secret, salt=_SALTS[drill], sep=".", key_derivation="hmac", digest_method="sha256")
