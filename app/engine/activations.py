"""Activation functions: one table row each, the function and its derivative side by side.

A derivative is taken at the preactivation z̃; it is also handed the activation z = φ(z̃), since many are
shortest in terms of it. At a kink the derivative is that of PyTorch: 0 for relu, relu6 and hardtanh, the
slope of the negative side for leaky_relu. A non-number stays one: no comparison may turn NaN into 0.

To add an activation, add a row to `ACTIVATIONS`; it is checked, listed, tested and drawn from there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf, pi, sqrt

import numpy as np

from app.engine.arrays import Array
from app.engine.erf import erfc

Function = Callable[..., Array]
"""Of the preactivation, and of the parameters by name: φ(z̃)."""
Derivative = Callable[..., Array]
"""Of preactivation and activation, and of the parameters by name: φ′(z̃)."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that shapes an activation: the default and the smallest value allowed."""

    name: str
    default: float
    minimum: float
    minimum_allowed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one activation function.

    `flat_below` and `flat_above` bound its flat sides: φ′ = 0 exactly for z̃ ≤ flat_below and for
    z̃ ≥ flat_above (None where there is no such side). `linear_pieces`: made of straight lines, so that it
    has kinks and cannot saturate. `interior_minimum`: where a non-monotone φ is smallest (None: monotone).
    `elementwise` is false for softmax alone, which has a Jacobian instead of a derivative.
    """

    name: str
    function: Function
    derivative: Derivative
    formula: str
    derivative_formula: str
    parameters: tuple[Parameter, ...] = ()
    flat_below: float | None = None
    flat_above: float | None = None
    linear_pieces: bool = False
    interior_minimum: float | None = None
    elementwise: bool = True


@dataclass(frozen=True, slots=True)
class Activation:
    """A row of the table together with the values of its parameters."""

    row: Row
    parameters: Mapping[str, float] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.row.name

    def function(self, preactivation: Array) -> Array:
        """φ(z̃), of the shape and dtype of the preactivation (softmax: over the last axis)."""
        return self.row.function(preactivation, **self.parameters)

    def derivative(self, preactivation: Array, activation: Array) -> Array:
        """φ′(z̃), of the shape and dtype of the preactivation; undefined for softmax."""
        return self.row.derivative(preactivation, activation, **self.parameters)

    @property
    def flat_sides(self) -> tuple[float, float] | None:
        """(a, b) with φ′ = 0 exactly for z̃ ≤ a and for z̃ ≥ b, infinite where a side is not flat; or None."""
        below, above = self.row.flat_below, self.row.flat_above
        if self.row.name == "leaky_relu" and self.parameters["negative_slope"] == 0:
            below = 0.0
        if below is None and above is None:
            return None
        return (-inf if below is None else below, inf if above is None else above)


def activation(name: str, **parameters: float) -> Activation:
    """The named activation with its parameters, defaults where they are left out.

    Raises ValueError for an unknown name, an unknown parameter or a value out of its range.
    """
    row = ACTIVATIONS.get(name)
    if row is None:
        raise ValueError(f"expected one of {', '.join(ACTIVATIONS)}; got {name!r}")
    known = {parameter.name: parameter for parameter in row.parameters}
    for given, value in parameters.items():
        if given not in known:
            expected = f"expected {' and '.join(known)}" if known else f"{name} takes no parameter"
            raise ValueError(f"{expected}; got {given!r}")
        least = known[given]
        if not (value > least.minimum or (least.minimum_allowed and value == least.minimum)) or value == inf:
            relation = "at least" if least.minimum_allowed else "more than"
            raise ValueError(f"expected a finite {given} of {relation} {least.minimum:g}; got {value:g}")
    return Activation(row, {p.name: parameters.get(p.name, p.default) for p in row.parameters})


# --- the functions -----------------------------------------------------------------------------------------


def _relu(z: Array) -> Array:
    return np.maximum(z, 0)


def _relu_derivative(z: Array, _: Array) -> Array:
    return np.heaviside(z, z.dtype.type(0))


def _leaky_relu(z: Array, *, negative_slope: float) -> Array:
    return np.where(z > 0, z, z * z.dtype.type(negative_slope))


def _leaky_relu_derivative(z: Array, _: Array, *, negative_slope: float) -> Array:
    slope = z.dtype.type(negative_slope)
    return _keep_nan(z, np.where(z > 0, z.dtype.type(1), slope))


def _elu(z: Array, *, alpha: float) -> Array:
    return np.where(z > 0, z, z.dtype.type(alpha) * np.expm1(np.minimum(z, 0)))


def _elu_derivative(z: Array, _: Array, *, alpha: float) -> Array:
    return np.where(z > 0, z.dtype.type(1), z.dtype.type(alpha) * np.exp(np.minimum(z, 0)))


SELU_ALPHA = 1.6732632423543772848170429916717
SELU_SCALE = 1.0507009873554804934193349852946


def _selu(z: Array) -> Array:
    return z.dtype.type(SELU_SCALE) * _elu(z, alpha=SELU_ALPHA)


def _selu_derivative(z: Array, a: Array) -> Array:
    return z.dtype.type(SELU_SCALE) * _elu_derivative(z, a, alpha=SELU_ALPHA)


def _normal_cdf(z: Array) -> Array:
    """Φ(z), the standard normal distribution function, exact in relative terms in the lower tail too."""
    return z.dtype.type(0.5) * erfc(z * z.dtype.type(-1 / sqrt(2)))


def _gelu(z: Array) -> Array:
    return _times(z, _normal_cdf(z))


def _gelu_derivative(z: Array, _: Array) -> Array:
    density = np.exp(z * z * z.dtype.type(-0.5)) * z.dtype.type(1 / sqrt(2 * pi))
    return _normal_cdf(z) + _times(z, density)


GELU_SLOPE = sqrt(2 / pi)
GELU_CUBIC = 0.044715


def _gelu_tanh_gate(z: Array) -> tuple[Array, Array]:
    """σ(2u) = (1 + tanh u) / 2 and u′, for u = √(2/π) (z + 0.044715 z³); no cancellation in the tail."""
    number = z.dtype.type
    square = z * z
    u = number(GELU_SLOPE) * z * (number(1) + number(GELU_CUBIC) * square)
    slope = number(GELU_SLOPE) * (number(1) + number(3 * GELU_CUBIC) * square)
    return _sigmoid(number(2) * u), slope


def _gelu_tanh(z: Array) -> Array:
    return _times(z, _gelu_tanh_gate(z)[0])


def _gelu_tanh_derivative(z: Array, _: Array) -> Array:
    gate, slope = _gelu_tanh_gate(z)
    bell = gate * (1 - gate)
    return gate + _times(z, _times(2 * slope, bell))


def _sigmoid(z: Array) -> Array:
    """1 / (1 + e⁻ᶻ), without overflow and exact in relative terms for very negative z."""
    e = np.exp(-np.abs(z))
    return _ratio(np.where(z >= 0, z.dtype.type(1), e), 1 + e)


def _sigmoid_derivative(z: Array, _: Array) -> Array:
    e = np.exp(-np.abs(z))
    return _ratio(e, np.square(1 + e))


def _silu(z: Array) -> Array:
    return _times(z, _sigmoid(z))


def _silu_derivative(z: Array, _: Array) -> Array:
    return _sigmoid(z) + _times(z, _sigmoid_derivative(z, z))


def _softplus(z: Array) -> Array:
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def _mish(z: Array) -> Array:
    return _times(z, np.tanh(_softplus(z)))


def _mish_derivative(z: Array, _: Array) -> Array:
    t = np.tanh(_softplus(z))
    return t + _times(z, _sigmoid(z) * (1 - t) * (1 + t))


def _tanh(z: Array) -> Array:
    return np.tanh(z)


def _tanh_derivative(z: Array, _: Array) -> Array:
    """1 / cosh²(z), which keeps its relative precision where 1 − tanh²(z) has lost it."""
    e = np.exp(-2 * np.abs(z))
    return _ratio(4 * e, np.square(1 + e))


def _softsign(z: Array) -> Array:
    return _ratio(z, 1 + np.abs(z))


def _softsign_derivative(z: Array, _: Array) -> Array:
    return _ratio(1, np.square(1 + np.abs(z)))


def _relu6(z: Array) -> Array:
    return np.clip(z, 0, 6)


def _relu6_derivative(z: Array, _: Array) -> Array:
    return _keep_nan(z, ((z > 0) & (z < 6)).astype(z.dtype))


def _hardtanh(z: Array) -> Array:
    return np.clip(z, -1, 1)


def _hardtanh_derivative(z: Array, _: Array) -> Array:
    return _keep_nan(z, (np.abs(z) < 1).astype(z.dtype))


def _identity(z: Array) -> Array:
    return z.copy()


def _identity_derivative(z: Array, _: Array) -> Array:
    return _keep_nan(z, np.ones_like(z))


def _softmax(z: Array) -> Array:
    e = np.exp(z - np.maximum.reduce(z, axis=-1, keepdims=True))
    return e / np.add.reduce(e, axis=-1, keepdims=True)


def _softmax_derivative(z: Array, a: Array) -> Array:
    raise TypeError("softmax has a Jacobian, not an elementwise derivative")


def _ratio(numerator: Array | int, denominator: Array) -> Array:
    quotient: Array = numerator / denominator
    return quotient


def _keep_nan(z: Array, values: Array) -> Array:
    """The values, but NaN where z is NaN: a comparison with NaN is false and would read as 0."""
    return np.where(np.isnan(z), z, values)


def _times(factor: Array, vanishing: Array) -> Array:
    """The product; 0 where the second factor has reached 0, however large the first (∞ · 0 is no number)."""
    return np.where(vanishing == 0, vanishing, factor * vanishing)


# --- the table ---------------------------------------------------------------------------------------------

_LEAKY = (Parameter("negative_slope", 0.01, 0.0, minimum_allowed=True),)
_ELU = (Parameter("alpha", 1.0, 0.0, minimum_allowed=False),)

_ROWS = (
    Row("relu", _relu, _relu_derivative, "max(0, z̃)", "1 if z̃ > 0, else 0", flat_below=0, linear_pieces=True),
    Row(
        "leaky_relu",
        _leaky_relu,
        _leaky_relu_derivative,
        "z̃ if z̃ > 0, else negative_slope · z̃",
        "1 if z̃ > 0, else negative_slope",
        _LEAKY,
        linear_pieces=True,
    ),
    Row(
        "elu",
        _elu,
        _elu_derivative,
        "z̃ if z̃ > 0, else alpha (eᶻ̃ − 1)",
        "1 if z̃ > 0, else alpha eᶻ̃",
        _ELU,
    ),
    Row(
        "selu",
        _selu,
        _selu_derivative,
        "λ z̃ if z̃ > 0, else λ α (eᶻ̃ − 1), λ ≈ 1.0507, α ≈ 1.6733",
        "λ if z̃ > 0, else λ α eᶻ̃",
    ),
    Row(
        "gelu",
        _gelu,
        _gelu_derivative,
        "z̃ Φ(z̃), Φ the standard normal distribution function",
        "Φ(z̃) + z̃ e^(−z̃²/2) / √(2π)",
        interior_minimum=-0.7517915246935645,
    ),
    Row(
        "gelu_tanh",
        _gelu_tanh,
        _gelu_tanh_derivative,
        "z̃ (1 + tanh u) / 2, u = √(2/π) (z̃ + 0.044715 z̃³)",
        "(1 + tanh u) / 2 + z̃ (1 − tanh² u) u′ / 2",
        interior_minimum=-0.7524614220710162,
    ),
    Row(
        "silu",
        _silu,
        _silu_derivative,
        "z̃ σ(z̃)",
        "σ(z̃) + z̃ σ(z̃) (1 − σ(z̃))",
        interior_minimum=-1.2784645427610738,
    ),
    Row(
        "mish",
        _mish,
        _mish_derivative,
        "z̃ tanh(ln(1 + eᶻ̃))",
        "t + z̃ σ(z̃) (1 − t²), t = tanh(ln(1 + eᶻ̃))",
        interior_minimum=-1.1924312145154967,
    ),
    Row("tanh", _tanh, _tanh_derivative, "tanh z̃", "1 − tanh² z̃"),
    Row("sigmoid", _sigmoid, _sigmoid_derivative, "σ(z̃) = 1 / (1 + e⁻ᶻ̃)", "σ(z̃) (1 − σ(z̃))"),
    Row("softplus", _softplus, lambda z, _: _sigmoid(z), "ln(1 + eᶻ̃)", "σ(z̃)"),
    Row("softsign", _softsign, _softsign_derivative, "z̃ / (1 + |z̃|)", "1 / (1 + |z̃|)²"),
    Row(
        "relu6",
        _relu6,
        _relu6_derivative,
        "min(max(0, z̃), 6)",
        "1 if 0 < z̃ < 6, else 0",
        flat_below=0,
        flat_above=6,
        linear_pieces=True,
    ),
    Row(
        "hardtanh",
        _hardtanh,
        _hardtanh_derivative,
        "min(max(−1, z̃), 1)",
        "1 if −1 < z̃ < 1, else 0",
        flat_below=-1,
        flat_above=1,
        linear_pieces=True,
    ),
    Row("identity", _identity, _identity_derivative, "z̃", "1", linear_pieces=True),
    Row(
        "softmax",
        _softmax,
        _softmax_derivative,
        "eᶻ̃ᵢ / Σⱼ eᶻ̃ⱼ",
        "∂ŷᵢ/∂z̃ⱼ = ŷᵢ (1[i = j] − ŷⱼ)",
        elementwise=False,
    ),
)

ACTIVATIONS: Mapping[str, Row] = {row.name: row for row in _ROWS}
"""Every activation function by its name on the wire."""
