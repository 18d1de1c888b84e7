"""Deaths and revivals of units from one step of training to the next, and what each is due to.

n example, i input unit, o output unit. On the example that tells most of a unit, z̃ = W z + b moved; with z the
layer's input on it, and ′ for after the step, the change is split exactly and evenly between what moved:

    Δz̃ = Δb + ΔW (z + z′)/2 + (W + W′)/2 Δz,

the shares of bias, weights and inputs (the layers below; nothing for layer 1). An even split is that of Shapley
(1953, "A value for n-person games"): each effect averaged over the orders in which weights and inputs can move.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, inf, ulp
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array
from ..descent.parameters import update_ratio
from ..network.network import Layer

CANCELLATION = 1024
"""A naive sum of three shares is right to 1e-12 of itself unless it is less than such a part of their sizes."""

Side = Literal["lower", "upper", "both"]
Wide = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Transition:
    """A unit that died or came back between two steps.

    `example` kept it alive (a death) or brought it back (a revival): `before` and `after` are its z̃ there, as the
    network computes them, `change` is the sum of the shares of bias, weights and inputs (the layers below), and
    after − before but for rounding. `side` is the flat side that it went to, or came from. update_ratio:
    ‖(ΔW, Δb)‖ / ‖(W, b)‖ of the unit's own row, None where that is 0 before.
    """

    kind: Literal["death", "revival"]
    step: int
    layer: int
    unit: int
    example: int
    side: Side
    before: float
    after: float
    change: float
    bias_share: float
    weights_share: float
    inputs_share: float
    learning_rate: float
    update_ratio: float | None


class Seen(NamedTuple):
    """A layer and its numbers on the probe batch at one step: z⁽ˡ⁻¹⁾ (n, i), z̃ (n, o), φ′ (n, o)."""

    layer: Layer
    below: Array
    preactivation: Array
    derivative: Array


class Update(NamedTuple):
    """The update between two steps: the step that it led to, and its learning rate."""

    step: int
    learning_rate: float


def transition(number: int, unit: int, before: Seen, after: Seen, update: Update) -> Transition:
    """What happened to a unit of layer l = `number` that is dead before the update or after it, but not both."""
    died = not (after.derivative[:, unit] != 0).any()
    dead, alive = (after, before) if died else (before, after)
    side = _side(dead, unit)
    example = _telling(alive, unit, side)
    shares = _shares(before, after, unit, example)
    return Transition(
        kind="death" if died else "revival",
        step=update.step,
        layer=number,
        unit=unit,
        example=example,
        side=side,
        before=float(before.preactivation[example, unit]),
        after=float(after.preactivation[example, unit]),
        change=_sum(shares),
        bias_share=shares[0],
        weights_share=shares[1],
        inputs_share=shares[2],
        learning_rate=update.learning_rate,
        update_ratio=update_ratio(_row(before.layer, unit), _row(after.layer, unit)),
    )


def _side(dead: Seen, unit: int) -> Side:
    """The flat side on which a dead unit is."""
    flat_sides, z = dead.layer.activation.flat_sides, dead.preactivation[:, unit]
    assert flat_sides is not None
    if z.max() <= flat_sides[0]:
        return "lower"
    return "upper" if z.min() >= flat_sides[1] else "both"


def _telling(alive: Seen, unit: int, side: Side) -> int:
    """The example on which a unit that is alive is furthest from the side: of those where φ′ ≠ 0."""
    examples = np.flatnonzero(alive.derivative[:, unit])
    z = alive.preactivation[examples, unit]
    return int(examples[z.argmin() if side == "upper" else z.argmax()])


def _shares(before: Seen, after: Seen, unit: int, example: int) -> tuple[float, float, float]:
    """What bias, weights and inputs contribute to Δz̃, in float64."""
    row, new_row = _row(before.layer, unit), _row(after.layer, unit)
    z, new_z = before.below[example].astype(np.float64), after.below[example].astype(np.float64)
    weights, new_weights = row[:-1], new_row[:-1]
    terms = (
        new_row[-1:] - row[-1:],
        (new_weights - weights) * (z / 2 + new_z / 2),
        (weights / 2 + new_weights / 2) * (new_z - z),
    )
    bias, of_weights, of_inputs = (_sum(term.tolist()) for term in terms)
    return _adding_up((bias, of_weights, of_inputs))


def _adding_up(shares: tuple[float, float, float]) -> tuple[float, float, float]:
    """The shares as they are, or, where they cancel so far that the rounding of their sum would show, as multiples
    of one unit in which they add up exactly in any order: each moves by no more than the largest one's rounding."""
    total = sum(map(abs, shares))
    if not abs(_sum(shares)) * CANCELLATION < total < inf:
        return shares
    unit = ulp(total)
    bias, of_weights, of_inputs = (round(share / unit) * unit for share in shares)
    return bias, of_weights, of_inputs


def _row(layer: Layer, unit: int) -> Wide:
    """The unit's weights, and its bias last, in float64 (i + 1)."""
    return np.append(layer.weights[unit], layer.bias[unit]).astype(np.float64)


def _sum(terms: Sequence[float]) -> float:
    """The correctly rounded sum, without a negative zero; the plain one where that leaves the finite numbers."""
    try:
        return fsum(terms) + 0.0
    except (OverflowError, ValueError):
        return sum(terms)
