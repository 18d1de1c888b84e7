"""The screening against the whole look: the same deaths and revivals, and nothing that rounding could turn."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.engine.arrays import Array, Flags
from app.engine.descent.optimizers import optimizer
from app.engine.descent.spec import Training
from app.engine.descent.stepper import ForwardSpace
from app.engine.network.activations import Activation, activation
from app.engine.network.network import Batch, Layer, Network
from app.engine.training import screening
from app.engine.training.overflow import OverflowBound
from app.engine.training.screening import Screening
from app.engine.training.training import train
from app.engine.training.transitions import Transition
from tests.engine.training_runs import run_of

FLAT = [
    activation("relu"),
    activation("relu6"),
    activation("hardtanh"),
    activation("leaky_relu", negative_slope=0),
]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """Glances even at the smallest networks; and of each, whether it could tell."""
    told: list[bool] = []
    whole = Screening.dead

    def counted(self: Screening, *arguments: Any) -> list[Flags] | None:
        dead = whole(self, *arguments)
        told.append(dead is not None)
        return dead

    monkeypatch.setattr(Screening, "dead", counted)
    monkeypatch.setattr(screening, "WORTHWHILE", 0)
    yield told
    assert told


def transitions(training: Training) -> list[Transition]:
    return [change for moment in train(training) for change in moment.changes]


def shallow(training: Training) -> Training:
    """Without its second layer: all units with a flat side are in layer 1."""
    first, _, last = training.network.layers
    return replace(training, network=Network((first, replace(last, weights=last.weights[:, :1].repeat(6, 1)))))


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("deep", [True, False])
@pytest.mark.parametrize("hidden", FLAT, ids=lambda chosen: chosen.name)
def test_whoever_dies_or_comes_back_is_the_same(
    hidden: Activation, deep: bool, dtype: Any, answers: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = 0
    for seed in range(8):
        training = replace(run_of(hidden, seed=seed, dtype=dtype), batch_size=4, optimizer=optimizer("adam", 0.2))
        training = training if deep else shallow(training)
        changes = transitions(training)
        with monkeypatch.context() as patch:
            patch.setattr(screening, "WORTHWHILE", 10**9)
            screens = len(answers)
            assert transitions(training) == changes
            assert len(answers) == screens
        found += len(changes)
    assert found > 5
    assert {True, False} == set(answers) if deep else answers.count(True) > 100


def judged(weights: Array, inputs: Array, seen: Array) -> list[bool] | None:
    """What a screening tells of a layer of ReLU, given the mini-batch of these examples."""
    bias = np.zeros(len(weights), weights.dtype)
    network = Network((Layer(weights, bias, activation("relu")),))
    bound = OverflowBound(network, Batch(inputs, np.zeros((len(inputs), len(weights)), inputs.dtype)))
    space = ForwardSpace(network, seen)
    np.matmul(seen, weights.T, out=space.preactivations[0])
    dead = Screening(network, [0], inputs, bound).dead(network, space, float(np.abs(weights).max()))
    return None if dead is None else dead[0].tolist()


def test_who_is_on_in_the_mini_batch_is_alive_and_the_rest_is_looked_at_alone() -> None:
    inputs = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, -1.0]])
    weights = np.array([[1.0, 0.0], [-1.0, 5.0], [0.5, 0.5], [-2.0, -1.0]])
    assert judged(weights, inputs, inputs[:1]) == [False, False, False, False]
    assert judged(weights, inputs[:2], inputs[:1]) == [False, False, False, True]


@pytest.mark.parametrize("value", [0.0, 1e-300, 1e-15, -1e-15, -1e-300, np.nan, np.inf])
def test_what_rounding_could_turn_is_not_told(value: float) -> None:
    inputs = np.array([[1.0], [0.5]])
    with np.errstate(all="ignore"):
        assert judged(np.array([[value], [1.0]]), inputs, inputs[1:]) is None


def test_an_upper_layer_is_told_where_all_of_it_was_seen_alive() -> None:
    rng = np.random.default_rng(0)
    inputs = np.abs(rng.normal(size=(20, 3)))
    up, down = np.full((4, 3), 0.5), np.full((2, 4), 0.5)
    for turned in (False, True):
        lower = Layer(up, np.zeros(4), activation("relu"))
        upper = Layer(np.array([[-1.0], [1.0]]) * down if turned else down, np.zeros(2), activation("relu"))
        network = Network((lower, upper))
        space = ForwardSpace(network, inputs[:5])
        np.matmul(inputs[:5], up.T, out=space.preactivations[0])
        np.matmul(space.preactivations[0], upper.weights.T, out=space.preactivations[1])
        bound = OverflowBound(network, Batch(inputs, np.zeros((20, 2))))
        dead = Screening(network, [0, 1], inputs, bound).dead(network, space, 0.5)
        assert dead is None if turned else [flags.any() for flags in dead or ()] == [False, False]
