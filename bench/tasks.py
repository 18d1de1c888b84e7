"""The networks that the bench trains, and the data that it trains them on."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from app.engine.arrays import Array
from app.engine.descent.optimizers import optimizer
from app.engine.descent.schedules import schedule
from app.engine.descent.spec import Training
from app.engine.network.activations import activation
from app.engine.network.losses import loss
from app.engine.network.network import Batch, Layer, Network

STEPS = 10**9
"""More than any measurement takes."""


@dataclass(frozen=True, slots=True)
class Task:
    """A network to train in batches.

    playground: the time of a step in TensorFlow Playground's engine over that in the plain loop; allowance: how
    many times as long ours may take.
    """

    sizes: tuple[int, ...]
    examples: int
    batch_size: int
    dtype: type[np.float64] | type[np.float32] = np.float64
    playground: float | None = None
    allowance: float = 1

    def __str__(self) -> str:
        return f"{'-'.join(map(str, self.sizes))}, batches of {self.batch_size}, {self.dtype.__name__}"

    def goal(self) -> str:
        """The ratio to the plain loop that is wanted, in words."""
        if self.playground is None:
            return ""
        factor = "" if self.allowance == 1 else f"{self.allowance:g} × "
        return f"goal {self.allowance * self.playground:.2f} ({factor}TensorFlow Playground)"

    def training(self) -> Training:
        """By SGD: ReLU in between, then the squared error of one output, or softmax and cross-entropy of more."""
        rng, outputs = np.random.default_rng(0), self.sizes[-1]
        last, rule = ("identity", "mean_squared_error") if outputs == 1 else ("softmax", "cross_entropy")
        layers = [
            Layer(
                rng.normal(0, np.sqrt(2 / below), (units, below)).astype(self.dtype),
                np.full(units, 0.1, self.dtype),
                activation(last if index == len(self.sizes) - 2 else "relu"),
            )
            for index, (below, units) in enumerate(pairwise(self.sizes))
        ]
        inputs = rng.normal(size=(self.examples, self.sizes[0]))
        targets: Array = np.eye(outputs)[rng.integers(outputs, size=self.examples)]
        if outputs == 1:
            targets = np.sign(inputs[:, :1] * inputs[:, 1:2])
        return Training(
            network=Network(tuple(layers)),
            data=Batch(inputs.astype(self.dtype), targets.astype(self.dtype)),
            loss=loss(rule),
            reduction="mean",
            optimizer=optimizer("sgd", 0.03),
            schedule=schedule("constant"),
            clip_norm=None,
            steps=STEPS,
            batch_size=self.batch_size,
            seed=0,
            probe_examples=self.examples,
        )


TASKS = (
    Task((2, 4, 2, 1), 200, 10, playground=0.30, allowance=1.5),
    Task((2, *[8] * 6, 1), 200, 10, playground=1.6),
    Task((2, *[8] * 6, 1), 400, 200, playground=7.7),
    Task((784, 128, 10), 640, 64),
    Task((784, 128, 10), 640, 64, np.float32),
)
