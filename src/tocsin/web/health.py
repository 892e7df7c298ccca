"""Whether the server and its ledger are well, for a machine."""

from litestar import Response, get
from litestar.di import NamedDependency

import tocsin
from tocsin.errors import LedgerError
from tocsin.ledger import Ledger


@get("/healthz", sync_to_thread=True)
def healthz(ledger: NamedDependency[Ledger]) -> Response[dict[str, object]]:
    """200 with the ledger's counts, or 503 where the ledger does not answer."""
    try:
        counts = ledger.counts()
    except LedgerError as trouble:
        return Response({"status": "unwell", "why": str(trouble), "version": tocsin.__version__}, status_code=503)
    return Response({"status": "ok", "version": tocsin.__version__, "counts": counts})
