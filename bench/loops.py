"""A training loop in NumPy as one writes it first: temporaries everywhere, no buffer reused.

n example, i input unit, o output unit. ReLU in between, softmax with cross-entropy or the squared error at the end.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from app.engine.arrays import Array
from app.engine.descent.spec import Training


def orders(training: Training) -> Iterator[NDArray[np.intp]]:
    """The examples of each update: consecutive slices of a new order for each epoch."""
    rng, count = np.random.default_rng(training.seed), len(training.data.inputs)
    size = training.batch_size or count
    while True:
        order = rng.permutation(count)
        for start in range(0, count, size):
            yield order[start : start + size]


def plain(training: Training) -> Iterator[list[Array]]:
    """The weights after each update."""
    layers = [(layer.weights, layer.bias) for layer in training.network.layers]
    x, y = training.data.inputs, training.data.targets
    rate, entropy = training.optimizer.learning_rate, training.loss.name == "cross_entropy"
    for rows in orders(training):
        z = [x[rows]]
        for index, (weights, bias) in enumerate(layers, start=1):
            preactivation = z[-1] @ weights.T + bias
            z.append(preactivation if index == len(layers) else np.maximum(preactivation, 0))
        if entropy:
            e = np.exp(z[-1] - z[-1].max(axis=1, keepdims=True))
            delta = (e / e.sum(axis=1, keepdims=True) - y[rows]) / len(rows)
        else:
            delta = 2 * (z[-1] - y[rows]) / z[-1].size
        for index in reversed(range(len(layers))):
            weights, bias = layers[index]
            layers[index] = (weights - rate * (delta.T @ z[index]), bias - rate * delta.sum(axis=0))
            if index:
                delta = (delta @ weights) * (z[index] > 0)
        yield [weights for weights, _ in layers]
