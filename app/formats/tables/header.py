"""Whether the first row of a table names its columns: told by what is beneath it, or asked."""

from collections import Counter
from collections.abc import Sequence
from math import isfinite, nan

from .cells.marks import Marks, tidy
from .cells.missing import is_missing, was_meant_as_number
from .heading import may_be_names

LOOKED_AT = 200
"""Rows beneath the first that it is compared with."""

Rows = Sequence[Sequence[str]]


def has_header(rows: Rows, quoted: Rows | Sequence[Sequence[bool]], marks: Marks) -> bool | None:
    """Whether the first row is a header; None where only a person can know.

    `rows`: the first rows, tidy cells. `quoted`: which cells of the first of them are quoted; may be empty.

    A header has names over numbers, or quoted numbers over unquoted ones. A first row of numbers that look like
    names, such as 1, 2, 3, 4 over 5.1, 3.5, 1.4, 0 or 2019, 2020, class over 12, 14, red, or of names and numbers
    mixed over numbers, may be either.
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
    return None if _may_be_names(first, columns, numbers, names, marks) else False


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


def _may_be_names(
    first: Sequence[str], columns: Rows, numbers: Sequence[int], names: Sequence[int], marks: Marks
) -> bool:
    """Whether a first row of numbers, and perhaps names over names, may name the columns. A name that a row beneath
    has, too, is the class of an example."""
    if any(cell.casefold() in _folded(columns[index]) for index, cell in enumerate(first) if index in names):
        return False
    beneath = [[value for cell in columns[index] if isfinite(value := _number(cell, marks))] for index in numbers]
    inputs = len(numbers) if names else len(numbers) - 1
    values = [_number(first[index], marks) for index in numbers]
    digits = all(first[index].isascii() and first[index].isdigit() for index in numbers)
    backed = any(_are_several(columns[index]) for index in names)
    if may_be_names(values, beneath, inputs, digits=digits, backed=backed):
        return True
    again = backed and all(_comes_again(columns[index]) for index in names)
    return again and digits and len(values) > 1 and values == sorted(set(values))


def _folded(column: Sequence[str]) -> set[str]:
    return {cell.casefold() for cell in column}


def _are_several(column: Sequence[str]) -> bool:
    """Whether there are different names beneath, or one row alone, which says nothing of that."""
    return len(column) == 1 or len(set(column)) > 1


def _comes_again(column: Sequence[str]) -> bool:
    """Whether there are several names beneath, each of which comes more than once."""
    often = Counter(column)
    return len(often) > 1 and min(often.values()) > 1


def _number(cell: str, marks: Marks) -> float:
    """The number of a cell; NaN for none."""
    value = marks.value(cell)
    return nan if value is None else value


def tidy_rows(rows: Rows) -> list[list[str]]:
    """The first rows with tidy cells, as many as a header is told by."""
    return [[tidy(cell) for cell in row] for row in rows[: LOOKED_AT + 1]]
