"""Stacked copies against a plain loop over parameters with the engine's own forward pass."""

from typing import Any

import numpy as np
import pytest

from app.engine.analysis.case import Case
from app.engine.analysis.passes import Trace, affine, forward, preactivations_from, trace
from app.engine.arrays import Array
from app.engine.check.copies import Point, point_of
from app.engine.check.differences import (
    Method,
    Quantity,
    copies_at_once,
    copy_bytes,
    differences,
    subject_of,
    travel,
)
from app.engine.network.activations import ACTIVATIONS
from app.engine.network.losses import Loss, loss, reduce
from app.engine.network.network import Batch, Layer, Network
from tests.engine.helpers import random_network, random_targets

STEP = 1e-4
SIZES = [3, 4, 5, 2]
PAIRS = [
    *((name, loss("mean_squared_error")) for name, row in ACTIVATIONS.items() if row.elementwise),
    ("tanh", loss("cross_entropy")),
    ("relu", loss("binary_cross_entropy")),
]


def example(hidden: str, rule: Loss) -> tuple[Network, Batch, Trace]:
    rng = np.random.default_rng(3)
    network = random_network(rng, SIZES, hidden, rule.output_activation or hidden)
    batch = Batch(rng.normal(size=(6, 3)), random_targets(rng, rule, 6, 2))
    return network, batch, trace(Case(network, batch, rule))


def losses(network: Network, batch: Batch, rule: Loss) -> Array:
    preactivations, activations = forward(network, batch.inputs)
    return rule.of_example(preactivations[-1], activations[-1], batch.targets)


def sides(network: Network, batch: Batch) -> list[Any]:
    """On which side of each kink every preactivation lies, one row for each example."""
    preactivations, _ = forward(network, batch.inputs)
    return [
        np.concatenate(
            [
                np.sign(preactivation[n] - kink)
                for layer, preactivation in zip(network.layers, preactivations, strict=True)
                for kink in layer.activation.kinks
            ]
            or [np.zeros(0)]
        ).tolist()
        for n in range(len(batch.inputs))
    ]


def loop(network: Network, batch: Batch, rule: Loss, number: int, name: str) -> tuple[Array, Array]:
    """Numeric gradients of the weights or the bias of a layer, and the kinks, one parameter at a time."""
    array = getattr(network.layers[number - 1], name)
    numeric, kinked = np.empty(array.size), np.zeros(array.size, dtype=np.bool_)
    for index, place in enumerate(np.ndindex(array.shape)):
        ends = []
        for sign in (1, -1):
            moved = array.copy()
            moved[place] += sign * STEP
            layers = list(network.layers)
            layer = layers[number - 1]
            weights, bias = (moved, layer.bias) if name == "weights" else (layer.weights, moved)
            layers[number - 1] = Layer(weights, bias, layer.activation)
            ends.append(Network(tuple(layers)))
            kinked[index] |= sides(ends[-1], batch) != sides(network, batch)
        change = losses(ends[0], batch, rule) - losses(ends[1], batch, rule)
        numeric[index] = reduce(change, "mean") / (2 * STEP)
    return numeric, kinked


def at(point: Point, traced: Trace, number: int, quantity: Quantity) -> Any:
    return subject_of(point, number, quantity, traced.layers[number - 1], traced.layers[number - 1])


@pytest.mark.parametrize(("hidden", "rule"), PAIRS, ids=lambda value: getattr(value, "name", value))
def test_a_stack_of_copies_equals_a_loop_over_parameters(hidden: str, rule: Loss) -> None:
    network, batch, traced = example(hidden, rule)
    point = point_of(Case(network, batch, rule), traced, traced)
    quantities: list[tuple[Quantity, str]] = [("weight_gradient", "weights"), ("bias_gradient", "bias")]
    for number in (1, 2, 3):
        for quantity, name in quantities:
            subject = at(point, traced, number, quantity)
            size = subject.analytic.size
            found = differences(subject, "coordinates", np.arange(size), np.full(size, STEP), 2**20)
            numeric, kinked = loop(network, batch, rule, number, name)
            np.testing.assert_allclose(found.numeric[:, 0], numeric, rtol=1e-8, atol=1e-11)
            assert found.kinked[:, 0].tolist() == kinked.tolist()
            assert found.analytic[:, 0].tolist() == subject.analytic.ravel().tolist()
            assert found.moved.all()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_moves_of_a_preactivation_answer_for_each_example(number: int) -> None:
    rule = loss("cross_entropy")
    network, batch, traced = example("tanh", rule)
    subject = at(point_of(Case(network, batch, rule), traced, traced), traced, number, "delta")
    units = subject.layer.units
    found = differences(subject, "coordinates", np.arange(units), np.full(units, STEP), 2**20)
    for o in range(units):
        ends = []
        for sign in (1, -1):
            moved = subject.preactivation.copy()
            moved[:, o] += sign * STEP
            *_, top = preactivations_from(network, number, moved)
            ends.append(rule.of_example(top, network.layers[-1].activation.function(top), batch.targets))
        np.testing.assert_allclose(found.numeric[o], (ends[0] - ends[1]) / (2 * STEP), rtol=1e-8, atol=1e-11)
        assert found.analytic[o].tolist() == subject.analytic[:, o].tolist()


@pytest.mark.parametrize("method", ["coordinates", "directions"])
@pytest.mark.parametrize("quantity", ["weight_gradient", "bias_gradient", "delta"])
def test_chunks_of_any_size_give_the_same_numbers(quantity: Quantity, method: Method) -> None:
    rule = loss("cross_entropy")
    network, batch, traced = example("relu", rule)
    subject = at(point_of(Case(network, batch, rule), traced, traced), traced, 2, quantity)
    moves, widths = np.arange(5), np.geomspace(1e-3, 1e-5, 5)
    whole = differences(subject, method, moves, widths, 2**20)
    copy = copy_bytes(SIZES, 6, 2, quantity, method)
    for memory_bytes in (0, 2 * copy, 3 * copy):
        parts = differences(subject, method, moves, widths, memory_bytes)
        np.testing.assert_allclose(parts.numeric, whole.numeric, rtol=1e-9, atol=1e-10)
        np.testing.assert_allclose(parts.analytic, whole.analytic, rtol=1e-14)
        np.testing.assert_allclose(parts.bend, whole.bend, atol=1e-9)
        assert (parts.kinked == whole.kinked).all()
        assert (parts.moved == whole.moved).all()


def test_directions_have_unit_norm_and_one_for_each_example_of_delta() -> None:
    rule = loss("mean_squared_error")
    network, batch, traced = example("softplus", rule)
    point = point_of(Case(network, batch, rule), traced, traced)
    for quantity in ("weight_gradient", "bias_gradient", "delta"):
        subject = at(point, traced, 2, quantity)
        found = differences(subject, "directions", np.arange(40), np.full(40, STEP), 2**20)
        norm = np.sqrt(np.square(subject.analytic).sum(axis=1 if quantity == "delta" else None))
        assert found.analytic.shape == found.numeric.shape == (40, 6 if quantity == "delta" else 1)
        assert (np.abs(found.analytic) <= norm + 1e-12).all()
        np.testing.assert_allclose(found.numeric, found.analytic, rtol=1e-5, atol=1e-9)


def test_the_divisor_is_how_far_the_rounded_numbers_went() -> None:
    """Next to 10⁸ numbers stand 1.5e-8 apart: ±1e-8 moves them by one step up and none or one down."""
    rule = loss("mean_squared_error")
    network, batch, _ = example("identity", rule)
    layers = list(network.layers)
    layers[2] = Layer(layers[2].weights, layers[2].bias + 1e8, layers[2].activation)
    moved = Network(tuple(layers))
    data = Batch(batch.inputs, batch.targets + 1e8)
    traced = trace(Case(moved, data, rule))
    subject = at(point_of(Case(moved, data, rule), traced, traced), traced, 3, "bias_gradient")
    found = differences(subject, "coordinates", np.arange(2), np.full(2, 1e-8), 2**20)
    assert np.abs(found.numeric - found.analytic).max() < 1e-6
    lost = differences(subject, "coordinates", np.arange(2), np.full(2, 1e-9), 2**20)
    assert not lost.moved.any()


def test_at_least_one_copy_is_made_and_no_more_than_memory_allows() -> None:
    assert copies_at_once(10**9, "coordinates", 1000) == 1
    assert copies_at_once(10**6, "coordinates", 2**26) == 8
    assert copies_at_once(10**6, "directions", 2**26) == 1
    assert copies_at_once(10**6, "coordinates", 3 * 10**6) == 3
    assert copies_at_once(1000, "directions", 2**26) == 786


def test_a_stack_under_one_network_is_one_product() -> None:
    network, batch, _ = example("tanh", loss("mean_squared_error"))
    layer = network.layers[0]
    together = affine(layer, np.stack([batch.inputs, 2 * batch.inputs]))
    assert together.shape == (2, 6, 4)
    np.testing.assert_allclose(together[1], affine(layer, 2 * batch.inputs), rtol=1e-14)


def test_the_passes_go_on_from_the_preactivations_of_any_layer() -> None:
    network, _, traced = example("gelu", loss("cross_entropy"))
    for number in (1, 2, 3):
        start = traced.layers[number - 1].preactivation
        for found, layer in zip(
            preactivations_from(network, number, start), traced.layers[number - 1 :], strict=True
        ):
            np.testing.assert_allclose(found, layer.preactivation, rtol=1e-14)


def test_how_far_a_move_goes_is_how_far_it_takes_any_preactivation() -> None:
    rule = loss("mean_squared_error")
    network, batch, traced = example("gelu", rule)
    point = point_of(Case(network, batch, rule), traced, traced)
    layer = network.layers[1]
    weights, bias = layer.weights.copy(), layer.bias.copy()
    weights[3, 2] += 0.5
    bias[1] += 0.5
    moves: list[tuple[Quantity, int, Layer]] = [
        ("weight_gradient", 3 * 4 + 2, Layer(weights, layer.bias, layer.activation)),
        ("bias_gradient", 1, Layer(layer.weights, bias, layer.activation)),
    ]
    for quantity, move, moved in moves:
        other = Network((network.layers[0], moved, network.layers[2]))
        pairs = zip(forward(network, batch.inputs)[0], forward(other, batch.inputs)[0], strict=True)
        expected = max(np.abs(one - another).max() for one, another in pairs)
        far = travel(at(point, traced, 2, quantity), "coordinates", np.array([move]), np.array([0.5]))
        np.testing.assert_allclose(far, [[expected]], rtol=1e-12)
    delta = at(point, traced, 3, "delta")
    np.testing.assert_allclose(travel(delta, "coordinates", np.array([1]), np.array([0.5])), np.full((1, 6), 0.5))
    directions = travel(delta, "directions", np.array([7]), np.array([0.5]))
    np.testing.assert_allclose(directions, np.full((1, 6), 0.5 / np.sqrt(2)))
