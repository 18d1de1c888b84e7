"""δ worked out with weights that have been updated already, at a rate η that is read off the numbers.

n example, i input unit, o output unit. δ⁽ˡ⁾ and all that follows from it lie on a line: they change with η in
proportion.
"""

from collections.abc import Iterator

import numpy as np

from ...engine.arrays import Array
from ..sheet.sheet import Sheet
from ..sheet.symbols import symbol
from .attempts import Attempt, told
from .fits import fit

UPDATED_WEIGHTS = "updated_weights"
RATE = "RATE"
SLOWEST, FASTEST = 1e-4, 10.0
DIGITS = 2
"""Significant digits of a rate that somebody chose."""
CLEAR = 20
"""How many times the distance from the line two entries must have moved along it at least."""


def updated_weights(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """δ⁽ˡ⁾ = ((W⁽ˡ⁾ − η ∇W⁽ˡ⁾)ᵀ δ⁽ˡ⁺¹⁾) ⊙ φ′, for any η."""
    case = sheet.case
    if layer == case.top:
        return
    weights, gradient = (symbol(name, layer + 1, case.top) for name in ("weights", "weight_gradient"))
    through = sheet.value("delta", layer + 1) @ sheet.value("weight_gradient", layer + 1)
    direction = -through * sheet.value("derivative", layer)
    done = f"{weights} was used after its update, {weights} − η {gradient} with η = {RATE}"
    yield Attempt(sheet.value(quantity, layer), told(case, quantity, layer, done), direction=direction)


def on_line(values: Array, attempt: Attempt, tolerance: float) -> Attempt | None:
    """The attempt at the η to which the values belong; None where no η, or more than one, would do."""
    start, direction = attempt.array, attempt.direction
    if direction is None or not np.isfinite(direction).all() or not direction.any():
        return None
    along = direction / np.abs(direction).max()
    best = float(np.vdot(values - start, along) / np.vdot(along, along) / np.abs(direction).max())
    if not SLOWEST / 2 <= best <= 2 * FASTEST:
        return None
    for digits in range(1, DIGITS + 1):
        rate = float(f"{best:.{digits - 1}e}")
        there = start + start.dtype.type(rate) * direction
        if fit(values, there, tolerance) is not None and _is_clear(values, there, rate * direction, tolerance):
            message = attempt.message.replace(RATE, f"{rate:g}")
            return Attempt(there, message, detail=rate)
    return None


def _is_clear(values: Array, there: Array, moved: Array, tolerance: float) -> bool:
    """Do two entries at least say how far it is along the line?"""
    off = max(float(np.abs(values - there).max()), tolerance * float(np.abs(there).max()))
    return int(np.count_nonzero(np.abs(moved) > CLEAR * off)) > 1
