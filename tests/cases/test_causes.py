"""A special cause is named before a general one, and what a flat side blocks is 0 whatever comes back."""

from typing import Any

import pytest

from tests.api.asking import analyzed, ask
from tests.api.streaming import told
from tests.cases.helpers import case

SOFTMAX = "a softmax of one unit is always 1; for two classes use two units, or sigmoid with binary cross-entropy"
KINK = "z̃ is exactly 0, at the kink, where φ′(0) = 0 by convention"


def neurons(answer: dict[str, Any], layer: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer["layers"][layer - 1]["neurons"]
    return found


def one_unit(x: float, activation: Any, bias: float = 0.0) -> dict[str, Any]:
    """z̃ = x + bias, at the output."""
    return {
        "network": {"layers": [{"weights": [[1]], "bias": [bias], "activation": activation}]},
        "data": {"inputs": [[x]], "targets": [[9]]},
        "loss": "mean_squared_error",
    }


def blocked(activation: Any, weight: float, back: float = 1e308) -> dict[str, Any]:
    """A unit on the input 1, and above it a weight that makes what comes back overflow."""
    return {
        "network": {
            "layers": [
                {"weights": [[weight]], "activation": activation},
                {"weights": [[back]], "activation": "identity"},
            ]
        },
        "data": {"inputs": [[1]], "targets": [[-10]]},
        "loss": "mean_squared_error",
    }


def test_softmax_of_one() -> None:
    answer = analyzed(case("softmax-of-one")["body"])
    assert neurons(answer, 2)[0]["status"] == "settled"
    assert neurons(answer, 2)[0]["cause"] == SOFTMAX
    starved = [neuron for neuron in neurons(answer, 1) if neuron["status"] == "starved"]
    assert starved
    assert all(SOFTMAX in neuron["cause"] for neuron in starved)


@pytest.mark.parametrize("hidden", ["tanh", "relu", "gelu", "identity"])
def test_softmax_of_one_whatever_is_beneath(hidden: str) -> None:
    layers = [
        {"units": 4, "activation": hidden, "initializer": "glorot_normal"},
        {"units": 3, "activation": "sigmoid", "initializer": "glorot_normal"},
        {"units": 1, "activation": "softmax", "initializer": "glorot_normal"},
    ]
    data = {"inputs": [[0.5, 2.0], [1.0, -1.0], [3.0, 1.0]], "targets": [0, 0, 0]}
    answer = analyzed({"network": {"layers": layers, "seed": 3}, "data": data})
    for layer in (1, 2, 3):
        judged = [neuron for neuron in neurons(answer, layer) if neuron["status"] != "dead"]
        assert judged
        assert all(SOFTMAX in neuron["cause"] for neuron in judged)


def test_at_the_kink() -> None:
    (neuron,) = neurons(analyzed(case("at-the-kink")["body"]), 1)
    assert neuron["status"] == "dead"
    assert KINK in neuron["cause"]


@pytest.mark.parametrize(
    ("x", "activation", "says"),
    [
        (0, "relu6", KINK),
        (6, "relu6", "z̃ is exactly 6, at the kink, where φ′(6) = 0 by convention"),
        (1, "hardtanh", "z̃ is exactly 1, at the kink, where φ′(1) = 0 by convention"),
        (-1, "hardtanh", "z̃ is exactly −1, at the kink, where φ′(−1) = 0 by convention"),
        (0, {"name": "leaky_relu", "negative_slope": 0}, KINK),
    ],
)
def test_at_other_kinks(x: float, activation: Any, says: str) -> None:
    (neuron,) = neurons(analyzed(one_unit(x, activation)), 1)
    assert says in neuron["cause"]


@pytest.mark.parametrize("activation", ["relu", "relu6"])
def test_next_to_a_kink_is_a_flat_side(activation: str) -> None:
    (neuron,) = neurons(analyzed(one_unit(-5e-324, activation)), 1)
    assert neuron["cause"] == "its preactivation is on the lower flat side on every example"


def test_blocked_times_infinity() -> None:
    answer = analyzed(case("blocked-times-infinity")["body"])
    first = answer["layers"][0]
    assert first["delta"] == [[0]]
    assert first["weight_gradient"] == [[0]]
    assert first["bias_gradient"] == [0]
    assert first["neurons"][0]["status"] == "dead"
    assert first["dead"] == [0]
    assert answer["non_finite"] is None


@pytest.mark.parametrize(
    ("activation", "weight"),
    [
        ("relu", -1),
        ("relu", 0),
        ("relu6", -3),
        ("hardtanh", -1.5),
        ({"name": "leaky_relu", "negative_slope": 0}, -2),
    ],
)
@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_other_units_that_block(activation: Any, weight: float, precision: str) -> None:
    body = {**blocked(activation, weight, 1e308 if precision == "float64" else 3e38), "precision": precision}
    first = analyzed(body)["layers"][0]
    assert first["delta"] == [[0]]
    assert first["neurons"][0]["status"] == "dead"


@pytest.mark.parametrize(
    ("activation", "weight"), [("sigmoid", -800), ("tanh", 500), ("gelu", -60), ("silu", -800)]
)
def test_a_slope_that_underflowed_blocks_nothing(activation: str, weight: float) -> None:
    first = analyzed(blocked(activation, weight))["layers"][0]
    assert first["derivative"] == [[0]]
    assert first["delta"] == [["NaN"]]
    assert first["neurons"][0]["status"] == "unknown"


def test_every_route_says_the_same_of_what_is_blocked() -> None:
    body = case("blocked-times-infinity")["body"]
    target = {"quantity": "delta", "layer": 1, "example": 0, "row": 0}
    explained = ask("POST", "/api/v1/explain", body={**body, "target": target}).json()
    assert explained["value"] == 0
    assert explained["blocked"][0]["unit"] == 0
    assert any("whatever comes back" in note for note in explained["notes"])
    derived = ask("POST", "/api/v1/derivation", body={**body, "example": 0}).text
    assert "NaN" not in derived
    checks = ask("POST", "/api/v1/check", body=body).json()["checks"]
    assert {one["verdict"] for one in checks if one["layer"] == 1} == {"agree"}


def test_a_run_is_not_ended_by_what_is_blocked() -> None:
    optimizer = {"name": "sgd", "learning_rate": 1e-3}
    *_, done = told({**case("blocked-times-infinity")["body"], "steps": 3, "optimizer": optimizer})
    assert done.name == "done"
    assert (done.data["step"], done.data["non_finite"]) == (3, None)
