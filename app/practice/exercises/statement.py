"""The text of an exercise: what is given, and what is to be handed in.

n example, i input unit, o output unit. Vectors are columns, as on paper; of several examples each is a column.
"""

from dataclasses import dataclass

from ...engine.network.activations import activation
from ...engine.network.quantities import GRADIENTS, QUANTITIES, Axes
from ...explain.equations.chain import equation
from ...explain.equations.functions import Exponential
from ...explain.equations.matrices import Entries, Matrix
from ...explain.equations.operations import Negative
from ...explain.equations.tree import Node
from ...explain.equations.writing import ZERO, logarithm, plus
from ...explain.laws.analyzed import Analyzed, analyzed
from ...explain.laws.notation import Notation, derivative_name, derivative_of, number
from ...explain.text.document import Block, Equation, Section, say
from ..sheet.sheet import Place
from .draw import Exercise


@dataclass(frozen=True, slots=True)
class HandIn:
    """An array to be handed in: its place, its symbol, its shape on paper and its name in words."""

    place: Place
    symbol: Node
    paper: tuple[int, int]
    words: str


def hand_ins(exercise: Exercise) -> list[HandIn]:
    """What is to be handed in, in the order in which it is worked out."""
    case = analyzed(exercise.case)
    found = []
    for quantity, layer in exercise.asked:
        row = QUANTITIES[quantity]
        columns = {Axes.INPUT: case.width(layer - 1), Axes.UNIT: 1, Axes.EXAMPLE: case.examples}[row.axes]
        words = f"{row.words} {'into' if quantity in GRADIENTS else 'of'} layer {layer}"
        if quantity == "activation" and layer == case.top:
            words = "output of the network"
        symbol = getattr(Notation(case, 0), quantity)(layer)
        found.append(HandIn((quantity, layer), symbol, (case.width(layer), columns), words))
    return found


def on_the_wire() -> Section:
    """How the arrays are sent, for whoever reads the text beside the JSON."""
    shapes = "an array has a row for each example, where paper has a column, and a bias is a list"
    return Section("wire", "In JSON", (say(f"In JSON {shapes}; hand_in tells each shape."),))


def statement(exercise: Exercise) -> tuple[Section, ...]:
    """The exercise: what is given, what is to be worked out, and hints."""
    case = analyzed(exercise.case)
    return _given(exercise, case), _asked(exercise), _hints(case)


def _given(exercise: Exercise, case: Analyzed) -> Section:
    """The network in words, then x and y of each example and W and b of each layer as equations."""
    widths = [str(case.width(layer)) for layer in range(1, case.top)]
    layers = "a hidden layer" if len(widths) == 1 else "hidden layers"
    hidden = f", {layers} of {' and '.join(widths)} ReLU units" if widths else ""
    output = f" and a softmax layer of {case.width(case.top)} units"
    blocks: list[Block] = [
        say(f"A network has {case.width(0)} inputs{hidden}{output}. Its loss is the cross-entropy.")
    ]
    for example in range(case.examples):
        of_example = Notation(case, example)
        if case.examples > 1:
            blocks.append(say(f"Example {example}:"))
        blocks.append(_is(of_example.activation(0), Matrix(case.batch.inputs[example])))
        blocks.append(_is(of_example.targets(), Matrix(case.batch.targets[example])))
    if case.examples > 1:
        blocks.append(say("Weights and biases:"))
    notation = Notation(case, 0)
    for layer in range(1, case.top + 1):
        blocks.append(_is(notation.weights(layer), Matrix(exercise.weights[layer - 1])))
        bias = Matrix(exercise.offsets[layer - 1]) if layer < case.top else _output_bias(exercise)
        blocks.append(_is(notation.bias(layer), bias))
    return Section("given", "Given", tuple(blocks))


def _is(symbol: Node, value: Node) -> Equation:
    return Equation(equation(symbol, value))


def _output_bias(exercise: Exercise) -> Entries:
    """The output's bias in closed form: ln 3 − 2."""

    def entry(unit: int, _: int) -> Node:
        odds, offset = exercise.odds[unit], float(exercise.offsets[-1][unit])
        if odds == 1:
            return number(offset)
        log = logarithm(number(odds))
        if offset == 0:
            return log
        return plus(log, number(offset) if offset > 0 else Negative(number(-offset)))

    return Entries(len(exercise.odds), 1, entry)


def _asked(exercise: Exercise) -> Section:
    """What is to be handed in, with its shape on paper."""
    parts: list[str | Node] = ["Work out, in this order: "]
    for item in hand_ins(exercise):
        parts += [item.symbol, f" ({item.paper[0]} × {item.paper[1]})", ", "]
    batch = ", and each example is a column" if len(exercise.inputs) > 1 else ""
    return Section("asked", "To hand in", (say(*parts[:-1], "."), say(f"Vectors are columns, as on paper{batch}.")))


def _hints(case: Analyzed) -> Section:
    """The conventions that the key depends on, and how the numbers come out well."""
    cancelled = equation(Exponential(logarithm(number(3))), number(3))
    blocks = [say("All numbers are short fractions: leave the logarithms as they are, since ", cancelled, ".")]
    if case.top > 1:
        relu = activation("relu")
        at_zero = equation(derivative_of(relu, ZERO, derivative_name(relu)), ZERO)
        blocks.append(
            say("A unit that is off lets no error signal through; just at zero it is off too, ", at_zero, ".")
        )
    if case.examples > 1:
        gradients = Notation(case, 0).weight_gradient(1)
        blocks.append(
            say(
                "An error signal belongs to one example and is not divided by their number; ",
                gradients,
                " and the other gradients are means over the examples.",
            )
        )
    return Section("hints", "Hints", tuple(blocks))
