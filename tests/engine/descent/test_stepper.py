"""The programs of the passes against the passes: the same preactivations, and gradients but for rounding."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.engine.analysis.analysis import analyze
from app.engine.analysis.case import Case
from app.engine.analysis.passes import Trace, forward, trace
from app.engine.arrays import Array
from app.engine.descent.parameters import flatten, views
from app.engine.descent.squares import PIECE
from app.engine.descent.stepper import (
    SPREAD_UP_TO,
    ForwardSpace,
    Workspace,
    backward_program,
    derivative_program,
    forward_program,
    objective,
)
from app.engine.network.activations import ACTIVATIONS, activation
from app.engine.network.losses import LOSSES, Loss, Reduction
from app.engine.network.network import Batch, Layer, Network
from tests.engine.helpers import random_network, random_targets

ELEMENTWISE = [name for name, row in ACTIVATIONS.items() if row.elementwise]
DTYPES = (np.float64, np.float32)


def in_precision(network: Network, batch: Batch, dtype: Any) -> tuple[Network, Batch]:
    """The same numbers in another precision."""
    layers = (replace(la, weights=la.weights.astype(dtype), bias=la.bias.astype(dtype)) for la in network.layers)
    return Network(tuple(layers)), Batch(batch.inputs.astype(dtype), batch.targets.astype(dtype))


def stepped(network: Network, batch: Batch, rule: Loss, reduction: Reduction) -> Workspace:
    """Both passes by programs, twice, as buffers are used again."""
    vector = flatten(network)
    own = views(vector, network)
    space = Workspace(own, batch)
    goal = objective(rule, reduction, batch.targets)
    for call in (forward_program(own, space, vector) + backward_program(own, space, goal)) * 2:
        call()
    return space


def assert_agrees(network: Network, batch: Batch, rule: Loss, reduction: Reduction) -> None:
    """The same z̃ and z to the bit; the gradient but for rounding."""
    expected = trace(Case(network, batch, rule, reduction))
    space = stepped(network, batch, rule, reduction)
    for index, traced in enumerate(expected.layers):
        assert (space.preactivations[index] == traced.preactivation).all()
        assert (space.activations[index] == traced.activation).all()
    gradient = flat_gradient(expected)
    tolerance = 1e-12 if gradient.dtype == np.float64 else 1e-5
    assert space.gradient.dtype == gradient.dtype
    assert np.abs(space.gradient - gradient).max() <= tolerance * np.abs(gradient).max()


def flat_gradient(traced: Trace) -> Array:
    return np.concatenate([g.ravel() for la in traced.layers for g in (la.weight_gradient, la.bias_gradient)])


def output_of(rule: Loss, hidden: str) -> str:
    return rule.output_activation or hidden


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("rule", LOSSES.values(), ids=lambda rule: rule.name)
@pytest.mark.parametrize("hidden", ELEMENTWISE)
def test_gradients_are_those_of_the_passes(hidden: str, rule: Loss, reduction: Reduction, dtype: Any) -> None:
    rng = np.random.default_rng(8)
    for sizes, examples in (([3, 6, 5, 2], 9), ([1, 1, 1], 1), ([2, 3, 1], 4), ([4, 2], 7)):
        network = random_network(rng, sizes, hidden, output_of(rule, hidden))
        batch = Batch(rng.normal(size=(examples, sizes[0])), random_targets(rng, rule, examples, sizes[-1]))
        assert_agrees(*in_precision(network, batch, dtype), rule, reduction)


@pytest.mark.parametrize("dtype", DTYPES)
def test_soft_targets_that_miss_one_by_a_little_count_as_they_are(dtype: Any) -> None:
    rng = np.random.default_rng(3)
    network = random_network(rng, [3, 5, 4], "tanh", "softmax")
    soft = rng.dirichlet(np.ones(4), 8)
    for targets in (soft, soft * (1 + 9e-7)):
        assert_agrees(
            *in_precision(network, Batch(rng.normal(size=(8, 3)), targets), dtype), LOSSES["cross_entropy"], "mean"
        )


@pytest.mark.parametrize("examples", [SPREAD_UP_TO // 49, SPREAD_UP_TO // 49 + 1, 300])
def test_large_batches_add_their_biases_to_the_same_sums(examples: int) -> None:
    rng = np.random.default_rng(4)
    network = random_network(rng, [2, *[8] * 6, 1], "relu", "identity")
    batch = Batch(rng.normal(size=(examples, 2)), rng.normal(size=(examples, 1)))
    assert_agrees(network, batch, LOSSES["mean_squared_error"], "mean")


@pytest.mark.parametrize("dtype", DTYPES)
def test_preactivations_are_the_same_bits_for_all_shapes(dtype: Any) -> None:
    rng = np.random.default_rng(5)
    for examples in (1, 2, 7, 10, 64, 130):
        for below in (1, 2, 5, 16, 300):
            for units in (1, 2, 8, 33, 128):
                network = Network(
                    (Layer(rng.normal(size=(units, below)), rng.normal(size=units), activation("relu")),)
                )
                inputs = rng.normal(size=(examples, below))
                network, batch = in_precision(network, Batch(inputs, inputs[:, :1]), dtype)
                vector = np.concatenate([np.zeros(3, dtype), flatten(network)])[3:]
                own = views(vector, network)
                space = ForwardSpace(own, batch.inputs)
                for call in forward_program(own, space, vector) + derivative_program(own, space, 0):
                    call()
                preactivations, activations = forward(network, batch.inputs)
                assert (space.preactivations[0] == preactivations[0]).all(), (examples, below, units)
                derivative = network.layers[0].activation.derivative(preactivations[0], activations[0])
                assert (space.derivatives[0] == derivative).all()


MULTIPLES = [rule for rule in LOSSES.values() if rule.difference_factor is not None]


@pytest.mark.parametrize("rule", MULTIPLES, ids=lambda rule: rule.name)
@pytest.mark.parametrize("outputs", [1, 3])
def test_the_signal_is_a_multiple_of_the_difference(rule: Loss, outputs: int) -> None:
    rng = np.random.default_rng(6)
    z = rng.normal(size=(5, outputs))
    prediction, targets = rng.random((5, outputs)), random_targets(rng, rule, 5, outputs)
    expected = rule.signal(z, prediction, targets)
    assert rule.difference_factor is not None
    assert np.abs(rule.difference_factor(outputs) * (prediction - targets) - expected).max() < 1e-15


def test_what_is_not_finite_anywhere_is_noticed() -> None:
    rng = np.random.default_rng(7)
    network = random_network(rng, [2, 3, 2], "relu", "identity")
    batch = Batch(rng.normal(size=(4, 2)), rng.normal(size=(4, 2)))
    rule = LOSSES["mean_squared_error"]
    assert stepped(network, batch, rule, "mean").finite()
    for targets, bias in ((1e200, 0.0), (0.0, -np.inf), (0.0, np.nan)):
        layer = network.layers[0]
        broken = Network((replace(layer, bias=np.full(3, bias)), *network.layers[1:]))
        far = Batch(batch.inputs, np.full((4, 2), targets))
        with np.errstate(all="ignore"):
            assert not stepped(broken, far, rule, "mean").finite()
            assert analyze(broken, far, rule).non_finite is not None


@pytest.mark.parametrize("place", [0, PIECE - 1, PIECE, -1])
def test_no_place_of_a_large_block_goes_unseen(place: int) -> None:
    network = random_network(np.random.default_rng(0), [2, 8, 8, 1], "relu", "identity")
    space = ForwardSpace(network, np.zeros((1000, 2)))
    assert len(space.block) > 2 * PIECE
    assert space.finite()
    space.block[place] = np.nan
    assert not space.finite()
