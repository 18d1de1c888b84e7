"""Every preset that is to be trained shows what its description and the README say, in the events of its runs."""

import json
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.engine.descent.optimizers import OPTIMIZERS
from app.presets.train import TRAINING_PRESETS
from app.wire.train.request import TrainRequest
from tests.api.asking import array, ask

BY_NAME = {preset.name: preset for preset in TRAINING_PRESETS}
README = (Path(__file__).parents[4] / "README.md").read_text("utf-8")
HIDDEN = ("activation", "initializer", "bias_initializer")


@dataclass
class Run:
    """What was told of a run, event by event."""

    start: dict[str, Any] = field(default_factory=dict)
    steps: list[dict[str, Any]] = field(default_factory=list)
    snapshots: dict[int, dict[str, Any]] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)
    done: dict[str, Any] = field(default_factory=dict)

    @property
    def deaths(self) -> list[dict[str, Any]]:
        return [change for change in self.changes if change["event"] == "death"]

    @property
    def revivals(self) -> list[dict[str, Any]]:
        return [change for change in self.changes if change["event"] == "revival"]

    @property
    def losses(self) -> list[float]:
        return [step["loss"] for step in self.steps]

    def dead(self, layer: int) -> list[int]:
        """How many units of a layer are dead, step by step."""
        return [step["dead"][layer - 1] for step in self.steps]

    def layer(self, step: int, layer: int) -> dict[str, Any]:
        """A layer of a snapshot."""
        found: dict[str, Any] = self.snapshots[step]["layers"][layer - 1]
        return found

    def arrays(self, layer: int, quantity: str) -> list[NDArray[Any]]:
        """A quantity of a layer, step by step."""
        return [array(self.layer(step, layer)[quantity]) for step in self.snapshots]


def changed(request: dict[str, Any], change: str, value: Any) -> dict[str, Any]:
    """The request of the second run: one thing of every hidden layer is another, or one thing of the training."""
    if change in HIDDEN:
        *hidden, output = request["network"]["layers"]
        layers = [*({**layer, change: value} for layer in hidden), output]
        return {**request, "network": {**request["network"], "layers": layers}}
    optimizer = {**request["optimizer"], "learning_rate": value} if change == "learning_rate" else value
    return {**request, "optimizer": optimizer}


def request_of(name: str, *, second: bool = False) -> dict[str, Any]:
    preset = BY_NAME[name]
    assert preset.training is not None
    training = dict(preset.training)
    what_if = training.pop("what_if")
    first = {**preset.request, **training}
    return changed(first, **what_if) if second else first


@cache
def run(name: str, *, second: bool = False) -> Run:
    """A preset's run, or the second run with the one thing changed, every step sent whole."""
    answer = ask("POST", "/api/v1/train", body=request_of(name, second=second))
    assert answer.status_code == 200, answer.text
    told = Run()
    for event, data in events(answer.text):
        if event == "start":
            told.start = data
        elif event == "step":
            told.steps.append(data)
        elif event == "snapshot":
            told.snapshots[data["step"]] = data["analysis"]
        elif event in {"death", "revival"}:
            told.changes.append({**data, "event": event})
        else:
            assert event == "done", data
            told.done = data
    return told


def events(text: str) -> list[tuple[str, dict[str, Any]]]:
    """The names and the data of server-sent events."""
    blocks = [block for block in text.replace("\r\n", "\n").split("\n\n") if "data:" in block]
    fields = [dict(line.split(": ", 1) for line in block.splitlines() if ": " in line[:8]) for block in blocks]
    return [(block["event"], json.loads(block["data"])) for block in fields]


def says(name: str, *phrases: str) -> None:
    """That a preset's description has these words, so that nobody changes what is tested in one place alone."""
    assert [phrase for phrase in phrases if phrase not in BY_NAME[name].description] == []


def readme_says(name: str, *phrases: str) -> None:
    """That the README's line on a preset has these words."""
    (line,) = [line for line in README.splitlines() if line.startswith(f"| *{BY_NAME[name].title}* |")]
    assert [phrase for phrase in phrases if phrase not in line] == []


def shares(change: dict[str, Any]) -> tuple[float, float, float]:
    return change["shares"]["bias"], change["shares"]["weights"], change["shares"]["inputs"]


@pytest.mark.parametrize("name", list(BY_NAME))
def test_is_small_and_a_request_with_one_thing_changed_in_the_second(name: str) -> None:
    training = BY_NAME[name].training
    assert training is not None
    assert set(training) <= {"optimizer", "steps", "interference", "what_if"}
    first, second = (
        TrainRequest.model_validate_json(json.dumps(request_of(name, second=s))) for s in (False, True)
    )
    assert first != second
    assert first.steps <= 100
    assert len(first.network.layers) <= 6
    assert training["optimizer"]["name"] in OPTIMIZERS


@pytest.mark.parametrize("name", list(BY_NAME))
def test_is_of_two_inputs_so_that_its_surface_is_drawn(name: str) -> None:
    assert array(run(name).snapshots[0]["input"]).shape[1] == 2


@pytest.mark.parametrize("second", [False, True])
@pytest.mark.parametrize("name", list(BY_NAME))
def test_runs_to_its_end_and_the_shares_add_up(name: str, second: bool) -> None:
    told = run(name, second=second)
    explodes = name == "exploding_training" and not second
    assert told.done["reason"] == ("non_finite" if explodes else "steps")
    assert [step["step"] for step in told.steps] == list(range(len(told.steps))) == list(told.snapshots)
    for change in told.changes:
        assert sum(shares(change)) == pytest.approx(change["change"], rel=1e-9, abs=1e-12)


def test_dying_learning_rate_kills_most_within_three_steps() -> None:
    told, second = run("dying_learning_rate"), run("dying_learning_rate", second=True)
    says("dying_learning_rate", "six of the eight in layer 1 by step 3", "a seventh at step 8", "none comes back")
    readme_says("dying_learning_rate", "six of eight are dead by step 3", "a seventh at step 8")
    assert told.layer(0, 1)["units"] == 8
    assert (told.dead(1)[0], told.dead(1)[3]) == (0, 6)
    assert told.dead(1)[7:] == [6, *[7] * 53]
    assert told.revivals == []
    assert all(change["layer"] == 1 for change in told.deaths)
    assert all(change["update_ratio"] > 1 for change in told.deaths)
    assert all(sum(shares(change)[:2]) < 0 and shares(change)[2] == 0 for change in told.deaths)
    assert max(second.dead(1)) == 0
    assert second.losses[-1] < 0.6 * told.losses[-1]


def test_dying_bias_drift_is_slow_and_the_bias_does_it() -> None:
    told, second = run("dying_bias_drift"), run("dying_bias_drift", second=True)
    says(
        "dying_bias_drift",
        "near −8",
        "From step 7 to 48",
        "six units",
        "under 5 %",
        "over four fifths of each fall",
    )
    readme_says("dying_bias_drift", "near −8", "from step 7 to 48", "six units", "over four fifths of each fall")
    targets = array(told.snapshots[0]["targets"])
    assert np.abs(targets + 8).max() < 1
    assert min(delta.min() for delta in told.arrays(1, "delta")) == 0
    deaths = {change["neuron"]: change for change in told.deaths}
    assert (told.dead(1)[0], told.dead(1)[-1], len(deaths)) == (0, 6, 6)
    assert sorted(change["step"] for change in told.deaths) == [7, 10, 18, 20, 35, 48]
    assert max(change["update_ratio"] for change in told.deaths) < 0.05
    ends = [told.layer(step, 1) for step in (0, 60)]
    fall = array(ends[1]["bias"]) - array(ends[0]["bias"])
    weights = array(ends[1]["weights"]) - array(ends[0]["weights"])
    inputs = array(told.snapshots[0]["input"])
    for neuron, change in deaths.items():
        assert shares(change)[0] < 0.8 * change["change"] < 0, "of the last step"
        accumulated = fall[neuron] + weights[neuron] @ inputs[change["example"]]
        assert fall[neuron] < 0.8 * accumulated < 0, "of the whole way"
    assert all(change["event"] == "death" for change in told.changes)
    assert max(second.dead(1)) == 0


def test_revival_below_comes_from_the_layer_below_alone() -> None:
    told, second = run("revival_below"), run("revival_below", second=True)
    says("revival_below", "Neuron 0 of layer 2", "at step 9", "At rate 0.03")
    readme_says("revival_below", "layer 2", "at step 9", "at a tenth of the rate")
    assert [change["event"] for change in told.changes] == ["revival"]
    revival = told.changes[0]
    assert (revival["layer"], revival["neuron"], revival["step"]) == (2, 0, 9)
    assert shares(revival)[:2] == (0, 0)
    assert shares(revival)[2] == pytest.approx(revival["change"])
    assert revival["before"] < -0.005
    assert revival["after"] > 0.005
    assert told.dead(2) == [1] * 9 + [0] * 52
    for weights, bias in zip(told.arrays(2, "weights")[:10], told.arrays(2, "bias")[:10], strict=True):
        np.testing.assert_array_equal(weights[0], told.arrays(2, "weights")[0][0])
        assert bias[0] == told.arrays(2, "bias")[0][0]
    assert not any(gradient[0].any() for gradient in told.arrays(2, "weight_gradient")[:9])
    assert all(step["gradient_norms"][0] > 0.1 for step in told.steps[:9])
    assert told.layer(0, 2)["dead"] == [0]
    assert not told.layer(0, 2)["neurons"][0]["permanent"]
    assert told.layer(60, 2)["neurons"][0]["active_fraction"] > 0.4
    assert second.changes == []
    assert set(second.dead(2)) == {1}


def test_dead_layer_leaves_the_output_bias_alone_alive() -> None:
    told, second = run("dead_layer_output_bias"), run("dead_layer_output_bias", second=True)
    says("dead_layer_output_bias", "a quarter", "ŷ comes to 0.25", "the loss from 0.693 to 0.562")
    readme_says("dead_layer_output_bias", "the loss falls from 0.693 to 0.562")
    assert set(told.dead(2)) == {5} == {told.layer(0, 2)["units"]}
    assert all(norm == 0 for step in told.steps for norm in step["gradient_norms"])
    quarter = array(told.snapshots[0]["targets"]).mean(axis=0)
    np.testing.assert_array_equal(quarter, [0.75, 0.25])
    assert told.losses[0] == pytest.approx(log(2))
    assert told.losses[-1] == pytest.approx(-0.75 * log(0.75) - 0.25 * log(0.25), abs=1e-9), "its least"
    assert [round(told.losses[step], 3) for step in (0, 60)] == [0.693, 0.562]
    assert told.losses == sorted(told.losses, reverse=True)
    np.testing.assert_allclose(array(told.layer(60, 3)["activation"])[:, 1], 0.25, atol=1e-5)
    for layer in (1, 2, 3):
        assert not any(gradient.any() for gradient in told.arrays(layer, "weight_gradient"))
        assert all(gradient.any() == (layer == 3) for gradient in told.arrays(layer, "bias_gradient"))
        for weights in told.arrays(layer, "weights"):
            np.testing.assert_array_equal(weights, told.arrays(layer, "weights")[0])
        for bias in told.arrays(layer, "bias")[1:]:
            assert (bias == told.arrays(layer, "bias")[0]).all() == (layer < 3)
    assert second.losses[-1] < 0.05
    assert second.steps[-1]["accuracy"] == 1


def test_vanishing_sigmoid_stops_at_the_loss_of_even_odds() -> None:
    told, second = run("vanishing_sigmoid"), run("vanishing_sigmoid", second=True)
    says("vanishing_sigmoid", "At step 0", "less than a thousandth", "never has more than 0.0003")
    says("vanishing_sigmoid", "By step 25 the loss comes down from 0.948 to 0.693, ln 2", "falls to 0.278")
    readme_says("vanishing_sigmoid", "at step 0", "by step 25", "from 0.948 to 0.693, ln 2", "falls to 0.278")
    norms = told.steps[0]["gradient_norms"]
    assert norms[0] < 1e-3 * norms[-1]
    assert max(step["gradient_norms"][0] for step in told.steps) < 0.0003
    assert round(told.losses[0], 3) == 0.948
    assert {round(loss, 3) for loss in told.losses[25:]} == {round(log(2), 3)} == {0.693}
    assert round(second.losses[-1], 3) == 0.278
    assert second.losses == sorted(second.losses, reverse=True)


def test_exploding_leaves_the_finite_numbers_after_step_six() -> None:
    told, second = run("exploding_training"), run("exploding_training", second=True)
    says("exploding_training", "more than twentyfold", "at step 7", "falls at every step")
    readme_says(
        "exploding_training", "more than twentyfold", "ends at step 7", "shows step 6", "falls at every step"
    )
    assert (told.done["step"], told.done["non_finite"]["step"]) == (6, 7)
    assert [step["step"] for step in told.steps] == list(range(7))
    grown = [after / before for before, after in pairwise(told.losses)]
    assert min(grown) > 20
    gradients = [step["gradient_norms"][0] for step in told.steps]
    assert gradients[-1] > 1e3 * gradients[0]
    assert second.losses[-1] < 0.25 * second.losses[0]
    assert all(after < before for before, after in pairwise(second.losses))


def test_adam_wakes_a_unit_that_descent_never_could() -> None:
    told, second = run("adam_wakes_corpse"), run("adam_wakes_corpse", second=True)
    says("adam_wakes_corpse", "Neuron 1 of layer 1", "dies at step 4", "at step 13", "kills it at step 1, for good")
    readme_says("adam_wakes_corpse", "dies at step 4", "at step 13", "kills it at step 1, for good")
    assert [(change["event"], change["layer"], change["neuron"], change["step"]) for change in told.changes] == [
        ("death", 1, 1, 4),
        ("revival", 1, 1, 13),
    ]
    death, revival = told.changes
    assert death["example"] != revival["example"]
    assert shares(revival)[2] == 0
    assert min(-death["after"], -revival["before"], revival["after"]) > 0.01
    assert [step["statuses"][0][1] for step in told.steps[4:13]] == ["1"] * 9
    assert not any(gradient[1].any() for gradient in told.arrays(1, "weight_gradient")[4:13])
    rows = [weights[1] for weights in told.arrays(1, "weights")[4:14]]
    assert all((before != after).all() for before, after in pairwise(rows))
    assert told.layer(60, 1)["neurons"][1]["active_fraction"] > 0.3
    assert [change["event"] for change in second.changes] == ["death"]
    assert [second.changes[0][name] for name in ("layer", "neuron", "step")] == [1, 1, 1]
    assert second.layer(1, 1)["neurons"][1]["permanent"]


def test_interference_is_less_and_sparsity_more_with_relu() -> None:
    relu, tanh = run("interference"), run("interference", second=True)
    says(
        "interference",
        "55 % of the pairs",
        "at step 100",
        "with tanh of 70 %",
        "49 % that are exactly zero, tanh none",
    )
    readme_says(
        "interference", "at step 100 55 % of the pairs", "49 % of the multiplications", "with tanh 70 % conflict"
    )
    ends = [told.steps[100]["interference"] for told in (relu, tanh)]
    assert [round(100 * end["conflicting"]) for end in ends] == [55, 70]
    assert [end["zero_gradients"] for end in ends] == [0, 0]
    assert all(step["interference"] is not None for step in relu.steps)
    sparsity = [told.layer(100, 1)["sparsity"]["delta"] for told in (relu, tanh)]
    assert sparsity == [float((told.arrays(1, "delta")[100] == 0).mean()) for told in (relu, tanh)]
    skipped = [told.snapshots[100]["sparsity_summary"]["skipped_share"] for told in (relu, tanh)]
    assert [round(100 * share) for share in (*sparsity, *skipped)] == [49, 0, 49, 0]
    assert (sparsity[1], skipped[1]) == (0, 0)
    assert relu.changes == tanh.changes == []
