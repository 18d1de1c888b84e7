"""The gradient check against the same differences in a Python loop over the parameters."""

import numpy as np

from app.engine.analysis.passes import forward
from app.engine.arrays import Array
from app.engine.check.check import EPSILON, check
from app.engine.network.losses import reduce
from app.engine.network.network import Batch, Network
from app.wire.check.costs import COPIES_BYTES
from bench.engine import ENTROPY, example
from bench.timing import compare, row

SIZES, EXAMPLES = (63, 135, 10), 32
"""Exactly 10,000 parameters."""


def batch_loss(network: Network, batch: Batch) -> float:
    """The loss of the batch, from one forward pass."""
    preactivations, activations = forward(network, batch.inputs)
    return float(reduce(ENTROPY.of_example(preactivations[-1], activations[-1], batch.targets), "mean"))


def loop(network: Network, batch: Batch) -> list[Array]:
    """Central differences of every parameter, moved in place: two forward passes each, and nothing besides."""
    found: list[Array] = []
    for layer in network.layers:
        for array in (layer.weights, layer.bias):
            numeric = np.empty_like(array)
            for place in np.ndindex(array.shape):
                value = array[place]
                array[place] = value + EPSILON
                upper = batch_loss(network, batch)
                array[place] = value - EPSILON
                numeric[place] = (upper - batch_loss(network, batch)) / (2 * EPSILON)
                array[place] = value
            found.append(numeric)
    return found


def report() -> None:
    """Print the ratio."""
    network, batch = example(SIZES, EXAMPLES)

    def whole() -> None:
        rng = np.random.default_rng(0)
        check(network, batch, ENTROPY, memory_bytes=COPIES_BYTES, budget=20_000, rng=rng)

    parameters = sum(layer.weights.size + layer.bias.size for layer in network.layers)
    print(f"check: every gradient and δ, with kinks and bounds, of {parameters:,} parameters against a Python loop")
    result = compare(whole, lambda: loop(network, batch), rounds=5)
    name = f"{'-'.join(map(str, SIZES))}, {EXAMPLES} examples"
    print(row(name, result, f"that is {1 / result.ratio:.1f} times as fast; goal 10"))
