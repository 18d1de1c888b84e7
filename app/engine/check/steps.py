"""Which quantities of a pass are what its formulas give but for rounding: each step of it, done again in float64.

n example, i input unit, o output unit; of one network, without a leading axis. A step starts from what the pass
itself had before it. So whatever rounding has done until then, and however far it was carried, does not count, and
by how much a step may be off is small and known: a sum of d terms by (d + 1) ε_machine / 2 of the sum of their
magnitudes, a function by some ε_machine of its value and of its argument. Rounding explains no more than that.

Higham (2002), "Accuracy and Stability of Numerical Algorithms", chapter 3.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ..analysis.case import Case
from ..analysis.passes import LayerTrace, Trace, affine, gradients
from ..arrays import Array
from ..network.activations import Activation
from ..network.losses import Loss
from ..network.network import Batch, Layer

OF_FUNCTION = 64.0
"""Of ε_machine, by which a function may be off: φ′ of gelu_tanh, whose terms cancel, is by up to 40."""


class Sound(NamedTuple):
    """Of layer l: is nothing but rounding in the steps that lead to the quantity?"""

    delta: bool
    weight_gradient: bool
    bias_gradient: bool


def sound_steps(case: Case, traced: Trace) -> tuple[Sound, ...]:
    """Of layers 1 … L in order. The case is in float64, the trace is of the same numbers in another precision. A
    step whose numbers have left the finite ones tells nothing and passes."""
    network, precision = case.network, _precision_of(traced)
    layers = [_in_double(layer) for layer in traced.layers]
    belows = [case.batch.inputs, *(layer.activation for layer in layers[:-1])]
    sound = all(_forward(precision, *step) for step in zip(network.layers, belows, layers, strict=True))
    incoming = _signal(case.loss, case.batch, layers[-1])
    found: list[Sound] = []
    for index in range(len(layers) - 1, -1, -1):
        layer, below = layers[index], belows[index]
        sound = sound and _backward(precision, network.layers[index].activation, incoming, layer)
        weights, bias = (
            _within(got, precision.of_sum(size, len(below)), value)
            for got, value, size in zip(
                (layer.weight_gradient, layer.bias_gradient),
                gradients(layer.delta, below, case.reduction, case.example),
                gradients(np.abs(layer.delta), np.abs(below), case.reduction, case.example),
                strict=True,
            )
        )
        found.append(Sound(sound, sound and weights, sound and bias))
        incoming = _backpropagated(layer)
    return tuple(reversed(found))


class _Terms(NamedTuple):
    """A sum of so many terms, and the sum of their magnitudes."""

    total: Array
    size: Array
    number: int


class _Precision(NamedTuple):
    """ε_machine, the smallest normal number and the largest number."""

    epsilon: float
    smallest: float
    largest: float

    def of_sum(self, size: Array, number: int) -> Array:
        """What rounding may do to a sum of so many terms; anything where it may have overflown."""
        rounding = (number + 1) * (self.epsilon / 2 * size + self.smallest)
        return np.where(size > self.largest, np.inf, rounding)

    def of_function(self, function: Callable[[Array], Array], argument: Array, scale: float) -> Array:
        """What it may do to a function; `scale` is the largest constant in it."""
        value, off = function(argument), OF_FUNCTION * self.epsilon
        lower, upper = (np.abs(function(argument * (1 + by)) - value) for by in (-off, off))
        allowed: Array = np.maximum(lower, upper) + off * np.abs(value) + self.smallest * scale
        return allowed

    def of_softmax(self, value: Array, argument: Array) -> Array:
        """What it may do to a softmax, whose exponents lose as much as they are large."""
        exponents = argument.max(axis=-1, keepdims=True) - argument
        allowed: Array = self.epsilon * value * (OF_FUNCTION * (1 + exponents) + value.shape[-1]) + self.smallest
        return allowed


def _precision_of(traced: Trace) -> _Precision:
    limits = np.finfo(traced.losses.dtype)
    return _Precision(float(limits.eps), float(limits.smallest_normal), float(limits.max))


def _in_double(layer: LayerTrace) -> LayerTrace:
    return layer._replace(
        **{name: array.astype(np.float64) for name, array in layer._asdict().items() if array is not None}
    )


def _within(got: Array, allowed: Array, value: Array) -> bool:
    """Nowhere off by more than allowed; what is not finite is not compared."""
    return not bool((np.abs(got - value) > allowed).any())


def _forward(precision: _Precision, layer: Layer, below: Array, seen: LayerTrace) -> bool:
    """The steps to z̃ and to z of a layer."""
    size = np.abs(below) @ np.abs(layer.weights).T + np.abs(layer.bias)
    activation, argument = layer.activation, seen.preactivation
    value = activation.function(argument)
    if activation.row.elementwise:
        allowed = precision.of_function(activation.function, argument, _scale(activation))
    else:
        allowed = precision.of_softmax(value, argument)
    return _within(argument, precision.of_sum(size, layer.fan_in + 1), affine(layer, below)) and _within(
        seen.activation, allowed, value
    )


def _backward(precision: _Precision, activation: Activation, incoming: _Terms, seen: LayerTrace) -> bool:
    """The steps to φ′, where it enters δ, and to δ of a layer."""
    allowed = precision.of_sum(incoming.size, incoming.number)
    if seen.factor is None:
        return _within(seen.delta, allowed, incoming.total)

    def derivative(at: Array) -> Array:
        return activation.derivative(at, activation.function(at))

    of_derivative = precision.of_function(derivative, seen.preactivation, _scale(activation))
    product = incoming.total * seen.factor
    allowed = allowed * np.abs(seen.factor) + precision.of_sum(np.abs(product), 0)
    return _within(seen.factor, of_derivative, derivative(seen.preactivation)) and _within(
        seen.delta, allowed, product
    )


def _signal(loss: Loss, batch: Batch, output: LayerTrace) -> _Terms:
    """What the loss sends down (n, o); the factor 2/d of a squared error is 2 at most."""
    total = loss.signal(output.preactivation, output.activation, batch.targets)
    return _Terms(total, 2 * loss.magnitude(output.activation, batch.targets), 2 + total.shape[-1])


def _backpropagated(above: LayerTrace) -> _Terms:
    """What a layer sends down (n, i): Wᵀδ."""
    size: Array = np.abs(above.delta) @ np.abs(above.weights)
    return _Terms(above.delta @ above.weights, size, above.delta.shape[-1])


def _scale(activation: Activation) -> float:
    """The largest parameter, but 1 at least: what is lost at the bottom of the range is multiplied by it."""
    return max([1.0, *activation.values.values()])
