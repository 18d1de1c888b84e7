"""Rounding, entry by entry, and rounding that came too early."""

import numpy as np
import pytest

from app.practice.sheet.rounded import coarsely_rounded, rounded_entries, says_enough

NOTHING = np.zeros(4)


@pytest.mark.parametrize(
    ("values", "right"),
    [
        ([0.333, 0.6667, -0.0125, 0.0], [True, True, True, True]),
        ([0.333, -0.667, -0.0125, 0.0], [True, False, True, True]),
        ([0.334, 0.667, -0.012, 0.001], [False, True, True, False]),
        ([0.33, 0.67, -0.0125, 0.0004], [False, False, True, True]),
        ([0.3333, 0.66667, -0.013, 0.000412], [True, True, True, True]),
        ([0.33334, 0.6667, 0.0125, 4e-4], [False, True, False, True]),
    ],
)
def test_each_entry_by_itself(values: list[float], right: list[bool]) -> None:
    truth = np.array([1 / 3, 2 / 3, -0.0125, 0.000412])
    assert rounded_entries(np.array(values), truth, NOTHING).tolist() == right


def test_halves_may_go_either_way() -> None:
    truth = np.array([0.0625, 0.0625, 0.1235, -0.1235])
    assert rounded_entries(np.array([0.062, 0.063, 0.123, -0.124]), truth, NOTHING).all()


def test_of_small_entries_alone_too_little_is_left() -> None:
    truth = np.array([0.0006, 0.0002, -0.0004, 0.0])
    assert rounded_entries(np.array([0.001, 0.0, 0.0, 0.0]), truth, NOTHING).tolist() == [False, False, False, True]
    assert rounded_entries(np.array([0.0006, 0.0002, 0.0, 0.0]), truth, NOTHING).tolist() == [
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("values", "coarse"),
    [
        ([0.12, 0.0], True),
        ([0.1236, 0.0], True),
        ([0.1, 0.0], True),
        ([0.13, 0.0], False),
        ([0.2, 0.0], False),
        ([0.1197, 0.0], False),
        ([0.0, 0.0], False),
    ],
)
def test_too_early(values: list[float], coarse: bool) -> None:
    assert (coarsely_rounded(np.array(values), np.array([0.1236, 0.0])) is not None) is coarse


def test_twice_a_half_is_no_rounding() -> None:
    assert coarsely_rounded(np.array([1.0, -1.0]), np.array([0.5, -0.5])) is None
    assert coarsely_rounded(np.array([1.0, -1.0]), np.array([0.51, -0.51])) is not None


@pytest.mark.parametrize(
    ("values", "enough"),
    [
        ([0.2, -0.2], False),
        ([0.22, 0.0], False),
        ([0.219, 0.2], True),
        ([1200.0, 35.0], False),
        ([0.0, 0.0], False),
    ],
)
def test_what_three_digits_say(values: list[float], enough: bool) -> None:
    assert says_enough(np.array(values), 3) is enough
