"""One forward and one backward pass and everything that can be read off them: the result every view is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arrays import Array
from ..network.losses import Loss, Reduction, accuracy, reduce
from ..network.network import Batch, Network
from ..network.quantities import SHOWN
from .case import Case
from .neurons import neuron_facts
from .passes import LayerTrace, Trace, trace
from .status import UNKNOWN, NeuronFacts

SAFE_SQUARES: Mapping[np.dtype[Any], tuple[float, float]] = {
    np.dtype(kind): (float(np.finfo(kind).tiny / np.finfo(kind).eps ** 2), float(np.finfo(kind).max / 2))
    for kind in (np.float32, np.float64)
}
"""A sum of squares between these has lost nothing to underflow or overflow."""


_FORWARD = ("weights", "bias", "preactivation", "activation")
"""What is there before the losses are."""


@dataclass(frozen=True, slots=True)
class NonFinite:
    """The first quantity, in order of computation, that left the finite numbers, and its count of such entries.

    Over a stack it is the first in any network, and the count is over all. The losses belong to the last layer.
    """

    layer: int
    quantity: str
    count: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything about one batch; a leading network axis may stand before each shape.

    inputs (n, i), targets (n, o), losses (n), loss (), accuracy () or None; for layers 1 … L in order the traces,
    the neuron facts and the Frobenius norm () of ∇W; and what first left the finite numbers, if anything.
    """

    inputs: Array
    targets: Array
    losses: Array
    loss: Array
    accuracy: Array | None
    layers: tuple[LayerTrace, ...]
    neurons: tuple[NeuronFacts, ...]
    gradient_norms: tuple[Array, ...]
    non_finite: NonFinite | None


def analyze(
    network: Network, batch: Batch, loss: Loss, *, reduction: Reduction = "mean", example: int | None = None
) -> Analysis:
    """One forward and one backward pass of the batch through the network.

    With `example`, ∇W and ∇b are those of that example alone; everything else is the batch's. Numbers that
    overflow are kept and reported, not raised. Raises IndexError for an example outside the batch.
    """
    return analysis_of(Case(network, batch, loss, reduction, example))


def analysis_of(case: Case) -> Analysis:
    """The same of a case. Raises IndexError for an example outside the batch."""
    batch = case.batch
    if case.example is not None and not 0 <= case.example < case.examples:
        raise IndexError(f"expected an example from 0 to {case.examples - 1}; got {case.example}")
    with np.errstate(all="ignore"):
        traced = trace(case)
        norms = tuple(frobenius(layer.weight_gradient) for layer in traced.layers)
        neurons = neuron_facts(case, traced)
        return Analysis(
            inputs=batch.inputs,
            targets=batch.targets,
            losses=traced.losses,
            loss=reduce(traced.losses, case.reduction),
            accuracy=accuracy(case.loss, traced.layers[-1].activation, batch.targets),
            layers=traced.layers,
            neurons=neurons,
            gradient_norms=norms,
            non_finite=_first_non_finite(traced, neurons, norms),
        )


def frobenius(matrix: Array) -> Array:
    """√Σ entries² over the last two axes; scaled by the largest entry where the squares leave the range."""
    flat = matrix.reshape(*matrix.shape[:-2], -1)
    square = np.vecdot(flat, flat)
    norm: Array = np.sqrt(square)
    smallest, largest_square = SAFE_SQUARES[square.dtype]
    safe = (square > smallest) & (square < largest_square)
    if np.logical_and.reduce(safe, axis=None):
        return norm
    largest = np.abs(flat).max(axis=-1, keepdims=True)
    scale = np.where((largest == 0) | ~np.isfinite(largest), largest.dtype.type(1), largest)
    scaled = flat / scale
    rescaled = scale[..., 0] * np.sqrt(np.vecdot(scaled, scaled))
    return np.where(safe, norm, rescaled)  # of one network, whatever the others of the stack are like


def _first_non_finite(
    traced: Trace, neurons: tuple[NeuronFacts, ...], norms: tuple[Array, ...]
) -> NonFinite | None:
    """None at the price of a few sums where all is well; otherwise a search in order of computation."""
    total = np.add.reduce(traced.losses, axis=-1)
    for facts, layer, norm in zip(neurons, traced.layers, norms, strict=True):
        total = total + norm + np.add.reduce(facts.dormancy, axis=-1) + np.add.reduce(layer.bias_gradient, axis=-1)
    known = all(np.minimum.reduce(facts.status, axis=None) > UNKNOWN for facts in neurons)
    if known and np.isfinite(total).all():
        return None
    for number, quantity, array in _in_order(traced):
        count = array.size - int(np.count_nonzero(np.isfinite(array)))
        if count:
            return NonFinite(number, quantity, count)
    return None


def _in_order(traced: Trace) -> Iterator[tuple[int, str, Array]]:
    """Every computed array that is shown, in the order in which it came to be, with its layer and wire name."""
    top = len(traced.layers)
    for number, layer in enumerate(traced.layers, start=1):
        yield from ((number, name, getattr(layer, name)) for name in _FORWARD)
    yield top, "losses", traced.losses
    for number, layer in zip(range(top, 0, -1), reversed(traced.layers), strict=True):
        backward = ((number, name, getattr(layer, name)) for name in SHOWN if name not in _FORWARD)
        yield from (each for each in backward if each[2] is not None)
