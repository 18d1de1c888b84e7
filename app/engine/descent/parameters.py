"""All weights and biases of a network as one vector, the network that a vector stands for, and how much it moves.

i input unit, o output unit, p parameter. Layer after layer, each with its weights row by row, then its bias.
"""

import numpy as np

from ..analysis.analysis import frobenius
from ..arrays import Array
from ..network.network import Layer, Network


def flatten(network: Network) -> Array:
    """The weights and biases of one network as a vector (p), copied."""
    return np.concatenate([array.ravel() for layer in network.layers for array in (layer.weights, layer.bias)])


def views(vector: Array, network: Network) -> Network:
    """The network of a vector (p), with the architecture of another: its arrays are views of the vector."""
    layers: list[Layer] = []
    start = 0
    for layer in network.layers:
        middle = start + layer.weights.size
        end = middle + layer.units
        weights = vector[start:middle].reshape(layer.weights.shape)
        layers.append(Layer(weights, vector[middle:end], layer.activation))
        start = end
    return Network(tuple(layers))


def copy(network: Network) -> Network:
    """The same network with arrays of its own."""
    return Network(tuple(Layer(la.weights.copy(), la.bias.copy(), la.activation) for la in network.layers))


def update_ratio(before: Array, after: Array) -> float | None:
    """‖after − before‖ / ‖before‖ (Euclidean, over all entries, in float64); None where it is 0 before."""
    with np.errstate(all="ignore"):
        start = before.reshape(1, -1).astype(np.float64)
        size = float(frobenius(start))
        return float(frobenius(after.reshape(1, -1) - start)) / size if size else None
