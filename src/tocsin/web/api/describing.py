"""What the OpenAPI document says beside what Litestar finds out by itself: the forms of an answer, and 304."""

from dataclasses import dataclass
from typing import ClassVar

from litestar.openapi.spec import OpenAPIMediaType, OpenAPIResponse, OpenAPIType, Operation, Schema

TEXTS = {
    "application/x-ndjson": "Each item as a line of JSON.",
    "text/csv": "A line for each item under a header.",
}
FEATURES = {"application/geo+json": "A feature for each item (RFC 7946)."}
FEED = {"application/atom+xml": "A feed of the items (RFC 4287)."}


@dataclass
class Formed(Operation):
    """An operation that answers in the forms that everything has."""

    also: ClassVar[dict[str, str]] = {}

    def __post_init__(self) -> None:
        """Add the forms to 200, and 304 beside it."""
        answers = self.responses or {}
        found = answers.get("200")
        if isinstance(found, OpenAPIResponse):
            content = dict(found.content or {})
            for name, says in {**TEXTS, **self.also}.items():
                type_ = OpenAPIType.OBJECT if name == "application/geo+json" else OpenAPIType.STRING
                content[name] = OpenAPIMediaType(schema=Schema(type=type_, description=says))
            found.content = content
        answers["304"] = OpenAPIResponse(description="Not changed since the ETag in If-None-Match.")


@dataclass
class OnMaps(Formed):
    """With GeoJSON."""

    also = FEATURES


@dataclass
class Fed(Formed):
    """With an Atom feed."""

    also = FEED
