"""Both databases, as the ledger's own tests have them."""

from tests.ledger.conftest import new_url, server, url

__all__ = ["new_url", "server", "url"]
