"""The numbers between the output and the loss, on one example, in float64: what δ⁽ᴸ⁾ is made of.

i, j, o output unit. Logarithms are taken from the preactivations, as the engine's losses are, so that they are
right where ŷ itself has reached 0 or 1.
"""

import numpy as np

from ...engine.arrays import Array
from ..laws.analyzed import Analyzed

LARGE = 20.0
"""Logits of more than this magnitude are shifted by their maximum before e is raised to them."""


def prediction(case: Analyzed, example: int) -> Array:
    """ŷ (o)."""
    output: Array = case.traced(case.top).activation[example].astype(np.float64)
    return output


def logits(case: Analyzed, example: int) -> Array:
    """z̃⁽ᴸ⁾ (o)."""
    z: Array = case.traced(case.top).preactivation[example].astype(np.float64)
    return z


def targets(case: Analyzed, example: int) -> Array:
    """y (o)."""
    y: Array = case.batch.targets[example].astype(np.float64)
    return y


def complement(case: Analyzed, example: int) -> Array:
    """1 − ŷ (o) of a softmax or a sigmoid, which keeps its digits where ŷ is nearly 1: what the other units have,
    or σ(−z̃)."""
    if not case.softmax:
        negative = -case.traced(case.top).preactivation[example]
        return case.activation(case.top).function(negative).astype(np.float64)
    output = prediction(case, example)
    rest: Array = 1 - output
    largest = int(output.argmax())
    if output[largest] > 0.5:
        rest[largest] = np.delete(output, largest).sum()
    return rest


def softmax_shift(z: Array) -> float | None:
    """What is subtracted from every z̃ (o) before e is raised to it: the largest; None where all are small."""
    if (np.abs(z) <= LARGE).all():
        return None
    return float(z.max()) or None


def beyond(case: Analyzed, example: int) -> list[int]:
    """The output units whose y/ŷ or (1 − y)/(1 − ŷ) is beyond the numbers; only the entropies have any."""
    if case.loss.needs_prediction:
        return []
    y, smallest = targets(case, example), np.finfo(case.batch.inputs.dtype).tiny
    too_small = (y > 0) & (prediction(case, example) < smallest)
    if case.loss.name == "binary_cross_entropy":
        too_small |= (y < 1) & (complement(case, example) < smallest)
    units: list[int] = np.flatnonzero(too_small).tolist()
    return units


def log_prediction(case: Analyzed, example: int) -> Array:
    """ln ŷ (o), for a softmax as z̃ − m − ln Σ e^(z̃ − m), for a sigmoid as −ln(1 + e^−z̃)."""
    z = logits(case, example)
    if not case.softmax:
        return -softplus(-z)
    shifted: Array = z - z.max()
    logarithm: Array = shifted - np.log(np.exp(shifted).sum())
    return logarithm


def log_complement(case: Analyzed, example: int) -> Array:
    """ln(1 − ŷ) (o) of a sigmoid."""
    return -softplus(logits(case, example))


def softplus(z: Array) -> Array:
    """ln(1 + eᶻ), without overflow."""
    value: Array = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
    return value


def loss_gradient(case: Analyzed, example: int) -> Array:
    """∂ℓ/∂ŷ (o). Where y (or 1 − y) is 0 its term is too; a quotient by an ŷ that has reached 0 is infinite."""
    y, output = targets(case, example), prediction(case, example)
    if case.loss.needs_prediction:
        return case.loss.signal(logits(case, example), output, y)
    gradient = -quotient(y, output)
    if case.loss.name == "binary_cross_entropy":
        gradient = gradient + quotient(1 - y, complement(case, example))
    return gradient


def quotient(share: Array, output: Array) -> Array:
    """share / output; 0 where the share is, unless the output is no number."""
    return np.where((share == 0) & ~np.isnan(output), 0, share / output)


def jacobian_column(case: Analyzed, layer: int, example: int, column: int) -> Array:
    """∂zᵢ/∂z̃ⱼ (i) for one unit j of a layer."""
    traced = case.traced(layer)
    unit = np.eye(1, case.width(layer), column)[0]
    if traced.derivative is not None:
        diagonal: Array = unit * float(traced.derivative[example, column])
        return diagonal
    output, rest = prediction(case, example), complement(case, example)
    of_softmax: Array = output * np.where(unit == 1, rest[column], -output[column])
    return of_softmax


def delta_by_product(case: Analyzed, example: int) -> Array:
    """δ⁽ᴸ⁾ (o) as the product of ∂ℓ/∂ŷ and the derivative of ŷ; not finite where ∂ℓ/∂ŷ is not."""
    gradient, derivative = loss_gradient(case, example), case.traced(case.top).derivative
    if derivative is not None:
        elementwise: Array = gradient * derivative[example]
        case.activation(case.top).block(elementwise, derivative[example])
        return elementwise
    output, rest = prediction(case, example), complement(case, example)
    shares = gradient * output
    product: Array = shares * rest - output * (shares.sum() - shares)
    return product
