"""Which numbers only look exact: a 0 to which a power of e has sunk, a 1 to which a share has been rounded.

n example, i input unit, o output unit. A number is inexact where e, or a function made of e, of something other
than 0 has a part in it: it has digits without end, and where it is printed as 0, 1 or 0.5, it was rounded to that.
So is a sum or a product that the numbers could not hold. What is multiplied by a φ′ of exactly 0 is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import isfinite, prod
from typing import NamedTuple

import numpy as np

from ...engine.analysis.analysis import Analysis
from ...engine.analysis.case import Case
from ...engine.arrays import Array, Flags
from ...engine.network.activations import Activation
from ..equations.numbers import SAME, printed
from .losses import MEANS, MeanOfTerms

STRAIGHT_ABOVE_ZERO = ("elu", "selu")
LONGEST_QUOTIENT = 9999
"""softsign needs no e: its quotient may end within four digits up to this z̃, and cannot beyond."""


class _Forward(NamedTuple):
    """The inexact numbers (n, o) of a layer's forward pass; a softmax has no φ′."""

    preactivation: Flags
    activation: Flags
    derivative: Flags


@dataclass(frozen=True)
class InexactNumbers:
    """The inexact numbers of one analysis, worked out where they are asked for."""

    case: Case
    analysis: Analysis

    # --- forward -----------------------------------------------------------------------------------------------

    def preactivation(self, layer: int, n: int, o: int) -> bool:
        """Of z̃."""
        if self._forward[layer - 1].preactivation[n, o]:
            return True
        traced = self.analysis.layers[layer - 1]
        terms = [*_pairs(traced.weights[o], self._below(layer)[n]), (traced.bias[o],)]
        return departs(traced.preactivation[n, o], terms)

    def activation(self, layer: int, n: int, o: int) -> bool:
        """Of z; of an input never."""
        return layer > 0 and bool(self._forward[layer - 1].activation[n, o])

    def derivative(self, layer: int, n: int, o: int) -> bool:
        """Of φ′(z̃)."""
        return bool(self._forward[layer - 1].derivative[n, o])

    def jacobian(self, layer: int, n: int, o: int, i: int) -> bool:
        """Of ∂z/∂z̃ of two units of a layer."""
        if self.case.network.layers[layer - 1].activation.row.elementwise:
            return o == i and self.derivative(layer, n, o)
        return self.activation(layer, n, o)

    # --- loss --------------------------------------------------------------------------------------------------

    def losses(self, n: int) -> bool:
        """Of ℓ."""
        if self._forward[-1].activation[n].any():
            return True
        if not self.case.loss.needs_prediction:
            return False
        terms = zip(*(each.tolist() for each in self._law.factors(self._error(n))), strict=True)
        share = Fraction(1, self.case.width(self.case.top))
        return departs(self.analysis.losses[n], [(share, *factors) for factors in terms])

    def batch_loss(self) -> bool:
        """Of ℒ."""
        return any(self.losses(n) for n in range(len(self.analysis.losses)))

    def loss_gradient(self, n: int, o: int) -> bool:
        """Of ∂ℓ/∂ŷ."""
        weightless = self.case.loss.output_activation == "softmax" and self.case.batch.targets[n, o] == 0
        return not (weightless or self._exact_slope) and self.activation(self.case.top, n, o)

    # --- backward ----------------------------------------------------------------------------------------------

    def delta(self, layer: int, n: int, o: int) -> bool:
        """Of δ."""
        if self._delta[layer - 1][n, o]:
            return True
        traced = self.analysis.layers[layer - 1]
        if traced.factor is None:
            return False
        slope = traced.factor[n, o]
        if layer == self.case.top:
            law, error = self._law, self._error(n)
            return departs(
                traced.delta[n, o], [(Fraction(law.constant, len(error)), float(law.slope_value(error[o])), slope)]
            )
        above = self.analysis.layers[layer]
        terms = [(*pair, slope) for pair in _pairs(above.weights[:, o], above.delta[n])]
        return departs(traced.delta[n, o], terms)

    def returned(self, layer: int, n: int, o: int, value: float) -> bool:
        """Of what comes back to a unit through the weights above, before it is multiplied by φ′."""
        above, weights = self.analysis.layers[layer].delta[n], self.analysis.layers[layer].weights[:, o]
        inexact = self._delta[layer][n] & (weights != 0)
        return bool(inexact.any()) or departs(value, _pairs(weights, above))

    def weight_gradient(self, layer: int, examples: Iterable[int], o: int, i: int, value: float) -> bool:
        """Of the mean or the sum of δ z over examples."""
        n = np.fromiter(examples, dtype=np.intp)
        delta, below = self.analysis.layers[layer - 1].delta[n, o], self._below(layer)[n, i]
        inexact_below = self._forward[layer - 2].activation[n, i] if layer > 1 else np.zeros(len(n), np.bool_)
        if _of_product(delta, self._delta[layer - 1][n, o], below, inexact_below).any():
            return True
        return departs(value, [(self._share(len(n)), *pair) for pair in _pairs(delta, below)])

    def bias_gradient(self, layer: int, examples: Iterable[int], o: int, value: float) -> bool:
        """Of the mean or the sum of δ over examples."""
        n = np.fromiter(examples, dtype=np.intp)
        if self._delta[layer - 1][n, o].any():
            return True
        share = self._share(len(n))
        return departs(value, [(share, term) for term in self.analysis.layers[layer - 1].delta[n, o].tolist()])

    def gradient_norm(self, layer: int) -> bool:
        """Of ‖∇W‖."""
        below = layer > 1 and self._forward[layer - 2].activation.any()
        return bool(self._delta[layer - 1].any() or below)

    # --- by layer ----------------------------------------------------------------------------------------------

    @cached_property
    def _forward(self) -> tuple[_Forward, ...]:
        values = self.case.batch.inputs
        below = np.zeros(values.shape, np.bool_)
        layers: list[_Forward] = []
        for layer, traced in zip(self.case.network.layers, self.analysis.layers, strict=True):
            z, activation = traced.preactivation, layer.activation
            inexact = _reached(below, traced.weights.T != 0) | _sunk(z == 0, values, traced.weights.T)
            if traced.derivative is None:
                unequal = (z != z[:, :1]).any(axis=1, keepdims=True)
                some = (inexact.any(axis=1, keepdims=True) | unequal) & (z.shape[1] > 1)
                layers.append(_Forward(inexact, np.broadcast_to(some, z.shape), inexact))
            else:
                curved, at_kink = _curved(activation, z), np.isin(z, activation.kinks)
                passed = (traced.derivative != 0) | (at_kink if activation.row.linear_pieces else True)
                bent = at_kink if activation.row.linear_pieces else True
                layers.append(_Forward(inexact, curved | (inexact & passed), curved | (inexact & bent)))
            below, values = layers[-1].activation, traced.activation
        return tuple(layers)

    @cached_property
    def _delta(self) -> tuple[Flags, ...]:
        """By layer, from 1 to L."""
        traced, inexact = self.analysis.layers, [self._forward[-1].activation]
        if (factor := traced[-1].factor) is not None:
            signal = self._law.slope_value(traced[-1].activation - self.case.batch.targets)
            own = np.zeros_like(inexact[0]) if self._exact_slope else inexact[0]
            inexact = [_of_product(signal, own, factor, self._forward[-1].derivative)]
        for number in range(len(traced) - 2, -1, -1):
            links, slope = traced[number + 1].weights != 0, traced[number].factor
            assert slope is not None
            comes_back = _reached((traced[number + 1].delta != 0) | inexact[0], links)
            back = _reached(inexact[0], links)
            product = _of_product(comes_back, back, slope, self._forward[number].derivative)
            sunk = (traced[number].delta == 0) & (slope != 0)
            inexact.insert(0, product | _sunk(sunk, traced[number + 1].delta, traced[number + 1].weights, slope))
        return tuple(inexact)

    def _below(self, layer: int) -> Array:
        """z⁽ˡ⁻¹⁾ (n, i)."""
        return self.analysis.layers[layer - 2].activation if layer > 1 else self.case.batch.inputs

    @property
    def _exact_slope(self) -> bool:
        return self.case.loss.needs_prediction and self._law.exact_slope

    @property
    def _law(self) -> MeanOfTerms:
        return MEANS[self.case.loss.name]

    def _error(self, n: int) -> Array:
        """ŷ − y (o)."""
        error: Array = self.analysis.layers[-1].activation[n] - self.case.batch.targets[n]
        return error

    def _share(self, count: int) -> Fraction:
        """What each of so many examples counts for."""
        return Fraction(1, count if self.case.reduction == "mean" else 1)


def departs(value: float, products: Iterable[tuple[float | Fraction, ...]]) -> bool:
    """Whether a value looks exact though the sum of the products, worked out exactly, is another."""
    if not isfinite(value) or printed(float(value)).approximate:
        return False
    counting = [factors for factors in products if 0 not in factors]
    if not all(isfinite(factor) for factors in counting for factor in factors):
        return False
    exact = sum(prod(map(_exactly, factors)) for factors in counting)
    return abs(exact - _exactly(value)) > Fraction(SAME) * abs(_exactly(value))


def _exactly(number: float | Fraction) -> Fraction:
    return number if isinstance(number, Fraction) else Fraction(float(number))


def _pairs(left: Array, right: Array) -> list[tuple[float, float]]:
    return list(zip(left.tolist(), right.tolist(), strict=True))


def _curved(activation: Activation, z: Array) -> Flags:
    """Where the function is made of e and z̃ is not 0."""
    if activation.row.linear_pieces:
        return np.zeros(z.shape, np.bool_)
    if activation.name in STRAIGHT_ABOVE_ZERO:
        below: Flags = z < 0
        return below
    curved: Flags = np.abs(z) > (LONGEST_QUOTIENT if activation.name == "softsign" else 0)
    return curved


def _of_product(left: Array | Flags, left_inexact: Flags, right: Array | Flags, right_inexact: Flags) -> Flags:
    """Which products are inexact: those with an inexact factor whose other factor is not exactly 0."""
    some_left, some_right = (left != 0) | left_inexact, (right != 0) | right_inexact
    inexact: Flags = (left_inexact & some_right) | (right_inexact & some_left)
    return inexact


def _sunk(zero: Flags, values: Array, weights: Array, slope: Array | float = 1) -> Flags:
    """Which zeros (n, o) are products of values (n, i), weights (i, o) and the slope (n, o), none of them 0, that
    are too small to be held."""
    if not zero.any():
        return zero
    with np.errstate(all="ignore"):
        sizes = np.abs(values) @ np.abs(weights) * np.abs(slope)
    sunk: Flags = zero & (sizes == 0) & _reached(values != 0, weights != 0)
    return sunk


def _reached(flags: Flags, links: Flags) -> Flags:
    """The units (n, o) that some flagged unit (n, i) has a link (i, o) to."""
    if not flags.any():
        return np.zeros((len(flags), links.shape[1]), np.bool_)
    reached: Flags = flags.astype(np.float32) @ links.astype(np.float32) > 0
    return reached
