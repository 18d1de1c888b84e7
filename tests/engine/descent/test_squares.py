"""The alarm: late never, early sometimes."""

from typing import Any

import numpy as np
import pytest

from app.engine.descent.squares import ALARM, PIECE, finite, pieces, sum_of_squares


def test_pieces_are_the_whole_vector_as_views() -> None:
    vector = np.arange(2.0 * PIECE + 3)
    parts = pieces(vector)
    assert [part.size for part in parts] == [PIECE, PIECE, 3]
    assert (np.concatenate(parts) == vector).all()
    assert all(part.base is vector for part in parts)
    assert sum_of_squares(pieces(np.array([3.0, -4.0]))) == 25


def test_squares_that_only_overflow_together_are_noticed() -> None:
    """A loss adds them up too."""
    most = 0.8 * np.sqrt(ALARM[np.dtype(np.float64)])
    assert finite([np.array([most])])
    assert not finite([np.array([most]), np.array([most])])


@pytest.mark.parametrize("value", [1e155, -1e155, np.inf, -np.inf, np.nan])
def test_what_is_not_finite_or_whose_square_is_not_raises_the_alarm(value: float) -> None:
    with np.errstate(all="ignore"):
        assert not finite([np.array([1.0, value]), np.array([2.0])])


@pytest.mark.parametrize(("dtype", "large"), [(np.float64, 1e147), (np.float32, 1e12)])
def test_the_alarm_sounds_before_many_squares_could_overflow(dtype: Any, large: float) -> None:
    assert finite([np.array([1.0, large], dtype)])
    assert not finite([np.array([1.0, 100 * large], dtype)])
    assert np.isfinite(np.array([100 * large], dtype) ** 2).all()
