"""Messages on shapes say where the transpose would fit, and only there."""

import copy
from typing import Any

import numpy as np
import pytest

from app.wire.examples import ANALYZE_EXAMPLES
from tests.api.asking import ask, refused, typed
from tests.cases.helpers import case

EXERCISE: dict[str, Any] = ANALYZE_EXAMPLES["exercise"]["value"]
W0, W1 = "/network/layers/0/weights", "/network/layers/1/weights"


def remedies(problem: dict[str, Any]) -> set[str]:
    return {error["pointer"] for error in problem["errors"] if error.get("remedy") == "transpose"}


def places(route: str, body: dict[str, Any]) -> list[str]:
    """What the errors of a refused request point at."""
    return [error["pointer"] for error in ask("POST", f"/api/v1/{route}", body=body).json()["errors"]]


def zeros(rows: int, columns: int) -> list[list[float]]:
    return [[0.0] * columns for _ in range(rows)]


def request(weights: list[tuple[int, int]], inputs: tuple[int, int], targets: Any, **more: Any) -> dict[str, Any]:
    """A request of zeros in these shapes; `loss` mean squared error, `bias` by the index of its layer."""
    biases = more.pop("biases", {})
    layers = [
        {"weights": zeros(*shape), "activation": "identity"}
        | ({"bias": [0] * biases[index]} if index in biases else {})
        for index, shape in enumerate(weights)
    ]
    data = {"inputs": zeros(*inputs), "targets": zeros(*targets) if isinstance(targets, tuple) else targets}
    return {"network": {"layers": layers} | more, "data": data, "loss": "mean_squared_error"}


def turned(body: dict[str, Any], pointers: set[str]) -> dict[str, Any]:
    """The request with these arrays turned, as a client's one press does it."""
    changed = copy.deepcopy(body)
    for pointer in pointers:
        *path, last = pointer[1:].split("/")
        place: Any = changed
        for part in path:
            place = place[int(part) if part.isdigit() else part]
        place[last] = np.array(place[last]).T.tolist()
    return changed


def test_transposed_weights() -> None:
    body = case("transposed-weights")["body"]
    problem = refused(body)
    (error,) = problem["errors"]
    assert error["pointer"] == W1
    assert error["message"].endswith("it is 2 × 3: its transpose (3 × 2, units × inputs) would fit")
    assert error["remedy"] == "transpose"
    assert ask("POST", "/api/v1/analyze", body=turned(body, {W1})).status_code == 200


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(request([(2, 4), (4, 3)], (5, 2), (5, 3)), {W0, W1}, id="all weights as inputs × units"),
        pytest.param(request([(4, 2), (3, 4)], (2, 5), (5, 3)), {"/data/inputs"}, id="inputs"),
        pytest.param(request([(4, 2), (3, 4)], (5, 2), (3, 5)), {"/data/targets"}, id="targets"),
        pytest.param(request([(2, 4), (3, 4)], (5, 2), (5, 3)), {W0}, id="first weights"),
        pytest.param(
            request([(4, 2), (3, 4)], (2, 5), (3, 5), input_size=2),
            {"/data/inputs", "/data/targets"},
            id="all data",
        ),
        pytest.param(request([(2, 1)], (3, 2), [0, 0, 0]), {W0}, id="one number a target"),
    ],
)
def test_what_lies_on_its_side_is_found_and_fits_once_turned(body: dict[str, Any], expected: set[str]) -> None:
    assert remedies(refused(body)) == expected
    assert ask("POST", "/api/v1/analyze", body=turned(body, expected)).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(request([(4, 2), (4, 3)], (5, 2), (5, 2)), id="neither way"),
        pytest.param(
            request([(4, 2), (4, 3)], (5, 2), (5, 3), biases={1: 4}), id="the bias is of the units as they came"
        ),
        pytest.param(request([(4, 2), (4, 3), (2, 4)], (5, 2), (5, 2)), id="the layer above would not fit"),
        pytest.param(request([(4, 2), (3, 4)], (2, 5), (2, 3)), id="the targets are of the examples as they came"),
        pytest.param(request([(2, 1)], (3, 2), [0, 0]), id="too few targets"),
    ],
)
def test_where_the_transpose_would_not_fit_nothing_is_said_of_it(body: dict[str, Any]) -> None:
    problem = refused(body)
    assert remedies(problem) == set()
    assert "transpose" not in str(problem)


@pytest.mark.parametrize("width", [1, 3, 4])
@pytest.mark.parametrize("biased", [True, False])
def test_a_number_too_many_in_a_row_is_told_at_the_inputs(width: int, biased: bool) -> None:
    """The network fits itself: to turn all of it would fit too, but that is not what went wrong."""
    body = copy.deepcopy(EXERCISE)
    body["data"]["inputs"] = zeros(1, width)
    for layer in body["network"]["layers"] if not biased else ():
        del layer["bias"]
    (error,) = refused(body)["errors"]
    assert error["pointer"] == "/data/inputs"
    assert "which are 3 × 2; got" in error["message"]
    assert f"got {width}; give 2 numbers" in error["message"]
    assert "remedy" not in error


def test_one_matrix_that_mends_it_is_told_though_the_network_fits_itself() -> None:
    assert remedies(refused(request([(2, 1)], (3, 2), [0, 0, 0]))) == {W0}
    assert remedies(refused(request([(4, 2), (3, 4)], (2, 5), (5, 3)))) == {"/data/inputs"}


def test_class_indices_and_data_sets_decide_too() -> None:
    layers = [
        {"weights": zeros(3, 2), "activation": "relu"},
        {"weights": zeros(3, 2), "activation": "softmax"},
    ]
    data = {"inputs": zeros(1, 2), "targets": [1]}
    assert remedies(refused({"network": {"layers": layers}, "data": data})) == {W1}
    assert remedies(refused({"network": {"layers": layers}, "data": {**data, "targets": [2]}})) == set()
    named: dict[str, Any] = {"network": {"layers": layers}, "data": {"dataset": "moons"}}
    assert remedies(refused(named)) == {W1}
    assert remedies(refused({**named, "data": {"dataset": "blobs"}})) == set()


def test_typed_arrays_are_told_too_and_other_faults_stay() -> None:
    body = copy.deepcopy(EXERCISE)
    body["network"]["layers"][1]["weights"] = typed(zeros(3, 2))
    body["example"] = 7
    problem = refused(body)
    assert remedies(problem) == {W1}
    assert [error["pointer"] for error in problem["errors"]] == [W1, "/example"]


def test_what_the_turned_matrix_would_mend_is_not_told() -> None:
    """The layer above is right for it: only its own fault stays."""
    body = request([(2, 3), (1, 3)], (4, 2), (4, 1))
    assert places("analyze", body) == [W0]
    assert ask("POST", "/api/v1/analyze", body=turned(body, {W0})).status_code == 200


def test_each_of_several_matrices_is_told_what_it_needs_once_the_others_are_turned() -> None:
    problem = refused(request([(2, 4), (4, 3)], (5, 2), (5, 3)))
    assert [error["message"] for error in problem["errors"]] == [
        "expected 2 columns, one for each unit of the input; got 4; it is 2 × 4: its transpose "
        "(4 × 2, units × inputs) would fit",
        "expected 4 columns, one for each unit of the layer below; got 3; it is 4 × 3: its transpose "
        "(3 × 4, units × inputs) would fit",
    ]


def test_what_would_be_wrong_still_is_judged_by_what_was_turned() -> None:
    """An example, the columns' names, a run's batch and surface all go with the inputs."""
    body = request([(4, 2), (3, 4)], (2, 5), (5, 3))
    body["data"]["names"] = ["a", "b"]
    run = {**body, "steps": 1, "surface": 8}
    assert places("analyze", {**body, "example": 4}) == ["/data/inputs"]
    assert places("analyze", {**body, "example": 5}) == ["/data/inputs", "/example"]
    assert places("train", {**run, "batch_size": 5}) == ["/data/inputs"]
    assert places("train", {**run, "batch_size": 6}) == ["/data/inputs", "/batch_size"]
