"""Whether a first row of numbers may name the columns: years, counted columns, or numbers of another size."""

from collections.abc import Sequence
from itertools import pairwise

YEARS = range(1800, 2101)
LONGEST_YEAR_STEP = 10
ANOTHER_SIZE = 10
"""How many times larger or smaller than all beneath a number of another size is; less than 1 counts as 1."""

Column = Sequence[float]


def may_be_names(first: Column, beneath: Sequence[Column], inputs: int, *, digits: bool, backed: bool) -> bool:
    """Whether something speaks for names in a first row of numbers; what is ordinary data does not.

    `first` and `beneath`: the numbers of the first row and, of each, those beneath it; the first `inputs` of them
    are inputs. `digits`: whether the first row is written in digits alone. `backed`: whether a name stands beside
    them that no row beneath has, so that less is enough.
    """
    if not first or len(set(first)) < len(first) or _goes_on(first, beneath):
        return False
    if _are_years(first) and not all(_is_year(value) for column in beneath for value in column):
        return len(first) > 1 or _all_of_another_size(first, beneath)
    if (digits or _are_many_even(first)) and _is_set_apart(first, beneath, backed=backed):
        return True
    return digits and _are_counted(first, beneath, beneath[:inputs], backed=backed)


def _goes_on(first: Column, beneath: Sequence[Column]) -> bool:
    """Whether the second row goes on counting where the first one ends."""
    if len(first) < 2 or not _is_even(first):
        return False
    step = first[1] - first[0]
    return [list(column[:1]) for column in beneath[:2]] == [[first[-1] + step], [first[-1] + 2 * step]]


def _are_years(first: Column) -> bool:
    even = len(first) == 1 or (_is_even(first) and abs(first[1] - first[0]) <= LONGEST_YEAR_STEP)
    return even and all(_is_year(value) for value in first)


def _is_year(value: float) -> bool:
    return value in YEARS


def _is_even(first: Column) -> bool:
    """Whether the steps from number to number are the same, but for rounding."""
    steps = [later - earlier for earlier, later in pairwise(first)]
    return bool(steps) and all(abs(step - steps[0]) <= 1e-9 * abs(steps[0]) for step in steps)


def _are_many_even(first: Column) -> bool:
    return len(first) > 2 and _is_even(first)


def _is_set_apart(first: Column, beneath: Sequence[Column], *, backed: bool) -> bool:
    """Whether the numbers are set apart from those beneath: of another size all, or, where they are evenly spaced,
    further from them than those lie apart, or none of the few that come again and again."""
    rows = min(map(len, beneath))
    many_even = _are_many_even(first)
    if len(first) > 1 and (rows > 1 or many_even or backed) and _all_of_another_size(first, beneath):
        return True
    if not many_even or rows < 2:
        return False
    if all(map(_is_far, first, beneath)):
        return True
    return rows > 3 and sum(map(_is_new, first, beneath)) >= len(first) - 1


def _all_of_another_size(first: Column, beneath: Sequence[Column]) -> bool:
    return all(map(_is_of_another_size, first, beneath))


def _is_of_another_size(value: float, column: Column) -> bool:
    size, sizes = max(abs(value), 1.0), [abs(other) for other in column]
    return _is_far(value, column) and (size > ANOTHER_SIZE * max(*sizes, 1.0) or ANOTHER_SIZE * size < min(sizes))


def _is_far(value: float, column: Column) -> bool:
    """Whether a number is further from those of its column than they are from each other."""
    if not column:
        return False
    low, high = min(column), max(column)
    return max(low - value, value - high) > high - low


def _is_new(value: float, column: Column) -> bool:
    few = 2 * len(set(column)) <= len(column) and value not in column
    return few or _is_far(value, column)


def _are_counted(first: Column, beneath: Sequence[Column], inputs: Sequence[Column], *, backed: bool) -> bool:
    """Whether whole numbers may be names: evenly spaced ones, or different ones over inputs that have no whole
    number at all."""
    there = [column for column in inputs if column]
    fractional = bool(there) and not any(value.is_integer() for column in there for value in column)
    if len(first) < 2 or not _is_even(first):
        return fractional and (backed or (len(first) > 2 and min(map(len, there)) > 1))
    mixed = not all(value.is_integer() for column in beneath for value in column)
    return fractional or (len(first) > 2 and (mixed or backed)) or len(first) > 3
