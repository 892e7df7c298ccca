"""The pages: what every sender does at every host, each cell opening onto its sentence. ``app`` makes the server."""

from tocsin.web.application import app

__all__ = ["app"]
