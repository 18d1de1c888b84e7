"""How what surrounds the loss is explained: the loss of the batch, ∂ℓ/∂ŷ, the Jacobian, the accuracy.

n example, i, j output unit.
"""

from math import isinf

import numpy as np

from ...engine.network.losses import Targets
from ..equations.atoms import Indicator, Known, Number, operator
from ..equations.functions import Applied, Bracket, Comparison
from ..equations.operations import Negative, Sum, Terms
from ..equations.products import MatrixProduct, Transpose
from ..equations.tree import Node
from ..equations.writing import ONE, TWO, ZERO, minus, opposite, over, plus, times
from ..equations.written import Written
from ..laws.analyzed import Analyzed
from ..laws.losses import MEANS
from ..laws.notation import Notation
from .losses import averaged
from .output import complement, loss_gradient, prediction
from .scene import Scene

ARGMAX = r"\operatorname*{arg\,max}"
MOST_NAMED = 8
"""Examples that a sentence names."""


def loss(scene: Scene) -> None:
    """ℒ, the mean or the sum of the examples' losses."""
    case, count = scene.case, scene.case.examples
    each = Notation(case, "n")
    summed: Node = each.losses() if count == 1 else Sum("n", count, each.losses())
    mean = case.reduction == "mean" and count > 1
    scene.draft.step("rule", scene.symbol, times(over(ONE, each.count()), summed) if mean else summed)

    def term(n: int) -> Node:
        return scene.use("losses", example=n, numbered=True)

    values = case.analysis.losses.astype(np.float64)
    terms = scene.summed(None, values, term, 1)
    scene.draft.step("numbers", scene.symbol, averaged(terms, count) if mean else terms)
    scene.draft.step("result", scene.symbol, scene.result)


# --- the derivative of the loss with respect to the output -----------------------------------------------------


def gradient_of_loss(scene: Scene) -> None:
    """∂ℓ/∂ŷᵢ."""
    case, s, n, i, top = scene.case, scene.s, scene.place.example, scene.place.row, scene.case.top
    gradient = loss_gradient(case, n)
    whole = Written(written_gradient(s, case.loss.name), lambda _: gradient[:, None])
    scene.draft.step("rule", Known(s.loss_by_output(), gradient), whole)
    of_unit = Written(written_gradient(s, case.loss.name, i), lambda _: np.asarray(gradient[i]))
    scene.draft.step("indices", scene.symbol, of_unit)
    output = scene.use("activation", layer=top, example=n, row=i)
    target = scene.use("targets", example=n, row=i)
    in_numbers = _gradient_in_numbers(scene, output, target)
    if isinf(scene.draft.value):
        end = 0 if target.value != 0 and output.value < 0.5 else 1
        scene.note(
            f"{s.activation(top, i).text()} is too close to {end} for this quotient, which is not finite in "
            f"{scene.precision}. {s.delta(top).text()} = ŷ − y does not need it."
        )
        return
    if in_numbers is not None:
        scene.draft.step("numbers", scene.symbol, in_numbers)
    scene.draft.step("result", scene.symbol, scene.result)


def written_gradient(s: Notation, loss: str, *unit: int | str) -> Node:
    """∂ℓ/∂ŷ as it is written, of a unit or of all; a term without weight counts as 0, whatever ŷ."""
    output, target = s.activation(s.case.top, *unit), s.targets(*unit)
    if loss in MEANS:
        return MEANS[loss].gradient(s.width(), output, target)
    hit = Negative(over(target, output))
    if loss == "cross_entropy":
        return hit
    return plus(hit, over(minus(ONE, target), minus(ONE, output)))


def _gradient_in_numbers(scene: Scene, output: Number, target: Number) -> Node | None:
    """The same with its numbers; None where nothing is left but 0."""
    name = scene.case.loss.name
    if name in MEANS:
        return MEANS[name].gradient_in_numbers(scene.case.width(scene.case.top), output, target)
    terms: list[Node] = [Negative(over(target, output))] if target.value != 0 else []
    if name == "binary_cross_entropy" and target.value != 1:
        rest = float(complement(scene.case, scene.place.example)[scene.place.row])
        terms.append(over(Number(1 - target.value), opposite(output, rest)))
    if not terms:
        scene.note("y = 0 here, so the loss does not depend on this output.")
        return None
    return Terms(tuple(terms))


# --- the derivative of the output with respect to its preactivation --------------------------------------------


def jacobian(scene: Scene) -> None:
    """∂zᵢ/∂z̃ⱼ: of a softmax ŷᵢ (1[i = j] − ŷⱼ), elsewhere φ′(z̃ᵢ) on the diagonal and 0 off it."""
    if scene.case.activation(scene.place.layer).row.elementwise:
        _diagonal(scene)
    else:
        _of_softmax(scene)
    scene.draft.step("result", scene.symbol, scene.result)


def _of_softmax(scene: Scene) -> None:
    s, n, i, j, top = scene.s, scene.place.example, scene.place.row, scene.place.column, scene.case.top
    output = s.activation(top)
    whole = minus(_diagonal_matrix(output), MatrixProduct(output, Transpose(output)))
    values = prediction(scene.case, n)
    scene.draft.step(
        "rule", Written(s.output_by_input(top), lambda _: np.diag(values) - np.outer(values, values)), whole
    )
    indicator = Indicator(i, j)
    scene.draft.step("indices", scene.symbol, times(s.activation(top, i), minus(indicator, s.activation(top, j))))
    above = scene.use("activation", layer=top, example=n, row=i)
    other = scene.use("activation", layer=top, example=n, row=j)
    factor = opposite(other, float(complement(scene.case, n)[j])) if i == j else minus(ZERO, other)
    scene.draft.step("numbers", scene.symbol, times(above, factor))


def _diagonal(scene: Scene) -> None:
    s, layer, n = scene.s, scene.place.layer, scene.place.example
    i, j = scene.place.row, scene.place.column
    derivative = s.derivative(layer)
    whole = _diagonal_matrix(derivative)
    scene.draft.step("rule", Written(s.output_by_input(layer), whole.evaluate), whole)
    scene.draft.step("indices", scene.symbol, times(s.derivative(layer, i), Indicator(i, j)))
    if i != j:
        scene.note("Off the diagonal it is 0: a unit's activation depends on its own preactivation alone.")
        return
    scene.use("derivative", layer=layer, example=n, row=i)


def _diagonal_matrix(column: Node) -> Node:
    return Applied(operator("diag"), (column,), np.diagflat)


# --- accuracy --------------------------------------------------------------------------------------------------


def accuracy(scene: Scene) -> None:
    """The share of right answers; which examples are wrong is said, since no cell of a matrix tells it."""
    case = scene.case
    outputs, wanted = case.traced(case.top).activation, case.batch.targets
    if not np.isfinite(outputs).all():
        scene.note("Some ŷ is not finite, so there is no telling whether it is right.")
        scene.draft.step("result", scene.symbol, scene.result)
        return
    by_class = case.loss.targets is Targets.DISTRIBUTION
    right = np.where(wanted == 1, outputs > 0.5, outputs < 0.5)
    if by_class:
        right = outputs.argmax(axis=1) == wanted.argmax(axis=1)
    scene.draft.step("rule", scene.symbol, _share_of_classes(case) if by_class else _share_of_sides(case))
    scene.draft.step("numbers", scene.symbol, over(Number(float(right.sum())), Number(right.size)))
    scene.draft.step("result", scene.symbol, scene.result)
    scene.note(_told_apart(by_class))
    wrong = np.flatnonzero(~right.reshape(case.examples, -1).all(axis=1)).tolist()
    if wrong and case.examples > 1:
        more = f" and {len(wrong) - MOST_NAMED} more" if len(wrong) > MOST_NAMED else ""
        named = ", ".join(map(str, wrong[:MOST_NAMED]))
        scene.note(f"Wrong on {'example' if len(wrong) == 1 else 'examples'} {named}{more}.")


def _share_of_classes(case: Analyzed) -> Node:
    """(1/N) Σₙ 1[argmax ŷₙ = argmax yₙ]."""
    s = Notation(case, "n")
    largest = [
        Applied(operator("arg max", ARGMAX), (of,), np.argmax) for of in (s.activation(case.top), s.targets())
    ]
    return _mean_over_examples(s, Bracket(Comparison(tuple(largest), ("=",))))


def _share_of_sides(case: Analyzed) -> Node:
    """(1/N) Σₙ (1/d) Σᵢ 1[(2y − 1)(2ŷ − 1) > 0]: ŷ lies on the same side of ½ as y."""
    s, units = Notation(case, "n"), case.width(case.top)
    unit: int | str = "i" if units > 1 else 0
    target, output = (minus(times(TWO, of), ONE) for of in (s.targets(unit), s.activation(case.top, unit)))
    right = Bracket(Comparison((times(target, output), ZERO), (">",)))
    return _mean_over_examples(s, times(over(ONE, s.width()), Sum("i", units, right)) if units > 1 else right)


def _mean_over_examples(s: Notation, right: Node) -> Node:
    if s.case.examples == 1:
        return right
    return times(over(ONE, s.count()), Sum("n", s.case.examples, right))


def _told_apart(by_class: bool) -> str:
    if by_class:
        return "An example is right where its largest output, the first on ties, is its class."
    return "An output is right where it lies on the same side of ½ as its target; ½ itself is neither."
