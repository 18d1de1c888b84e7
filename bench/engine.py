"""The engine against the matrix products that it must contain, and against a straight-line script.

n example, i input unit, o output unit.
"""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np

from app.engine.analysis.analysis import analyze
from app.engine.analysis.case import Case
from app.engine.analysis.interference import interference
from app.engine.analysis.passes import Trace, trace
from app.engine.arrays import Array
from app.engine.network.activations import activation
from app.engine.network.losses import loss
from app.engine.network.network import Batch, Layer, Network
from bench.timing import compare, row

ENTROPY = loss("cross_entropy")
SHAPES: tuple[tuple[tuple[int, ...], int], ...] = (
    ((2, 3, 2), 1),
    ((4, 8, 8, 3), 32),
    ((64, 128, 10), 64),
    ((784, 128, 10), 64),
    ((512, 512, 512, 512, 512), 512),
    ((2048, 2048, 2048, 2048, 2048), 1024),
)


def example(sizes: tuple[int, ...], count: int) -> tuple[Network, Batch]:
    """A ReLU classifier of these sizes on a batch of normal inputs."""
    rng = np.random.default_rng(0)
    layers = [
        Layer(
            rng.normal(0, np.sqrt(2 / below), (units, below)),
            np.full(units, 0.01),
            activation("softmax" if index == len(sizes) - 2 else "relu"),
        )
        for index, (below, units) in enumerate(pairwise(sizes))
    ]
    targets: Array = np.eye(sizes[-1])[rng.integers(0, sizes[-1], count)]
    return Network(tuple(layers)), Batch(rng.normal(size=(count, sizes[0])), targets)


def products(network: Network, batch: Batch) -> Callable[[], None]:
    """The products alone: W z forward, δ zᵀ and Wᵀ δ backward, on arrays of the right shapes."""
    traced = trace(Case(network, batch, ENTROPY))
    below = [batch.inputs, *(layer.activation for layer in traced.layers[:-1])]
    work = [(layer.weights, layer.delta, z) for layer, z in zip(traced.layers, below, strict=True)]

    def run() -> None:
        for index, (weights, delta, z) in enumerate(work):
            z @ weights.T
            delta.T @ z
            if index:
                delta @ weights

    return run


def straight_line(network: Network, batch: Batch) -> Callable[[], tuple[Array, ...]]:
    """The exercise as one would write it for a single hidden layer, keeping every intermediate."""
    (w0, b0), (w1, b1) = ((layer.weights, layer.bias) for layer in network.layers)
    x, y = batch.inputs, batch.targets

    def run() -> tuple[Array, ...]:
        z1 = x @ w0.T + b0
        a1 = np.maximum(z1, 0)
        z2 = a1 @ w1.T + b1
        shifted = z2 - z2.max(axis=1, keepdims=True)
        e = np.exp(shifted)
        total = e.sum(axis=1, keepdims=True)
        p = e / total
        losses = -(y * (shifted - np.log(total))).sum(axis=1)
        mean = losses.mean()
        d2 = p - y
        gw1 = d2.T @ a1 / len(x)
        gb1 = d2.sum(axis=0) / len(x)
        slope = (z1 > 0).astype(z1.dtype)
        d1 = (d2 @ w1) * slope
        gw0 = d1.T @ x / len(x)
        gb0 = d1.sum(axis=0) / len(x)
        return z1, a1, z2, p, losses, mean, d2, gw1, gb1, slope, d1, gw0, gb0

    return run


def formed(traced: Trace) -> Callable[[], Array]:
    """The same cosines from per-example gradients that are formed and held, one row for each example."""
    belows = (traced.inputs, *(layer.activation for layer in traced.layers[:-1]))
    count = len(traced.inputs)

    def run() -> Array:
        parts: list[Array] = []
        for layer, below in zip(traced.layers, belows, strict=True):
            parts += [np.einsum("no,ni->noi", layer.delta, below).reshape(count, -1), layer.delta]
        gradients = np.concatenate(parts, axis=1)
        gradients /= np.linalg.norm(gradients, axis=1, keepdims=True)
        cosines: Array = gradients @ gradients.T
        return cosines

    return run


def report() -> None:
    """Print the ratios."""
    print("engine: one analysis against the plain matrix products it must contain")
    for sizes, count in SHAPES:
        network, batch = example(sizes, count)
        name = f"{'-'.join(map(str, sizes))}, {count} examples"
        large = np.prod(sizes[:2]) * count > 10**8
        plain = products(network, batch)
        rounds = 5 if large else 15
        passes = compare(partial(trace, Case(network, batch, ENTROPY)), plain, rounds=rounds)
        whole = compare(partial(analyze, network, batch, ENTROPY), plain, rounds=rounds)
        goal = "goal 1.15 for large networks" if large else ""
        print(row(f"{name}: passes", passes, goal))
        print(row(f"{name}: with neuron states", whole, goal))
    print("engine: cosines between the gradients of single examples, against forming these gradients")
    traced = trace(Case(*example((784, 128, 10), 64), ENTROPY, "mean", None))
    print(row("784-128-10, 64 examples", compare(partial(interference, traced), formed(traced))))
    print("engine: 2-3-2 with one example against a straight-line script with the same intermediates")
    network, batch = example((2, 3, 2), 1)
    script = straight_line(network, batch)
    print(row("passes", compare(partial(trace, Case(network, batch, ENTROPY)), script), "goal 1.5"))
    print(row("with neuron states", compare(partial(analyze, network, batch, ENTROPY), script), "goal 3"))
