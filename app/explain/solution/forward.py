"""The first half of a worked solution: what is given, and the forward pass up to ŷ."""

from collections.abc import Iterator

import numpy as np

from ...engine.network.activations import Activation
from ..equations.atoms import Letter, Number, Symbol
from ..equations.chain import equation
from ..equations.functions import Applied, Exponential
from ..equations.operations import Fraction, Negative, Product, Sum, Terms
from ..equations.sums import shortened, total
from ..equations.tree import Node
from ..equations.writing import ONE
from ..equations.written import Beside, Written
from ..laws.formulas import FORMULAS, Way, formula
from ..laws.notation import MAXIMUM, Z_TILDE, derivative_name, derivative_of, function_name, function_of
from ..laws.passes import affine
from ..number.output import softmax_shift
from ..text.document import Block, Equation, Section, say
from ..text.wording import counted, function_words, loss_words
from .worked import Worked

ANYWHERE = Symbol(Z_TILDE, np.array(0.5))
"""The z̃ of a formula, which holds for any."""


def given(worked: Worked) -> Section:
    """The example, the network in symbols with its shapes, and the numbers of x, y, W and b."""
    notation = worked.notation
    blocks: list[Block] = [say(_which_example(worked)), say(_network(worked))]
    for layer in range(1, worked.top + 1):
        blocks += _given_layer(worked, layer)
    if worked.deep:
        blocks.append(
            say(
                "All layers go the same way; of the many between the first and the last ones only the results are "
                "shown, not the numbers that they are made from."
            )
        )
    inputs, targets = notation.activation(0), notation.targets()
    blocks += [
        say(f"The input and the target{_class(worked)} are"),
        Equation(Beside((equation(inputs, worked.numbers(inputs)), equation(targets, worked.numbers(targets))))),
    ]
    return Section("given", "What is given", tuple(blocks))


def _class(worked: Worked) -> str:
    """Which class a target stands for that is 1 there and 0 elsewhere: its vector may be shown shortened."""
    target = worked.target()
    if not worked.case.softmax or np.count_nonzero(target) != 1:
        return ""
    return f" (class {int(target.argmax())})"


def _given_layer(worked: Worked, layer: int) -> Iterator[Block]:
    """The rule of a layer, its shapes, and W and b where there are few layers."""
    notation, activation = worked.notation, worked.case.activation(layer)
    weights, bias, below = notation.weights(layer), notation.bias(layer), notation.activation(layer - 1)
    rows, columns = weights.array.shape
    entries = counted(rows, "entry", "entries")
    yield say(f"Layer {layer}: ", weights, f" is {rows} × {columns}, ", bias, f" has {entries}.")
    inside = affine(weights, below, bias)
    yield Equation(equation(notation.activation(layer), function_of(activation, inside, function_name(activation))))
    if not worked.deep:
        yield Equation(Beside((equation(weights, worked.numbers(weights)), equation(bias, worked.numbers(bias)))))


def _which_example(worked: Worked) -> str:
    if worked.case.examples == 1:
        return "There is one example. Examples, units and entries are counted from 0."
    return (
        f"This is example {worked.example} of {worked.case.examples}; examples, units and entries are counted "
        "from 0. Up to the last section every gradient is that of this example alone."
    )


def _network(worked: Worked) -> str:
    case = worked.case
    kinds = dict.fromkeys(function_words(case.activation(layer)) for layer in range(1, worked.top))
    hidden = f" with {' and '.join(kinds)} in the hidden ones" if kinds else ""
    output = f"{function_words(case.activation(worked.top))} at the output"
    precision = "" if case.batch.inputs.dtype == np.float64 else " It computes in float32, to about seven digits."
    return (
        f"The network takes {counted(case.width(0), 'number')} and has {counted(worked.top, 'layer')},{hidden}"
        f"{' and' if hidden else ' with'} {output}. The loss is {loss_words(case.loss)}.{precision}"
    )


def forward(worked: Worked) -> Section:
    """z̃ and z of every layer, with numbers; of the output only z̃, since ŷ has a section of its own."""
    notation = worked.notation
    blocks: list[Block] = []
    for layer in range(1, worked.top + 1):
        weights, bias, below = notation.weights(layer), notation.bias(layer), notation.activation(layer - 1)
        preactivation = notation.preactivation(layer)
        symbols = affine(weights, below, bias)
        numbers = affine(worked.numbers(weights), worked.numbers(below), worked.numbers(bias))
        blocks.append(say("The output layer:" if layer == worked.top else f"Layer {layer}:"))
        steps = (symbols,) if worked.brief(layer) else (symbols, numbers)
        blocks.append(Equation(equation(preactivation, *steps, worked.numbers(preactivation))))
        blocks += worked.stopped("preactivation", layer, preactivation)
        if layer < worked.top:
            blocks += activated(worked, layer)
    return Section("forward", "Forward pass", tuple(blocks))


def activated(worked: Worked, layer: int) -> Iterator[Block]:
    """z⁽ˡ⁾ = φ(z̃⁽ˡ⁾) of an elementwise φ, with its formulas where no layer below has it."""
    notation, activation = worked.notation, worked.case.activation(layer)
    if all(worked.case.activation(below) != activation for below in range(1, layer)):
        yield from formulas(activation)
    after, before, name = notation.activation(layer), notation.preactivation(layer), function_name(activation)
    steps = [function_of(activation, before, name)]
    if not worked.brief(layer):
        steps.append(function_of(activation, worked.numbers(before), name))
    yield Equation(equation(after, *steps, worked.numbers(after)))
    yield from worked.stopped("activation", layer, after)


def formulas(activation: Activation) -> Iterator[Block]:
    """φ(z̃) and φ′(z̃) in an activation's own formulas."""
    row, parameters = FORMULAS[activation.name], activation.values
    function = function_of(activation, ANYWHERE, function_name(activation))
    derivative = derivative_of(activation, ANYWHERE, derivative_name(activation))
    yield say(f"For each entry, {function_words(activation)} and its derivative are")
    yield Equation(equation(function, formula(row.function, row.function_where, ANYWHERE, parameters)))
    yield Equation(equation(derivative, formula(row.derivative, row.derivative_where, ANYWHERE, parameters)))
    where = dict([*row.function_where, *row.derivative_where])
    if where:
        ways = (equation(_on_the_way(name, way), way(ANYWHERE)) for name, way in where.items())
        yield say("where")
        yield Equation(Beside(tuple(ways)))


def _on_the_way(name: Letter, way: Way) -> Node:
    return Symbol(name, way(ANYWHERE).evaluate())


def output(worked: Worked) -> Section:
    """ŷ: by softmax, or by an elementwise activation function."""
    if worked.case.softmax:
        return Section("output", "Softmax", tuple(_softmax(worked)))
    return Section("output", "Output", tuple(activated(worked, worked.top)))


def _softmax(worked: Worked) -> Iterator[Block]:
    """The rule, then its numerators, its denominator and ŷ with numbers; shifted where a logit is large."""
    notation, prediction, some = worked.notation, worked.notation.activation(worked.top), worked.outputs
    largest_logit = softmax_shift(worked.logits())
    rule = Fraction(_power(worked, None, "i"), Sum("j", some, _power(worked, None, "j")))
    shift: Symbol | None = None
    if largest_logit is None:
        yield Equation(equation(notation.activation(worked.top, "i"), rule), (("i", some),))
    else:
        shift = Symbol(MAXIMUM, np.array(largest_logit))
        shifted = Fraction(_power(worked, shift, "i"), Sum("j", some, _power(worked, shift, "j")))
        unshifted = Written(rule, shifted.evaluate)
        yield Equation(equation(notation.activation(worked.top, "i"), unshifted, shifted), (("i", some),))
        yield say("Any number ", shift, " may be subtracted so; the largest logit keeps e within the numbers:")
        yield Equation(equation(shift, _largest(worked), Number(largest_logit)))
    yield from _softmax_numbers(worked, shift, largest_logit or 0)
    yield from worked.stopped("activation", worked.top, prediction)


def _softmax_numbers(worked: Worked, shift: Symbol | None, subtracted: float) -> Iterator[Block]:
    exponents = worked.logits() - subtracted
    powers, inexact = np.exp(exponents), (exponents != 0).tolist()
    column = worked.column(len(powers), lambda i: Exponential(Number(float(exponents[i]))))
    in_numbers = worked.matrix(powers, inexact.__getitem__)
    yield Equation(equation(_power(worked, shift), column, in_numbers))
    if (powers == 0).any():
        yield say("A power that is smaller than any number comes out as 0.")
    terms = total(shortened(powers, lambda i: Number(float(powers[i]), inexact[i])))
    whole = Number(float(powers.sum()), any(inexact))
    yield Equation(equation(Sum("j", len(powers), _power(worked, shift, "j")), terms, whole))
    prediction = worked.notation.activation(worked.top)
    share = Product((Fraction(ONE, whole), in_numbers))
    yield Equation(equation(prediction, share, worked.numbers(prediction)))


def _power(worked: Worked, shift: Symbol | None, *unit: str) -> Node:
    """e to the logit of a unit, or of all, less what all are shifted by."""
    logit = worked.notation.preactivation(worked.top, *unit)
    return Exponential(logit if shift is None else Terms((logit, Negative(shift))))


def _largest(worked: Worked) -> Node:
    """The maximum of the logits."""
    name = Letter("max", r"\max ", "<mi>max</mi>")
    return Applied(name, (worked.notation.preactivation(worked.top),), np.max, bare=True)
