"""Targets out of reach, rounded, all alike and at odds: told with their numbers where it is certain."""

from typing import Any

import numpy as np
import pytest

from app.engine.network.activations import ACTIVATIONS, activation
from tests.advice.helpers import facts, numbers, said

OUT_OF_REACH = [
    ("relu", -3, "its values are at least 0"),
    ("relu6", 6.5, "its values go from 0 to 6"),
    ("sigmoid", 2, "its values lie between 0 and 1"),
    ("sigmoid", -0.5, "its values lie between 0 and 1"),
    ("tanh", 1.5, "its values lie between −1 and 1"),
    ("hardtanh", -1.25, "its values go from −1 to 1"),
    ("softsign", -1.25, "its values lie between −1 and 1"),
    ("softplus", -0.1, "its values are more than 0"),
    ("elu", -1.5, "its values are more than −1"),
    ("selu", -2, "its values are more than −1.758"),
    ("gelu", -0.2, "its values are at least −0.17"),
    ("gelu_tanh", -0.2, "its values are at least −0.17"),
    ("silu", -0.5, "its values are at least −0.2785"),
    ("mish", -0.5, "its values are at least −0.3088"),
]


@pytest.mark.parametrize(("name", "target", "told"), OUT_OF_REACH)
def test_a_target_out_of_reach(name: str, target: float, told: str) -> None:
    found = said(numbers(name, [0.5, target, 0.25]))["unreachable_target"]
    assert found.pointer == "/data/targets/1/0"
    assert f"cannot give the target {str(target).replace('-', '−')} of example 1: {told}" in found.message


@pytest.mark.parametrize("name", [name for name, row in ACTIVATIONS.items() if row.elementwise])
def test_what_the_function_gives_is_in_reach(name: str) -> None:
    values = activation(name).function(np.linspace(-6, 6, 101))
    assert "unreachable_target" not in said(numbers(name, values))


@pytest.mark.parametrize(
    ("name", "ends"), [("sigmoid", [0, 1]), ("tanh", [-1, 1]), ("softplus", [0]), ("elu", [-1])]
)
def test_an_end_that_is_approached_is_usual(name: str, ends: list[float]) -> None:
    assert "unreachable_target" not in said(numbers(name, ends * 2))


def test_parameters_move_the_range() -> None:
    assert said(numbers(activation("elu", alpha=2), [-1.5, 1, 0])) == {}
    assert "unreachable_target" in said(numbers(activation("elu", alpha=0.5), [-0.75, 1, 0]))
    assert said(numbers("leaky_relu", [-9, 1, 0])) == {}
    assert "unreachable_target" in said(numbers(activation("leaky_relu", negative_slope=0), [-9, 1, 0]))


def test_several_targets_out_of_reach_are_counted() -> None:
    found = said(numbers("relu", [1, -3, 2, -4]))["unreachable_target"]
    assert "cannot give 2 of 4 targets, the first −3 of example 1: " in found.message


def probabilities(targets: Any, given: Any) -> dict[str, Any]:
    inputs = np.random.default_rng(0).normal(size=(len(targets), 2))
    return said(facts("sigmoid", "binary_cross_entropy", inputs, targets, given=given))


def test_a_rounded_target_is_told() -> None:
    found = probabilities([[1], [0], [0]], [1.0000000597, 0, -1e-9])["rounded_target"]
    assert found.pointer == "/data/targets/0"
    assert "the target 1.0000000597 of example 0 is taken as 1, and 1 other target likewise" in found.message
    assert probabilities([[1], [0], [0.5]], [1, 0, 0.5]) == {}
    label = said(facts("softmax", "cross_entropy", [[1, 2], [2, 1]], np.eye(2), given=[0, 0.99999994]))
    assert "the target 0.99999994 of example 1 is taken as 1: " in label["rounded_target"].message


def test_equal_targets_need_examples() -> None:
    assert "equal_targets" in said(numbers("identity", [2] * 5))
    assert said(numbers("identity", [2] * 4)) == {}
    assert said(numbers("identity", [2, 2, 2, 2, 3])) == {}


def test_examples_at_odds() -> None:
    inputs = [[1, 2], [0, -0.0], [3, 1], [1, 2], [0, 0], [1, 2]]
    found = said(facts("softmax", "cross_entropy", inputs, np.eye(2)[[0, 1, 1, 1, 1, 1]]))["contradictory_examples"]
    assert (
        "examples 0 and 3 have the same inputs and different targets (and 1 more pair like that)" in found.message
    )
    assert found.pointer == "/data/targets/3/0"


def test_examples_at_odds_in_single_precision_alone() -> None:
    def message(inputs: list[list[float]], dtype: Any) -> str:
        found = facts("softmax", "cross_entropy", inputs, np.eye(2), dtype=dtype)
        return said(found)["contradictory_examples"].message

    near = [[16777219.0, 1], [16777221.0, 1]]
    told = (
        "have the same inputs in float32, though not as they came (float64 tells them apart), and different targets"
    )
    assert told in message(near, np.float32)
    assert "have the same inputs and different" in message([[1.5, 1], [1.5, 1]], np.float32)
    assert "contradictory_examples" not in said(facts("softmax", "cross_entropy", near, np.eye(2)))


@pytest.mark.parametrize("labels", [[0, 1, 0, 1], [1, 1, 1, 1]])
def test_examples_that_agree(labels: list[int]) -> None:
    inputs = [[1, 2], [2, 1], [1, 2], [3, 0]]  # all rows with the same sum
    assert said(facts("softmax", "cross_entropy", inputs, np.eye(2)[labels])) == {}


def test_repeated_measurements_are_no_contradiction() -> None:
    assert said(numbers("identity", [1, 2, 3], [[1, 2], [1, 2], [0, 1]])) == {}
