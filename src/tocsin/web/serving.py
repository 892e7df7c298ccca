"""The server around the pages: when it stops, it hangs up on those who listen instead of waiting for them."""

import socket

import uvicorn
from litestar import Litestar


class Server(uvicorn.Server):
    """Serves ``pages``, made by ``tocsin.web.app``; further options are uvicorn's."""

    def __init__(self, pages: Litestar, **options: object) -> None:
        super().__init__(uvicorn.Config(pages, log_level="warning", lifespan="on", **options))  # type: ignore[arg-type]
        self._pages = pages

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the listeners go, then everybody else."""
        self._pages.state.live.close()
        await super().shutdown(sockets)
