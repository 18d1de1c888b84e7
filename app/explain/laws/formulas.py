"""The activation functions' own formulas as trees: function and derivative side by side, a row for each.

Each takes the node that stands for z̃, a symbol or a number, so that one formula prints both. What a row names
`where` are quantities on the way, such as the u of gelu_tanh, which get an equation of their own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from ...engine.network.functions import SELU_ALPHA, SELU_SCALE
from ..equations.atoms import Letter, Number, Symbol, letter
from ..equations.functions import Exponential, Magnitude, SquareRoot
from ..equations.operations import Negative, Power
from ..equations.tree import Node, Value
from ..equations.writing import (
    ONE,
    PI,
    TWO,
    ZERO,
    between,
    constant,
    either,
    hyperbolic_tangent,
    largest,
    log_of_one_and_power,
    minus,
    negative,
    normal_distribution,
    over,
    plus,
    positive,
    sigma,
    smallest,
    tangent,
    times,
)

Parameters = Mapping[str, float]
Formula = Callable[..., Node]
"""Of z̃, of the parameters, and of the quantities on the way."""
Way = Callable[[Node], Node]
"""A quantity on the way, of z̃."""


@dataclass(frozen=True, slots=True)
class Formulas:
    """φ and φ′ of one activation function, and the quantities on the way to each by their letters."""

    function: Formula
    derivative: Formula
    function_where: tuple[tuple[Letter, Way], ...] = ()
    derivative_where: tuple[tuple[Letter, Way], ...] = ()


def _leaky_relu(z: Node, parameters: Parameters) -> Node:
    return either(z, positive(z), times(Number(parameters["negative_slope"]), z))


def _leaky_relu_derivative(z: Node, parameters: Parameters) -> Node:
    return either(ONE, positive(z), Number(parameters["negative_slope"]))


def _elu(z: Node, parameters: Parameters) -> Node:
    below = minus(Exponential(z), ONE)
    return either(z, positive(z), _scaled(parameters["alpha"], below))


def _elu_derivative(z: Node, parameters: Parameters) -> Node:
    return either(ONE, positive(z), _scaled(parameters["alpha"], Exponential(z)))


def _scaled(factor: float, node: Node) -> Node:
    return node if factor == 1 else times(Number(factor), node)


LAMBDA = Symbol(letter("λ", r"\lambda"), np.array(SELU_SCALE))
ALPHA = Symbol(letter("α", r"\alpha"), np.array(SELU_ALPHA))


def _selu_constants(z: Node) -> tuple[Node, Node]:
    """λ and α, as letters beside a letter and as numbers beside a number."""
    return (Number(SELU_SCALE), Number(SELU_ALPHA)) if isinstance(z, Number) else (LAMBDA, ALPHA)


def _selu(z: Node, _: Parameters) -> Node:
    scale, alpha = _selu_constants(z)
    return either(times(scale, z), positive(z), times(scale, alpha, minus(Exponential(z), ONE)))


def _selu_derivative(z: Node, _: Parameters) -> Node:
    scale, alpha = _selu_constants(z)
    return either(scale, positive(z), times(scale, alpha, Exponential(z)))


def _gelu_derivative(z: Node, _: Parameters) -> Node:
    bell = Exponential(Negative(over(Power(z, 2), TWO)))
    return plus(normal_distribution(z), over(times(z, bell), SquareRoot(times(TWO, PI))))


def _gelu_argument(z: Node) -> Node:
    return times(SquareRoot(over(TWO, PI)), plus(z, times(constant("0.044715"), Power(z, 3))))


def _gelu_slope(z: Node) -> Node:
    inner = plus(ONE, times(Number(3), constant("0.044715"), Power(z, 2)))
    return times(SquareRoot(over(TWO, PI)), inner)


def _gelu_tanh_derivative(z: Node, _: Parameters, u: Node, slope: Node) -> Node:
    falling = minus(ONE, Power(tangent(u), 2))
    return plus(over(plus(ONE, tangent(u)), TWO), times(over(z, TWO), falling, slope))


def _silu_derivative(z: Node, _: Parameters) -> Node:
    return plus(sigma(z), times(z, sigma(z), minus(ONE, sigma(z))))


def _mish_gate(z: Node) -> Node:
    return tangent(_softplus(z, {}))


def _mish_derivative(z: Node, _: Parameters, t: Node) -> Node:
    return plus(t, times(z, sigma(z), minus(ONE, Power(t, 2))))


def _sigmoid(z: Node, _: Parameters) -> Node:
    return over(ONE, plus(ONE, Exponential(negative(z))))


def _softplus(z: Node, _: Parameters) -> Node:
    return log_of_one_and_power(z)


def _one_and_magnitude(z: Node) -> Node:
    return plus(ONE, Magnitude(z))


U, U_PRIME = letter("u"), Letter("u′", "u'", "<msup><mi>u</mi><mo>′</mo></msup>")
T = letter("t")

FORMULAS: Mapping[str, Formulas] = {
    "relu": Formulas(lambda z, _: largest(ZERO, z), lambda z, _: either(ONE, positive(z), ZERO)),
    "leaky_relu": Formulas(_leaky_relu, _leaky_relu_derivative),
    "elu": Formulas(_elu, _elu_derivative),
    "selu": Formulas(_selu, _selu_derivative),
    "gelu": Formulas(lambda z, _: times(z, normal_distribution(z)), _gelu_derivative),
    "gelu_tanh": Formulas(
        lambda z, _, u: times(over(z, TWO), plus(ONE, tangent(u))),
        _gelu_tanh_derivative,
        ((U, _gelu_argument),),
        ((U, _gelu_argument), (U_PRIME, _gelu_slope)),
    ),
    "silu": Formulas(lambda z, _: times(z, sigma(z)), _silu_derivative),
    "mish": Formulas(lambda z, _, t: times(z, t), _mish_derivative, ((T, _mish_gate),), ((T, _mish_gate),)),
    "tanh": Formulas(lambda z, _: hyperbolic_tangent(z), lambda z, _: minus(ONE, Power(tangent(z), 2))),
    "sigmoid": Formulas(_sigmoid, lambda z, _: times(sigma(z), minus(ONE, sigma(z)))),
    "softplus": Formulas(_softplus, lambda z, _: sigma(z)),
    "softsign": Formulas(
        lambda z, _: over(z, _one_and_magnitude(z)), lambda z, _: over(ONE, Power(_one_and_magnitude(z), 2))
    ),
    "relu6": Formulas(
        lambda z, _: smallest(largest(ZERO, z), Number(6)), lambda z, _: either(ONE, between(0, z, 6), ZERO)
    ),
    "hardtanh": Formulas(
        lambda z, _: smallest(largest(Number(-1), z), ONE), lambda z, _: either(ONE, between(-1, z, 1), ZERO)
    ),
    "identity": Formulas(lambda z, _: z, lambda z, _: ONE),
}
"""By the name on the wire of every activation but softmax."""


def formula(formulas: Formula, where: tuple[tuple[Letter, Way], ...], z: Node, parameters: Parameters) -> Node:
    """The formula at z̃; the quantities on the way are letters beside a letter and numbers beside a number."""
    return formulas(z, parameters, *(on_the_way(name, way, z) for name, way in where))


def on_the_way(name: Letter, way: Way, z: Node) -> Node:
    """A quantity on the way: its letter, or its number where z̃ is one."""
    value = way(z).evaluate()
    return worth(z, value) if isinstance(z, Number) else Symbol(name, value)


def worth(z: Number, value: Value) -> Number:
    """The number of a quantity on the way: all of them are made of roots or powers of e."""
    return Number(float(value), z.value != 0)
