"""erf and erfc against the C library's, element by element, over the whole range of the arguments."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from app.engine.arrays import Array
from app.engine.network.erf import BLOCK, erf, erfc

Function = Callable[[Array], Array]
FUNCTIONS = [pytest.param(erf, math.erf, id="erf"), pytest.param(erfc, math.erfc, id="erfc")]
# In units in the last place of the result; the C library itself is allowed one.
TOLERANCE = 8.0

tiny = np.finfo(np.float64).tiny
smallest = np.finfo(np.float64).smallest_subnormal


def arguments() -> NDArray[np.float64]:
    """Every regime: near zero, both boundaries, the tail down to subnormal results, all magnitudes."""
    rng = np.random.default_rng(0)
    positive = np.concatenate(
        [
            np.linspace(0.0, 7.0, 40_001),
            np.linspace(7.0, 28.0, 20_001),
            rng.exponential(size=20_000),
            10.0 ** rng.uniform(-323, 308, size=20_000),
            np.array([0.46875, np.nextafter(0.46875, 1), 4.0, np.nextafter(4.0, 5), tiny, smallest]),
        ]
    )
    return np.concatenate([positive, -positive])


@pytest.mark.parametrize(("function", "reference"), FUNCTIONS)
def test_agrees_with_the_c_library_to_a_few_units_in_the_last_place(
    function: Function, reference: Callable[[float], float]
) -> None:
    x = arguments()
    expected = np.array([reference(value) for value in x.tolist()])
    # np.spacing of a subnormal is the smallest subnormal, so this also bounds the absolute error down there.
    error = np.abs(function(x) - expected) / np.spacing(np.abs(expected))
    assert error.max() <= TOLERANCE, x[error.argmax()]


@pytest.mark.parametrize(("function", "reference"), FUNCTIONS)
def test_single_precision_is_the_rounded_double(function: Function, reference: Callable[[float], float]) -> None:
    x = np.linspace(-12, 12, 5001, dtype=np.float32)
    result = function(x)
    expected = np.array([reference(value) for value in x.tolist()]).astype(np.float32)
    assert result.dtype == np.float32
    assert np.all(np.abs(result - expected) <= np.spacing(np.abs(expected)))


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_special_values_pass_without_a_warning(dtype: type[np.floating]) -> None:
    x = np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, np.finfo(dtype).max, np.finfo(dtype).min], dtype)
    with np.errstate(all="raise"):
        result, complement = erf(x), erfc(x)
    np.testing.assert_array_equal(result, np.array([np.nan, 1, -1, 0, 0, 1, -1], dtype))
    np.testing.assert_array_equal(np.signbit(result[3:5]), [False, True])
    np.testing.assert_array_equal(complement, np.array([np.nan, 0, 2, 1, 1, 0, 2], dtype))


def test_subnormal_results_raise_no_warning() -> None:
    with np.errstate(all="raise"):
        assert erf(np.array([smallest])).item() == math.erf(smallest)
        assert 0 < erfc(np.array([27.0])).item() < tiny
        assert erfc(np.array([9.3], np.float32)).item() < np.finfo(np.float32).tiny


@pytest.mark.parametrize("function", [erf, erfc])
@pytest.mark.parametrize("shape", [(), (0,), (3, 0), (2, 3, 4), (1,)])
def test_any_shape(function: Function, shape: tuple[int, ...]) -> None:
    x = np.full(shape, 0.75)
    result = function(x)
    assert result.shape == shape
    np.testing.assert_array_equal(result, np.full(shape, function(np.array([0.75])).item()))


@pytest.mark.parametrize("function", [erf, erfc])
def test_blocks_and_strides_do_not_show(function: Function) -> None:
    x = np.linspace(-6, 6, 2 * BLOCK + 7)
    whole = function(x)
    np.testing.assert_array_equal(function(x[::-1])[::-1], whole)
    picked = np.array([0, 1, BLOCK - 1, BLOCK, BLOCK + 1, x.size - 1])
    np.testing.assert_array_equal(function(x[picked]), whole[picked])


def test_argument_is_left_alone_and_symmetries_hold_exactly() -> None:
    x = np.linspace(-9, 9, 1001)
    before = x.copy()
    np.testing.assert_array_equal(erf(-x), -erf(x))
    np.testing.assert_array_equal(erfc(-x[x > 0.5]), 2 - erfc(x[x > 0.5]))
    np.testing.assert_array_equal(x, before)
