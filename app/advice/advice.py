"""A piece of advice, and what the rules look at.

n example, i input unit, o output unit. Nothing is refused for it: whoever knows better goes on as before, so a rule
speaks only where it is certain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..engine.names import shortened
from ..engine.network.losses import Loss, Targets
from ..engine.network.network import Batch, Network

Code = Literal[
    "labels_from_one",
    "empty_class",
    "unreachable_target",
    "rounded_target",
    "equal_targets",
    "contradictory_examples",
    "scales_apart",
    "constant_input",
    "precision_loss",
    "softmax_of_one_unit",
    "equal_units",
    "learning_rate_too_large",
]
"""What is advised on; docs/advice.md has the bounds of each."""

Remedy = Literal["labels_from_zero"]
"""A change of the array at the pointer that follows the advice, by the name that it has in errors too."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Where (JSON pointer into the request), what was found, in a sentence with its numbers, and what to do."""

    code: Code
    pointer: str
    message: str
    remedy: Remedy | None = None


Given = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Facts:
    """Network, batch and loss as they are computed with.

    inputs (n, i) and targets (n) or (n, o) as they were given, before they took the precision asked for; None where
    the batch is a data set. Of the columns of one's own data the first `names` are those of the inputs.
    """

    network: Network
    batch: Batch
    loss: Loss
    inputs: Given | None
    targets: Given | None
    names: Sequence[str] = ()

    def input(self, i: int) -> str:
        """Input i in words, with its name where it has one."""
        return f"input {i} ({shortened(self.names[i])})" if any(self.names[i : i + 1]) else f"input {i}"

    @property
    def output(self) -> str:
        """The pointer of the output layer."""
        return f"/network/layers/{len(self.network.layers) - 1}"

    @property
    def at_targets(self) -> str:
        """The pointer of all targets."""
        return "/data/dataset" if self.targets is None else "/data/targets"

    @property
    def are_classes(self) -> bool:
        """Does the loss take a distribution over classes?"""
        return self.loss.targets is Targets.DISTRIBUTION

    def target(self, n: int, o: int) -> str:
        """The pointer of one target."""
        if self.targets is None:
            return self.at_targets
        return f"{self.at_targets}/{n}" if self.targets.ndim == 1 else f"{self.at_targets}/{n}/{o}"
