"""Short words for building equations: sums, products, named functions and constants."""

from functools import reduce
from math import pi, sqrt

import numpy as np

from ...engine.arrays import Array
from ...engine.network.activations import Activation
from ...engine.network.erf import erfc
from .atoms import SIGMA, Letter, Number, Symbol, letter, operator
from .functions import Applied, Cases, Comparison, Exponential
from .operations import Fraction, Negative, Product, Terms
from .tree import Environment, Node, Value
from .written import Written

ZERO, ONE, TWO = Number(0), Number(1), Number(2)
NEARLY_ONE = 0.01
"""Where a share lacks less than this to 1, what it lacks is written: four digits of it would not show it."""
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


def masked(product: Node, slope: Node, activation: Activation) -> Node:
    """A product with φ′, the slope, worth 0 where φ′ = 0 is a mask, even if the other factor is ∞ or no number."""
    if not activation.blocks:
        return product

    def worth(environment: Environment) -> Value:
        value = np.array(product.evaluate(environment))
        activation.block(value, slope.evaluate(environment))
        return value

    return Written(product, worth)


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


def opposite(share: Number, rest: float) -> Node:
    """1 − share in numbers; where four digits of the share would not show it, the rest itself."""
    return Number(rest, share.inexact) if rest < NEARLY_ONE else minus(ONE, share)


def nearly_whole(share: Number, rest: float) -> Node:
    """The share in numbers; where four digits of it say next to nothing of its logarithm, as 1 − rest."""
    return minus(ONE, Number(rest, share.inexact)) if 0 < rest < NEARLY_ONE else share


def logarithm(node: Node) -> Node:
    """ln a; of 1 + x it is worked out from x, which may be too small to be added to 1."""
    written = Applied(letter("ln", r"\ln"), (node,), np.log, bare=True)
    if not (isinstance(node, Terms) and len(node.terms) == 2 and node.terms[0] == ONE):
        return written
    offset = node.terms[1]
    return Written(written, lambda environment: np.asarray(np.log1p(offset.evaluate(environment))))


def log_of_one_and_power(exponent: Node) -> Node:
    """ln(1 + eˣ), whatever the size of x."""
    written = logarithm(plus(ONE, Exponential(exponent)))
    return Written(written, lambda environment: np.logaddexp(0, exponent.evaluate(environment)))


def hyperbolic_tangent(node: Node) -> Node:
    """tanh in powers of e."""
    rising, falling = Exponential(node), Exponential(negative(node))
    return over(minus(rising, falling), plus(rising, falling))


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
