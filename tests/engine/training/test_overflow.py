"""The bound on parameters: what is within it never overflows, and what it refuses sometimes does."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.engine.analysis.analysis import analyze
from app.engine.analysis.passes import forward
from app.engine.arrays import Array
from app.engine.network.activations import ACTIVATIONS, activation
from app.engine.network.losses import LOSSES
from app.engine.network.network import Batch, Layer, Network
from app.engine.training.overflow import OverflowBound, growth, magnitude
from tests.engine.helpers import random_network

ELEMENTWISE = [name for name, row in ACTIVATIONS.items() if row.elementwise]
STEEP = {"leaky_relu": {"negative_slope": 1e20}, "elu": {"alpha": 1e20}}


@pytest.mark.parametrize("steep", [False, True])
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_no_activation_grows_faster_than_it_says(name: str, steep: bool) -> None:
    chosen = activation(name, **(STEEP.get(name, {}) if steep else {}))
    sizes = np.concatenate([np.linspace(0, 10, 2001), np.logspace(1, 250, 500)])
    z = np.concatenate([-sizes, sizes])
    with np.errstate(all="ignore"):
        a = chosen.function(z)
        derivative = chosen.derivative(z, a)
    assert (np.abs(a) <= np.maximum(1, growth(chosen) * np.abs(z))).all()
    assert (np.abs(derivative) <= growth(chosen)).all()


def worst(name: str, rule: str, size: float, far: float, dtype: Any) -> tuple[Network, Batch]:
    """3-5-4-2 in which nothing cancels: every parameter, input and target as large as it may be."""
    output = LOSSES[rule].output_activation or "identity"
    names = [name, name, output]
    shapes = [(5, 3), (4, 5), (2, 4)]
    layers = tuple(
        Layer(np.full(shape, size, dtype), np.full(shape[0], size, dtype), activation(named))
        for shape, named in zip(shapes, names, strict=True)
    )
    targets = np.full((6, 2), -far if rule == "mean_squared_error" else 0.5, dtype)
    return Network(layers), Batch(np.full((6, 3), far, dtype), targets)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("rule", LOSSES)
@pytest.mark.parametrize("name", ["relu", "identity", "selu", "softplus", "tanh", "mish", "leaky_relu"])
@pytest.mark.parametrize("far", [1.0, 1e10])
def test_both_passes_are_finite_within_the_bound(name: str, rule: str, far: float, dtype: Any) -> None:
    network, data = worst(name, rule, 1.0, far, dtype)
    safe = OverflowBound(network, data).safe
    assert safe > 0
    network, data = worst(name, rule, safe * 0.999, far, dtype)
    assert analyze(network, data, LOSSES[rule], reduction="sum").non_finite is None


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("rule", LOSSES)
@pytest.mark.parametrize("name", ["relu", "identity", "selu", "softplus", "tanh", "leaky_relu"])
def test_both_passes_are_finite_where_the_closer_bound_holds(name: str, rule: str, dtype: Any) -> None:
    """At the largest size at which it does, where nothing cancels; that is about what the other bound allows."""
    network, data = worst(name, rule, 1.0, 1e3, dtype)
    bound = OverflowBound(network, data)
    sizes = np.exp(np.linspace(0, np.log(float(np.finfo(dtype).max)) / 2, 400))
    held = [size for size in sizes if bound.holds(worst(name, rule, size, 1e3, dtype)[0])]
    assert held
    assert bound.safe < 3 * max(held)
    network, data = worst(name, rule, max(held), 1e3, dtype)
    assert analyze(network, data, LOSSES[rule], reduction="sum").non_finite is None


def test_a_deep_network_in_float32_is_known_to_be_safe_by_the_closer_bound() -> None:
    rng = np.random.default_rng(0)
    layers = tuple(
        Layer(weights.astype(np.float32), np.zeros(64, np.float32), activation("relu"))
        for weights in rng.normal(0, np.sqrt(2 / 64), (12, 64, 64))
    )
    network = Network(layers)
    bound = OverflowBound(network, Batch(np.ones((32, 64), np.float32), np.ones((32, 64), np.float32)))
    assert max(float(np.abs(layer.weights).max()) for layer in layers) > bound.safe
    assert bound.holds(network)


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e300])
def test_the_closer_bound_holds_for_nothing_that_overflows(value: float) -> None:
    network, data = worst("identity", "mean_squared_error", 1.0, 1.0, np.float64)
    first = network.layers[0]
    for changed in (replace(first, weights=first.weights * value), replace(first, bias=first.bias * value)):
        assert not OverflowBound(network, data).holds(Network((changed, *network.layers[1:])))


def test_what_is_far_past_the_bound_overflows() -> None:
    network, data = worst("identity", "mean_squared_error", 1.0, 1.0, np.float64)
    safe = OverflowBound(network, data).safe
    assert safe > 1e40
    network, data = worst("identity", "mean_squared_error", safe * 100, 1.0, np.float64)
    assert analyze(network, data, LOSSES["mean_squared_error"]).non_finite is not None


def test_ordinary_parameters_are_known_to_be_safe_in_either_precision() -> None:
    layers = tuple(
        Layer(np.zeros(shape, np.float32), np.zeros(shape[0], np.float32), activation("relu"))
        for shape in [(128, 784), (128, 128), (10, 128)]
    )
    data = Batch(np.ones((64, 784), np.float32), np.ones((64, 10), np.float32))
    assert OverflowBound(Network(layers), data).safe > 10


def test_nothing_is_safe_where_the_data_alone_may_overflow() -> None:
    network, data = worst("relu", "mean_squared_error", 1.0, 1.0, np.float64)
    assert OverflowBound(network, replace(data, targets=data.targets * 1e200)).safe == 0


@pytest.mark.parametrize(("values", "expected"), [([1, -2], 2), ([0, 0], 0), ([2.5, 0], 2.5)])
def test_the_magnitude_is_that_of_either_sign(values: list[float], expected: float) -> None:
    assert magnitude(np.array(values)) == expected


def test_what_is_not_a_number_has_no_magnitude() -> None:
    assert np.isnan(magnitude(np.array([1.0, np.nan])))
    assert magnitude(np.array([1.0, -np.inf])) == np.inf


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", ["relu", "tanh", "gelu", "identity", "leaky_relu"])
@pytest.mark.parametrize("size", [1e-3, 1.0, 30.0])
def test_preactivations_are_off_by_no_more_than_it_says(size: float, name: str, dtype: Any) -> None:
    """Against the same network in the next wider precision; float64 against itself with its examples in two halves
    and its inputs in another order."""
    rng = np.random.default_rng(1)
    network = random_network(rng, [40, 30, 20, 3], name, "identity")
    layers = tuple(
        replace(layer, weights=(size * layer.weights).astype(dtype), bias=(size * layer.bias).astype(dtype))
        for layer in network.layers
    )
    inputs: Array = rng.normal(size=(50, 40)).astype(dtype)
    data = Batch(inputs, np.zeros((50, 3), dtype))
    bounds = OverflowBound(Network(layers), data).rounding(
        max(float(np.abs(layer.weights).max()) for layer in layers)
    )
    wide = Network(tuple(Layer(la.weights.astype(float), la.bias.astype(float), la.activation) for la in layers))
    order = rng.permutation(40)
    shuffled = Layer(wide.layers[0].weights[:, order], wide.layers[0].bias, wide.layers[0].activation)
    other = Network((shuffled, *wide.layers[1:]))
    told, _ = forward(Network(layers), inputs)
    halves = [forward(other, half[:, order].astype(float))[0] for half in (inputs[:25], inputs[25:])]
    for z, first, second, bound in zip(told, *halves, bounds, strict=True):
        assert np.abs(z - np.concatenate([first, second])).max() <= bound
        assert bound < 1e-4 * np.abs(z).max() or dtype == np.float32 or size == 30
