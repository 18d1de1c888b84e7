"""Arrays that are a multiple of the right one: the factor is named where it is certain, and counted once."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from app.engine.analysis.case import Case
from app.engine.network.quantities import GRADIENTS
from app.practice.marking.counting import mistakes
from tests.practice.helpers import codes, diagnosed, graded, make_case, right

SQUARED = make_case([4, 3, 3], 5, "mean_squared_error")
ENTROPY = make_case([3, 4, 3], 1)
SUM = make_case([3, 4, 3], 5, reduction="sum")


def scaled(case: Case, factor: float, *places: tuple[str, int]) -> list[tuple[str, int, Any]]:
    return [(*place, factor * right(case, *place)) for place in places]


@pytest.mark.parametrize("case", [SQUARED, ENTROPY, SUM])
@pytest.mark.parametrize(("factor", "written"), [(0.5, "½ of"), (2, "2 times"), (1 / 3, "⅓ of"), (3, "3 times")])
def test_constant_factor(case: Case, factor: float, written: str) -> None:
    for layer in range(1, case.top + 1):
        for quantity in ("delta", *GRADIENTS):
            (seen,) = graded(case, *scaled(case, factor, (quantity, layer)))
            assert codes(seen) == ["constant_factor"], (quantity, layer)
            assert seen.diagnosis[0].message.startswith(f"Every entry is {written} the right one")
            assert seen.diagnosis[0].details == (float(Fraction(factor).limit_denominator(9)),)


def test_where_the_square_is_the_factor_may_come_from_it() -> None:
    (half, more) = graded(SQUARED, *scaled(SQUARED, 0.5, ("delta", 2)), *scaled(SQUARED, 1.5, ("delta", 1)))
    assert "(the 2 of the square is missing: 1/n for 2/n)" in half.diagnosis[0].message
    (more,) = graded(SQUARED, *scaled(SQUARED, 1.5, ("delta", 1)))
    assert "3/2 times the right one (as for a loss of ½ Σ (ŷ − y)²)" in more.diagnosis[0].message
    assert diagnosed(ENTROPY, "delta", 1, 1.5 * right(ENTROPY, "delta", 1)) == []


def test_the_number_of_examples_has_names_of_its_own() -> None:
    assert diagnosed(SQUARED, "weight_gradient", 1, 5 * right(SQUARED, "weight_gradient", 1)) == ["mean_missing"]
    assert diagnosed(SQUARED, "weight_gradient", 1, right(SQUARED, "weight_gradient", 1) / 5) == ["mean_extra"]
    # Where no mean is asked for, 5 is a factor like another.
    assert diagnosed(SUM, "weight_gradient", 1, 5 * right(SUM, "weight_gradient", 1)) == ["constant_factor"]
    assert diagnosed(SUM, "delta", 1, 5 * right(SUM, "delta", 1)) == ["constant_factor"]


def test_one_entry_alone_is_not_certain_but_two_arrays_are() -> None:
    case = make_case([2, 1], 3, "mean_squared_error")
    half = scaled(case, 0.5, ("bias_gradient", 1), ("weight_gradient", 1))
    assert codes(graded(case, half[0])[0]) == []
    assert codes(graded(case, half[1])[0]) == ["constant_factor"]
    marks = graded(case, *half)
    assert [codes(seen) for seen in marks] == [["constant_factor"]] * 2
    assert mistakes([seen.diagnosis for seen in marks]) == 1
    marks = graded(case, half[0], *scaled(case, 2, ("weight_gradient", 1)))
    assert [codes(seen) for seen in marks] == [[], ["constant_factor"]]


@pytest.mark.parametrize("code", ["mean_missing", "constant_factor", "transposed"])
def test_a_sign_and_something_else_are_two_mistakes_in_one_array(code: str) -> None:
    case = make_case([3, 3, 3], 4)
    array = -right(case, "weight_gradient", 2)
    values = {"mean_missing": 4 * array, "constant_factor": 2 * array, "transposed": array.T}[code]
    (seen,) = graded(case, ("weight_gradient", 2, values))
    (found,) = seen.diagnosis
    assert set(found.codes) == {"sign_flipped", code}
    assert found.code == found.codes[0]
    assert mistakes([seen.diagnosis]) == 2


def test_a_mistake_and_a_factor_on_top() -> None:
    delta = -2 * right(ENTROPY, "activation", 2)
    (seen,) = graded(ENTROPY, ("delta", 2, delta / 2))
    assert [found.codes for found in seen.diagnosis] == [("target_missing", "sign_flipped")]
    assert seen.diagnosis[0].message == (
        "The target y is missing; this is ŷ: δ⁽²⁾ should be ŷ − y. "
        "Besides, every sign is flipped (y − ŷ for ŷ − y)."
    )


def test_a_sum_for_the_mean_in_six_arrays_is_one_mistake() -> None:
    case = make_case([3, 4, 4, 2], 5)
    answers = [(q, layer, 5 * right(case, q, layer)) for layer in (1, 2, 3) for q in GRADIENTS]
    marks = graded(case, *answers)
    assert [codes(seen) for seen in marks] == [["mean_missing"]] * 6
    assert mistakes([seen.diagnosis for seen in marks]) == 1
    marks = graded(case, *answers[:4], *((q, 3, -right(case, q, 3)) for q in GRADIENTS))
    assert mistakes([seen.diagnosis for seen in marks]) == 2
    marks = graded(case, *answers[:5], ("bias_gradient", 3, np.array([0.7, 0.9])))
    assert mistakes([seen.diagnosis for seen in marks]) == 2
