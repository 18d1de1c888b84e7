"""Whether an array that was handed in is the one that a mistake leads to."""

from enum import IntEnum

import numpy as np

from app.engine.arrays import Array
from app.practice.rounded import rounded

KEPT_BY_A_MISTAKE = 3
"""Significant digits that the largest entry of a rounded mistake must keep: with fewer one would fit by chance."""


class Fit(IntEnum):
    """How well an array fits, the best first."""

    WITHIN_TOLERANCE = 0
    ROUNDED = 1


def fit(values: Array, array: Array, tolerance: float) -> Fit | None:
    """How well the values agree with an array of the same shape; None if they do not."""
    largest = float(np.abs(array).max())
    if not np.isfinite(largest):
        return None
    allowed = np.full(array.shape, max(tolerance, 16 * float(np.finfo(array.dtype).eps)) * largest)
    if (np.abs(values - array) <= allowed).all():
        return Fit.WITHIN_TOLERANCE
    return None if rounded(values, array, allowed, kept=KEPT_BY_A_MISTAKE) is None else Fit.ROUNDED
