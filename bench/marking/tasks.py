"""Random networks and batches to make mistakes on, and the functions in them, in plain NumPy.

Nothing here comes from the app, so that the app is measured against somebody else's numbers.

n example, i input unit, o output unit.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Function = Callable[[Array], Array]
SHORT = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)
"""Numbers of an exercise sheet, with which preactivations are often exactly 0."""
OUTPUTS = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}


def _sigmoid(z: Array) -> Array:
    return 1 / (1 + np.exp(-z))


FUNCTIONS: Mapping[str, tuple[Function, Function]] = {
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0),
    "leaky_relu": (lambda z: np.where(z > 0, z, 0.01 * z), lambda z: np.where(z > 0, 1, 0.01)),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "sigmoid": (_sigmoid, lambda z: _sigmoid(z) * (1 - _sigmoid(z))),
    "softplus": (lambda z: np.log1p(np.exp(z)), _sigmoid),
    "silu": (lambda z: z * _sigmoid(z), lambda z: _sigmoid(z) * (1 + z * (1 - _sigmoid(z)))),
    "elu": (lambda z: np.where(z > 0, z, np.exp(z) - 1), lambda z: np.where(z > 0, 1, np.exp(z))),
    "identity": (lambda z: z, np.ones_like),
}
"""φ and φ′ by name."""


def softmax(z: Array, axis: int = 1) -> Array:
    """The shares of e^z along an axis."""
    powers = np.exp(z - z.max(axis=axis, keepdims=True))
    shares: Array = powers / powers.sum(axis=axis, keepdims=True)
    return shares


@dataclass(frozen=True, eq=False)
class Task:
    """A network and a batch: weights (o, i) and biases (o) of layers 1 … L, inputs (n, i) and targets (n, o)."""

    number: int
    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    activations: tuple[str, ...]
    inputs: Array
    targets: Array
    loss: str
    reduction: str

    @property
    def top(self) -> int:
        """L."""
        return len(self.weights)

    @property
    def examples(self) -> int:
        return len(self.inputs)

    def width(self, layer: int) -> int:
        """d_l."""
        return len(self.biases[layer - 1]) if layer else self.inputs.shape[1]

    @property
    def cancels(self) -> bool:
        """Is δ⁽ᴸ⁾ = ŷ − y, without φ′?"""
        return self.loss in OUTPUTS

    def has_slope(self, layer: int) -> bool:
        """Has the layer a φ′? A softmax has none."""
        return self.activations[layer - 1] != "softmax"

    def others(self, layer: int, lowest: int = 1) -> Iterator[int]:
        """The other layers that are as wide."""
        return (m for m in range(lowest, self.top + 1) if m != layer and self.width(m) == self.width(layer))

    def request(self) -> dict[str, Any]:
        """As `POST /api/v1/grade` takes it, but for the answers."""
        layers = [
            {"weights": weights.tolist(), "bias": bias.tolist(), "activation": name}
            for weights, bias, name in zip(self.weights, self.biases, self.activations, strict=True)
        ]
        return {
            "network": {"layers": layers},
            "data": {"inputs": self.inputs.tolist(), "targets": self.targets.tolist()},
            "loss": self.loss,
            "reduction": self.reduction,
        }


def random_task(seed: int, number: int) -> Task:
    """One to three layers of two to five units, one to five examples; every other one with short numbers."""
    rng = np.random.default_rng([seed, number])
    depth = 1 + number % 3
    sizes = [int(rng.integers(2, 6)) for _ in range(depth + 1)]
    if rng.random() < 0.5:
        sizes[1:-1] = [sizes[0]] * (depth - 1)
    loss = ("cross_entropy", "binary_cross_entropy", "mean_squared_error")[number // 3 % 3]
    short = number // 9 % 2 == 0

    def draw(*shape: int) -> Array:
        return rng.choice(SHORT, size=shape) if short else rng.normal(size=shape)

    names = ("relu", *FUNCTIONS) if short else tuple(FUNCTIONS)
    hidden = [str(rng.choice(names)) for _ in range(depth - 1)]
    inputs = draw(int(rng.integers(1, 6)), sizes[0])
    return Task(
        number,
        tuple(draw(units, below) for below, units in pairwise(sizes)),
        tuple(draw(units) for units in sizes[1:]),
        (*hidden, OUTPUTS.get(loss) or str(rng.choice(names))),
        inputs,
        _targets(rng, loss, len(inputs), sizes[-1]),
        loss,
        "mean" if number % 4 else "sum",
    )


def _targets(rng: np.random.Generator, loss: str, examples: int, units: int) -> Array:
    """y (n, o): classes, now and then soft; zeros and ones, now and then between; or any numbers."""
    soft = rng.random() < 0.2
    if loss == "cross_entropy":
        return (
            rng.dirichlet(np.ones(units), examples) if soft else np.eye(units)[rng.integers(units, size=examples)]
        )
    if loss == "binary_cross_entropy":
        return rng.random((examples, units)) if soft else rng.integers(2, size=(examples, units)) * 1.0
    return rng.normal(size=(examples, units))
