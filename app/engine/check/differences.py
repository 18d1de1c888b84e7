"""Central differences of the loss: (ℓ(θ + ε) − ℓ(θ − ε)) / 2ε for many θ at once.

c move, n example, i input unit, o output unit; float64 throughout. A move is a coordinate (a weight, a bias, or one
unit's z̃ on all examples, which do not feel each other) or a random direction of unit norm through all entries of a
quantity. The divisor is how far the rounded numbers really went. The upper and the lower ends are computed apart in
chunks of the same shape, so that equal copies have equal losses to the last bit: where nothing depends on what is
moved, the difference is exactly zero.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..analysis.passes import LayerTrace, affine
from ..arrays import Array, Flags
from ..network.losses import reduce
from ..network.network import Layer
from .copies import Outcome, Point, outcome, outcome_of_columns, travels

Quantity = Literal["weight_gradient", "bias_gradient", "delta"]
Method = Literal["coordinates", "directions"]
Moves = NDArray[np.integer[Any]]
"""A coordinate's index in the flattened array (for δ: the unit), or a direction's seed."""

TEMPORARIES = 6
"""Arrays of the size of a layer's preactivations that copies hold at once."""
CACHE_BYTES = 3 * 2**18
"""Of the copies that are made at once, whatever the memory allows: they are fastest where they fit the cache."""
FEWEST = 8
"""Copies that are made at once where memory allows it: products of fewer rows read all the inputs for little."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One quantity of layer l = `number`: its values as they are to be checked, and those of the float64 pass."""

    point: Point
    number: int
    quantity: Quantity
    analytic: Array
    exact: Array

    @property
    def layer(self) -> Layer:
        return self.point.network.layers[self.number - 1]

    @property
    def below(self) -> Array:
        """z⁽ˡ⁻¹⁾ (n, i)."""
        return self.point.activations[self.number - 1]

    @property
    def preactivation(self) -> Array:
        """z̃⁽ˡ⁾ (n, o)."""
        return self.point.preactivations[self.number - 1]


class Differences(NamedTuple):
    """Of each move (c, 1); of a move of z̃, for which every example answers by itself, (c, n).

    bend: the slope above less the slope below, small where the loss is smooth on the scale of ε. kinked: ±ε changes
    on which side of a kink some preactivation lies. moved: ε was not lost in rounding.
    """

    analytic: Array
    exact: Array
    numeric: Array
    bend: Array
    kinked: Flags
    moved: Flags


def subject_of(point: Point, number: int, quantity: Quantity, checked: LayerTrace, exact: LayerTrace) -> Subject:
    """A quantity of layer `number`, from two traces of that layer."""
    return Subject(point, number, quantity, getattr(checked, quantity), getattr(exact, quantity))


def copy_bytes(units: Sequence[int], examples: int, number: int, quantity: Quantity, method: Method) -> int:
    """Bytes that one copy needs, for layers of d₀ … d_L units."""
    below, own, above = units[number - 1], units[number], units[number + 1 :]
    if method == "coordinates":
        return 8 * (2 * below + TEMPORARIES * examples * (1 + max(above, default=own)))
    moved = {"weight_gradient": below * own, "bias_gradient": own, "delta": examples * own}[quantity]
    return 8 * TEMPORARIES * (moved + examples * max(units[number:]))


def copies_at_once(copy: int, method: Method, memory_bytes: int) -> int:
    """How many copies of so many bytes a chunk has within a memory budget; at least one."""
    wanted = max(CACHE_BYTES // copy, FEWEST if method == "coordinates" else 1)
    return max(1, min(wanted, memory_bytes // copy))


def differences(subject: Subject, method: Method, moves: Moves, widths: Array, memory_bytes: int) -> Differences:
    """For moves (c) by ± widths (c), in chunks of copies within a memory budget (at least one copy)."""
    point = subject.point
    copy = copy_bytes(point.units, len(point.targets), subject.number, subject.quantity, method)
    chunk = copies_at_once(copy, method, memory_bytes)
    parts = [
        _BY_METHOD[method](subject, moves[start : start + chunk], widths[start : start + chunk])
        for start in range(0, len(moves), chunk)
    ]
    return Differences(*(np.concatenate(arrays) for arrays in zip(*parts, strict=True)))


def travel(subject: Subject, method: Method, moves: Moves, widths: Array) -> Array:
    """How far a move by its width takes any preactivation: (c, 1), of a move of z̃ (c, n)."""
    if method == "coordinates":
        ends = np.repeat(subject.preactivation[None], len(moves), axis=0)
        columns, _, _ = _COLUMNS[subject.quantity](subject, moves, widths)
        ends[np.arange(len(moves)), :, _units(subject, moves)] = columns
    else:
        ends = _preactivations(subject, _at_point(subject) + _steps(subject, moves, widths))
    far = travels(subject.point, subject.number, ends)
    return far if subject.quantity == "delta" else far.max(axis=-1, keepdims=True)


# --- coordinates -------------------------------------------------------------------------------------------


def _of_coordinates(subject: Subject, moves: Moves, widths: Array) -> Differences:
    """For entries of the flattened array, or for the units of δ."""
    units = _units(subject, moves)
    upper, lower, span = _COLUMNS[subject.quantity](subject, moves, widths)
    ends = [outcome_of_columns(subject.point, subject.number, units, columns) for columns in (upper, lower)]
    if subject.quantity == "delta":
        analytic, exact = subject.analytic.T[moves], subject.exact.T[moves]
    else:
        analytic, exact = subject.analytic.reshape(-1, 1)[moves], subject.exact.reshape(-1, 1)[moves]
    return _differences(subject, analytic, exact, ends, span)


def _units(subject: Subject, moves: Moves) -> Moves:
    """Of the layer, those that are moved."""
    return moves // subject.below.shape[-1] if subject.quantity == "weight_gradient" else moves


Columns = tuple[Array, Array, Array]
"""The preactivations (c, n) of the moved unit at the upper and the lower end, and how far apart its θ is there."""


def _columns_of_weights(subject: Subject, moves: Moves, widths: Array) -> Columns:
    """Products with rows of W in which one entry is moved."""
    units, inputs = np.divmod(moves, subject.below.shape[-1])
    copies = np.arange(len(moves))
    biases = subject.layer.bias[units][:, None]
    ends: list[Array] = []
    entries: list[Array] = []
    for step in (widths, -widths):
        rows = subject.layer.weights[units]
        rows[copies, inputs] += step
        entries.append(rows[copies, inputs])
        ends.append(rows @ subject.below.T + biases)
    return ends[0], ends[1], (entries[0] - entries[1])[:, None]


def _columns_of_biases(subject: Subject, moves: Moves, widths: Array) -> Columns:
    """Sums with entries of b that are moved."""
    products = subject.layer.weights[moves] @ subject.below.T
    upper, lower = subject.layer.bias[moves] + widths, subject.layer.bias[moves] - widths
    return products + upper[:, None], products + lower[:, None], (upper - lower)[:, None]


def _columns_of_preactivations(subject: Subject, moves: Moves, widths: Array) -> Columns:
    """Columns of z̃ that are moved."""
    columns = subject.preactivation.T[moves]
    upper, lower = columns + widths[:, None], columns - widths[:, None]
    return upper, lower, upper - lower


_COLUMNS: Mapping[Quantity, Callable[[Subject, Moves, Array], Columns]] = {
    "weight_gradient": _columns_of_weights,
    "bias_gradient": _columns_of_biases,
    "delta": _columns_of_preactivations,
}


# --- directions --------------------------------------------------------------------------------------------


def _of_directions(subject: Subject, seeds: Moves, widths: Array) -> Differences:
    """For directions through the whole array; for δ one through each example's row."""
    at_point, steps = _at_point(subject), _steps(subject, seeds, widths)
    upper, lower = at_point + steps, at_point - steps
    ends = [outcome(subject.point, subject.number, _preactivations(subject, end)) for end in (upper, lower)]
    summed = (-1,) if subject.quantity == "delta" else tuple(range(1, 1 + at_point.ndim))
    span = 2 * widths
    gone = (upper - lower) / span.reshape(-1, *(1,) * at_point.ndim)
    analytic, exact = (
        (gone * gradient).sum(axis=summed).reshape(len(seeds), -1) for gradient in (subject.analytic, subject.exact)
    )
    moved = (gone != 0).all(axis=summed).reshape(len(seeds), -1)
    return _differences(subject, analytic, exact, ends, np.where(moved, span[:, None], 0))


def _at_point(subject: Subject) -> Array:
    """What is moved: W (o, i), b (o) or z̃ (n, o)."""
    return {
        "weight_gradient": subject.layer.weights,
        "bias_gradient": subject.layer.bias,
        "delta": subject.preactivation,
    }[subject.quantity]


def _steps(subject: Subject, seeds: Moves, widths: Array) -> Array:
    """From there to the upper ends (c, …), as long as the widths; of z̃ in each row."""
    shape = _at_point(subject).shape
    entries = shape[-1] if subject.quantity == "delta" else np.prod(shape)
    signs = np.stack([_signs(seed, shape) for seed in seeds.tolist()])
    steps: Array = signs * (widths / np.sqrt(entries)).reshape(-1, *(1,) * len(shape))
    return steps


def _signs(seed: int, shape: tuple[int, ...]) -> Array:
    """Plus or minus one at random."""
    signs: Array = np.random.default_rng(seed).integers(2, size=shape, dtype=np.int8) * 2.0 - 1.0
    return signs


def _preactivations(subject: Subject, moved: Array) -> Array:
    """z̃⁽ˡ⁾ (c, n, o) of copies whose W (c, o, i), b (c, o) or z̃ (c, n, o) are these."""
    if subject.quantity == "delta":
        return moved
    if subject.quantity == "weight_gradient":
        return affine(Layer(moved, subject.layer.bias, subject.layer.activation), subject.below)
    products: Array = subject.below @ subject.layer.weights.T + moved[:, None, :]
    return products


_BY_METHOD: Mapping[Method, Callable[[Subject, Moves, Array], Differences]] = {
    "coordinates": _of_coordinates,
    "directions": _of_directions,
}


def _differences(
    subject: Subject, analytic: Array, exact: Array, ends: Sequence[Outcome], span: Array
) -> Differences:
    """The differences of two ends whose moved numbers are `span` apart, (c, 1) or (c, n)."""
    upper, lower = ends
    change: Array = upper.losses - lower.losses
    bend: Array = upper.losses + lower.losses - 2 * subject.point.losses
    kinked = upper.crossed | lower.crossed | subject.point.strays[subject.number - 1]
    if subject.quantity != "delta":
        change, bend = (reduce(of_examples, subject.point.reduction)[:, None] for of_examples in (change, bend))
        kinked = np.logical_or.reduce(kinked, axis=-1, keepdims=True)
    moved = (span != 0) & np.isfinite(span)
    width = np.where(moved, span, 1)
    numeric = change / width
    moved = np.broadcast_to(moved, numeric.shape)
    return Differences(analytic, exact, numeric, 2 * bend / width, kinked, moved)
