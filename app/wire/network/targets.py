"""The targets of a request as the loss takes them: dense rows, whatever form they came in, or what is wrong.

n example, o output unit. What lies off by less than single precision rounds counts as what it was before rounding:
1.0000000597 is the probability 1, and 0.99999994 the class 1. A fault that one change of the array mends names that
change, its remedy.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...engine.arrays import Array
from ...engine.names import exactly
from ...engine.network.losses import Loss, Targets
from ...errors import MAX_FIELD_ERRORS, FieldError, InvalidRequest, Remedy
from ...explain.equations.numbers import apart_text
from ...validation import count

POINTER = "/data/targets"
SUM_TOLERANCE = 1e-6
"""How far from one the targets of an example may sum."""
ROUNDING = float(np.finfo(np.float32).eps)
"""How far single precision rounds a number near one."""

Given = NDArray[np.float64]
"""Targets as they came: (n,) or (n, o)."""


def dense_targets(given: Given, loss: Loss, outputs: int) -> Array:
    """Targets as rows (n, o) that fit the loss. Raises InvalidRequest with every fault, at most twenty."""
    one_column = given.ndim == 1 and outputs == 1 and loss.targets is not Targets.DISTRIBUTION
    rows = given[:, None] if one_column else given
    _check_shape(rows, loss, outputs)
    faults = _faults(rows, loss, outputs)
    if faults:
        as_given = [_flat(fault) for fault in faults] if one_column else faults
        raise InvalidRequest([*_of_all(rows, loss, outputs), *as_given][:MAX_FIELD_ERRORS])
    return _accepted(rows, loss, outputs)


def _flat(fault: FieldError) -> FieldError:
    """The same fault where the one column came as a list of numbers."""
    return FieldError(fault.pointer.rsplit("/", 1)[0], fault.message, fault.remedy)


def _check_shape(rows: Given, loss: Loss, outputs: int) -> None:
    if rows.ndim == 1 and loss.targets is Targets.DISTRIBUTION:
        return
    if rows.ndim == 1 or rows.shape[1] != outputs:
        came = "single numbers" if rows.ndim == 1 else count(rows.shape[1], "column", "columns")
        message = f"expected {count(outputs, 'column', 'columns')}, one for each output unit; got {came}"
        raise InvalidRequest.at(POINTER, message + _of_shape(rows, loss))


def _of_shape(rows: Given, loss: Loss) -> str:
    """What to do about targets of that shape, where it is known."""
    indices = bool(np.all((rows >= 0) & (rows == np.floor(rows))))
    if not indices or (rows.ndim == 2 and rows.shape[1] > 1):
        return ""
    if loss.targets is Targets.DISTRIBUTION:
        return "; class indices come as a list of numbers, not of rows"
    return "; for classes put a row for each example, 1 at its class and 0 elsewhere"


# --- what is wrong with single numbers and rows --------------------------------------------------------------


def _faults(rows: Given, loss: Loss, outputs: int) -> list[FieldError]:
    """The first faults of targets whose shape fits, each at its number or row."""
    if loss.targets is Targets.DISTRIBUTION:
        return list(_index_faults(rows, outputs) if rows.ndim == 1 else _distribution_faults(rows))
    return list(_probability_faults(rows)) if loss.targets is Targets.PROBABILITIES else []


def _index_faults(indices: Given, outputs: int) -> Iterator[FieldError]:
    whole = np.rint(indices)
    off = np.abs(indices - whole) > ROUNDING * np.maximum(1, np.abs(whole))
    for n in np.flatnonzero(off | (whole < 0) | (whole >= outputs))[:MAX_FIELD_ERRORS]:
        yield FieldError(f"{POINTER}/{n}", _index_message(float(indices[n]), outputs))


def _index_message(got: float, outputs: int) -> str:
    if outputs == 1:
        return (
            f"expected class 0, the only one of a softmax of one unit; got {exactly(got)}; for two classes use "
            "two units, or sigmoid with binary_cross_entropy"
        )
    hint = ""
    if got >= outputs and got == np.floor(got):
        hint = f"; class {exactly(got)} needs at least {exactly(got + 1)} output units"
    elif got < 0:
        hint = "; classes are counted from 0"
    elif got < outputs:
        hint = "; probabilities come as a row for each example"
    return f"expected a class index, a whole number from 0 to {outputs - 1}; got {exactly(got)}{hint}"


def _distribution_faults(rows: Given) -> Iterator[FieldError]:
    negative = rows < -ROUNDING
    for n, o in np.argwhere(negative)[:MAX_FIELD_ERRORS]:
        message = f"expected a probability, a number of at least 0; got {exactly(rows[n, o])}"
        yield FieldError(f"{POINTER}/{n}/{o}", message)
    with np.errstate(over="ignore"):
        sums = rows.sum(axis=1)
    wrong = ~(np.abs(sums - 1) <= SUM_TOLERANCE) & ~negative.any(axis=1)
    for n in np.flatnonzero(wrong)[:MAX_FIELD_ERRORS]:
        divisible = bool(np.isfinite(sums[n]) and sums[n] > 0)
        hint = "divide the row by its sum" if divisible else "put 1 at the class of the example and 0 elsewhere"
        message = f"expected numbers of at least 0 that sum to 1; got a sum of {apart_text(sums[n], 1)}; {hint}"
        yield FieldError(f"{POINTER}/{n}", message, "divide_by_sum" if divisible else None)


def _probability_faults(rows: Given) -> Iterator[FieldError]:
    outside = (rows < -ROUNDING) | (rows > 1 + ROUNDING)
    for n, o in np.argwhere(outside)[:MAX_FIELD_ERRORS]:
        message = f"expected a number from 0 to 1; got {exactly(rows[n, o])}"
        yield FieldError(f"{POINTER}/{n}/{o}", message)


def _accepted(rows: Given, loss: Loss, outputs: int) -> Array:
    """Rows (n, o) without a fault, what single precision rounded put back; all other numbers stay to the bit."""
    if rows.ndim == 1:
        return np.eye(outputs)[np.rint(rows).astype(np.int64)]
    if loss.targets is Targets.NUMBERS:
        return rows
    positive = np.where(rows < 0, 0.0, rows)
    return np.where(positive > 1, 1.0, positive) if loss.targets is Targets.PROBABILITIES else positive


# --- what is wrong with all of them at once ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of labels: whether it looks forgotten, the labels after it, and how it is told."""

    remedy: Remedy
    forgotten: Callable[[Given], bool]
    change: Callable[[Given], Given]
    told: Callable[[str, str], str]


def _start_at_one(labels: Given) -> bool:
    """Whole numbers from 1 up, and not always the same."""
    return bool(labels.min() >= 1 and labels.max() > labels.min() and np.all(labels == np.floor(labels)))


def _minus_one_and_one(labels: Given) -> bool:
    """Both of them, and nothing else."""
    return bool(np.all(np.abs(labels) == 1) and labels.max() > labels.min())


_CHANGES = (
    _Change(
        "labels_from_zero",
        _start_at_one,
        lambda labels: labels - 1,
        lambda expected, got: f"the labels seem to start at 1: expected {expected}; got {got}; take 1 from each",
    ),
    _Change(
        "minus_one_to_zero",
        _minus_one_and_one,
        lambda labels: (labels + 1) / 2,
        lambda expected, got: f"expected {expected}; got {got}; for labels −1 and 1 use (y + 1) / 2",
    ),
)


def _of_all(rows: Given, loss: Loss, outputs: int) -> Iterator[FieldError]:
    """The fault of all labels at once: with the change that mends them, or with the units that they need."""
    indices = rows.ndim == 1
    expected = f"class indices from 0 to {outputs - 1}" if indices else "numbers from 0 to 1"
    for one in _CHANGES:
        if one.forgotten(rows) and not _faults(one.change(rows), loss, outputs):
            two = np.unique(rows).size == 2
            got = f"{exactly(rows.min())} {'and' if two else 'to'} {exactly(rows.max())}"
            yield FieldError(POINTER, one.told(expected, got), one.remedy)
            return
    if indices and outputs > 1 and all_there_from_one(rows):
        most = int(rows.max())
        message = (
            f"the labels seem to start at 1, all of them from 1 to {most} are there: take 1 from each, and give "
            f"the output {most} units, one for each class; got {outputs}"
        )
        yield FieldError(POINTER, message)


def all_there_from_one(labels: Given) -> bool:
    """Are the labels 1 … K, each of them there, of at least three classes?"""
    found = np.unique(labels)
    return bool(found.size >= 3 and np.array_equal(found, np.arange(1, found.size + 1)))
