"""Columns of the inputs: their scales, those that are constant, and what float32 loses."""

from typing import Any

import numpy as np
import pytest

from app.advice.advice import Advice
from tests.advice.helpers import facts, said


def of_inputs(inputs: Any, targets: Any = None, dtype: Any = np.float64) -> dict[str, Advice]:
    column = np.arange(len(inputs)) % 3 if targets is None else np.array(targets, dtype=np.float64)
    return said(facts("identity", "mean_squared_error", inputs, column.reshape(-1, 1), dtype=dtype))


def test_scales_far_apart() -> None:
    found = of_inputs([[5840, 0.5], [1299, -2], [10, 1]])["scales_apart"]
    assert found.pointer == "/data/inputs"
    assert "input 0 goes up to 5840 in magnitude and input 1 up to 2, 2920 times less" in found.message


def test_scales_so_far_apart_that_no_number_tells_it() -> None:
    found = of_inputs([[1e300, 1e-300], [1e299, 1e-301]])["scales_apart"]
    assert "input 1 up to 1 × 10⁻³⁰⁰: one learning rate does not suit both" in found.message


@pytest.mark.parametrize(
    "inputs", [[[1000, 1], [2, -0.5]], [[5840, 0], [1, 0]], [[5840, 0.5]], [[1e6], [1]], [[1e-9, 1e-9], [2e-9, 0]]]
)
def test_scales_near_each_other(inputs: list[list[float]]) -> None:
    assert "scales_apart" not in of_inputs(inputs)


def test_constant_columns() -> None:
    one = of_inputs([[1, -2.5], [2, -2.5], [3, -2.5]])["constant_input"]
    assert "input 1 is −2.5 on all 3 examples" in one.message
    two = of_inputs([[1, 4, 2], [1, 5, 2]])["constant_input"]
    assert "inputs 0 and 2 are the same" in two.message


@pytest.mark.parametrize("inputs", [[[1, 2]], [[0, 1], [0, 2]], [[1, 2], [1, 3], [2, 3]]])
def test_columns_that_tell_something_or_are_all_zero(inputs: list[list[float]]) -> None:
    assert "constant_input" not in of_inputs(inputs)


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ([1, 16777217, 3], "16777217 (input 0 of example 1) becomes 16777216"),
        ([1, 1 + 1e-9, 5], "3 different numbers of input 0 are only 2 different ones in it"),
        ([1e5 + 0.003, 1e5, 1e5 + 0.001], "3 different numbers of input 0 are all equal in it"),
        ([1e5, 1e5 + 1, 1e5 + 2.0039], "it moves input 0 by up to 0.0039"),
    ],
)
def test_what_single_precision_loses(column: list[float], told: str) -> None:
    inputs = [[number, n] for n, number in enumerate(column)]
    found = of_inputs(inputs, dtype=np.float32)["precision_loss"]
    assert found.pointer == "/precision"
    assert told in found.message
    assert "precision_loss" not in of_inputs(inputs)


@pytest.mark.parametrize("column", [[1e-46, 2e-46], [0, 1e-60, 1], [-1e-46, 1e-46, 3]])
def test_numbers_that_become_0_are_told_as_that(column: list[float]) -> None:
    message = of_inputs([[number, 1 + n] for n, number in enumerate(column)], dtype=np.float32)[
        "precision_loss"
    ].message
    assert message.startswith("float32 has no numbers so near to 0: ")
    assert " becomes 0; take float64, or a smaller unit" in message
    assert "in common" not in message


def test_one_number_that_becomes_0_hides_no_other_loss() -> None:
    found = of_inputs([[1e-46, 1], [1e5, 2], [1e5 + 0.001, 3]], dtype=np.float32)["precision_loss"]
    assert "3 different numbers of input 0 are only 2 different ones in it" in found.message


def test_targets_of_the_squared_error_lose_too() -> None:
    found = of_inputs([[1], [2]], targets=[16777217, 4], dtype=np.float32)["precision_loss"]
    assert "16777217 (target 0 of example 0)" in found.message


@pytest.mark.parametrize("column", [[0.1, 0.2, 0.3], [1e30, -1e30, 3], [16777216, 2, 33554432], [0.1, 0.1, 0.1]])
def test_what_single_precision_keeps(column: list[float]) -> None:
    assert "precision_loss" not in of_inputs([[number, n] for n, number in enumerate(column)], dtype=np.float32)


def test_a_large_table_is_looked_through_where_rounding_may_count() -> None:
    inputs = np.random.default_rng(0).normal(size=(20_000, 6))
    assert "precision_loss" not in of_inputs(inputs, dtype=np.float32)
    inputs[:, 4] = 1e6 + 1e-3 * inputs[:, 4]
    assert "input 4" in of_inputs(inputs, dtype=np.float32)["precision_loss"].message
