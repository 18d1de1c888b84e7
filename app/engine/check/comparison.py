"""One quantity of the gradient check: analytic against numeric, and what a disagreement is worth.

c move, n example, i input unit, o output unit. Nothing is called wrong that something else explains. What rounding
can cause is bounded, and where an error is larger than that, the differences are taken anew at its place with
narrower and narrower ε: an error that goes away was one of the width, not of the gradient. Only one that stays,
while the differences hold still, is a disagreement. Where rounding or too wide an ε hides which it is, the quantity
is unresolved.

A pass in float32 departs from one in float64. That is forgiven where each of its steps is off by its own rounding
and no more (`steps`); by how much it departs is then what rounding has caused. Otherwise it is part of the error.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from ..arrays import Array
from .differences import Differences, Method, Moves, Quantity, Subject, differences, travel

Verdict = Literal["agree", "differ", "unresolved"]

TOLERANCE = 1e-5
"""Relative error that is no disagreement, however little of it rounding explains."""
COARSE = 0.1
"""Resolution beyond which nothing is claimed, since a wrong gradient might hide there."""
SAFETY = 4.0
"""By which the bounds of rounding are multiplied, as they are of first order."""
NARROWER = 10.0 ** np.arange(2, -31, -1)
"""The ε with which the place of a disagreement is looked at again."""
NEAR = 0.1
"""How far the ε at which a disagreement is seen may take any preactivation: functions bend on a scale of about 1,
and a wider ε leaps over that."""
STEADY = 0.1
"""By how much of themselves two differences of neighbouring widths may differ when they have settled."""


@dataclass(frozen=True, slots=True)
class QuantityCheck:
    """One quantity of one layer.

    epsilon: half the width of its differences. checked, kinks: entries of the array, or directions, that were
    compared, and those left out since ±ε changes an activation pattern. relative_error: the largest
    |analytic − numeric| over the quantity's largest magnitude, 0 where that is 0, None where nothing was compared.
    resolution: by how much rounding can move it, and the width of ε where that was seen to matter; 0 where the
    magnitude is 0. where: the entry's index in the array, (o, i), (o) or (n, o); None of a direction.
    analytic, numeric: the two values there.
    verdict: `agree` within the tolerance and the resolution; `differ` if nothing but a wrong gradient explains the
    error; `unresolved` where rounding hides the answer, or an ε so wide that the loss bends within it, where
    numbers are not finite, and where nothing was compared.
    """

    layer: int
    quantity: Quantity
    method: Method
    epsilon: float
    checked: int
    kinks: int
    relative_error: float | None
    resolution: float
    verdict: Verdict
    where: tuple[int, ...] | None
    analytic: float | None
    numeric: float | None


@dataclass(frozen=True, slots=True)
class Task:
    """A quantity, how it is moved, and the absolute errors of a loss and of the analytic values in float64.

    sound: is it rounding alone by which the analytic values depart from those in float64?
    """

    subject: Subject
    method: Method
    loss_rounding: float
    gradient_rounding: float
    sound: bool
    memory_bytes: int

    def differences(self, moves: Moves, widths: Array) -> Differences:
        return differences(self.subject, self.method, moves, widths, self.memory_bytes)

    def travel(self, move: int, entry: int, width: float) -> float:
        """How far this move takes any preactivation that the entry depends on."""
        return float(travel(self.subject, self.method, np.array([move]), np.array([width]))[0, entry])

    def numeric_rounding(self, widths: Array) -> Array:
        """Absolute error of differences of these half widths."""
        error: Array = SAFETY * self.loss_rounding / widths
        return error


@dataclass(frozen=True, slots=True)
class _Worst:
    """The largest error of a quantity: of which move and which of its entries, and relative to what."""

    move: int
    entry: int
    analytic: float
    numeric: float
    error: float
    magnitude: float
    analytic_rounding: float


def compare(task: Task, moves: Moves, epsilon: float, *, fixed: bool) -> QuantityCheck:
    """The comparison of a quantity over all moves; with an ε that is not `fixed`, once more with a narrower one
    where the width turns out to be what causes the error."""
    widths = np.full(len(moves), epsilon)
    found = task.differences(moves, widths)
    usable = found.moved & ~found.kinked
    checked, kinks = int(usable.sum()), int((found.moved & found.kinked).sum())
    departure = np.abs(found.analytic - found.exact)[usable].max(initial=0)
    analytic_rounding = SAFETY * task.gradient_rounding + (departure if task.sound else 0)
    magnitude = np.maximum(np.abs(found.analytic).max(), np.abs(found.numeric[usable]).max(initial=0))
    rounding = task.numeric_rounding(widths[0]) + analytic_rounding
    resolution = float(rounding / magnitude) if magnitude != 0 else 0.0
    subject = task.subject
    named = (subject.number, subject.quantity, task.method, epsilon, checked, kinks)
    if not checked:
        return QuantityCheck(*named, None, resolution, "unresolved", None, None, None)
    errors = np.where(usable, np.abs(found.analytic - found.numeric), -1)
    move, entry = divmod(int(errors.argmax()), errors.shape[1])
    analytic, numeric = float(found.analytic[move, entry]), float(found.numeric[move, entry])
    error = float(errors[move, entry] / magnitude) if magnitude != 0 else 0.0
    worst = _Worst(int(moves[move]), entry, analytic, numeric, error, float(magnitude), float(analytic_rounding))
    verdict, resolution, better = _judged(task, worst, resolution, epsilon)
    if better is not None and not fixed:
        return compare(task, moves, better, fixed=True)
    where = None if task.method == "directions" else _place(subject, worst)
    return QuantityCheck(*named, error, resolution, verdict, where, analytic + 0.0, numeric + 0.0)


def _place(subject: Subject, worst: _Worst) -> tuple[int, ...]:
    """The index of the entry in the quantity's array."""
    if subject.quantity == "delta":
        return worst.entry, worst.move
    return tuple(int(index) for index in np.unravel_index(worst.move, subject.analytic.shape))


def _judged(task: Task, worst: _Worst, resolution: float, epsilon: float) -> tuple[Verdict, float, float | None]:
    """What the largest error means; the resolution, coarser where the width of the differences caused the error;
    and then the ε that does not."""
    if not np.isfinite(worst.error + resolution) or resolution > COARSE:
        return "unresolved", resolution, None
    if worst.error <= TOLERANCE + resolution:
        return "agree", resolution, None
    seen = _narrowed(task, worst, epsilon)
    explained = seen.errors <= TOLERANCE + worst.analytic_rounding / worst.magnitude + seen.rounding
    if explained.any():
        best = np.where(explained, seen.errors, np.inf).argmin()
        resolution += float(abs(seen.numeric[best] - worst.numeric) / worst.magnitude + seen.rounding[best])
        return "agree" if resolution <= COARSE else "unresolved", resolution, float(seen.widths[best])
    differs = _settled(seen, worst.magnitude) and task.travel(worst.move, worst.entry, seen.widths[-1]) <= NEAR
    return "differ" if differs else "unresolved", resolution, None


class _Seen(NamedTuple):
    """Differences at one place with narrower and narrower ε, as far as rounding lets one see the error in question.

    widths: these ε. numeric: the differences. bends: by how much the slopes on both sides differ. errors, rounding:
    relative to the quantity's magnitude.
    """

    widths: Array
    numeric: Array
    bends: Array
    errors: Array
    rounding: Array


def _narrowed(task: Task, worst: _Worst, epsilon: float) -> _Seen:
    """The place of the largest error, looked at again."""
    widths = np.append(epsilon, NARROWER[epsilon / 5 > NARROWER])
    found = task.differences(np.full(len(widths), worst.move), widths)
    numeric, analytic = found.numeric[:, worst.entry], found.analytic[:, worst.entry]
    errors = np.abs(analytic - numeric) / worst.magnitude
    rounding = task.numeric_rounding(widths) / worst.magnitude
    usable = (found.moved & ~found.kinked)[:, worst.entry] & np.isfinite(errors) & (rounding <= worst.error / 10)
    bends = np.abs(found.bend[:, worst.entry])
    return _Seen(widths[usable], numeric[usable], bends[usable], errors[usable], rounding[usable])


def _settled(seen: _Seen, magnitude: float) -> bool:
    """Do the two narrowest differences say the same, and the same of the error, with no kink in between?"""
    if len(seen.widths) < 2:
        return False
    change = abs(seen.numeric[-1] - seen.numeric[-2])
    still = change <= STEADY * np.abs(seen.numeric[-2:]).max() + magnitude * seen.rounding[-2:].sum()
    straight = seen.bends[-1] <= magnitude * (seen.errors[-1] / 2 + 4 * seen.rounding[-1])
    return bool(still and straight and change <= magnitude * seen.errors[-2:].max() / 2)
