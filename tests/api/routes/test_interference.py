"""`"interference": true` on POST /api/v1/analyze: the cosines, their summary, the sparsity, and what they cost."""

import copy
import math
import tracemalloc
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.engine.analysis.analysis import analyze
from app.engine.analysis.interference import Interference, interference
from app.engine.analysis.sparsity import sparsity, summary
from app.engine.network.losses import loss
from app.engine.network.network import Batch, Network
from app.wire.analysis.answer import answer
from app.wire.analysis.interference import cosine_array, interference_summary
from app.wire.arrays import pooled
from app.wire.examples import ANALYZE_EXAMPLES
from app.wire.network.costs import Sizes
from tests.api.asking import analyzed, array, ask, refused
from tests.engine.helpers import in_precision, make_layer, random_network

EXERCISE = ANALYZE_EXAMPLES["exercise"]["value"]
IRIS = ANALYZE_EXAMPLES["interference"]["value"]
SETTLED = {
    "network": {
        "layers": [
            {"weights": [[1, 0], [0, 1]], "activation": "relu"},
            {"weights": [[1, 1]], "activation": "relu"},
        ]
    },
    "data": {"inputs": [[1, 2], [-1, -1], [2, -1], [3, 5]], "targets": [0, 0, 0, 20]},
    "loss": "mean_squared_error",
    "interference": True,
}
"""Every unit is off on example 1, so that its gradient is zero."""


def squared(network: dict[str, Any], inputs: Any, targets: Any) -> dict[str, Any]:
    """A request of one's own numbers with interference."""
    data = {"inputs": inputs, "targets": targets}
    return {"network": network, "data": data, "loss": "mean_squared_error", "interference": True}


def test_without_it_there_is_none() -> None:
    told = analyzed(EXERCISE)
    assert (told["interference"], told["interference_summary"], told["sparsity_summary"]) == (None, None, None)
    assert [layer["sparsity"] for layer in told["layers"]] == [None, None]


def test_one_example_has_a_cosine_with_itself_and_no_pair() -> None:
    told = analyzed({**EXERCISE, "interference": True})
    assert told["interference"] == [[1]]
    assert told["interference_summary"] == {
        "mean_cosine": None,
        "conflicting": None,
        "pairs": 0,
        "zero_gradients": 0,
    }
    assert told["layers"][0]["sparsity"] == {
        "delta": 2 / 3,
        "activation": 2 / 3,
        "multiplications": 6,
        "skipped": 4,
        "skipped_share": 2 / 3,
    }
    assert told["layers"][1]["sparsity"] == {
        "delta": 0,
        "activation": 0,
        "multiplications": 12,
        "skipped": 8,
        "skipped_share": 2 / 3,
    }
    assert told["sparsity_summary"] == {"multiplications": 18, "skipped": 12, "skipped_share": 2 / 3}


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_the_numbers_are_those_of_gradients_formed_one_by_one(precision: str) -> None:
    request = {**IRIS, "precision": precision}
    told = analyzed(request)
    rows = []
    for example in range(30):
        layers = analyzed({**request, "example": example})["layers"]
        names = ("weight_gradient", "bias_gradient")
        rows.append(np.concatenate([array(layer[name]).ravel() for layer in layers for name in names]))
    unit = np.array(rows) / np.linalg.norm(rows, axis=1, keepdims=True)
    expected = unit @ unit.T
    tolerance = 1e-12 if precision == "float64" else 1e-5
    assert np.abs(array(told["interference"]) - expected).max() < tolerance
    pairs = expected[np.triu_indices(30, 1)]
    summary = told["interference_summary"]
    assert summary["mean_cosine"] == pytest.approx(pairs.mean(), abs=tolerance)
    assert summary["conflicting"] == (pairs < 0).mean()
    assert (summary["pairs"], summary["zero_gradients"]) == (435, 0)


@pytest.mark.parametrize("changed", [{"reduction": "sum"}, {"example": 3}])
def test_neither_reduction_nor_example_changes_it(changed: dict[str, Any]) -> None:
    one, other = analyzed(IRIS), analyzed({**IRIS, **changed})
    for name in ("interference", "interference_summary", "sparsity_summary"):
        assert one[name] == other[name]
    assert [layer["sparsity"] for layer in one["layers"]] == [layer["sparsity"] for layer in other["layers"]]


def test_a_gradient_of_zero_is_null_in_a_list_and_nan_in_base64() -> None:
    lists, bases = analyzed(SETTLED), analyzed({**SETTLED, "encoding": "base64"})
    assert [[value is None for value in row] for row in lists["interference"]] == [
        [n == 1 or m == 1 for m in range(4)] for n in range(4)
    ]
    assert bases["interference"]["shape"] == "4, 4"
    values = array(bases["interference"])
    assert np.array_equal(values, array(lists["interference"]), equal_nan=True)
    assert np.isnan(values[1]).all()
    assert (np.sign(values[3]) == np.array([-1, np.nan, -1, 1]))[[0, 2, 3]].all()
    summary = lists["interference_summary"]
    assert (summary["pairs"], summary["zero_gradients"]) == (3, 1)
    assert summary["conflicting"] == 2 / 3
    assert bases["interference_summary"] == summary


def test_a_network_that_learns_nothing_has_no_cosine_at_all() -> None:
    network = {"layers": [{"weights": [[1, 1]], "bias": [-9], "activation": "relu"}]}
    told = analyzed(squared(network, [[1, 1], [2, 2]], [1, 1]))
    assert told["interference"] == [[None, None], [None, None]]
    assert told["interference_summary"] == {
        "mean_cosine": None,
        "conflicting": None,
        "pairs": 0,
        "zero_gradients": 2,
    }
    all_of_them = {"multiplications": 4, "skipped": 4, "skipped_share": 1}
    assert told["layers"][0]["sparsity"] == {"delta": 1, "activation": 1, **all_of_them}
    assert told["sparsity_summary"] == all_of_them


def test_a_gradient_that_is_not_finite_is_no_zero() -> None:
    network = {"layers": [{"weights": [[1e307]], "activation": "identity"}]}
    told = analyzed(squared(network, [[1], [0], [100], [2]], [1, 0, 1, 0]))
    assert told["interference"][2] == ["NaN", None, "NaN", "NaN"]
    assert told["interference"][1] == [None] * 4
    assert told["interference"][0][3] == pytest.approx(3 / math.sqrt(10))
    summary = told["interference_summary"]
    assert (summary["pairs"], summary["zero_gradients"], summary["conflicting"]) == (1, 1, 0)


def found_of(request: dict[str, Any], zero: list[int]) -> Interference:
    """The cosines of the engine for random gradients, those of some examples zero."""
    rng = np.random.default_rng(0)
    network = Network((make_layer([[0, 0, 0]], None, "identity"),))
    targets = np.ones((request["examples"], 1))
    targets[zero] = 0
    batch = Batch(rng.normal(size=(request["examples"], 3)), targets)
    return interference(analyze(network, batch, loss("mean_squared_error")))


@pytest.mark.parametrize("encoding", ["list", "base64"])
@pytest.mark.parametrize("max_cells", [[3, 3], [4, 2], [6, 3]])
def test_a_large_matrix_is_pooled_without_the_gradients_of_zero(encoding: Any, max_cells: list[int]) -> None:
    found = found_of({"examples": 7}, [2, 3, 4, 6])
    sent: Any = cosine_array(found, encoding, max_cells)
    height, width = -(-7 // max_cells[0]), -(-7 // max_cells[1])
    assert (sent["shape"], sent["pool"]) == ([7, 7], [height, width])
    got = array(sent["pooled"])
    assert np.array_equal(got, pooled_by_hand(found.cosines, height, width), equal_nan=True)
    assert np.isnan(got).any()
    assert not np.isnan(got).all()


def pooled_by_hand(matrix: NDArray[Any], height: int, width: int) -> NDArray[Any]:
    """Of each block the number of largest magnitude, what is no number left out."""
    rows = []
    for top in range(0, len(matrix), height):
        row = []
        for left in range(0, len(matrix), width):
            block = matrix[top : top + height, left : left + width]
            numbers = block[~np.isnan(block)]
            row.append(numbers[np.abs(numbers).argmax()] if numbers.size else np.nan)
        rows.append(row)
    return np.array(rows)


def test_pooling_over_the_wire_is_what_it_is_elsewhere() -> None:
    whole = array(analyzed(IRIS)["interference"])
    sent = analyzed({**IRIS, "max_cells": [8, 10]})["interference"]
    assert (sent["shape"], sent["pool"]) == ([30, 30], [4, 3])
    assert (array(sent["pooled"]) == pooled(whole, 4, 3)).all()
    assert array(analyzed({**IRIS, "max_cells": [30, 30]})["interference"]).shape == (30, 30)


def test_what_is_not_finite_makes_its_block_unknown() -> None:
    found = found_of({"examples": 4}, [0])
    cosines = found.cosines.copy()
    cosines[1], cosines[:, 1] = np.nan, np.nan
    sent: Any = cosine_array(found._replace(cosines=cosines), "list", [2, 2])
    assert np.isnan(np.array(sent["pooled"])).tolist() == [[True, True], [True, False]]


# --- the answer for other routes -----------------------------------------------------------------------------


def test_the_summary_alone_is_that_of_the_answer() -> None:
    rng = np.random.default_rng(2)
    network = random_network(rng, [2, 4, 2], "relu", "softmax")
    analysis = analyze(network, Batch(rng.normal(size=(9, 2)), np.eye(2)[[0] * 4 + [1] * 5]), loss("cross_entropy"))
    told = answer(network, analysis, "base64", None, interference=True)
    assert interference_summary(analysis) == told.interference_summary
    for layer, facts in zip(told.layers, sparsity(analysis), strict=True):
        assert layer["sparsity"] is not None
        assert list(layer["sparsity"].values()) == list(facts)
    assert told.sparsity_summary is not None
    assert list(told.sparsity_summary.values()) == list(summary(sparsity(analysis)))
    plain = answer(network, analysis, "base64", None)
    assert (plain.interference, plain.interference_summary, plain.sparsity_summary) == (None, None, None)
    assert plain.layers[0]["sparsity"] is None


# --- costs ---------------------------------------------------------------------------------------------------


def many(examples: int, **values: Any) -> dict[str, Any]:
    """Interference of so many examples of two features."""
    request = copy.deepcopy(ANALYZE_EXAMPLES["dataset"]["value"])
    request["data"]["size"] = examples
    return {**request, "interference": True, **values}


@pytest.mark.parametrize(
    ("request_", "limits", "what"),
    [
        (many(10_000, encoding="base64", max_cells=[8, 8]), {}, "estimated bytes of memory"),
        (many(4000), {}, "estimated bytes of the answer"),
        (many(2000, max_cells=[8, 8]), {"max_flops": 10**8}, "estimated floating-point operations"),
    ],
)
def test_too_many_examples_are_refused(request_: dict[str, Any], limits: dict[str, Any], what: str) -> None:
    assert refused(request_, 413, **limits)["detail"].startswith(what)


@pytest.mark.parametrize(("route", "extra"), [("derivation", {}), ("explain", {"target": {"quantity": "loss"}})])
def test_routes_that_do_not_send_it_do_not_count_it(route: str, extra: dict[str, Any]) -> None:
    request = many(10_000, example=0, **extra)
    assert ask("POST", f"/api/v1/{route}", body=request).status_code == 200


@pytest.mark.parametrize("max_cells", [None, [64, 64]])
@pytest.mark.parametrize(("sizes", "examples"), [([2, 3, 2], 500), ([200, 50, 10], 300), ([3, 4, 4, 4, 4, 2], 400)])
@pytest.mark.parametrize(("dtype", "itemsize"), [(np.float64, 8), (np.float32, 4)])
def test_the_estimate_of_memory_is_no_less_than_what_is_used(
    sizes: list[int], examples: int, max_cells: list[int] | None, dtype: Any, itemsize: int
) -> None:
    rng = np.random.default_rng(0)
    network = random_network(rng, sizes, "relu", "softmax")
    batch = Batch(rng.normal(size=(examples, sizes[0])), np.eye(sizes[-1])[rng.integers(0, sizes[-1], examples)])
    network, batch = in_precision(network, batch, dtype)
    tracemalloc.start()
    found = interference(analyze(network, batch, loss("cross_entropy")))
    if max_cells is not None:
        cosine_array(found, "base64", max_cells)
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert used <= Sizes(tuple(sizes), examples, interference=True).working_bytes(itemsize)


@pytest.mark.parametrize("encoding", ["list", "base64"])
def test_the_estimate_of_the_answer_is_no_less_than_the_answer(encoding: str) -> None:
    request = many(300, encoding=encoding)
    size = len(ask("POST", "/api/v1/analyze", body=request).content)
    refused(request, 413, max_answer_bytes=size - 2000)
    pooled_answer = analyzed({**request, "max_cells": [8, 8]}, max_answer_bytes=size // 4)
    assert pooled_answer["interference"]["pool"] == [38, 38]
