"""Rounding on paper, and whether two arrays say the same number by number."""

import numpy as np

from bench.marking.tasks import Array

SAME = 1e-6
"""Of an array's largest magnitude: the tolerance of the marking."""
SMALLEST = 1e-300
"""Unit to which a number is rounded."""
COARSEST, FINEST = 3, 8
"""Digits to which an entry may be rounded and still be the same."""


def to_decimals(array: Array, digits: int) -> Array:
    """Rounded to so many decimals."""
    return np.round(array, digits)


def to_significant(array: Array, digits: int) -> Array:
    """Each entry rounded to so many significant digits."""
    exponents = np.floor(np.log10(np.abs(array), where=array != 0, out=np.zeros(array.shape)))
    units = np.maximum(10.0 ** (exponents - digits + 1), SMALLEST)
    rounded: Array = np.rint(array / units) * units
    return rounded


def says(array: Array, other: Array) -> bool:
    """Does an array say the numbers of the other one, as they are or each rounded to three digits or more?"""
    if array.shape != other.shape:
        return False
    same = np.abs(array - other) <= SAME * np.abs(other).max()
    for digits in range(COARSEST, FINEST + 1):
        for rounded in (to_decimals(other, digits), to_significant(other, digits)):
            same |= np.abs(array - rounded) <= 1e-9 * np.abs(rounded)
    return bool(same.all())
