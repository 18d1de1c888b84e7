"""How what the forward pass computes is explained: z̃, z, φ′.

n example, i unit of the layer, j unit of the layer below (of a softmax: of the same layer).
"""

from collections.abc import Callable
from typing import Literal

import numpy as np

from ...engine.arrays import Array
from ..equations.atoms import Letter, Number, Symbol
from ..equations.functions import Exponential
from ..equations.numbers import number_text
from ..equations.operations import Fraction, Product, Sum, Terms
from ..equations.sums import shortened, total
from ..equations.tree import Node
from ..equations.writing import minus
from ..laws.formulas import FORMULAS, Formula, Way, formula, worth
from ..laws.notation import MAXIMUM, derivative_name, derivative_of, function_name, function_of
from ..laws.passes import affine
from ..text.flatness import at_kink
from .output import softmax_shift
from .scene import Scene

Where = tuple[tuple[Letter, Way], ...]


def given(scene: Scene) -> None:
    """A weight, a bias, an input or a target: nothing was computed."""


def preactivation(scene: Scene) -> None:
    """z̃ᵢ = Σⱼ Wᵢⱼ zⱼ + bᵢ."""
    case, s, draft = scene.case, scene.s, scene.draft
    layer, n, i = scene.place.layer, scene.place.example, scene.place.row
    whole = affine(s.weights(layer), s.activation(layer - 1), s.bias(layer))
    draft.step("rule", s.preactivation(layer), whole)
    term = Product((s.weights(layer, i, "j"), s.activation(layer - 1, "j")))
    draft.step("indices", scene.symbol, Terms((Sum("j", case.width(layer - 1), term), s.bias(layer, i))))

    def product(j: int) -> Node:
        return Product((scene.use("weights", layer=layer, row=i, column=j), scene.use_below(layer, n, j)))

    shown = shortened(case.traced(layer).weights[i].astype(np.float64) * case.below(layer)[n], product)
    draft.more_inputs += 2 * shown.hidden
    draft.step("numbers", scene.symbol, total(shown, scene.use("bias", layer=layer, row=i)))
    draft.step("result", scene.symbol, scene.result)


def activation(scene: Scene) -> None:
    """z = φ(z̃), with the function's own formula."""
    s, layer = scene.s, scene.place.layer
    function = scene.case.activation(layer)
    if not function.row.elementwise:
        softmax(scene)
        return
    scene.draft.step("rule", s.activation(layer), function_of(function, s.preactivation(layer)))
    own = FORMULAS[function.name]
    name = function_name(function)
    _write_out(scene, lambda z: function_of(function, z, name), own.function, own.function_where)


def derivative(scene: Scene) -> None:
    """φ′(z̃), with the function's own formula; at a kink, which side counts."""
    function = scene.case.activation(scene.place.layer)
    own = FORMULAS[function.name]
    name = derivative_name(function)
    _write_out(scene, lambda z: derivative_of(function, z, name), own.derivative, own.derivative_where)
    z = scene.draft.inputs[0].value
    if z in function.kinks:
        scene.note(f"z̃ = {number_text(z)} is {at_kink(function, scene.draft.value)}.")


def _write_out(scene: Scene, named: Callable[[Node], Node], own: Formula, where: Where) -> None:
    """The function by its name and, unless that overflows where the function does not, by its own formula."""
    layer, i = scene.place.layer, scene.place.row
    parameters = scene.case.activation(layer).values
    number = scene.use("preactivation", layer=layer, example=scene.place.example, row=i)
    kinds: tuple[tuple[Literal["indices", "numbers"], Node], ...] = (
        ("indices", scene.s.preactivation(layer, i)),
        ("numbers", number),
    )
    for kind, z in kinds:
        sides, written_out = [scene.symbol, named(z)], formula(own, where, z, parameters)
        if scene.agrees(written_out):
            _define(scene, kind, where, z)
            sides.append(written_out)
        scene.draft.step(kind, *sides)
    scene.draft.step("result", scene.symbol, scene.result)


def _define(scene: Scene, kind: Literal["indices", "numbers"], where: Where, z: Node) -> None:
    """The quantities on the way to a formula, each by an equation of its own."""
    for name, way in where:
        written = way(z)
        value = written.evaluate()
        ending = (worth(z, value),) if isinstance(z, Number) else ()
        scene.draft.step(kind, Symbol(name, value), written, *ending)


# --- softmax -----------------------------------------------------------------------------------------------


def softmax(scene: Scene) -> None:
    """ŷᵢ = e^z̃ᵢ / Σⱼ e^z̃ⱼ; where some z̃ is large, with the largest subtracted in every exponent."""
    case, s = scene.case, scene.s
    layer, i = scene.place.layer, scene.place.row
    z = case.traced(layer).preactivation[scene.place.example].astype(np.float64)
    function = case.activation(layer)
    scene.draft.step(
        "rule", s.activation(layer), function_of(function, s.preactivation(layer), function_name(function))
    )
    m, shift = Symbol(MAXIMUM, np.array(z.max())), softmax_shift(z)
    if shift is not None:
        scene.note(
            f"The largest z̃, m = {number_text(shift)}, is subtracted in every exponent: that changes no quotient "
            "and keeps the powers within the numbers."
        )

    def exponent(j: int | str) -> Node:
        return s.preactivation(layer, j) if shift is None else minus(s.preactivation(layer, j), m)

    scene.draft.step("indices", scene.symbol, _share(i, len(z), exponent))
    _softmax_in_numbers(scene, z, shift or 0)


def _share(i: int, count: int, exponent: Callable[[int | str], Node]) -> Node:
    """e^… of unit i over the sum of all."""
    return Fraction(Exponential(exponent(i)), Sum("j", count, Exponential(exponent("j"))))


def _softmax_in_numbers(scene: Scene, z: Array, shift: float) -> None:
    """The quotient with its numbers: of many units, the largest powers and the sum of the others."""
    layer, n, i = scene.place.layer, scene.place.example, scene.place.row

    def power(j: int) -> Node:
        logit = scene.use("preactivation", layer=layer, example=n, row=j)
        return Exponential(Number(logit.value - shift, logit.inexact))

    above = power(i)
    shown = shortened(np.exp(z - shift), power)
    scene.draft.more_inputs += shown.hidden - (i not in shown.places)
    scene.draft.step("numbers", scene.symbol, Fraction(above, total(shown)))
    scene.draft.step("result", scene.symbol, scene.result)
