"""Numbers that were rounded on paper: to how many digits, and whether enough of them are left."""

from typing import NamedTuple

import numpy as np

from app.engine.arrays import Array

COARSEST, FINEST = 3, 12
"""Digits of an answer that counts as rounded: fewer say too little, more are lost among those of a float."""
KEPT = 2
"""Significant digits that the largest entry of an array must keep: 0.018 for 0.0182 is rounded, 0.001 for 0.0006 is
not. What is small beside it may round to 0."""
HALF = 0.5 + 1e-6
"""Of the last digit: as far as rounding moves a number, halves either way."""


class Rounded(NamedTuple):
    """To how many digits an array was rounded: decimals, or significant ones."""

    digits: int
    significant: bool

    def __str__(self) -> str:
        return f"{self.digits} {'significant digits' if self.significant else 'decimals'}"


def rounded(values: Array, truth: Array, allowed: Array, *, kept: int = KEPT) -> Rounded | None:
    """The fewest digits, from three, to which all of `truth` was rounded to give `values`; None if it was not.

    An entry within `allowed` of the truth need not be rounded. The largest of the values must be left with at least
    `kept` significant digits, three at most. All are of one shape.
    """
    largest = float(np.abs(values).max())
    right = np.abs(values - truth) <= allowed
    precision = np.log10(np.abs(truth), where=truth != 0, out=np.zeros(truth.shape))
    exponents = np.floor(precision + 1e-12)
    # What truth has lost to the rounding of its own computation.
    lost = 8 * np.finfo(truth.dtype).eps * np.abs(truth)
    found: list[Rounded] = []
    for significant in (False, True):
        for digits in range(COARSEST, FINEST + 1):
            enough = significant or largest > 10.0 ** (kept - 1 - digits) * (1 - 1e-9)
            unit = 10.0 ** (exponents + 1 - digits) if significant else np.full(truth.shape, 10.0**-digits)
            if not (right | (np.abs(values - truth) <= HALF * unit + lost)).all():
                break
            as_written = np.abs(values - np.rint(values / unit) * unit) <= 1e-15 * np.abs(values)
            if enough and (right | as_written).all():
                found.append(Rounded(digits, significant))
                break
    return min(found, default=None)
