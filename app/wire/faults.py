"""What is wrong with an array given as lists: every faulty cell and row, in order, each with its place.

The walk is lazy and stops where its reader stops, so that a million wrong cells cost no million errors. What is
right is passed over in pieces.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..validation import count, described, number_fault

Fault = tuple[tuple[int, ...], str]
"""The indices of a cell, of a row or (none) of the whole array, and what was expected and what came."""
Check = Callable[[Any], str | None]
"""What is wrong with one cell, or None."""
PLAIN = frozenset((float, int))
PIECE = 1024
"""Cells that are passed over together where all of them are plain."""
NON_FINITE = ("NaN", "Infinity", "-Infinity")
"""How an answer's numbers that are not finite are written; none of them may come in."""


def faults_of(values: list[Any], nested: bool, check: Check) -> Iterator[Fault]:
    """The faults of a list of cells or, `nested`, of a list of rows of cells, all of one length."""
    if not values:
        yield (), "expected at least one entry; got none"
    elif nested:
        yield from _faults_of_rows(values, check)
    else:
        yield from _faults_of_cells(values, (), check)


def _faults_of_rows(rows: list[Any], check: Check) -> Iterator[Fault]:
    as_first = ", as the first row" if isinstance(rows[0], list) else ""
    length, whose = _usual_length(rows)
    for index, row in enumerate(rows):
        if not isinstance(row, list):
            yield (index,), f"expected a list{as_first}; got {described(row)}"
            continue
        if length == 0:
            yield (index,), "expected at least one number; got none"
        elif len(row) != length:
            yield (index,), f"expected {count(length, 'number', 'numbers')}, as in {whose}; got {len(row)}"
        yield from _faults_of_cells(row, (index,), check)


def _usual_length(rows: list[Any]) -> tuple[int, str]:
    """The length that most rows have, of two equally frequent ones that of the earlier row, and whose it is."""
    lengths = Counter(len(row) for row in rows if isinstance(row, list))
    (length, _), *_ = lengths.most_common(1) or [(0, 0)]
    is_first = isinstance(rows[0], list) and len(rows[0]) == length
    return length, "the first row" if is_first else "most rows"


def _faults_of_cells(cells: list[Any], place: tuple[int, ...], check: Check) -> Iterator[Fault]:
    for start in range(0, len(cells), PIECE):
        piece = cells[start : start + PIECE]
        if are_finite(piece):
            continue
        for index, cell in enumerate(piece, start):
            message = check(cell)
            if message is not None:
                yield (*place, index), message


def are_numbers(cells: Sequence[Any]) -> bool:
    """Is each of these just a float or a whole number?"""
    return PLAIN.issuperset(map(type, cells))


def are_finite(cells: Sequence[Any]) -> bool:
    """Is each of these a finite float, or a whole number that a float can hold?"""
    try:
        return are_numbers(cells) and all(map(math.isfinite, cells))
    except OverflowError:
        return False


def cell_fault(value: Any) -> str | None:
    """What is wrong with a cell that should be a finite number, and may be one as an answer writes it."""
    if isinstance(value, str) and value in NON_FINITE:
        return f"expected a finite number; got {described(value)}"
    return number_fault(value)


def float_of(value: float) -> float:
    """A number as a float; infinity where it is too large for one."""
    try:
        return float(value)
    except OverflowError:
        return math.inf
