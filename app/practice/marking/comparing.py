"""An answer held against what is right, by itself: which entries are wrong, and whether they are only rounded.

n example, i input unit, o output unit.
"""

from dataclasses import dataclass

import numpy as np

from ...engine.arrays import Array, Flags
from ..mistakes.table import ROUNDED
from ..sheet.exact import Written, exactly_right
from ..sheet.rounded import rounded, rounded_entries
from ..sheet.sheet import Place, Sheet
from ..sheet.symbols import symbol
from ..sheet.uncertainty import uncertainty
from .diagnosis import Diagnosis


@dataclass(frozen=True, slots=True)
class Answer:
    """An array that somebody handed in: float64, in the quantity's shape or in the transposed one.

    `written`: the entries that were written exactly, as the fractions that they are.
    """

    quantity: str
    layer: int
    values: Array
    written: Written | None = None

    @property
    def place(self) -> Place:
        return self.quantity, self.layer


@dataclass(frozen=True, slots=True)
class FirstWrong:
    """The first wrong entry in the order of the rows; `submitted` is None where there is no such entry."""

    index: tuple[int, ...]
    expected: float
    submitted: float | None


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer, marked. `wrong` counts its entries that are.

    `final`: nothing more is to be found; `carried`: what is wrong came from another answer; `rounded`: it is off by
    rounding alone, its own or that of the answers that it came from.
    """

    correct: bool
    entries: int
    wrong: int
    first_wrong: FirstWrong | None
    diagnosis: tuple[Diagnosis, ...]
    final: bool = False
    carried: bool = False
    rounded: bool = False


def compare(sheet: Sheet, answer: Answer, tolerance: float) -> Mark:
    """The answer against what is right, by itself: its wrong entries, and whether it was only rounded."""
    expected = sheet.value(*answer.place)
    allowed = np.full(expected.shape, tolerance * np.abs(expected).max())
    wrong = _wrong_entries(answer.values, expected, allowed)
    if wrong.any() and tolerance:
        allowed = np.maximum(allowed, uncertainty(sheet, *answer.place))
        wrong = _wrong_entries(answer.values, expected, allowed)
    elif wrong.any() and answer.written is not None and answer.written.shape == expected.shape:
        wrong &= ~exactly_right(answer.written, expected, uncertainty(sheet, *answer.place))
    if not wrong.any():
        return Mark(True, expected.size, 0, None, ())
    if answer.values.shape == expected.shape:
        digits = rounded(answer.values, expected, allowed)
        if digits is not None:
            written = symbol(*answer.place, sheet.case.top)
            message = f"{written} is right, rounded to {digits}."
            return Mark(True, expected.size, 0, None, (Diagnosis((ROUNDED,), message),), rounded=True)
        wrong &= ~rounded_entries(answer.values, expected, allowed)
    index = tuple(int(part) for part in np.unravel_index(int(wrong.argmax()), wrong.shape))
    submitted = _entry(answer.values, index, expected.ndim)
    first = FirstWrong(index, float(expected[index]), submitted)
    return Mark(False, expected.size, int(wrong.sum()), first, ())


def _wrong_entries(values: Array, expected: Array, allowed: Array) -> Flags:
    """Which entries of the expected array are not there, or not right (in its shape)."""
    if values.shape == expected.shape:
        return np.asarray(np.abs(values - expected) > allowed)
    wrong = np.ones(expected.shape, dtype=np.bool_)
    # Transposed: compare where both have entries; a vector that lies on its side has its first one only.
    rows, columns = min(values.shape[0], len(expected)), min(values.shape[1], expected[0].size)
    shared = (slice(rows), slice(columns))[: expected.ndim]
    there = values[:rows, :columns].reshape(expected[shared].shape)
    wrong[shared] = np.abs(there - expected[shared]) > allowed[shared]
    return wrong


def _entry(values: Array, index: tuple[int, ...], dimensions: int) -> float | None:
    """The entry of what was handed in; None where it has none there."""
    place = index if dimensions == values.ndim else (*index, 0)
    if any(part >= size for part, size in zip(place, values.shape, strict=True)):
        return None
    return float(values[place])
