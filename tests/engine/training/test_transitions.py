"""What a death or a revival is due to, against exact arithmetic."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from math import fsum, inf, isnan
from typing import Any

import numpy as np
import pytest

from app.engine.analysis.passes import forward
from app.engine.arrays import Array
from app.engine.descent.optimizers import optimizer
from app.engine.network.activations import Activation, activation
from app.engine.network.network import Layer, Network
from app.engine.training.training import probe_batch, train
from app.engine.training.transitions import Seen, Transition, Update, transition
from tests.engine.training_runs import run_of

FLAT = [
    activation("relu"),
    activation("relu6"),
    activation("hardtanh"),
    activation("leaky_relu", negative_slope=0),
]


def exact(values: Array) -> list[Fraction]:
    return [Fraction(float(value)) for value in values]


def exact_shares(
    before: Layer, after: Layer, unit: int, z: Array, new_z: Array
) -> tuple[Fraction, Fraction, Fraction]:
    """Δb, ΔW (z + z′)/2 and (W + W′)/2 Δz without rounding."""
    weights, new_weights = exact(before.weights[unit]), exact(after.weights[unit])
    below, new_below = exact(z), exact(new_z)
    bias = Fraction(float(after.bias[unit])) - Fraction(float(before.bias[unit]))
    rows = list(zip(weights, new_weights, below, new_below, strict=True))
    of_weights = sum(((v - w) * (a + c) / 2 for w, v, a, c in rows), Fraction(0))
    of_inputs = sum(((w + v) * (c - a) / 2 for w, v, a, c in rows), Fraction(0))
    return bias, of_weights, of_inputs


def seen(network: Network, inputs: Array, number: int) -> Seen:
    with np.errstate(over="ignore"):
        preactivations, activations = forward(network, inputs)
    layer, z, a = network.layers[number - 1], preactivations[number - 1], activations[number - 1]
    return Seen(layer, activations[number - 2] if number > 1 else inputs, z, layer.activation.derivative(z, a))


def assert_split_is_exact(change: Transition, before: Seen, after: Seen) -> None:
    """Each share, their sum, and the change of z̃ itself."""
    example, unit = change.example, change.unit
    shares = exact_shares(before.layer, after.layer, unit, before.below[example], after.below[example])
    whole = sum(shares, Fraction(0))
    terms = np.abs(before.layer.weights[unit]) @ np.abs(before.below[example]).astype(np.float64)
    size = Fraction(float(terms)) + sum(map(abs, shares), Fraction(0))
    told = (change.bias_share, change.weights_share, change.inputs_share)
    for share, expected in zip(told, shares, strict=True):
        assert abs(Fraction(share) - expected) <= Fraction(1e-15) * size
    assert abs(Fraction(change.change) - whole) <= Fraction(1e-15) * size
    assert change.change == fsum(told)
    assert abs(sum(map(Fraction, told), Fraction(0)) - Fraction(change.change)) <= Fraction(1e-12) * abs(whole)
    rounding = 1e-14 if before.preactivation.dtype == np.float64 else 1e-5
    assert abs(change.after - change.before - change.change) <= rounding * float(size)
    assert change.before == before.preactivation[example, unit]
    assert change.after == after.preactivation[example, unit]


def expected_example(change: Transition, before: Seen, after: Seen) -> int:
    """By the definition, one example after another."""
    alive = before if change.kind == "death" else after
    z = alive.preactivation[:, change.unit]
    on = [n for n in range(len(z)) if alive.derivative[n, change.unit] != 0]
    return (min if change.side == "upper" else max)(on, key=lambda n: z[n])


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("batch_size", [None, 4])
@pytest.mark.parametrize("hidden", FLAT, ids=lambda chosen: chosen.name)
def test_every_change_of_random_runs_is_split_exactly(
    hidden: Activation, batch_size: int | None, dtype: Any
) -> None:
    told = []
    for seed in range(12):
        training = replace(run_of(hidden, seed=seed, rate=3, dtype=dtype), batch_size=batch_size)
        inputs = probe_batch(training).inputs
        before = training.network
        for moment in train(training):
            network = moment.network
            for change in moment.changes:
                pair = seen(before, inputs, change.layer), seen(network, inputs, change.layer)
                assert change.example == expected_example(change, *pair)
                assert_split_is_exact(change, *pair)
                assert change.layer > 1 or change.inputs_share == 0
                assert (change.step, change.learning_rate) == (moment.step, 3)
                told.append(change)
            before = network
    assert len([change for change in told if change.kind == "death"]) > 5
    assert {change.layer for change in told} == {1, 2}


def test_units_come_back_too() -> None:
    changes = [
        change
        for seed in range(12)
        for moment in train(replace(run_of("relu", seed=seed), batch_size=2, optimizer=optimizer("adam", 0.3)))
        for change in moment.changes
    ]
    assert {change.kind for change in changes} == {"death", "revival"}


def of_one_unit(name: str, inputs: list[float], weight: float, bias: float) -> Seen:
    """A layer of one unit on inputs of one number each."""
    network = Network((Layer(np.array([[weight]]), np.array([bias]), activation(name)),))
    return seen(network, np.array(inputs)[:, None], 1)


@pytest.mark.parametrize(
    ("before", "after", "side", "example"),
    [
        ((1, 0), (1, -9), "lower", 2),
        ((1, 0), (1, 9), "upper", 0),
        ((1, 0), (1000, 5), "both", 2),
    ],
)
def test_a_death_is_told_on_the_example_that_was_furthest_from_the_side(
    before: tuple[float, float], after: tuple[float, float], side: str, example: int
) -> None:
    inputs = [-0.5, 0.25, 0.75, 5]
    was, became = (of_one_unit("hardtanh", inputs, *pair) for pair in (before, after))
    death = transition(1, 0, was, became, Update(3, 0.1))
    revival = transition(1, 0, became, was, Update(3, 0.1))
    assert (death.kind, death.side, death.example) == ("death", side, example)
    assert (revival.kind, revival.side, revival.example) == ("revival", side, example)
    assert (death.before, death.after) == (revival.after, revival.before)
    assert death.change == -revival.change


def test_the_update_is_measured_against_the_row_that_it_changes() -> None:
    was, became = of_one_unit("relu", [1.0], 3.0, 4.0), of_one_unit("relu", [1.0], 3.0, -6.0)
    assert transition(1, 0, was, became, Update(1, 0.1)).update_ratio == 2
    nothing = of_one_unit("relu", [1.0], 0.0, 0.0)
    assert transition(1, 0, nothing, was, Update(1, 0.1)).update_ratio is None


def test_shares_past_the_largest_number_are_infinite() -> None:
    was, became = of_one_unit("relu", [1.0], 1e308, 0.0), of_one_unit("relu", [1.0], -1e308, -1e308)
    with np.errstate(over="ignore"):
        death = transition(1, 0, was, became, Update(1, 0.1))
    assert (death.weights_share, death.change) == (-inf, -inf)


def test_a_sum_past_the_largest_number_is_infinite() -> None:
    """Every term of the weights' share is finite, their sum is not."""
    was, became = (Layer(np.full((1, 4), w), np.zeros(1), activation("relu")) for w in (0.4e308, -0.4e308))
    inputs = np.ones((1, 4))
    with np.errstate(over="ignore"):
        seen_before, seen_after = (seen(Network((layer,)), inputs, 1) for layer in (was, became))
        death = transition(1, 0, seen_before, seen_after, Update(1, 0.1))
    assert (death.bias_share, death.weights_share, death.inputs_share) == (0, -inf, 0)
    assert death.change == -inf


def test_shares_that_are_infinite_against_each_other_make_a_change_that_is_no_number() -> None:
    was, became = of_one_unit("relu", [1.0], 1.5e308, -1e308), of_one_unit("relu", [1.0], -1.5e308, 1e308)
    with np.errstate(over="ignore"):
        death = transition(1, 0, was, became, Update(1, 0.1))
    assert (death.bias_share, death.weights_share) == (inf, -inf)
    assert isnan(death.change)


def test_no_share_is_a_negative_zero() -> None:
    was, became = of_one_unit("relu", [-1.0], -1.0, 0.0), of_one_unit("relu", [-1.0], -1.0, -2.0)
    death = transition(1, 0, was, became, Update(1, 0.1))
    assert [str(share) for share in (death.weights_share, death.inputs_share)] == ["0.0", "0.0"]


@pytest.mark.parametrize("size", [1.0, 1e4, 1e8, 1e15, 1e300])
def test_shares_that_cancel_still_add_up_in_any_order(size: float) -> None:
    """However large they are beside their sum: naively added, to 1e-12 of it, and each right but for rounding."""
    rng = np.random.default_rng(0)
    for _ in range(50):
        x, pull, push = rng.uniform(0.5, 2), rng.normal(), rng.uniform(1, 2)
        was = of_one_unit("relu", [x], push * 0.1, 0.0)
        became = of_one_unit("relu", [x], size * push + pull, -size * push * x - rng.uniform(0, 3))
        change = transition(1, 0, was, became, Update(1, 0.1))
        told = (change.bias_share, change.weights_share, change.inputs_share)
        for one, two, three in permutations(told):
            assert one + two + three == pytest.approx(change.change, rel=1e-12, abs=0)
        expected = exact_shares(was.layer, became.layer, 0, was.below[0], became.below[0])
        for share, exactly in zip(told, expected, strict=True):
            assert abs(Fraction(share) - exactly) <= Fraction(2**-51) * sum(map(abs, expected), Fraction(0))
