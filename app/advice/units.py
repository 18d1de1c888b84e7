"""Units that cannot do what they are there for.

n example, i input unit, o output unit.
"""

from collections.abc import Iterator
from itertools import pairwise

from ..engine.network.network import Layer
from .advice import Advice, Facts


def softmax_of_one(facts: Facts) -> Iterator[Advice]:
    """Its only unit gets all the probability."""
    layer = facts.network.layers[-1]
    if not layer.activation.row.elementwise and layer.units == 1:
        message = (
            "a softmax of one unit is always 1, so nothing is learnt; for two classes use two units, or sigmoid "
            "with binary_cross_entropy"
        )
        yield Advice("softmax_of_one_unit", f"{facts.output}/activation", message)


def equal(facts: Facts) -> Iterator[Advice]:
    """Hidden layers whose units are all the same, in what they get and in what they feed."""
    for index, (layer, above) in enumerate(pairwise(facts.network.layers)):
        if layer.units > 1 and _alike(layer, above):
            message = (
                f"the {layer.units} units of layer {index + 1} have the same weights and bias and feed the same "
                "weights: they get the same gradient and stay equal, as if they were one; draw the weights at "
                "random"
            )
            yield Advice("equal_units", f"/network/layers/{index}", message)


def _alike(layer: Layer, above: Layer) -> bool:
    """Are all units of a layer the same? Two of them tell of most layers that they are not."""
    rows, columns, bias = layer.weights, above.weights.T, layer.bias
    return all(
        bool(
            (rows[:end] == rows[0]).all() and (columns[:end] == columns[0]).all() and (bias[:end] == bias[0]).all()
        )
        for end in (2, layer.units)
    )
