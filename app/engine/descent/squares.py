"""Sums of squares of many numbers in pieces, and the alarm that they give when numbers leave the finite ones.

OpenBLAS spreads a product of more than 10,000 numbers over threads, and to wake them takes longer than a step of a
small network; a product of a piece wakes none.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..arrays import Array

PIECE = 8192

ALARM: Mapping[np.dtype[Any], float] = {
    np.dtype(kind): float(np.finfo(kind).max) / 2**40 for kind in (np.float32, np.float64)
}
"""The sum of squares from which on an alarm sounds: an optimizer may add up so many of them."""


def pieces(vector: Array) -> list[Array]:
    """A vector (p) in views of at most so many entries."""
    return [vector[start : start + PIECE] for start in range(0, vector.size, PIECE)]


def sum_of_squares(parts: Sequence[Array]) -> float:
    """Of the entries of all these vectors; infinite or not a number where it leaves the range of their dtype."""
    return float(sum(np.vdot(part, part) for part in parts))


def finite(parts: Sequence[Array]) -> bool:
    """False where an entry is not finite, or so large that sums of squares may overflow: an alarm, a cheap one."""
    return bool(sum(part.dot(part) for part in parts) < ALARM[parts[0].dtype])
