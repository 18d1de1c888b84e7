"""How the loss of one example is explained, for each loss of the table.

i, j output unit. Where ŷ has too few digits for its logarithm, the logits take its place, as in the engine.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from ...engine.arrays import Array
from ..equations.atoms import Known, Number, Symbol
from ..equations.functions import Exponential, Magnitude
from ..equations.operations import Negative, Sum
from ..equations.tree import Node
from ..equations.writing import (
    ONE,
    ZERO,
    largest,
    logarithm,
    minus,
    nearly_whole,
    negative,
    opposite,
    over,
    plus,
    times,
)
from ..laws.losses import MEANS
from ..laws.notation import MAXIMUM
from ..text.wording import few_digits
from .output import beyond, complement, log_complement, log_prediction, logits, prediction, softplus, targets
from .scene import Scene


def losses(scene: Scene) -> None:
    """ℓ of one example."""
    RULES.get(scene.case.loss.name, _mean_over_outputs)(scene)
    scene.draft.step("result", scene.symbol, scene.result)


def _cross_entropy(scene: Scene) -> None:
    """ℓ = −Σᵢ yᵢ ln ŷᵢ."""
    case, s, n, top = scene.case, scene.s, scene.place.example, scene.case.top
    y, logs, rest = targets(case, n), log_prediction(case, n), complement(case, n)
    log = Known(logarithm(s.activation(top, "i")), logs, ("i",))
    scene.draft.step("rule", scene.symbol, Negative(Sum("i", len(y), times(s.targets("i"), log))))
    units = np.flatnonzero((y != 0) | np.isnan(logs))
    if len(units) < len(y):
        scene.note("Terms with y = 0 are left out: they are 0.")
    if beyond(case, n):
        _from_logits(scene, units, -y * logs)
        return

    def term(i: int) -> Node:
        return weighed(_target(scene, i), logarithm(nearly_whole(_output(scene, i), float(rest[i]))))

    _in_logarithms(scene, Negative(scene.summed(units, y * logs, term, 2)))


def _in_logarithms(scene: Scene, numbers: Node) -> None:
    """The step with the logarithms of numbers, and what is to be said where they have digits that ℓ has lost."""
    scene.draft.step("numbers", scene.symbol, numbers)
    remark = few_digits(numbers, scene.draft.value, scene.precision)
    if remark:
        scene.note(remark)


def _from_logits(scene: Scene, units: NDArray[np.intp], values: Array) -> None:
    """The same with ln ŷᵢ = (z̃ᵢ − m) − ln Σⱼ e^(z̃ⱼ − m), m the largest z̃; `values` (i) are the terms."""
    case, s, n, top = scene.case, scene.s, scene.place.example, scene.case.top
    z = logits(case, n)
    m = float(z.max())
    symbol = Symbol(MAXIMUM, np.array(m))
    powers = logarithm(Sum("j", len(z), Exponential(minus(s.preactivation(top, "j"), symbol))))
    surprise = minus(powers, minus(s.preactivation(top, "i"), symbol))
    scene.draft.step("indices", scene.symbol, Sum("i", len(z), times(s.targets("i"), surprise)))
    scene.note("Some ŷ is too small for the numbers, so ln ŷ is taken from the logits; m is the largest z̃.")

    def shifted(j: int) -> Number:
        z = _logit(scene, j)
        return Number(z.value - m, z.inexact)

    def power(j: int) -> Node:
        return Exponential(shifted(j))

    total = logarithm(scene.summed(None, np.exp(z - m), power, 1))
    in_powers = {cell.target for cell in scene.draft.inputs}

    def term(i: int) -> Node:
        return weighed(_target(scene, i), minus(total, shifted(i)))

    scene.draft.step("numbers", scene.symbol, scene.summed(units, values, term, 2))
    later = {cell.target for cell in scene.draft.inputs if cell.target.quantity == "preactivation"} - in_powers
    scene.draft.more_inputs -= len(later)


def _binary_cross_entropy(scene: Scene) -> None:
    """ℓ = −Σᵢ (yᵢ ln ŷᵢ + (1 − yᵢ) ln(1 − ŷᵢ))."""
    case, s, n, top = scene.case, scene.s, scene.place.example, scene.case.top
    y, rest = targets(case, n), complement(case, n)
    logs, rest_logs = log_prediction(case, n), log_complement(case, n)
    hit = times(s.targets("i"), Known(logarithm(s.activation(top, "i")), logs, ("i",)))
    missed = Known(logarithm(minus(ONE, s.activation(top, "i"))), rest_logs, ("i",))
    other = times(minus(ONE, s.targets("i")), missed)
    scene.draft.step("rule", scene.symbol, Negative(Sum("i", len(y), plus(hit, other))))
    if ((y == 0) | (y == 1)).any():
        scene.note("Terms with y = 0, or with 1 − y = 0, are left out: they are 0.")
    if beyond(case, n):
        _from_sigmoid_logits(scene, y)
        return

    def term(i: int) -> Node:
        target, predicted = _target(scene, i), _output(scene, i)
        share = nearly_whole(predicted, float(rest[i]))
        pair = ((target, share), (Number(1 - target.value), opposite(predicted, float(rest[i]))))
        return plus(*(weighed(share, logarithm(of)) for share, of in pair if share.value != 0))

    _in_logarithms(scene, Negative(scene.summed(None, y * logs + (1 - y) * rest_logs, term, 2)))


def _from_sigmoid_logits(scene: Scene, y: Array) -> None:
    """The same from the logits: −ln ŷ = max(0, −z̃) + ln(1 + e^−|z̃|), and −ln(1 − ŷ) likewise."""
    s, top = scene.s, scene.case.top
    z = logits(scene.case, scene.place.example)
    symbol = s.preactivation(top, "i")
    whole = _of_logit(s.targets("i"), minus(ONE, s.targets("i")), symbol)
    scene.draft.step("indices", scene.symbol, Sum("i", len(y), whole))
    scene.note("Some ŷ or 1 − ŷ is too small for the numbers, so its logarithm is taken from the logit z̃.")

    def term(i: int) -> Node:
        target = _target(scene, i)
        return _of_logit(target, Number(1 - target.value), _logit(scene, i))

    values = y * softplus(-z) + (1 - y) * softplus(z)
    scene.draft.step("numbers", scene.symbol, scene.summed(None, values, term, 2))


def _of_logit(target: Node, other: Node, z: Node) -> Node:
    """y max(0, −z̃) + (1 − y) max(0, z̃) + ln(1 + e^−|z̃|)."""
    tail = logarithm(plus(ONE, Exponential(Negative(Magnitude(z)))))
    return plus(times(target, largest(ZERO, negative(z))), times(other, largest(ZERO, z)), tail)


def _mean_over_outputs(scene: Scene) -> None:
    """ℓ = (1/d) Σᵢ f(ŷᵢ − yᵢ)."""
    case, s, n, law = scene.case, scene.s, scene.place.example, MEANS[scene.case.loss.name]
    y = targets(case, n)
    rule = law.loss(s.width(), len(y), s.activation(case.top, "i"), s.targets("i"))
    scene.draft.step("rule", scene.symbol, rule)

    def term(i: int) -> Node:
        return law.term(minus(_output(scene, i), _target(scene, i)))

    terms = scene.summed(None, law.value(prediction(case, n) - y), term, 2)
    scene.draft.step("numbers", scene.symbol, averaged(terms, len(y)))


def averaged(terms: Node, count: int) -> Node:
    """The mean of so many terms; of one, itself."""
    return terms if count == 1 else times(over(ONE, Number(count)), terms)


def weighed(share: Number, node: Node) -> Node:
    """share · node, and the node itself for a share of one."""
    return node if share.value == 1 else times(share, node)


def _target(scene: Scene, i: int) -> Number:
    return scene.use("targets", example=scene.place.example, row=i)


def _output(scene: Scene, i: int) -> Number:
    return scene.use("activation", layer=scene.case.top, example=scene.place.example, row=i)


def _logit(scene: Scene, i: int) -> Number:
    return scene.use("preactivation", layer=scene.case.top, example=scene.place.example, row=i)


RULES: Mapping[str, Callable[[Scene], None]] = {
    "cross_entropy": _cross_entropy,
    "binary_cross_entropy": _binary_cross_entropy,
}
"""By the loss's name on the wire; every other loss is a mean over the outputs."""
