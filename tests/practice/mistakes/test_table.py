"""Each mistake, made on purpose on several networks by formulas of the test's own, gets its code and no other."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from app.engine.analysis.case import Case
from app.engine.arrays import Array
from app.engine.network.network import Batch
from app.practice.mistakes.attempts import Mistake
from app.practice.mistakes.table import CARRIED_FORWARD, MISTAKES, ROUNDED, ROUNDED_TOO_EARLY
from app.practice.sheet.sheet import Sheet
from tests.practice.helpers import diagnosed, graded, make_case, outer, right, summed

pytestmark = pytest.mark.slow

ONE = make_case([3, 4, 3], 1, hidden="relu", seed=3)
MEAN = make_case([3, 4, 4, 2], 5)
SUM = make_case([2, 3, 3, 3], 4, hidden="sigmoid", reduction="sum")
BINARY = make_case([3, 3, 5, 2], 3, "binary_cross_entropy", "silu")
SQUARED = make_case([4, 3, 3, 3], 2, "mean_squared_error")
DEEP = make_case([3, 3, 3, 3, 4], 6, "mean_squared_error", "softplus")
ALONE = make_case([2, 4, 3], 3, "cross_entropy", "gelu", example=1)
ALL = [ONE, MEAN, SUM, BINARY, SQUARED, DEEP, ALONE]
BATCHES = [case for case in ALL if case.examples > 1]
SOFTMAX = [ONE, MEAN, SUM, ALONE]
OF_SQUARES = [SQUARED, DEEP, make_case([2, 3, 5], 3, "mean_squared_error", "elu")]
SQUARE_WEIGHTS = [MEAN, SUM, SQUARED, DEEP]
OF_SIGMOIDS = [
    BINARY,
    make_case([2, 4, 1], 4, "binary_cross_entropy", seed=1),
    make_case([4, 2, 3], 1, "binary_cross_entropy"),
]

GRADIENTS = ("weight_gradient", "bias_gradient")
HAVE_TESTS_OF_THEIR_OWN = ("relu_derivative_at_zero", "updated_weights")
CARRYING = [
    mistake.code
    for mistake in MISTAKES
    if mistake.carries == "delta" and mistake.code not in HAVE_TESTS_OF_THEIR_OWN
]


def slope_at(case: Case, layer: int, at: Array) -> Array:
    """φ′ of a layer, taken somewhere."""
    function = case.layer(layer).activation
    return function.derivative(at, function.function(at))


def returned(case: Case, layer: int) -> Array:
    """Wᵀδ, one example after the other."""
    weights, above = case.layer(layer + 1).weights, right(case, "delta", layer + 1)
    return np.array([weights.T @ delta for delta in above])


def assert_told(case: Case, quantity: str, layer: int, values: Array, code: str) -> None:
    assert diagnosed(case, quantity, layer, values) == [code]
    noise = 1 + 1e-8 * np.cos(np.arange(values.size)).reshape(values.shape)
    assert diagnosed(case, quantity, layer, values * noise) == [code]
    noise = 1 + 1e-3 * np.cos(np.arange(values.size)).reshape(values.shape)
    assert diagnosed(case, quantity, layer, values * noise) == []


@pytest.mark.parametrize("case", ALL)
@pytest.mark.parametrize("quantity", ["preactivation", "activation", "derivative", "delta", *GRADIENTS])
def test_transposed(case: Case, quantity: str) -> None:
    for layer in range(1, case.top + 1):
        if not case.has(quantity, layer):
            continue
        values = right(case, quantity, layer)
        flipped = values[None] if values.ndim == 1 else values.T
        if min(flipped.shape) > 1 or flipped.shape != values.shape:
            (seen,) = graded(case, (quantity, layer, flipped))
            if len(values) > 1 or values.size > 1:
                assert [found.code for found in seen.diagnosis] == ["transposed"], (quantity, layer)
                assert not seen.correct


@pytest.mark.parametrize("case", ALL)
def test_sign_flipped(case: Case) -> None:
    for layer in range(1, case.top + 1):
        for quantity in ("delta", *GRADIENTS):
            assert_told(case, quantity, layer, -right(case, quantity, layer), "sign_flipped")
    assert_told(case, "delta", case.top, -right(case, "delta", case.top), "sign_flipped")


@pytest.mark.parametrize("case", [*SOFTMAX, *OF_SIGMOIDS])
def test_target_missing(case: Case) -> None:
    assert_told(case, "delta", case.top, right(case, "activation", case.top), "target_missing")


@pytest.mark.parametrize("case", OF_SQUARES)
def test_target_missing_from_a_squared_error(case: Case) -> None:
    prediction, slope = right(case, "activation", case.top), right(case, "derivative", case.top)
    factor = 2 / case.width(case.top)
    for values in (prediction, prediction * slope, factor * prediction, factor * prediction * slope):
        assert_told(case, "delta", case.top, values, "target_missing")


@pytest.mark.parametrize("case", SOFTMAX)
def test_jacobian_missing(case: Case) -> None:
    values = -case.batch.targets / right(case, "activation", case.top)
    assert_told(case, "delta", case.top, values, "jacobian_missing")


@pytest.mark.parametrize("case", OF_SIGMOIDS)
def test_jacobian_missing_of_a_sigmoid(case: Case) -> None:
    y, prediction = case.batch.targets, right(case, "activation", case.top)
    values = -y / prediction + (1 - y) / (1 - prediction)
    assert_told(case, "delta", case.top, values, "jacobian_missing")


@pytest.mark.parametrize("case", SOFTMAX)
def test_jacobian_diagonal_only(case: Case) -> None:
    prediction = right(case, "activation", case.top)
    values = -case.batch.targets / prediction * prediction * (1 - prediction)
    assert_told(case, "delta", case.top, values, "jacobian_diagonal_only")


@pytest.mark.parametrize("case", ALL)
def test_activation_derivative_missing(case: Case) -> None:
    for layer in range(1, case.top):
        assert_told(case, "delta", layer, returned(case, layer), "activation_derivative_missing")


@pytest.mark.parametrize("case", OF_SQUARES)
def test_activation_derivative_missing_at_the_output(case: Case) -> None:
    values = 2 / case.width(case.top) * (right(case, "activation", case.top) - case.batch.targets)
    assert_told(case, "delta", case.top, values, "activation_derivative_missing")


@pytest.mark.parametrize("case", [MEAN, SUM, BINARY, SQUARED, DEEP, ALONE])
def test_derivative_at_activation(case: Case) -> None:
    for layer in range(1, case.top):
        slope = slope_at(case, layer, right(case, "activation", layer))
        assert_told(case, "derivative", layer, slope, "derivative_at_activation")
        assert_told(case, "delta", layer, returned(case, layer) * slope, "derivative_at_activation")


@pytest.mark.parametrize("case", [*OF_SQUARES, *OF_SIGMOIDS])
def test_derivative_at_activation_of_the_output(case: Case) -> None:
    y, prediction = case.batch.targets, right(case, "activation", case.top)
    gradient = 2 / case.width(case.top) * (prediction - y)
    if case.loss.name == "binary_cross_entropy":
        gradient = -y / prediction + (1 - y) / (1 - prediction)
    values = gradient * slope_at(case, case.top, prediction)
    assert_told(case, "delta", case.top, values, "derivative_at_activation")


@pytest.mark.parametrize("case", SQUARE_WEIGHTS)
def test_mask_of_wrong_layer(case: Case) -> None:
    for layer, other in ((1, 2), (2, 1)):
        slope = right(case, "derivative", other)
        assert_told(case, "derivative", layer, slope, "mask_of_wrong_layer")
        assert_told(case, "delta", layer, returned(case, layer) * slope, "mask_of_wrong_layer")
    if case.loss.name == "mean_squared_error" and case.width(case.top) == case.width(1):
        gradient = 2 / case.width(case.top) * (right(case, "activation", case.top) - case.batch.targets)
        values = gradient * right(case, "derivative", 1)
        assert_told(case, "delta", case.top, values, "mask_of_wrong_layer")


@pytest.mark.parametrize("case", SQUARE_WEIGHTS)
def test_weights_not_transposed(case: Case) -> None:
    above = right(case, "delta", 2)
    through = np.array([case.layer(2).weights @ delta for delta in above])
    values = through * right(case, "derivative", 1)
    assert_told(case, "delta", 1, values, "weights_not_transposed")


@pytest.mark.parametrize("case", [ONE, MEAN, BINARY, ALONE])
def test_weights_reshaped(case: Case) -> None:
    layer = case.top - 1
    weights, above = case.layer(layer + 1).weights, right(case, "delta", layer + 1)
    reshaped = weights.ravel().reshape(weights.shape[1], weights.shape[0])
    through = np.array([reshaped @ delta for delta in above])
    values = through * right(case, "derivative", layer)
    assert_told(case, "delta", layer, values, "weights_not_transposed")


@pytest.mark.parametrize("case", ALL)
def test_preactivation_in_outer_product(case: Case) -> None:
    for layer in range(2, case.top + 1):
        values = outer(case, right(case, "delta", layer), right(case, "preactivation", layer - 1))
        assert_told(case, "weight_gradient", layer, values, "preactivation_in_outer_product")


@pytest.mark.parametrize("case", [MEAN, SUM, BINARY, SQUARED, DEEP])
def test_wrong_layer_input(case: Case) -> None:
    tried = 0
    for layer in range(1, case.top + 1):
        for other in range(case.top + 1):
            if other != layer - 1 and case.width(other) == case.width(layer - 1):
                z = right(case, "activation", other)
                values = outer(case, right(case, "delta", layer), z)
                assert_told(case, "weight_gradient", layer, values, "wrong_layer_input")
                values = np.array([case.layer(layer).weights @ row + case.layer(layer).bias for row in z])
                assert_told(case, "preactivation", layer, values, "wrong_layer_input")
                tried += 1
    assert tried


@pytest.mark.parametrize("case", [MEAN, BINARY, SQUARED, DEEP])
def test_mean_missing(case: Case) -> None:
    for layer in range(1, case.top + 1):
        for quantity in GRADIENTS:
            total = right(case, quantity, layer) * case.examples
            assert_told(case, quantity, layer, total, "mean_missing")


@pytest.mark.parametrize("case", BATCHES)
def test_mean_extra(case: Case) -> None:
    for layer in range(1, case.top + 1):
        for quantity in ("delta", *GRADIENTS):
            share = right(case, quantity, layer) / case.examples
            assert_told(case, quantity, layer, share, "mean_extra")


@pytest.mark.parametrize("case", ALL)
def test_bias_gradient_of_inputs(case: Case) -> None:
    for layer in range(1, case.top + 1):
        delta, z = right(case, "delta", layer), right(case, "activation", layer - 1)
        values = summed(case, delta * z.sum(axis=1, keepdims=True))
        assert_told(case, "bias_gradient", layer, values, "bias_gradient_of_inputs")
        if case.width(layer) == case.width(layer - 1):
            for values in (summed(case, z), summed(case, delta * z)):
                assert_told(case, "bias_gradient", layer, values, "bias_gradient_of_inputs")


@pytest.mark.parametrize("case", SOFTMAX)
@pytest.mark.parametrize("shift", [1, -1])
def test_class_shifted(case: Case, shift: int) -> None:
    targets = np.array([np.roll(row, shift) for row in case.batch.targets])
    assert_told(case, "delta", case.top, right(case, "activation", case.top) - targets, "class_shifted")


@pytest.mark.parametrize("loss", ["cross_entropy", "binary_cross_entropy"])
@pytest.mark.parametrize("shift", [1, -1])
def test_class_shifted_past_the_last_or_the_first(loss: str, shift: int) -> None:
    """Such an example has a target of zeros: ŷ − y is ŷ there, and nothing where ŷ is weighted by Σy."""
    case = with_classes(make_case([2, 4, 3], 4, loss), [0, 1, 2, 1])
    targets = np.zeros_like(case.batch.targets)
    for row, label in zip(targets, [0, 1, 2, 1], strict=True):
        if 0 <= label + shift < 3:
            row[label + shift] = 1
    prediction = right(case, "activation", 2)
    assert_told(case, "delta", 2, prediction - targets, "class_shifted")
    if loss == "cross_entropy":
        weighted = prediction * targets.sum(axis=1, keepdims=True) - targets
        assert_told(case, "delta", 2, weighted, "class_shifted")


def test_where_every_class_leaves_the_others_the_target_is_missing() -> None:
    case = with_classes(make_case([2, 4, 3], 2), [2, 2])
    assert_told(case, "delta", 2, right(case, "activation", 2), "target_missing")


def with_classes(case: Case, labels: list[int]) -> Case:
    """The case with other classes as targets."""
    return replace(case, batch=Batch(case.batch.inputs, np.eye(case.width(case.top))[labels]))


@pytest.mark.parametrize("case", [*SOFTMAX, *OF_SIGMOIDS])
def test_output_derivative_added(case: Case) -> None:
    prediction = right(case, "activation", case.top)
    values = (prediction - case.batch.targets) * (prediction - prediction**2)
    assert_told(case, "delta", case.top, values, "output_derivative_added")


@pytest.mark.parametrize("case", [BINARY, SQUARED, DEEP])
def test_bias_gradient_summed_over_classes(case: Case) -> None:
    for layer in range(1, case.top + 1):
        total = sum(summed(case, right(case, "delta", layer)))
        values = np.full(case.width(layer), total)
        assert_told(case, "bias_gradient", layer, values, "bias_gradient_summed_over_classes")


def test_bias_gradient_summed_over_units_instead_of_examples() -> None:
    case = make_case([2, 4, 3], 3, "mean_squared_error")
    sums = np.array([sum(row) for row in right(case, "delta", 2)])
    for values in (sums, sums / 3):
        assert_told(case, "bias_gradient", 2, values, "bias_gradient_summed_over_classes")
    # With the cross-entropy each row of δ⁽ᴸ⁾ adds up to 0, and zeros say nothing.
    assert diagnosed(BATCHES[0], "bias_gradient", 3, np.full(2, 1e-17)) == []


def made_in_delta(code: str) -> list[tuple[Case, int, Callable[[Case, int], Array]]]:
    """Cases in which a mistake in a δ leads to arrays of its own further down, and the mistaken δ."""
    diagonal = "jacobian_diagonal_only"
    ways: dict[str, tuple[list[Case], Callable[[Case, int], Array]]] = {
        "target_missing": (SOFTMAX, lambda case, layer: right(case, "activation", layer)),
        "jacobian_missing": (SOFTMAX, lambda case, m: -case.batch.targets / right(case, "activation", m)),
        "class_shifted": (
            SOFTMAX,
            lambda case, m: right(case, "activation", m) - np.roll(case.batch.targets, 1, axis=1),
        ),
        "output_derivative_added": (
            SOFTMAX,
            lambda case, m: (
                right(case, "delta", m) * right(case, "activation", m) * (1 - right(case, "activation", m))
            ),
        ),
        diagonal: (SOFTMAX, lambda case, m: -case.batch.targets * (1 - right(case, "activation", m))),
        "activation_derivative_missing": (SQUARE_WEIGHTS, returned),
        "derivative_at_activation": (
            SQUARE_WEIGHTS,
            lambda case, m: returned(case, m) * slope_at(case, m, right(case, "activation", m)),
        ),
        "mask_of_wrong_layer": (
            SQUARE_WEIGHTS,
            lambda case, m: returned(case, m) * right(case, "derivative", 3 - m),
        ),
        "weights_not_transposed": (
            [DEEP, make_case([2, 4, 4, 4, 3], 3), make_case([3, 3, 3, 3, 2], 2, hidden="sigmoid", reduction="sum")],
            lambda case, m: (
                right(case, "delta", m + 1) @ case.layer(m + 1).weights.T * right(case, "derivative", m)
            ),
        ),
    }
    cases, mistaken = ways[code]
    at_output = cases is SOFTMAX
    return [(case, case.top if at_output else 2, mistaken) for case in cases]


@pytest.mark.parametrize("code", CARRYING)
def test_mistake_made_further_up(code: str) -> None:
    """∇W, ∇b and δ below, worked out rightly from a mistaken δ that was not handed in."""
    made = made_in_delta(code)
    assert len(made) >= 3
    for case, layer, mistaken in made:
        delta = mistaken(case, layer)
        below = right(case, "activation", layer - 1)
        assert_told(case, "weight_gradient", layer, outer(case, delta, below), code)
        assert_told(case, "bias_gradient", layer, summed(case, delta), code)
        delta = delta @ case.layer(layer).weights * right(case, "derivative", layer - 1)
        assert_told(case, "delta", layer - 1, delta, code)
        for lower in range(layer - 1, 0, -1):
            below = right(case, "activation", lower - 1)
            assert_told(case, "weight_gradient", lower, outer(case, delta, below), code)
            delta = delta @ case.layer(lower).weights * right(case, "derivative", lower - 1) if lower > 1 else delta
        (seen,) = graded(case, ("bias_gradient", layer, summed(case, mistaken(case, layer))))
        assert seen.diagnosis[0].message.endswith(" What follows from it is right.")


@pytest.mark.parametrize("mistake", [mistake for mistake in MISTAKES if mistake.carries], ids=lambda row: row.code)
def test_the_table_says_in_how_many_ways_a_mistake_that_carries_can_be_made(mistake: Mistake) -> None:
    made = [
        (len(list(mistake.attempts(Sheet(case), mistake.carries, layer))), mistake.at_most(case, layer))
        for case in [*ALL, *OF_SQUARES, *OF_SIGMOIDS]
        for layer in range(1, case.top + 1)
        if mistake.carries
    ]
    assert all(ways <= at_most for ways, at_most in made)
    assert any(0 < ways == at_most for ways, at_most in made)


def test_every_code_of_the_contract_is_there() -> None:
    assert [*(mistake.code for mistake in MISTAKES), ROUNDED, ROUNDED_TOO_EARLY, CARRIED_FORWARD] == [
        "transposed",
        "sign_flipped",
        "target_missing",
        "class_shifted",
        "jacobian_missing",
        "jacobian_diagonal_only",
        "output_derivative_added",
        "activation_derivative_missing",
        "derivative_at_activation",
        "relu_derivative_at_zero",
        "mask_of_wrong_layer",
        "weights_not_transposed",
        "updated_weights",
        "bias_missing",
        "weights_transposed_forward",
        "softmax_over_batch",
        "preactivation_in_outer_product",
        "wrong_layer_input",
        "mean_missing",
        "mean_extra",
        "constant_factor",
        "bias_gradient_of_inputs",
        "bias_gradient_summed_over_classes",
        "rounded",
        "rounded_too_early",
        "carried_forward",
    ]
