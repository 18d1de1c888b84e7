"""Losses: one table row each, the loss of an example and its error signal at the output side by side.

n example, o output unit; a leading network axis may stand before them. All are per example; reduction over
the batch comes later and never enters δ. Both entropies work from the preactivations (the logits), so that
huge logits give exact losses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Literal

import numpy as np

from .. import aliases
from ..arrays import Array
from ..tables import Table

Reduction = Literal["mean", "sum"]


class Targets(Enum):
    """What a loss takes for targets."""

    DISTRIBUTION = "rows of probabilities that sum to one"
    PROBABILITIES = "a number in [0, 1] for each output unit"
    NUMBERS = "a number for each output unit"


@dataclass(frozen=True, slots=True)
class Loss:
    """What is known of one loss.

    `of_example(z̃, ŷ, y)` (…, n, o) → ℓ (…, n). `signal(z̃, ŷ, y)` is δ⁽ᴸ⁾ (…, n, o) itself where the loss cancels
    φ′ (`cancels_derivative`), else ∂ℓ/∂ŷ, to be multiplied by φ′. `output_activation`: the one activation it goes
    with, or None for any elementwise one. `difference_factor(outputs)`: the c of signal = c (ŷ − y), which holds
    for targets that sum to one where they are a distribution; None where the signal is no multiple of ŷ − y.
    `kinked`: ∂ℓ/∂ŷ jumps where ŷ = y, and is 0 there.
    """

    name: str
    of_example: Callable[[Array, Array, Array], Array]
    signal: Callable[[Array, Array, Array], Array]
    formula: str
    signal_formula: str
    targets: Targets
    output_activation: str | None
    difference_factor: Callable[[int], float] | None
    kinked: bool = False

    @property
    def usual_output(self) -> str:
        """The activation of an output that is made for this loss."""
        return self.output_activation or "identity"

    @property
    def cancels_derivative(self) -> bool:
        return self.output_activation is not None

    @property
    def needs_prediction(self) -> bool:
        """Does ℓ come from ŷ? The entropies come from z̃ alone."""
        return self.output_activation is None

    @property
    def quadratic(self) -> bool:
        """Is ℓ a square in ŷ, so that its Hessian does not depend on the parameters of a linear model?"""
        return self.needs_prediction and self.difference_factor is not None

    def magnitude(self, prediction: Array, targets: Array) -> Array:
        """The size (…, n, o) of what rounding takes its share of in the signal: |ŷ| + |y| in a difference, 1 in a
        sign, which is right or wrong as a whole."""
        return np.ones_like(prediction) if self.kinked else np.abs(prediction) + np.abs(targets)


def _sum_over_units(terms: Array) -> Array:
    total: Array = np.add.reduce(terms, axis=-1)
    return total


def _cross_entropy(preactivation: Array, _: Array, targets: Array) -> Array:
    """−Σ_o y_o log ŷ_o with log ŷ = z̃ − max − log Σ exp(z̃ − max); where y_o = 0 the term is 0."""
    shifted = preactivation - np.maximum.reduce(preactivation, axis=-1, keepdims=True)
    log_sum = np.log(np.add.reduce(np.exp(shifted), axis=-1, keepdims=True))
    surprise = log_sum - shifted
    return _sum_over_units(np.where(targets == 0, targets, targets * surprise))


def _cross_entropy_signal(_: Array, prediction: Array, targets: Array) -> Array:
    """ŷ Σy − y, which is ŷ − y for targets that sum to one."""
    return prediction * np.add.reduce(targets, axis=-1, keepdims=True) - targets


def _binary_cross_entropy(preactivation: Array, _: Array, targets: Array) -> Array:
    """Σ_o ln(1 + e^z̃) − y z̃, which is −Σ y ln ŷ + (1 − y) ln(1 − ŷ) for ŷ = σ(z̃).

    As y ln(1 + e^−z̃) + (1 − y) ln(1 + e^z̃): no term is a small difference of large numbers.
    """
    tail = np.log1p(np.exp(-np.abs(preactivation)))
    positive = np.maximum(preactivation, 0)
    negative = np.maximum(-preactivation, 0)
    return _sum_over_units(targets * negative + (1 - targets) * positive + tail)


def _difference(_: Array, prediction: Array, targets: Array) -> Array:
    return prediction - targets


def _mean_squared_error(_: Array, prediction: Array, targets: Array) -> Array:
    return _sum_over_units(np.square(prediction - targets)) / prediction.dtype.type(prediction.shape[-1])


def _mean_squared_error_signal(_: Array, prediction: Array, targets: Array) -> Array:
    return (prediction - targets) * prediction.dtype.type(2 / prediction.shape[-1])


def _mean_absolute_error(_: Array, prediction: Array, targets: Array) -> Array:
    return _sum_over_units(np.abs(prediction - targets)) / prediction.dtype.type(prediction.shape[-1])


def _mean_absolute_error_signal(_: Array, prediction: Array, targets: Array) -> Array:
    """(1/d) sgn(ŷ − y), 0 where ŷ = y, as in PyTorch's L1Loss."""
    return np.sign(prediction - targets) * prediction.dtype.type(1 / prediction.shape[-1])


def _one(_: int) -> float:
    return 1.0


def _two_over(outputs: int) -> float:
    return 2 / outputs


_ROWS = (
    Loss(
        "cross_entropy",
        _cross_entropy,
        _cross_entropy_signal,
        "ℓ = −Σᵢ yᵢ ln ŷᵢ",
        "δ⁽ᴸ⁾ = ŷ − y",
        Targets.DISTRIBUTION,
        "softmax",
        _one,
    ),
    Loss(
        "binary_cross_entropy",
        _binary_cross_entropy,
        _difference,
        "ℓ = −Σᵢ yᵢ ln ŷᵢ + (1 − yᵢ) ln(1 − ŷᵢ)",
        "δ⁽ᴸ⁾ = ŷ − y",
        Targets.PROBABILITIES,
        "sigmoid",
        _one,
    ),
    Loss(
        "mean_squared_error",
        _mean_squared_error,
        _mean_squared_error_signal,
        "ℓ = (1/d) Σᵢ (ŷᵢ − yᵢ)²",
        "δ⁽ᴸ⁾ = (2/d) (ŷ − y) ⊙ φ′(z̃⁽ᴸ⁾)",
        Targets.NUMBERS,
        None,
        _two_over,
    ),
    Loss(
        "mean_absolute_error",
        _mean_absolute_error,
        _mean_absolute_error_signal,
        "ℓ = (1/d) Σᵢ |ŷᵢ − yᵢ|",
        "δ⁽ᴸ⁾ = (1/d) sgn(ŷ − y) ⊙ φ′(z̃⁽ᴸ⁾)",
        Targets.NUMBERS,
        None,
        None,
        kinked=True,
    ),
)

LOSSES = Table(_ROWS, aliases.LOSSES)
"""Every loss by its name on the wire."""


def loss(name: str) -> Loss:
    """The named loss; ValueError for an unknown name."""
    return LOSSES.named(name)


def reduce(losses: Array, reduction: Reduction) -> Array:
    """The loss of the batch (…) from those of its examples (…, n): their mean or their sum.

    A mean within the numbers is found even where the sum is not.
    """
    total: Array = np.add.reduce(losses, axis=-1)
    if reduction == "sum":
        return total
    count = losses.shape[-1]
    mean: Array = total / count
    if not np.isfinite(total).all():
        mean = np.where(np.isfinite(total), mean, np.add.reduce(losses / count, axis=-1))
    return mean


def accuracy(rule: Loss, prediction: Array, targets: Array) -> Array | None:
    """The share of right answers (…), or None where the question has no sense.

    Cross-entropy with hard targets (each row has a single 1 and zeros): the share of examples whose largest ŷ,
    the first on ties, is the class. Binary cross-entropy with targets of 0 and 1: the share of entries on the
    right side of ½ (½ itself counts as neither). Else None. Not a number where ŷ is not.
    """
    if rule.targets is Targets.NUMBERS or not ((targets == 0) | (targets == 1)).all():
        return None
    if rule.targets is Targets.DISTRIBUTION:
        right = prediction.argmax(axis=-1) == targets.argmax(axis=-1)
    else:
        right = (np.where(targets == 1, prediction > 0.5, prediction < 0.5)).reshape(*targets.shape[:-2], -1)
    share = right.mean(axis=-1)
    finite = np.isfinite(prediction).all(axis=(-2, -1))
    return np.where(finite, share, np.nan)
