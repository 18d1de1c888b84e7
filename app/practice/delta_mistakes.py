"""Mistakes in the error signals δ, and in the derivatives φ′ that they are made with.

n example, i input unit, o output unit. At the output a squared error leaves φ′ in, the entropies cancel it.
"""

from collections.abc import Iterator

import numpy as np

from app.engine.arrays import Array
from app.practice.attempts import Attempt, others_of_width, told
from app.practice.sheet import Case, Sheet
from app.practice.symbols import symbol


def target_missing(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """δ⁽ᴸ⁾ = ŷ; for a squared error with or without its factor and φ′."""
    case = sheet.case
    if layer != case.top:
        return
    prediction = sheet.value("activation", layer)
    ways: list[tuple[str, Array]] = [("ŷ", prediction)]
    if not case.loss.cancels_derivative:
        derivative, factor = sheet.value("derivative", layer), f"(2/{case.width(layer)}) "
        slope = symbol("derivative", layer, case.top)
        scaled = prediction * prediction.dtype.type(2 / case.width(layer))
        ways += [(f"ŷ ⊙ {slope}", prediction * derivative), (f"{factor}ŷ", scaled)]
        ways += [(f"{factor}ŷ ⊙ {slope}", scaled * derivative)]
    for written, array in ways:
        yield Attempt(array, told(case, quantity, layer, f"The target y is missing; this is {written}"))


def jacobian_missing(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """δ⁽ᴸ⁾ = ∂ℓ/∂ŷ, where softmax or sigmoid still has to be differentiated."""
    case = sheet.case
    if layer != case.top or not case.loss.cancels_derivative:
        return
    whose, written = "the softmax's Jacobian", "−y/ŷ"
    if case.layer(layer).activation.row.elementwise:
        whose, written = "φ′ of the sigmoid", "−y/ŷ + (1 − y)/(1 − ŷ)"
    done = f"This is ∂ℓ/∂ŷ = {written} alone, without {whose}"
    yield Attempt(_loss_gradient(sheet), told(case, quantity, layer, done))


def jacobian_diagonal_only(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """δ⁽ᴸ⁾ = −y/ŷ · ŷ(1 − ŷ) = −y (1 − ŷ), from the diagonal of the softmax's Jacobian alone."""
    case = sheet.case
    if layer != case.top or case.layer(layer).activation.row.elementwise:
        return
    array = -case.batch.targets * (1 - sheet.value("activation", layer))
    done = "Only the diagonal ŷᵢ (1 − ŷᵢ) of the softmax's Jacobian was used, without its entries −ŷᵢ ŷⱼ beside it"
    yield Attempt(array, told(case, quantity, layer, done))


def activation_derivative_missing(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """What comes from above, without φ′."""
    if _has_derivative(sheet.case, layer):
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
        array = slope if quantity == "derivative" else _incoming(sheet, layer) * slope
        yield Attempt(array, told(case, quantity, layer, done))


def mask_of_wrong_layer(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """φ′ of another layer with as many units."""
    case = sheet.case
    if quantity == "delta" and not _has_derivative(case, layer):
        return
    for other in others_of_width(case, layer, lowest=1):
        if case.has("derivative", other):
            slope = sheet.value("derivative", other)
            array = slope if quantity == "derivative" else _incoming(sheet, layer) * slope
            done = f"This was made with {symbol('derivative', other, case.top)}, of another layer"
            yield Attempt(array, told(case, quantity, layer, done))


def weights_not_transposed(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """W⁽ˡ⁾ δ⁽ˡ⁺¹⁾ where the shape allows it, and W⁽ˡ⁾ reshaped, which every shape allows."""
    case = sheet.case
    if layer == case.top:
        return
    weights, above = case.layer(layer + 1).weights, sheet.value("delta", layer + 1)
    slope, written = sheet.value("derivative", layer), symbol("weights", layer + 1, case.top)
    square = weights.shape[0] == weights.shape[1]
    done = f"{written} is not transposed" if square else f"{written} was reshaped, which is not to transpose it"
    through = above @ weights.reshape(weights.shape[::-1]).mT
    yield Attempt(through * slope, told(case, quantity, layer, done))


def _has_derivative(case: Case, layer: int) -> bool:
    """Does φ′ stand in the formula of δ?"""
    return layer < case.top or not case.loss.cancels_derivative


def _incoming(sheet: Sheet, layer: int) -> Array:
    """What φ′ is multiplied with in δ (n, o): W⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾, or ∂ℓ/∂ŷ at the output."""
    if layer < sheet.case.top:
        return sheet.backpropagated(layer)
    return _loss_gradient(sheet) if sheet.case.loss.cancels_derivative else sheet.signal()


def _loss_gradient(sheet: Sheet) -> Array:
    """∂ℓ/∂ŷ (n, o) of the entropies; infinite where ŷ has underflowed, 0 where the term has no weight."""
    targets, prediction = sheet.case.batch.targets, sheet.value("activation", sheet.case.top)
    gradient: Array = -_quotient(targets, prediction)
    if sheet.case.layer(sheet.case.top).activation.row.elementwise:
        gradient = gradient + _quotient(1 - targets, 1 - prediction)
    return gradient


def _quotient(weight: Array, probability: Array) -> Array:
    """weight / probability, and 0 where the weight is 0."""
    return np.where(weight == 0, weight, weight / probability)
