"""The ledger as tools of the Model Context Protocol: every answer carries the sentences that it rests on."""

from tocsin.mcp.asking import Words
from tocsin.mcp.server import server

__all__ = ["Words", "server"]
