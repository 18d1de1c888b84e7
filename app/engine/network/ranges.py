"""Which values an activation function takes: from where to where, and whether the ends are among them."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np

from ..arrays import Array


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high; a finite end is given by some z̃, or only approached."""

    low: float = -inf
    high: float = inf
    low_given: bool = False
    high_given: bool = False


RangeOf = Callable[..., Range]
"""Of the parameters of the function by name."""


def between(low: float = -inf, high: float = inf, *, given: bool) -> RangeOf:
    """A range that no parameter moves; its finite ends are all given, or all approached only."""
    found = Range(low, high, given and low > -inf, given and high < inf)
    return lambda **_: found


EVERYWHERE = between(given=False)
"""All numbers."""


def from_minimum(function: Callable[..., Array], place: float) -> RangeOf:
    """From the value at the place of an interior minimum up."""
    return between(float(function(np.array([place]))[0]), given=True)


def without_slope(*, negative_slope: float) -> Range:
    """Of a leaky ReLU: from 0 up where its negative side is flat."""
    return Range(0.0, low_given=True) if negative_slope == 0 else Range()
