"""Every activation in place against its ordinary function: the same bits, whatever it is given."""

from typing import Any

import numpy as np
import pytest

from app.engine.arrays import Array
from app.engine.network.activations import ACTIVATIONS, Activation, activation
from app.engine.network.programs import Program

SPECIAL = (0.0, -0.0, 1.0, -1.0, 6.0, 5e-324, -5e-324, 1e-310, 1e30, -1e30, np.inf, -np.inf, np.nan)
STRAIGHT = [activation("identity"), activation("leaky_relu", negative_slope=1)]


def variants() -> list[Activation]:
    """Every row with its defaults, and with parameters that are small, large, and nothing."""
    chosen = [activation(name) for name in ACTIVATIONS]
    chosen += [activation("leaky_relu", negative_slope=slope) for slope in (0, 0.3, 1, 2.5)]
    return chosen + [activation("elu", alpha=alpha) for alpha in (0.3, 2.5)]


def name_of(chosen: Activation) -> str:
    return " ".join([chosen.name, *(f"{value:g}" for value in chosen.values.values())])


def preactivations(dtype: Any) -> Array:
    """Ordinary numbers and special ones (n, o)."""
    ordinary = np.random.default_rng(2).normal(0, 3, 87)
    z: Array = np.concatenate([ordinary, SPECIAL]).astype(dtype).reshape(20, 5)
    return z


def run(program: Program) -> None:
    """Twice: what a call leaves behind must not change the next."""
    for call in program * 2:
        call()


def same_bits(a: Array, b: Array) -> bool:
    """Also the sign of a zero; a NaN is a NaN."""
    numbers = ~np.isnan(b)
    signs = (np.signbit(a) == np.signbit(b))[numbers].all()
    return a.dtype == b.dtype and np.array_equal(a, b, equal_nan=True) and bool(signs)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("chosen", variants(), ids=name_of)
def test_the_bits_are_those_of_the_function(chosen: Activation, dtype: Any) -> None:
    with np.errstate(all="ignore"):
        z = preactivations(dtype)
        given = z.copy()
        expected = chosen.function(z)
        a, derivative = np.empty_like(z), np.empty_like(z)
        run(chosen.function_program(z, a))
        assert same_bits(a, expected)
        if chosen.row.elementwise:
            run(chosen.derivative_program(z, a, derivative))
            assert same_bits(derivative, chosen.derivative(z, a))
        assert same_bits(z, given)


@pytest.mark.parametrize("chosen", variants(), ids=name_of)
def test_straight_is_what_leaves_every_number_alone(chosen: Activation) -> None:
    z = np.linspace(-9, 9, 181).reshape(1, -1)
    unchanged = bool((chosen.function(z) == z).all())
    assert chosen.straight == unchanged == (chosen in STRAIGHT)
    assert not unchanged or (chosen.derivative(z, z) == 1).all()


@pytest.mark.parametrize("chosen", [each for each in variants() if each.flat_sides], ids=name_of)
def test_no_derivative_is_negative_where_a_side_is_flat(chosen: Activation) -> None:
    z = np.linspace(-9, 9, 721)
    assert (chosen.derivative(z, chosen.function(z)) >= 0).all()


def test_softmax_has_no_elementwise_derivative() -> None:
    z = np.zeros((2, 3))
    with pytest.raises(TypeError, match="Jacobian"):
        activation("softmax").derivative_program(z, z, z)
