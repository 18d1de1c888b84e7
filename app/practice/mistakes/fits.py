"""Whether an array that was handed in is the one that a mistake leads to."""

from enum import IntEnum

import numpy as np

from ...engine.arrays import Array
from ..sheet.rounded import rounded, says_enough

KEPT_BY_A_MISTAKE = 3
"""Significant digits that the largest entry of a rounded mistake must keep, and that one entry at least must be
written with: with fewer one would fit by chance. 0.2 says less than 0.201."""

FARTHEST = 0.01
"""Of the largest entry: twice what rounding it to three digits can do, so that most arrays need no closer look."""


class Fit(IntEnum):
    """How well an array fits, the best first."""

    WITHIN_TOLERANCE = 0
    ROUNDED = 1


def fit(values: Array, array: Array, tolerance: float) -> Fit | None:
    """How well the values agree with an array of the same shape; None if they do not."""
    sizes = np.abs(array)
    at = int(sizes.argmax())
    largest = float(sizes.flat[at])
    if not np.isfinite(largest) or abs(float(values.flat[at]) - float(array.flat[at])) > FARTHEST * largest:
        return None
    allowed = np.full(array.shape, max(tolerance, 16 * float(np.finfo(array.dtype).eps)) * largest)
    if (np.abs(values - array) <= allowed).all():
        return Fit.WITHIN_TOLERANCE
    if not says_enough(values, KEPT_BY_A_MISTAKE):
        return None
    return None if rounded(values, array, allowed, kept=KEPT_BY_A_MISTAKE) is None else Fit.ROUNDED
