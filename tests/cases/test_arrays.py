"""Arrays: every fault is told at its cell, at most twenty in an answer, however many there are."""

import copy
import json
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from app.wire.examples import ANALYZE_EXAMPLES
from app.wire.network.request import AnalyzeRequest
from tests.api.asking import ask, refused, typed
from tests.cases.helpers import case

EXERCISE: dict[str, Any] = ANALYZE_EXAMPLES["exercise"]["value"]
L0 = "/network/layers/0"


def pointers(problem: dict[str, Any]) -> list[str]:
    return [error["pointer"] for error in problem["errors"]]


def with_weights(weights: Any, bias: Any = (0, 0, 0), **more: Any) -> dict[str, Any]:
    request = copy.deepcopy(EXERCISE)
    request["network"]["layers"][0].update(weights=weights, bias=list(bias))
    return {**request, **more}


def test_three_faults() -> None:
    problem = refused(case("three-faults")["body"])
    assert pointers(problem) == ["/data/inputs/0/0", "/data/inputs/0/1", "/data/inputs/1/0"]
    assert problem["errors"][2]["message"] == 'expected a number; got the text "c"'


def test_cells_and_rows_of_several_arrays_are_told_together_in_their_order() -> None:
    request = with_weights([[1, None], [True, 0.5, 3], "x"], bias=[0, "NaN", 10**400])
    request["data"] = {"inputs": [[1, [2]]], "targets": [False]}
    problem = refused(request)
    assert [(error["pointer"], error["message"]) for error in problem["errors"]] == [
        (f"{L0}/weights/0/1", "expected a number; got null"),
        (f"{L0}/weights/1", "expected 2 numbers, as in the first row; got 3"),
        (f"{L0}/weights/1/0", "expected a number; got true"),
        (f"{L0}/weights/2", 'expected a list, as the first row; got the text "x"'),
        (f"{L0}/bias/1", 'expected a finite number; got the text "NaN"'),
        (f"{L0}/bias/2", "expected a finite number; got a very large whole number"),
        ("/data/inputs/0/1", "expected a number; got a list of 1 entry"),
        ("/data/targets/0", "expected a number; got false"),
    ]


def test_a_first_row_unlike_all_others_is_the_one_that_is_told() -> None:
    problem = refused(with_weights([[1], [2, 3], [4, 5]]))
    assert problem["errors"] == [
        {"pointer": f"{L0}/weights/0", "message": "expected 2 numbers, as in most rows; got 1"}
    ]


def test_empty_rows_are_told_each() -> None:
    assert pointers(refused(with_weights([[], []]))) == [f"{L0}/weights/0", f"{L0}/weights/1"]
    assert pointers(refused(with_weights([[1, 2], [], [3, 4]]))) == [f"{L0}/weights/1"]


def test_numbers_that_are_not_finite_are_told_each() -> None:
    content = json.dumps(with_weights([[1, 77], [2, 88], [3, 99]]))
    for number, text in (("77", "NaN"), ("88", "-Infinity"), ("99", "1e400")):
        content = content.replace(number, text)
    answer = ask("POST", "/api/v1/analyze", content=content.encode())
    assert pointers(answer.json()) == [f"{L0}/weights/{row}/1" for row in range(3)]


def test_a_typed_array_tells_each_entry_that_is_not_finite_by_its_index() -> None:
    request = with_weights(typed([[1, np.nan], [np.inf, 2], [3, 4]]), bias=[0, 0, 0])
    request["network"]["layers"][1]["bias"] = typed([-np.inf, np.nan])
    problem = refused(request)
    assert pointers(problem) == [f"{L0}/weights/bdata"] * 2 + ["/network/layers/1/bias/bdata"] * 2
    assert [error["message"].partition("; ")[2] for error in problem["errors"]] == [
        "got NaN in row 0, column 1",
        "got infinity in row 1, column 0",
        "got −infinity in entry 0",
        "got NaN in entry 1",
    ]


@pytest.mark.parametrize("form", [lambda rows: rows, typed], ids=["lists", "typed"])
def test_what_single_precision_cannot_hold_is_told_at_each_cell_of_every_array(form: Any) -> None:
    request = with_weights(form([[1, 1e300], [-1e39, 2], [3, 4]]), bias=[0, 0, 4e38], precision="float32")
    request["data"]["inputs"] = form([[1e200, 0]])
    problem = refused(request)
    assert pointers(problem) == [
        f"{L0}/weights/0/1", f"{L0}/weights/1/0", f"{L0}/bias/2", "/data/inputs/0/0"
    ]  # fmt: skip
    assert "up to 3.4028234663852886e+38; got −1e+39" in problem["errors"][1]["message"]
    assert ask("POST", "/api/v1/analyze", body={**request, "precision": "float64"}).status_code == 200


def test_noise_beyond_single_precision_is_told_at_the_noise() -> None:
    request = {**EXERCISE, "data": {"dataset": "moons", "noise": 1e100}, "precision": "float32"}
    assert pointers(refused(request)) == ["/data/noise"]


def test_graded_answers_tell_every_row_and_entry() -> None:
    values = [["1/2", "3/0", 1], [0, True], ["x", "−1/2"]]
    answers = [{"layer": 1, "quantity": "weight_gradient", "values": values}]
    problem = ask("POST", "/api/v1/grade", body={**EXERCISE, "answers": answers}).json()
    place = "/answers/0/values"
    assert pointers(problem) == [f"{place}/0", f"{place}/0/1", f"{place}/1/1", f"{place}/2/0"]
    messages = [error["message"] for error in problem["errors"]]
    assert messages[0] == "expected 2 numbers, as in most rows; got 3"
    assert "over zero" in messages[1]


def test_of_very_many_faults_twenty_are_told_and_no_more_are_made() -> None:
    """Pydantic makes an object of every error: what it gets must be bounded over all arrays of a request."""
    rows = [["x"] * 200] * 200
    problem = refused(with_weights(rows, bias=["y"] * 500))
    assert pointers(problem) == [f"{L0}/weights/0/{column}" for column in range(20)]
    assert problem["detail"].endswith("(and at least 20 more errors)")
    exactly = refused(with_weights([[None, "x"], [1, 2], [3, 4]]))
    assert exactly["detail"].endswith("(and 1 more error)")


def test_many_faulty_arrays_make_few_errors() -> None:
    layer = {"weights": [["x"] * 30] * 3, "activation": "identity"}
    request = {"network": {"layers": [layer] * 500}, "data": {"inputs": [["x"] * 50], "targets": [0]}}
    problem = refused(request)
    assert len(problem["errors"]) == 20
    assert "at least 519 more" in problem["detail"]


def test_without_a_budget_an_array_tells_twenty() -> None:
    with pytest.raises(ValidationError) as raised:
        AnalyzeRequest.model_validate(with_weights([["x"] * 30] * 3))
    assert raised.value.error_count() == 20
