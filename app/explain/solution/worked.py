"""One example of a case, to be worked out: its symbols, its numbers as matrices, and where the numbers stop.

n example, i input unit, o output unit.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ...engine.arrays import Array
from ..equations.atoms import Known, Symbol
from ..equations.matrices import MOST, Entries, Matrix
from ..equations.numbers import Inexact
from ..equations.tree import Node
from ..laws.analyzed import Analyzed
from ..laws.notation import Notation
from ..number.output import logits, prediction, targets
from ..text.document import Paragraph, say

MOST_OF_COLUMN = 12
"""Entries of a column that are shown whole; so many side by side would not fit a line, nor amsmath's matrices."""
MANY_LAYERS = 12
"""A deeper network is told more briefly, so that the text stays readable."""
MOST_OF_MANY = 4
WHOLE_AT_THE_ENDS = 3


@dataclass(frozen=True, slots=True)
class Worked:
    """One example of a case; `stop` is the first of its quantities that left the finite numbers, with its layer."""

    case: Analyzed
    example: int
    stop: tuple[str, int] | None

    @property
    def notation(self) -> Notation:
        """The symbols of this example."""
        return Notation(self.case, self.example)

    @property
    def top(self) -> int:
        """L, the number of the output layer."""
        return self.case.top

    @property
    def outputs(self) -> int:
        """d, the number of output units."""
        return self.case.width(self.top)

    @property
    def deep(self) -> bool:
        """Whether there are so many layers that each must be told more briefly."""
        return self.top > MANY_LAYERS

    def brief(self, layer: int) -> bool:
        """Whether a layer is one of so many between the first and the last ones that only its results are shown."""
        return self.deep and WHOLE_AT_THE_ENDS < layer <= self.top - WHOLE_AT_THE_ENDS

    @property
    def most(self) -> int:
        """Rows and columns of a matrix that are shown whole."""
        return MOST_OF_MANY if self.deep else MOST

    @property
    def most_of_column(self) -> int:
        """Entries of a column that are shown whole."""
        return MOST_OF_MANY if self.deep else MOST_OF_COLUMN

    @property
    def precision(self) -> str:
        """float64 or float32."""
        return self.case.batch.inputs.dtype.name

    def matrix(self, values: Array, inexact_at: Inexact | None = None) -> Matrix:
        """A matrix of numbers, or a vector as a column; `inexact_at` tells which of them only look exact."""
        return Matrix(values, self.most_of_column if values.ndim == 1 else self.most, inexact_at)

    def column(self, count: int, entry: Callable[[int], Node]) -> Entries:
        """A column of nodes."""
        return Entries(count, 1, lambda i, _: entry(i), self.most_of_column)

    def numbers(self, quantity: Symbol | Known) -> Matrix:
        """What a whole quantity stands for."""
        return self.matrix(quantity.array, quantity.inexact_at)

    def transposed(self, quantity: Symbol) -> Matrix:
        """A matrix transposed, or a vector as a row."""
        array, inexact = quantity.array, quantity.inexact_at
        turned = array.T if array.ndim == 2 else array[None, :]

        def inexact_at(i: int, j: int) -> bool:
            return inexact is not None and (inexact(j, i) if array.ndim == 2 else inexact(j))

        return self.matrix(turned, inexact_at)

    def target(self) -> Array:
        """y (o), in float64 as the next ones."""
        return targets(self.case, self.example)

    def prediction(self) -> Array:
        """ŷ (o)."""
        return prediction(self.case, self.example)

    def logits(self) -> Array:
        """z̃⁽ᴸ⁾ (o)."""
        return logits(self.case, self.example)

    def stopped(self, quantity: str, layer: int, symbol: Symbol) -> list[Paragraph]:
        """The remark that the numbers stop at this quantity, where they do."""
        if self.stop != (quantity, layer):
            return []
        entries = symbol.array.size
        broken = entries - int(np.isfinite(symbol.array).sum())
        share = "is not finite" if entries == 1 else f"has {broken} of {entries} entries that are not finite"
        kind = symbol.array.dtype.name
        return [
            say(
                "Here the numbers stop: ",
                symbol,
                f" {share}, since what it is made from goes beyond {kind}. What is computed from it is shown as it "
                "comes out, and says nothing about the gradient.",
            )
        ]


def worked(case: Analyzed, example: int) -> Worked:
    """The example of a case; IndexError for one outside the batch."""
    if not 0 <= example < case.examples:
        raise IndexError(f"expected an example from 0 to {case.examples - 1}; got {example}")
    stop = next(
        ((name, layer) for name, layer, values in _in_order(case, example) if not np.isfinite(values).all()), None
    )
    return Worked(case, example, stop)


def _in_order(case: Analyzed, example: int) -> Iterator[tuple[str, int, Array]]:
    """The quantities of an example in the order in which they come to be."""
    for layer in range(1, case.top + 1):
        yield "preactivation", layer, case.traced(layer).preactivation[example]
        yield "activation", layer, case.traced(layer).activation[example]
    yield "losses", case.top, case.analysis.losses[example]
    for layer in range(case.top, 0, -1):
        yield "delta", layer, case.traced(layer).delta[example]
