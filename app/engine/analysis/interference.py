"""Interference: how the gradients of single examples go together, without ever forming one of them.

k network, n and m example, i input unit, o output unit. Of a linear layer the gradient of example n is the outer
product δ_n (z_n, 1)ᵀ, bias included, so that the products of all pairs of two, the Gram matrix, come from δ and z:

    G = Σ_l (δ⁽ˡ⁾ δ⁽ˡ⁾ᵀ) ⊙ (z⁽ˡ⁻¹⁾ z⁽ˡ⁻¹⁾ᵀ + 1),  cos_nm = G_nm / √(G_nn G_mm)

A cosine stays when a gradient is multiplied by a number. So each row of δ and of (z, 1) is divided by a power of
two that brings its largest entry near 1, and what these powers make together is brought in again relative to the
largest layer of the example: gradients of 1e-200 or of 1e200 are as good as any.

Goodfellow (2015), "Efficient per-example gradient computations"; Yu et al. (2020), "Gradient surgery for multi-task
learning", for conflict as a negative cosine.
"""

from collections.abc import Sequence
from functools import reduce
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array, Flags
from .passes import LayerTrace

Exponents = NDArray[np.signedinteger[Any]]
"""Exponents of powers of two."""

OF_ZEROS = -(2**20)
"""The exponent of a row of zeros: below that of any number."""


class Traced(Protocol):
    """What a trace and an analysis have in common."""

    @property
    def inputs(self) -> Array: ...
    @property
    def layers(self) -> tuple[LayerTrace, ...]: ...


class Interference(NamedTuple):
    """cosines (…, n, n) between the gradients of two examples, symmetric, 1 on the diagonal; NaN in row and column
    of an example whose gradient is zero in every entry (`zero` (…, n)) or not finite. `rounding`: by how much
    rounding may move a cosine."""

    cosines: Array
    zero: Flags
    rounding: float


class Summary(NamedTuple):
    """Over the pairs of two different examples that have a cosine: their mean cosine and the share of those that
    conflict (NaN without any), and how many they are; and how many examples have a gradient of zero. Each (…)."""

    mean_cosine: Array
    conflicting: Array
    pairs: NDArray[np.int64]
    zero_gradients: NDArray[np.int64]


def interference(traced: Traced) -> Interference:
    """The cosines between the gradients of single examples, all weights and biases together."""
    belows = (traced.inputs, *(layer.activation for layer in traced.layers[:-1]))
    with np.errstate(all="ignore"):
        parts = [_part(layer.delta, below) for layer, below in zip(traced.layers, belows, strict=True)]
        gram = _gram(parts)
        squares = np.diagonal(gram, axis1=-2, axis2=-1)
        known = np.isfinite(squares) & (squares > 0)
        norms = np.where(known, np.sqrt(squares), np.nan)
        zero = squares == 0
        gram /= norms[..., :, None] * norms[..., None, :]
        np.clip(gram, -1, 1, out=gram)
    diagonal = np.arange(gram.shape[-1])
    gram[..., diagonal, diagonal] = np.where(known, 1, np.nan)
    return Interference(gram, zero, _rounding(traced))


def cosines(traced: Traced) -> Array:
    """The cosines (…, n, n) alone; see `Interference`."""
    return interference(traced).cosines


def summary(found: Interference) -> Summary:
    """The cosines in a few numbers. A pair conflicts where its cosine is below zero by more than its rounding."""
    known = ~np.isnan(np.diagonal(found.cosines, axis1=-2, axis2=-1))
    both = known[..., :, None] & known[..., None, :]
    examples = np.count_nonzero(known, axis=-1)
    pairs = examples * (examples - 1) // 2
    total = np.add.reduce(found.cosines, axis=(-2, -1), dtype=np.float64, where=both) - examples
    against = np.count_nonzero(found.cosines < -found.rounding, axis=(-2, -1))
    with np.errstate(all="ignore"):
        mean_cosine, conflicting = (np.divide(of_pairs, 2 * pairs) for of_pairs in (total, against))
    return Summary(mean_cosine, conflicting, pairs, np.count_nonzero(found.zero, axis=-1))


class _Part(NamedTuple):
    """Of one layer δ (…, n, o) and (z⁽ˡ⁻¹⁾, 1) (…, n, i + 1), each row divided by a power of two; and (…, n) what
    the exponents of the two add up to."""

    delta: Array
    below: Array
    exponent: Exponents


def _part(delta: Array, below: Array) -> _Part:
    ones = np.ones((*below.shape[:-1], 1), dtype=below.dtype)
    scaled_delta, of_delta = _scaled(delta)
    scaled_below, of_below = _scaled(np.concatenate([below, ones], axis=-1))
    return _Part(scaled_delta, scaled_below, of_delta + of_below)


def _scaled(rows: Array) -> tuple[Array, Exponents]:
    """Rows (…, n, d) divided by a power of two, so that the largest magnitude is in [1, 2), and its exponent."""
    largest = np.abs(rows).max(axis=-1)
    exponent = np.where(np.isfinite(largest) & (largest > 0), np.frexp(largest)[1] - 1, 0)
    scaled = rows / np.ldexp(rows.dtype.type(1), exponent)[..., None]
    return scaled, np.where(largest == 0, OF_ZEROS, exponent)


def _gram(parts: Sequence[_Part]) -> Array:
    """Products (…, n, n) of the gradients, each divided by the power of two of its largest layer, times 2."""
    top = np.maximum(reduce(np.maximum, (part.exponent for part in parts)), OF_ZEROS // 2)
    total = _product(parts[0], parts[0].exponent - top)
    for part in parts[1:]:
        total += _product(part, part.exponent - top)
    return total + total.mT  # symmetric to the last bit, in whatever order the products were summed


def _product(part: _Part, exponent: Exponents) -> Array:
    """(δ δᵀ) ⊙ (z zᵀ + 1) of one layer (…, n, n), each example times 2 to its exponent (…, n), 0 at most."""
    delta = part.delta * np.ldexp(part.delta.dtype.type(1), exponent)[..., None]
    product: Array = delta @ delta.mT
    product *= part.below @ part.below.mT
    return product


def _rounding(traced: Traced) -> float:
    """2 m ε_machine, with m = Σ_l (d_l + d_{l−1} + 2).

    With exact δ and z, G_nm is off by at most m ε / 2 of √(G_nn G_mm), by the inequality of Cauchy and Schwarz (m
    being no less than the additions and multiplications that lead to it), and the norms cost as much again. The
    other half is for the rounding of δ and z themselves, as far as they are no differences of far larger numbers.
    Higham (2002), "Accuracy and Stability of Numerical Algorithms", section 3.1.
    """
    steps = sum(sum(layer.weights.shape[-2:]) + 2 for layer in traced.layers)
    return float(2 * steps * np.finfo(traced.layers[-1].delta.dtype).eps)
