"""Weights and biases as one vector."""

import numpy as np
import pytest

from app.engine.descent.parameters import copy, flatten, update_ratio, views
from tests.engine.helpers import random_network


def test_a_vector_is_the_network_that_it_was_made_of() -> None:
    network = random_network(np.random.default_rng(0), [3, 4, 2], "relu", "softmax")
    vector = flatten(network)
    again = views(vector, network)
    for layer, original in zip(again.layers, network.layers, strict=True):
        assert (layer.weights == original.weights).all()
        assert (layer.bias == original.bias).all()
        assert layer.activation == original.activation
        assert layer.weights.base is vector
    assert not np.shares_memory(vector, network.layers[0].weights)
    vector += 1
    assert (again.layers[1].bias == network.layers[1].bias + 1).all()


def test_a_copy_shares_nothing() -> None:
    network = random_network(np.random.default_rng(0), [3, 4, 2], "relu", "softmax")
    for layer, original in zip(copy(network).layers, network.layers, strict=True):
        assert (layer.weights == original.weights).all()
        assert (layer.bias == original.bias).all()
        assert not np.shares_memory(layer.weights, original.weights)
        assert not np.shares_memory(layer.bias, original.bias)


@pytest.mark.parametrize("scale", [1.0, 1e-200, 1e200])
def test_an_update_ratio_is_the_norm_of_the_change_over_that_of_what_was(scale: float) -> None:
    before, after = np.array([[3.0, 0], [0, 4]]) * scale, np.array([[3.0, 1], [0, 4]]) * scale
    assert update_ratio(before, after) == pytest.approx(0.2, rel=1e-14)


def test_an_update_ratio_of_nothing_is_unknown() -> None:
    assert update_ratio(np.zeros(3), np.ones(3)) is None


def test_an_update_ratio_is_taken_in_float64() -> None:
    before = np.ones(3, dtype=np.float32)
    after = np.nextafter(before, np.float32(2))
    assert update_ratio(before, after) == pytest.approx(2.0**-23, rel=1e-12)
