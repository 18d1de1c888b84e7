"""What rounding alone can do to a loss and to its gradients: bounds to first order, layer by layer.

n example, i input unit, o output unit; of one network, without a leading axis. A sum of products comes out wrong by
up to about ε_machine (|W| |z| + |b|), and that moves the loss by so much times |δ|. The gradients that are small
differences of large numbers are as uncertain as those are large: s⁽ˡ⁾ of `magnitudes` bounds what δ is the sum of.

Higham (2002), "Accuracy and Stability of Numerical Algorithms", chapter 3.
"""

from typing import NamedTuple

import numpy as np

from ..analysis.case import Case
from ..analysis.magnitudes import Scales
from ..analysis.passes import Trace, gradients
from ..arrays import Array
from ..network.losses import Loss
from ..network.network import Batch

EPSILON = float(np.finfo(np.float64).eps)
SMALLEST = float(np.finfo(np.float64).smallest_normal)
"""Below it numbers lose digits, whatever they are relative to."""


class Rounding(NamedTuple):
    """Of layer l: the error (n) of a loss computed from z̃⁽ˡ⁾ upwards, and the largest errors of the gradients."""

    losses: Array
    delta: float
    weight_gradient: float
    bias_gradient: float


def roundings(case: Case, traced: Trace) -> tuple[Rounding, ...]:
    """The bounds for layers 1 … L in order, from one trace in float64."""
    found: list[Rounding] = []
    losses, scales = _of_the_loss(case.batch, case.loss, traced), Scales(case, traced)
    for index in range(case.top - 1, -1, -1):
        layer, scale = traced.layers[index], scales.exact(index)
        below = np.abs(traced.layers[index - 1].activation if index else case.batch.inputs)
        size = below @ np.abs(layer.weights).T + np.abs(layer.bias)
        losses = losses + np.vecdot(np.abs(layer.delta), size)
        weight_gradient, bias_gradient = gradients(scale, below, case.reduction, case.example)
        largest = (float(array.max()) for array in (scale, weight_gradient, bias_gradient))
        found.append(Rounding(EPSILON * losses + SMALLEST, *(EPSILON * value + SMALLEST for value in largest)))
    return tuple(reversed(found))


def _of_the_loss(batch: Batch, loss: Loss, traced: Trace) -> Array:
    """What the last formula adds (n), in units of ε_machine: log Σ eᶻ̃ is wrong by that much however small ℓ is."""
    output = traced.layers[-1]
    if output.derivative is None:
        return np.abs(traced.losses) + 1
    signal = loss.signal(output.preactivation, output.activation, batch.targets)
    error: Array = np.abs(traced.losses) + np.vecdot(np.abs(signal), np.abs(output.activation))
    return error
