"""Initializers: one table row each, from the distribution to its source.

Shapes: weights (units, fan_in) and bias (units,), where fan_in is the width of the layer below and fan_out = units.
A bias drawn from a distribution uses the fans of its layer. Normal means normal: nothing is truncated.

Random generators are passed in, and `layer_generators` gives each layer two of its own, so that changing one layer
or its bias leaves every other number alone. A draw is made in float64; float32 is that draw rounded.
A scale so large that a draw leaves the range of its dtype gives infinities, which the caller is to look for.

To add an initializer, add a row to `INITIALIZERS`; it is listed, checked and tested from there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, sqrt
from typing import NamedTuple

import numpy as np
from numpy.random import Generator, SeedSequence, default_rng
from numpy.typing import DTypeLike, NDArray

from .. import aliases
from ..arrays import Array
from ..names import shortened
from ..parameter import Parameter
from ..tables import Chosen, Table, complete

Float64Array = NDArray[np.float64]

BIAS = "zeros"
"""The initializer of a bias where none is named, and none draws it with the weights."""

# σ of randomized asymmetric weights: the value of Lu et al. for Beta(2, 1), so that signals keep their scale.
ASYMMETRIC_DEVIATION = 0.6007


class Fans(NamedTuple):
    """The widths on both sides of a layer's weights."""

    fan_in: int
    fan_out: int


class LayerGenerators(NamedTuple):
    """The random streams of one layer."""

    weights: Generator
    bias: Generator


Draw = Callable[[Generator, tuple[int, int], Fans, float], Float64Array]
"""(generator, shape, fans, scale) -> values of that shape; a bias is a matrix of one column."""


@dataclass(frozen=True, slots=True)
class Initializer:
    """What is known of one initializer; its one parameter is its scale, of which is said what it means."""

    name: str
    formula: str
    parameters: tuple[Parameter, ...]
    source: str
    draw: Draw
    joint: bool = False
    """Draws a bias together with the weights, as a last column: for the weights of a layer only."""
    factorises: bool = False
    """Draws through a QR factorisation, whose cost grows with max(units, fan_in) · min(units, fan_in)²."""

    @property
    def scale(self) -> str | None:
        """What the scale means; None where it has no effect."""
        return self.parameters[0].description or None

    @property
    def for_bias(self) -> bool:
        """May it be used for a bias?"""
        return not self.joint


def initializer(name: str, **values: float) -> Chosen[Initializer]:
    """The named initializer with its scale, 1 where it is left out.

    Raises ValueError for an unknown name, an unknown parameter or a scale out of its range.
    """
    row = INITIALIZERS.named(name)

    def unknown(parameter: str) -> str:
        return f'{name} takes a scale alone; got "{shortened(parameter)}"'

    return Chosen(row, complete(row, values, unknown))


def layer_generators(seed: int, count: int) -> tuple[LayerGenerators, ...]:
    """Independent random streams for the weights and the bias of `count` layers; ValueError if seed < 0.

    Those of a layer depend on the seed and on the layer's position alone, not on `count` or on other layers.
    """
    layers = SeedSequence(seed).spawn(count)
    return tuple(LayerGenerators(*(default_rng(stream) for stream in layer.spawn(2))) for layer in layers)


def initialize(
    name: str, rng: Generator, units: int, fan_in: int, *, scale: float = 1.0, dtype: DTypeLike = np.float64
) -> Array:
    """Draw weights (units, fan_in). Raises ValueError for an unknown name, a size below one or a bad scale."""
    chosen = _checked(name, units, fan_in, scale)
    columns = fan_in + 1 if chosen.row.joint else fan_in
    return _draw(chosen, rng, (units, columns), Fans(fan_in, units), dtype)[:, :fan_in]


def initialize_bias(
    name: str, rng: Generator, units: int, fan_in: int, *, scale: float = 1.0, dtype: DTypeLike = np.float64
) -> Array:
    """Draw a bias (units,). Raises ValueError as `initialize` does, and for a row that is not `for_bias`."""
    chosen = _checked(name, units, fan_in, scale)
    if not chosen.row.for_bias:
        raise ValueError(f"{name} draws weights and bias together; it cannot initialise a bias alone")
    return _draw(chosen, rng, (units, 1), Fans(fan_in, units), dtype)[:, 0]


def initialize_layer(
    name: str,
    generators: LayerGenerators,
    units: int,
    fan_in: int,
    *,
    scale: float = 1.0,
    bias_name: str | None = None,
    bias_scale: float = 1.0,
    dtype: DTypeLike = np.float64,
) -> tuple[Array, Array]:
    """Draw the weights (units, fan_in) and the bias (units,) of a layer.

    Without `bias_name` the bias is zero, or what the initializer draws together with the weights; naming one beside
    such an initializer raises ValueError, as do the errors of `initialize` and `initialize_bias`.
    """
    chosen = _checked(name, units, fan_in, scale)
    if not chosen.row.joint:
        weights = initialize(name, generators.weights, units, fan_in, scale=scale, dtype=dtype)
        bias_name = BIAS if bias_name is None else bias_name
        bias = initialize_bias(bias_name, generators.bias, units, fan_in, scale=bias_scale, dtype=dtype)
        return weights, bias
    if bias_name is not None:
        raise ValueError(f'{name} draws weights and bias together; it takes no bias initializer, got "{bias_name}"')
    both = _draw(chosen, generators.weights, (units, fan_in + 1), Fans(fan_in, units), dtype)
    return both[:, :fan_in].copy(), both[:, fan_in].copy()


def _checked(name: str, units: int, fan_in: int, scale: float) -> Chosen[Initializer]:
    """The initializer of that name and scale, after a check of the sizes that it is to be used with."""
    chosen = initializer(name, scale=scale)
    if units < 1 or fan_in < 1:
        raise ValueError(f"expected at least one unit and one input; got {units} and {fan_in}")
    return chosen


def _draw(
    chosen: Chosen[Initializer], rng: Generator, shape: tuple[int, int], fans: Fans, dtype: DTypeLike
) -> Array:
    """Values of a shape, rounded to the dtype."""
    with np.errstate(over="ignore", invalid="ignore"):
        return chosen.row.draw(rng, shape, fans, chosen.values["scale"]).astype(dtype, copy=False)


def _constant(rng: Generator, shape: tuple[int, int], fans: Fans, scale: float) -> Float64Array:
    return np.full(shape, scale, np.float64)


def _zeros(rng: Generator, shape: tuple[int, int], fans: Fans, scale: float) -> Float64Array:
    return np.zeros(shape)


def _normal(deviation: Callable[[Fans], float]) -> Draw:
    """Normal about zero, with scale times this standard deviation."""

    def draw(rng: Generator, shape: tuple[int, int], fans: Fans, scale: float) -> Float64Array:
        return rng.standard_normal(shape) * (scale * deviation(fans))

    return draw


def _uniform(half_width: Callable[[Fans], float]) -> Draw:
    """Uniform about zero, with scale times this half-width."""

    def draw(rng: Generator, shape: tuple[int, int], fans: Fans, scale: float) -> Float64Array:
        return rng.uniform(-1.0, 1.0, shape) * (scale * half_width(fans))

    return draw


def _orthogonal(rng: Generator, shape: tuple[int, int], fans: Fans, scale: float) -> Float64Array:
    """Uniform over the matrices with orthonormal rows, or columns where there are more rows than columns."""
    tall = rng.standard_normal((max(shape), min(shape)))
    q, r = np.linalg.qr(tall)
    # QR is unique up to these signs; a positive diagonal of R makes Q uniform (Mezzadri 2007).
    q *= np.copysign(1.0, np.diagonal(r))
    return scale * (q if shape[0] >= shape[1] else q.T)


def _randomized_asymmetric(rng: Generator, shape: tuple[int, int], fans: Fans, scale: float) -> Float64Array:
    """Rows [W, b]: normal, but one entry of each, the bias included, is positive, from Beta(2, 1)."""
    units, columns = shape
    values = rng.standard_normal(shape) * (ASYMMETRIC_DEVIATION / sqrt(fans.fan_in))
    values[np.arange(units), rng.integers(columns, size=units)] = rng.beta(2.0, 1.0, units)
    return scale * values


def _scale(meaning: str, least: float = 0) -> tuple[Parameter, ...]:
    return (Parameter("scale", 1, least, description=meaning),)


VALUE, GAIN, DEVIATION, HALF_WIDTH = (
    _scale("value", -inf),
    _scale("gain"),
    _scale("standard deviation"),
    _scale("half-width"),
)
NO_EFFECT = _scale("")

GLOROT = "Glorot and Bengio 2010, Understanding the difficulty of training deep feedforward neural networks"
HE = "He et al. 2015, Delving deep into rectifiers"
COMMON = "common practice"

_ROWS = (
    Initializer("zeros", "0", NO_EFFECT, COMMON, _zeros),
    Initializer("constant", "scale", VALUE, COMMON, _constant),
    Initializer("normal", "N(0, scale²)", DEVIATION, COMMON, _normal(lambda fans: 1.0)),
    Initializer("uniform", "U(-scale, scale)", HALF_WIDTH, COMMON, _uniform(lambda fans: 1.0)),
    Initializer(
        "glorot_normal",
        "N(0, scale² · 2 / (fan_in + fan_out))",
        GAIN,
        GLOROT,
        _normal(lambda fans: sqrt(2 / sum(fans))),
    ),
    Initializer(
        "glorot_uniform",
        "U(-a, a) with a = scale · √(6 / (fan_in + fan_out))",
        GAIN,
        GLOROT,
        _uniform(lambda fans: sqrt(6 / sum(fans))),
    ),
    Initializer("he_normal", "N(0, scale² · 2 / fan_in)", GAIN, HE, _normal(lambda fans: sqrt(2 / fans.fan_in))),
    Initializer(
        "he_uniform",
        "U(-a, a) with a = scale · √(6 / fan_in)",
        GAIN,
        HE,
        _uniform(lambda fans: sqrt(6 / fans.fan_in)),
    ),
    Initializer(
        "lecun_normal",
        "N(0, scale² / fan_in)",
        GAIN,
        "LeCun et al. 1998, Efficient BackProp",
        _normal(lambda fans: sqrt(1 / fans.fan_in)),
    ),
    Initializer(
        "orthogonal",
        "scale · Q with QᵀQ = I or QQᵀ = I, uniform over such Q",
        GAIN,
        "Saxe et al. 2014, Exact solutions to the nonlinear dynamics of learning in deep linear networks",
        _orthogonal,
        factorises=True,
    ),
    Initializer(
        "randomized_asymmetric",
        "rows [W, b] = scale · N(0, 0.6007² / fan_in), one entry of each from scale · Beta(2, 1)",
        GAIN,
        "Lu et al. 2019, Dying ReLU and initialization: theory and numerical examples",
        _randomized_asymmetric,
        joint=True,
    ),
)

INITIALIZERS = Table(_ROWS, aliases.INITIALIZERS)
"""Every initializer by name, in the order in which menus list them."""
