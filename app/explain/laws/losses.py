"""Losses that are a mean over the outputs, ℓ = (1/d) Σᵢ f(ŷᵢ − yᵢ): a row each, from which every equation comes.

i output unit. With f′ = c g, ∂ℓ/∂ŷᵢ = (c/d) g(ŷᵢ − yᵢ), and δ⁽ᴸ⁾ is that times φ′. To explain another loss of this
kind, add a row to `MEANS`. The entropies, whose ŷ is a distribution, have equations of their own.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import NamedTuple

import numpy as np

from ...engine.arrays import Array
from ..equations.atoms import Number, operator
from ..equations.functions import Applied, Magnitude
from ..equations.operations import Power, Sum
from ..equations.tree import Node
from ..equations.writing import ONE, minus, over, times


class MeanOfTerms(NamedTuple):
    """f of a difference as a node, and as the factors of its value; c; g as a node, whether it is exact even of a
    difference that is not, and g as a value."""

    term: Callable[[Node], Node]
    factors: Callable[[Array], tuple[Array, ...]]
    constant: int
    slope: Callable[[Node], Node]
    exact_slope: bool
    slope_value: Callable[[Array], Array]

    def value(self, difference: Array) -> Array:
        """f(e), of the shape of the differences."""
        return reduce(np.multiply, self.factors(difference))

    def loss(self, width: Node, outputs: int, prediction: Node, target: Node) -> Node:
        """ℓ of an example in symbols, from those of d and of ŷᵢ and yᵢ."""
        return times(over(ONE, width), Sum("i", outputs, self.term(minus(prediction, target))))

    def gradient(self, width: Node, prediction: Node, target: Node, *slope: Node) -> Node:
        """∂ℓ/∂ŷ in symbols, whole or of a unit; with φ′ behind it δ⁽ᴸ⁾."""
        return times(over(Number(self.constant), width), self.slope(minus(prediction, target)), *slope)

    def gradient_in_numbers(self, outputs: int, prediction: Node, target: Node, *slope: Node) -> Node:
        """The same with numbers, or with φ′ behind it δ⁽ᴸ⁾; c/d is left out where it is 1."""
        factors = (*self._share_in_numbers(outputs), self.slope(minus(prediction, target)), *slope)
        return factors[0] if len(factors) == 1 else times(*factors)

    def _share_in_numbers(self, outputs: int) -> tuple[Node, ...]:
        if outputs > 1:
            return (over(Number(self.constant), Number(outputs)),)
        return (Number(self.constant),) if self.constant != 1 else ()


def _sign(node: Node) -> Node:
    return Applied(operator("sgn"), (node,), np.sign)


MEANS: Mapping[str, MeanOfTerms] = {
    "mean_squared_error": MeanOfTerms(lambda e: Power(e, 2), lambda e: (e, e), 2, lambda e: e, False, lambda e: e),
    "mean_absolute_error": MeanOfTerms(Magnitude, lambda e: (np.abs(e),), 1, _sign, True, np.sign),
}
"""By the loss's name on the wire."""
