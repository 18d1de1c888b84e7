"""The output of a worked solution: ∂ŷ/∂z̃ as a matrix, and δ⁽ᴸ⁾, the product of ∂ℓ/∂ŷ with it.

i, j output unit. For the entropies the product is ŷ − y, in symbols and with numbers.
"""

from collections.abc import Iterator

import numpy as np

from ..equations.atoms import Indicator, Known, Number, Symbol
from ..equations.chain import equation
from ..equations.matrices import Entries
from ..equations.numbers import alike
from ..equations.operations import Negative, Sum
from ..equations.products import Hadamard, MatrixProduct, Transpose
from ..equations.tree import Environment, Node, Value
from ..equations.writing import ONE, masked, minus, over, plus, times
from ..equations.written import Written
from ..laws.notation import Y_HAT, derivative_name, derivative_of
from ..number.output import complement, delta_by_product, jacobian_column
from ..text.document import Block, Equation, Paragraph, Section, say
from .losses import gradient_symbol, lost
from .worked import Worked

SMALLEST = float(np.finfo(np.float64).tiny)
"""Below it a number loses digits, and a quotient by it may overflow."""
SAME = 1e-13
"""Targets that add up to one but for this do so but for rounding."""


def jacobian(worked: Worked) -> Section:
    """∂ŷ/∂z̃ of the output layer."""
    parts = _softmax_jacobian(worked) if worked.case.softmax else _diagonal(worked)
    title = (
        "The Jacobian of the softmax"
        if worked.case.softmax
        else "The derivative of the output with respect to its preactivation"
    )
    return Section("jacobian", title, tuple(parts))


def jacobian_symbol(worked: Worked, *units: str) -> Node:
    """∂ŷ/∂z̃, whole or of two units."""
    numbers = _jacobian_numbers(worked)

    def worth(environment: Environment) -> Value:
        i, j = (environment[unit] for unit in units)
        return numbers.entry(i, j).evaluate()

    return Written(worked.notation.output_by_input(worked.top, *units), worth if units else numbers.evaluate)


def _jacobian_numbers(worked: Worked) -> Entries:
    """The matrix with its numbers, made when they are looked at: it may have millions."""
    case, example, top = worked.case, worked.example, worked.top

    def entry(i: int, j: int) -> Node:
        value = float(jacobian_column(case, top, example, j)[i]) + 0.0
        return Number(value, case.inexact.jacobian(top, example, i, j))

    return Entries(worked.outputs, worked.outputs, entry, worked.most)


def _softmax_jacobian(worked: Worked) -> Iterator[Block]:
    notation, some = worked.notation, worked.outputs
    prediction = worked.prediction()

    def output(unit: str | int) -> Symbol:
        return Symbol(Y_HAT, prediction, None, (unit,))

    def entry(i: int, j: int) -> Node:
        return times(output(i), minus(ONE, output(i))) if i == j else Negative(times(output(i), output(j)))

    yield say("Every entry of ", notation.activation(worked.top), " depends on every logit:")
    rule = times(output("i"), plus(Indicator("i", "j"), Negative(output("j"))))
    yield Equation(equation(jacobian_symbol(worked, "i", "j"), rule), (("i", some), ("j", some)))
    symbols = Entries(some, some, entry, worked.most)
    yield Equation(equation(jacobian_symbol(worked), symbols, _jacobian_numbers(worked)))
    if some > 1:
        yield say("The matrix is symmetric, and each of its rows and columns adds up to 0.")


def _diagonal(worked: Worked) -> Iterator[Block]:
    notation, top = worked.notation, worked.top
    activation, preactivation = worked.case.activation(top), notation.preactivation(top)
    yield say(
        "Every entry of ",
        notation.activation(top),
        " depends on its own preactivation alone, so the Jacobian is diagonal:",
    )
    slopes: list[Node] = [notation.derivative(top, "i")]
    if activation.name == "sigmoid":
        slopes.append(times(notation.activation(top, "i"), _rest(worked)))
    rules = (times(Indicator("i", "j"), slope) for slope in slopes)
    indices = (("i", worked.outputs), ("j", worked.outputs))
    yield Equation(equation(jacobian_symbol(worked, "i", "j"), *rules), indices)
    name, derivative = derivative_name(activation), notation.derivative(top)
    assert isinstance(derivative, Known)
    inserted = derivative_of(activation, worked.numbers(preactivation), name)
    yield Equation(equation(derivative, inserted, worked.numbers(derivative)))
    yield Equation(equation(jacobian_symbol(worked), _jacobian_numbers(worked)))


def delta_output(worked: Worked) -> Section:
    """δ⁽ᴸ⁾ as that product, and where it comes to that, as ŷ − y."""
    name = worked.case.loss.name
    steps = {"cross_entropy": _through_softmax, "binary_cross_entropy": _through_sigmoid}.get(name, _through_any)
    blocks = [*steps(worked), *worked.stopped("delta", worked.top, worked.notation.delta(worked.top))]
    return Section("delta_output", "The error signal of the output", tuple(blocks))


def _through_softmax(worked: Worked) -> Iterator[Block]:
    notation, top, some = worked.notation, worked.top, worked.outputs
    delta, each = notation.delta(top), notation.delta(top, "j")
    y, output, other = notation.targets("i"), notation.activation(top, "i"), notation.activation(top, "j")
    bracket = plus(Indicator("i", "j"), Negative(other))
    cancelled = Negative(Sum("i", some, times(y, bracket)))
    products = (
        Sum("i", some, times(gradient_symbol(worked, "i"), jacobian_symbol(worked, "i", "j"))),
        Sum("i", some, times(Negative(over(y, output)), output, bracket)),
    )
    sides = (_or_written(worked, side, cancelled) for side in products)
    yield say(delta, " is the derivative of the loss with respect to the logits, a sum over all outputs:")
    yield Equation(equation(each, *sides), (("j", some),))
    total = float(worked.target().sum())
    share = other if abs(total - 1) < SAME else times(Sum("i", some, y), other)
    whole = " = 1:" if share is other else f" = {total:.10g}:"
    yield say("In each term ", output, " cancels, and ", Sum("i", some, y), whole)
    yield Equation(equation(each, cancelled, minus(share, notation.targets("j"))), (("j", some),))
    yield from _product(worked)
    yield from _difference(worked, total if share is not other else 1)


def _or_written(worked: Worked, side: Node, worth: Node) -> Node:
    """The side; only written where a zero in ŷ keeps it from being computed as it stands."""
    smallest = worked.prediction().min()
    if worked.case.loss.name == "binary_cross_entropy":
        smallest = min(smallest, complement(worked.case, worked.example).min())
    return Written(side, worth.evaluate) if smallest < SMALLEST else side


def _product(worked: Worked) -> Iterator[Block]:
    """δ⁽ᴸ⁾ as the product of the Jacobian with ∂ℓ/∂ŷ, with numbers where all of them are some."""
    if lost(worked):
        yield _only_the_difference()
        return
    gradient = gradient_symbol(worked)
    symbols = MatrixProduct(Transpose(jacobian_symbol(worked)), gradient)
    numbers = MatrixProduct(_jacobian_numbers(worked), worked.numbers(gradient))
    yield say("With numbers, the product of the transposed Jacobian with the derivative of the loss is")
    yield from _product_is(worked, symbols, numbers)


def _product_is(worked: Worked, symbols: Node, numbers: Node) -> Iterator[Block]:
    """δ⁽ᴸ⁾ as a product, and how the difference that comes next compares with it."""
    delta, product = worked.notation.delta(worked.top), delta_by_product(worked.case, worked.example)
    if alike(product, delta.array):
        yield Equation(equation(delta, symbols, numbers, worked.numbers(delta)))
        yield say("and the difference, which is the same, is")
        return
    yield Equation(equation(delta, symbols, numbers, worked.matrix(product, delta.inexact_at)))
    output, target = worked.notation.activation(worked.top), worked.notation.targets()
    lost = f"and the difference, which in {worked.precision} loses digits where entries of "
    yield say(lost, output, " and ", target, " are nearly the same, is")


def _only_the_difference() -> Paragraph:
    return say(
        "The derivative of the loss with respect to the output is beyond the numbers here, so there is no product "
        "of numbers, but"
    )


def _difference(worked: Worked, total: float = 1) -> Iterator[Block]:
    """δ⁽ᴸ⁾ = ŷ − y with numbers; ŷ Σy − y where the targets do not quite add up to one."""
    notation = worked.notation
    delta, output, target = notation.delta(worked.top), notation.activation(worked.top), notation.targets()
    share: Node = output
    shown: Node = worked.numbers(output)
    if total != 1:
        share, shown = times(Number(total), output), times(Number(total), shown)
    yield Equation(
        equation(delta, minus(share, target), minus(shown, worked.numbers(target)), worked.numbers(delta))
    )


def _through_sigmoid(worked: Worked) -> Iterator[Block]:
    notation, top, indices = worked.notation, worked.top, (("i", worked.outputs),)
    delta, each = notation.delta(top), notation.delta(top, "i")
    y, output, derivative = notation.targets("i"), notation.activation(top, "i"), notation.derivative(top, "i")
    rest = _rest(worked)
    quotients = plus(Negative(over(y, output)), over(minus(ONE, y), rest))
    cancelled = plus(Negative(times(y, rest)), times(minus(ONE, y), output))
    yield say(delta, " is the derivative of the loss with respect to the logits:")
    products = (times(gradient_symbol(worked, "i"), derivative), times(quotients, output, rest))
    sides = (_or_written(worked, side, cancelled) for side in products)
    yield Equation(equation(each, *sides), indices)
    yield say("The denominators cancel:")
    yield Equation(equation(each, cancelled, minus(output, y)), indices)
    if lost(worked):
        yield _only_the_difference()
    else:
        yield say("With numbers, entry by entry, the product is")
        yield from _product_is(worked, *_entrywise(worked))
    yield from _difference(worked)


def _rest(worked: Worked) -> Node:
    """1 − ŷᵢ of a sigmoid."""
    output = worked.notation.activation(worked.top, "i")
    return Known(minus(ONE, output), complement(worked.case, worked.example), ("i",))


def _entrywise(worked: Worked) -> tuple[Node, Node]:
    """∂ℓ/∂ŷ ⊙ φ′(z̃⁽ᴸ⁾) in symbols and with numbers."""
    gradient, derivative = gradient_symbol(worked), worked.notation.derivative(worked.top)
    assert isinstance(derivative, Known)
    activation, slopes = worked.case.activation(worked.top), worked.numbers(derivative)
    symbols = masked(Hadamard(gradient, derivative), derivative, activation)
    return symbols, masked(Hadamard(worked.numbers(gradient), slopes), slopes, activation)


def _through_any(worked: Worked) -> Iterator[Block]:
    delta = worked.notation.delta(worked.top)
    yield say(
        delta,
        " is the derivative of the loss with respect to the preactivations: that with respect to each output, "
        "times the derivative of the output with respect to its preactivation.",
    )
    yield Equation(equation(delta, *_entrywise(worked), worked.numbers(delta)))
