"""Activation functions and derivatives as calls that write into given arrays, for those where that pays.

A program is a fixed list of NumPy calls on fixed arrays: what training repeats in every step allocates nothing and
spends nothing between the calls. Each program gives the same bits as its function in `functions`; what has no
program here is the ordinary function and a copy.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from ..arrays import Array

Program = tuple[Callable[[], object], ...]
"""Calls to make in order."""


class InPlace(NamedTuple):
    """How φ and φ′ are written in place: the calls that write φ(z̃) into `out`, and φ′(z̃).

    function(z̃, out, **parameters), derivative(z̃, z, out, **parameters): all arrays of one shape and dtype.
    """

    function: Callable[..., Program]
    derivative: Callable[..., Program]


def copied(
    function: Callable[..., Array], arguments: tuple[Array, ...], out: Array, **parameters: float
) -> Program:
    """An ordinary function, whose result is copied into `out`."""

    def call() -> None:
        np.copyto(out, function(*arguments, **parameters))

    return (call,)


def relu(z: Array, out: Array) -> Program:
    return (partial(np.maximum, z, _constant(z, 0), out=out),)


def relu_derivative(z: Array, a: Array, out: Array) -> Program:
    """The sign of the activation, which is 0 or 1 (or no number)."""
    return (partial(np.sign, a, out),)


def leaky_relu(z: Array, out: Array, *, negative_slope: float) -> Program:
    positive = np.empty(z.shape, dtype=np.bool_)
    return (
        partial(np.multiply, z, _constant(z, negative_slope), out),
        partial(np.greater, z, _constant(z, 0), positive),
        partial(np.copyto, out, z, where=positive),
    )


def leaky_relu_derivative(z: Array, a: Array, out: Array, *, negative_slope: float) -> Program:
    """The slope where z̃ > 0 is not, else 1; not a number where z̃ is none."""
    least = np.full_like(out, negative_slope)
    positive, broken = np.empty(z.shape, dtype=np.bool_), np.empty(z.shape, dtype=np.bool_)
    return (
        partial(np.copyto, out, least),
        partial(np.greater, z, _constant(z, 0), positive),
        partial(np.copyto, out, _constant(z, 1), where=positive),
        partial(np.isnan, z, broken),
        partial(np.copyto, out, z, where=broken),
    )


def tanh(z: Array, out: Array) -> Program:
    return (partial(np.tanh, z, out),)


def tanh_derivative(z: Array, a: Array, out: Array) -> Program:
    e = np.empty_like(z)
    return (
        partial(np.abs, z, e),
        partial(np.multiply, e, _constant(z, -2), e),
        partial(np.exp, e, e),
        partial(np.add, e, _constant(z, 1), out),
        partial(np.square, out, out),
        partial(np.multiply, e, _constant(z, 4), e),
        partial(np.divide, e, out, out),
    )


def sigmoid(z: Array, out: Array) -> Program:
    below = np.empty_like(z)
    positive = np.empty(z.shape, dtype=np.bool_)
    return (
        *_decay(z, out),
        partial(np.add, out, _constant(z, 1), below),
        partial(np.greater_equal, z, _constant(z, 0), positive),
        partial(np.copyto, out, _constant(z, 1), where=positive),
        partial(np.divide, out, below, out),
    )


def sigmoid_derivative(z: Array, a: Array, out: Array) -> Program:
    e = np.empty_like(z)
    return (
        *_decay(z, e),
        partial(np.add, e, _constant(z, 1), out),
        partial(np.square, out, out),
        partial(np.divide, e, out, out),
    )


def softmax(z: Array, out: Array) -> Program:
    of_row = np.empty_like(z[..., :1])
    return (
        partial(np.maximum.reduce, z, -1, None, of_row, True),
        partial(np.subtract, z, of_row, out),
        partial(np.exp, out, out),
        partial(np.add.reduce, out, -1, None, of_row, True),
        partial(np.divide, out, of_row, out),
    )


def no_derivative(z: Array, a: Array, out: Array) -> Program:
    raise TypeError("softmax has a Jacobian, not an elementwise derivative")


def _decay(z: Array, out: Array) -> Program:
    """e^−|z|."""
    return (partial(np.abs, z, out), partial(np.negative, out, out), partial(np.exp, out, out))


def _constant(like: Array, value: float) -> Array:
    """A number as an array without axes, which a call takes without looking for its dtype."""
    return np.array(value, dtype=like.dtype)
