"""How often somebody may ask, and how often a password may be wrong: by the limits package, in memory."""

import math
import time

import limits
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

WRONG_FOR_NAME = tuple(map(limits.parse, ("5/minute", "15/hour", "30/day")))
WRONG_FROM_ADDRESS = tuple(map(limits.parse, ("10/minute", "60/hour", "200/day")))
"""Wrong passwords until one has to wait: longer the more there were."""


class Patience:
    """Counts requests and wrong passwords; ``seconds`` to wait are 0 where none are needed."""

    def __init__(self, requests_a_minute: int) -> None:
        self._counts = MovingWindowRateLimiter(MemoryStorage())
        self._requests = limits.RateLimitItemPerMinute(requests_a_minute)

    def asked(self, key: str) -> int:
        """Count a request; the seconds to wait where there were too many."""
        return 0 if self._counts.hit(self._requests, "asked", key) else self._wait(self._requests, "asked", key)

    def before_password(self, name: str, address: str) -> int:
        """The seconds to wait before a password of this name may be tried from this address."""
        return max(self._wait(each, kind, key) for kind, key, items in _kinds(name, address) for each in items)

    def wrong_password(self, name: str, address: str) -> None:
        """Count a wrong password."""
        for kind, key, items in _kinds(name, address):
            for each in items:
                self._counts.hit(each, kind, key)

    def _wait(self, item: limits.RateLimitItem, kind: str, key: str) -> int:
        if self._counts.test(item, kind, key):
            return 0
        return max(1, math.ceil(self._counts.get_window_stats(item, kind, key).reset_time - time.time()))


def _kinds(name: str, address: str) -> tuple[tuple[str, str, tuple[limits.RateLimitItem, ...]], ...]:
    return ("name", name[:100], WRONG_FOR_NAME), ("address", address, WRONG_FROM_ADDRESS)
