"""The evidence of one cell of the board: every record of a sender about a host."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from tocsin.ledger import paging
from tocsin.records import Posture
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.board import host_code, sender_code
from tocsin.web.api.describing import Formed
from tocsin.web.api.problem import documented
from tocsin.web.api.records import Told, told
from tocsin.web.printing import named_by


@get(
    "/why/{sender:str}/{host:str}",
    sync_to_thread=True,
    operation_class=Formed,
    responses=documented(400, 404),
    tags=["board"],
)
def why(asked: NamedDependency[Asked], sender: FromPath[str], host: FromPath[str]) -> Response[Listing[Told[Posture]]]:
    """Each posture of one sender about one host, the latest day first; what it is worth on the board stands there.

    A carrier is named as on the board, with a slash written ``~s`` and a tilde ``~~``; ``-`` is the sender that no
    text names.
    """
    name = named_by(sender)
    wanted = paging.Asked(
        kind="posture",
        host=host_code(host),
        sender=None if name is None else sender_code(name),
        unnamed=name is None,
        known_at=asked.seen_by,
    )

    def fetch(after: paging.RecordPlace | None, limit: int) -> list[Told[Any]]:
        return [told(known) for known in paging.records_after(asked.ledger.engine, wanted, after, limit)]

    def place(item: Told[Any]) -> paging.RecordPlace:
        return paging.RecordPlace(item.day, item.document, item.record.start, item.id)

    return asked.listing(fetch, place, paging.RecordPlace)
