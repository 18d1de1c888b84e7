"""How what the backward pass computes is explained: δ, ∇W, ∇b and the norm of ∇W.

n example, i unit of the layer, j unit of the layer above (in δ) or below (in ∇W).
"""

import numpy as np
from numpy.typing import NDArray

from ...engine.arrays import Array
from ..equations.atoms import Number, Symbol
from ..equations.functions import SquareRoot
from ..equations.operations import Power, Sum
from ..equations.tree import Node
from ..equations.writing import masked, over, times
from ..laws.notation import MAXIMUM, Notation
from ..laws.passes import outer, passed_on, reduced, returned
from .blocked import tell_blocked_delta, tell_blocked_gradient
from .losses import averaged
from .output_delta import output_delta
from .scene import Scene


def delta(scene: Scene) -> None:
    """δ: at the output from ∂ℓ/∂ŷ, below from the δ of the layer above."""
    if scene.place.layer == scene.case.top:
        output_delta(scene)
    else:
        _hidden_delta(scene)
    scene.draft.step("result", scene.symbol, scene.result)
    tell_blocked_delta(scene)


def _hidden_delta(scene: Scene) -> None:
    """δᵢ = (Σⱼ Wⱼᵢ δⱼ) φ′(z̃ᵢ)."""
    case, s = scene.case, scene.s
    layer, n, i = scene.place.layer, scene.place.example, scene.place.row
    above, activation = layer + 1, case.activation(layer)
    back, own = returned(s.weights(above), s.delta(above)), s.derivative(layer, i)
    scene.draft.step("rule", s.delta(layer), passed_on(back, s.derivative(layer), activation))
    term = times(s.weights(above, "j", i), s.delta(above, "j"))
    of_unit = times(Sum("j", case.width(above), term), own)
    scene.draft.step("indices", scene.symbol, masked(of_unit, own, activation))

    def product(j: int) -> Node:
        weight = scene.use("weights", layer=above, row=j, column=i)
        return times(weight, scene.use("delta", layer=above, example=n, row=j))

    values = case.traced(above).weights[:, i].astype(np.float64) * case.traced(above).delta[n]
    terms = scene.summed(None, values, product, 2)
    slope = scene.use("derivative", layer=layer, example=n, row=i)
    scene.draft.step("numbers", scene.symbol, masked(times(terms, slope), slope, activation))


# --- gradients of the parameters -------------------------------------------------------------------------------


def weight_gradient(scene: Scene) -> None:
    """∇Wᵢⱼ = δᵢ zⱼ, over the examples that count."""
    case, layer, i, j = scene.case, scene.place.layer, scene.place.row, scene.place.column
    examples = case.counting
    s, several = _notation(scene, examples), len(examples) > 1
    entry = times(s.delta(layer, i), s.activation(layer - 1, j))
    scene.draft.step("rule", s.weight_gradient(layer), reduced(s, outer(s.delta(layer), s.activation(layer - 1))))
    scene.draft.step("indices", scene.symbol, reduced(s, entry))

    def product(n: int) -> Node:
        signal = scene.use("delta", layer=layer, example=n, row=i, numbered=several)
        return times(signal, scene.use_below(layer, n, j, numbered=several))

    below = case.below(layer)[:, j].astype(np.float64)
    values = case.traced(layer).delta[:, i] * below
    _add_up(scene, scene.summed(examples, values, product, 2), len(examples))
    tell_blocked_gradient(scene, values[examples], below[examples])


def bias_gradient(scene: Scene) -> None:
    """∇bᵢ = δᵢ, over the examples that count."""
    case, layer, i = scene.case, scene.place.layer, scene.place.row
    examples = case.counting
    s, several = _notation(scene, examples), len(examples) > 1
    scene.draft.step("rule", s.bias_gradient(layer), reduced(s, s.delta(layer)))
    scene.draft.step("indices", scene.symbol, reduced(s, s.delta(layer, i)))

    def signal(n: int) -> Node:
        return scene.use("delta", layer=layer, example=n, row=i, numbered=several)

    values = case.traced(layer).delta[:, i].astype(np.float64)
    _add_up(scene, scene.summed(examples, values, signal, 1), len(examples))
    tell_blocked_gradient(scene, values[examples], None)


def _notation(scene: Scene, examples: NDArray[np.intp]) -> Notation:
    """The symbols of every example n, or of the only one that counts."""
    case = scene.case
    if len(examples) > 1:
        scene.note("The first index of δ and z, n, is the example.")
        return Notation(case, "n")
    if case.example is not None and case.examples > 1:
        scene.note(f"This is the gradient of example {case.example} alone, as asked for, not that of the batch.")
    return Notation(case, int(examples[0]))


def _add_up(scene: Scene, terms: Node, count: int) -> None:
    """The steps with numbers."""
    mean = scene.case.reduction == "mean"
    scene.draft.step("numbers", scene.symbol, averaged(terms, count) if mean else terms)
    scene.draft.step("result", scene.symbol, scene.result)


# --- its norm --------------------------------------------------------------------------------------------------


def gradient_norm(scene: Scene) -> None:
    """‖∇W‖ = √Σᵢ Σⱼ (∇Wᵢⱼ)²; where the squares leave the numbers, with the largest magnitude m taken out."""
    case, s, layer = scene.case, scene.s, scene.place.layer
    gradient = case.traced(layer).weight_gradient.astype(np.float64, copy=False)
    rows, columns = gradient.shape
    entry = s.weight_gradient(layer, "i", "j")
    squares = np.square(gradient.ravel())
    if scene.agrees(Number(float(np.sqrt(squares.sum())))):
        whole = Sum("i", rows, Sum("j", columns, Power(entry, 2)))
        scene.draft.step("rule", scene.symbol, SquareRoot(whole))
        scene.draft.step("numbers", scene.symbol, SquareRoot(_add_squares(scene, squares, columns, None)))
    else:
        m = float(np.abs(gradient).max())
        symbol = Symbol(MAXIMUM, np.array(m))
        whole = Sum("i", rows, Sum("j", columns, Power(over(entry, symbol), 2)))
        scene.draft.step("rule", scene.symbol, times(symbol, SquareRoot(whole)))
        in_numbers = _add_squares(scene, np.square(gradient.ravel() / m), columns, m)
        scene.draft.step("numbers", scene.symbol, times(Number(m), SquareRoot(in_numbers)))
        scene.note("The squares leave the numbers, so the largest magnitude m is taken out of the root first.")
    scene.draft.step("result", scene.symbol, scene.result)


def _add_squares(scene: Scene, squares: Array, columns: int, scale: float | None) -> Node:
    """The sum of the squared entries, each divided by `scale` first."""

    def square(place: int) -> Node:
        row, column = divmod(place, columns)
        number = scene.use("weight_gradient", layer=scene.place.layer, row=row, column=column)
        return Power(number if scale is None else over(number, Number(scale)), 2)

    return scene.summed(None, squares, square, 1)
