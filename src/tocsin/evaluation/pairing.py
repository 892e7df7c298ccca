"""One to one: which record of the reader stands for which of the gold."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

G = TypeVar("G")
R = TypeVar("R")


def paired(gold: Sequence[G], read: Sequence[R], weight: Callable[[G, R], float]) -> list[tuple[int, int]]:
    """The pairs, as indices, of the greatest total weight; two that weigh nothing together are no pair."""
    if not gold or not read:
        return []
    weights = np.array([[weight(one, other) for other in read] for one in gold], dtype=float)
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if weights[i, j] > 0]
