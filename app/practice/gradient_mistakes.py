"""Mistakes in the gradients ∇W and ∇b, and the mistakes that any array allows: transposed, flipped, out of scale.

n example, i input unit, o output unit.
"""

from collections.abc import Iterator

import numpy as np

from app.engine.passes import affine
from app.practice.attempts import Attempt, others_of_width, told
from app.practice.sheet import Sheet
from app.practice.symbols import symbol


def transposed(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """The array itself, transposed; where that changes the shape, the shape has told it already."""
    array = sheet.value(quantity, layer)
    if array.ndim == 2 and array.shape[0] == array.shape[1]:
        yield Attempt(array.mT, how_transposed(sheet, quantity, layer))


def how_transposed(sheet: Sheet, quantity: str, layer: int) -> str:
    """What a transposed array should look like."""
    wanted = "a row for each example and a column for each unit"
    if quantity == "weight_gradient":
        inputs = f"for each of layer {layer - 1}" if layer > 1 else "for each input"
        wanted = f"a row for each unit of layer {layer} and a column {inputs}"
    elif quantity == "bias_gradient":
        wanted = "a number for each unit, or a column of them"
    return f"{symbol(quantity, layer, sheet.case.top)} is transposed: it should have {wanted}."


def sign_flipped(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """The negative of the array: y − ŷ for ŷ − y."""
    at_output = quantity == "delta" and layer == sheet.case.top
    written = " (y − ŷ for ŷ − y)" if at_output else ""
    done = f"Every sign is flipped{written}"
    yield Attempt(-sheet.value(quantity, layer), told(sheet.case, quantity, layer, done))


def preactivation_in_outer_product(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """∇W = δ z̃ᵀ for δ zᵀ."""
    if layer > 1:
        array = sheet.outer(sheet.value("delta", layer), sheet.value("preactivation", layer - 1))
        done = f"{symbol('preactivation', layer - 1, sheet.case.top)} stands in the outer product"
        yield Attempt(array, told(sheet.case, quantity, layer, done))


def wrong_layer_input(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """∇W or z̃ made with z of another layer that has as many units as the one below."""
    case = sheet.case
    for other in others_of_width(case, layer - 1, lowest=0):
        z = sheet.value("activation", other)
        if quantity == "weight_gradient":
            array = sheet.outer(sheet.value("delta", layer), z)
        else:
            array = affine(case.layer(layer), z)
        done = f"This was made with {symbol('activation', other, case.top)}, of another layer"
        yield Attempt(array, told(case, quantity, layer, done))


def mean_missing(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """The sum over the examples where their mean is asked for."""
    case = sheet.case
    if case.averaged() and case.examples > 1:
        done = f"The gradients of the {case.examples} examples are added up, but not divided by {case.examples}"
        yield Attempt(sheet.value(quantity, layer) * case.examples, told(case, quantity, layer, done))


def mean_extra(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """Divided by the number of examples where that does not belong, or once more."""
    case = sheet.case
    if case.examples == 1:
        return
    again = " twice" if quantity != "delta" and case.averaged() else ""
    done = f"This is divided by {case.examples}, the number of examples{again and f',{again}'}"
    if quantity == "delta":
        done += ", but an error signal belongs to one example"
    yield Attempt(sheet.value(quantity, layer) / case.examples, told(case, quantity, layer, done))


def bias_gradient_of_inputs(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """∇b made with the inputs, which a bias does not have: row sums of ∇W, z itself, or δ ⊙ z."""
    case = sheet.case
    delta, below = sheet.value("delta", layer), sheet.value("activation", layer - 1)
    z, d = symbol("activation", layer - 1, case.top), symbol("delta", layer, case.top)
    rows = np.add.reduce(sheet.value("weight_gradient", layer), axis=-1)
    ways = [(f"the sums of the rows of {symbol('weight_gradient', layer, case.top)}", rows)]
    if case.width(layer) == case.width(layer - 1):
        ways += [(z, sheet.summed(below)), (f"{d} ⊙ {z}", sheet.summed(delta * below))]
    for written, array in ways:
        done = f"This is {written}, made with the inputs, but a bias stands alone (as if its input were 1)"
        yield Attempt(array, told(case, quantity, layer, done))
