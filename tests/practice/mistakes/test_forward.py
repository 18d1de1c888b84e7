"""Mistakes in the forward pass, made by formulas of the test's own: where they are made, and in what follows."""

import numpy as np
import pytest

from app.engine.analysis.case import Case
from app.engine.arrays import Array
from tests.practice.helpers import codes, diagnosed, graded, make_case, outer, right, summed

CASES = [
    make_case([3, 4, 4, 2], 5),
    make_case([3, 3, 3, 3], 4, "binary_cross_entropy", "sigmoid", reduction="sum"),
    make_case([4, 4, 4, 3], 2, "mean_squared_error", "softplus"),
]


def worked(case: Case, wrong: int, preactivation: Array) -> dict[tuple[str, int], Array]:
    """All quantities as they follow from a wrong z̃ of one layer."""
    found: dict[tuple[str, int], Array] = {("activation", 0): case.batch.inputs}
    for layer in range(1, case.top + 1):
        own, below = case.layer(layer), found["activation", layer - 1]
        z = preactivation if layer == wrong else below @ own.weights.T + own.bias
        found["preactivation", layer] = z
        found["activation", layer] = own.activation.function(z)
        if case.has("derivative", layer):
            found["derivative", layer] = own.activation.derivative(z, found["activation", layer])
    signal = found["activation", case.top] - case.batch.targets
    if case.loss.name == "mean_squared_error":
        signal = 2 / case.width(case.top) * signal * found["derivative", case.top]
    for layer in range(case.top, 0, -1):
        found["delta", layer] = signal
        found["weight_gradient", layer] = outer(case, signal, found["activation", layer - 1])
        found["bias_gradient", layer] = summed(case, signal)
        if layer > 1:
            signal = signal @ case.layer(layer).weights * found["derivative", layer - 1]
    return found


def assert_told_everywhere(case: Case, layer: int, preactivation: Array, code: str) -> None:
    """In each quantity alone that comes out wrong, and once in all of them together."""
    found = worked(case, layer, preactivation)
    changed = {
        place: array
        for place, array in found.items()
        if place[1] and not np.allclose(array, right(case, *place), rtol=1e-9, atol=1e-12)
    }
    assert ("delta", 1) in changed
    for place, array in changed.items():
        assert diagnosed(case, *place, array) == [code], place
    marks = graded(case, *((*place, array) for place, array in changed.items()))
    assert [codes(seen) for seen in marks if not seen.carried] == [[code]]


@pytest.mark.parametrize("case", CASES)
def test_bias_missing(case: Case) -> None:
    for layer in range(1, case.top + 1):
        below = right(case, "activation", layer - 1)
        preactivation = np.array([case.layer(layer).weights @ row for row in below])
        assert_told_everywhere(case, layer, preactivation, "bias_missing")


@pytest.mark.parametrize("case", CASES)
def test_all_biases_missing(case: Case) -> None:
    z = case.batch.inputs
    for layer in range(1, case.top + 1):
        preactivation = z @ case.layer(layer).weights.T
        z = case.layer(layer).activation.function(preactivation)
        assert diagnosed(case, "preactivation", layer, preactivation) == ["bias_missing"]
        assert diagnosed(case, "activation", layer, z) == ["bias_missing"]


@pytest.mark.parametrize("case", CASES)
def test_weights_transposed_forward(case: Case) -> None:
    square = [layer for layer in range(1, case.top + 1) if case.width(layer) == case.width(layer - 1)]
    assert square
    for layer in square:
        below = right(case, "activation", layer - 1)
        preactivation = np.array([row @ case.layer(layer).weights for row in below]) + case.layer(layer).bias
        assert_told_everywhere(case, layer, preactivation, "weights_transposed_forward")


@pytest.mark.parametrize("case", [CASES[0], make_case([2, 3], 3), make_case([2, 3, 4], 4, hidden="relu", seed=2)])
def test_softmax_over_batch(case: Case) -> None:
    powers = np.exp(right(case, "preactivation", case.top))
    prediction = powers / powers.sum(axis=0)
    delta = prediction - case.batch.targets
    assert diagnosed(case, "activation", case.top, prediction) == ["softmax_over_batch"]
    assert diagnosed(case, "delta", case.top, delta) == ["softmax_over_batch"]
    below = right(case, "activation", case.top - 1)
    gradient = outer(case, delta, below)
    assert diagnosed(case, "weight_gradient", case.top, gradient) == ["softmax_over_batch"]


def test_what_was_handed_in_right_was_not_made_wrong() -> None:
    case = CASES[0]
    below = right(case, "activation", 1)
    found = worked(case, 2, below @ case.layer(2).weights.T)
    answer = ("delta", 3, found["delta", 3])
    assert codes(graded(case, answer)[0]) == ["bias_missing"]
    marks = graded(case, ("preactivation", 2, right(case, "preactivation", 2)), answer)
    assert [codes(seen) for seen in marks] == [[], []]
