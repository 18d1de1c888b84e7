"""Whether the first row of a table names its columns: told by what is beneath it, or asked."""

from collections.abc import Sequence
from itertools import pairwise

from app.formats.tables.marks import Marks, tidy
from app.formats.tables.missing import is_missing, was_meant_as_number

LOOKED_AT = 200
"""Rows beneath the first that it is compared with."""

Rows = Sequence[Sequence[str]]


def has_header(rows: Rows, quoted: Rows | Sequence[Sequence[bool]], marks: Marks) -> bool | None:
    """Whether the first row is a header; None where only a person can know.

    `rows`: the first rows, tidy cells. `quoted`: which cells of the first of them are quoted; may be empty.

    A header has names over numbers, or quoted numbers over unquoted ones. A first row of numbers that look like
    names, such as 1, 2, 3, 4 over 5.1, 3.5, 1.4, 0, or of names and numbers mixed over numbers, may be either.
    """
    first, beneath = rows[0], rows[1 : LOOKED_AT + 1]
    columns = [_column(beneath, index) for index in range(len(first))]
    names = [index for index, cell in enumerate(first) if _is_name(cell, marks)]
    numbers = [index for index, cell in enumerate(first) if marks.value(cell) is not None]
    if not beneath:
        return bool(names) and not numbers and len(names) > 1
    over_numbers = [index for index in names if _mostly_numbers(columns[index], marks)]
    if not numbers:
        return bool(over_numbers) or (bool(names) and all(_is_open(column) for column in columns))
    if _is_quoted_over_unquoted(numbers, quoted):
        return True
    if over_numbers:
        return None
    return None if _look_like_names([cell for cell in first if cell], columns, marks) else False


def _column(rows: Rows, index: int) -> list[str]:
    """The cells of a column that are there."""
    return [row[index] for row in rows if index < len(row) and not is_missing(row[index])]


def _is_name(cell: str, marks: Marks) -> bool:
    return marks.value(cell) is None and not is_missing(cell)


def _mostly_numbers(column: Sequence[str], marks: Marks) -> bool:
    numbers = sum(marks.value(cell) is not None or was_meant_as_number(cell) for cell in column)
    return 2 * numbers > len(column)


def _is_open(column: Sequence[str]) -> bool:
    """Whether nothing stands in a column that speaks for or against a name above it."""
    return not column


def _is_quoted_over_unquoted(numbers: Sequence[int], quoted: Sequence[Sequence[object]]) -> bool:
    """Whether the numbers of the first row are quoted and those beneath them are not."""
    if len(quoted) < 2:
        return False
    first, *beneath = quoted
    return all(
        index < len(first) and first[index] and not any(row[index] for row in beneath if index < len(row))
        for index in numbers
    )


def _look_like_names(first: Sequence[str], columns: Rows, marks: Marks) -> bool:
    """Whether a first row of whole numbers may be names: evenly spaced ones that do not go on beneath, or different
    ones over inputs that have no whole number at all."""
    if len(first) < 2 or not all(cell.isascii() and cell.isdigit() for cell in first):
        return False
    values = [float(cell) for cell in first]
    beneath = [[marks.value(cell) for cell in column] for column in columns]
    inputs = [column for column in beneath[:-1] if column]
    fractional = bool(inputs) and all(not _is_whole(value) for column in inputs for value in column)
    steps = {later - earlier for earlier, later in pairwise(values)}
    if len(steps) > 1 or steps == {0.0}:
        return fractional and len(values) > 2 and len(set(values)) == len(values) and min(map(len, inputs)) > 1
    step = steps.pop()
    if [column[:1] for column in beneath[:2]] == [[values[-1] + step], [values[-1] + 2 * step]]:
        return False
    mixed = not all(_is_whole(value) for column in beneath for value in column)
    return fractional or (mixed and len(values) > 2) or len(values) > 3


def _is_whole(value: float | None) -> bool:
    return value is not None and value == int(value)


def tidy_rows(rows: Rows) -> list[list[str]]:
    """The first rows with tidy cells, as many as a header is told by."""
    return [[tidy(cell) for cell in row] for row in rows[: LOOKED_AT + 1]]
