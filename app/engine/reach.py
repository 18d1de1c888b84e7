"""How large weights and biases may be so that no number of either pass can overflow, whatever the example.

n example, o output unit. While no weight and no bias is larger than m in magnitude, with w the larger of
d_{l−1} + 1 and d_l, c the growth of φ, and D the largest of 1, |x| and |y|,

    |z̃⁽ˡ⁾|, |z⁽ˡ⁾| ≤ B = D Π_l max(1, c w m)  and  |δ⁽ˡ⁾| |z⁽ˡ⁻¹⁾| ≤ 4 c B²,

since each factor of B is passed on the way up to z⁽ˡ⁻¹⁾ or on the way down to δ⁽ˡ⁾, never on both. So all is finite
while 4 c N d_L B² is, which is a bound on the sum of the squared losses and on every sum of gradients.
"""

from math import exp, log

import numpy as np

from app.engine.activations import Activation
from app.engine.arrays import Array
from app.engine.network import Batch, Network

MARGIN = 64.0
"""By how much the bound must stay below the largest number, for rounding."""

HALVINGS = 60


def growth(activation: Activation) -> float:
    """A c ≥ 1 with |φ(z̃)| ≤ c max(1, |z̃|) and |φ′(z̃)| ≤ c."""
    steepest = max((1.0, *activation.parameters.values()))
    return steepest if activation.row.linear_pieces else 2 * steepest


def safe_magnitude(network: Network, data: Batch) -> float:
    """The largest m of which the bound tells that both passes over any of these examples stay finite; 0 where even
    the smallest parameters are not known to be safe.
    """
    largest = float(np.finfo(data.inputs.dtype).max)
    count, outputs = data.targets.shape
    factors = [growth(la.activation) * max(la.weights.shape[1] + 1, la.units) for la in network.layers]
    steepest = max(growth(layer.activation) for layer in network.layers)
    farthest = max(1.0, *(float(np.abs(array).max()) for array in (data.inputs, data.targets)))
    room = log(largest / MARGIN) - log(4 * steepest * count * outputs)
    room = room / 2 - log(farthest)
    low, high = log(np.finfo(np.float64).tiny), log(largest)
    if room < 0:
        return 0.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        needed = sum(max(0.0, log(factor) + middle) for factor in factors)
        low, high = (middle, high) if needed <= room else (low, middle)
    return exp(low)


def within(parameters: Array, magnitude: float) -> bool:
    """Is no parameter (p) larger than this? False where one is not a number."""
    return bool(np.maximum.reduce(parameters) <= magnitude and np.minimum.reduce(parameters) >= -magnitude)
