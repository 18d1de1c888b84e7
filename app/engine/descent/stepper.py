"""The forward and the backward pass as programs: fixed calls on arrays that are allocated once.

n example, i input unit, o output unit, p parameter. The numbers are those of `passes`: z̃ to the bit (the same
products and sums in the same order), gradients but for rounding, since the 1/N of a mean enters at δ⁽ᴸ⁾ already, in
one call rather than in two for each layer. That φ′ = 0 is a mask (see `passes`) only matters where something is
not finite: the backward pass that heeds it is a program of its own, to be run where the other has left the finite
numbers.

What may leave the finite numbers lies side by side in one block: every z̃, what the loss comes from, the gradient;
products of its pieces with themselves tell whether all of it is finite.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise

import numpy as np

from ..arrays import Array
from ..network.losses import Loss, Reduction, Targets
from ..network.network import Batch, Network
from ..network.programs import Program, copied
from .parameters import views
from .squares import finite, pieces

SPREAD_UP_TO = 4096
"""Up to so many cells it is faster to copy the biases for every example in one call and to add whole arrays, than
to let each addition repeat its bias; the sums are the same."""


class ForwardSpace:
    """Where the forward pass of one network over batches of one size writes.

    inputs (n, i): of the batch. For layers 1 … L in order preactivations z̃, activations z (the same array where φ
    is a straight line) and derivatives φ′ (n, o), written by a program of their own. block: every z̃ side by side.
    """

    def __init__(self, network: Network, inputs: Array, spare: tuple[int, ...] = ()) -> None:
        count = inputs.shape[0]
        self.inputs = inputs
        sizes = [count * layer.units for layer in network.layers]
        self.block = np.zeros(sum(sizes) + sum(spare), dtype=inputs.dtype)
        ends = accumulate((0, *sizes, *spare))
        cells = [self.block[start:end] for start, end in pairwise(ends)]
        self.spare = cells[len(sizes) :]
        self.preactivations = [cell.reshape(count, -1) for cell in cells[: len(sizes)]]
        self.activations = [
            z if layer.activation.straight else np.empty_like(z)
            for z, layer in zip(self.preactivations, network.layers, strict=True)
        ]
        self.derivatives = [np.empty_like(z) for z in self.preactivations]
        self.ones = np.ones(count, dtype=inputs.dtype)
        self._pieces = pieces(self.block)

    def below(self, index: int) -> Array:
        """z⁽ˡ⁻¹⁾ (n, i) of the layer with this index from 0."""
        return self.activations[index - 1] if index else self.inputs

    def finite(self) -> bool:
        """False where something in the block is not finite or so large that what comes of it may not be."""
        return finite(self._pieces)


class Workspace(ForwardSpace):
    """Where both passes write.

    targets (n, o): of the batch. deltas (n, o) of layers 1 … L, divided by N for a mean; signal (n, o): ŷ − y, or
    what the loss has instead; gradient (p). The block holds the signal and the gradient too.
    """

    def __init__(self, network: Network, batch: Batch) -> None:
        parameters = sum(layer.weights.size + layer.units for layer in network.layers)
        super().__init__(network, batch.inputs, (batch.targets.size, parameters))
        self.targets = batch.targets
        self.signal = self.spare[0].reshape(batch.targets.shape)
        self.gradient = self.spare[1]
        self.deltas = [np.empty_like(z) for z in self.preactivations]


@dataclass(frozen=True, slots=True)
class Objective:
    """What is minimised. difference_factor: that of the loss, where it holds for all targets of the run."""

    loss: Loss
    reduction: Reduction
    difference_factor: Callable[[int], float] | None


def objective(loss: Loss, reduction: Reduction, targets: Array) -> Objective:
    """The objective for batches drawn from these targets (n, o)."""
    sums_to_one = bool((np.add.reduce(targets, axis=-1) == 1).all())
    whole = loss.targets is not Targets.DISTRIBUTION or sums_to_one
    return Objective(loss, reduction, loss.difference_factor if whole else None)


def forward_program(network: Network, space: ForwardSpace, parameters: Array) -> Program:
    """The calls from z⁽⁰⁾ to z⁽ᴸ⁾ of a network whose arrays are views of `parameters` (p)."""
    calls: list[Callable[[], object]] = []
    biases = [layer.bias for layer in network.layers]
    if len(space.ones) * sum(bias.size for bias in biases) <= SPREAD_UP_TO:
        spread, biases = _spread(network, space, parameters)
        calls.append(spread)
    for index, bias in enumerate(biases):
        layer, z = network.layers[index], space.preactivations[index]
        calls += [partial(space.below(index).dot, layer.weights.T, z), partial(np.add, z, bias, z)]
        if not layer.activation.straight:
            calls += layer.activation.function_program(z, space.activations[index])
    return tuple(calls)


def _spread(network: Network, space: ForwardSpace, parameters: Array) -> tuple[Callable[[], object], list[Array]]:
    """A call that writes the bias of each layer for every example, and the arrays (n, o) that it writes to."""
    places = views(np.arange(parameters.size, dtype=np.float64), network)
    wanted = [np.broadcast_to(la.bias, (len(space.ones), la.units)) for la in places.layers]
    indices = np.concatenate([place.ravel() for place in wanted]).astype(np.intp)
    spread = np.empty(indices.size, dtype=parameters.dtype)
    ends = accumulate((0, *(place.size for place in wanted)))
    cells = [spread[start:end] for start, end in pairwise(ends)]
    biases = [cell.reshape(place.shape) for cell, place in zip(cells, wanted, strict=True)]
    return partial(parameters.take, indices, 0, spread, "clip"), biases


def derivative_program(network: Network, space: ForwardSpace, index: int) -> Program:
    """The calls that write φ′ of the layer with this index from 0."""
    z, a, derivative = space.preactivations[index], space.activations[index], space.derivatives[index]
    return network.layers[index].activation.derivative_program(z, a, derivative)


def backward_program(network: Network, space: Workspace, goal: Objective, *, masks: bool = False) -> Program:
    """The calls from z⁽ᴸ⁾ to the whole gradient; with `masks`, what a flat side blocks is 0 whatever it is."""
    gradient = views(space.gradient, network)
    calls = [*_output_program(network, space, goal, masks)]
    for index in reversed(range(len(network.layers))):
        delta = space.deltas[index]
        if index < len(network.layers) - 1:
            calls.append(partial(space.deltas[index + 1].dot, network.layers[index + 1].weights, delta))
            calls += _through_activation(network, space, index, masks)
        calls.append(partial(delta.T.dot, space.below(index), gradient.layers[index].weights))
        calls.append(partial(space.ones.dot, delta, gradient.layers[index].bias))
    return tuple(calls)


def _output_program(network: Network, space: Workspace, goal: Objective, masks: bool) -> Program:
    """The calls that write the signal and δ⁽ᴸ⁾."""
    prediction = space.activations[-1]
    scale = 1 / len(space.ones) if goal.reduction == "mean" else 1.0
    calls: list[Callable[[], object]] = []
    if goal.difference_factor is not None:
        calls.append(partial(np.subtract, prediction, space.targets, space.signal))
        scale *= goal.difference_factor(prediction.shape[-1])
    else:
        arguments = (space.preactivations[-1], prediction, space.targets)
        calls += copied(goal.loss.signal, arguments, space.signal)
    calls.append(partial(np.multiply, space.signal, np.array(scale, dtype=space.signal.dtype), space.deltas[-1]))
    if not goal.loss.cancels_derivative:
        calls += _through_activation(network, space, len(network.layers) - 1, masks)
    return tuple(calls)


def _through_activation(network: Network, space: Workspace, index: int, masks: bool) -> Program:
    """The calls that multiply the δ of a layer by φ′; none where φ is a straight line."""
    if network.layers[index].activation.straight:
        return ()
    delta, derivative = space.deltas[index], space.derivatives[index]
    multiply = partial(np.multiply, delta, derivative, delta)
    block = (partial(network.layers[index].activation.block, delta, derivative),) if masks else ()
    return (*derivative_program(network, space, index), multiply, *block)
