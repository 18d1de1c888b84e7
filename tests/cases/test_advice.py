"""What the numbers hide is told in the answer, and nothing is refused for it."""

import re
from typing import Any

import pytest

from tests.advice.helpers import linear
from tests.api.asking import analyzed, ask, typed
from tests.api.streaming import events, exploding, moons, named, told
from tests.cases.helpers import case


def advice_of(body: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The advice of an analyze request, by its code."""
    return {one["code"]: one for one in analyzed(body)["advice"]}


def test_a_target_out_of_reach() -> None:
    seen = case("unreachable-target")
    assert seen["route"] == "POST /api/v1/analyze"
    (one,) = advice_of(seen["body"]).values()
    assert one["code"] == "unreachable_target"
    assert one["pointer"] == "/data/targets/0/0"
    assert one["message"].startswith("relu cannot give the target −3 of example 0: its values are at least 0;")
    assert "remedy" not in one


def test_a_softmax_of_one_unit() -> None:
    one = advice_of(case("softmax-of-one")["body"])["softmax_of_one_unit"]
    assert one["pointer"] == "/network/layers/1/activation"


def test_labels_from_one_that_fit() -> None:
    """Six units take the labels 1 … 5: nothing is wrong, but class 0 is none of them."""
    body = case("labels-from-one-rest")["body"]
    layer = {**body["network"]["layers"][0], "units": 6}
    one = advice_of({**body, "network": {"layers": [layer]}})["labels_from_one"]
    assert (one["pointer"], one["remedy"]) == ("/data/targets", "labels_from_zero")


@pytest.mark.parametrize("inputs", [[[16777217, 1], [2, 3]], typed([[16777217, 1], [2, 3]])])
def test_single_precision_is_held_against_the_numbers_as_they_came(inputs: Any) -> None:
    body = {
        "network": {"layers": [{"weights": [[1, 1]], "activation": "identity"}]},
        "data": {"inputs": inputs, "targets": [1, 2]},
        "loss": "mean_squared_error",
    }
    assert "precision_loss" not in advice_of(body)
    assert "16777217" in advice_of({**body, "precision": "float32"})["precision_loss"]["message"]


def test_a_network_on_a_data_set_points_at_the_data_set() -> None:
    layer = {"units": 5, "activation": "softmax", "initializer": "glorot_uniform"}
    body = {"network": {"layers": [layer]}, "data": {"dataset": "iris"}}
    one = advice_of(body)["empty_class"]
    assert one["pointer"] == "/data/dataset"
    assert "classes 3 and 4 of 5 have no example: from 150 examples" in one["message"]


def run_of_linear(rate: float) -> dict[str, Any]:
    training = linear([[3, 1], [-3, 2], [1, 1]], rate)
    return {
        "network": {"layers": [{"weights": training.network.layers[0].weights.tolist(), "activation": "identity"}]},
        "data": {"inputs": training.data.inputs.tolist(), "targets": training.data.targets.tolist()},
        "loss": "mean_squared_error",
        "optimizer": {"name": "sgd", "learning_rate": rate},
        "steps": 3000,
        "record_every": 1000,
        "snapshot_steps": [],
    }


def test_a_rate_beyond_two_over_lambda_is_told_at_the_start_and_after_the_divergence() -> None:
    run = told(run_of_linear(0.5))
    (start,), (done,) = named(run, "start"), named(run, "done")
    assert [one["code"] for one in start["advice"]] == ["learning_rate_too_large"]
    assert start["advice"][0]["pointer"] == "/optimizer/learning_rate"
    assert "is beyond 2/λ = " in start["advice"][0]["message"]
    assert done["reason"] == "non_finite"
    (after,) = done["advice"]
    assert "the curvature along its first gradient" in after["message"]
    assert re.search(r"take less than (2/λ = )?\S+$", after["message"])
    assert after["message"].rpartition(" ")[2] == start["advice"][0]["message"].rpartition(" ")[2]


def test_a_rate_that_is_small_enough_gives_no_reason() -> None:
    run = told(run_of_linear(0.01))
    (start,), (done,) = named(run, "start"), named(run, "done")
    assert start["advice"] == done["advice"] == []


def test_a_bent_network_that_diverged() -> None:
    run = told(exploding())
    (start,), (done,) = named(run, "start"), named(run, "done")
    assert start["advice"] == []
    assert [one["code"] for one in done["advice"]] == ["learning_rate_too_large"]
    assert "gᵀHg / gᵀg = " in done["advice"][0]["message"]


def test_snapshots_have_none_of_their_own() -> None:
    layers = [{"units": 5, "activation": "softmax", "initializer": "glorot_uniform"}]
    run = told(moons(network={"layers": layers}, data={"dataset": "moons", "size": 32}))
    assert named(run, "start")[0]["advice"][0]["code"] == "empty_class"
    assert {len(one["analysis"]["advice"]) for one in named(run, "snapshot")} == {0}


def test_a_repeated_stream_has_the_advice_in_its_end_too() -> None:
    """`done` comes whatever the client has."""
    whole = told(exploding())
    answer = ask("POST", "/api/v1/train", body=exploding())
    assert events(answer.text)[-1].data["advice"] == whole[-1].data["advice"]
