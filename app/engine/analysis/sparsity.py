"""Sparsity: what is exactly zero in a pass, and the multiplications that a backward pass could skip for it.

k network, n example, i input unit, o output unit. For each example ∇W⁽ˡ⁻¹⁾ takes the products δ⁽ˡ⁾_o z⁽ˡ⁻¹⁾_i, and
above the first layer δ⁽ˡ⁻¹⁾_i takes the W⁽ˡ⁻¹⁾_oi δ⁽ˡ⁾_o, which come to nothing where φ′⁽ˡ⁻¹⁾_i = 0.

Glorot, Bordes and Bengio (2011), "Deep sparse rectifier neural networks".
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array
from .interference import Traced

Counts = NDArray[np.int64]


class Sparsity(NamedTuple):
    """Of layer l over the batch: the shares (…) of δ⁽ˡ⁾ and of z⁽ˡ⁾ that are zero; the multiplications of the dense
    backward pass at the layer, and those of them (…) that have a δ or z of 0 for a factor, or a product that φ′ = 0
    below makes 0, and their share (…). A weight of 0 skips nothing.

    The mean over the examples does not count, nor does δ⁽ᴸ⁾ from the loss, nor the product with φ′. What is not a
    number is not zero.
    """

    delta: Array
    activation: Array
    multiplications: int
    skipped: Counts
    skipped_share: Array


class Summary(NamedTuple):
    """Of all layers: the multiplications of the dense backward pass, those of them (…) that could be skipped, and
    their share (…)."""

    multiplications: int
    skipped: Counts
    skipped_share: Array


def sparsity(traced: Traced) -> tuple[Sparsity, ...]:
    """For layers 1 … L in order."""
    found: list[Sparsity] = []
    below, flat_below = traced.inputs, None
    for layer in traced.layers:
        live = np.count_nonzero(layer.delta, axis=-1)
        factors, products = np.count_nonzero(below, axis=-1), 1
        if flat_below is not None:
            factors, products = factors + np.count_nonzero(flat_below, axis=-1), 2
        dense = products * layer.delta.shape[-2] * layer.delta.shape[-1] * below.shape[-1]
        skipped = dense - np.vecdot(live, factors)
        found.append(Sparsity(_zeros(layer.delta), _zeros(layer.activation), dense, skipped, skipped / dense))
        below, flat_below = layer.activation, layer.derivative
    return tuple(found)


def summary(found: Sequence[Sparsity]) -> Summary:
    """The multiplications of all layers, one at least, together."""
    dense = sum(layer.multiplications for layer in found)
    skipped = np.sum([layer.skipped for layer in found], axis=0)
    return Summary(dense, skipped, skipped / dense)


def _zeros(array: Array) -> Array:
    """The share (…) of zeros in (…, n, o)."""
    entries = array.shape[-2] * array.shape[-1]
    share: Array = (entries - np.count_nonzero(array, axis=(-2, -1))) / entries
    return share
