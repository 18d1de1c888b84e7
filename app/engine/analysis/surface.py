"""The decision surface: what a network of two inputs answers over a piece of its plane, and where its units bend.

n example, o output unit, p point of one side of the grid, q kink. A unit of the first layer has the kinks k of its
activation on the lines W x + b = k.
"""

from typing import NamedTuple

import numpy as np

from ..arrays import Array, Flags
from ..network.network import Layer, Network
from .passes import forward

MARGIN = 0.1
"""Of a side of the batch's bounding box, on either end."""
FAR = 1e-6
"""Of a coordinate, the half side around it that tells its ends apart in float32 too."""
AT_ONCE = 2**20
"""Numbers of a forward pass that are held at once."""


class Box(NamedTuple):
    """A piece of the plane: lowest (2) and highest (2) coordinates."""

    lowest: Array
    highest: Array


class Hinge(NamedTuple):
    """Where a unit of the first layer has its kinks (or z̃ = 0 where it has none): segments [[x, y], [x, y]] within
    the box, none where no line crosses it."""

    unit: int
    dead: bool
    segments: list[list[list[float]]]


class Surface(NamedTuple):
    """x (p) and y (p) are the columns and the rows of the grid; values (p, p) is ŷ of the one output, or the
    largest; classes (p, p) its index, the first on ties and NaN where ŷ is not a number, or None for one output."""

    x: Array
    y: Array
    values: Array
    classes: Array | None
    hinges: tuple[Hinge, ...]


def box(inputs: Array) -> Box:
    """The bounding box of inputs (n, 2) with a margin; one side without length reaches from x − 1 to x + 1 (farther
    where |x| is so large that these would be the same number). Raises ValueError for other than two inputs.
    """
    if inputs.shape[-1] != 2:
        raise ValueError(f"expected 2 inputs; got {inputs.shape[-1]}")
    lowest, highest = (end.astype(np.float64) for end in (inputs.min(axis=0), inputs.max(axis=0)))
    side = MARGIN * highest - MARGIN * lowest
    margin = np.where(highest > lowest, side, np.maximum(1, FAR * np.abs(lowest)))
    largest = float(np.finfo(inputs.dtype).max)
    with np.errstate(over="ignore"):
        return Box(np.maximum(lowest - margin, -largest), np.minimum(highest + margin, largest))


def surface(network: Network, within: Box, points: int, dead: Flags) -> Surface:
    """One network over a grid of points × points; `dead` (o) are the dead units of the first layer, as it is told.

    Numbers that overflow are kept. Raises ValueError for a network of other than two inputs.
    """
    if network.input_size != 2:
        raise ValueError(f"expected a network of 2 inputs; got {network.input_size}")
    share = np.linspace(0, 1, points)
    with np.errstate(all="ignore"):
        x, y = (
            (low * (1 - share) + high * share).astype(network.layers[0].weights.dtype)
            for low, high in zip(within.lowest, within.highest, strict=True)
        )
        values, classes = _answers(network, x, y)
        hinges = _hinges(network.layers[0], within, dead)
    return Surface(
        x.astype(np.float64), y.astype(np.float64), values, classes if network.output_size > 1 else None, hinges
    )


def _answers(network: Network, x: Array, y: Array) -> tuple[Array, Array]:
    """The largest output and its index (p, p) at each point of the grid."""
    points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    values, classes = np.empty(len(points)), np.empty(len(points))
    step = max(1, AT_ONCE // (2 * sum(layer.units for layer in network.layers)))
    for start in range(0, len(points), step):
        outputs = forward(network, points[start : start + step])[1][-1]
        values[start : start + step] = outputs.max(axis=-1)
        classes[start : start + step] = outputs.argmax(axis=-1)
    classes[np.isnan(values)] = np.nan
    return values.reshape(len(y), len(x)), classes.reshape(len(y), len(x))


def _hinges(layer: Layer, within: Box, dead: Flags) -> tuple[Hinge, ...]:
    """The lines of every unit, each kink's (q, o) at once."""
    kinks = np.array(layer.activation.kinks or (0.0,))[:, None]
    weights, bias = layer.weights.astype(np.float64), layer.bias.astype(np.float64)
    ends, crosses = _clipped(weights[:, 0], weights[:, 1], kinks - bias, within)
    return tuple(
        Hinge(unit, bool(dead[unit]), ends[crosses[:, unit], unit].tolist()) for unit in range(layer.units)
    )


def _clipped(a: Array, b: Array, c: Array, within: Box) -> tuple[Array, Flags]:
    """The ends (q, o, 2, 2) of the line a x + b y = c in the box, and whether (q, o) it crosses it.

    In the box's own coordinates, (0, 0) to (1, 1), the line is r u + s v = t with |r| ≤ |s|, the two exchanged
    where it is steeper; then u runs freely, as far as v stays within the box. What is scaled down cannot overflow.
    """
    size = np.maximum(np.abs(a), np.abs(b))
    a, b, c = a / size, b / size, c / size
    low, side = within.lowest / 4, within.highest / 4 - within.lowest / 4
    along_x, along_y = np.broadcast_arrays(a * side[0], b * side[1], c)[:2]
    t = c / 4 - a * low[0] - b * low[1]
    steep = np.abs(along_x) > np.abs(along_y)
    r, s = np.where(steep, along_y, along_x), np.where(steep, along_x, along_y)
    crossings = np.stack([t / r, (t - s) / r])
    level = (r == 0) & (t / s >= 0) & (t / s <= 1)
    first = np.where(level, 0, np.maximum(crossings.min(axis=0), 0))
    last = np.where(level, 1, np.minimum(crossings.max(axis=0), 1))
    u = np.stack([first, last], axis=-1)
    v = np.clip((t[..., None] - r[..., None] * u) / s[..., None], 0, 1)
    x, y = np.where(steep[..., None], v, u), np.where(steep[..., None], u, v)
    shares = np.stack([x, y], axis=-1)
    ends: Array = within.lowest * (1 - shares) + within.highest * shares + 0.0
    return ends, (first < last) & np.isfinite(ends).all(axis=(-2, -1))
