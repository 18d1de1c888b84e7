"""Stacked copies of a network that differ from it in one layer: their losses, and the kinks they cross.

c copy, n example, i input unit, o output unit; float64 throughout. A copy begins at the preactivations of the
layer in which it differs, since nothing changes below, and goes upwards by the formulas of the forward pass, all
copies at once. Where one unit alone differs, one column of z̃⁽ˡ⁾ does, and z̃⁽ˡ⁺¹⁾ changes by the change of that
unit's activation times its column of the weights above: no product has to be made anew. Units come last as
everywhere, but slowest in memory: sums over a few units then run along many copies.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..analysis.case import Case
from ..analysis.passes import Trace, preactivations_from
from ..arrays import Array, Flags
from ..network.losses import Loss, Reduction
from ..network.network import Network

Units = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Point:
    """What the copies are copies of: a network, a batch and its forward pass, without a leading axis.

    preactivations z̃⁽¹⁾ … z̃⁽ᴸ⁾ and activations z⁽⁰⁾ … z⁽ᴸ⁾ (n, o), losses (n). strays: for each layer the examples
    (n) on which the pass that is checked, in a lower precision, lies on another side of a kink there or above.
    """

    network: Network
    targets: Array
    loss: Loss
    reduction: Reduction
    preactivations: tuple[Array, ...]
    activations: tuple[Array, ...]
    losses: Array
    strays: tuple[Flags, ...]

    @property
    def units(self) -> tuple[int, ...]:
        """d₀ … d_L."""
        return (self.network.input_size, *(layer.units for layer in self.network.layers))

    def only(self, example: int) -> "Point":
        """The same with this example alone."""
        row = slice(example, example + 1)
        return Point(
            self.network,
            self.targets[row],
            self.loss,
            self.reduction,
            tuple(array[row] for array in self.preactivations),
            tuple(array[row] for array in self.activations),
            self.losses[row],
            tuple(flags[row] for flags in self.strays),
        )


class Outcome(NamedTuple):
    """Of each copy and example (c, n): the loss, and whether a preactivation lies on another side of a kink."""

    losses: Array
    crossed: Flags


def point_of(case: Case, traced: Trace, checked: Trace) -> Point:
    """The point of a case and its trace in float64; `checked` is the trace whose gradients are to be checked."""
    network, batch = case.network, case.batch
    stray: Flags = np.zeros(case.examples, dtype=np.bool_)
    if case.loss.kinked:
        outputs = (each.layers[-1].activation for each in (traced, checked))
        differences = (output - batch.targets for output in outputs)
        stray = np.logical_or.reduce(_crossed((0.0,), *differences), axis=-1)
    strays: list[Flags] = []
    for layer, exact, other in zip(network.layers[::-1], traced.layers[::-1], checked.layers[::-1], strict=True):
        stray = stray | _crossed(layer.activation.kinks, exact.preactivation, other.preactivation).any(axis=-1)
        strays.append(stray)
    return Point(
        network,
        np.asfortranarray(batch.targets),
        case.loss,
        case.reduction,
        tuple(layer.preactivation for layer in traced.layers),
        (batch.inputs, *(layer.activation for layer in traced.layers)),
        traced.losses,
        tuple(strays[::-1]),
    )


def outcome(point: Point, number: int, preactivations: Array) -> Outcome:
    """Of copies with these z̃⁽ˡ⁾ (c, n, o), l = `number`."""
    crossed = np.zeros(preactivations.shape[:2], dtype=np.bool_)
    layers = point.network.layers[number - 1 :]
    top = preactivations
    for layer, at_point, top in zip(
        layers,
        point.preactivations[number - 1 :],
        preactivations_from(point.network, number, preactivations),
        strict=True,
    ):
        if layer.activation.kinks:
            crossed |= np.logical_or.reduce(_crossed(layer.activation.kinks, at_point, top), axis=-1)
    predictions = layers[-1].activation.function(top) if point.loss.needs_prediction else top
    if point.loss.kinked:
        at_point = point.activations[-1] - point.targets
        crossed |= np.logical_or.reduce(_crossed((0.0,), at_point, predictions - point.targets), axis=-1)
    return Outcome(point.loss.of_example(top, predictions, point.targets), crossed)


def outcome_of_columns(point: Point, number: int, units: Units, columns: Array) -> Outcome:
    """Of copies each with one unit (c) of layer l = `number` whose preactivations are these (c, n)."""
    layer, at_point = point.network.layers[number - 1], point.preactivations[number - 1]
    if number == len(point.network.layers):
        output = np.repeat(at_point.T[:, None, :], len(units), axis=1)
        output[units, np.arange(len(units))] = columns
        return outcome(point, number, np.moveaxis(output, 0, -1))
    change = layer.activation.function(columns) - point.activations[number][:, units].T
    above = point.network.layers[number].weights[:, units, None] * change
    above += point.preactivations[number].T[:, None, :]
    found = outcome(point, number + 1, np.moveaxis(above, 0, -1))
    return Outcome(found.losses, found.crossed | _crossed(layer.activation.kinks, at_point[:, units].T, columns))


def travels(point: Point, number: int, preactivations: Array) -> Array:
    """How far (c, n) copies with these z̃⁽ˡ⁾ (c, n, o) take any preactivation of layer l = `number` or above."""
    far = np.zeros(preactivations.shape[:2])
    tops = preactivations_from(point.network, number, preactivations)
    for at_point, top in zip(point.preactivations[number - 1 :], tops, strict=True):
        far = np.maximum(far, np.maximum.reduce(np.abs(top - at_point), axis=-1))
    return far


def _crossed(kinks: Iterable[float], one: Array, other: Array) -> Flags:
    """Where two numbers lie on different sides of a kink, or one of them on it and the other not."""
    crossed = np.zeros(np.broadcast_shapes(one.shape, other.shape), dtype=np.bool_)
    for kink in kinks:
        crossed |= (one > kink) != (other > kink)
        crossed |= (one < kink) != (other < kink)
    return crossed
