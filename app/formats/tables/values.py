"""The cells of a grid as numbers and classes, and the faults of those that are none.

n row, i input column, t target column.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from .cells.marks import Marks, tidy
from .cells.missing import is_missing_class, why_no_number
from .columns import Column
from .faults import MOST_TOLD, CellFault, shown
from .rounding import what_is_lost
from .text.records import Record


@dataclass(frozen=True, slots=True)
class Values:
    """What stands in the rows without a fault: `inputs` (n, i), `targets` (n, t) or None without target columns.

    `classes` in order of their numbers, or None where the targets are numbers. `faults` are the first of all
    `fault_count`, `faulty` the rows that have one, from 0; `lost` what numbers do not keep of their cells.
    """

    inputs: NDArray[np.float64]
    targets: NDArray[np.float64] | None
    classes: list[str] | None
    faults: list[CellFault]
    fault_count: int
    faulty: list[int]
    lost: list[str]


class _Reader:
    """Reads rows one by one, and keeps the faults."""

    def __init__(self, columns: Sequence[Column], marks: Marks, *, strict_names: bool) -> None:
        named = any(column.name is not None for column in columns)
        self.model = "in the header" if named else "in the other rows"
        self.columns = columns
        self.marks = marks
        self.strict_names = strict_names
        self.called = [column.called for column in columns]
        self.used = [column for column in columns if column.role != "ignored"]
        self.faults: list[CellFault] = []
        self.count = 0
        self.lost: list[str] = []

    def row(self, index: int, record: Record) -> list[float | str] | None:
        """The values of the used columns, numbers and names of classes; None, and its faults kept, with any."""
        cells, width = record.cells, len(self.columns)
        before = self.count
        if not any(cell.strip() for cell in cells):
            self._fault(index, record, 0, "the row is empty; leave it out, or write its numbers")
            return None
        beyond = [place for place in range(width, len(cells)) if cells[place].strip()]
        for place in beyond:
            self._fault(index, record, place, f"expected {width} cells, as {self.model}; got {beyond[-1] + 1}")
        values: list[float | str] = []
        for column in self.used:
            cell = tidy(cells[column.index]) if column.index < len(cells) else ""
            value = self._class(cell) if column.kind == "classes" else self._number(cell)
            if value is None:
                self._fault(index, record, column.index, self._why(column, cell))
            else:
                values.append(value)
                self._keep_loss(index, record, column, cell, value)
        return values if self.count == before else None

    def _number(self, cell: str) -> float | None:
        value = self.marks.value(cell)
        return value if value is not None and isfinite(value) else None

    def _keep_loss(self, index: int, record: Record, column: Column, cell: str, value: float | str) -> None:
        lost = None if isinstance(value, str) else what_is_lost(cell, value, self.marks)
        if lost is not None:
            self.lost.append(f"Row {index + 1} (line {record.line}), {column.called}: {lost}.")

    def _class(self, cell: str) -> str | None:
        if is_missing_class(cell) or (self.strict_names and self.marks.value(cell) is not None):
            return None
        return " ".join(cell.split())

    def _why(self, column: Column, cell: str) -> str:
        if column.kind == "numbers":
            return why_no_number(cell, self.marks)
        if is_missing_class(cell):
            return f"missing{f' ({shown(cell)})' if cell else ''}; expected the name of a class"
        return f"expected the name of a class, as in most rows; got the number {shown(cell)}"

    def _fault(self, row: int, record: Record, column: int, message: str) -> None:
        self.count += 1
        if len(self.faults) < MOST_TOLD:
            called = self.called[column] if column < len(self.called) else f"column {column + 1}"
            where = f"row {row + 1} (line {record.line}), {called}"
            self.faults.append(CellFault(row, column, record.line, f"{where}: {message}"))


def values_of(rows: Sequence[Record], columns: Sequence[Column], marks: Marks, *, strict_names: bool) -> Values:
    """The numbers and classes of the rows.

    `strict_names`: classes are told from numbers, so that a number among names is a fault; else any text is a name.
    """
    reader = _Reader(columns, marks, strict_names=strict_names)
    kept: list[list[float | str]] = []
    faulty: list[int] = []
    class_place = next((place for place, column in enumerate(reader.used) if column.kind == "classes"), None)
    for index, record in enumerate(rows):
        values = reader.row(index, record)
        if values is None:
            faulty.append(index)
        else:
            kept.append(values)
    classes = None if class_place is None else _classes([str(row[class_place]) for row in kept], marks)
    if classes is not None and class_place is not None:
        numbers = {name: float(number) for number, name in enumerate(classes)}
        for row in kept:
            row[class_place] = numbers[str(row[class_place])]
    matrix = np.array(kept, dtype=np.float64).reshape(len(kept), len(reader.used))
    targets = np.array([column.role == "target" for column in reader.used], dtype=bool)
    return Values(
        matrix[:, ~targets],
        matrix[:, targets] if targets.any() else None,
        classes,
        reader.faults,
        reader.count,
        faulty,
        reader.lost,
    )


def _classes(names: Sequence[str], marks: Marks) -> list[str]:
    """The names in order of appearance; names that are all numbers in order of their value."""
    different = list(dict.fromkeys(names))
    values = [marks.value(name) for name in different]
    if any(value is None for value in values):
        return different
    return [name for _, name in sorted(zip(values, different, strict=True), key=lambda pair: pair[0] or 0.0)]
