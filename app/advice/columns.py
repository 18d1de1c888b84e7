"""Columns of the inputs: of scales far apart, constant, or finer than single precision.

n example, i input unit.
"""

from collections.abc import Iterator
from math import isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from ..engine.arrays import Array
from ..engine.names import exactly
from ..engine.network.losses import Targets
from ..explain.equations.numbers import number_text
from ..explain.text.wording import listed
from .advice import Advice, Facts, Given

APART = 1e3
"""Largest over smallest magnitude of two columns from which on one of them drowns the other."""
WHOLE = 2.0**24
"""Up to here single precision has every whole number."""
LOST = 1e-3
"""Share of a column's standard deviation that rounding may move its numbers."""
MERGED = 0.01
"""Share of a column's distinct numbers that may become equal to another."""
COUNTED = 2.0**53
"""Beyond this double precision has not every whole number either, so that none was meant."""
UNIT = 2.0**-24
"""Half a unit in the last place of single precision at 1: how far rounding moves a number, relative to it."""
SORTED = 100_000
"""Numbers of which all columns are looked through; of more only those that rounding may touch."""


def place(facts: Facts) -> str:
    """The pointer of the inputs."""
    return "/data/dataset" if facts.inputs is None else "/data/inputs"


def scales(facts: Facts) -> Iterator[Advice]:
    """The largest magnitude of one column is more than a thousand times that of another; zeros have none."""
    inputs = facts.batch.inputs
    if len(inputs) < 2:
        return
    largest = np.maximum(inputs.max(axis=0), -inputs.min(axis=0))
    columns = np.flatnonzero(largest > 0)
    if columns.size < 2:
        return
    high, low = (int(columns[pick(largest[columns])]) for pick in (np.argmax, np.argmin))
    ratio = float(largest[high]) / float(largest[low])
    if ratio > APART:
        less = f", {number_text(ratio)} times less" if isfinite(ratio) else ""
        message = (
            f"{facts.input(high)} goes up to {number_text(float(largest[high]))} in magnitude and "
            f"{facts.input(low)} up to {number_text(float(largest[low]))}{less}: one learning rate does not suit "
            "both; standardise the columns (subtract each one's mean, divide by its standard deviation)"
        )
        yield Advice("scales_apart", place(facts), message)


def constant(facts: Facts) -> Iterator[Advice]:
    """Columns with one number other than 0 on every example: they say no more than the biases."""
    inputs = facts.batch.inputs
    examples = len(inputs)
    if examples < 2:
        return
    first = inputs[0]
    columns = np.flatnonzero((first != 0) & (inputs[1] == first))
    columns = columns[(inputs[:, columns] == first[columns]).all(axis=0)] if columns.size else columns
    if not columns.size:
        return
    if columns.size == 1:
        column = int(columns[0])
        what = f"{facts.input(column)} is {number_text(float(first[column]))} on all {examples} examples: it tells"
        todo = "leave it out, or check the column"
    else:
        what = f"inputs {listed(columns.tolist())} are the same on all {examples} examples: they tell"
        todo = "leave them out, or check the columns"
    message = f"{what} no example from another, and the biases say as much; {todo}"
    yield Advice("constant_input", place(facts), message)


def precision(facts: Facts) -> Iterator[Advice]:
    """Numbers that float32 cannot tell apart, or moves by more than a little of their spread."""
    if facts.batch.inputs.dtype != np.float32 or facts.inputs is None or facts.targets is None:
        return
    told = lost(facts.inputs, facts.batch.inputs, "input")
    if told is None and facts.loss.targets is Targets.NUMBERS:
        rows = facts.targets.reshape(facts.batch.targets.shape)
        told = lost(rows, facts.batch.targets, "target")
    if told is not None:
        yield Advice("precision_loss", "/precision", told)


def lost(given: Given, single: Array, name: str) -> str | None:
    """What the first column of (n, c) that lost something has lost, and what to do; None where none has."""
    for column in candidates(given).tolist():
        values, rounded = given[:, column], single[:, column].astype(np.float64)
        told = lost_in(values, rounded, f"{name} {column}")
        if told is not None:
            return told
    return None


def candidates(given: Given) -> NDArray[np.intp]:
    """The columns of (n, c) that may have lost something: those with numbers beyond 2²⁴, and those whose extremes
    lie so near each other that rounding may count: the standard deviation is at least their distance over √(2N)."""
    if given.size <= SORTED:
        return np.arange(given.shape[1])
    high, low = given.max(axis=0), given.min(axis=0)
    largest = np.maximum(high, -low)
    narrow = high - low < UNIT / LOST * sqrt(2 * len(given)) * largest
    return np.flatnonzero((largest > WHOLE) | narrow)


def lost_in(values: Given, rounded: Given, where: str) -> str | None:
    """What a column (n) has lost by rounding and what to do, or None."""
    error, spread = float(np.abs(rounded - values).max()), float(values.std())
    if error == 0 or values.max() == values.min():
        return None
    if np.unique(values[rounded == 0]).size > 1:
        n = int(np.flatnonzero((rounded == 0) & (values != 0))[0])
        return (
            f"float32 has no numbers so near to 0: {exactly(float(values[n]))} ({where} of example {n}) becomes 0; "
            "take float64, or a smaller unit, so that the numbers are larger"
        )
    told = _lost_digits(values, rounded, where, error, spread)
    return None if told is None else f"{told}; take float64, or subtract what all have in common"


def _lost_digits(values: Given, rounded: Given, where: str, error: float, spread: float) -> str | None:
    """What a column (n) has lost of its digits, by `error` at most, or None."""
    if np.abs(values).max() <= COUNTED and (values == np.floor(values)).all():
        n = int(np.flatnonzero(values != rounded)[0])
        return (
            f"float32 has not every whole number beyond 2²⁴: {exactly(float(values[n]))} ({where} of "
            f"example {n}) becomes {exactly(float(rounded[n]))}"
        )
    different, left = np.unique(values).size, np.unique(rounded).size
    if different - left >= max(1, MERGED * different):
        kept = "are all equal in it" if left == 1 else f"are only {left} different ones in it"
        return f"float32 keeps about 7 digits: {different} different numbers of {where} {kept}"
    if error > LOST * spread:
        return (
            f"float32 keeps about 7 digits: it moves {where} by up to {number_text(error)}, and the standard "
            f"deviation of its numbers is {number_text(spread)}"
        )
    return None
