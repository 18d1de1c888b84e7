"""Nodes of matrices and vectors with their entries; what is larger than eight a side is abbreviated with dots."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .atoms import Number, chosen
from .numbers import Inexact, only_looks_exact
from .tree import NOTHING_BOUND, Environment, Form, Node, Value, printed_as, row, words

MOST = 8
"""Rows or columns that are shown whole; of more, the first five, dots and the last are."""
HORIZONTAL = {"text": "…", "latex": r"\cdots", "mathml": "<mo>⋯</mo>"}
VERTICAL = {"text": "…", "latex": r"\vdots", "mathml": "<mo>⋮</mo>"}
DIAGONAL = {"text": "…", "latex": r"\ddots", "mathml": "<mo>⋱</mo>"}


class Table(Node):
    """What all matrices have in common: how they are printed.

    `most`: rows or columns that are shown whole.
    """

    __slots__ = ()
    most: int

    @property
    @abstractmethod
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""

    @abstractmethod
    def entry(self, i: int, j: int) -> Node:
        """The entry of a row and column."""

    def text(self) -> str:
        rows = ", ".join(f"[{', '.join(cells)}]" for cells in self._cells("text"))
        if self.shape[1] == 1:
            rows = ", ".join(cells[0] for cells in self._cells("text"))
        inside = f"[{rows}]" + ("ᵀ" if self.shape[1] == 1 and self.shape[0] > 1 else "")
        return f"{inside} ({self._shape_told()})" if self._abbreviated() else inside

    def latex(self) -> str:
        rows = r" \\ ".join(" & ".join(cells) for cells in self._cells("latex"))
        matrix = rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"
        if not self._abbreviated():
            return matrix
        return rf"\underbrace{{{matrix}}}_{{{self.shape[0]} \times {self.shape[1]}}}"

    def mathml(self) -> str:
        rows = "".join(
            f"<mtr>{''.join(f'<mtd>{cell}</mtd>' for cell in cells)}</mtr>" for cells in self._cells("mathml")
        )
        matrix = row("<mo>[</mo>", f"<mtable>{rows}</mtable>", "<mo>]</mo>")
        return f"<munder>{matrix}{words(self._shape_told())}</munder>" if self._abbreviated() else matrix

    @property
    def parts(self) -> tuple[Node, ...]:
        rows, columns = (shown(count, self.most) for count in self.shape)
        return tuple(self.entry(i, j) for i in rows for j in columns if i is not None and j is not None)

    def _abbreviated(self) -> bool:
        return max(self.shape) > self.most

    def _shape_told(self) -> str:
        return f"{self.shape[0]} × {self.shape[1]}"

    def _cells(self, form: Form) -> list[list[str]]:
        rows, columns = (shown(count, self.most) for count in self.shape)
        if len(columns) == 1 and form == "text":
            return [[self._cell(i, 0, form)] for i in rows]
        return [[self._cell(i, j, form) for j in columns] for i in rows]

    def _cell(self, i: int | None, j: int | None, form: Form) -> str:
        if i is None:
            return (DIAGONAL if j is None else VERTICAL)[form]
        return HORIZONTAL[form] if j is None else printed_as(self.entry(i, j), form)


@dataclass(frozen=True, slots=True, eq=False)
class Matrix(Table):
    """A matrix of numbers (o, i), or a vector (o) as a column; `inexact_at` as of a symbol."""

    array: NDArray[Any]
    most: int = MOST
    inexact_at: Inexact | None = None

    @property
    def shape(self) -> tuple[int, int]:
        return self.array.shape[0], self.array.shape[1] if self.array.ndim == 2 else 1

    def entry(self, i: int, j: int) -> Node:
        place = (i, j) if self.array.ndim == 2 else (i,)
        value = float(self.array[place])
        return Number(value, only_looks_exact(value, self.inexact_at, place))

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return chosen(self.array, (), environment)


@dataclass(frozen=True, slots=True, eq=False)
class Entries(Table):
    """A matrix of a shape whose entries are nodes, made when they are looked at."""

    rows: int
    columns: int
    at: Callable[[int, int], Node]
    most: int = MOST

    @property
    def shape(self) -> tuple[int, int]:
        return self.rows, self.columns

    def entry(self, i: int, j: int) -> Node:
        return self.at(i, j)

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return np.array(
            [[float(self.at(i, j).evaluate(environment)) for j in range(self.columns)] for i in range(self.rows)]
        )


def shown(count: int, most: int = MOST) -> list[int | None]:
    """The rows or columns that are shown; None stands for dots."""
    if count <= most:
        return list(range(count))
    return [*range(most - 3), None, count - 1]
