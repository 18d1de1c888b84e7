"""What follows from other answers that are wrong, or rounded: from which of them, and how it is told."""

from ...engine.analysis.case import Case
from ...engine.arrays import Array
from ..mistakes.fits import Fit, fit
from ..mistakes.table import CARRIED_FORWARD
from ..sheet.sheet import FORWARD, RULES, Place, Sheet
from ..sheet.symbols import symbol
from .diagnosis import Diagnosis

MOST_SOURCES = 8
"""Of an answer that was carried forward: with more of them it is not asked which ones matter."""


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
    return Diagnosis((CARRIED_FORWARD,), message)
