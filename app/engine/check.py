"""The gradient check: every gradient and every error signal against central differences.

n example, i input unit, o output unit; of one network, without a leading axis. The analytic values are those of the
network's precision, the differences are taken in float64. `differences` takes them, `rounding` bounds what they and
the analytic values can be trusted for, `comparison` judges.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.engine.arrays import Array
from app.engine.comparison import TOLERANCE, QuantityCheck, Task, Verdict, compare
from app.engine.copies import point_of
from app.engine.differences import Method, Moves, Quantity, Subject, subject_of
from app.engine.losses import Loss, Reduction, reduce
from app.engine.network import Batch, Layer, Network
from app.engine.passes import trace
from app.engine.rounding import Rounding, roundings

QUANTITIES: tuple[Quantity, ...] = ("weight_gradient", "bias_gradient", "delta")
EPSILON = 1e-5
"""Half the width of the differences, unless another is given or this one turns out to be too wide."""
DIRECTIONS = 32
"""Random directions through a quantity that has too many coordinates."""


@dataclass(frozen=True, slots=True)
class Check:
    """The quantities of layers 1 … L in order, three of each.

    verdict: `differ` if any quantity differs; `unresolved` if rounding hides the answer for any, or none agrees;
    else `agree`. (A quantity of which the kinks leave nothing says nothing.) max_relative_error: the largest of
    theirs, NaN if one is, None if nothing was compared.
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
    if example is not None and not 0 <= example < len(batch.inputs):
        raise IndexError(f"expected an example from 0 to {len(batch.inputs) - 1}; got {example}")
    half_width = EPSILON if epsilon is None else epsilon
    with np.errstate(all="ignore"):
        shown = trace(network, batch, loss, reduction, example)
        double, data = _in_double(network, batch)
        exact = trace(double, data, loss, reduction, example) if shown.losses.dtype != np.float64 else shown
        point = point_of(double, data, loss, reduction, exact, shown)
        alone = point if example is None else point.only(example)
        bounds = roundings(double, data, loss, reduction, example, exact)
        chosen = methods(point.units, budget)
        quantities: list[QuantityCheck] = []
        for number, bound in enumerate(bounds, start=1):
            for quantity in QUANTITIES:
                of = point if quantity == "delta" else alone
                subject = subject_of(of, number, quantity, shown.layers[number - 1], exact.layers[number - 1])
                method = chosen[number, quantity]
                loss_rounding = _loss_rounding(bound, quantity, reduction, example)
                task = Task(subject, method, loss_rounding, getattr(bound, quantity), memory_bytes)
                moves = _moves(subject, method, rng)
                quantities.append(compare(task, moves, half_width, fixed=epsilon is not None))
        return Check(half_width, TOLERANCE, _largest(quantities), _overall(quantities), tuple(quantities))


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


def _in_double(network: Network, batch: Batch) -> tuple[Network, Batch]:
    """The same numbers in float64."""
    layers = (
        Layer(_as_double(layer.weights), _as_double(layer.bias), layer.activation) for layer in network.layers
    )
    return Network(tuple(layers)), Batch(_as_double(batch.inputs), _as_double(batch.targets))


def _as_double(array: Array) -> Array:
    return array.astype(np.float64, copy=False)


def _loss_rounding(bound: Rounding, quantity: Quantity, reduction: Reduction, example: int | None) -> float:
    """The absolute error of the loss that is differenced: for δ of each example, else of the batch or the one."""
    if quantity == "delta":
        return float(bound.losses.max())
    return float(reduce(bound.losses, reduction) if example is None else bound.losses[example])


def _moves(subject: Subject, method: Method, rng: np.random.Generator) -> Moves:
    """All coordinates, or the seeds of so many directions."""
    if method == "directions":
        return rng.integers(2**63, size=DIRECTIONS)
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
