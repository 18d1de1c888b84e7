"""What the rule of a quantity works with: the case, the number's place, its symbols, and the draft it writes on."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...engine.arrays import Array
from ..equations.atoms import Number
from ..equations.functions import Cases
from ..equations.sums import shortened, total
from ..equations.tree import Node
from ..laws.analyzed import Analyzed
from ..laws.notation import Notation
from .explanation import Draft
from .quantities import cell_of
from .target import Place, QuantityName, Target

TOLERANCE = {"float64": 1e-12, "float32": 1e-5}
UNITS = 4
"""Units in the last place of the largest number on the way that a result may be off."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One number to be explained; `s` has the symbols of its example."""

    case: Analyzed
    place: Place
    s: Notation
    draft: Draft

    @property
    def symbol(self) -> Node:
        """The number's own symbol, the left side of every equation with indices or numbers."""
        return self.draft.symbol

    @property
    def result(self) -> Number:
        """The number."""
        return Number(self.draft.value, self.symbol.inexact)

    @property
    def precision(self) -> str:
        """float64 or float32."""
        return self.case.analysis.losses.dtype.name

    def agrees(self, node: Node) -> bool:
        """Whether a node evaluates to the number, to the rounding of what is on the way; none agrees with none."""
        with np.errstate(all="ignore"):
            got, wanted = float(node.evaluate()), self.draft.value
        if not (np.isfinite(got) and np.isfinite(wanted)):
            return got == wanted or bool(np.isnan(got) and np.isnan(wanted))
        slack = UNITS * float(np.finfo(self.precision).eps) * largest_on_the_way(node)
        return abs(got - wanted) <= TOLERANCE[self.precision] * abs(wanted) + slack

    def use(
        self,
        quantity: QuantityName,
        *,
        layer: int | None = None,
        example: int | None = None,
        row: int | None = None,
        column: int | None = None,
        numbered: bool = False,
    ) -> Number:
        """A number that this one is made from, for the equation; it becomes an input."""
        cell = cell_of(self.case, Target(quantity, layer, example, row, column), numbered=numbered)
        self.draft.inputs.append(cell)
        return Number(cell.value, cell.symbol.inexact)

    def use_below(self, layer: int, example: int, row: int, *, numbered: bool = False) -> Number:
        """z⁽ˡ⁻¹⁾ of a unit, what goes into the layer: the input below layer 1."""
        if layer == 1:
            return self.use("input", layer=0, example=example, row=row, numbered=numbered)
        return self.use("activation", layer=layer - 1, example=example, row=row, numbered=numbered)

    def summed(
        self, units: NDArray[np.intp] | None, values: Array, term: Callable[[int], Node], cells: int
    ) -> Node:
        """The sum over some units, or over all (None); the terms are worth `values` (o) and have `cells` inputs."""
        if units is None:
            shown = shortened(values, term)
        else:
            shown = shortened(values[units], lambda k: term(int(units[k])))
        self.draft.more_inputs += cells * shown.hidden
        return total(shown)

    def note(self, sentence: str) -> None:
        """Something to be said."""
        self.draft.notes.append(sentence)


def largest_on_the_way(node: Node) -> float:
    """The largest finite magnitude among a node and what it is worked out from."""
    with np.errstate(all="ignore"):
        own = abs(float(node.evaluate()))
    parts = (node.taken(),) if isinstance(node, Cases) else node.parts
    return max([own if np.isfinite(own) else 0, *map(largest_on_the_way, parts)])
