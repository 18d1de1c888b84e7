"""The gradient check: every gradient and every error signal against central differences.

n example, i input unit, o output unit; of one network, without a leading axis. The analytic values are those of the
network's precision, the differences are taken in float64. `differences` takes them, `rounding` bounds what they and
the analytic values can be trusted for, `steps` tells whether it is rounding that sets another precision apart from
float64, and `comparison` judges.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from ..analysis.case import Case
from ..analysis.passes import Trace, trace
from ..arrays import Array
from ..network.losses import Loss, Reduction, reduce
from ..network.network import Batch, Layer, Network
from .comparison import TOLERANCE, QuantityCheck, Task, Verdict, compare
from .copies import point_of
from .differences import Method, Moves, Quantity, subject_of
from .rounding import Rounding, roundings
from .steps import Sound, sound_steps

QUANTITIES: tuple[Quantity, ...] = ("weight_gradient", "bias_gradient", "delta")
EPSILON = 1e-5
"""Half the width of the differences, unless another is given or this one turns out to be too wide."""
DIRECTIONS = 32
"""Random directions through a quantity that has too many coordinates."""


@dataclass(frozen=True, slots=True)
class Check:
    """The quantities of layers 1 … L in order, three of each.

    verdict: `differ` if any quantity differs; `unresolved` if rounding, or too wide an ε, hides the answer for any,
    or none agrees; else `agree`. (A quantity of which the kinks leave nothing says nothing.) max_relative_error:
    the largest of theirs, NaN if one is, None if nothing was compared.
    """

    epsilon: float
    tolerance: float
    max_relative_error: float | None
    verdict: Verdict
    quantities: tuple[QuantityCheck, ...]


def check(
    network: Network,
    batch: Batch,
    loss: Loss,
    reduction: Reduction = "mean",
    example: int | None = None,
    *,
    epsilon: float | None = None,
    memory_bytes: int,
    budget: int,
    rng: np.random.Generator,
) -> Check:
    """Every gradient and error signal of one pass against central differences of half width `epsilon` (by default
    `EPSILON`, and narrower for a quantity for which that is too wide).

    With `example`, ∇W and ∇b are those of that example alone; δ is the batch's. `budget` is how many coordinates
    are moved one by one (see `methods`); the directions for the rest are drawn from `rng`. Copies are made in
    chunks of `memory_bytes`, but of one copy at least. Raises IndexError for an example outside the batch.
    """
    case = Case(network, batch, loss, reduction, example)
    return check_case(case, epsilon=epsilon, memory_bytes=memory_bytes, budget=budget, rng=rng)


def check_case(
    case: Case, *, epsilon: float | None = None, memory_bytes: int, budget: int, rng: np.random.Generator
) -> Check:
    """The same of a case. Raises IndexError for an example outside the batch."""
    if case.example is not None and not 0 <= case.example < case.examples:
        raise IndexError(f"expected an example from 0 to {case.examples - 1}; got {case.example}")
    width = EPSILON if epsilon is None else epsilon
    with np.errstate(all="ignore"):
        tasks = _tasks(_passes(case), memory_bytes, budget)
        quantities = tuple(compare(each, _moves(each, rng), width, fixed=epsilon is not None) for each in tasks)
        return Check(width, TOLERANCE, _largest(quantities), _overall(quantities), quantities)


def methods(units: Sequence[int], budget: int) -> Mapping[tuple[int, Quantity], Method]:
    """How each quantity of layers of d₀ … d_L units is checked: by coordinates, the smallest first, as long as they
    stay within the budget together (δ counts once for each unit); the others by random directions."""
    sizes = [
        (units[number] * (units[number - 1] if quantity == "weight_gradient" else 1), number, quantity)
        for number in range(1, len(units))
        for quantity in QUANTITIES
    ]
    chosen: dict[tuple[int, Quantity], Method] = {}
    for size, number, quantity in sorted(sizes):
        budget -= size
        chosen[number, quantity] = "coordinates" if budget >= 0 else "directions"
    return chosen


class _Passes(NamedTuple):
    """The pass that is checked, and one of the same numbers in float64; where it is in float64, they are one."""

    double: Case
    checked: Trace
    exact: Trace

    def sound(self) -> tuple[Sound, ...]:
        """For layers 1 … L: is it rounding alone that sets the two apart?"""
        if self.checked is self.exact:
            return (Sound(True, True, True),) * len(self.exact.layers)
        return sound_steps(self.double, self.checked)


def _passes(case: Case) -> _Passes:
    layers = (
        Layer(_as_double(layer.weights), _as_double(layer.bias), layer.activation) for layer in case.network.layers
    )
    batch = Batch(_as_double(case.batch.inputs), _as_double(case.batch.targets))
    double, checked = replace(case, network=Network(tuple(layers)), batch=batch), trace(case)
    return _Passes(double, checked, checked if checked.losses.dtype == np.float64 else trace(double))


def _as_double(array: Array) -> Array:
    return array.astype(np.float64, copy=False)


def _tasks(passes: _Passes, memory_bytes: int, budget: int) -> Iterator[Task]:
    """What is to be compared: the quantities of layers 1 … L in order."""
    case = passes.double
    point = point_of(case, passes.exact, passes.checked)
    alone = point if case.example is None else point.only(case.example)
    bounds, sound, chosen = roundings(case, passes.exact), passes.sound(), methods(point.units, budget)
    for number, (bound, rounded) in enumerate(zip(bounds, sound, strict=True), start=1):
        traces = passes.checked.layers[number - 1], passes.exact.layers[number - 1]
        for quantity in QUANTITIES:
            yield Task(
                subject_of(point if quantity == "delta" else alone, number, quantity, *traces),
                chosen[number, quantity],
                _loss_rounding(bound, quantity, case),
                getattr(bound, quantity),
                getattr(rounded, quantity),
                memory_bytes,
            )


def _loss_rounding(bound: Rounding, quantity: Quantity, case: Case) -> float:
    """The absolute error of the loss that is differenced: for δ of each example, else of the batch or the one."""
    if quantity == "delta":
        return float(bound.losses.max())
    alone = case.example
    return float(reduce(bound.losses, case.reduction) if alone is None else bound.losses[alone])


def _moves(task: Task, rng: np.random.Generator) -> Moves:
    """All coordinates, or the seeds of so many directions."""
    if task.method == "directions":
        return rng.integers(2**63, size=DIRECTIONS)
    subject = task.subject
    return np.arange(subject.layer.units if subject.quantity == "delta" else subject.analytic.size)


def _largest(quantities: Sequence[QuantityCheck]) -> float | None:
    errors = [each.relative_error for each in quantities if each.relative_error is not None]
    return float(np.max(errors)) if errors else None


def _overall(quantities: Sequence[QuantityCheck]) -> Verdict:
    verdicts = {each.verdict for each in quantities}
    hidden = any(each.verdict == "unresolved" and (each.checked or not each.kinks) for each in quantities)
    if "differ" in verdicts:
        return "differ"
    return "unresolved" if hidden or "agree" not in verdicts else "agree"
