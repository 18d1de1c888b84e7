"""Learning rates that plain gradient descent cannot stand.

n example, i input unit, o output unit, p parameter. Plain: every step is −η g, always with the same η. On a
quadratic loss with Hessian H such a step multiplies the error along an eigenvector by 1 − η λ, so that the error
grows where η > 2/λ (Goh 2017, Why momentum really works).
"""

from collections.abc import Iterator
from math import isfinite

import numpy as np

from ..engine.analysis.case import Case
from ..engine.analysis.passes import trace
from ..engine.arrays import Array
from ..engine.descent.descent import batches
from ..engine.descent.parameters import flatten, views
from ..engine.descent.spec import Training
from ..engine.names import exactly
from ..engine.network.network import Batch, Network
from ..explain.equations.numbers import apart_text, number_text
from .advice import Advice

POINTER = "/optimizer/learning_rate"
EXACT = 128
"""Up to so many rows or columns the eigenvalues are computed, beyond that the largest is approached from below."""
ROUNDS = 64
"""Of the power iteration."""
STEP = float(np.cbrt(np.finfo(np.float64).eps))
"""Of the central difference, relative to the norm of the parameters; on a quadratic loss any step is exact."""


def is_plain(training: Training) -> bool:
    """Is each step −η g, with one η?"""
    optimizer = training.optimizer
    return (
        optimizer.name == "sgd"
        and optimizer.values.get("weight_decay", 0) == 0
        and training.schedule.name == "constant"
        and all(training.schedule.factor(update, training.steps) == 1 for update in (0, 1, training.steps - 1))
        and training.clip_norm is None
    )


def beyond_linear(training: Training) -> Iterator[Advice]:
    """A rate beyond 2/λ for a linear model, whose loss is quadratic: λ from the inputs alone."""
    rate, largest = training.optimizer.learning_rate, curvature_exceeded(training)
    if largest is not None:
        limit = beside(2 / largest, rate)
        message = (
            f"the learning rate {exactly(rate)} is beyond 2/λ = {limit}, where λ = {number_text(largest)} is "
            "the largest eigenvalue of the Hessian of this quadratic loss on these inputs: along its eigenvector "
            f"each step multiplies the error by {number_text(1 - rate * largest)}; take less than {limit}"
        )
        yield Advice("learning_rate_too_large", POINTER, message)


def curvature_exceeded(training: Training) -> float | None:
    """λ of a linear model on the full batch, where the rate is beyond 2/λ."""
    full = training.examples_of_update == training.examples
    if not (is_plain(training) and is_linear(training) and full):
        return None
    largest = curvature_of_inputs(training)
    return largest if isfinite(largest) and training.optimizer.learning_rate * largest > 2 else None


def beside(limit: float, rate: float) -> str:
    """A limit in four digits, or as many as tell it from the rate."""
    short = number_text(limit)
    return apart_text(limit, rate) if short == number_text(rate) else short


def is_linear(training: Training) -> bool:
    """Is the network one layer without a bend, under the squared error?"""
    layers = training.network.layers
    return len(layers) == 1 and layers[0].activation.straight and training.loss.quadratic


def curvature_of_inputs(training: Training) -> float:
    """The largest eigenvalue of the Hessian of the mean squared error of a linear model, or a bound just below it.

    With a column of ones beside the inputs for the bias, the Hessian of each output unit is c XᵀX, c = 2/d for the
    mean over d units, and another 1/N where the gradients are averaged.
    """
    inputs = training.data.inputs.astype(np.float64)
    assert training.loss.difference_factor is not None
    factor = training.loss.difference_factor(training.network.output_size)
    if training.reduction == "mean":
        factor /= len(inputs)
    with np.errstate(all="ignore"):
        return factor * largest_square(np.hstack([inputs, np.ones((len(inputs), 1))]))


def largest_square(matrix: Array) -> float:
    """The largest eigenvalue of XᵀX for X (n, i), or a bound just below it where both are many."""
    if not np.isfinite(matrix).all():
        return float("nan")
    if min(matrix.shape) <= EXACT:
        square = matrix.T @ matrix if matrix.shape[1] <= matrix.shape[0] else matrix @ matrix.T
        return float(np.linalg.eigvalsh(square)[-1]) if np.isfinite(square).all() else float("nan")
    vector = np.abs(matrix).sum(axis=0)
    largest = 0.0
    for _ in range(ROUNDS):
        vector /= np.linalg.norm(vector)
        image = matrix @ vector
        before, largest = largest, float(image @ image)
        if largest - before <= 1e-9 * largest:
            break
        vector = matrix.T @ image
    return largest


def beyond_first_curvature(training: Training) -> Iterator[Advice]:
    """After a divergence: the largest rate that the curvature along the first gradient allows."""
    if not is_plain(training):
        return
    rate, curvature = training.optimizer.learning_rate, first_curvature(training)
    if not (isfinite(curvature) and curvature > 0):
        return
    limit = 2 / curvature
    message = (
        f"the run diverged with the learning rate {exactly(rate)}: the curvature along its first gradient, "
        f"gᵀHg / gᵀg = {number_text(curvature)} (a central difference of gradients in float64), allows rates up to "
        f"2 / {number_text(curvature)} = {beside(limit, rate)}; "
    )
    largest = curvature_exceeded(training)
    if largest is not None:
        message += (
            f"along the eigenvector of the largest eigenvalue of the Hessian, λ = {number_text(largest)}, the loss "
            f"bends most: take less than 2/λ = {beside(2 / largest, rate)}"
        )
    else:
        message += "take less" if rate > limit else "the loss bends more further on, so take a smaller one still"
    yield Advice("learning_rate_too_large", POINTER, message)


def first_curvature(training: Training) -> float:
    """gᵀHg / gᵀg for the gradient g of the first update's batch at the start; NaN where it cannot be told."""
    network = _double(training.network)
    rows = next(batches(training.examples, training.examples_of_update, training.seed))
    batch = Batch(*(array[rows].astype(np.float64) for array in (training.data.inputs, training.data.targets)))
    parameters = flatten(network)
    with np.errstate(all="ignore"):
        gradient = _gradient(training, network, batch)
        direction = gradient / np.linalg.norm(gradient)
        step = STEP * max(1.0, float(np.linalg.norm(parameters)))
        ahead, behind = (
            _gradient(training, views(parameters + sign * step * direction, network), batch) for sign in (1, -1)
        )
        return float(direction @ (ahead - behind)) / (2 * step)


def _double(network: Network) -> Network:
    return views(flatten(network).astype(np.float64), network)


def _gradient(training: Training, network: Network, batch: Batch) -> Array:
    """All gradients of the batch as one vector (p)."""
    traced = trace(Case(network, batch, training.loss, training.reduction))
    return np.concatenate(
        [array.ravel() for layer in traced.layers for array in (layer.weight_gradient, layer.bias_gradient)]
    )
