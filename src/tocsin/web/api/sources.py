"""How each register is."""

from litestar import Response, get
from litestar.di import NamedDependency

from tocsin.sources import sources as every_source
from tocsin.watch import Health, health
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.describing import Formed
from tocsin.web.api.problem import documented


@get("/sources", sync_to_thread=True, operation_class=Formed, responses=documented(400), tags=["sources"])
def sources(asked: NamedDependency[Asked]) -> Response[Listing[Health]]:
    """The health of every source as it is now: alive or silent, its rows and ages, and what was wrong last."""
    found = health(every_source(), asked.ledger, now=asked.moment)

    def fetch(after: str | None, limit: int) -> list[Health]:
        names = [each.source for each in found]
        first = 0 if after is None else next((at + 1 for at, name in enumerate(names) if name == after), len(names))
        return found[first : first + limit]

    return asked.listing(fetch, lambda each: each.source, str)
