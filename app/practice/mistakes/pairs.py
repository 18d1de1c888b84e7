"""Two mistakes made together in one array.

n example, i input unit, o output unit.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import combinations

import numpy as np

from ...engine.analysis.case import Case
from ...engine.arrays import Array
from ...engine.network.network import Batch, Layer, Network
from ..sheet.sheet import FORWARD, Place, Sheet
from .attempts import Attempt
from .gradient import how_transposed
from .output import is_one_hot, shifted_classes
from .scales import MEAN_EXTRA, MEAN_MISSING, Scale, scales
from .search import Candidate, entries
from .table import MISTAKES, TRANSPOSED

NEAR = 0.01
"""Of a factor: so near must the entries' own one be before the array is compared."""
ENTRIES_FOR_TWO = 3
"""Entries other than 0 without which two mistakes at once would fit by chance."""


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
    yield from _on_altered_sheets(sheet, place, codes)
    if right.ndim > 1 and len(set(right.shape)) == 1:
        message = how_transposed(sheet, *place)
        turned = Candidate((TRANSPOSED,), (None,), Attempt(right.mT, message))
        yield from _scaled(turned, ways, values)
        for base in bases:
            attempt = base.attempt._replace(
                array=base.attempt.array.mT, message=f"{base.attempt.message} {message}"
            )
            if entries(attempt.array) >= ENTRIES_FOR_TWO:
                yield Candidate((*base.codes, TRANSPOSED), (*base.details, None), attempt, base.upstream)


def _scaled(base: Candidate, ways: Sequence[Scale], values: Array) -> Iterator[Candidate]:
    """A mistake with a second one on top that multiplies it, where that comes near to the values."""
    array = base.attempt.array
    if not np.isfinite(array).all() or entries(array) < ENTRIES_FOR_TWO:
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


def _on_altered_sheets(sheet: Sheet, place: Place, leave_out: Set[str]) -> Iterator[Candidate]:
    """A second mistake made where the first one is made already."""
    quantity, layer = place
    first = {mistake.code: mistake for mistake in MISTAKES}
    for code, way, altered in _altered(sheet, place):
        done = list(first[code].attempts(sheet, quantity, layer))[way].message.partition(": ")[0]
        for mistake in MISTAKES:
            if quantity not in mistake.quantities or mistake.code in {code, *leave_out}:
                continue
            for attempt in mistake.attempts(altered, quantity, layer):
                if attempt.direction is None and entries(attempt.array) >= ENTRIES_FOR_TWO:
                    both = attempt._replace(message=f"{done}. {attempt.message}")
                    yield Candidate((code, mistake.code), (None, attempt.detail), both)


def _altered(sheet: Sheet, place: Place) -> Iterator[tuple[str, int, Sheet]]:
    """The sheet with another network or batch, with which one mistake is made in a quantity: its code, and in which
    of its ways, from 0."""
    (quantity, layer), case = place, sheet.case
    if quantity == "preactivation" and case.layer(layer).bias.any():
        own = case.layer(layer)
        yield "bias_missing", 0, Sheet(_with_layer(case, layer, replace(own, bias=own.bias * 0)), sheet.given)
    elif quantity == "delta" and layer < case.top:
        above = case.layer(layer + 1)
        wrong = replace(above, weights=above.weights.reshape(above.weights.shape[::-1]).T)
        known = [(name, m) for m in range(1, case.top + 1) for name in FORWARD if case.has(name, m)]
        known.append(("delta", layer + 1))
        given = {other: sheet.value(*other) for other in known}
        yield "weights_not_transposed", 0, Sheet(_with_layer(case, layer + 1, wrong), given)
    elif quantity == "delta" and is_one_hot(case.batch.targets):
        for way, targets in enumerate(shifted_classes(case).values()):
            yield "class_shifted", way, Sheet(replace(case, batch=Batch(case.batch.inputs, targets)), sheet.given)


def _with_layer(case: Case, number: int, layer: Layer) -> Case:
    """The case with another layer in its place."""
    layers = list(case.network.layers)
    layers[number - 1] = layer
    return replace(case, network=Network(tuple(layers)))
