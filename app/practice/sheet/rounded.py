"""Numbers that were rounded on paper: to how many digits, and whether enough of them are left."""

from typing import NamedTuple

import numpy as np

from ...engine.arrays import Array, Flags

COARSEST, FINEST = 3, 12
"""Digits of an answer that counts as rounded: fewer say too little, more are lost among those of a float."""
KEPT = 2
"""Significant digits that the largest entry of an array must keep: 0.018 for 0.0182 is rounded, 0.001 for 0.0006 is
not. What is small beside it may round to 0."""
HALF = 0.5 + 1e-6
"""Of the last digit: as far as rounding moves a number, halves either way."""


class Rounded(NamedTuple):
    """To how many digits an array was rounded: decimals, or significant ones; `mixed`: some entries to more."""

    digits: int
    significant: bool
    mixed: bool = False

    def __str__(self) -> str:
        if self.mixed:
            return f"{self.digits} digits or more"
        kind = "significant digit" if self.significant else "decimal"
        return f"{self.digits or 'no'} {kind}{'' if self.digits == 1 else 's'}"


def rounded(values: Array, truth: Array, allowed: Array, *, kept: int = KEPT) -> Rounded | None:
    """The fewest digits, from three, to which `truth` was rounded to give `values`; None if it was not.

    An entry within `allowed` of the truth need not be rounded. Where no number of digits serves for all entries,
    each may have its own. The largest of the values must be left with at least `kept` significant digits, three at
    most. All are of one shape.
    """
    right = np.abs(values - truth) <= allowed
    exponents = {significant: _exponents(truth, significant) for significant in (False, True)}
    coarsest = 10.0 ** (np.maximum(exponents[False], exponents[True]) - COARSEST)
    if not (right | _near(values, truth, coarsest)).all():
        return None
    largest = np.unravel_index(int(np.abs(values).argmax()), values.shape)
    each = right.copy()
    for significant, exponent in exponents.items():
        for digits in range(COARSEST, FINEST + 1):
            unit = 10.0 ** (exponent - digits)
            fits = right | (_near(values, truth, unit) & _as_written(values, unit))
            if not (significant or abs(values[largest]) > 10.0 ** (kept - 1 - digits) * (1 - 1e-9)):
                fits[largest] = False
            if fits.all():
                return Rounded(digits, significant)
            each |= fits
    return Rounded(COARSEST, significant=False, mixed=True) if each.all() else None


def rounded_entries(values: Array, truth: Array, allowed: Array) -> Flags:
    """Which of the values are right, each by itself: within `allowed`, or `truth` rounded to three digits or more.

    The digits must leave two of the largest entry's: where 0.0006 would be 0.001, 0 is not 0.0002 rounded.
    """
    right: Flags = np.abs(values - truth) <= allowed
    largest = float(np.abs(truth).max())
    for significant in (False, True):
        exponent = _exponents(truth, significant)
        for digits in range(COARSEST, FINEST + 1):
            unit = 10.0 ** (exponent - digits)
            if significant or np.rint(largest / unit).max() > 10.0 ** (KEPT - 1):
                right = right | (_near(values, truth, unit) & _as_written(values, unit))
    return right


def coarsely_rounded(values: Array, truth: Array) -> Rounded | None:
    """The digits to which `truth` was rounded to give `values`, for values that are not right; None if it was not.

    So many decimals or significant digits for all entries, else two of either for each. What is all 0 says nothing.
    """
    if not values.any():
        return None
    forms = [(digits, False) for digits in range(FINEST, -1, -1)] + [(KEPT, True), (1, True)]
    for digits, significant in forms:
        if _is_rounded_to(values, truth, digits, significant).all():
            return Rounded(digits, significant)
    each = values == truth
    for significant in (False, True):
        each |= _is_rounded_to(values, truth, KEPT, significant)
    return Rounded(KEPT, significant=False, mixed=True) if each.all() else None


def _is_rounded_to(values: Array, truth: Array, digits: int, significant: bool) -> Flags:
    """Which of the values are `truth` rounded to so many digits. The half of a digit that became a whole one, and
    so twice itself, is no rounding that anybody does."""
    unit = 10.0 ** (_exponents(truth, significant) - digits)
    doubled = (values != 0) & (np.abs(values - 2 * truth) <= 1e-9 * np.abs(values))
    fits: Flags = _near(values, truth, unit) & _as_written(values, unit) & ~doubled
    return fits


def says_enough(values: Array, digits: int) -> bool:
    """Was any of the values written with so many significant digits at least? 0.2 has one, whatever was meant."""
    unit = 10.0 ** (_exponents(values, significant=True) - (digits - 1))
    return not bool(_as_written(values, unit).all())


def _as_written(values: Array, unit: Array) -> Flags:
    """Which of the values are multiples of the unit."""
    whole: Flags = np.abs(values - np.rint(values / unit) * unit) <= 1e-15 * np.abs(values)
    return whole


def _exponents(truth: Array, significant: bool) -> Array:
    """The power of ten from which digits are counted: that of one, or the first above the number."""
    if not significant:
        return np.zeros(truth.shape)
    magnitude = np.log10(np.abs(truth), where=truth != 0, out=np.zeros(truth.shape))
    exponents: Array = np.floor(magnitude + 1e-12) + 1
    return exponents


def _near(values: Array, truth: Array, unit: Array) -> Flags:
    """Which of the values are as near as rounding to the unit leaves them, or as truth itself was computed."""
    lost = 8 * np.finfo(truth.dtype).eps * np.abs(truth)
    near: Flags = np.abs(values - truth) <= HALF * unit + lost
    return near
