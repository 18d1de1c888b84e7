"""Nothing is named where the numbers would be the same whatever the network is, nor where they say too little."""

import numpy as np
import pytest

from app.practice.sheet.sheet import Sheet
from tests.practice.helpers import codes, diagnosed, graded, make_case, right

NO_MISTAKE = {"rounded", "rounded_too_early", "carried_forward"}
SHAPES = [
    ([2, 3, 2], 2, "cross_entropy", "relu"),
    ([3, 3, 3, 2], 4, "cross_entropy", "tanh"),
    ([2, 3, 1], 3, "mean_squared_error", "tanh"),
    ([3, 2, 2], 3, "binary_cross_entropy", "sigmoid"),
]


@pytest.mark.parametrize("decimals", [0, 1, 2])
@pytest.mark.parametrize("seed", range(12))
def test_right_numbers_with_few_digits_are_never_a_mistake(seed: int, decimals: int) -> None:
    sizes, examples, loss, hidden = SHAPES[seed % len(SHAPES)]
    case = make_case(sizes, examples, loss, hidden, seed=seed)
    answers = [
        (quantity, layer, np.round(right(case, quantity, layer), decimals))
        for layer in range(1, case.top + 1)
        for quantity in ("delta", "weight_gradient", "bias_gradient")
    ]
    assert {code for seen in graded(case, *answers) for code in codes(seen)} <= NO_MISTAKE
    for answer in answers:
        assert set(codes(graded(case, answer)[0])) <= NO_MISTAKE


@pytest.mark.parametrize("examples", [2, 3, 4])
@pytest.mark.parametrize(
    "values", [(0.5, -0.5), (-0.5, 0.5), (1, -1), (0.25, -0.25), (1 / 3, -1 / 3), (1 / 6, -1 / 6)]
)
def test_made_up_fractions_get_no_name(examples: int, values: tuple[float, float]) -> None:
    for seed in range(8):
        case = make_case([2, 2], examples, seed=seed)
        (seen,) = graded(case, ("bias_gradient", 1, values))
        assert set(codes(seen)) <= NO_MISTAKE


def over_batch(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits)
    shares: np.ndarray = powers / powers.sum(axis=0)
    return shares


def test_the_softmax_over_the_batch_is_told_by_what_depends_on_the_network() -> None:
    case = make_case([2, 2], 3)
    wrong = over_batch(right(case, "preactivation", 1))
    delta = wrong - case.batch.targets
    gradient = delta.mean(axis=0)
    assert diagnosed(case, "activation", 1, wrong) == ["softmax_over_batch"]
    assert diagnosed(case, "delta", 1, delta) == ["softmax_over_batch"]
    assert diagnosed(case, "bias_gradient", 1, gradient) == []
    weights = delta.T @ case.batch.inputs / 3
    marks = graded(case, ("weight_gradient", 1, weights), ("bias_gradient", 1, gradient))
    assert [codes(seen) for seen in marks] == [["softmax_over_batch"], ["softmax_over_batch"]]


def test_a_mask_of_two_units_belongs_to_many_layers() -> None:
    case = make_case([2, 2, 2, 2], 1, hidden="relu", seed=3)
    for values in ([0.0, 1.0], [1.0, 0.0], [1.0, 1.0]):
        (seen,) = graded(case, ("derivative", 1, [values]))
        assert set(codes(seen)) <= NO_MISTAKE


def test_the_numbers_of_a_case_that_is_no_sheet_stay() -> None:
    """Asking other networks changes nothing of the one that is asked about."""
    case = make_case([2, 2], 2)
    before = Sheet(case).value("delta", 1).copy()
    graded(case, ("bias_gradient", 1, (0.5, -0.5)))
    assert np.array_equal(Sheet(case).value("delta", 1), before)
