"""The activation functions and their derivatives, pair by pair; `activations` has the table of them.

A derivative is taken at the preactivation z̃; it is also handed the activation z = φ(z̃), since many are
shortest in terms of it. At a kink the derivative is that of PyTorch: 0 for relu, relu6 and hardtanh, the
slope of the negative side for leaky_relu. A non-number stays one: no comparison may turn NaN into 0. What training
repeats most is a rule (see `programs`), from which both the function and its program come.
"""

from math import pi, sqrt

import numpy as np

from ..arrays import Array
from .erf import erfc
from .programs import Run, written


@written
def relu(run: Run, z: Array, out: Array | None = None) -> Array:
    return run(np.maximum, z, 0, out=out)


@written
def relu_derivative(run: Run, z: Array, a: Array, out: Array | None = None) -> Array:
    """The sign of the activation, which is 0 or 1 (or no number)."""
    return run(np.sign, a, out)


@written
def leaky_relu(run: Run, z: Array, out: Array | None = None, *, negative_slope: float) -> Array:
    out = run(np.multiply, z, negative_slope, out)
    run(np.copyto, out, z, where=run(np.greater, z, 0, None))
    return out


@written
def leaky_relu_derivative(
    run: Run, z: Array, a: Array, out: Array | None = None, *, negative_slope: float
) -> Array:
    """The slope where z̃ > 0 is not, else 1; not a number where z̃ is none."""
    out = np.empty_like(z) if out is None else out
    run(np.copyto, out, negative_slope)
    run(np.copyto, out, 1, where=run(np.greater, z, 0, None))
    run(np.copyto, out, z, where=run(np.isnan, z, None))
    return out


def elu(z: Array, *, alpha: float) -> Array:
    return np.where(z > 0, z, z.dtype.type(alpha) * np.expm1(np.minimum(z, 0)))


def elu_derivative(z: Array, _: Array, *, alpha: float) -> Array:
    return np.where(z > 0, z.dtype.type(1), z.dtype.type(alpha) * np.exp(np.minimum(z, 0)))


SELU_ALPHA = 1.6732632423543772848170429916717
SELU_SCALE = 1.0507009873554804934193349852946


def selu(z: Array) -> Array:
    return z.dtype.type(SELU_SCALE) * elu(z, alpha=SELU_ALPHA)


def selu_derivative(z: Array, a: Array) -> Array:
    return z.dtype.type(SELU_SCALE) * elu_derivative(z, a, alpha=SELU_ALPHA)


def _normal_cdf(z: Array) -> Array:
    """Φ(z), the standard normal distribution function, exact in relative terms in the lower tail too."""
    return z.dtype.type(0.5) * erfc(z * z.dtype.type(-1 / sqrt(2)))


def gelu(z: Array) -> Array:
    return _times(z, _normal_cdf(z))


def gelu_derivative(z: Array, _: Array) -> Array:
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
    return sigmoid(number(2) * u), slope


def gelu_tanh(z: Array) -> Array:
    return _times(z, _gelu_tanh_gate(z)[0])


def gelu_tanh_derivative(z: Array, _: Array) -> Array:
    gate, slope = _gelu_tanh_gate(z)
    bell = gate * (1 - gate)
    return gate + _times(z, _times(2 * slope, bell))


@written
def sigmoid(run: Run, z: Array, out: Array | None = None) -> Array:
    """1 / (1 + e⁻ᶻ), without overflow and exact in relative terms for very negative z."""
    e = _decay(run, z, out)
    below = run(np.add, e, 1, None)
    run(np.copyto, e, 1, where=run(np.greater_equal, z, 0, None))
    return run(np.divide, e, below, e)


@written
def sigmoid_derivative(run: Run, z: Array, a: Array, out: Array | None = None) -> Array:
    e = _decay(run, z, None)
    out = run(np.add, e, 1, out)
    return run(np.divide, e, run(np.square, out, out), out)


def _decay(run: Run, z: Array, out: Array | None) -> Array:
    """e^−|z|."""
    out = run(np.abs, z, out)
    return run(np.exp, run(np.negative, out, out), out)


def silu(z: Array) -> Array:
    return _times(z, sigmoid(z))


def silu_derivative(z: Array, _: Array) -> Array:
    return sigmoid(z) + _times(z, sigmoid_derivative(z, z))


def softplus(z: Array) -> Array:
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def mish(z: Array) -> Array:
    return _times(z, np.tanh(softplus(z)))


def mish_derivative(z: Array, _: Array) -> Array:
    t = np.tanh(softplus(z))
    return t + _times(z, sigmoid(z) * (1 - t) * (1 + t))


@written
def tanh(run: Run, z: Array, out: Array | None = None) -> Array:
    return run(np.tanh, z, out)


@written
def tanh_derivative(run: Run, z: Array, a: Array, out: Array | None = None) -> Array:
    """1 / cosh²(z), which keeps its relative precision where 1 − tanh²(z) has lost it."""
    e = run(np.abs, z, None)
    e = run(np.exp, run(np.multiply, e, -2, e), e)
    out = run(np.add, e, 1, out)
    run(np.square, out, out)
    return run(np.divide, run(np.multiply, e, 4, e), out, out)


def softsign(z: Array) -> Array:
    return _ratio(z, 1 + np.abs(z))


def softsign_derivative(z: Array, _: Array) -> Array:
    return _ratio(1, np.square(1 + np.abs(z)))


def relu6(z: Array) -> Array:
    return np.clip(z, 0, 6)


def relu6_derivative(z: Array, _: Array) -> Array:
    return _keep_nan(z, ((z > 0) & (z < 6)).astype(z.dtype))


def hardtanh(z: Array) -> Array:
    return np.clip(z, -1, 1)


def hardtanh_derivative(z: Array, _: Array) -> Array:
    return _keep_nan(z, (np.abs(z) < 1).astype(z.dtype))


def identity(z: Array) -> Array:
    return z.copy()


def identity_derivative(z: Array, _: Array) -> Array:
    return _keep_nan(z, np.ones_like(z))


@written
def softmax(run: Run, z: Array, out: Array | None = None) -> Array:
    out = run(np.subtract, z, run(np.maximum.reduce, z, -1, None, None, True), out)
    run(np.exp, out, out)
    return run(np.divide, out, run(np.add.reduce, out, -1, None, None, True), out)


@written
def softmax_derivative(run: Run, z: Array, a: Array, out: Array | None = None) -> Array:
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
