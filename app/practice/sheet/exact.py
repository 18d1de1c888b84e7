"""Answers that were written exactly, as fractions, held against what is right without any tolerance."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ...engine.arrays import Array, Flags

Written = NDArray[np.object_]
"""The entries of an answer as fractions; None where one was given as a floating-point number."""
LARGEST_DENOMINATOR = 1000
"""Of a right value that is taken for a fraction; those of the exercises have much smaller ones."""


def exactly_right(written: Written, truth: Array, lost: Array) -> Flags:
    """Which entries that were written exactly are right. All are of one shape.

    `truth` was computed with floating-point numbers; `lost` is how far rounding alone may have taken it. Where a
    fraction with a small denominator is as near, that is the right value and must have been written; else what was
    written must be as near.
    """
    entries: list[Fraction | None] = written.ravel().tolist()
    triples = zip(entries, truth.ravel().tolist(), lost.ravel().tolist(), strict=True)
    right = [entry is not None and _is_right(entry, value, off) for entry, value, off in triples]
    return np.array(right, dtype=np.bool_).reshape(truth.shape)


def _is_right(entry: Fraction, value: float, off: float) -> bool:
    known = as_fraction(value)
    if abs(float(known) - value) <= off:
        return entry == known
    return abs(float(entry) - value) <= off


def as_fraction(value: float) -> Fraction:
    """The fraction with a small denominator that is nearest."""
    return Fraction(value).limit_denominator(LARGEST_DENOMINATOR)
