"""Dice that always fall the same way: choices from a seed, the same on every machine and with every NumPy.

Only the bits of PCG64 are used, whose stream NumPy promises not to change, and none of its distributions.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from ...engine.arrays import Array

T = TypeVar("T")


class Dice:
    """A source of choices that the seeds determine, for the exercises.

    One of few is chosen by the remainder of 64 bits: all are as likely but for one part in 10¹⁷.
    """

    def __init__(self, *seeds: int) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence(seeds))

    def below(self, count: int) -> int:
        """A whole number from 0 to count − 1."""
        return int(self._bits.random_raw()) % count

    def one_of(self, choices: Sequence[T]) -> T:
        """One of these."""
        return choices[self.below(len(choices))]

    def array(self, choices: Sequence[float], *shape: int) -> Array:
        """An array of a shape with these for entries."""
        return np.array([self.one_of(choices) for _ in range(int(np.prod(shape)))]).reshape(shape)
