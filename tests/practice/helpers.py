"""Cases with which mistakes are made on purpose, and their quantities, straight from the engine's trace."""

from typing import Any

import numpy as np

from app.engine.analysis.case import Case
from app.engine.analysis.passes import Trace, trace
from app.engine.arrays import Array
from app.engine.network.losses import LOSSES
from app.engine.network.network import Batch
from app.practice.marking.comparing import Answer, Mark
from app.practice.marking.marking import mark
from tests.engine.helpers import random_network, random_targets

OUTPUTS = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}


def make_case(
    sizes: list[int],
    examples: int,
    loss: str = "cross_entropy",
    hidden: str = "tanh",
    *,
    seed: int = 0,
    **how: Any,
) -> Case:
    """A random network, batch and loss."""
    rng = np.random.default_rng([seed, *sizes])
    rule = LOSSES[loss]
    network = random_network(rng, sizes, hidden, OUTPUTS.get(loss, "tanh"))
    inputs: Array = rng.normal(size=(examples, sizes[0]))
    return Case(network, Batch(inputs, random_targets(rng, rule, examples, sizes[-1])), rule, **how)


def traced(case: Case) -> Trace:
    """What the engine says."""
    return trace(case)


def right(case: Case, quantity: str, layer: int) -> Array:
    """The quantity as the engine has it; the activation of layer 0 is the input."""
    if layer == 0:
        return case.batch.inputs
    array: Array = getattr(traced(case).layers[layer - 1], quantity)
    return array


def outer(case: Case, delta: Array, below: Array) -> Array:
    """∇W of δ and z, reduced by hand."""
    if case.example is not None:
        return np.outer(delta[case.example], below[case.example])
    total = sum(np.outer(d, z) for d, z in zip(delta, below, strict=True))
    return np.asarray(total / len(delta) if case.reduction == "mean" else total)


def summed(case: Case, delta: Array) -> Array:
    """∇b of δ, reduced by hand."""
    return outer(case, delta, np.ones((len(delta), 1)))[:, 0]


def graded(case: Case, *answers: tuple[str, int, Any], tolerance: float = 1e-6) -> list[Mark]:
    """The marks of answers given as quantity, layer and values."""
    given = [Answer(quantity, layer, np.array(values, dtype=np.float64)) for quantity, layer, values in answers]
    return mark(case, given, tolerance)


def codes(seen: Mark) -> list[str]:
    """The codes of a diagnosis."""
    return [found.code for found in seen.diagnosis]


def diagnosed(case: Case, quantity: str, layer: int, values: Any, tolerance: float = 1e-6) -> list[str]:
    """The codes told for one wrong answer."""
    (seen,) = graded(case, (quantity, layer, values), tolerance=tolerance)
    assert not seen.correct
    return codes(seen)
