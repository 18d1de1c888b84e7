"""Targets that are refused: each number told as it is, with what to do, and one change where it mends all."""

from typing import Any

import numpy as np
import pytest

from tests.api.asking import analyzed, array, ask, refused, typed
from tests.cases.helpers import case

Errors = list[dict[str, Any]]


def request(units: int, activation: str, loss: str, targets: Any) -> dict[str, Any]:
    """An analyze request of one layer and two inputs, with targets of whatever form."""
    examples = int(targets["shape"].split(",")[0]) if isinstance(targets, dict) else len(targets)
    layer = {"units": units, "activation": activation, "initializer": "glorot_uniform"}
    return {
        "network": {"layers": [layer]},
        "data": {"inputs": [[0.1 * n, 1] for n in range(examples)], "targets": targets},
        "loss": loss,
    }


def classes(units: int, targets: Any) -> dict[str, Any]:
    return request(units, "softmax", "cross_entropy", targets)


def probabilities(units: int, targets: Any) -> dict[str, Any]:
    return request(units, "sigmoid", "binary_cross_entropy", targets)


def errors_of(body: dict[str, Any]) -> Errors:
    errors: Errors = refused(body)["errors"]
    return errors


def posted(name: str) -> dict[str, Any]:
    """The body of a case that goes to `analyze`."""
    seen = case(name)
    assert seen["route"] == "POST /api/v1/analyze"
    body: dict[str, Any] = seen["body"]
    return body


def test_labels_from_one() -> None:
    whole, cell = errors_of(posted("labels-from-one-rest"))
    assert whole["pointer"] == "/data/targets"
    assert whole["message"].startswith("the labels seem to start at 1")
    assert whole["remedy"] == "labels_from_zero"
    assert cell["pointer"] == "/data/targets/4"
    assert "got 5" in cell["message"]


@pytest.mark.parametrize(
    "body",
    [
        classes(2, [1, 2, 1]),
        classes(3, [3, 2, 2]),
        classes(4, typed([4, 1, 2, 3], "u1")),
        probabilities(1, [1, 2, 2, 1]),
        probabilities(1, [[2], [1]]),
        probabilities(2, [[1, 2], [2, 2]]),
    ],
)
def test_labels_from_one_of_other_forms(body: dict[str, Any]) -> None:
    """And with the change that is named the request fits."""
    (whole, *cells) = errors_of(body)
    assert (whole["pointer"], whole["remedy"]) == ("/data/targets", "labels_from_zero")
    assert cells
    assert all("remedy" not in cell for cell in cells)
    targets = body["data"]["targets"]
    given = array(targets) if not isinstance(targets, dict) else np.array([4, 1, 2, 3])
    analyzed({**body, "data": {**body["data"], "targets": (given - 1).tolist()}})


@pytest.mark.parametrize("targets", [[5], [5, 5, 5], [0, 5], [1, 6], [1.5, 5]])
def test_labels_that_do_not_look_as_if_they_started_at_one(targets: list[float]) -> None:
    assert all("start at 1" not in error["message"] for error in errors_of(classes(5, targets)))


def test_labels_from_one_for_which_the_output_is_too_narrow_as_well() -> None:
    whole, *cells = errors_of(classes(3, [1, 2, 3, 4, 5]))
    assert "seem to start at 1" in whole["message"]
    assert "5 units" in whole["message"]
    assert "remedy" not in whole
    assert [cell["pointer"] for cell in cells] == ["/data/targets/2", "/data/targets/3", "/data/targets/4"]


def test_labels_of_minus_one_and_one() -> None:
    whole, cell = errors_of(posted("binary-labels"))
    assert whole["remedy"] == "minus_one_to_zero"
    assert "got −1 and 1; for labels −1 and 1 use (y + 1) / 2" in whole["message"]
    assert cell == {"pointer": "/data/targets/0", "message": "expected a number from 0 to 1; got −1"}


@pytest.mark.parametrize("body", [classes(2, [1, -1, 1]), probabilities(2, [[1, -1], [-1, 1]])])
def test_labels_of_minus_one_and_one_of_other_forms(body: dict[str, Any]) -> None:
    whole, *cells = errors_of(body)
    assert (whole["pointer"], whole["remedy"]) == ("/data/targets", "minus_one_to_zero")
    assert cells
    targets = (array(body["data"]["targets"]) + 1) / 2
    analyzed({**body, "data": {**body["data"], "targets": targets.tolist()}})


def test_a_sum_that_just_misses_one() -> None:
    (error,) = errors_of(posted("smoothed-labels"))
    assert error["pointer"] == "/data/targets/0"
    assert error["message"].endswith("sum to 1; got a sum of 1.0001; divide the row by its sum")
    assert error["remedy"] == "divide_by_sum"


@pytest.mark.parametrize(
    ("row", "told", "remedy"),
    [
        ([0.5, 0.5000011], "1.0000011", "divide_by_sum"),
        ([0.5, 0.49999889], "0.99999889", "divide_by_sum"),
        ([3, 1], "4;", "divide_by_sum"),
        ([0, 0], "a sum of 0; put 1 at the class", None),
        ([1e308, 1e308], "∞", None),
    ],
)
def test_a_sum_is_told_so_that_it_differs_from_one(row: list[float], told: str, remedy: str | None) -> None:
    (error,) = errors_of(classes(2, [row]))
    assert told in error["message"]
    assert error.get("remedy") == remedy


def test_a_number_that_is_one_but_for_single_precision() -> None:
    answer = analyzed(posted("just-above-one"))
    assert answer["targets"] == [[1.0], [0.0]]


@pytest.mark.parametrize(
    ("body", "taken"),
    [
        (probabilities(1, [-1e-9, 1]), [[0], [1]]),
        (probabilities(2, [[1.0000001, 0.25], [0.1, -1e-8]]), [[1, 0.25], [0.1, 0]]),
        (classes(2, [[1.0000000597, -5.97e-8]]), [[1.0000000597, 0]]),
        (classes(3, [0.99999994, 2.0000002, -1e-9]), [[0, 1, 0], [0, 0, 1], [1, 0, 0]]),
        (probabilities(1, typed([1 + 2.0**-23, 0.5], "f4")), [[1], [0.5]]),
    ],
)
def test_what_single_precision_rounds_away_is_no_fault(body: dict[str, Any], taken: list[list[float]]) -> None:
    np.testing.assert_array_equal(array(analyzed(body)["targets"]), taken)


@pytest.mark.parametrize(
    ("body", "pointer", "told"),
    [
        (probabilities(1, [1.0000003, 0]), "/data/targets/0", "got 1.0000003"),
        (probabilities(1, [0, -1e-6]), "/data/targets/1", "got −1e−06"),
        (probabilities(2, [[0, 1], [0.5, 2]]), "/data/targets/1/1", "got 2"),
        (classes(2, [[0.5, 0.5], [1.5, -0.5]]), "/data/targets/1/1", "got −0.5"),
        (classes(3, [0, 1.000001]), "/data/targets/1", "got 1.000001; probabilities come as a row"),
        (classes(3, [0, 3]), "/data/targets/1", "got 3; class 3 needs at least 4 output units"),
        (classes(1, [0, 1]), "/data/targets/1", "for two classes use two units"),
        (classes(3, [[0], [2]]), "/data/targets", "got 1 column; class indices come as a list"),
        (
            request(3, "tanh", "mean_squared_error", [0, 2]),
            "/data/targets",
            "single numbers; for classes put a row",
        ),
    ],
)
def test_a_number_is_told_as_it_is_at_its_place(body: dict[str, Any], pointer: str, told: str) -> None:
    (error,) = errors_of(body)
    assert error["pointer"] == pointer
    assert told in error["message"]
    assert "remedy" not in error


def test_all_faults_are_told_but_at_most_twenty() -> None:
    assert len(errors_of(probabilities(1, [0, 2, 3, -4]))) == 3
    many = errors_of(classes(30, [n + 1 for n in range(30)] + [30] * 30))
    assert len(many) == 20
    assert many[0]["remedy"] == "labels_from_zero"


def test_no_message_is_a_range_of_one_number() -> None:
    for body in (probabilities(1, [3, 3]), classes(1, [2]), classes(2, [4, 4])):
        for error in errors_of(body):
            assert "0 to 0" not in error["message"]
            assert "3 to 3" not in error["message"]


def test_a_number_beyond_the_precision_is_told() -> None:
    body = request(1, "identity", "mean_squared_error", [3.5e38])
    answer = ask("POST", "/api/v1/analyze", body={**body, "precision": "float32"})
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "/data/targets/0"
    assert "up to 3.4028234663852886e+38; got 3.5e+38; take float64" in error["message"]
