"""How δ of the output is explained: through ∂ℓ/∂ŷ and the derivative of the output, and as what that comes to.

n example, i, j output unit. Where ŷ has come too close to 0 or 1, ∂ℓ/∂ŷ leaves the numbers though δ does not; then
only what it comes to is written.
"""

from math import isfinite
from typing import NamedTuple

import numpy as np

from ..equations.atoms import Indicator, Known, Number
from ..equations.numbers import alike, number_text
from ..equations.operations import Negative, Sum
from ..equations.products import Hadamard, MatrixProduct, Transpose
from ..equations.tree import Node, Value
from ..equations.writing import ONE, masked, minus, over, times
from ..equations.written import Written
from ..laws.losses import MEANS
from .loss import written_gradient
from .output import delta_by_product, jacobian_column, loss_gradient, prediction
from .scene import Scene


class _Sides(NamedTuple):
    """A side of each step: in symbols, with indices, with numbers."""

    rule: tuple[Node, ...]
    indices: tuple[Node, ...]
    numbers: tuple[Node, ...]


def output_delta(scene: Scene) -> None:
    """δ⁽ᴸ⁾ of one unit and example; ∂ℓ/∂ŷ, what it is multiplied by and ℓ become inputs too."""
    n, top = scene.place.example, scene.case.top
    output = scene.use("activation", layer=top, example=n, row=scene.place.row)
    target = scene.use("targets", example=n, row=scene.place.row)
    if scene.case.softmax:
        end, way = _softmax_end(scene, output, target), _softmax_way(scene)
    elif scene.case.traced(top).factor is None:
        end, way = _difference(scene, output, target), _sigmoid_way(scene)
    else:
        end, way = _mean_end(scene, output, target), _product(scene)
    scene.draft.step("rule", scene.s.delta(top), *way.rule, *end.rule)
    scene.draft.step("indices", scene.symbol, *way.indices, *end.indices)
    scene.draft.step("numbers", scene.symbol, *way.numbers, *end.numbers)
    scene.use("losses", example=n)


# --- what it comes to ------------------------------------------------------------------------------------------


def _difference(scene: Scene, output: Number, target: Number) -> _Sides:
    """ŷ − y."""
    s, i, top = scene.s, scene.place.row, scene.case.top
    whole, of_unit = minus(s.activation(top), s.targets()), minus(s.activation(top, i), s.targets(i))
    return _Sides((whole,), (of_unit,), (minus(output, target),))


def _softmax_end(scene: Scene, output: Number, target: Number) -> _Sides:
    """ŷ − y, with (Σⱼ yⱼ) ŷ for ŷ where rounding keeps the targets from adding up to one."""
    s, i, top = scene.s, scene.place.row, scene.case.top
    total = float(scene.case.batch.targets[scene.place.example].sum())
    if total == 1:
        return _difference(scene, output, target)
    summed = Sum("j", scene.case.width(top), s.targets("j"))
    return _Sides(
        (minus(times(summed, s.activation(top)), s.targets()),),
        (minus(times(summed, s.activation(top, i)), s.targets(i)),),
        (minus(times(Number(total), output), target),),
    )


def _mean_end(scene: Scene, output: Number, target: Number) -> _Sides:
    """(c/d) g(ŷ − y) ⊙ φ′(z̃), which is (2/d) (ŷ − y) ⊙ φ′(z̃) of a squared error."""
    s, n, i, top, law = scene.s, scene.place.example, scene.place.row, scene.case.top, MEANS[scene.case.loss.name]
    activation, whole, own = scene.case.activation(top), s.derivative(top), s.derivative(top, i)
    difference = law.slope(minus(s.activation(top), s.targets()))
    factor = times(over(Number(law.constant), s.width()), Hadamard(difference, whole))
    of_unit = law.gradient(s.width(), s.activation(top, i), s.targets(i), own)
    slope = scene.use("derivative", layer=top, example=n, row=i)
    numbers = law.gradient_in_numbers(scene.case.width(top), output, target, slope)
    return _Sides(
        (masked(factor, whole, activation),),
        (masked(of_unit, own, activation),),
        (masked(numbers, slope, activation),),
    )


# --- the way there ---------------------------------------------------------------------------------------------


def _softmax_way(scene: Scene) -> _Sides:
    """Σⱼ ∂ℓ/∂ŷⱼ ∂ŷⱼ/∂z̃ᵢ."""
    case, s, n, i, top = scene.case, scene.s, scene.place.example, scene.place.row, scene.case.top
    gradient, column = loss_gradient(case, n), jacobian_column(case, top, n, i)
    if not _arrives(scene):
        return _Sides((), (), ())
    by_chain = MatrixProduct(Transpose(s.output_by_input(top)), s.loss_by_output())
    output = prediction(case, n)

    def worth_of_chain(_: object) -> Value:
        column: Value = (output * (gradient - output @ gradient))[:, None]
        return column

    def worth_of_quotient(at: object) -> Value:
        assert isinstance(at, dict)
        return np.asarray(gradient[at["j"]])

    by_unit = times(
        Known(s.loss_by_output("j"), gradient, ("j",)), Known(s.output_by_input(top, "j", i), column, ("j",))
    )
    quotient = Written(Negative(over(s.targets("j"), s.activation(top, "j"))), worth_of_quotient)
    put_in = times(quotient, s.activation(top, "j"), minus(Indicator("j", i), s.activation(top, i)))

    def product(j: int) -> Node:
        first = scene.use("loss_gradient", example=n, row=j)
        return times(first, scene.use("jacobian", layer=top, example=n, row=j, column=i))

    units = np.flatnonzero(gradient)
    if len(units) < len(gradient):
        scene.note("Outputs with y = 0 are left out of the sum: the loss does not depend on them.")
    return _Sides(
        (Written(by_chain, worth_of_chain),),
        (Sum("j", len(output), by_unit), Sum("j", len(output), put_in)),
        (scene.summed(units, gradient * column, product, 2),),
    )


def _product(scene: Scene) -> _Sides:
    """∂ℓ/∂ŷᵢ φ′(z̃ᵢ), the output being elementwise."""
    s, n, i, top = scene.s, scene.place.example, scene.place.row, scene.case.top
    gradient, activation = loss_gradient(scene.case, n), scene.case.activation(top)
    slopes, own = s.derivative(top), s.derivative(top, i)
    whole = Hadamard(Known(s.loss_by_output(), gradient), slopes)
    of_unit = times(Known(s.loss_by_output(i), gradient, (i,)), own)
    first = scene.use("loss_gradient", example=n, row=i)
    slope = scene.use("derivative", layer=top, example=n, row=i)
    return _Sides(
        (masked(whole, slopes, activation),),
        (masked(of_unit, own, activation),),
        (masked(times(first, slope), slope, activation),),
    )


def _sigmoid_way(scene: Scene) -> _Sides:
    """The same for a sigmoid with binary cross-entropy, with σ′ = ŷ (1 − ŷ) put in."""
    case, s, n, i, top = scene.case, scene.s, scene.place.example, scene.place.row, scene.case.top
    gradient, slope = loss_gradient(case, n), case.traced(top).derivative
    assert slope is not None
    worth = np.asarray(gradient[i] * float(slope[n, i]))
    if not _arrives(scene):
        return _Sides((), (), ())
    output = s.activation(top, i)
    put_in = times(written_gradient(s, case.loss.name, i), output, minus(ONE, output))
    sides = _product(scene)
    rule = (Written(side, s.delta(top).evaluate) for side in sides.rule)
    return sides._replace(rule=tuple(rule), indices=(*sides.indices, Written(put_in, lambda _: worth)))


def _arrives(scene: Scene) -> bool:
    """Whether the way through ∂ℓ/∂ŷ ends at the number that ŷ − y is; if not, it is said why."""
    unit = scene.place.row
    product = float(delta_by_product(scene.case, scene.place.example)[unit])
    if alike(product, scene.draft.value):
        return True
    if isfinite(product):
        output, target = scene.s.activation(scene.case.top, unit).text(), scene.s.targets(unit).text()
        scene.note(
            f"{output} and {target} are so near that in {scene.precision} their difference loses digits. "
            f"The product of ∂ℓ/∂ŷ and the derivative of ŷ keeps them: {number_text(product)}."
        )
    else:
        scene.note(
            "Some ŷ is too close to 0 or 1 for the way through ∂ℓ/∂ŷ. What it comes to, ŷ − y, needs no quotient."
        )
    return False
