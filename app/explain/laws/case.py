"""What is explained: one analysis together with what it is the analysis of."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ...engine.analysis.analysis import Analysis
from ...engine.analysis.passes import LayerTrace
from ...engine.arrays import Array
from ...engine.network.activations import Activation
from ...engine.network.losses import Loss, Reduction
from ...engine.network.network import Batch, Network
from ..equations.short import short_numbers
from .inexact import InexactNumbers


@dataclass(frozen=True)
class Case:
    """One network (no leading network axis), its batch and their analysis.

    With `example`, ∇W and ∇b are those of that example alone.
    """

    network: Network
    batch: Batch
    loss: Loss
    reduction: Reduction
    example: int | None
    analysis: Analysis

    @property
    def top(self) -> int:
        """L, the number of the output layer."""
        return len(self.network.layers)

    @property
    def examples(self) -> int:
        """N."""
        return len(self.batch.inputs)

    @property
    def counting(self) -> NDArray[np.intp]:
        """The examples that ∇W and ∇b are made from."""
        return np.arange(self.examples) if self.example is None else np.array([self.example])

    def traced(self, layer: int) -> LayerTrace:
        """The quantities of layer l from 1 to L."""
        return self.analysis.layers[layer - 1]

    def activation(self, layer: int) -> Activation:
        """The activation function of layer l from 1 to L."""
        return self.network.layers[layer - 1].activation

    def width(self, layer: int) -> int:
        """d_l; layer 0 is the input."""
        return self.network.layers[layer - 1].units if layer else self.network.input_size

    def below(self, layer: int) -> Array:
        """z⁽ˡ⁻¹⁾ (n, i), what goes into layer l."""
        return self.traced(layer - 1).activation if layer > 1 else self.batch.inputs

    @cached_property
    def inexact(self) -> InexactNumbers:
        """Which numbers of the analysis only look exact."""
        return InexactNumbers(self.network, self.batch, self.loss, self.reduction, self.analysis)

    def short_numbers(self) -> AbstractContextManager[None]:
        """While it lasts, its numbers are printed as short fractions and logarithms where they are such."""
        return short_numbers(self.network, self.batch, self.traced(self.top).preactivation)

    @property
    def softmax(self) -> bool:
        """Whether the output is a softmax, which has a Jacobian instead of a derivative."""
        return not self.activation(self.top).row.elementwise
