"""What an answer says of a layer can be sent again, and gives the same numbers to the bit."""

import io
import json
from typing import Any

import numpy as np
import pytest

from app.engine.network.activations import ACTIVATIONS
from tests.api.asking import analyzed, ask, refused
from tests.api.streaming import asked, named, told

FIELDS = ("weights", "bias", "activation_function", "activation_parameters")
LAYER = "/network/layers/0"


def chosen(name: str) -> Any:
    """The activation with parameters that are not its defaults."""
    parameters = {parameter.name: parameter.default + 0.1 for parameter in ACTIVATIONS[name].parameters}
    return {"name": name, **parameters} if parameters else name


def network(name: str) -> dict[str, Any]:
    """A request with the activation in the hidden layer, or with a softmax at the output only."""
    hidden = chosen(name) if ACTIVATIONS[name].elementwise else "tanh"
    output = {"units": 2, "activation": "softmax", "bias_initializer": {"name": "normal", "scale": 0.3}}
    return {
        "network": {"layers": [{"units": 5, "activation": hidden}, output], "seed": 4},
        "data": {"dataset": "moons", "size": 12},
    }


def sent_back(layers: list[dict[str, Any]], body: dict[str, Any]) -> dict[str, Any]:
    """The request with layers as an answer had them."""
    return {**body, "network": {"layers": [{field: layer[field] for field in FIELDS} for layer in layers]}}


def numbers(analysis: dict[str, Any]) -> dict[str, Any]:
    """All but where the weights come from."""
    return {**analysis, "layers": [{**layer, "initializer": None} for layer in analysis["layers"]]}


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize(("encoding", "precision"), [("list", "float64"), ("base64", "float32")])
def test_an_answer_sent_back_gives_the_same_numbers(name: str, encoding: str, precision: str) -> None:
    body = {**network(name), "encoding": encoding, "precision": precision}
    first = analyzed(body)
    again = analyzed(sent_back(first["layers"], body))
    assert numbers(again) == numbers(first)
    assert all(layer["initializer"] is None for layer in again["layers"])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_parameters_are_told_where_there_are_any(name: str) -> None:
    (layer, output) = analyzed(network(name))["layers"]
    given = chosen(name)
    assert layer["activation_function"] == (name if ACTIVATIONS[name].elementwise else "tanh")
    assert layer["activation_parameters"] == (
        {key: value for key, value in given.items() if key != "name"} if isinstance(given, dict) else None
    )
    assert output["activation_parameters"] is None


@pytest.mark.parametrize("name", ["leaky_relu", "elu", "softplus"])
def test_a_snapshot_and_a_file_sent_back_give_the_numbers_of_the_run(name: str) -> None:
    body = {**network(name), "optimizer": {"name": "adam", "learning_rate": 0.1}, "steps": 3}
    run = told({**body, "encoding": "list"})
    last = named(run, "snapshot")[-1]["analysis"]
    assert all(layer["initializer"] is None for layer in last["layers"])
    asked_for = {"data": body["data"]}
    assert analyzed(sent_back(last["layers"], asked_for)) == last
    with np.load(io.BytesIO(asked({**body, "format": "npz"}).content), allow_pickle=False) as file:
        layers = [
            {
                "weights": file[f"W_{index}"][-1].tolist(),
                "bias": file[f"b_{index}"][-1].tolist(),
                "activation_function": str(function),
                "activation_parameters": json.loads(str(parameters)),
            }
            for index, (function, parameters) in enumerate(
                zip(file["activation_function"], file["activation_parameters"], strict=True)
            )
        ]
    assert analyzed(sent_back(layers, asked_for)) == last


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_units_without_an_initializer_get_the_usual_one_of_their_activation(name: str) -> None:
    rectified = {"relu", "leaky_relu", "relu6", "elu", "gelu", "gelu_tanh", "silu", "mish"}
    usual = "he_normal" if name in rectified else "lecun_normal" if name == "selu" else "glorot_uniform"
    listed = {entry["name"]: entry for entry in ask("GET", "/api/v1/activations").json()}
    assert listed[name]["default_initializer"] == usual
    request = network(name)
    layer = request["network"]["layers"][0 if ACTIVATIONS[name].elementwise else 1]
    first = analyzed(request)
    assert {"name": usual, "scale": 1.0} in [answer["initializer"] for answer in first["layers"]]
    layer["initializer"] = usual
    assert analyzed(request) == first
    layer["initializer"] = {"name": usual, "scale": 0.5}
    assert {"name": usual, "scale": 0.5} in [answer["initializer"] for answer in analyzed(request)["layers"]]


def test_an_explanation_names_the_usual_initializer() -> None:
    target = {"quantity": "weights", "layer": 1, "row": 0, "column": 0}
    answer = ask("POST", "/api/v1/explain", body={**network("selu"), "target": target}).json()
    assert answer["notes"][-1] == "It comes from the initializer lecun_normal with seed 4."


@pytest.mark.parametrize(
    ("fields", "pointer", "message"),
    [
        (
            {"activation": "relu", "activation_function": "relu"},
            "activation_function",
            "expected either activation, or",
        ),
        (
            {"activation": "elu", "activation_parameters": {"alpha": 1}},
            "activation_parameters",
            "expected activation_function beside it",
        ),
        ({"activation_parameters": {"alpha": 1}}, "activation", "missing"),
        ({"activation_function": "ELUU"}, "activation_function", 'did you mean "elu"?'),
        ({"activation_function": {"name": "elu"}}, "activation_function", "expected a text; got an object"),
        (
            {"activation_function": "elu", "activation_parameters": {"alpha": -1}},
            "activation_parameters/alpha",
            "more than 0",
        ),
        (
            {"activation_function": "elu", "activation_parameters": {"beta": 1}},
            "activation_parameters/beta",
            'expected alpha; got "beta"',
        ),
        ({"activation_function": "elu", "activation_parameters": [1]}, "activation_parameters", "an object"),
        ({"activation_function": "elu", "preactivation": [[1]]}, "preactivation", "unknown field"),
        ({"activation_function": "elu", "index": 1}, "index", "unknown field"),
    ],
)
def test_what_does_not_go_together_is_refused(fields: dict[str, Any], pointer: str, message: str) -> None:
    body = {"network": {"layers": [{"weights": [[1, 1]], **fields}]}, "data": {"inputs": [[1, 2]], "targets": [1]}}
    error = refused({**body, "loss": "mean_squared_error"})["errors"][0]
    assert error["pointer"] == f"{LAYER}/{pointer}"
    assert message in error["message"]


def test_a_parameter_that_float32_takes_for_zero_is_told_at_its_place_here_too() -> None:
    layer = {"weights": [[1, 1]], "activation_function": "elu", "activation_parameters": {"alpha": 1e-60}}
    body = {"network": {"layers": [layer]}, "data": {"inputs": [[1, 2]], "targets": [1]}, "precision": "float32"}
    assert [error["pointer"] for error in refused({**body, "loss": "mean_squared_error"})["errors"]] == [
        f"{LAYER}/activation_parameters/alpha"
    ]


def test_a_parameter_beyond_float32_gives_infinities_and_no_fault() -> None:
    layer = {"weights": [[1.0]], "activation": {"name": "elu", "alpha": 1e300}}
    body = {"network": {"layers": [layer]}, "data": {"inputs": [[-1]], "targets": [1]}, "precision": "float32"}
    assert analyzed({**body, "loss": "mean_squared_error"})["layers"][0]["activation"] == [["-Infinity"]]
