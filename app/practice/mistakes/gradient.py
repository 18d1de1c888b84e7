"""Mistakes in the gradients ∇W and ∇b, and rows exchanged with columns, which any array allows.

n example, i input unit, o output unit.
"""

from collections.abc import Iterator

import numpy as np

from ...engine.analysis.passes import affine
from ..sheet.sheet import Sheet
from ..sheet.symbols import symbol
from .attempts import Attempt, others_of_width, told


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


def bias_gradient_summed_over_classes(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """∇b summed over the units as well, one number for all of them; or over the units instead of the examples."""
    case = sheet.case
    delta, own = sheet.value("delta", layer), sheet.value(quantity, layer)
    over = "classes" if layer == case.top and case.width(layer) > 1 else "units"
    if case.width(layer) == 1:
        return
    done = f"This is summed over the {over} as well, but every unit has a bias, and a gradient, of its own"
    yield Attempt(np.full_like(own, np.add.reduce(own)), told(case, quantity, layer, done))
    # Of a δ that was handed in transposed these would be the right sums.
    if len(delta) == len(own) and case.example is None and ("delta", layer) not in sheet.given:
        done = f"This is summed over the {over} instead of the examples"
        sums = np.add.reduce(delta, axis=1)
        for array in (sums, sums / sums.dtype.type(len(sums))) if case.averaged else (sums,):
            yield Attempt(array, told(case, quantity, layer, done))
