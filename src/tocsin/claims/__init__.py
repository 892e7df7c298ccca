"""Claims: what several documents assert, as one, with its independent origins and its denials. No verdicts. Pure."""

from tocsin.claims.making import claim, claims, contested, in_order
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
    "claim",
    "claims",
    "contested",
    "in_order",
    "origin_counts",
    "told",
    "told_in",
    "voices",
]
