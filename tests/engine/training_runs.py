"""Small runs for the tests of training."""

from dataclasses import replace
from typing import Any

import numpy as np

from app.engine.descent.optimizers import optimizer
from app.engine.descent.schedules import schedule
from app.engine.descent.spec import Training
from app.engine.network.activations import Activation, activation
from app.engine.network.losses import loss
from app.engine.network.network import Batch, Layer, Network
from tests.engine.helpers import random_network, random_targets


def run_of(
    hidden: str | Activation,
    *,
    rule: str = "cross_entropy",
    seed: int = 0,
    rate: float = 0.1,
    dtype: Any = np.float64,
) -> Training:
    """40 steps of SGD on the full batch for 3-6-5-2 and 11 examples, all of them probed."""
    rng = np.random.default_rng(seed)
    named = activation(hidden) if isinstance(hidden, str) else hidden
    chosen = loss(rule)
    network = random_network(rng, [3, 6, 5, 2], "relu", chosen.output_activation or "identity")
    layers = tuple(
        Layer(la.weights.astype(dtype), la.bias.astype(dtype), named if index < 2 else la.activation)
        for index, la in enumerate(network.layers)
    )
    inputs, targets = rng.normal(size=(11, 3)), random_targets(rng, chosen, 11, 2)
    return Training(
        network=Network(layers),
        data=Batch(inputs.astype(dtype), targets.astype(dtype)),
        loss=chosen,
        reduction="mean",
        optimizer=optimizer("sgd", rate),
        schedule=schedule("constant"),
        clip_norm=None,
        steps=40,
        batch_size=None,
        seed=seed,
        probe_examples=11,
    )


def with_weights(training: Training, number: int, weights: Any, bias: Any) -> Training:
    """The run with the parameters of layer l = `number` replaced."""
    layers = list(training.network.layers)
    old = layers[number - 1]
    layers[number - 1] = Layer(
        np.broadcast_to(np.asarray(weights, dtype=old.weights.dtype), old.weights.shape).copy(),
        np.broadcast_to(np.asarray(bias, dtype=old.bias.dtype), old.bias.shape).copy(),
        old.activation,
    )
    return replace(training, network=Network(tuple(layers)))
