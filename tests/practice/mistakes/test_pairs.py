"""Two mistakes made together in one array: one entry with both codes, and none that is not there."""

import numpy as np
import pytest

from app.engine.analysis.case import Case
from app.engine.arrays import Array
from tests.practice.helpers import graded, make_case, right

MEAN = make_case([3, 4, 4, 3], 5)
BINARY = make_case([3, 3, 4, 2], 3, "binary_cross_entropy", "silu")


def told(case: Case, quantity: str, layer: int, values: Array) -> list[set[str]]:
    """The alternatives, each as the mistakes made together."""
    (seen,) = graded(case, (quantity, layer, values))
    return [set(found.codes) for found in seen.diagnosis]


@pytest.mark.parametrize("case", [MEAN, BINARY])
def test_weights_not_transposed_and_no_derivative(case: Case) -> None:
    weights = case.layer(2).weights
    turned = weights.ravel().reshape(weights.shape[::-1])
    through = np.array([turned @ delta for delta in right(case, "delta", 2)])
    assert told(case, "delta", 1, through) == [{"weights_not_transposed", "activation_derivative_missing"}]
    activation = right(case, "activation", 1)
    function = case.layer(1).activation
    slope = function.derivative(activation, function.function(activation))
    assert told(case, "delta", 1, through * slope) == [{"weights_not_transposed", "derivative_at_activation"}]
    (seen,) = graded(case, ("delta", 1, through))
    message = seen.diagnosis[0].message
    assert "transpose" in message
    assert message.endswith(". φ′(z̃⁽¹⁾) is missing: δ⁽¹⁾ should be (W⁽¹⁾ᵀ δ⁽²⁾) ⊙ φ′(z̃⁽¹⁾).")


def test_bias_missing_and_weights_transposed() -> None:
    below = right(MEAN, "activation", 1)
    values = below @ MEAN.layer(2).weights
    assert told(MEAN, "preactivation", 2, values) == [{"bias_missing", "weights_transposed_forward"}]


@pytest.mark.parametrize(("shift", "how"), [(1, "one too high"), (-1, "one too low")])
def test_class_shifted_and_the_jacobian_missing(shift: int, how: str) -> None:
    values = -np.roll(MEAN.batch.targets, shift, axis=1) / right(MEAN, "activation", 3)
    assert told(MEAN, "delta", 3, values) == [{"class_shifted", "jacobian_missing"}]
    (seen,) = graded(MEAN, ("delta", 3, values))
    assert seen.diagnosis[0].message.startswith(f"The class of every example is {how} ")


@pytest.mark.parametrize("quantity", ["delta", "weight_gradient"])
def test_a_mistake_with_a_sign_or_a_factor_on_top(quantity: str) -> None:
    base = {
        "delta": right(MEAN, "delta", 3) @ MEAN.layer(3).weights,
        "weight_gradient": right(MEAN, "delta", 2).T @ right(MEAN, "preactivation", 1) / 5,
    }[quantity]
    code = {"delta": "activation_derivative_missing", "weight_gradient": "preactivation_in_outer_product"}[quantity]
    assert told(MEAN, quantity, 2, base) == [{code}]
    assert told(MEAN, quantity, 2, -base) == [{code, "sign_flipped"}]
    assert told(MEAN, quantity, 2, base / 5) == [{code, "mean_extra"}]
    assert told(MEAN, quantity, 2, base / 2) == [{code, "constant_factor"}]
    assert told(MEAN, quantity, 2, base * 1.7) == []


def test_few_entries_do_not_tell_two_mistakes() -> None:
    case = make_case([3, 4, 2], 1)
    values = -right(case, "activation", 2)
    assert told(case, "delta", 2, values) == []
