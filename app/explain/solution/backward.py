"""The second half of a worked solution: ∇W and ∇b of every layer, δ from the top down, and the batch.

n example, i input unit, o output unit.
"""

from collections.abc import Iterator

import numpy as np

from ..equations.atoms import Known, Number
from ..equations.chain import equation
from ..equations.matrices import Entries
from ..equations.products import MatrixProduct
from ..equations.tree import Node
from ..equations.written import Beside, Written
from ..laws.notation import Notation, derivative_name, derivative_of
from ..laws.passes import outer, passed_on, reduced, returned
from ..text.document import Block, Equation, Section, say
from ..text.flatness import MASK
from .worked import Worked


def gradients(worked: Worked, layer: int) -> Section:
    """∇W⁽ˡ⁻¹⁾ and ∇b⁽ˡ⁻¹⁾ of this example, with their dimensions."""
    notation = worked.notation
    delta, below = notation.delta(layer), notation.activation(layer - 1)
    rows, columns = notation.weights(layer).array.shape
    weights, bias = notation.weight_gradient(layer), notation.bias_gradient(layer)
    product = outer(delta, below)
    numbers = MatrixProduct(worked.numbers(delta), worked.transposed(below))

    def entry(i: int, j: int) -> Node:
        value = float(delta.array[i]) * float(below.array[j]) + 0.0
        return Number(value, worked.case.inexact.weight_gradient(layer, [worked.example], i, j, value))

    entries = Entries(rows, columns, entry, worked.most)
    of_bias = equation(Written(bias, delta.evaluate), delta, worked.numbers(delta))
    title = f"Gradients of the weights into layer {layer}"
    if worked.brief(layer):
        of_weights = equation(Written(weights, product.evaluate), product, entries)
        return Section(f"gradients_{layer}", title, (Equation(Beside((of_weights, of_bias))),))
    blocks = (
        say(
            weights,
            " has the shape of ",
            notation.weights(layer),
            f", {rows} × {columns}: a column of {rows} times a row of {columns}, an outer product.",
        ),
        Equation(equation(Written(weights, product.evaluate), product, numbers, entries)),
        say(bias, " has the shape of ", notation.bias(layer), f", {rows} × 1, and nothing is multiplied:"),
        Equation(of_bias),
    )
    return Section(f"gradients_{layer}", title, blocks)


def delta_hidden(worked: Worked, layer: int) -> Section:
    """δ⁽ˡ⁾ of a hidden layer: what comes back through the weights above, times φ′."""
    notation = worked.notation
    delta, above, weights = notation.delta(layer), notation.delta(layer + 1), notation.weights(layer + 1)
    rule = passed_on(returned(weights, above), notation.derivative(layer), worked.case.activation(layer))
    blocks: list[Block]
    if worked.brief(layer):
        blocks = [Equation(equation(delta, rule, worked.numbers(delta)))]
    else:
        blocks = [
            say(
                "The rule, and its parts: what comes back through the weights above, and ",
                notation.derivative(layer),
                ".",
            ),
            Equation(equation(delta, rule)),
            *_parts_of_delta(worked, layer),
        ]
    blocks += worked.stopped("delta", layer, delta)
    return Section(f"delta_{layer}", f"The error signal of layer {layer}", tuple(blocks))


def _parts_of_delta(worked: Worked, layer: int) -> Iterator[Block]:
    """Wᵀδ, φ′ and their product entry by entry, with numbers."""
    notation, activation = worked.notation, worked.case.activation(layer)
    delta, above, weights = notation.delta(layer), notation.delta(layer + 1), notation.weights(layer + 1)
    derivative, preactivation = notation.derivative(layer), notation.preactivation(layer)
    assert isinstance(derivative, Known)
    values = above.array @ weights.array

    def inexact(i: int) -> bool:
        return worked.case.inexact.returned(layer, worked.example, i, float(values[i]))

    back = worked.matrix(values, inexact)
    numbers = MatrixProduct(worked.transposed(weights), worked.numbers(above))
    yield Equation(equation(returned(weights, above), numbers, back))
    slopes = derivative_of(activation, worked.numbers(preactivation), derivative_name(activation))
    yield Equation(equation(derivative, slopes, worked.numbers(derivative)))
    yield say("Entry by entry they give")
    product = passed_on(back, worked.numbers(derivative), activation)
    yield Equation(equation(delta, product, worked.numbers(delta)))
    if activation.blocks and not np.isfinite(values[derivative.array == 0]).all():
        yield say("Where ", derivative, f" is 0, {MASK}.")


def batch(worked: Worked) -> Section:
    """The gradients of the batch: the mean or the sum of those of its examples."""
    case = worked.case
    notation, count = Notation(case, "n"), case.examples
    kind = "means" if case.reduction == "mean" else "sums"

    loss = notation.loss()
    blocks: list[Block] = [
        say(
            f"All this is for example {worked.example} alone. The loss of the batch is the {kind[:-1]} over its ",
            notation.count(),
            f" = {count} examples, and so its gradients are {kind} of such gradients, one for each example n; ",
            notation.delta(worked.top),
            " itself is never divided by their number.",
        ),
        Equation(
            equation(loss, reduced(notation, notation.losses()), Number(float(loss.array) + 0.0, loss.inexact))
        ),
    ]
    blocks += _reduced_gradients(worked, notation)
    return Section("batch", "The gradients of the batch", tuple(blocks))


def _reduced_gradients(worked: Worked, notation: Notation) -> Iterator[Block]:
    for layer in range(worked.top, 0, -1):
        weights, bias = notation.weight_gradient(layer), notation.bias_gradient(layer)
        delta, below = notation.delta(layer), notation.activation(layer - 1)
        product = reduced(notation, outer(delta, below))
        yield Equation(equation(weights, product, worked.numbers(weights)))
        if not worked.brief(layer):
            yield Equation(equation(bias, reduced(notation, delta), worked.numbers(bias)))
