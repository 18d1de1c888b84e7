"""POST /api/v1/check: its answer, its limits, and what it refuses."""

import json
import tracemalloc
from typing import Any

import numpy as np
import pytest

from app.engine.check.check import DIRECTIONS, check
from app.engine.network.losses import loss
from app.errors import TooLarge
from app.main import create_app
from app.presets.explore import PRESETS
from app.settings import Settings
from app.wire.check.costs import COPIES_BYTES, plan_check
from app.wire.examples import CHECK_EXAMPLES
from app.wire.network.costs import Sizes
from bench.engine import example as classifier
from tests.api.asking import ask, settings
from tests.engine.helpers import cases

pytestmark = pytest.mark.slow

PATH = "/api/v1/check"
EXERCISE = CHECK_EXAMPLES["exercise"]["value"]
FIELDS = "layer quantity method epsilon checked kinks relative_error resolution verdict where analytic numeric"


def answered(body: Any, **values: Any) -> dict[str, Any]:
    answer = ask("POST", PATH, body=body, app=create_app(settings(**values)))
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = json.loads(answer.text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    return content


def refused(body: Any, status: int = 422, **values: Any) -> dict[str, Any]:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = ask("POST", PATH, content=content, app=create_app(settings(**values)))
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    return problem


def test_the_answer_has_exactly_the_contracts_fields() -> None:
    answer = answered(EXERCISE)
    assert list(answer) == ["epsilon", "tolerance", "max_relative_error", "verdict", "checks"]
    assert (answer["epsilon"], answer["tolerance"], answer["verdict"]) == (1e-5, 1e-5, "agree")
    assert [(each["layer"], each["quantity"]) for each in answer["checks"]] == [
        (layer, quantity) for layer in (1, 2) for quantity in ("weight_gradient", "bias_gradient", "delta")
    ]
    for each in answer["checks"]:
        assert list(each) == FIELDS.split()
    assert [each["checked"] for each in answer["checks"]] == [6, 3, 3, 6, 2, 2]
    assert [each["kinks"] for each in answer["checks"]] == [0] * 6
    assert answer["max_relative_error"] == max(each["relative_error"] for each in answer["checks"]) < 1e-9


def test_a_place_is_addressed_as_a_target_is() -> None:
    by_quantity = {(each["layer"], each["quantity"]): each["where"] for each in answered(EXERCISE)["checks"]}
    for (_, quantity), where in by_quantity.items():
        assert list(where) == ["example", "row", "column"]
        assert (where["example"] is not None) == (quantity == "delta")
        assert where["row"] is not None
        assert (where["column"] is not None) == (quantity == "weight_gradient")


@pytest.mark.parametrize("name", CHECK_EXAMPLES)
def test_the_examples_of_the_documentation_agree(name: str) -> None:
    assert answered(CHECK_EXAMPLES[name]["value"])["verdict"] == "agree"


@pytest.mark.parametrize("precision", ["float64", "float32"])
@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_presets_agree(preset: Any, precision: str) -> None:
    answer = answered({**preset.request, "precision": precision})
    assert answer["verdict"] == "agree"
    assert all(each["verdict"] == "agree" or each["checked"] == 0 for each in answer["checks"])


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_reference_cases_agree(case: dict[str, Any]) -> None:
    assert answered(case["request"])["verdict"] == "agree"


def test_the_same_request_has_the_same_answer() -> None:
    request = CHECK_EXAMPLES["epsilon"]["value"]
    assert answered(request, max_check_parameters=0) == answered(request, max_check_parameters=0)


@pytest.mark.parametrize(
    "fields", [{"reduction": "sum"}, {"example": 0}, {"encoding": "base64"}, {"max_cells": [1, 1]}]
)
def test_whatever_an_analysis_takes(fields: dict[str, Any]) -> None:
    assert answered({**EXERCISE, **fields})["verdict"] == "agree"


def test_what_is_not_finite_is_valid_json_and_unresolved() -> None:
    layer = {"weights": [[1e200]], "activation": "identity"}
    answer = answered(
        {
            "network": {"layers": [layer, layer]},
            "data": {"inputs": [[1.0]], "targets": [0.0]},
            "loss": "mean_squared_error",
        }
    )
    assert answer["verdict"] == "unresolved"
    assert answer["max_relative_error"] == "NaN"


@pytest.mark.parametrize("epsilon", [1e-300, 1e10, 5e-324, 1.7e308])
def test_an_absurd_epsilon_is_unresolved(epsilon: float) -> None:
    answer = answered({**CHECK_EXAMPLES["epsilon"]["value"], "epsilon": epsilon})
    assert (answer["epsilon"], answer["verdict"]) == (epsilon, "unresolved")


@pytest.mark.parametrize(
    ("epsilon", "message"),
    [
        ("0", "expected a number above 0"),
        ("-1e-5", "expected a number above 0"),
        ("NaN", "expected a finite number; got NaN"),
        ("1e999", "expected a finite number; got infinity"),
        ('"NaN"', "expected a number; got the text"),
        ('"0.1"', "expected a number; got the text"),
        ("true", "expected a number; got true"),
        ("[1e-5]", "expected a number; got a list"),
    ],
)
def test_a_width_that_is_none_is_refused(epsilon: str, message: str) -> None:
    body = json.dumps({**EXERCISE, "epsilon": "@"}).replace('"@"', epsilon).encode()
    [error] = refused(body)["errors"]
    assert error["pointer"] == "/epsilon"
    assert message in error["message"]


def test_what_an_analysis_refuses_is_refused() -> None:
    [error] = refused({**EXERCISE, "example": 1})["errors"]
    assert error["pointer"] == "/example"
    [error] = refused({**EXERCISE, "epsilons": 1e-5})["errors"]
    assert (error["pointer"], 'did you mean "epsilon"' in error["message"]) == ("/epsilons", True)


# --- limits --------------------------------------------------------------------------------------------------


def test_past_the_budget_random_directions_are_taken() -> None:
    answer = answered(EXERCISE, max_check_parameters=10)
    by_quantity = {(each["layer"], each["quantity"]): each for each in answer["checks"]}
    assert by_quantity[2, "delta"]["method"] == "coordinates"
    weights = by_quantity[1, "weight_gradient"]
    assert (weights["method"], weights["checked"], weights["where"]) == ("directions", DIRECTIONS, None)
    assert answer["verdict"] == "agree"


def test_what_would_take_too_long_is_checked_by_directions_and_then_refused() -> None:
    hidden = {"units": 64, "activation": "tanh", "initializer": "glorot_uniform"}
    output = {"units": 10, "activation": "softmax", "initializer": "glorot_uniform"}
    request = {"network": {"layers": [hidden, hidden, output]}, "data": {"dataset": "digits", "size": 4}}
    methods = []
    for max_flops in (10**10, 5 * 10**8):
        answer = answered(request, max_flops=max_flops)
        methods.append([each["method"][0] for each in answer["checks"]])
    assert ["".join(each) for each in methods] == ["ccccccccc", "dccdccccc"]
    problem = refused(request, 413, max_flops=10**8)
    assert "estimated floating-point operations of the check" in problem["detail"]
    assert "NABLASCOPE_MAX_FLOPS" in problem["detail"]


def test_what_would_take_too_much_memory_is_refused() -> None:
    problem = refused(CHECK_EXAMPLES["epsilon"]["value"], 413, max_working_bytes=300_000)
    assert "estimated bytes of memory of the check" in problem["detail"]
    assert "NABLASCOPE_MAX_WORKING_BYTES" in problem["detail"]


@pytest.mark.parametrize(
    ("sizes", "examples"), [((63, 135, 10), 8), ((784, 128, 10), 16), ((300, 300, 4), 3), ((9, 9, 9, 9, 3), 300)]
)
@pytest.mark.parametrize("budget", [20_000, 0])
def test_the_estimate_of_memory_is_no_less_than_what_is_used(
    sizes: tuple[int, ...], examples: int, budget: int
) -> None:
    network, batch = classifier(sizes, examples)
    limits = {"max_check_parameters": budget}
    tracemalloc.start()
    check(
        network,
        batch,
        loss("cross_entropy"),
        memory_bytes=COPIES_BYTES,
        budget=budget,
        rng=np.random.default_rng(0),
    )
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    with pytest.raises(TooLarge, match="bytes of memory of the check"):
        plan_check(Sizes(sizes, examples), settings(**limits, max_working_bytes=used), 8, repeats=True)


def test_both_precisions_at_once_take_more_memory() -> None:
    sizes, limits = Sizes((784, 128, 10), 64), Settings(max_working_bytes=13_000_000)
    assert plan_check(sizes, limits, 8, repeats=True).budget == limits.max_check_parameters
    with pytest.raises(TooLarge, match="bytes of memory of the check"):
        plan_check(sizes, limits, 4, repeats=True)
