"""POST /api/v1/analyze: the contract of its answer, its encodings, pooling, data sets and targets."""

import copy
import math
from typing import Any

import numpy as np
import pytest

from app.engine.data.sets import DATASETS
from app.engine.network.activations import ACTIVATIONS
from app.engine.network.initializers import INITIALIZERS
from app.wire.arrays import pooled
from app.wire.examples import ANALYZE_EXAMPLES
from tests.api.asking import analyzed, array, ask, typed
from tests.engine.helpers import cases, close

EXERCISE = ANALYZE_EXAMPLES["exercise"]["value"]
QUANTITIES = [
    "preactivation",
    "activation",
    "derivative",
    "delta",
    "weights",
    "bias",
    "weight_gradient",
    "bias_gradient",
]


def changed(**values: Any) -> dict[str, Any]:
    return {**copy.deepcopy(EXERCISE), **values}


@pytest.mark.parametrize("encoding", ["list", "base64"])
@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_reference(case: dict[str, Any], encoding: str) -> None:
    answer = analyzed({**case["request"], "encoding": encoding})
    expected = case["expected"]
    assert close(answer["loss"], expected["loss"])
    assert close(array(answer["losses"]), expected["losses"])
    for layer, quantities in zip(answer["layers"], expected["layers"], strict=True):
        for name, values in quantities.items():
            assert close(array(layer[name]), values), name


def test_the_answer_has_exactly_the_contracts_fields() -> None:
    answer = analyzed(EXERCISE)
    fields = ["loss", "losses", "accuracy", "input", "targets", "layers", "non_finite"]
    assert list(answer) == [*fields, "interference", "interference_summary", "sparsity_summary", "advice"]
    for index, layer in enumerate(answer["layers"], start=1):
        tail = ["neurons", "dead", "dead_examples", "gradient_norm", "sparsity"]
        head = ["index", "units", "activation_function", "activation_parameters", "initializer"]
        assert list(layer) == [*head, *QUANTITIES, *tail]
        assert layer["index"] == index
        assert [neuron["index"] for neuron in layer["neurons"]] == list(range(layer["units"]))
    first, last = answer["layers"]
    assert first["neurons"][0] == {
        "index": 0,
        "status": "dead",
        "cause": "its preactivation is on the lower flat side on every example",
        "active_fraction": 0.0,
        "min_preactivation": -1.0,
        "max_preactivation": -1.0,
        "dormancy": 0.0,
        "certified_dead": None,
        "permanent": True,
    }
    assert (first["dead"], last["dead"], first["dead_examples"]) == ([0, 2], [], [])
    assert last["derivative"] is None
    assert last["neurons"][0]["active_fraction"] is None
    assert (answer["input"], answer["targets"], answer["non_finite"]) == ([[1, 2]], [[1, 0]], None)
    assert math.copysign(1, first["weight_gradient"][0][0]) == 1


def test_negative_zeros_are_sent_as_zero_in_both_encodings() -> None:
    request = changed(data={"inputs": [[-1, -2]], "targets": [0]})
    for encoding in ("list", "base64"):
        answer = analyzed({**request, "encoding": encoding})
        for layer in answer["layers"]:
            for name in ("weight_gradient", "bias_gradient", "delta"):
                values = array(layer[name])
                assert not np.signbit(values[values == 0]).any()


def test_both_encodings_carry_the_same_numbers_and_base64_says_its_shape() -> None:
    request = ANALYZE_EXAMPLES["dataset"]["value"]
    lists, bases = analyzed(request), analyzed({**request, "encoding": "base64"})
    for one, other in zip(lists["layers"], bases["layers"], strict=True):
        for name in QUANTITIES:
            if one[name] is not None:
                assert (array(one[name]) == array(other[name])).all()
    assert bases["layers"][0]["weights"]["shape"] == "8, 2"
    assert bases["layers"][0]["bias"]["shape"] == "8"
    assert bases["losses"]["dtype"] == "f8"
    single = analyzed({**request, "encoding": "base64", "precision": "float32"})
    assert single["layers"][0]["delta"]["dtype"] == "f4"


def test_requests_may_carry_typed_arrays() -> None:
    request = copy.deepcopy(EXERCISE)
    for layer in request["network"]["layers"]:
        layer["weights"], layer["bias"] = typed(layer["weights"], "f4"), typed(layer["bias"])
    request["data"] = {"inputs": typed([[1, 2]], "i2"), "targets": typed([0], "u1")}
    assert analyzed(request) == analyzed(EXERCISE)


def test_numbers_that_are_not_finite_are_strings() -> None:
    weights = [[1e308, 1e308], [-1e308, -1e308], [1, 1]]
    request = changed(data={"inputs": [[10, 10]], "targets": [0]})
    request["network"]["layers"][0]["weights"] = weights
    answer = analyzed(request)
    assert answer["layers"][0]["preactivation"] == [["Infinity", "-Infinity", 20.0]]
    assert answer["layers"][1]["preactivation"][0][0] == "Infinity"
    assert answer["loss"] == "NaN"
    assert answer["layers"][0]["neurons"][0]["status"] == "unknown"
    assert answer["layers"][0]["neurons"][0]["max_preactivation"] == "Infinity"
    assert answer["non_finite"] == {"layer": 1, "quantity": "preactivation", "count": 2}


def test_example_gives_the_gradients_of_that_example_alone() -> None:
    request = changed(data={"inputs": [[1, 2], [3, -1]], "targets": [0, 1]})
    alone = analyzed(changed(data={"inputs": [[3, -1]], "targets": [1]}))
    chosen = analyzed({**request, "example": 1})
    for one, other in zip(alone["layers"], chosen["layers"], strict=True):
        assert one["weight_gradient"] == other["weight_gradient"]
        assert one["bias_gradient"] == other["bias_gradient"]
        assert len(other["delta"]) == 2


def test_sum_reduction() -> None:
    request = changed(data={"inputs": [[1, 2], [3, -1]], "targets": [0, 1]})
    mean, total = analyzed(request), analyzed({**request, "reduction": "sum"})
    assert total["loss"] == pytest.approx(2 * mean["loss"])
    assert np.allclose(total["layers"][0]["weight_gradient"], 2 * np.array(mean["layers"][0]["weight_gradient"]))
    assert total["layers"][0]["delta"] == mean["layers"][0]["delta"]


@pytest.mark.parametrize("encoding", ["list", "base64"])
def test_pooling_keeps_the_entry_of_largest_magnitude(encoding: str) -> None:
    request = {**ANALYZE_EXAMPLES["dataset"]["value"], "encoding": encoding}
    whole = analyzed(request)["layers"][0]
    coarse = analyzed({**request, "max_cells": [3, 2]})["layers"][0]
    weights, picture = array(whole["weights"]), coarse["weights"]
    assert (picture["shape"], picture["pool"]) == ([8, 2], [3, 1])
    seen = array(picture["pooled"])
    assert seen.shape == (3, 2)
    for row in range(3):
        block = weights[3 * row : 3 * row + 3]
        for column in range(2):
            assert seen[row, column] == block[np.abs(block[:, column]).argmax(), column]
    assert (coarse["bias"]["shape"], coarse["bias"]["pool"]) == ([8, 1], [3, 1])
    assert array(coarse["bias"]["pooled"]).shape == (3,)
    assert coarse["delta"]["shape"] == [64, 8]
    assert len(coarse["neurons"]) == 8


def test_what_fits_is_not_pooled() -> None:
    assert analyzed({**EXERCISE, "max_cells": [3, 3]}) == analyzed(EXERCISE)


def test_pooling_shows_what_is_not_a_number() -> None:
    matrix = np.array([[1.0, -np.inf, 2.0, -3.0], [np.nan, np.inf, 2.5, 3.0]])
    picture = pooled(matrix, 2, 1)
    assert np.isnan(picture[0, 0])
    assert picture[0, 1:].tolist() == [np.inf, 2.5, 3.0]


@pytest.mark.parametrize("name", [name for name, row in ACTIVATIONS.items() if row.elementwise])
def test_every_activation_is_reached_by_name(name: str) -> None:
    request = copy.deepcopy(EXERCISE)
    request["network"]["layers"][0]["activation"] = name
    assert analyzed(request)["layers"][0]["activation_function"] == name


def test_an_activation_takes_its_parameter() -> None:
    request = copy.deepcopy(EXERCISE)
    request["network"]["layers"][0]["activation"] = {"name": "leaky_relu", "negative_slope": 0.5}
    assert analyzed(request)["layers"][0]["activation"] == [[-0.5, 1.5, -0.5]]


@pytest.mark.parametrize("name", INITIALIZERS)
def test_every_initializer_is_reached_by_name_and_repeats(name: str) -> None:
    layer = {"units": 3, "activation": "tanh", "initializer": {"name": name, "scale": 0.5}}
    output = {"units": 2, "activation": "softmax", "initializer": "glorot_uniform"}
    request = changed(network={"layers": [layer, output], "seed": 7, "input_size": 2})
    answer = analyzed(request)
    assert answer == analyzed(request)
    assert np.array(answer["layers"][0]["weights"]).shape == (3, 2)


def test_a_change_of_one_layer_leaves_the_others_numbers_alone() -> None:
    request = ANALYZE_EXAMPLES["dataset"]["value"]
    other = copy.deepcopy(request)
    other["network"]["layers"][0]["bias_initializer"] = {"name": "constant", "scale": 0.1}
    one, two = analyzed(request), analyzed(other)
    assert one["layers"][0]["weights"] == two["layers"][0]["weights"]
    assert one["layers"][1]["weights"] == two["layers"][1]["weights"]
    assert two["layers"][0]["bias"] == [0.1] * 8


@pytest.mark.parametrize("name", DATASETS)
def test_every_data_set_is_reached_by_name(name: str) -> None:
    classes = len(DATASETS[name].classes)
    output = {"units": classes, "activation": "softmax", "initializer": "glorot_uniform"}
    answer = analyzed({"network": {"layers": [output]}, "data": {"dataset": name, "size": 20, "seed": 1}})
    assert np.array(answer["input"]).shape == (20, len(DATASETS[name].features))
    assert np.array(answer["targets"]).sum() == 20


def test_a_data_set_of_two_classes_fits_a_single_output() -> None:
    output = {"units": 1, "activation": "sigmoid", "initializer": "glorot_uniform"}
    answer = analyzed(
        {
            "network": {"layers": [output]},
            "data": {"dataset": "xor", "size": 4, "noise": 0},
            "loss": "binary_cross_entropy",
        }
    )
    assert sorted(row[0] for row in answer["targets"]) == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("targets", "dense"), [([1], [[0, 1]]), ([[0, 1]], [[0, 1]]), ([[0.25, 0.75]], [[0.25, 0.75]])]
)
def test_targets_of_cross_entropy(targets: Any, dense: Any) -> None:
    assert analyzed(changed(data={"inputs": [[1, 2]], "targets": targets}))["targets"] == dense


def test_a_single_output_takes_plain_numbers_for_targets() -> None:
    network = {"layers": [{"weights": [[1, 1]], "activation": "identity"}]}
    data = {"inputs": [[1, 2], [3, 4]], "targets": [3, 8]}
    answer = analyzed({"network": network, "data": data, "loss": "mean_squared_error"})
    assert (answer["losses"], answer["accuracy"]) == ([0, 1], None)


@pytest.mark.parametrize("name", ANALYZE_EXAMPLES)
def test_the_documented_examples_work(name: str) -> None:
    assert analyzed(ANALYZE_EXAMPLES[name]["value"])["non_finite"] is None


def test_the_listings_name_everything() -> None:
    assert [row["name"] for row in ask("GET", "/api/v1/activations").json()] == list(ACTIVATIONS)
    assert [row["name"] for row in ask("GET", "/api/v1/initializers").json()] == list(INITIALIZERS)
    assert [row["name"] for row in ask("GET", "/api/v1/datasets").json()] == list(DATASETS)
    losses = {row["name"]: row["output_activation"] for row in ask("GET", "/api/v1/losses").json()}
    assert losses == {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"} | dict.fromkeys(
        ("mean_squared_error", "mean_absolute_error")
    )
    assert {"name", "title", "description", "request", "training"} == set(ask("GET", "/api/v1/presets").json()[0])
