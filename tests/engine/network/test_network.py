"""Layers that do not fit together are refused."""

import numpy as np
import pytest

from app.engine.network.network import Layer, Network, stack
from tests.engine.helpers import make_layer


def test_sizes() -> None:
    network = Network((make_layer([[1, 2, 3]] * 4, None, "relu"), make_layer([[1, 2, 3, 4]], None, "identity")))
    assert (network.input_size, network.output_size) == (3, 1)
    assert network.layers[0].units == 4


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ((), "at least one layer"),
        (
            (make_layer([[1, 2]], None, "relu"), make_layer([[1, 2]], None, "relu")),
            "layer 2: expected 1 columns; got 2",
        ),
        ((make_layer([[1, 2]], [0, 0], "relu"),), "layer 1: expected 1 biases; got 2"),
        ((make_layer([[1]], None, "softmax"), make_layer([[1]], None, "softmax")), "output only"),
    ],
)
def test_misfits_are_refused(layers: tuple[Layer, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Network(layers)


def test_a_stack_needs_one_architecture() -> None:
    with pytest.raises(ValueError, match="same activations"):
        stack([Network((make_layer([[1]], None, "relu"),)), Network((make_layer([[1]], None, "tanh"),))])
    together = stack([Network((make_layer([[value]], None, "relu"),)) for value in (1, 2, 3)])
    assert np.shape(together.layers[0].weights) == (3, 1, 1)
