"""Mistakes in the forward pass: in the preactivations z̃ and in the prediction ŷ.

n example, i input unit, o output unit.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ...engine.analysis.case import Case
from ...engine.analysis.passes import affine
from ...engine.network.network import Network
from ..sheet.sheet import Sheet
from ..sheet.symbols import symbol
from .attempts import Attempt, told


def weights_transposed(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """z̃ = Wᵀ z + b, where the shape allows it."""
    case = sheet.case
    own, written = case.layer(layer), symbol("weights", layer, case.top)
    if own.weights.shape[0] == own.weights.shape[1]:
        array = affine(replace(own, weights=own.weights.T), sheet.value("activation", layer - 1))
        done = f"{written} was used transposed in the forward pass"
        yield Attempt(array, told(case, quantity, layer, done))


def bias_missing(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """z̃ = W z, without b; here, or in all layers up to here."""
    case = sheet.case
    own, written = case.layer(layer), symbol("bias", layer, case.top)
    array = affine(replace(own, bias=np.zeros_like(own.bias)), sheet.value("activation", layer - 1))
    yield Attempt(array, told(case, quantity, layer, f"The bias {written} is left out"))
    if any(case.layer(below).bias.any() for below in range(1, layer)):
        bare = Sheet(_without_biases(case), sheet.given)
        also = {("preactivation", below): bare.value("preactivation", below) for below in range(1, layer)}
        done = "The biases are left out, here and in the layers below"
        yield Attempt(bare.value(quantity, layer), told(case, quantity, layer, done), also)


def _without_biases(case: Case) -> Case:
    """The case with every bias 0."""
    layers = (replace(layer, bias=np.zeros_like(layer.bias)) for layer in case.network.layers)
    return replace(case, network=Network(tuple(layers)))


def softmax_over_batch(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """ŷ with the shares taken over the examples instead of the units."""
    case = sheet.case
    if case.has("derivative", layer) or case.examples == 1:
        return
    function = case.layer(layer).activation.function
    array = function(np.ascontiguousarray(sheet.value("preactivation", layer).T)).T
    done = "The softmax was taken over the examples, so that each unit's shares add up to 1, and not over the units"
    yield Attempt(array, told(case, quantity, layer, done))
