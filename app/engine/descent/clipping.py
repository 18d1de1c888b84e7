"""Clipping of gradients by their norm.

p parameter: the gradient of all weights and biases of a network as one vector (p).

Pascanu, Mikolov and Bengio (2013), "On the difficulty of training recurrent neural networks".
"""

from math import isfinite, sqrt

import numpy as np

from ..arrays import Array
from .squares import pieces, sum_of_squares

MARGIN = 1e-6
"""Added to the norm, as in torch.nn.utils.clip_grad_norm_."""


def norm(vector: Array) -> float:
    """‖v‖ (Euclidean) of a vector (p), also where the squares of its entries leave the range of its dtype."""
    squares = sum_of_squares(pieces(vector))
    if isfinite(squares):
        return sqrt(squares)
    largest = float(np.abs(vector).max())
    if not isfinite(largest):
        return largest
    return largest * sqrt(float(np.square(vector / largest).sum()))


def clipped(gradient: Array, clip_norm: float, out: Array) -> Array:
    """The gradient (p) times min(1, clip_norm / (‖g‖ + 1e-6)): itself where that is 1, else in `out`."""
    factor = clip_norm / (norm(gradient) + MARGIN)
    return gradient if factor >= 1 else np.multiply(gradient, factor, out=out)
