"""How large the numbers of both passes can become, whatever the example, from the largest parameter alone.

n example, o output unit. While no weight and no bias is larger than m in magnitude, with w the larger of
d_{l−1} + 1 and d_l, c the growth of φ, and D the largest of 1, |x| and |y|,

    |z̃⁽ˡ⁾|, |z⁽ˡ⁾| ≤ B_l = D Π_{k≤l} max(1, c w m)  and  |δ⁽ˡ⁾| |z⁽ˡ⁻¹⁾| ≤ 4 c B_L²,

since no layer is passed both on the way up to z⁽ˡ⁻¹⁾ and on the way down to δ⁽ˡ⁾. So all is finite while
4 c N d_L B_L² is, a bound on the sum of squared errors and on every sum of gradients. And z̃⁽ˡ⁾ is
computed to within ε B_l Σ_{k≤l} (2 w + 8), in whatever order its products are summed (Higham 2002, "Accuracy and
Stability of Numerical Algorithms", §3.1): a layer adds the rounding of its own sum and of φ to what it is given.
"""

from itertools import accumulate
from math import exp, log
from operator import mul

import numpy as np

from ..arrays import Array
from ..network.activations import Activation
from ..network.network import Batch, Network

MARGIN = 64.0
"""By how much the bound must stay below the largest number, for rounding."""

HALVINGS = 60
"""Of the interval in which the largest safe magnitude is looked for."""


def growth(activation: Activation) -> float:
    """A c ≥ 1 with |φ(z̃)| ≤ max(1, c |z̃|) and |φ′(z̃)| ≤ c."""
    steepest = max((1.0, *activation.values.values()))
    return steepest if activation.row.linear_pieces else 2 * steepest


def magnitude(parameters: Array) -> float:
    """The largest |θ| of the parameters (p); not a number where one is none."""
    return max(float(np.maximum.reduce(parameters)), -float(np.minimum.reduce(parameters)))


class OverflowBound:
    """The bounds for the networks of one shape on any of these examples.

    safe: the largest m of which the bound tells that both passes stay finite; 0 where even the smallest parameters
    are not known to be.
    """

    def __init__(self, network: Network, data: Batch) -> None:
        self._dtype = data.inputs.dtype
        widths = [max(layer.weights.shape[1] + 1, layer.units) for layer in network.layers]
        self._growths = [growth(layer.activation) for layer in network.layers]
        self._entries = data.targets.size
        self._factors = [c * width for c, width in zip(self._growths, widths, strict=True)]
        self._roundings = list(accumulate(2 * width + 8 for width in widths))
        self._farthest = max(1.0, *(float(np.abs(array).max()) for array in (data.inputs, data.targets)))
        self.safe = self._safe(4 * max(self._growths) * self._entries)

    def _safe(self, multiple: float) -> float:
        largest = float(np.finfo(self._dtype).max)
        room = (log(largest / MARGIN) - log(multiple)) / 2 - log(self._farthest)
        if room < 0:
            return 0.0
        low, high = log(np.finfo(np.float64).tiny), log(largest)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            needed = sum(max(0.0, log(factor) + middle) for factor in self._factors)
            low, high = (middle, high) if needed <= room else (low, middle)
        return exp(low)

    def holds(self, network: Network) -> bool:
        """Do the largest sums of a row and of a column of |W|, in place of w m, tell that both passes stay finite?

        A bound that costs more and is closer: z̃ grows by no more than the first, δ by no more than the second.
        """
        up, bounds = self._farthest, [self._farthest]
        sizes = [np.abs(layer.weights).astype(np.float64) for layer in network.layers]
        for layer, c, size in zip(network.layers, self._growths, sizes, strict=True):
            grown = c * (float(size.sum(axis=1).max()) * up + float(np.abs(layer.bias).max()))
            if not grown < np.inf:
                return False
            up = max(1.0, grown)
            bounds.append(up)
        down = 4 * self._growths[-1] * up
        largest = self._entries * max(up * up * 4, down * bounds[-2])
        for index in range(len(sizes) - 1, 0, -1):
            down *= self._growths[index - 1] * float(sizes[index].sum(axis=0).max())
            largest = max(largest, self._entries * down * max(1.0, bounds[index - 1]), down)
        return largest * MARGIN < float(np.finfo(self._dtype).max)

    def rounding(self, largest: float) -> list[float]:
        """By how much at most the z̃ of layers 1 … L, as computed, can be off while no |θ| is larger than this."""
        unit = float(np.finfo(self._dtype).eps)
        bounds = accumulate((max(1.0, factor * largest) for factor in self._factors), mul, initial=self._farthest)
        next(bounds)
        return [unit * bound * share for bound, share in zip(bounds, self._roundings, strict=True)]
