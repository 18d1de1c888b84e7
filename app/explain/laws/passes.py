"""The laws of both passes as trees.

Each takes what stands for its quantities, symbols or their numbers, so that the explanation of a number and a
worked solution put the numbers into the same law.
"""

from ...engine.network.activations import Activation
from ..equations.operations import Sum, Terms
from ..equations.products import Hadamard, MatrixProduct, Transpose
from ..equations.tree import Node
from ..equations.writing import ONE, masked, over, times
from .notation import Notation


def affine(weights: Node, below: Node, bias: Node) -> Node:
    """z̃ = W z + b."""
    return Terms((MatrixProduct(weights, below), bias))


def returned(weights: Node, above: Node) -> Node:
    """Wᵀ δ, what comes back from the layer above."""
    return MatrixProduct(Transpose(weights), above)


def passed_on(back: Node, derivative: Node, activation: Activation) -> Node:
    """δ = (Wᵀ δ) ⊙ φ′, where φ′ = 0 is a mask."""
    return masked(Hadamard(back, derivative), derivative, activation)


def outer(delta: Node, below: Node) -> Node:
    """∇W = δ zᵀ of one example."""
    return MatrixProduct(delta, Transpose(below))


def reduced(s: Notation, each: Node) -> Node:
    """The mean or the sum over the examples n of what each of them gives; of a single example itself."""
    if s.example != "n":
        return each
    summed = Sum("n", s.case.examples, each)
    return times(over(ONE, s.count()), summed) if s.case.reduction == "mean" else summed
