"""Mistakes in the error signals δ of any layer, and in the derivatives φ′ that they are made with.

n example, i input unit, o output unit.
"""

from collections.abc import Iterator

import numpy as np

from ...engine.arrays import Array
from ..sheet.sheet import Sheet
from ..sheet.symbols import symbol
from .attempts import Attempt, others_of_width, told
from .output import loss_gradient


def activation_derivative_missing(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """What comes from above, without φ′."""
    if sheet.case.has_factor(layer):
        slope = symbol("derivative", layer, sheet.case.top)
        yield Attempt(_incoming(sheet, layer), told(sheet.case, quantity, layer, f"{slope} is missing"))


def derivative_at_activation(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """φ′(z) for φ′(z̃); with the binary cross-entropy in ∂ℓ/∂ŷ ⊙ φ′."""
    case = sheet.case
    activation = sheet.value("activation", layer)
    right, taken = symbol("preactivation", layer, case.top), symbol("activation", layer, case.top)
    done = f"φ′ was taken at {taken} instead of {right}"
    function = case.layer(layer).activation
    if function.row.elementwise:
        slope = function.derivative(activation, function.function(activation))
        array = slope if quantity == "derivative" else sheet.through(_incoming(sheet, layer), layer, slope)
        yield Attempt(array, told(case, quantity, layer, done))


def mask_of_wrong_layer(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """φ′ of another layer with as many units."""
    case = sheet.case
    if quantity == "delta" and not case.has_factor(layer):
        return
    for other in others_of_width(case, layer, lowest=1):
        if case.has("derivative", other):
            slope = sheet.value("derivative", other)
            array = slope if quantity == "derivative" else sheet.through(_incoming(sheet, layer), layer, slope)
            done = f"This was made with {symbol('derivative', other, case.top)}, of another layer"
            yield Attempt(array, told(case, quantity, layer, done))


def weights_not_transposed(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """W⁽ˡ⁾ δ⁽ˡ⁺¹⁾ where the shape allows it, and W⁽ˡ⁾ reshaped, which every shape allows."""
    case = sheet.case
    if layer == case.top:
        return
    weights, above = case.layer(layer + 1).weights, sheet.value("delta", layer + 1)
    written = symbol("weights", layer + 1, case.top)
    square = weights.shape[0] == weights.shape[1]
    done = f"{written} is not transposed" if square else f"{written} was reshaped, which is not to transpose it"
    through = above @ weights.reshape(weights.shape[::-1]).mT
    yield Attempt(sheet.through(through, layer), told(case, quantity, layer, done))


def relu_derivative_at_zero(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """φ′ taken as 1 at the kinks where a flat side begins; in this layer, or in all from here on."""
    case = sheet.case
    if not case.has("derivative", layer) or (quantity == "delta" and not case.has_factor(layer)):
        return
    at_kinks = {m: _sloping_at_kinks(sheet, m) for m in range(layer, case.top + 1) if case.has_factor(m)}
    at = symbol("preactivation", layer, case.top)
    taken = f"φ′ was taken as {_beside(sheet, layer)}"
    done = f"{taken} where {at} is exactly at the kink, but it is 0 there"
    if quantity == "derivative":
        yield Attempt(_sloping_at_kinks(sheet, layer), told(case, quantity, layer, done))
        return
    yield Attempt(sheet.through(_incoming(sheet, layer), layer, at_kinks[layer]), told(case, quantity, layer, done))
    if len(at_kinks) > 1:
        done = f"{taken} where z̃ is exactly at the kink, here and in layers above, but it is 0 there"
        also = {("derivative", m): slope for m, slope in at_kinks.items()}
        array = Sheet(case, {**also, **sheet.given}).value(quantity, layer)
        yield Attempt(array, told(case, quantity, layer, done), also)


def _sloping_at_kinks(sheet: Sheet, layer: int) -> Array:
    """φ′ (n, o) with the slope beside a kink, 1 for a ReLU, for the 0 at it."""
    function, preactivation = sheet.case.layer(layer).activation, sheet.value("preactivation", layer)
    slope = sheet.value("derivative", layer)
    beside = [np.nextafter(preactivation, preactivation.dtype.type(end)) for end in (-np.inf, np.inf)]
    steeper = np.maximum(*(function.derivative(z, function.function(z)) for z in beside))
    return np.where(np.isin(preactivation, function.kinks) & (slope == 0), steeper, slope)


def _beside(sheet: Sheet, layer: int) -> str:
    """What φ′ was taken as, in words: 1, unless the unit is less steep beside its kink, or steeper."""
    slope, steeper = sheet.value("derivative", layer), _sloping_at_kinks(sheet, layer)
    return "1" if (steeper[steeper != slope] == 1).all() else "the slope beside the kink"


def _incoming(sheet: Sheet, layer: int) -> Array:
    """What φ′ is multiplied with in δ (n, o): W⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾, or ∂ℓ/∂ŷ at the output."""
    if layer < sheet.case.top:
        return sheet.backpropagated(layer)
    return sheet.signal() if sheet.case.has_factor(layer) else loss_gradient(sheet)
