"""Which mistake gives the array that was handed in: what fits, and whether something else fits as well.

n example, i input unit, o output unit.
"""

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from app.engine.arrays import Array
from app.practice.attempts import Attempt
from app.practice.mistakes import CARRIED_FORWARD, FORWARD, MISTAKES
from app.practice.rounded import rounded
from app.practice.sheet import RULES, Case, Place, Sheet
from app.practice.symbols import symbol

KEPT_BY_A_MISTAKE = 3
"""Significant digits that the largest entry of a rounded mistake must keep: with fewer one would fit by chance."""
MOST_SOURCES = 8
"""Of an answer that was carried forward: with more of them it is not asked which ones matter."""


class Diagnosis(NamedTuple):
    """The likely mistake: its code, and a sentence for the one who made it."""

    code: str
    message: str


class Fit(IntEnum):
    """How well an array fits, the best first."""

    WITHIN_TOLERANCE = 0
    ROUNDED = 1


class Finding(NamedTuple):
    """A mistake that fits. One made on the spot comes before one made further up; `on_top` of other answers."""

    fit: Fit
    upstream: bool
    on_top: bool
    diagnosis: Diagnosis


def carried_from(others: Sheet, place: Place, values: Array, tolerance: float) -> list[Place] | None:
    """The other answers on the sheet from which the values follow, all of them or one; None where they do not.

    An empty list says: from too many to tell which.
    """
    follows = others.value(*place)
    sources = sorted(others.used, key=in_order)
    if sources and fit(values, follows, tolerance) is not None:
        return _that_matter(others, place, sources, follows, tolerance)
    for source in sources[:MOST_SOURCES] if len(sources) > 1 else ():
        alone = Sheet(others.case, {source: others.given[source]})
        if fit(values, alone.value(*place), tolerance) is not None:
            return [source]
    return None


def _that_matter(
    others: Sheet, place: Place, sources: list[Place], follows: Array, tolerance: float
) -> list[Place]:
    """The sources without which something else would follow; none where there are too many to ask.

    Of two that say the same the later one is kept: what follows from z̃ through the given ŷ follows from ŷ.
    """
    if len(sources) > MOST_SOURCES:
        return []
    given = {source: others.given[source] for source in sources}
    for source in sources if len(sources) > 1 else ():
        rest = {other: array for other, array in given.items() if other != source}
        if fit(follows, Sheet(others.case, rest).value(*place), tolerance) is Fit.WITHIN_TOLERANCE:
            given = rest
    return [source for source in sources if source in given]


def in_order(place: Place) -> tuple[bool, int, int]:
    """Sorts places as they are worked out: up through the layers, then down."""
    quantity, layer = place
    backward = quantity not in FORWARD
    return backward, -layer if backward else layer, list(RULES).index(quantity)


def carried_forward(case: Case, sources: list[Place], *, rounded: bool) -> Diagnosis:
    """Told of what follows from other answers; `rounded`: these are off by rounding alone."""
    names = " and ".join(symbol(*source, case.top) for source in sources) or "other answers"
    message = f"This is what follows from your {names} as handed in; it is no mistake of its own."
    if rounded:
        message = f"This follows from your {names}, off by rounding alone; carry more digits along."
    return Diagnosis(CARRIED_FORWARD, message)


def own_mistake(
    sheet: Sheet, others: Sheet, place: Place, values: Array, tolerance: float, recomputations: int
) -> Diagnosis | None:
    """The mistake that fits best, made with what is right or with the other answers; None if two fit as well."""
    found = list(_findings(sheet, sheet, place, values, tolerance, recomputations))
    others.value(*place)
    if others.used:
        found += _findings(others, sheet, place, values, tolerance, recomputations)
    if not found:
        return None
    best = min((finding.fit, finding.upstream) for finding in found)
    codes = {finding.diagnosis.code for finding in found if (finding.fit, finding.upstream) == best}
    if len(codes) > 1:
        return None
    ways = [finding for finding in found if finding.diagnosis.code in codes and finding.upstream == best[1]]
    on_top = all(finding.on_top for finding in ways)
    messages = dict.fromkeys(finding.diagnosis.message for finding in ways if finding.on_top == on_top)
    tail = " This was made with your other answers as handed in." if on_top else ""
    return Diagnosis(codes.pop(), " Or: ".join(messages) + tail)


def _findings(
    sheet: Sheet, truth: Sheet, place: Place, values: Array, tolerance: float, recomputations: int
) -> Iterator[Finding]:
    """The mistakes that fit, made with what stands on the sheet."""
    right = (truth.value(*place), sheet.value(*place))
    for upstream, code, attempt in _attempts(sheet, place, recomputations):
        how_well = fit(values, attempt.array, tolerance)
        if how_well is None or not attempt.array.any():
            continue
        if any(fit(attempt.array, array, tolerance) is Fit.WITHIN_TOLERANCE for array in right):
            continue
        yield Finding(how_well, upstream, sheet is not truth, Diagnosis(code, attempt.message))


def _attempts(sheet: Sheet, place: Place, recomputations: int) -> Iterator[tuple[bool, str, Attempt]]:
    """All arrays that mistakes lead to: those made in the quantity itself, then those made in a δ further up."""
    quantity, layer = place
    for mistake in MISTAKES:
        if quantity in mistake.quantities:
            yield from ((False, mistake.code, attempt) for attempt in mistake.attempts(sheet, quantity, layer))
    case = sheet.case
    lowest = {"delta": layer + 1, "weight_gradient": layer, "bias_gradient": layer}.get(quantity, case.top + 1)
    above = [m for m in range(lowest, case.top + 1) if ("delta", m) not in sheet.given]
    carrying = [mistake for mistake in MISTAKES if mistake.carries]
    if sum(mistake.at_most(case, m) for m in above for mistake in carrying) > recomputations:
        return
    for m in above:
        for mistake in carrying:
            for made in mistake.attempts(sheet, "delta", m):
                follows = sheet.with_given(("delta", m), made.array).value(quantity, layer)
                message = f"{made.message} What follows from it is right."
                yield True, mistake.code, Attempt(follows, message)


def fit(values: Array, array: Array, tolerance: float) -> Fit | None:
    """How well the values agree with an array of the same shape; None if they do not."""
    largest = float(np.abs(array).max())
    if not np.isfinite(largest):
        return None
    allowed = np.full(array.shape, max(tolerance, 16 * float(np.finfo(array.dtype).eps)) * largest)
    if (np.abs(values - array) <= allowed).all():
        return Fit.WITHIN_TOLERANCE
    return None if rounded(values, array, allowed, kept=KEPT_BY_A_MISTAKE) is None else Fit.ROUNDED
