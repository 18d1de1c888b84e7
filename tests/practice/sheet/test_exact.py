"""Answers written as fractions, held against what is right without any tolerance."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from app.practice.exercises.draw import LEVELS, exercise
from app.practice.marking.comparing import Answer
from app.practice.marking.marking import mark
from app.practice.sheet.exact import as_fraction, exactly_right
from app.practice.sheet.sheet import Sheet

pytestmark = pytest.mark.slow

SEEDS = range(100)


def entries(*numbers: Any) -> Any:
    """Fractions, and None for None."""
    written = np.empty(len(numbers), dtype=np.object_)
    written[:] = [None if number is None else Fraction(number) for number in numbers]
    return written


def test_a_fraction_is_right_only_if_it_is_the_right_one() -> None:
    truth, lost = np.array([1 / 3 + 1e-16, 1e-17, 0.1234567891, 0.5]), np.full(4, 1e-15)
    assert exactly_right(entries("1/3", "0", "0.1234567891", "1/2"), truth, lost).all()
    near = entries("0.33333333333333331", "1e-17", "0.123456789", "0.5000000000000001")
    assert not exactly_right(near, truth, lost).any()
    assert not exactly_right(entries(None, None, None, None), truth, lost).any()
    # Where no short fraction is as near, what was written must be.
    assert exactly_right(entries("0.12345678910000001"), truth[2:3], lost[:1]).all()


@pytest.mark.parametrize("level", LEVELS)
def test_the_key_of_every_exercise_is_right_at_a_tolerance_of_zero(level: int) -> None:
    for seed in SEEDS:
        case, asked = (drawn := exercise(seed, level)).case, drawn.asked
        sheet = Sheet(case)
        answers = []
        for place in asked:
            right = sheet.value(*place)
            written = entries(*map(as_fraction, right.ravel().tolist()))
            values = np.array([float(entry) for entry in written]).reshape(right.shape)
            answers.append(Answer(*place, values, written.reshape(right.shape)))
        assert all(seen.correct and not seen.diagnosis for seen in mark(case, answers, 0)), seed


@pytest.mark.parametrize("level", LEVELS)
def test_a_key_with_one_entry_off_is_wrong_at_a_tolerance_of_zero(level: int) -> None:
    for seed in range(10):
        case, asked = (drawn := exercise(seed, level)).case, drawn.asked
        for place in asked:
            right = Sheet(case).value(*place)
            written = entries(*map(as_fraction, right.ravel().tolist()))
            written[-1] += Fraction(1, 10**9)
            values = np.array([float(entry) for entry in written]).reshape(right.shape)
            (seen,) = mark(case, [Answer(*place, values, written.reshape(right.shape))], 0)
            place_of_last = tuple(size - 1 for size in right.shape)
            assert seen.first_wrong is not None
            assert (seen.wrong, seen.first_wrong.index) == (1, place_of_last), (seed, place)
