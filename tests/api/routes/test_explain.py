"""POST /api/v1/explain: each quantity of the exercise, each fault of a target, and what only the request knows."""

import copy
import json
from typing import Any

import pytest

from app.main import create_app
from app.wire.examples import EXERCISE_NETWORK, EXPLAIN_EXAMPLES
from tests.api.asking import analyzed, array, ask, settings

EXERCISE: dict[str, Any] = {"network": EXERCISE_NETWORK, "data": {"inputs": [[1, 2]], "targets": [0]}}
ROW = ("quantity", "layer", "example", "row", "column")


def target(*values: Any) -> dict[str, Any]:
    """A target from its quantity, layer, example, row and column."""
    return dict(zip(ROW, values, strict=False))


def explained(*values: Any, request: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    body = {**copy.deepcopy(request or EXERCISE), **fields, "target": target(*values)}
    answer = ask("POST", "/api/v1/explain", body=body)
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


def faults(body_target: Any, request: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    """Pointers and messages of a request that must be refused."""
    answer = ask("POST", "/api/v1/explain", body={**(request or EXERCISE), "target": body_target})
    assert answer.status_code == 422, answer.text
    return [(error["pointer"], error["message"]) for error in answer.json()["errors"]]


@pytest.mark.parametrize(
    ("place", "value", "text"),
    [
        (("input", 0, 0, 1), 2, "z⁽⁰⁾₁"),
        (("targets", None, 0, 0), 1, "y₀"),
        (("weights", 1, None, 0, 1), -1, "W⁽⁰⁾₀,₁"),
        (("bias", 2, None, 1), 0, "b⁽¹⁾₁"),
        (("preactivation", 1, 0, 1), 1.5, "z̃⁽¹⁾₁"),
        (("activation", 1, 0, 0), 0, "z⁽¹⁾₀"),
        (("activation", 2, 0, 0), 0.8175744761936437, "ŷ₀"),
        (("derivative", 1, 0, 1), 1, "φ′(z̃⁽¹⁾₁)"),
        (("losses", None, 0), 0.20141327798275246, "ℓ"),
        (("loss",), 0.20141327798275246, "ℒ"),
        (("loss_gradient", None, 0, 0), -1.2231301601484300, "∂ℓ/∂ŷ₀"),
        (("jacobian", 2, 0, 0, 1), -0.14914645207033284, "∂ŷ₀/∂z̃⁽²⁾₁"),
        (("jacobian", 1, 0, 1, 1), 1, "∂z⁽¹⁾₁/∂z̃⁽¹⁾₁"),
        (("delta", 2, 0, 0), -0.18242552380635635, "δ⁽²⁾₀"),
        (("delta", 1, 0, 1), -0.18242552380635635, "δ⁽¹⁾₁"),
        (("weight_gradient", 1, None, 1, 1), -0.3648510476127127, "∇W⁽⁰⁾₁,₁"),
        (("bias_gradient", 2, None, 1), 0.18242552380635635, "∇b⁽¹⁾₁"),
        (("gradient_norm", 2), 0.3869829748349476, "‖∇W⁽¹⁾‖"),
        (("accuracy",), 1, "accuracy"),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, tuple) else "",
)
def test_each_quantity_of_the_exercise(place: Any, value: float, text: str) -> None:
    answer = explained(*place)
    assert (answer["value"], answer["text"]) == (pytest.approx(value, rel=1e-14), text)
    assert answer["target"] == {**dict.fromkeys(ROW), **target(*place)}
    assert answer["mathml"].startswith("<math xmlns=")
    assert list(answer) == [
        *("target", "text", "mathml", "words", "value", "steps", "inputs", "more_inputs", "blocked", "notes"),
    ]
    for step in answer["steps"]:
        assert list(step) == ["kind", "text", "latex", "mathml"]
        assert step["mathml"].endswith("</math>")
    if answer["steps"]:
        assert answer["steps"][-1]["kind"] == "result"


@pytest.mark.parametrize("name", EXPLAIN_EXAMPLES)
def test_examples_of_the_documentation(name: str) -> None:
    request = EXPLAIN_EXAMPLES[name]["value"]
    answer = ask("POST", "/api/v1/explain", body=request).json()
    everything = analyzed({key: value for key, value in request.items() if key != "target"})
    place = request["target"]
    values = array(everything["layers"][place["layer"] - 1][place["quantity"]])
    where = [place[axis] for axis in ("example", "row", "column") if axis in place]
    assert answer["value"] == values[tuple(where)]


def test_inputs_are_addresses_that_can_be_explained_up_to_the_loss() -> None:
    seen: set[str] = set()
    to_do = [target("weight_gradient", 1, None, 1, 0)]
    while to_do:
        place = to_do.pop()
        key = json.dumps(place)
        if key in seen:
            continue
        seen.add(key)
        answer = ask("POST", "/api/v1/explain", body={**EXERCISE, "target": place}).json()
        for cell in answer["inputs"]:
            assert list(cell) == [*ROW, "value", "text", "mathml"]
            to_do.append({axis: cell[axis] for axis in ROW})
    quantities = {json.loads(key)["quantity"] for key in seen}
    assert {"delta", "losses", "loss_gradient", "jacobian", "input", "weights", "targets"} <= quantities


def test_blocked_units_are_named() -> None:
    answer = explained("weight_gradient", 1, None, 0, 1)
    (blocked,) = answer["blocked"]
    assert {key: blocked[key] for key in ("layer", "unit", "example", "preactivation")} == {
        "layer": 1,
        "unit": 0,
        "example": 0,
        "preactivation": -1,
    }
    assert "relu is flat for z̃ ≤ 0" in blocked["message"]


def test_a_jacobian_is_the_outputs_and_a_place_without_layers_may_say_0() -> None:
    assert explained("jacobian", None, 0, 0, 1)["target"]["layer"] == 2
    assert explained("input", None, 0, 1)["target"]["layer"] == 0
    assert explained("losses", 0, 0)["target"]["layer"] is None
    assert explained("loss_gradient", 2, 0, 0)["target"]["layer"] is None


def test_example_reduction_and_precision_are_heard() -> None:
    data = {"inputs": [[1, 2], [3, -1]], "targets": [0, 1]}
    request = {**EXERCISE, "data": data}
    place = ("weight_gradient", 2, None, 0, 1)
    for fields in ({}, {"reduction": "sum"}, {"example": 1}, {"precision": "float32"}):
        wanted = array(analyzed({**request, **fields})["layers"][1]["weight_gradient"])[0, 1]
        assert explained(*place, request=request, **fields)["value"] == wanted


def test_what_is_not_finite_is_sent_as_text() -> None:
    network = copy.deepcopy(EXERCISE_NETWORK)
    network["layers"][0]["weights"] = [[1e308, 1e308], [-1e308, -1e308], [1, 1]]
    request = {"network": network, "data": {"inputs": [[10, 10]], "targets": [0]}}
    answer = explained("preactivation", 2, 0, 0, request=request)
    assert answer["value"] == "Infinity"
    assert answer["inputs"][1]["value"] == "Infinity"
    assert "not finite" in answer["notes"][-1]
    huge = {"network": {"layers": [{"weights": [[900], [-900]], "activation": "softmax"}]}}
    request = {**huge, "data": {"inputs": [[1]], "targets": [1]}}
    assert explained("loss_gradient", None, 0, 1, request=request)["value"] == "-Infinity"


# --- where a given number comes from ---------------------------------------------------------------------------


def test_where_a_number_that_was_not_computed_comes_from() -> None:
    assert explained("input", 0, 0, 0)["notes"] == ["It is given."]
    assert explained("weights", 1, None, 0, 0)["notes"] == ["It is given."]
    assert explained("bias", 1, None, 0)["notes"] == ["It is given."]
    layers = [
        {"weights": [[1, 2]], "activation": "relu"},
        {"units": 2, "activation": "relu", "initializer": "he_normal"},
        {"units": 2, "activation": "relu", "initializer": "randomized_asymmetric"},
        {
            "units": 2,
            "activation": "softmax",
            "initializer": {"name": "normal", "scale": 0.5},
            "bias_initializer": {"name": "constant", "scale": 0.1},
        },
    ]
    request = {"network": {"layers": layers, "seed": 7}, "data": {"dataset": "moons", "size": 8}}

    def origin(quantity: str, layer: int | None) -> str:
        (note,) = explained(*PLACES[quantity](layer), request=request)["notes"]
        return str(note)

    assert origin("targets", None) == "It comes from the data set moons."
    assert origin("bias", 1) == "It is 0, since no bias is given."
    assert origin("weights", 2) == "It comes from the initializer he_normal with seed 7."
    assert origin("bias", 2) == "It is 0, as biases are where nothing else is asked for."
    assert origin("bias", 3) == "It comes from the initializer randomized_asymmetric with seed 7."
    assert origin("weights", 4) == "It comes from the initializer normal with seed 7."
    assert origin("bias", 4) == "It comes from the initializer constant with seed 7."


PLACES: dict[str, Any] = {
    "targets": lambda layer: ("targets", layer, 0, 0),
    "weights": lambda layer: ("weights", layer, None, 0, 0),
    "bias": lambda layer: ("bias", layer, None, 0),
}


# --- refusals ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "pointer", "message"),
    [
        (("delta", 1, 0, 7), "/target/row", "expected a row from 0 to 2; got 7"),
        (("delta", 3, 0, 0), "/target/layer", "expected a layer from 1 to 2; got 3"),
        (("delta", 0, 0, 0), "/target/layer", "expected a layer from 1 to 2; got 0"),
        (("delta", 1, 1, 0), "/target/example", "expected example 0, the only one; got 1"),
        (("weight_gradient", 1, None, 0, 2), "/target/column", "expected a column from 0 to 1; got 2"),
        (("weights", 2, None, 0, 3), "/target/column", "expected a column from 0 to 2; got 3"),
        (("jacobian", 1, 0, 0, 3), "/target/column", "expected a column from 0 to 2; got 3"),
        (("targets", None, 0, 2), "/target/row", "expected a row from 0 to 1; got 2"),
        (("input", 0, 0, 2), "/target/row", "expected a row from 0 to 1; got 2"),
        (("loss_gradient", None, 0, 2), "/target/row", "expected a row from 0 to 1; got 2"),
        (("loss_gradient", 1, 0, 0), "/target/layer", "expected 2, the output layer, or null; got 1"),
        (("loss", 1), "/target/layer", "expected null: loss belongs to no layer; got 1"),
        (
            ("loss", None, 0),
            "/target/example",
            "expected null: loss takes no place, since there is only one; got 0",
        ),
        (
            ("delta", 1, 0),
            "/target/row",
            "expected a whole number: delta takes layer, example and row; it is missing",
        ),
        (
            ("delta", None, 0, 0),
            "/target/layer",
            "expected a whole number: delta takes layer, example and row; it is missing",
        ),
        (
            ("bias", 1, None, 0, 0),
            "/target/column",
            "expected null: bias takes layer and row; got 0",
        ),
        (("gradient_norm", 1, None, 0), "/target/row", "expected null: gradient_norm takes layer alone; got 0"),
        (
            ("derivative", 2, 0, 0),
            "/target/quantity",
            "expected jacobian, with the units as row and column; got derivative, which no softmax has",
        ),
        (("delta", 1, 0, -1), "/target/row", "expected a whole number of at least 0; got −1"),
        (("delta", 1, 0, 1.5), "/target/row", "expected a whole number; got 1.5"),
    ],
)
def test_targets_that_mean_no_number(place: Any, pointer: str, message: str) -> None:
    assert faults(target(*place))[0] == (pointer, message)


def test_all_faults_of_a_target_are_told_together() -> None:
    errors = faults(target("delta", 1, 9, 9, 9))
    assert [pointer for pointer, _ in errors] == ["/target/example", "/target/row", "/target/column"]


def test_unknown_quantities_unknown_fields_and_no_target() -> None:
    ((pointer, message),) = faults({"quantity": "gradient"})
    assert pointer == "/target/quantity"
    assert "weight_gradient" in message
    assert faults({"quantity": "loss", "unit": 1})[0][0] == "/target/unit"
    assert faults("loss")[0][0] == "/target"
    answer = ask("POST", "/api/v1/explain", body=EXERCISE)
    assert answer.json()["errors"][0]["pointer"] == "/target"


def test_an_accuracy_where_there_is_none() -> None:
    soft = {**EXERCISE, "data": {"inputs": [[1, 2]], "targets": [[0.5, 0.5]]}}
    ((pointer, message),) = faults(target("accuracy"), soft)
    assert pointer == "/target/quantity"
    assert message == (
        "expected cross_entropy or binary_cross_entropy with targets of 0 and 1, for an accuracy; "
        "got cross_entropy with soft targets"
    )


def test_what_analyze_refuses_is_refused_here_too() -> None:
    ((pointer, _),) = faults(target("loss"), {**EXERCISE, "loss": "hinge"})
    assert pointer == "/loss"
    small = create_app(settings(max_batch=1))
    data = {"inputs": [[1, 2], [3, 4]], "targets": [0, 1]}
    answer = ask("POST", "/api/v1/explain", body={**EXERCISE, "data": data, "target": target("loss")}, app=small)
    assert answer.status_code == 413
    assert "NABLASCOPE_MAX_BATCH" in answer.json()["detail"]


def test_the_size_of_arrays_that_are_not_sent_does_not_count() -> None:
    tight = create_app(settings(max_answer_bytes=1024))
    body = {**EXPLAIN_EXAMPLES["long_sum"]["value"]}
    assert ask("POST", "/api/v1/explain", body=body, app=tight).status_code == 200
