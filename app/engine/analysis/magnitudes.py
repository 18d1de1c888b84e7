"""How large the terms of an error signal were before they cancelled, and what of it is more than rounding.

n example, o unit of the layer, p unit of the next layer. s⁽ᴸ⁾ = |ŷ| + |y|, times |φ′| where δ is multiplied by it,
and s⁽ˡ⁾ = (|W⁽ˡ⁾|ᵀ s⁽ˡ⁺¹⁾) ⊙ |φ′|: a running error bound (Higham 2002, "Accuracy and Stability of
Numerical Algorithms", section 3.3).
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..arrays import Array, Flags
from ..network.activations import Activation
from .case import Case
from .passes import Trace

ROUNDING = 16
EPSILON: Mapping[np.dtype[Any], float] = {
    np.dtype(kind): float(np.finfo(kind).eps) for kind in (np.float32, np.float64)
}


class Scales:
    """s⁽ˡ⁾ from the top down: a bound of its largest values for every layer, itself where it is asked for.

    misses (…, o): the outputs that miss their target on some example where φ′ ≠ 0, none where δ has no such factor.
    """

    def __init__(self, case: Case, trace: Trace) -> None:
        self._layers = trace.layers
        self._activations = [layer.activation for layer in case.network.layers]
        self._targets = case.batch.targets
        output = trace.layers[-1]
        magnitude = case.loss.magnitude(output.activation, self._targets)
        self.misses = np.zeros(magnitude.shape[:-2] + magnitude.shape[-1:], dtype=np.bool_)
        if output.factor is not None:
            magnitude = through(magnitude, np.abs(output.factor), self._activations[-1])
            missed = (output.activation != self._targets) & (output.factor != 0)
            self.misses = np.logical_or.reduce(missed, axis=-2)
        self._exact = {len(trace.layers) - 1: magnitude}
        largest = [np.maximum.reduce(magnitude, axis=-2)]
        for index in range(len(trace.layers) - 2, -1, -1):
            back = np.vecmat(largest[-1], np.abs(trace.layers[index + 1].weights))
            steepest = np.maximum.reduce(self._slope(index), axis=-2)
            largest.append(through(back, steepest, self._activations[index]))
        self._largest: list[Array] = largest[::-1]

    def equal(self) -> Flags:
        """The outputs (…, o) that are their targets on every example."""
        same: Flags = np.logical_and.reduce(self._layers[-1].activation == self._targets, axis=-2)
        return same

    def largest(self, index: int) -> Array:
        """An upper bound (…, o) of s over the examples: (|W|ᵀ max s) ⊙ max |φ′|, a product with a vector."""
        return self._largest[index]

    def exact(self, index: int) -> Array:
        """s⁽ˡ⁾ itself (…, n, o)."""
        if index not in self._exact:
            back = self.exact(index + 1) @ np.abs(self._layers[index + 1].weights)
            self._exact[index] = through(back, self._slope(index), self._activations[index])
        return self._exact[index]

    def _slope(self, index: int) -> Array:
        """|φ′| (…, n, o) of a hidden layer."""
        factor = self._layers[index].factor
        assert factor is not None
        slope: Array = np.abs(factor)
        return slope


def through(back: Array, slope: Array, activation: Activation) -> Array:
    """`back` (…, o), what comes back to a layer, overwritten by its product with φ′; 0 where φ′ = 0 blocks it, even
    if it is not finite."""
    back *= slope
    activation.block(back, slope)
    return back


def comes_back(above: Array, weights: Array) -> Flags:
    """Where (…, n, o) the sum that comes back from δ (…, n, p) through weights (…, p, o) does not cancel, be it too
    small to be held."""
    signal = above / _largest(above, axis=-1)
    links = weights / _largest(weights, axis=-2)
    size = np.abs(signal) @ np.abs(links)
    back: Flags = np.abs(signal @ links) > ROUNDING * EPSILON[above.dtype] * size
    return back


def _largest(values: Array, axis: int) -> Array:
    """The largest magnitudes along an axis, 1 where all are 0."""
    largest: Array = np.maximum.reduce(np.abs(values), axis=axis, keepdims=True)
    divisors: Array = largest + (largest == 0)
    return divisors
