"""What must be refused: 422 with a pointer to the culprit and what was expected, 413 with estimate and limit."""

import copy
import enum
import json
from typing import Any

import pytest

from app.main import create_app
from app.wire.examples import ANALYZE_EXAMPLES
from tests.api.asking import ask, refused, settings, typed

EXERCISE = ANALYZE_EXAMPLES["exercise"]["value"]
INITIALIZED = ANALYZE_EXAMPLES["dataset"]["value"]


class Missing(enum.Enum):
    """Named, so that its text is the same in every process."""

    MISSING = "missing"


MISSING = Missing.MISSING


def put(request: Any, pointer: str, value: Any) -> dict[str, Any]:
    """A copy of the request with the value at the pointer, or without it if it is MISSING."""
    changed: dict[str, Any] = copy.deepcopy(request)
    place: Any = changed
    *path, last = [int(part) if part.isdigit() else part for part in pointer[1:].split("/")]
    for part in path:
        place = place[part]
    if value is MISSING:
        del place[last]
    else:
        place[last] = value
    return changed


L0, L1 = "/network/layers/0", "/network/layers/1"
EXPLICIT = [
    # where it is wrong, what stands there, where the error points, what it says
    (f"{L0}/weights", [[1, -1], [0.5], [-1, 0]], f"{L0}/weights/1", "expected 2 numbers"),
    (f"{L0}/weights", [], f"{L0}/weights", "at least one"),
    (f"{L0}/weights", [[]], f"{L0}/weights/0", "at least one"),
    (f"{L0}/weights", [1, 2], f"{L0}/weights/0", "expected a list"),
    (f"{L0}/weights", 3, f"{L0}/weights", "expected a list"),
    (f"{L0}/weights/1/0", "0.5", f"{L0}/weights/1/0", "expected a number; got the text"),
    (f"{L0}/weights/1/0", True, f"{L0}/weights/1/0", "expected a number; got true"),
    (f"{L0}/weights/1/0", None, f"{L0}/weights/1/0", "expected a number; got null"),
    (
        f"{L1}/weights",
        [[1, 2], [3, 4]],
        f"{L1}/weights",
        "expected 3 columns, one for each unit of the layer below; got 2",
    ),
    (f"{L0}/bias", [0, 0], f"{L0}/bias", "expected 3 numbers"),
    (f"{L0}/activation", "rellu", f"{L0}/activation", '; got "rellu"; did you mean "relu"?'),
    (f"{L0}/activation", {"name": "relu", "slope": 1}, f"{L0}/activation/slope", 'takes no parameter; got "slope"'),
    (f"{L0}/activation", "softmax", f"{L0}/activation", "output only"),
    (
        f"{L0}/activation",
        {"name": "leaky_relu", "negative_slope": "x"},
        f"{L0}/activation/negative_slope",
        "number",
    ),
    (f"{L0}/activation", MISSING, f"{L0}/activation", "missing"),
    (f"{L0}/units", 3, f"{L0}/units", "got both"),
    (f"{L0}/weigths", [[1]], f"{L0}/weigths", "unknown field"),
    ("/network/layers", [], "/network/layers", "at least 1"),
    ("/network/seed", -1, "/network/seed", "at least 0"),
    ("/network/seed", 1.5, "/network/seed", "whole number"),
    ("/network/input_size", 3, "/network/input_size", "expected 2"),
    ("/loss", "cross-entropy", "/loss", '; got "cross-entropy"; did you mean "cross_entropy"?'),
    ("/loss", "hinge", "/loss", 'mean_squared_error, mean_absolute_error; got "hinge"'),
    ("/loss", "mean_squared_error", "/loss", "elementwise"),
    ("/loss", "binary_cross_entropy", "/loss", "expects sigmoid"),
    ("/reduction", "max", "/reduction", 'expected "mean" or "sum"; got the text "max"'),
    ("/precision", "float16", "/precision", "float64"),
    ("/encoding", "hex", "/encoding", "list"),
    ("/example", 1, "/example", "expected example 0, the only one; got 1"),
    ("/example", -1, "/example", "at least 0"),
    ("/max_cells", [0, 1], "/max_cells/0", "at least 1"),
    ("/max_cells", [1], "/max_cells", "at least 2"),
    ("/nonsense", 1, "/nonsense", "unknown field"),
    ("/network", MISSING, "/network", "missing"),
    ("/data/inputs", [], "/data/inputs", "at least one"),
    ("/data/inputs", [[1, 2], [3]], "/data/inputs/1", "expected 2 numbers"),
    ("/data/inputs", [[1, 2], [3, 4]], "/data/targets", "expected 2 targets, one for"),
    ("/data/targets", [0, 1], "/data/targets", "expected 1 target, one for each row of the inputs; got 2"),
    (
        "/data/inputs",
        [[1, 2, 3]],
        "/data/inputs",
        "expected 2 columns, one for each of the first weights, which are 3 × 2",
    ),
    ("/data/inputs", [[1]], "/data/inputs", "got 1; give 2 numbers an example, or weights with 1 column"),
    ("/data/targets", [2], "/data/targets/0", "whole number from 0 to 1; got 2"),
    ("/data/targets", [-1], "/data/targets/0", "got −1"),
    ("/data/targets", [0.5], "/data/targets/0", "got 0.5"),
    ("/data/targets", [[0.5, 0.6]], "/data/targets/0", "sum to 1"),
    ("/data/targets", [[1.5, -0.5]], "/data/targets/0/1", "at least 0; got −0.5"),
    ("/data/targets", [[1e308, 1e308]], "/data/targets/0", "sum to 1"),
    ("/data/targets", [[1, 0, 0]], "/data/targets", "expected 2 columns"),
    ("/data/targets", MISSING, "/data", "targets"),
    ("/data", {}, "/data", "or a dataset"),
    ("/data/dataset", "moons", "/data/inputs", "got both"),
    ("/data/size", 3, "/data/size", "expected a dataset"),
    ("/data/inputs", {**typed([[1, 2]]), "bdata": "AAAA"}, "/data/inputs/bdata", "expected 16 bytes"),
    ("/data/inputs", {**typed([[1, 2]]), "bdata": "!"}, "/data/inputs/bdata", "base64"),
    ("/data/inputs", {**typed([[1, 2]]), "dtype": "c16"}, "/data/inputs/dtype", "f8"),
    ("/data/inputs", {**typed([[1, 2]]), "shape": "2"}, "/data/inputs/shape", "2 dimensions"),
    ("/data/inputs", {**typed([[1, 2]]), "shape": "1, x"}, "/data/inputs/shape", "whole numbers"),
    ("/data/inputs", {**typed([[1, 2]]), "shape": "-1, -2"}, "/data/inputs/shape", "at least 0; got −2"),
    ("/data/inputs", {**typed([[1, 2]]), "shape": "0, 2", "bdata": ""}, "/data/inputs/shape", "at least one"),
    ("/data/inputs", typed([[1, float("nan")]]), "/data/inputs/bdata", "finite"),
    ("/data/inputs", {"dtype": "f8"}, "/data/inputs/shape", "missing"),
]
FROM_A_DATA_SET = [
    (f"{L0}/units", 0, f"{L0}/units", "at least 1"),
    (f"{L0}/units", MISSING, L0, "units with an initializer"),
    (f"{L0}/initializer", "HeNormal", f"{L0}/initializer", '; got "HeNormal"; did you mean "he_normal"?'),
    (f"{L0}/initializer", {"name": "he_normal", "scale": -1}, f"{L0}/initializer/scale", "at least 0"),
    (f"{L0}/initializer", {"name": "he_normal", "gain": 1}, f"{L0}/initializer/gain", "unknown field"),
    (f"{L0}/initializer", {"name": "normal", "scale": 1.7e308}, f"{L0}/initializer/scale", "finite"),
    (f"{L0}/bias_initializer", "randomized_asymmetric", f"{L0}/bias_initializer", "together"),
    (f"{L0}/bias", [0] * 8, f"{L0}/bias", "weights beside"),
    (
        "/data/dataset",
        "mnist",
        "/data/dataset",
        'expected one of xor, moons, circles, blobs, spirals, gaussian_xor, iris, digits; got "mnist"',
    ),
    ("/data/dataset", "x" * 50, "/data/dataset", 'got "' + "x" * 40 + '…"'),
    ("/data/size", 0, "/data/size", "at least 1"),
    ("/data/noise", -0.1, "/data/noise", "at least 0"),
    ("/data/noise", 1e308, "/data/noise", "keeps the inputs finite"),
    ("/data/seed", -1, "/data/seed", "at least 0"),
    ("/data", {"dataset": "iris", "size": 151}, "/data/size", "at most 150"),
    ("/data", {"dataset": "iris", "noise": 0.1}, "/data/noise", "real data"),
    ("/data", {"dataset": "iris"}, "/data/dataset", "at least 3 output units"),
]


@pytest.mark.parametrize(
    ("request_", "place", "value", "pointer", "message"),
    [(EXERCISE, *row) for row in EXPLICIT] + [(INITIALIZED, *row) for row in FROM_A_DATA_SET],
    ids=[f"{row[0]}={'missing' if row[1] is MISSING else str(row[1])[:40]}" for row in EXPLICIT + FROM_A_DATA_SET],
)
def test_bad_input_is_refused_at_its_place(
    request_: Any, place: str, value: Any, pointer: str, message: str
) -> None:
    problem = refused(put(request_, place, value))
    assert problem["errors"][0]["pointer"] == pointer
    assert message in problem["errors"][0]["message"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_numbers_that_are_not_finite_are_refused(number: str) -> None:
    content = json.dumps(put(EXERCISE, f"{L0}/weights/0/1", 12345)).replace("12345", number)
    answer = ask("POST", "/api/v1/analyze", content=content.encode())
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"{L0}/weights/0/1"


def test_numbers_outside_float32_are_refused_there_only() -> None:
    request = put(EXERCISE, f"{L0}/weights/0/0", 1e300)
    assert ask("POST", "/api/v1/analyze", body=request).status_code == 200
    problem = refused({**request, "precision": "float32"})
    assert problem["errors"][0]["pointer"] == f"{L0}/weights/0/0"


def test_a_slope_that_float32_takes_for_zero_is_refused_there_only() -> None:
    """It would be a flat side that nobody asked for."""
    request = put(EXERCISE, f"{L0}/activation", {"name": "leaky_relu", "negative_slope": 1e-60})
    assert ask("POST", "/api/v1/analyze", body=request).status_code == 200
    problem = refused({**request, "precision": "float32"})
    assert problem["errors"] == [
        {
            "pointer": f"{L0}/activation/negative_slope",
            "message": "expected a negative_slope that is not 0 in float32; got 1e−60; take 0 or float64",
        }
    ]


def test_binary_targets_must_be_probabilities() -> None:
    request = {
        "network": {"layers": [{"weights": [[1, 1]], "activation": "sigmoid"}]},
        "data": {"inputs": [[1, 2], [3, 4]], "targets": [[0.5], [1.5]]},
        "loss": "binary_cross_entropy",
    }
    problem = refused(request)
    assert problem["errors"] == [
        {"pointer": "/data/targets/1/0", "message": "expected a number from 0 to 1; got 1.5"}
    ]


def test_at_most_twenty_errors_are_told() -> None:
    request = put(EXERCISE, "/data", {"inputs": [[1, 2]] * 100, "targets": [7] * 100})
    assert len(refused(request)["errors"]) == 20
    assert len(refused({f"field{index}": 1 for index in range(100)})["errors"]) == 20


def test_errors_of_several_places_are_told_together() -> None:
    request = put(put(EXERCISE, f"{L0}/activation", "swish"), "/example", 9)
    assert {error["pointer"] for error in refused(request)["errors"]} == {f"{L0}/activation", "/example"}


LARGE = {
    "max_layers": 1,
    "max_units": 7,
    "max_parameters": 41,
    "max_batch": 63,
    "max_flops": 1000,
    "max_working_bytes": 1024,
    "max_answer_bytes": 1024,
}


@pytest.mark.parametrize(("name", "limit"), LARGE.items())
def test_limits_tell_estimate_and_limit(name: str, limit: int) -> None:
    problem = refused(INITIALIZED, 413, **{name: limit})
    assert f"limit of {limit:,}" in problem["detail"]
    assert f"NABLASCOPE_{name.upper()}" in problem["detail"]


def test_nothing_is_allocated_for_what_is_too_large() -> None:
    layer = {"units": 2**40, "activation": "relu", "initializer": "he_normal"}
    problem = refused(
        {"network": {"layers": [layer]}, "data": {"inputs": [[1]], "targets": [0]}, "loss": "mean_squared_error"},
        413,
    )
    assert "units of a layer" in problem["detail"]


def test_a_factorisation_counts_in_the_estimate() -> None:
    layer = {"units": 300, "activation": "tanh", "initializer": "orthogonal"}
    output = {"units": 1, "activation": "identity", "initializer": "zeros"}
    request = {"network": {"layers": [layer, layer, output]}, "data": {"inputs": [[1]], "targets": [0]}}
    problem = refused({**request, "loss": "mean_squared_error"}, 413, max_flops=10**8)
    assert "floating-point operations" in problem["detail"]


def test_pooling_lowers_the_estimate_of_the_answer() -> None:
    app = create_app(settings(max_answer_bytes=9000))
    assert ask("POST", "/api/v1/analyze", body=INITIALIZED, app=app).status_code == 413
    assert ask("POST", "/api/v1/analyze", body={**INITIALIZED, "max_cells": [4, 4]}, app=app).status_code == 200


@pytest.mark.parametrize("encoding", ["list", "base64"])
def test_the_estimate_of_the_answer_is_no_less_than_the_answer(encoding: str) -> None:
    request = {**INITIALIZED, "encoding": encoding}
    size = len(ask("POST", "/api/v1/analyze", body=request).content)
    problem = refused(request, 413, max_answer_bytes=size - 1000)
    assert "estimated bytes of the answer" in problem["detail"]
