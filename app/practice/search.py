"""All arrays that mistakes lead to: one mistake made in the quantity itself or further up, or two at once.

n example, i input unit, o output unit.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import combinations
from typing import NamedTuple

import numpy as np

from app.engine.arrays import Array
from app.practice.attempts import Attempt, Mistake
from app.practice.gradient_mistakes import how_transposed
from app.practice.mistakes import MISTAKES, TRANSPOSED
from app.practice.scales import CONSTANT_FACTOR, MEAN_EXTRA, MEAN_MISSING, Scale, scales
from app.practice.sheet import FORWARD, Place, Sheet

NEAR = 0.01
"""Of a factor: so near must the entries' own one be before the array is compared."""
NOTHING = 1e-6
"""Of the largest entry: what is smaller counts as 0."""
SEVERAL = 2
ENTRIES_FOR_TWO = 3
"""Entries other than 0 without which two mistakes at once would fit by chance."""


class Candidate(NamedTuple):
    """An array that a mistake leads to, or several made together; `upstream`: made in another quantity.

    `details`: of each mistake. `certain`: by itself; if not, another answer has to say the same.
    """

    codes: tuple[str, ...]
    details: tuple[float | None, ...]
    attempt: Attempt
    upstream: bool = False
    certain: bool = True


def singles(sheet: Sheet, place: Place, handed_in: Set[Place], recomputations: int) -> Iterator[Candidate]:
    """One mistake: those made in the quantity itself, then those made further up in what was not handed in."""
    quantity, layer = place
    for mistake in MISTAKES:
        if quantity in mistake.quantities:
            for attempt in mistake.attempts(sheet, quantity, layer):
                certain = mistake.code != CONSTANT_FACTOR or _entries(attempt.array) >= SEVERAL
                yield Candidate((mistake.code,), (attempt.detail,), attempt, certain=certain)
    sources = [source for source in _sources(sheet, place) if source[1] not in handed_in]
    if sum(mistake.at_most(sheet.case, m) for mistake, (_, m) in sources) > recomputations:
        return
    for mistake, source in sources:
        for made in mistake.attempts(sheet, *source):
            if made.direction is None and np.array_equal(made.array, sheet.value(*source)):
                continue
            yield Candidate((mistake.code,), (made.detail,), _followed(sheet, place, source, made), upstream=True)


def _sources(sheet: Sheet, place: Place) -> list[tuple[Mistake, Place]]:
    """The mistakes that could have been made in another quantity that this one is made of, and where."""
    quantity, layer = place
    top, backward = sheet.case.top, quantity not in FORWARD
    reached = {
        "delta": range(layer + (quantity == "delta"), top + 1) if backward else range(0),
        "preactivation": range(1, top + 1 if backward else layer + (quantity != "preactivation")),
        "activation": range(top, top + 1 if backward else top),
    }
    return [
        (mistake, (source, m))
        for source, layers in reached.items()
        for m in layers
        if (source, m) not in sheet.given
        for mistake in MISTAKES
        if mistake.carries == source
    ]


def _followed(sheet: Sheet, place: Place, source: Place, made: Attempt) -> Attempt:
    """What follows at a place from a mistake that was made at another one."""

    def value(array: Array) -> Array:
        return Sheet(sheet.case, {**sheet.given, **made.also, source: array}).value(*place)

    message = f"{made.message} What follows from it is right."
    direction = None if made.direction is None else value(made.direction)
    return made._replace(array=value(made.array), message=message, direction=direction)


def pairs(sheet: Sheet, place: Place, values: Array, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Two mistakes at once, of which one multiplies or transposes the whole array; `found` are all single ones.

    Only those are worth a look whose multiple comes near to the values.
    """
    right = sheet.value(*place)
    ways = list(scales(sheet.case, *place))
    codes = {TRANSPOSED, *(scale.code for scale in ways)}
    bases = [one for one in found if one.attempt.direction is None and not codes & set(one.codes)]
    ratio = _ratio(right, values)
    for first, second in combinations(ways, 2):
        both = first.code != second.code and {first.code, second.code} != {MEAN_MISSING, MEAN_EXTRA}
        if both and _is_near(ratio, float(first.factor * second.factor)):
            made = first.apply(sheet.case, *place, right)
            yield from _scaled(Candidate((first.code,), (first.detail,), made), [second], values)
    for base in bases:
        yield from _scaled(base, ways, values)
    if right.ndim == SEVERAL and right.shape[0] == right.shape[1] > 1:
        message = how_transposed(sheet, *place)
        turned = Candidate((TRANSPOSED,), (None,), Attempt(right.mT, message))
        yield from _scaled(turned, ways, values)
        for base in bases:
            attempt = base.attempt._replace(
                array=base.attempt.array.mT, message=f"{base.attempt.message} {message}"
            )
            if _entries(attempt.array) >= ENTRIES_FOR_TWO:
                yield Candidate((*base.codes, TRANSPOSED), (*base.details, None), attempt, base.upstream)


def _scaled(base: Candidate, ways: Sequence[Scale], values: Array) -> Iterator[Candidate]:
    """A mistake with a second one on top that multiplies it, where that comes near to the values."""
    array = base.attempt.array
    if not np.isfinite(array).all() or _entries(array) < ENTRIES_FOR_TWO:
        return
    ratio = _ratio(array, values)
    for scale in ways:
        factor = float(scale.factor)
        if _is_near(ratio, factor):
            message = f"{base.attempt.message} Besides, {scale.done[0].lower()}{scale.done[1:]}."
            attempt = base.attempt._replace(array=array * array.dtype.type(factor), message=message)
            codes, details = (*base.codes, scale.code), (*base.details, scale.detail)
            yield Candidate(codes, details, attempt, base.upstream)


def _ratio(array: Array, values: Array) -> float:
    """The multiple of an array that comes nearest to the values."""
    return float(np.vdot(array, values) / np.vdot(array, array))


def _is_near(ratio: float, factor: float) -> bool:
    return abs(ratio - factor) <= NEAR * abs(factor)


def _entries(array: Array) -> int:
    """How many entries are not 0 (beside the largest)."""
    sizes = np.abs(array)
    return int(np.count_nonzero(sizes > NOTHING * sizes.max()))
