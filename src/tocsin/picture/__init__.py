"""The picture: origins and claims, kept beside the ledger as documents come, and made again from it at any time."""

from tocsin.picture.asking import Asked, Weighed, claim_of, claims_of, weightiest, weightiest_among
from tocsin.picture.dump import dump
from tocsin.picture.heard import Heard, claims_with, heard
from tocsin.picture.keeping import keep
from tocsin.picture.opening import Sizes, behind, brought_up, opened, rebuild, sizes
from tocsin.picture.press import PressChange, press_changes

__all__ = [
    "Asked",
    "Heard",
    "PressChange",
    "Sizes",
    "Weighed",
    "behind",
    "brought_up",
    "claim_of",
    "claims_of",
    "claims_with",
    "dump",
    "heard",
    "keep",
    "opened",
    "press_changes",
    "rebuild",
    "sizes",
    "weightiest",
    "weightiest_among",
]
