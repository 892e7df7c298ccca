"""``/api/v1``: what the pages show, for other programs. A resource is one file; ``RESOURCES`` lists them."""

from tocsin.web.api.posting import Reader, Reading
from tocsin.web.api.routes import RESOURCES, Described, routes, schema

__all__ = ["RESOURCES", "Described", "Reader", "Reading", "routes", "schema"]
