"""The loop: every source in its rhythm, politely, into the ledger; what one source does hurts no other."""

from tocsin.watch.context import Context, context
from tocsin.watch.health import Health, health
from tocsin.watch.keeping import Keeping, keep_saved
from tocsin.watch.loop import Watch
from tocsin.watch.manners import Manners, Stopped
from tocsin.watch.visit import Visit

__all__ = ["Context", "Health", "Keeping", "Manners", "Stopped", "Visit", "Watch", "context", "health", "keep_saved"]
