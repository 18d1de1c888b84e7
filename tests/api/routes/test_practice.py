"""POST /api/v1/grade: the contract of its answer, the numbers it reads, and what it refuses."""

import copy
import json
from typing import Any

import pytest

from app.main import create_app
from app.wire.examples import ANALYZE_EXAMPLES, GRADE_EXAMPLES
from app.wire.practice.entries import read_number
from tests.api.asking import analyzed, ask, settings, typed

EXERCISE = ANALYZE_EXAMPLES["exercise"]["value"]
HALVES: dict[str, Any] = {
    "network": {"layers": [{"weights": [[1, -1], [0, 0], [2, -2]], "activation": "identity"}]},
    "data": {"inputs": [[2, 1.5], [1, 3]], "targets": [[0, 0, 0], [1, 1, 1]]},
    "loss": "mean_squared_error",
}
"""z̃ = [[½, 0, 1], [−2, 0, −4]]."""


def posted(request: Any, *answers: Any, status: int = 200, **values: Any) -> dict[str, Any]:
    """The answer to a grade request: the answers are quantity, layer and values."""
    given = [{"quantity": quantity, "layer": layer, "values": array} for quantity, layer, array in answers]
    body = {**request, "answers": given}
    response = ask("POST", "/api/v1/grade", body=body, app=create_app(settings(**values)))
    assert response.status_code == status, response.text
    content: dict[str, Any] = response.json()
    return content


def refused(request: Any, *answers: Any, status: int = 422, **values: Any) -> list[tuple[str, str]]:
    """Pointers and messages of the faults told."""
    problem = posted(request, *answers, status=status, **values)
    return [(error["pointer"], error["message"]) for error in problem.get("errors", [])]


def test_the_contract() -> None:
    request = GRADE_EXAMPLES["sign_flipped"]["value"]
    content = ask("POST", "/api/v1/grade", body=request).json()
    assert list(content) == ["answers", "mistakes"]
    prediction, delta, gradient = content["answers"]
    assert prediction == {
        "layer": 2,
        "quantity": "activation",
        "correct": True,
        "entries": 2,
        "wrong": 0,
        "first_wrong": None,
        "diagnosis": [{"code": "rounded", "message": "ŷ is right, rounded to 4 decimals.", "codes": ["rounded"]}],
    }
    assert (delta["correct"], delta["wrong"]) == (False, 2)
    assert delta["first_wrong"] == {
        "row": 0,
        "column": 0,
        "expected": pytest.approx(-0.18242552),
        "submitted": 0.1824,
        "target": {"quantity": "delta", "layer": 2, "example": 0, "row": 0, "column": None},
    }
    assert delta["diagnosis"] == [
        {
            "code": "sign_flipped",
            "message": "Every sign is flipped (y − ŷ for ŷ − y): δ⁽²⁾ should be ŷ − y.",
            "codes": ["sign_flipped"],
        }
    ]
    assert [found["code"] for found in gradient["diagnosis"]] == ["carried_forward"]
    target = {"quantity": "weight_gradient", "layer": 2, "example": None, "row": 0, "column": 1}
    assert gradient["first_wrong"]["target"] == target
    assert content["mistakes"] == 1


def test_what_analyze_says_is_right_in_every_encoding() -> None:
    for name in ("dataset", "one_example"):
        request = ANALYZE_EXAMPLES[name]["value"]
        answers = [
            (quantity, layer["index"], layer[quantity])
            for encoding in ("list", "base64")
            for layer in analyzed({**request, "encoding": encoding})["layers"]
            for quantity in (
                "preactivation",
                "activation",
                "derivative",
                "delta",
                "weight_gradient",
                "bias_gradient",
            )
            if layer[quantity] is not None
        ]
        for half in (answers[: len(answers) // 2], answers[len(answers) // 2 :]):
            content = posted({**request, "tolerance": 0}, *half)
            assert content["mistakes"] == 0
            assert all(seen["correct"] and not seen["diagnosis"] for seen in content["answers"])


def test_the_target_addresses_the_entry_for_explain() -> None:
    values: list[list[float]] = [[0, 0, 1], [-2, 7, -4]]
    (seen,) = posted(HALVES, ("preactivation", 1, values))["answers"]
    first = seen["first_wrong"]
    assert (first["row"], first["column"], first["expected"], first["submitted"]) == (0, 0, 0.5, 0)
    values[0][0] = 0.5
    (seen,) = posted(HALVES, ("preactivation", 1, values))["answers"]
    target = {"quantity": "preactivation", "layer": 1, "example": 1, "row": 1, "column": None}
    assert seen["first_wrong"]["target"] == target
    (seen,) = posted(HALVES, ("bias_gradient", 1, [9, 9, 9]))["answers"]
    target = {"quantity": "bias_gradient", "layer": 1, "example": None, "row": 0, "column": None}
    assert (seen["first_wrong"]["column"], seen["first_wrong"]["target"]) == (None, target)


@pytest.mark.parametrize(
    "values",
    [
        [["1/2", 0, "1"], ["−2", "-0", "-4.0"]],
        [["5e-1", ".0", "1."], ["-20E-1", "0/7", "8/-2"]],
        [[" 1 / 2 ", "+0", "1e0"], ["-1/.5", "−0.0", "−4"]],
        typed([[0.5, 0, 1], [-2, 0, -4]]),
        typed([[0.5, 0, 1], [-2, 0, -4]], "f4"),
    ],
)
def test_numbers_as_people_write_them(values: Any) -> None:
    content = posted({**HALVES, "tolerance": 0}, ("preactivation", 1, values))
    assert content == {
        "answers": [
            {
                "layer": 1,
                "quantity": "preactivation",
                "correct": True,
                "entries": 6,
                "wrong": 0,
                "first_wrong": None,
                "diagnosis": [],
            }
        ],
        "mistakes": 0,
    }


def test_a_list_will_do_for_one_example_and_a_column_for_a_bias() -> None:
    request = GRADE_EXAMPLES["fractions"]["value"]
    content = ask("POST", "/api/v1/grade", body=request).json()
    assert [seen["correct"] for seen in content["answers"]] == [True] * 3
    (seen,) = posted(request, ("bias_gradient", 1, [["1/2", "-1/2"]]))["answers"]
    assert [found["code"] for found in seen["diagnosis"]] == ["transposed"]


def test_the_transposed_shape_is_a_wrong_answer() -> None:
    columns = [["1/2", -2], [0, 0], [1, -4]]
    content = posted(HALVES, ("preactivation", 1, columns))
    (seen,) = content["answers"]
    assert [found["code"] for found in seen["diagnosis"]] == ["transposed"]
    # Transposed, the last column is not there, and three of the others differ.
    assert (seen["correct"], seen["entries"], seen["wrong"], content["mistakes"]) == (False, 6, 4, 1)
    assert seen["first_wrong"]["submitted"] == -2
    flat = {**HALVES, "data": {"inputs": [[1, 1]], "targets": [[0, 0, 0]]}}
    (seen,) = posted(flat, ("preactivation", 1, [[0], [0], [0]]))["answers"]
    assert seen["first_wrong"] == {
        "row": 0,
        "column": 1,
        "expected": 0,
        "submitted": None,
        "target": {"quantity": "preactivation", "layer": 1, "example": 0, "row": 1, "column": None},
    }


VALUES = "/answers/0/values"
BAD_VALUES = [
    # what was handed in for 2 × 3 numbers, where the error points, what it says
    ([[1, 2, 3]], VALUES, "expected 2 × 3, the shape of z̃⁽¹⁾; got 1 × 3; send it in that shape"),
    ([[1, 2, 3]] * 3, VALUES, "expected 2 × 3, the shape of z̃⁽¹⁾; got 3 × 3; send it in that shape"),
    ([1, 2, 3, 4, 5, 6], VALUES, "expected 2 × 3, the shape of z̃⁽¹⁾; got a list of 6; send it in that shape"),
    ([[1, 2, 3], [1, 2]], f"{VALUES}/1", "expected 3 numbers, as in the first row; got 2"),
    ([[1, 2, 3], 7], f"{VALUES}/1", "expected a list, as the first row; got 7"),
    ([7, [1, 2, 3]], f"{VALUES}/1", "got a list of 3 entries"),
    ([[1, 2, [3]], [1, 2, 3]], f"{VALUES}/0/2", "got a list of 1 entry"),
    ([[[1, 2, 3]]], f"{VALUES}/0/0", "got a list of 3 entries"),
    ([[1, 2, 3], [1, "3/0", 3]], f"{VALUES}/1/1", "expected a number; got a fraction over zero"),
    ([[1, 2, "0/0.0"], [1, 2, 3]], f"{VALUES}/0/2", "a fraction over zero"),
    ([[1, 2, "1/1e-999"], [1, 2, 3]], f"{VALUES}/0/2", "a fraction over zero"),
    ([["NaN", 2, 3], [1, 2, 3]], f"{VALUES}/0/0", 'got the text "NaN"'),
    ([["Infinity", 2, 3], [1, 2, 3]], f"{VALUES}/0/0", "expected a number, or a text such as"),
    ([["1e400", 2, 3], [1, 2, 3]], f"{VALUES}/0/0", 'expected a finite number; got the text "1e400"'),
    ([["1e999/1e999", 2, 3], [1, 2, 3]], f"{VALUES}/0/0", "expected a finite number"),
    ([["0,5", 2, 3], [1, 2, 3]], f"{VALUES}/0/0", "expected a number, or a text"),
    ([["", 2, 3], [1, 2, 3]], f"{VALUES}/0/0", "expected a number, or a text"),
    ([["1/2/3", 2, 3], [1, 2, 3]], f"{VALUES}/0/0", "expected a number, or a text"),
    ([["٣", 2, 3], [1, 2, 3]], f"{VALUES}/0/0", "expected a number, or a text"),
    ([["1" * 101, 2, 3], [1, 2, 3]], f"{VALUES}/0/0", "expected at most 100 characters; got 101"),
    ([[10**400, 2, 3], [1, 2, 3]], f"{VALUES}/0/0", "expected a finite number; got a very large whole number"),
    ([[True, 2, 3], [1, 2, 3]], f"{VALUES}/0/0", "got true"),
    ([[1, None, 3], [1, 2, 3]], f"{VALUES}/0/1", "got null"),
    ([[1, {}, 3], [1, 2, 3]], f"{VALUES}/0/1", "got an object"),
    ([], VALUES, "expected at least one entry; got none"),
    ([[]], f"{VALUES}/0", "expected at least one number; got none"),
    (None, VALUES, "expected a list; got null"),
    (3, VALUES, "expected a list; got 3"),
    ("1/2", VALUES, "expected a list; got the text"),
    ({}, f"{VALUES}/dtype", "missing"),
    ({"dtype": "f8", "shape": "2, 3", "bdata": "AAAA"}, f"{VALUES}/bdata", "expected 48 bytes"),
]


@pytest.mark.parametrize(("values", "pointer", "message"), BAD_VALUES)
def test_bad_values(values: Any, pointer: str, message: str) -> None:
    told = refused(HALVES, ("preactivation", 1, values))
    assert told[0][0] == pointer
    assert message in told[0][1]


@pytest.mark.parametrize(
    ("literal", "message"), [("NaN", "got NaN"), ("1e400", "got infinity"), ("-Infinity", "got")]
)
def test_numbers_that_are_none_in_json(literal: str, message: str) -> None:
    body = {**HALVES, "answers": [{"quantity": "preactivation", "layer": 1, "values": [[1, 2, 3], [1, 2, "HERE"]]}]}
    content = json.dumps(body).replace('"HERE"', literal).encode()
    response = ask("POST", "/api/v1/grade", content=content)
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert error["pointer"] == f"{VALUES}/1/2"
    assert message in error["message"]


def test_the_first_twenty_faults_are_told() -> None:
    told = refused(HALVES, ("preactivation", 1, [["x"] * 30] * 30))
    assert [pointer for pointer, _ in told] == [f"{VALUES}/0/{index}" for index in range(20)]
    told = refused(HALVES, ("preactivation", 1, [["x"]] * 100), ("bias_gradient", 1, "y"))
    assert len(told) == 20


SHAPES = [
    ("bias_gradient", [1, 2], "expected a list of 3, the shape of ∇b⁽⁰⁾; got a list of 2; send it in that shape"),
    (
        "bias_gradient",
        [[1, 2], [3, 4]],
        "expected a list of 3, the shape of ∇b⁽⁰⁾; got 2 × 2; send it in that shape",
    ),
    (
        "weight_gradient",
        [1, 2, 3, 4, 5, 6],
        "expected 3 × 2, the shape of ∇W⁽⁰⁾; got a list of 6; send it in that shape",
    ),
    ("weight_gradient", [[1, 2]], "expected 3 × 2, the shape of ∇W⁽⁰⁾; got 1 × 2; send it in that shape"),
    ("delta", [[1, 2, 3, 4]], "expected 2 × 3, the shape of δ⁽¹⁾; got 1 × 4; send it in that shape"),
]


@pytest.mark.parametrize(("quantity", "values", "message"), SHAPES)
def test_wrong_shapes_are_named(quantity: str, values: Any, message: str) -> None:
    assert refused(HALVES, (quantity, 1, values)) == [(VALUES, message)]


def test_a_list_will_not_do_for_a_matrix_of_one_row() -> None:
    request = copy.deepcopy(HALVES)
    request["network"]["layers"][0]["weights"] = [[1, 2]]
    request["data"] = {"inputs": [[1, 2]], "targets": [[1]]}
    assert refused(request, ("weight_gradient", 1, [1, 2])) == [
        (VALUES, "expected 1 × 2, the shape of ∇W⁽⁰⁾; got a list of 2; send it in that shape")
    ]


def test_what_the_network_does_not_have() -> None:
    assert refused(EXERCISE, ("delta", 3, [[1]])) == [("/answers/0/layer", "expected a layer from 1 to 2; got 3")]
    assert refused(HALVES, ("delta", 2, [[1]])) == [("/answers/0/layer", "expected layer 1, the only one; got 2")]
    assert refused(EXERCISE, ("delta", 0, [[1]])) == [
        ("/answers/0/layer", "expected a whole number of at least 1; got 0")
    ]
    ((pointer, message),) = refused(EXERCISE, ("derivative", 2, [[1, 1]]))
    assert (pointer, "Jacobian" in message) == ("/answers/0/quantity", True)
    ((pointer, message),) = refused(EXERCISE, ("loss", 1, [1]))
    assert (pointer, '"preactivation", "activation"' in message) == ("/answers/0/quantity", True)
    assert refused({**EXERCISE, "tolerance": -1}, ("delta", 2, [[1, 1]]))[0][0] == "/tolerance"
    assert refused({**EXERCISE, "tolerance": 1}, ("delta", 2, [[1, 1]]))[0][0] == "/tolerance"
    assert refused(EXERCISE)[0][0] == "/answers"
    assert refused({**EXERCISE, "example": 5}, ("delta", 2, [[1, 1]]))[0][0] == "/example"


def test_a_second_answer_for_the_same_is_refused_there() -> None:
    answer = ("delta", 2, [[0.1, 0.2]])
    ((pointer, message),) = refused(EXERCISE, answer, ("delta", 1, [[0, 0, 0]]), answer)
    told = "expected one answer for δ⁽²⁾; got another at /answers/0; leave one of them out"
    assert (pointer, message) == ("/answers/2", told)


def test_nothing_can_be_marked_that_is_not_finite() -> None:
    request = copy.deepcopy(EXERCISE)
    request["network"]["layers"][0]["weights"] = [[1e308, 1e308], [1e308, 1e308], [1, 1]]
    request["data"]["inputs"] = [[10, 10]]
    told = refused(request, ("derivative", 1, [[1, 1, 1]]), ("delta", 2, [[1, -1]]))
    message = (
        "expected a quantity that is finite in this network; got δ⁽²⁾, which is not, since z̃⁽¹⁾ is the first that "
        "cannot be held; take smaller weights or inputs"
    )
    assert told == [("/answers/1", message)]


def test_marking_is_held_to_the_limits() -> None:
    answer = ("delta", 2, [[-0.18242552, 0.18242552]])
    assert posted(EXERCISE, answer, max_flops=8_000)["mistakes"] == 0
    problem = posted(EXERCISE, answer, ("delta", 1, [[0, 0, 0]]), status=413, max_flops=8_000)
    assert problem["detail"].startswith("estimated floating-point operations of marking 2 answers: ")
    assert "is more than the limit of 8,000 (NABLASCOPE_MAX_FLOPS); take fewer examples" in problem["detail"]


def test_a_large_network() -> None:
    layers = [
        {"units": 128, "activation": "relu", "initializer": "he_normal"},
        {"units": 10, "activation": "softmax", "initializer": "he_normal"},
    ]
    request = {"network": {"layers": layers}, "data": {"dataset": "digits", "size": 64}}
    answer = analyzed(request)["layers"]
    flipped = [[-value for value in row] for row in answer[1]["delta"]]
    doubled = [[64 * value for value in row] for row in answer[0]["weight_gradient"]]
    content = posted(request, ("delta", 2, flipped), ("weight_gradient", 1, doubled))
    codes = [[found["code"] for found in seen["diagnosis"]] for seen in content["answers"]]
    assert codes == [["sign_flipped"], ["mean_missing"]]
    assert content["mistakes"] == 2


def test_numbers_may_be_read_alone() -> None:
    assert read_number("3/7") == 3 / 7
    assert read_number(2) == 2.0
    assert isinstance(read_number(2), float)
