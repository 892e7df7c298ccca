"""Where what is known comes from: credits, copies, newsrooms. Forty papers with one agency's story are one origin."""

from tocsin.origins.copies import COPIED, copied, share
from tocsin.origins.model import Copy, Credit, Issue, Origin, OriginKind, Traced
from tocsin.origins.trace import Origins, origins

__all__ = [
    "COPIED",
    "Copy",
    "Credit",
    "Issue",
    "Origin",
    "OriginKind",
    "Origins",
    "Traced",
    "copied",
    "origins",
    "share",
]
