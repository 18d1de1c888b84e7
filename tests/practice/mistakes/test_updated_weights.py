"""δ with weights that have been updated already: the rate is found, or nothing is said."""

import numpy as np
import pytest

from app.engine.analysis.case import Case
from app.engine.arrays import Array
from app.practice.marking.counting import mistakes
from tests.practice.helpers import codes, diagnosed, graded, make_case, outer, right, summed

CASES = [
    make_case([3, 4, 3], 1),
    make_case([2, 3, 3, 2], 5, "binary_cross_entropy", "sigmoid"),
    make_case([3, 3, 4], 3, "mean_squared_error", "softplus", reduction="sum"),
]


def updated(case: Case, layer: int, rate: float) -> Array:
    """δ of a layer, worked out with the next layer's weights after a step of gradient descent."""
    above = case.layer(layer + 1).weights - rate * right(case, "weight_gradient", layer + 1)
    return np.array([above.T @ delta for delta in right(case, "delta", layer + 1)]) * right(
        case, "derivative", layer
    )


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("rate", [0.001, 0.01, 0.05, 0.25, 0.5, 1, 3])
def test_the_rate_is_found(case: Case, rate: float) -> None:
    for layer in range(1, case.top):
        delta = updated(case, layer, rate)
        below = right(case, "activation", layer - 1)
        answers = [
            ("delta", layer, delta),
            ("weight_gradient", layer, outer(case, delta, below)),
            ("bias_gradient", layer, summed(case, delta)),
        ]
        for answer in answers:
            (seen,) = graded(case, answer, tolerance=1e-9)
            assert codes(seen) == ["updated_weights"], answer[:2]
            assert f"with η = {rate:g}" in seen.diagnosis[0].message
            assert seen.diagnosis[0].details == (rate,)


def test_a_rounded_answer_lies_on_the_line_too() -> None:
    case = CASES[0]
    delta = np.array([[float(f"{x:.3e}") for x in row] for row in updated(case, 1, 0.5)])
    assert diagnosed(case, "delta", 1, delta) == ["updated_weights"]


def test_up_the_hill_is_not_told_nor_a_rate_that_nobody_chooses() -> None:
    for rate in (-0.5, 0.123456, 300):
        assert diagnosed(CASES[0], "delta", 1, updated(CASES[0], 1, rate)) == []


def test_one_entry_does_not_say_how_far() -> None:
    case = make_case([3, 1, 3], 1)
    assert diagnosed(case, "delta", 1, updated(case, 1, 0.5)) == []


def of_sums(case: Case, rate: float) -> dict[tuple[str, int], Array]:
    """δ, ∇W and ∇b of all layers by one who adds the gradients up, and updates W before he goes on."""
    found: dict[tuple[str, int], Array] = {}
    delta = right(case, "delta", case.top)
    for layer in range(case.top, 0, -1):
        below = case.batch.inputs if layer == 1 else right(case, "activation", layer - 1)
        found["delta", layer] = delta
        found["weight_gradient", layer] = delta.T @ below
        found["bias_gradient", layer] = delta.sum(axis=0)
        if layer > 1:
            weights = case.layer(layer).weights - rate * found["weight_gradient", layer]
            delta = delta @ weights * right(case, "derivative", layer - 1)
    return found


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.2])
def test_sums_and_updated_weights_are_two_mistakes_whatever_is_handed_in(rate: float) -> None:
    case = make_case([3, 3, 3, 2], 4)
    whole = of_sums(case, rate)
    choices = [
        list(whole),
        [place for place in whole if place[0] != "bias_gradient"],
        [place for place in whole if place != ("weight_gradient", 3)],
        [place for place in whole if place[1] < 3],
    ]
    for chosen in choices:
        marks = graded(case, *((*place, whole[place]) for place in chosen))
        assert mistakes([seen.diagnosis for seen in marks if not seen.correct and not seen.carried]) == 2
        named = {code for seen in marks for code in codes(seen)}
        assert named - {"carried_forward"} == {"mean_missing", "updated_weights"}


def test_the_rate_is_read_off_the_gradients_handed_in() -> None:
    case = make_case([3, 3, 3, 2], 4)
    marks = graded(case, *((*place, array) for place, array in of_sums(case, 0.1).items()))
    rates = [found.details for seen in marks for found in seen.diagnosis if found.code == "updated_weights"]
    assert rates == [(0.1,), (0.1,)]
