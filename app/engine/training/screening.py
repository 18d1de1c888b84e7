"""A screening for dead units: what the next mini-batch has computed already, and of layer 1 a few units alone.

n example, i input unit, o output unit. A unit that is on for one example of the mini-batch is on for one of the
probe batch, which holds them all. It adds the products up in another order than the probe, so that it only
trusts what rounding cannot turn: how far inside its flat sides a unit is at most must differ from 0 by more than
both computations can be off; else it tells nothing, and the probe has to look at everything.
"""

from collections.abc import Sequence

import numpy as np

from ..arrays import Array, Flags
from ..descent.stepper import ForwardSpace
from ..network.network import Network
from .overflow import OverflowBound

WORTHWHILE = 2**21
"""Multiplications of a forward pass over the probe batch from which on a screening is quicker."""


class Screening:
    """At the layers with these indices from 0, which have a flat side.

    inputs (n, i) of the probe batch, which holds all the data.
    """

    def __init__(self, network: Network, layers: Sequence[int], inputs: Array, bound: OverflowBound) -> None:
        self._layers, self._inputs, self._bound = tuple(layers), inputs, bound
        self._sides = [network.layers[index].activation.flat_sides or (-np.inf, np.inf) for index in layers]

    def dead(self, network: Network, batch: ForwardSpace, largest: float) -> list[Flags] | None:
        """Who is dead, layer by layer (o), in a network with no parameter larger than this; None where it cannot be
        told. `batch` is what the forward pass over some of the examples has written."""
        rounding = self._bound.rounding(largest)
        found: list[Flags] = []
        for index, sides in zip(self._layers, self._sides, strict=True):
            margin = 2 * rounding[index]
            suspects = np.flatnonzero(~(_inside(batch.preactivations[index], sides) > margin))
            dead = np.zeros(network.layers[index].units, dtype=np.bool_)
            if suspects.size:
                if index:
                    return None
                layer = network.layers[0]
                inside = _inside(self._inputs @ layer.weights[suspects].T + layer.bias[suspects], sides)
                if not (np.abs(inside) > margin).all():
                    return None
                dead[suspects] = inside < 0
            found.append(dead)
        return found


def _inside(preactivation: Array, sides: tuple[float, float]) -> Array:
    """How far each unit (o) is inside its flat sides on the example where it is furthest; negative: outside."""
    below, above = sides
    inside: Array = preactivation - below
    if above != np.inf:
        inside = np.minimum(inside, above - preactivation)
    furthest: Array = np.maximum.reduce(inside, axis=0)
    return furthest


def worthwhile(network: Network, examples: int) -> bool:
    """Does a screening save more than it costs, of a network probed with so many examples?"""
    return examples * sum(layer.weights.size for layer in network.layers) >= WORTHWHILE
