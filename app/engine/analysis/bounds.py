"""Interval bounds: what a unit can do on a whole box of inputs, rounded outward so that they hold for certain.

i input unit, o output unit; a leading network axis may stand before. Interval bound propagation after Gowal et
al. (2018), "On the Effectiveness of Interval Bound Propagation for Training Verifiably Robust Models"; the
rounding errors of the sums after Higham (2002), "Accuracy and Stability of Numerical Algorithms", section 3.1.
"""

import numpy as np

from ..arrays import Array, Flags
from ..network.activations import Activation
from ..network.network import Layer, Network


def certify_flat(network: Network, lowest: Array, highest: Array) -> list[Flags]:
    """For layers 1 … L, which units (…, o) are flat for every input x with lowest ≤ x ≤ highest (…, i).

    False where the bounds do not prove it, which does not mean that it is not so.
    """
    proofs: list[Flags] = []
    for layer, (lower, upper) in zip(network.layers, layer_bounds(network, lowest, highest), strict=True):
        sides = layer.activation.flat_sides
        below, above = (-np.inf, np.inf) if sides is None else sides
        proofs.append((upper <= below) | (lower >= above))
    return proofs


def layer_bounds(network: Network, lowest: Array, highest: Array) -> list[tuple[Array, Array]]:
    """For layers 1 … L, bounds (…, o) of the preactivations over the box lowest ≤ x ≤ highest (…, i)."""
    bounds: list[tuple[Array, Array]] = []
    for layer in network.layers:
        bounds.append(_affine(layer, lowest, highest))
        if layer.activation.row.elementwise:
            lowest, highest = _through(layer.activation, *bounds[-1])
    return bounds


def _affine(layer: Layer, lowest: Array, highest: Array) -> tuple[Array, Array]:
    """Bounds (…, o) of W z + b for z within bounds (…, i)."""
    positive, negative = np.maximum(layer.weights, 0), np.minimum(layer.weights, 0)
    upper = _sum_bound(positive, highest, negative, lowest, layer.bias, direction=1)
    lower = _sum_bound(positive, lowest, negative, highest, layer.bias, direction=-1)
    return lower, upper


def _sum_bound(
    positive: Array, with_positive: Array, negative: Array, with_negative: Array, bias: Array, direction: int
) -> Array:
    """Σ W⁺ u + Σ W⁻ v + b, moved outward by what rounding can have cost in any order of summation.

    With m terms of magnitudes that add up to M the error is below γ_m M, γ_m = m u / (1 − m u), u = ε/2; here
    2 m ε M, which also covers the error of M itself. Where every term is zero the sum is exact and stays.
    """
    total = _times(positive, with_positive) + _times(negative, with_negative) + bias
    magnitude = _times(positive, np.abs(with_positive)) + _times(-negative, np.abs(with_negative)) + np.abs(bias)
    limits = np.finfo(total.dtype)
    terms = positive.shape[-1] + 2
    error = 2 * terms * (limits.eps * magnitude + limits.tiny)
    moved = np.nextafter(total + direction * error, total.dtype.type(direction * np.inf))
    return np.where(magnitude == 0, total, moved)


def _times(weights: Array, vector: Array) -> Array:
    """W v (…, o) for W (…, o, i) and v (…, i)."""
    return (weights @ vector[..., :, None])[..., 0]


def _through(activation: Activation, lowest: Array, highest: Array) -> tuple[Array, Array]:
    """Bounds of φ over [lowest, highest]: at its ends, and at the interior minimum of one that is not monotone."""
    at_lowest, at_highest = activation.function(lowest), activation.function(highest)
    lower, upper = np.minimum(at_lowest, at_highest), np.maximum(at_lowest, at_highest)
    minimum = activation.row.interior_minimum
    if minimum is not None:
        valley = activation.function(np.asarray(minimum, dtype=lowest.dtype)[None])
        lower = np.where((lowest < minimum) & (highest > minimum), np.minimum(lower, valley), lower)
    if activation.row.linear_pieces and not activation.values:
        return lower, upper
    size = np.abs(lowest) + np.abs(highest) + np.abs(lower) + np.abs(upper)
    error = 16 * np.finfo(lowest.dtype).eps * size + np.finfo(lowest.dtype).tiny
    return lower - error, upper + error
