"""All arrays that a mistake leads to, made in the quantity itself or further up.

n example, i input unit, o output unit.
"""

from collections.abc import Iterator, Set
from typing import NamedTuple

import numpy as np

from ...engine.arrays import Array
from ..sheet.sheet import FORWARD, Place, Sheet
from .attempts import Attempt, Mistake
from .scales import CONSTANT_FACTOR
from .table import MISTAKES

NOTHING = 1e-6
"""Of the largest entry: what is smaller counts as 0."""
SEVERAL = 2


class Candidate(NamedTuple):
    """An array that a mistake leads to, or several made together; `upstream`: made in another quantity.

    `details`: of each mistake. `certain`: by itself; if not, another answer has to say the same.
    """

    codes: tuple[str, ...]
    details: tuple[float | None, ...]
    attempt: Attempt
    upstream: bool = False
    certain: bool = True


def singles(
    sheet: Sheet, place: Place, handed_in: Set[Place], recomputations: int, *, codes: Set[str] | None = None
) -> Iterator[Candidate]:
    """One mistake: those made in the quantity itself, then those made further up in what was not handed in.

    `codes`: only these mistakes.
    """
    quantity, layer = place
    wanted = [mistake for mistake in MISTAKES if codes is None or mistake.code in codes]
    for mistake in wanted:
        if quantity in mistake.quantities:
            for attempt in mistake.attempts(sheet, quantity, layer):
                certain = mistake.code != CONSTANT_FACTOR or entries(attempt.array) >= SEVERAL
                yield Candidate((mistake.code,), (attempt.detail,), attempt, certain=certain)
    sources = [source for source in _sources(sheet, place) if source[0] in wanted and source[1] not in handed_in]
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


def entries(array: Array) -> int:
    """How many entries are not 0 (beside the largest)."""
    sizes = np.abs(array)
    return int(np.count_nonzero(sizes > NOTHING * sizes.max()))
