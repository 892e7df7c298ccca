"""Claims: what several documents assert, as one, with its independent origins and its denials. No verdicts. Pure."""

from tocsin.claims.making import claims
from tocsin.claims.model import Claim, ClaimKind, Contest, First, Fold, OriginCount, Told, Value, Voice, told, told_in
from tocsin.claims.voices import origin_counts, voices

__all__ = [
    "Claim",
    "ClaimKind",
    "Contest",
    "First",
    "Fold",
    "OriginCount",
    "Told",
    "Value",
    "Voice",
    "claims",
    "origin_counts",
    "told",
    "told_in",
    "voices",
]
