"""The recorded cases of marking, sent as they were seen, and others of each kind."""

from typing import Any

import numpy as np
import pytest

from tests.api.asking import analyzed, ask
from tests.cases.helpers import case

QUANTITIES = ("preactivation", "activation", "delta", "weight_gradient", "bias_gradient")


def graded(body: Any) -> dict[str, Any]:
    """The answer to a grade request."""
    response = ask("POST", "/api/v1/grade", body=body)
    assert response.status_code == 200, response.text
    content: dict[str, Any] = response.json()
    return content


def without_answers(name: str) -> dict[str, Any]:
    return {key: value for key, value in case(name)["body"].items() if key != "answers"}


def codes(seen: Any) -> list[list[str]]:
    return [found["codes"] for found in seen["diagnosis"]]


# --- one slip among rounded entries ----------------------------------------------------------------------------


def test_one_slip_among_rounded() -> None:
    content = graded(case("one-slip-among-rounded")["body"])
    (seen,) = content["answers"]
    assert (seen["correct"], seen["wrong"], seen["entries"]) == (False, 1, 4)
    assert (seen["first_wrong"]["row"], seen["first_wrong"]["column"]) == (1, 1)
    assert (seen["diagnosis"], content["mistakes"]) == ([], 1)


@pytest.mark.parametrize("digits", [3, 4, 6])
@pytest.mark.parametrize("significant", [False, True])
@pytest.mark.parametrize("quantity", QUANTITIES)
def test_one_slip_anywhere_among_rounded(quantity: str, significant: bool, digits: int) -> None:
    body = without_answers("one-slip-among-rounded")
    tried = 0
    for layer in analyzed(body)["layers"]:
        right = np.array(layer[quantity])
        rounded = np.array([float(f"{x:.{digits - 1}e}") if significant else round(x, digits) for x in right.flat])
        if not significant and np.abs(rounded).max() <= 10.0 ** (1 - digits):
            continue
        for slip in range(right.size):
            values = rounded.copy()
            values[slip] = -values[slip]
            answer = {"layer": layer["index"], "quantity": quantity, "values": values.reshape(right.shape).tolist()}
            (seen,) = graded({**body, "answers": [answer], "tolerance": 1e-9})["answers"]
            first = seen["first_wrong"]
            place = [first["row"]] if first["column"] is None else [first["row"], first["column"]]
            assert (seen["wrong"], np.ravel_multi_index(place, right.shape)) == (1, slip)
            tried += 1
    assert tried


# --- mistakes without a name -----------------------------------------------------------------------------------


def test_constant_factor() -> None:
    content = graded(case("constant-factor")["body"])
    assert [codes(seen) for seen in content["answers"]] == [[["constant_factor"]]] * 2
    assert content["mistakes"] == 1
    for seen in content["answers"]:
        message = seen["diagnosis"][0]["message"]
        assert message.startswith("Every entry is ½ of the right one (the 2 of the square is missing: 1/n for 2/n)")


def test_updated_weights() -> None:
    (seen,) = graded(case("updated-weights")["body"])["answers"]
    assert codes(seen) == [["updated_weights"]]
    assert "W⁽¹⁾ was used after its update, W⁽¹⁾ − η ∇W⁽¹⁾ with η = 0.5" in seen["diagnosis"][0]["message"]


def test_relu_at_zero() -> None:
    (seen,) = graded(case("relu-at-zero")["body"])["answers"]
    assert sorted(codes(seen)) == [["activation_derivative_missing"], ["relu_derivative_at_zero"]]


def test_relu_at_zero_where_only_that_gives_these_numbers() -> None:
    body = without_answers("relu-at-zero")
    body = {**body, "data": {"inputs": [[1], [0.5]], "targets": [0, 0]}}
    first, second = analyzed(body)["layers"]
    back = np.array(second["delta"]) @ np.array(body["network"]["layers"][1]["weights"])
    slope = np.where(np.array(first["preactivation"]) == 0, 1, first["derivative"])
    answer = {"layer": 1, "quantity": "delta", "values": (back * slope).tolist()}
    (seen,) = graded({**body, "answers": [answer]})["answers"]
    assert codes(seen) == [["relu_derivative_at_zero"]]
