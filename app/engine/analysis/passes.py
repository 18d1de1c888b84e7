"""The forward and the backward pass, every intermediate kept.

k network, n example, i input unit, o output unit. Examples are rows, so that the sheet's W z is z Wᵀ here:

    z̃⁽ˡ⁾ = W⁽ˡ⁻¹⁾ z⁽ˡ⁻¹⁾ + b⁽ˡ⁻¹⁾,  z⁽ˡ⁾ = φ(z̃⁽ˡ⁾)
    δ⁽ᴸ⁾ = ŷ − y for the entropies, ∂ℓ/∂ŷ ⊙ φ′(z̃⁽ᴸ⁾) for every other loss
    δ⁽ˡ⁾ = (W⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾) ⊙ φ′(z̃⁽ˡ⁾)
    ∇W⁽ˡ⁾ = δ⁽ˡ⁺¹⁾ z⁽ˡ⁾ᵀ,  ∇b⁽ˡ⁾ = δ⁽ˡ⁺¹⁾, summed over the examples and divided by their number for the mean

On a flat side and at a kink φ′ = 0 is a mask: δ is 0 there whatever comes back, ∞ and NaN too. No other product is
masked: δ zᵀ of such a unit is 0 as long as z is finite, and where z is not, the unit's z̃ is not either, so that on
which side it lies is not known.

Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating errors".
"""

from collections.abc import Iterator
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

import numpy as np

from ..arrays import Array
from ..network.losses import Reduction
from ..network.network import Layer, Network
from .case import Case


class LayerTrace(NamedTuple):
    """All quantities of layer l; a leading network axis may stand before each shape.

    preactivation, activation, delta (n, o); derivative likewise, None for softmax; weights and weight_gradient
    (o, i), bias and bias_gradient (o). δ is ∂ℓ_n/∂z̃ for each example, never divided by their number. factor: the
    φ′ that δ is multiplied by, `derivative` itself; None where there is none: at an output whose loss cancels it.
    """

    weights: Array
    bias: Array
    preactivation: Array
    activation: Array
    derivative: Array | None
    delta: Array
    weight_gradient: Array
    bias_gradient: Array
    factor: Array | None


class Trace(NamedTuple):
    """One forward and one backward pass: losses (…, n) and the traces of layers 1 … L in order."""

    inputs: Array
    losses: Array
    layers: tuple[LayerTrace, ...]


def forward(network: Network, inputs: Array) -> tuple[list[Array], list[Array]]:
    """Preactivations z̃⁽ˡ⁾ and activations z⁽ˡ⁾ (…, n, o) of layers 1 … L for inputs (…, n, i)."""
    preactivations: list[Array] = []
    activations: list[Array] = []
    z = inputs
    for layer in network.layers:
        preactivation = affine(layer, z)
        z = layer.activation.function(preactivation)
        preactivations.append(preactivation)
        activations.append(z)
    return preactivations, activations


def affine(layer: Layer, below: Array) -> Array:
    """z̃⁽ˡ⁾ (…, n, o) from z⁽ˡ⁻¹⁾ (…, n, i); a stack of these under the weights of one network is one product."""
    if layer.weights.ndim == 2 and below.ndim > 2:
        columns = layer.weights @ below.reshape(-1, below.shape[-1]).T
        preactivation = columns.T.reshape(*below.shape[:-1], layer.units)
    else:
        preactivation = below @ layer.weights.mT
    preactivation += layer.bias[..., None, :]
    return preactivation


def preactivations_from(network: Network, number: int, preactivation: Array) -> Iterator[Array]:
    """z̃⁽ˡ⁾ (…, n, o) as given, l = `number`, and those of the layers above that follow from it, in order."""
    yield preactivation
    for below, layer in pairwise(network.layers[number - 1 :]):
        preactivation = affine(layer, below.activation.function(preactivation))
        yield preactivation


def trace(case: Case) -> Trace:
    """Both passes over the batch of a case."""
    network, batch, loss, reduction, example = case.network, case.batch, case.loss, case.reduction, case.example
    preactivations, activations = forward(network, batch.inputs)
    losses = loss.of_example(preactivations[-1], activations[-1], batch.targets)
    delta = loss.signal(preactivations[-1], activations[-1], batch.targets)
    layers: list[LayerTrace] = []
    for index in reversed(range(len(network.layers))):
        layer, preactivation, z = network.layers[index], preactivations[index], activations[index]
        derivative = layer.activation.derivative(preactivation, z) if layer.activation.row.elementwise else None
        at_output = index == len(network.layers) - 1
        factor = None if at_output and loss.cancels_derivative else derivative
        if factor is not None:
            delta *= factor
        below = activations[index - 1] if index else batch.inputs
        weight_gradient, bias_gradient = gradients(delta, below, reduction, example)
        signal = np.add.reduce(bias_gradient if example is None else delta, axis=None)
        if layer.activation.blocks and not isfinite(signal):
            assert factor is not None
            layer.activation.block(delta, factor)
            weight_gradient, bias_gradient = gradients(delta, below, reduction, example)
        layers.append(
            LayerTrace(
                layer.weights,
                layer.bias,
                preactivation,
                z,
                derivative,
                delta,
                weight_gradient,
                bias_gradient,
                factor,
            )
        )
        if index:
            delta = delta @ layer.weights
    return Trace(batch.inputs, losses, tuple(reversed(layers)))


def gradients(delta: Array, below: Array, reduction: Reduction, example: int | None) -> tuple[Array, Array]:
    """∇W (…, o, i) and ∇b (…, o) from δ (…, n, o) and z⁽ˡ⁻¹⁾ (…, n, i)."""
    if example is not None:
        delta, below = delta[..., example : example + 1, :], below[..., example : example + 1, :]
    weight_gradient = delta.mT @ below
    bias_gradient = np.add.reduce(delta, axis=-2)
    if reduction == "mean" and delta.shape[-2] > 1:
        weight_gradient /= delta.shape[-2]
        bias_gradient /= delta.shape[-2]
    return weight_gradient, bias_gradient
