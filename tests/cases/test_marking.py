"""The recorded cases of marking, sent as they were seen, and others of each kind."""

from typing import Any

import numpy as np
import pytest

from app.main import create_app
from tests.api.asking import analyzed, ask, settings
from tests.cases.helpers import case

pytestmark = pytest.mark.slow

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


# --- exact answers ---------------------------------------------------------------------------------------------


def test_exact_at_zero_tolerance() -> None:
    (seen,) = graded(case("exact-at-zero-tolerance")["body"])["answers"]
    assert (seen["correct"], seen["diagnosis"]) == (True, [])


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_the_key_as_it_is_sent_is_right_at_zero_tolerance(level: int) -> None:
    for seed in range(8):
        content = ask(
            "GET", f"/api/v1/problems/{seed}?level={level}&key=true", app=create_app(settings(answer_keys=True))
        ).json()
        for form in ("values", "exact"):
            answers = [
                {"layer": entry["layer"], "quantity": entry["quantity"], "values": entry[form]}
                for entry in content["key"]
            ]
            told = graded({**content["request"], "answers": answers, "tolerance": 0})
            assert all(seen["correct"] for seen in told["answers"]), (seed, form)
            assert told["mistakes"] == 0


@pytest.mark.parametrize(
    ("entry", "right"),
    [
        ("1/3", True),
        (" 2 / 6 ", True),
        ("1/3.0", True),
        ("0.33333333333333", False),
        ("33333333333333/100000000000000", False),
        (1 / 3 + 1e-9, False),
        ("1000000003/3000000000", False),
        ("-1/3", False),
        ("1e-99999999999999999999999", False),
        ("0e-999999999", False),
    ],
)
def test_one_entry_at_zero_tolerance(entry: Any, right: bool) -> None:
    body = case("exact-at-zero-tolerance")["body"]
    answer = {"layer": 1, "quantity": "delta", "values": [["-2/3", entry, "1/3"]]}
    (seen,) = graded({**body, "answers": [answer]})["answers"]
    assert seen["wrong"] == (0 if right else 1)


def test_whole_numbers_are_exact() -> None:
    """Equal weights: the signals 1/3, 1/3 and −2/3 cancel, to 10⁻¹⁷ in floating-point numbers."""
    layers = [
        {"weights": [[0.1, 0.1]], "activation": "identity", "bias": [0]},
        {"weights": [[0.1]] * 3, "activation": "softmax", "bias": [0, 0, 0]},
    ]
    body = {"network": {"layers": layers}, "data": {"inputs": [[0.7, 0.2]], "targets": [0]}, "tolerance": 0}
    assert analyzed({key: body[key] for key in ("network", "data")})["layers"][0]["delta"] != [[0]]
    for entry in (0, "0", "0/7", "0.0"):
        answer = {"layer": 1, "quantity": "delta", "values": [[entry]]}
        (seen,) = graded({**body, "answers": [answer]})["answers"]
        assert seen["correct"], entry
