"""What is zero in a pass, and what a sparse backward pass would skip, against a loop that counts."""

import numpy as np
import pytest

from app.engine.analysis.analysis import Analysis, analyze
from app.engine.analysis.sparsity import sparsity, summary
from app.engine.network.activations import ACTIVATIONS
from app.engine.network.losses import loss
from app.engine.network.network import Batch, Layer, Network, stack
from tests.engine.helpers import make_layer, random_network

HIDDEN = [name for name, row in ACTIVATIONS.items() if row.elementwise]


def counted(analysis: Analysis, index: int) -> list[int]:
    """Every multiplication of the backward pass at a layer, one by one: how many, and how many are skipped."""
    layer = analysis.layers[index]
    flat = analysis.layers[index - 1].derivative if index else None
    below = analysis.layers[index - 1].activation if index else analysis.inputs
    total = skipped = 0
    for n in range(len(below)):
        for o in range(layer.delta.shape[1]):
            for i in range(below.shape[1]):
                total += 1
                skipped += layer.delta[n, o] == 0 or below[n, i] == 0
                if flat is not None:
                    total += 1
                    skipped += layer.delta[n, o] == 0 or flat[n, i] == 0
    return [total, int(skipped)]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_is_skipped_is_what_a_loop_counts(hidden: str) -> None:
    rng = np.random.default_rng(1)
    network = random_network(rng, [3, 5, 4, 2], hidden, "softmax")
    inputs = rng.normal(size=(6, 3))
    inputs[2] = 0
    batch = Batch(inputs, np.eye(2)[[0, 1, 0, 1, 1, 0]])
    analysis = analyze(network, batch, loss("cross_entropy"))
    counts = [counted(analysis, index) for index in range(3)]
    for found, layer, (total, skipped) in zip(sparsity(analysis), analysis.layers, counts, strict=True):
        assert list(found[2:]) == [total, skipped, skipped / total]
        assert found.delta == (layer.delta == 0).mean()
        assert found.activation == (layer.activation == 0).mean()
    totals, skips = (sum(column) for column in zip(*counts, strict=True))
    assert list(summary(sparsity(analysis))) == [totals, skips, skips / totals]


def test_half_dead_networks_skip_most_and_smooth_ones_nothing() -> None:
    rng = np.random.default_rng(4)
    batch = Batch(rng.normal(size=(8, 3)), np.eye(2)[[0, 1] * 4])
    relu, tanh = (
        sparsity(
            analyze(
                random_network(np.random.default_rng(5), [3, 6, 6, 2], name, "softmax"),
                batch,
                loss("cross_entropy"),
            )
        )
        for name in ("relu", "tanh")
    )
    assert [layer.multiplications for layer in relu] == [8 * 18, 2 * 8 * 36, 2 * 8 * 12]
    assert all(0 < layer.skipped < layer.multiplications for layer in relu)
    assert [layer.skipped for layer in tanh] == [0, 0, 0]
    assert [layer.delta for layer in tanh] == [0, 0, 0]
    assert list(summary(tanh)) == [8 * 18 + 2 * 8 * 48, 0, 0]


def test_a_dead_layer_skips_everything_below_the_output() -> None:
    network = Network((make_layer([[1, 1], [2, 1]], [-9, -9], "relu"), make_layer([[1, 1]], None, "identity")))
    batch = Batch(np.ones((3, 2)), np.ones((3, 1)))
    first, output = sparsity(analyze(network, batch, loss("mean_squared_error")))
    assert list(first) == [1, 1, 12, 12, 1]
    assert list(output) == [0, 1, 12, 12, 1]
    assert list(summary((first, output))) == [24, 24, 1]


def test_what_is_no_number_is_not_zero() -> None:
    network = Network((make_layer([[1]], None, "relu"), make_layer([[1]], None, "identity")))
    analysis = analyze(network, Batch(np.array([[np.nan]]), np.ones((1, 1))), loss("mean_squared_error"))
    assert [list(found) for found in sparsity(analysis)] == [[0, 0, 1, 0, 0], [0, 0, 2, 0, 0]]


def test_a_stack_of_networks_equals_a_loop() -> None:
    rng = np.random.default_rng(6)
    networks = [random_network(rng, [2, 5, 3, 2], "relu", "softmax") for _ in range(4)]
    networks[1] = Network(tuple(Layer(la.weights, la.bias - 9, la.activation) for la in networks[1].layers))
    batch = Batch(rng.normal(size=(7, 2)), np.eye(2)[rng.integers(0, 2, 7)])
    together = sparsity(analyze(stack(networks), batch, loss("cross_entropy")))
    of_all = summary(together)
    for k, network in enumerate(networks):
        one = sparsity(analyze(network, batch, loss("cross_entropy")))
        for of_stack, alone in zip(together, one, strict=True):
            assert of_stack.delta[k] == alone.delta
            assert of_stack.activation[k] == alone.activation
            assert of_stack.multiplications == alone.multiplications
            assert of_stack.skipped[k] == alone.skipped
            assert of_stack.skipped_share[k] == alone.skipped_share
        assert [of_all.multiplications, of_all.skipped[k], of_all.skipped_share[k]] == list(summary(one))
