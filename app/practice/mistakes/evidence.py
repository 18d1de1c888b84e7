"""Whether an array says anything of the network: what other networks would give as well is no evidence.

n example, i input unit, o output unit. Taken over a batch of two, the softmax's shares give a ∇b of ½ and −½
whatever the weights are; a φ′ of two zeros and ones belongs to many layers.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ...engine.analysis.case import Case
from ...engine.arrays import Array
from ...engine.network.network import Batch, Layer, Network
from ..sheet.sheet import Sheet

DRAWS = 3
"""Other networks that are asked."""


def redrawn(sheet: Sheet) -> Iterator[Sheet]:
    """Sheets of other networks of the same layers, on other inputs with the same targets; what was written onto the
    sheet is other numbers, too. Always the same ones."""
    for seed in range(DRAWS):
        rng = np.random.default_rng(seed)
        given = {place: _like(array, rng) for place, array in sheet.given.items()}
        yield Sheet(_other(sheet.case, rng), given)


def _other(case: Case, rng: np.random.Generator) -> Case:
    """The case with all its numbers drawn anew, but for the targets."""
    layers = tuple(_other_layer(layer, rng) for layer in case.network.layers)
    batch = Batch(_like(case.batch.inputs, rng), case.batch.targets)
    return replace(case, network=Network(layers), batch=batch)


def _other_layer(layer: Layer, rng: np.random.Generator) -> Layer:
    return replace(layer, weights=_like(layer.weights, rng), bias=_like(layer.bias, rng))


def _like(array: Array, rng: np.random.Generator) -> Array:
    """Normal numbers in the shape of an array, in its type."""
    drawn: Array = rng.standard_normal(array.shape).astype(array.dtype)
    return drawn
