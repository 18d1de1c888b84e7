"""A text or its bytes as a table: inputs, targets, how it was read, what is asked, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .columns import Column, columns_of
from .faults import CellFault, shown
from .grid import Grid, grid_of
from .options import Limits, Options
from .questions import Question, hinted, questions_on
from .remarks import notes_on
from .text.encoding import decode
from .values import Values, values_of
from .wording import reading_words, size_words

ROWS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was read; `header` is None where only a person can know. `how` says it in a sentence,
    `words` with what came of it."""

    encoding: str | None
    separator: str
    decimal: str
    thousands: str
    header: bool | None
    how: str
    words: str


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A row with a fault, as it stands in the text."""

    row: int
    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `inputs` (n, i) and `targets` (n, t) are None while a question about the header is open, or where
    faults are told and not left out. `faulty` are all rows with faults, from 0; `faulty_rows` the first of them.
    """

    columns: list[Column]
    inputs: NDArray[np.float64] | None
    targets: NDArray[np.float64] | None
    classes: list[str] | None
    reading: Reading
    questions: list[Question]
    notes: list[str]
    faults: list[CellFault]
    fault_count: int
    faulty: list[int]
    faulty_rows: list[FaultyRow]


def read_table(source: str | bytes, options: Options, limits: Limits) -> Table:
    """The table of a text or its bytes. What the options leave open is judged once for all cells.

    The faults of cells are in the result, whatever the options say of them; inputs are there where no row has one,
    or where those are left out and some remain.

    Raises:
        TableError: there is no table in it, or the options do not fit it.
        TableTooLarge: more rows, columns or cells than the limits allow.
    """
    text, encoding = decode(source, options.encoding)
    grid = grid_of(text, options, limits)
    columns = columns_of(grid, options)
    questions = questions_on(grid)
    if grid.header is None:
        reading = _reading(grid, encoding, columns, None)
        return Table(columns, None, None, None, reading, questions, [], [], 0, [], [])
    marks = grid.judged.marks
    values = values_of(grid.rows, columns, marks, strict_names=options.target_kind is None)
    whole = not values.faulty or (options.faulty == "leave_out" and len(values.inputs) > 0)
    return Table(
        columns,
        values.inputs if whole else None,
        values.targets if whole else None,
        values.classes,
        _reading(grid, encoding, columns, values if whole else None),
        questions,
        notes_on(grid, columns, values),
        hinted(values.faults, grid),
        values.fault_count,
        values.faulty,
        _shown_rows(grid, values),
    )


def _reading(grid: Grid, encoding: str | None, columns: Sequence[Column], values: Values | None) -> Reading:
    marks = grid.judged.marks
    how = reading_words(grid, encoding)
    words = f"{how}." if values is None else f"{how}: {size_words(columns, len(values.inputs))}."
    return Reading(encoding, grid.separator, marks.decimal, marks.thousands, grid.header, f"{how}.", words)


def _shown_rows(grid: Grid, values: Values) -> list[FaultyRow]:
    """The first rows with faults, cells shortened."""
    places = dict.fromkeys(fault.row for fault in values.faults)
    return [
        FaultyRow(
            row, grid.rows[row].line, [shown(cell.strip()) for cell in grid.rows[row].cells[: grid.width + 1]]
        )
        for row in list(places)[:ROWS_SHOWN]
    ]
