"""Clipping by the norm; tests of optimizers compare it with PyTorch."""

import math

import numpy as np
import pytest

from app.engine.arrays import Array
from app.engine.descent.clipping import clipped, norm


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_longer_gradient_is_scaled_down_into_the_given_array(dtype: type) -> None:
    gradient: Array = np.array([3.0, -4.0], dtype)
    gradient.flags.writeable = False
    out = np.empty_like(gradient)
    result = clipped(gradient, 1.0, out)
    assert result is out
    assert result.dtype == dtype
    assert result == pytest.approx(gradient / (5 + 1e-6), rel=1e-7)


def test_a_shorter_gradient_is_itself() -> None:
    gradient = np.array([3.0, -4.0])
    out = np.full(2, 7.0)
    assert clipped(gradient, 5.1, out) is gradient
    assert out.tolist() == [7, 7]
    assert clipped(np.zeros(2), 1e-3, out).tolist() == [0, 0]


@pytest.mark.parametrize(("dtype", "size"), [(np.float64, 1e200), (np.float32, 1e30)])
def test_a_norm_whose_squares_overflow_is_right_and_clips(dtype: type, size: float) -> None:
    gradient: Array = np.array([3 * size, -4 * size], dtype)
    assert norm(gradient) == pytest.approx(5 * size, rel=1e-6)
    assert clipped(gradient, 10.0, np.empty_like(gradient)) == pytest.approx([6, -8], rel=1e-6)


def test_a_gradient_that_is_not_finite_stays_so() -> None:
    for value in (math.nan, math.inf, -math.inf):
        gradient = np.array([1.0, value])
        assert not math.isfinite(norm(gradient))
        with np.errstate(invalid="ignore"):
            assert not np.isfinite(clipped(gradient, 1.0, np.empty(2))).all()
