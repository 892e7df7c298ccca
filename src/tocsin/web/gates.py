"""What is asked of those who come: nothing on loopback, an account everywhere else."""

import msgspec

from tocsin.accounts.oidc import Provider


class Gates(msgspec.Struct, frozen=True, kw_only=True):
    """Whether ``accounts`` are asked for, how many requests a minute each may send, and who else vouches for people."""

    accounts: bool = False
    requests_a_minute: int = 600
    provider: Provider | None = None


OPEN = Gates()
"""As on loopback: whoever sits at this machine."""
