"""Interval bounds hold for every sampled point of the box, and are exact where no rounding happens."""

import numpy as np
import pytest

from app.engine.analysis.bounds import certify_flat, layer_bounds
from app.engine.analysis.passes import forward
from app.engine.network.activations import ACTIVATIONS
from app.engine.network.network import Network
from tests.engine.helpers import make_layer, random_network

ELEMENTWISE = [name for name, row in ACTIVATIONS.items() if row.elementwise]


@pytest.mark.parametrize("name", ELEMENTWISE)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_no_point_of_the_box_leaves_the_bounds(name: str, dtype: type[np.floating]) -> None:
    rng = np.random.default_rng(1)
    for _ in range(5):
        double = random_network(rng, [2, 5, 4], name, name)
        network = Network(
            tuple(type(la)(la.weights.astype(dtype), la.bias.astype(dtype), la.activation) for la in double.layers)
        )
        lowest = rng.normal(size=2).astype(dtype)
        highest = lowest + rng.exponential(size=2).astype(dtype)
        shares = np.concatenate([rng.random((400, 2)), [[0, 0], [0, 1], [1, 0], [1, 1]]]).astype(dtype)
        points = np.clip(lowest + shares * (highest - lowest), lowest, highest)
        preactivations, _ = forward(network, points)
        for (lower, upper), seen in zip(layer_bounds(network, lowest, highest), preactivations, strict=True):
            assert (lower <= seen).all()
            assert (seen <= upper).all()


def test_zero_terms_round_nothing() -> None:
    """z ≥ 0 with weights ≤ 0 is ≤ 0 exactly: certified though the bound touches the kink."""
    network = Network((make_layer([[1.0], [0.0]], None, "relu"), make_layer([[-1.0, 0.0]], None, "relu")))
    first, second = certify_flat(network, np.array([0.0]), np.array([5.0]))
    assert first.tolist() == [False, True]
    assert second.tolist() == [True]


def test_a_non_monotone_activation_needs_its_minimum() -> None:
    """gelu(−5) ≈ gelu(0) ≈ 0, but in between it falls to −0.17, where −z − 0.1 is positive."""
    network = Network((make_layer([[1.0]], None, "gelu"), make_layer([[-1.0]], [-0.1], "relu")))
    assert certify_flat(network, np.array([-9.0]), np.array([0.0]))[1].tolist() == [False]
    assert certify_flat(network, np.array([-9.0]), np.array([-8.0]))[1].tolist() == [True]


def test_the_upper_flat_side_is_certified_too() -> None:
    network = Network((make_layer([[1.0]], [7.0], "relu6"), make_layer([[1.0]], [1e-9], "relu6")))
    first, second = certify_flat(network, np.array([0.0]), np.array([1.0]))
    assert first.tolist() == [True]
    assert second.tolist() == [True]
