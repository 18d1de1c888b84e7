"""What can be explained: for each quantity the fields that address a number of it, its words, symbol and value.

n example, i input unit, o output unit.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ...engine.network.losses import Targets
from ..equations.atoms import Known, Symbol, operator
from ..equations.functions import Norm
from ..equations.tree import Node
from ..laws.analyzed import Analyzed
from ..laws.notation import Notation
from .explanation import Cell
from .output import jacobian_column, loss_gradient
from .target import Place, Target

ACCURACY = operator("accuracy")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A row of the table. `fields`: those that address a number, but for the example's all of the array's axes.

    `words` may name the fields and the `source` of a weight. `symbol` takes the notation of the target's example.
    """

    fields: tuple[str, ...]
    words: str
    symbol: Callable[[Notation, Place], Node]
    value: Callable[[Analyzed, Place], Any]


UNIT = ("layer", "example", "row")
OUTPUT = ("example", "row")

QUANTITIES: Mapping[str, Quantity] = {
    "input": Quantity(
        OUTPUT,
        "input {row} of the network",
        lambda s, p: s.activation(0, p.row),
        lambda case, p: case.batch.inputs[p.example, p.row],
    ),
    "targets": Quantity(
        OUTPUT,
        "target of output unit {row}",
        lambda s, p: s.targets(p.row),
        lambda case, p: case.batch.targets[p.example, p.row],
    ),
    "weights": Quantity(
        ("layer", "row", "column"),
        "weight from {source} to unit {row} of layer {layer}",
        lambda s, p: s.weights(p.layer, p.row, p.column),
        lambda case, p: case.traced(p.layer).weights[p.row, p.column],
    ),
    "bias": Quantity(
        ("layer", "row"),
        "bias of unit {row} of layer {layer}",
        lambda s, p: s.bias(p.layer, p.row),
        lambda case, p: case.traced(p.layer).bias[p.row],
    ),
    "preactivation": Quantity(
        UNIT,
        "preactivation of unit {row} of layer {layer}",
        lambda s, p: s.preactivation(p.layer, p.row),
        lambda case, p: case.traced(p.layer).preactivation[p.example, p.row],
    ),
    "activation": Quantity(
        UNIT,
        "activation of unit {row} of layer {layer}",
        lambda s, p: s.activation(p.layer, p.row),
        lambda case, p: case.traced(p.layer).activation[p.example, p.row],
    ),
    "derivative": Quantity(
        UNIT,
        "derivative of the activation function at unit {row} of layer {layer}",
        lambda s, p: s.derivative(p.layer, p.row),
        lambda case, p: _derivative(case, p),
    ),
    "losses": Quantity(
        ("example",),
        "loss of the example",
        lambda s, _: s.losses(),
        lambda case, p: case.analysis.losses[p.example],
    ),
    "loss": Quantity((), "loss of the batch", lambda s, _: s.loss(), lambda case, _: case.analysis.loss),
    "loss_gradient": Quantity(
        OUTPUT,
        "derivative of the loss with respect to output {row}",
        lambda s, p: Known(
            s.loss_by_output(p.row),
            loss_gradient(s.case, p.example),
            (p.row,),
            partial(s.case.inexact.loss_gradient, p.example),
        ),
        lambda case, p: loss_gradient(case, p.example)[p.row],
    ),
    "jacobian": Quantity(
        ("layer", "example", "row", "column"),
        "derivative of the activation of unit {row} with respect to the preactivation of unit {column} "
        "in layer {layer}",
        lambda s, p: Known(
            s.output_by_input(p.layer, p.row, p.column),
            jacobian_column(s.case, p.layer, p.example, p.column),
            (p.row,),
            lambda row: s.case.inexact.jacobian(p.layer, p.example, row, p.column),
        ),
        lambda case, p: jacobian_column(case, p.layer, p.example, p.column)[p.row],
    ),
    "delta": Quantity(
        UNIT,
        "error signal of unit {row} of layer {layer}",
        lambda s, p: s.delta(p.layer, p.row),
        lambda case, p: case.traced(p.layer).delta[p.example, p.row],
    ),
    "weight_gradient": Quantity(
        ("layer", "row", "column"),
        "gradient of the weight from {source} to unit {row} of layer {layer}",
        lambda s, p: s.weight_gradient(p.layer, p.row, p.column),
        lambda case, p: case.traced(p.layer).weight_gradient[p.row, p.column],
    ),
    "bias_gradient": Quantity(
        ("layer", "row"),
        "gradient of the bias of unit {row} of layer {layer}",
        lambda s, p: s.bias_gradient(p.layer, p.row),
        lambda case, p: case.traced(p.layer).bias_gradient[p.row],
    ),
    "gradient_norm": Quantity(
        ("layer",),
        "norm of the gradient of the weights into layer {layer}",
        lambda s, p: Norm(s.weight_gradient(p.layer), s.case.inexact.gradient_norm(p.layer)),
        lambda case, p: case.analysis.gradient_norms[p.layer - 1],
    ),
    "accuracy": Quantity(
        (),
        "accuracy on the batch",
        lambda s, _: Symbol(ACCURACY, _accuracy(s.case)),
        lambda case, _: _accuracy(case),
    ),
}
"""Every quantity by its name on the wire."""


def symbol_of(case: Analyzed, target: Target, *, numbered: bool = False) -> Node:
    """The symbol of a number; `numbered` writes the example, where there are several."""
    return QUANTITIES[target.quantity].symbol(Notation(case, target.place.example, numbered), target.place)


def value_of(case: Analyzed, target: Target) -> float:
    """The number; negative zero as 0. Raises LookupError where there is none."""
    return float(QUANTITIES[target.quantity].value(case, target.place)) + 0.0


def words_of(case: Analyzed, target: Target) -> str:
    """The number's name in words."""
    place = target.place
    quantity = QUANTITIES[target.quantity]
    below = f"unit {place.column} of layer {place.layer - 1}" if place.layer > 1 else f"input {place.column}"
    name = quantity.words.format(source=below, **place._asdict())
    if "example" in quantity.fields and case.examples > 1:
        return f"{name.removesuffix(' of the example')} {on(case, place.example)}"
    return name


def on(case: Analyzed, example: int) -> str:
    """Where something is so: on the only example, or on one of several."""
    return "on the only example" if case.examples == 1 else f"on example {example}"


def cell_of(case: Analyzed, target: Target, *, numbered: bool = False) -> Cell:
    """A number as an input of another."""
    return Cell(target, symbol_of(case, target, numbered=numbered), value_of(case, target))


def _derivative(case: Analyzed, place: Place) -> Any:
    derivative = case.traced(place.layer).derivative
    if derivative is None:
        raise LookupError("expected a layer with an elementwise derivative; got softmax, which has a Jacobian")
    return derivative[place.example, place.row]


def _accuracy(case: Analyzed) -> Any:
    if case.analysis.accuracy is None:
        raise LookupError(no_accuracy(case))
    return case.analysis.accuracy


def no_accuracy(case: Analyzed) -> str:
    """What an accuracy takes, and what this case has instead."""
    got = f"{case.loss.name}, which has no classes"
    if case.loss.targets is not Targets.NUMBERS:
        got = f"{case.loss.name} with soft targets"
    return f"expected cross_entropy or binary_cross_entropy with targets of 0 and 1, for an accuracy; got {got}"
