"""Networks and batches as plain data.

k network, n example, i input unit, o output unit. A layer owns the weights and bias that lead into it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Array
from .activations import Activation


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights (…, o, i) and bias (…, o), as in torch.nn.Linear, and the activation that follows."""

    weights: Array
    bias: Array
    activation: Activation

    @property
    def units(self) -> int:
        return int(self.weights.shape[-2])

    @property
    def fan_in(self) -> int:
        return int(self.weights.shape[-1])


@dataclass(frozen=True, slots=True)
class Network:
    """Layers 1 … L in order; the columns of each match the rows of the one below."""

    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        """Raises ValueError where the layers do not fit together."""
        if not self.layers:
            raise ValueError("expected at least one layer; got none")
        below = self.layers[0].fan_in
        for number, layer in enumerate(self.layers, start=1):
            if layer.fan_in != below:
                raise ValueError(f"layer {number}: expected {below} columns; got {layer.fan_in}")
            if layer.bias.shape[-1] != layer.units:
                raise ValueError(f"layer {number}: expected {layer.units} biases; got {layer.bias.shape[-1]}")
            if not layer.activation.row.elementwise and number < len(self.layers):
                raise ValueError(f"layer {number}: softmax stands at the output only")
            below = layer.units

    @property
    def input_size(self) -> int:
        return self.layers[0].fan_in

    @property
    def output_size(self) -> int:
        return self.layers[-1].units


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs (…, n, i) and targets (…, n, o), a row for each example, at least one."""

    inputs: Array
    targets: Array


def stack(networks: Sequence[Network]) -> Network:
    """Networks of one architecture as one, each array with a leading network axis (k, …).

    Raises ValueError where their shapes or activations differ.
    """
    first = networks[0]
    if any([la.activation for la in other.layers] != [la.activation for la in first.layers] for other in networks):
        raise ValueError("expected networks with the same activations")
    return Network(
        tuple(
            Layer(
                np.stack([network.layers[index].weights for network in networks]),
                np.stack([network.layers[index].bias for network in networks]),
                layer.activation,
            )
            for index, layer in enumerate(first.layers)
        )
    )
