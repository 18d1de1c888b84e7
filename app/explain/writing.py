"""Short words for building equations: sums, products, named functions and constants."""

from functools import reduce
from math import pi, sqrt

import numpy as np

from app.engine.arrays import Array
from app.engine.erf import erfc
from app.explain.atoms import Letter, Number, Symbol, letter
from app.explain.functions import Applied, Cases, Comparison
from app.explain.notation import SIGMA, operator
from app.explain.operations import Fraction, Negative, Product, Terms
from app.explain.tree import Node

ZERO, ONE, TWO = Number(0), Number(1), Number(2)
PI = Symbol(letter("π", r"\pi"), np.array(pi))


def constant(text: str) -> Node:
    """A decimal with all its digits."""
    return Symbol(Letter(text, text, f"<mn>{text}</mn>"), np.array(float(text)))


def plus(*terms: Node) -> Node:
    return Terms(terms)


def minus(left: Node, right: Node) -> Node:
    return Terms((left, Negative(right)))


def times(*factors: Node) -> Node:
    return Product(factors)


def over(above: Node, below: Node) -> Node:
    return Fraction(above, below)


def negative(node: Node) -> Node:
    """−a; of a number, the number of the other sign."""
    return Number(0.0 - node.value) if isinstance(node, Number) else Negative(node)


def either(value: Node, condition: Comparison, otherwise: Node) -> Node:
    return Cases(((value, condition),), otherwise)


def positive(node: Node) -> Comparison:
    return Comparison((node, ZERO), (">",))


def between(low: float, node: Node, high: float) -> Comparison:
    return Comparison((Number(low), node, Number(high)), ("<", "<"))


def logarithm(node: Node) -> Node:
    return Applied(letter("ln", r"\ln"), (node,), np.log, bare=True)


def tangent(node: Node) -> Node:
    return Applied(operator("tanh", r"\tanh"), (node,), np.tanh)


def largest(*nodes: Node) -> Node:
    return Applied(operator("max", r"\max"), nodes, _maximum)


def smallest(*nodes: Node) -> Node:
    return Applied(operator("min", r"\min"), nodes, _minimum)


def sigma(node: Node) -> Node:
    return Applied(SIGMA, (node,), _logistic)


def normal_distribution(node: Node) -> Node:
    return Applied(letter("Φ", r"\Phi"), (node,), _normal)


def _maximum(*values: Array) -> Array:
    return reduce(np.maximum, values)


def _minimum(*values: Array) -> Array:
    return reduce(np.minimum, values)


def _logistic(z: Array) -> Array:
    e = np.exp(-np.abs(z))
    share: Array = np.where(z >= 0, 1, e) / (1 + e)
    return share


def _normal(z: Array) -> Array:
    return 0.5 * erfc(z * (-1 / sqrt(2)))
