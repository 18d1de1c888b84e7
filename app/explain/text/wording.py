"""Counts, lists and remarks in sentences."""

from collections.abc import Sequence
from math import isfinite

from ...engine.network.activations import Activation
from ...engine.network.losses import Loss
from ..equations.numbers import alike
from ..equations.tree import Node


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: 1 unit, 3 units."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(items: Sequence[object], most: int = 8) -> str:
    """1, 2 and 5; of more than `most`, the first ones and the count of the others."""
    names = [str(item) for item in items]
    if len(names) > most:
        names = [*names[:most], f"{len(names) - most} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def function_words(activation: Activation) -> str:
    """The activation function in a sentence: `leaky_relu` as leaky relu, with its parameters."""
    parameters = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in activation.values.items())
    return activation.name.replace("_", " ") + (f" ({parameters})" if parameters else "")


def loss_words(loss: Loss) -> str:
    """The loss in a sentence: binary cross-entropy."""
    return loss.name.replace("_", " ").replace("cross entropy", "cross-entropy")


def few_digits(numbers: Node, loss: float, precision: str) -> str | None:
    """The remark on a loss of which the precision has lost digits that the numbers it is made of still show."""
    exact = float(numbers.evaluate())
    if not (isfinite(exact) and isfinite(loss)) or alike(exact, loss):
        return None
    kept = "comes out as 0" if loss == 0 else "has lost digits"
    return f"Every output that counts is so near its target that in {precision} the loss {kept}."
