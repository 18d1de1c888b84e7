"""How far the rounding of the computation alone may take each entry of a quantity.

n example, i input unit, o output unit.
"""

import numpy as np

from ...engine.arrays import Array
from .sheet import Sheet


def uncertainty(sheet: Sheet, quantity: str, layer: int) -> Array:
    """How far rounding alone may take each entry of a quantity, in its shape.

    16 ε times the sum of the magnitudes of the terms that it is made of (as for a starved neuron): where large
    terms cancel, what is left of them is known no better than that, and 0 is as right an answer as 10⁻¹⁷.
    """
    epsilon = 16 * float(np.finfo(sheet.case.batch.inputs.dtype).eps)
    if quantity == "derivative":
        lost = _of_derivative(sheet, layer, epsilon)
    else:
        lost = epsilon * _magnitude(sheet, quantity, layer)
    return np.where(np.isfinite(lost), lost, 0)


def _magnitude(sheet: Sheet, quantity: str, layer: int) -> Array:
    """The sum of the magnitudes of the terms of a quantity, in its shape."""
    if quantity == "delta":
        return _of_delta(sheet, layer)
    if quantity == "bias_gradient":
        return sheet.summed(_of_delta(sheet, layer))
    below = np.abs(sheet.value("activation", layer - 1))
    if quantity == "weight_gradient":
        return sheet.outer(_of_delta(sheet, layer), below)
    own = sheet.case.layer(layer)
    terms: Array = below @ np.abs(own.weights).mT + np.abs(own.bias)
    if quantity == "preactivation":
        return terms
    size = np.abs(sheet.value("activation", layer))
    if own.activation.row.elementwise:
        slope = np.abs(sheet.value("derivative", layer))
    else:
        slope, terms = 2 * size * (1 - size), np.maximum.reduce(terms, axis=-1, keepdims=True)
    passed_on: Array = size + slope * terms
    return passed_on


def _of_derivative(sheet: Sheet, layer: int, epsilon: float) -> Array:
    """What φ′ loses to its own rounding and to that of z̃; at a kink nothing is allowed for."""
    preactivation, slope = sheet.value("preactivation", layer), sheet.value("derivative", layer)
    off = (epsilon * _magnitude(sheet, "preactivation", layer)).astype(preactivation.dtype)
    function = sheet.case.layer(layer).activation
    below, above = (
        np.abs(function.derivative(at, function.function(at)) - slope)
        for at in (preactivation - off, preactivation + off)
    )
    lost: Array = epsilon * np.abs(slope) + 2 * np.minimum(below, above)
    return lost


def _of_delta(sheet: Sheet, layer: int) -> Array:
    """s⁽ˡ⁾ (n, o): that of ŷ, and |y|, at the output, times |φ′| if need be; (|W⁽ˡ⁾|ᵀ s⁽ˡ⁺¹⁾) ⊙ |φ′| below."""
    case = sheet.case
    if layer < case.top:
        back = _of_delta(sheet, layer + 1) @ np.abs(case.layer(layer + 1).weights)
    else:
        back = _magnitude(sheet, "activation", layer) + np.abs(case.batch.targets)
        if case.loss.kinked:
            back = _of_sign(sheet, back)
    return np.abs(sheet.through(back, layer))


def _of_sign(sheet: Sheet, back: Array) -> Array:
    """That (n, o) of a sign: it is right or wrong as a whole, and either way where the rounding of ŷ − y, known
    from the magnitude of its terms, may turn it."""
    case = sheet.case
    epsilon = 16 * np.finfo(case.batch.inputs.dtype).eps
    difference = np.abs(sheet.value("activation", case.top) - case.batch.targets)
    turned: Array = np.where(difference <= epsilon * back, 2 / epsilon, 1).astype(back.dtype)
    return turned / case.width(case.top)
