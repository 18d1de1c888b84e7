"""Exercises with numbers that come out well by hand, drawn from a seed and a level.

n example, i input unit, o output unit. Weights and inputs are whole numbers and halves. The output's bias makes its
preactivations ln mᵢ plus a constant, with small whole numbers mᵢ, so that ŷᵢ = mᵢ / Σ m is a short fraction. With
several examples the rows of the last W differ only by what all examples agree on: then the logits of two examples
differ by a constant, which a softmax does not see.

A draw is thrown away if it teaches too little (`_is_worth_working`), and the next one taken: the same seed and
level always lead to the same exercise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

from ...engine.analysis.case import Case
from ...engine.arrays import Array
from ...engine.network.activations import activation
from ...engine.network.losses import LOSSES
from ...engine.network.network import Batch, Layer, Network
from ...engine.network.quantities import GRADIENTS
from ..sheet.sheet import FORWARD, Place, Sheet
from .dice import Dice

WEIGHTS = (-2.0, -1.5, -1.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.0, 1.5, 2.0)
BIASES = (-2.0, -1.0, -0.5, 0.0, 0.0, 0.5, 1.0, 2.0)
INPUTS = (-2.0, -1.0, -1.0, -0.5, 0.5, 1.0, 1.0, 1.5, 2.0, 3.0)
ODDS = (1, 1, 2, 3, 4)
CONSTANTS = (-1.0, 0.0, 0.0, 1.0)
ROWS: Array = np.array([row for row in product(np.arange(-2.0, 2.5, 0.5).tolist(), repeat=3) if any(row)])
"""All rows (·, 3) that the last W of a batch may have."""
LARGEST = 8.0
"""Of a hidden unit's preactivation, and of what stands beside ln m in the output's bias."""
NOTHING = 1e-9
"""An error signal below it is zero but for rounding, which is not the same everywhere."""


@dataclass(frozen=True, slots=True)
class Level:
    """What the exercises of a level have in common: sizes to choose from, from the input's to the output's."""

    title: str
    sizes: tuple[tuple[int, ...], ...]
    examples: tuple[int, ...] = (1,)


LEVELS: Mapping[int, Level] = {
    1: Level("a softmax layer", ((2, 3), (3, 3), (3, 2))),
    2: Level("a hidden layer", ((2, 3, 2), (2, 3, 3), (3, 3, 2), (2, 4, 3))),
    3: Level("two hidden layers", ((2, 3, 3, 2), (2, 3, 3, 3), (3, 3, 3, 2), (2, 4, 3, 2))),
    4: Level("two hidden layers and a batch", ((2, 3, 3, 2), (2, 3, 3, 3), (2, 4, 3, 2)), (2, 3)),
}
"""By number, the easiest first."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise: what is given, in exact numbers.

    weights (o, i) and offsets (o) of layers 1 … L; the bias of the output is ln odds + its offset, that of a hidden
    layer its offset. inputs (n, i) and the class of each example.
    """

    seed: int
    level: int
    weights: tuple[Array, ...]
    offsets: tuple[Array, ...]
    odds: tuple[int, ...]
    inputs: Array
    classes: tuple[int, ...]

    @property
    def title(self) -> str:
        return f"Exercise {self.seed}, level {self.level}: {LEVELS[self.level].title}"

    @property
    def biases(self) -> tuple[Array, ...]:
        """The biases (o) of layers 1 … L as numbers."""
        return *self.offsets[:-1], np.log(np.array(self.odds, dtype=np.float64)) + self.offsets[-1]

    @property
    def case(self) -> Case:
        """The network and batch; cross-entropy, the mean over the examples."""
        top = len(self.weights)
        names = ["relu"] * (top - 1) + ["softmax"]
        layers = zip(self.weights, self.biases, names, strict=True)
        network = Network(tuple(Layer(weights, bias, activation(name)) for weights, bias, name in layers))
        targets: Array = np.eye(len(self.odds))[list(self.classes)]
        return Case(network, Batch(self.inputs, targets), LOSSES["cross_entropy"])

    @property
    def asked(self) -> tuple[Place, ...]:
        """What is to be handed in, in the order in which it is worked out."""
        top = len(self.weights)
        hidden = FORWARD if self.level == max(LEVELS) else FORWARD[:2]
        up = [(quantity, layer) for layer in range(1, top) for quantity in hidden]
        down = [(quantity, layer) for layer in range(top, 0, -1) for quantity in ("delta", *GRADIENTS)]
        return *up, ("activation", top), *down


def exercise(seed: int, level: int) -> Exercise:
    """The exercise of a seed (at least 0) and a level (from 1 to 4)."""
    dice = Dice(seed, level)
    return next(drawn for drawn in _draws(dice, seed, level) if _is_worth_working(drawn))


def _draws(dice: Dice, seed: int, level: int) -> Iterator[Exercise]:
    """One exercise after the other, good or not; those whose units are on and off alike are not even finished."""
    while True:
        sizes = dice.one_of(LEVELS[level].sizes)
        z = inputs = dice.array(INPUTS, dice.one_of(LEVELS[level].examples), sizes[0])
        weights, offsets = [], []
        for below, units in pairwise(sizes[:-1]):
            weights.append(dice.array(WEIGHTS, units, below))
            offsets.append(dice.array(BIASES, units))
            preactivation = z @ weights[-1].T + offsets[-1]
            if not _is_lively(preactivation):
                break
            z = np.maximum(preactivation, 0)
        else:
            outputs = sizes[-1]
            final = dice.array(WEIGHTS, outputs, sizes[-2]) if len(z) == 1 else _agreeing_rows(dice, z, outputs)
            odds = tuple(dice.one_of(ODDS) for _ in range(outputs))
            classes = tuple(dice.below(outputs) for _ in range(len(inputs)))
            offset = dice.one_of(CONSTANTS) - final @ z[0]
            yield Exercise(seed, level, (*weights, final), (*offsets, offset), odds, inputs, classes)


def _is_lively(preactivation: Array) -> bool:
    """Is some hidden unit blocked, one on for every example, and in a batch one on for some of them only?"""
    on = preactivation > 0
    if on.all() or not on.any(axis=1).all() or np.abs(preactivation).max() > LARGEST:
        return False
    return len(on) == 1 or bool((on.any(axis=0) & ~on.all(axis=0)).any())


def _agreeing_rows(dice: Dice, z: Array, outputs: int) -> Array:
    """Weights (o, i) of the last layer, with which the logits of any two examples differ by a constant."""
    changes = ROWS @ (z - z[0]).T
    first = dice.below(len(ROWS))
    agreeing = np.flatnonzero((changes == changes[first]).all(axis=1))
    return ROWS[[first, *(int(agreeing[dice.below(len(agreeing))]) for _ in range(outputs - 1))]]


def _is_worth_working(drawn: Exercise) -> bool:
    """Is there something to be learnt in every array that is asked for?"""
    if any(not weights.any(axis=0).all() or not weights.any(axis=1).all() for weights in drawn.weights):
        return False
    if len(set(map(tuple, drawn.weights[-1].tolist()))) < len(drawn.odds) or len(set(drawn.odds)) == 1:
        return False
    if len(drawn.classes) > 1 and (
        len(set(drawn.classes)) == 1 or len(set(map(tuple, drawn.inputs.tolist()))) == 1
    ):
        return False
    final = drawn.offsets[-1]
    if np.abs(final).max() > LARGEST or (4 * final != np.rint(4 * final)).any():
        return False
    sheet = Sheet(drawn.case)
    return all(_learns(sheet, layer) for layer in range(1, len(drawn.weights))) and not any(
        _is_symmetric(sheet.value(*place)) for place in drawn.asked
    )


def _learns(sheet: Sheet, layer: int) -> bool:
    """Do two units of a hidden layer get an error signal, and one on every example; is another signal blocked; and
    is Wᵀ δ not W δ?"""
    delta = sheet.value("delta", layer)
    gets = np.abs(delta) > NOTHING
    if np.count_nonzero(gets.any(axis=0)) < 2 or not gets.any(axis=1).all():
        return False
    if not (np.abs(sheet.backpropagated(layer) - delta) > NOTHING).any():
        return False
    weights, above = sheet.case.layer(layer + 1).weights, sheet.value("delta", layer + 1)
    if weights.shape[0] != weights.shape[1]:
        return True
    return not np.allclose(above @ weights.T * sheet.value("derivative", layer), delta)


def _is_symmetric(array: Array) -> bool:
    """Would nobody notice if it were transposed?"""
    return array.ndim == 2 and array.shape[0] == array.shape[1] and np.allclose(array, array.T)
