"""Small networks and the numbers of the reference cases, for the engine's tests."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from app.engine.arrays import Array
from app.engine.network.activations import activation
from app.engine.network.losses import Loss, loss
from app.engine.network.network import Batch, Layer, Network

REFERENCE = Path(__file__).parent.parent / "reference"


def cases() -> list[dict[str, Any]]:
    """The recorded PyTorch cases: name, request, expected."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(REFERENCE.glob("*.json"))]


def close(got: Any, expected: Any, tolerance: float = 1e-10) -> bool:
    """max |a − b| ≤ tolerance · max |b|, and the same shape."""
    a, b = np.asarray(got, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    return a.shape == b.shape and bool(np.abs(a - b).max() <= tolerance * np.abs(b).max())


def make_layer(weights: Any, bias: Any, name: str, **parameters: float) -> Layer:
    """A layer from lists."""
    w = np.array(weights, dtype=np.float64)
    b = np.zeros(len(w)) if bias is None else np.array(bias, dtype=np.float64)
    return Layer(w, b, activation(name, **parameters))


def from_request(request: dict[str, Any]) -> tuple[Network, Batch, Loss]:
    """The engine's objects of a request with explicit weights and data, made without app.schemas."""
    layers = []
    for given in request["network"]["layers"]:
        named = given["activation"] if isinstance(given["activation"], dict) else {"name": given["activation"]}
        parameters = {key: value for key, value in named.items() if key != "name"}
        layers.append(make_layer(given["weights"], given.get("bias"), named["name"], **parameters))
    network = Network(tuple(layers))
    targets = np.array(request["data"]["targets"])
    if targets.ndim == 1:
        targets = np.eye(network.output_size)[targets]
    batch = Batch(np.array(request["data"]["inputs"], dtype=np.float64), targets.astype(np.float64))
    return network, batch, loss(request.get("loss", "cross_entropy"))


def random_network(rng: np.random.Generator, sizes: list[int], hidden: str, output: str) -> Network:
    """Normal weights of a scale that keeps signals alive, and small biases."""
    layers = []
    for index, (below, units) in enumerate(pairwise(sizes)):
        name = output if index == len(sizes) - 2 else hidden
        weights: Array = rng.normal(0, 1.5 / np.sqrt(below), (units, below))
        layers.append(Layer(weights, rng.normal(0, 0.3, units), activation(name)))
    return Network(tuple(layers))


def in_precision(network: Network, batch: Batch, dtype: Any) -> tuple[Network, Batch]:
    """The same numbers in another precision."""
    layers = (replace(la, weights=la.weights.astype(dtype), bias=la.bias.astype(dtype)) for la in network.layers)
    return Network(tuple(layers)), Batch(batch.inputs.astype(dtype), batch.targets.astype(dtype))


def random_targets(rng: np.random.Generator, rule: Loss, examples: int, outputs: int) -> Array:
    """Targets that suit the loss."""
    if rule.name == "cross_entropy":
        return np.eye(outputs)[rng.integers(0, outputs, examples)]
    if rule.name == "binary_cross_entropy":
        return rng.integers(0, 2, (examples, outputs)).astype(np.float64)
    return rng.normal(size=(examples, outputs))
