"""What is computed: one network and batch, the loss, and how the gradients of the examples become one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..network.activations import Activation
from ..network.losses import Loss, Reduction
from ..network.network import Batch, Layer, Network
from ..network.quantities import COMPUTED


@dataclass(frozen=True)
class Case:
    """A network and a batch, either may have a leading network axis, and a loss.

    With `example`, ∇W and ∇b are those of that example alone, else the mean or the sum over all.
    """

    network: Network
    batch: Batch
    loss: Loss
    reduction: Reduction = "mean"
    example: int | None = None

    @property
    def top(self) -> int:
        """L, the number of the output layer."""
        return len(self.network.layers)

    @property
    def examples(self) -> int:
        """N."""
        return int(self.batch.inputs.shape[-2])

    @property
    def counting(self) -> NDArray[np.intp]:
        """The examples that ∇W and ∇b are made from."""
        return np.arange(self.examples) if self.example is None else np.array([self.example])

    @property
    def averaged(self) -> bool:
        """Are the gradients divided by the number of examples?"""
        return self.reduction == "mean" and self.example is None

    @property
    def softmax(self) -> bool:
        """Is the output a softmax, which has a Jacobian instead of a derivative?"""
        return not self.activation(self.top).row.elementwise

    def layer(self, number: int) -> Layer:
        """Layer l from 1 to L."""
        return self.network.layers[number - 1]

    def activation(self, number: int) -> Activation:
        """The activation function of layer l from 1 to L."""
        return self.layer(number).activation

    def width(self, number: int) -> int:
        """d_l; layer 0 is the input."""
        return self.layer(number).units if number else self.network.input_size

    def has(self, quantity: str, layer: int) -> bool:
        """Is there such a quantity? A softmax has no derivative."""
        if quantity not in COMPUTED or not 1 <= layer <= self.top:
            return False
        return quantity != "derivative" or self.activation(layer).row.elementwise

    def has_factor(self, layer: int) -> bool:
        """Is δ⁽ˡ⁾ multiplied by φ′(z̃⁽ˡ⁾)? The entropies cancel that of their output."""
        return layer < self.top or not self.loss.cancels_derivative
