"""What a mistake in an array looks like: the array it leads to, and the sentence that tells it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from ...engine.analysis.case import Case
from ...engine.arrays import Array
from ..sheet.sheet import Place, Sheet
from ..sheet.symbols import formula, symbol

NOTHING_ELSE: Mapping[Place, Array] = MappingProxyType({})


class Attempt(NamedTuple):
    """An array, and a sentence for the one who handed it in: what was done, and what it should be.

    `also`: what else comes out wrong by the same mistake. `direction`: the mistake leads to array + η · direction,
    with an η > 0 that nobody knows yet; it stands as RATE in the sentence. `detail`: the factor or the η that was
    found; with another one it is another mistake.
    """

    array: Array
    message: str
    also: Mapping[Place, Array] = NOTHING_ELSE
    direction: Array | None = None
    detail: float | None = None


Attempts = Callable[[Sheet, str, int], Iterator[Attempt]]
"""All ways of making one mistake in a quantity of a layer; none where it cannot be made there."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A row of the table: the mistake's code, the quantities in which it can be made, and the ways of making it.

    `carries`: the quantity from which it leads to arrays further on that no mistake made there leads to. (A factor
    goes through as it is, so that it need be looked for in one place only.) Then `ways` says in how many ways at
    most it can be made in that quantity of a layer, or `with_others`, in how many with each other layer that is as
    wide.
    """

    code: str
    quantities: tuple[str, ...]
    attempts: Attempts
    carries: str | None = None
    ways: int = 1
    with_others: bool = False

    def at_most(self, case: Case, layer: int) -> int:
        """In how many ways a mistake that carries can be made in the quantity of a layer."""
        return self.ways * (len(others_of_width(case, layer, lowest=1)) if self.with_others else 1)


def told(case: Case, quantity: str, layer: int, done: str) -> str:
    """The sentence: what was done, and what the quantity should be (φ′ of a layer is what its symbol says)."""
    if quantity == "derivative":
        return f"{done}: {symbol(quantity, layer, case.top)} is asked for."
    return f"{done}: {symbol(quantity, layer, case.top)} should be {formula(case, quantity, layer)}."


def others_of_width(case: Case, layer: int, *, lowest: int) -> list[int]:
    """The layers, from `lowest`, that have as many units as this one."""
    return [m for m in range(lowest, case.top + 1) if m != layer and case.width(m) == case.width(layer)]
