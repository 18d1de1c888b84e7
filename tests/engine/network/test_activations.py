"""Every row of the activation table: derivative, precision at the ends of the range, flat sides, minimum."""

import math

import numpy as np
import pytest

from app.engine.arrays import Array
from app.engine.network.activations import ACTIVATIONS, Activation, activation

ELEMENTWISE = [name for name, row in ACTIVATIONS.items() if row.elementwise]
KINKS = (-1.0, 0.0, 1.0, 6.0)


def apply(chosen: Activation, z: Array) -> tuple[Array, Array]:
    a = chosen.function(z)
    return a, chosen.derivative(z, a)


def variants(name: str) -> list[Activation]:
    """The activation with its defaults, and with other parameters where it has some."""
    row = ACTIVATIONS[name]
    return [activation(name)] + [activation(name, **{p.name: 0.3}) for p in row.parameters]


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_derivative_is_the_central_difference(name: str) -> None:
    z = np.linspace(-8, 8, 331)
    z = z[np.min(np.abs(z[:, None] - np.array(KINKS)), axis=1) > 1e-3]
    step = 1e-5
    for chosen in variants(name):
        numeric = (chosen.function(z + step) - chosen.function(z - step)) / (2 * step)
        assert np.abs(numeric - apply(chosen, z)[1]).max() < 1e-8


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_both_precisions_keep_their_dtype_and_agree(name: str) -> None:
    z = np.linspace(-6.5, 6.5, 261)
    z = z[np.min(np.abs(z[:, None] - np.array(KINKS)), axis=1) > 1e-3]
    chosen = activation(name)
    single, single_derivative = apply(chosen, z.astype(np.float32))
    assert single.dtype == single_derivative.dtype == np.float32
    double, double_derivative = apply(chosen, z)
    assert double.dtype == double_derivative.dtype == np.float64
    assert np.abs(single - double).max() < 1e-5
    assert np.abs(single_derivative - double_derivative).max() < 1e-5


@pytest.mark.parametrize("name", ELEMENTWISE)
@pytest.mark.parametrize("extreme", [1e3, 1e9, 1e200, 1e308])
def test_extreme_preactivations_give_no_nan(name: str, extreme: float) -> None:
    with np.errstate(all="ignore"):
        value, derivative = apply(activation(name), np.array([-extreme, extreme]))
    assert not np.isnan(value).any()
    assert np.isfinite(derivative).all()


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_nan_stays_nan(name: str) -> None:
    value, derivative = apply(activation(name), np.array([np.nan]))
    assert np.isnan(value).all()
    assert np.isnan(derivative).all()


@pytest.mark.parametrize(
    ("name", "kink", "derivative"),
    [
        ("relu", 0, 0),
        ("relu6", 0, 0),
        ("relu6", 6, 0),
        ("hardtanh", -1, 0),
        ("hardtanh", 1, 0),
        ("leaky_relu", 0, 0.01),
    ],
)
def test_derivative_at_a_kink_is_that_of_the_flat_or_negative_side(
    name: str, kink: float, derivative: float
) -> None:
    assert apply(activation(name), np.array([float(kink), -0.0 + kink]))[1].tolist() == [derivative] * 2


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_flat_sides_are_flat_and_nothing_else_is(name: str) -> None:
    sides = activation(name).flat_sides
    z = np.linspace(-9, 9, 721)
    flat = apply(activation(name), z)[1] == 0
    if sides is None:
        assert not flat.any()
    else:
        assert (flat == ((z <= sides[0]) | (z >= sides[1]))).all()


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_the_derivative_jumps_at_the_kinks_and_nowhere_else(name: str) -> None:
    z, step = np.arange(-9.0, 9.0, 0.125), 1e-9
    smooth = [activation(name, **ACTIVATIONS[name].smooth_with)] if ACTIVATIONS[name].smooth_with else []
    assert not any(chosen.kinks for chosen in smooth)
    for chosen in [*variants(name), *smooth]:
        jump = np.abs(apply(chosen, z + step)[1] - apply(chosen, z - step)[1]) > 1e-3
        assert z[jump].tolist() == list(chosen.kinks)


def test_leaky_relu_without_slope_has_the_flat_side_of_relu() -> None:
    assert activation("leaky_relu", negative_slope=0).flat_sides == activation("relu").flat_sides


@pytest.mark.parametrize("name", [name for name in ELEMENTWISE if ACTIVATIONS[name].interior_minimum is not None])
def test_interior_minimum_is_where_the_function_turns(name: str) -> None:
    minimum = ACTIVATIONS[name].interior_minimum
    assert minimum is not None
    value, derivative = apply(activation(name), np.array([minimum]))
    assert abs(derivative[0]) < 1e-9
    assert value[0] <= activation(name).function(np.linspace(-20, 20, 4001)).min() + 1e-15


@pytest.mark.parametrize("name", [name for name in ELEMENTWISE if ACTIVATIONS[name].interior_minimum is None])
def test_the_others_never_fall(name: str) -> None:
    value = activation(name).function(np.linspace(-20, 20, 4001))
    assert (np.diff(value) >= 0).all()


def test_gelu_and_tanh_keep_relative_precision_in_the_tail() -> None:
    z = -6.0
    assert activation("gelu").function(np.array([z]))[0] == pytest.approx(
        0.5 * z * math.erfc(-z / math.sqrt(2)), rel=1e-13
    )
    derivative = apply(activation("tanh"), np.array([20.0]))[1][0]
    assert derivative == pytest.approx(4 * math.exp(-40), rel=1e-12)


def test_softmax_sums_to_one_and_takes_huge_logits() -> None:
    value = activation("softmax").function(np.array([[1000.0, 0.0, -1000.0], [1.0, 1.0, 1.0]]))
    assert value.sum(axis=1).tolist() == pytest.approx([1, 1])
    assert value[0].tolist() == [1, 0, 0]
    with pytest.raises(TypeError, match="Jacobian"):
        activation("softmax").derivative(value, value)


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("swish", {}, "expected one of relu"),
        ("relu", {"slope": 1.0}, "relu takes no parameter"),
        ("leaky_relu", {"slope": 1.0}, "expected negative_slope"),
        ("leaky_relu", {"negative_slope": -0.1}, "at least 0"),
        ("leaky_relu", {"negative_slope": math.nan}, "at least 0"),
        ("elu", {"alpha": 0.0}, "more than 0"),
        ("elu", {"alpha": math.inf}, "finite"),
    ],
)
def test_unknown_names_and_values_are_refused(name: str, parameters: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        activation(name, **parameters)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_range_is_that_of_the_values(name: str) -> None:
    """Nothing sampled lies outside; an end is met where it is given, and neared but not met where it is not."""
    minimum = ACTIVATIONS[name].interior_minimum or 0.0
    near, far = np.append(np.linspace(-10, 10, 20_001), minimum), np.array([-1e8, 1e8])
    for chosen in [*variants(name), *([activation(name, negative_slope=0)] if name == "leaky_relu" else [])]:
        inside, ends = (
            chosen.function(np.stack([z, -z], axis=-1) if name == "softmax" else z) for z in (near, far)
        )
        found = chosen.range
        assert inside.min() >= found.low
        assert inside.max() <= found.high
        for end, given, values in (
            (found.low, found.low_given, np.minimum(inside.min(), ends)),
            (found.high, found.high_given, np.maximum(inside.max(), ends)),
        ):
            assert bool(np.any(inside == end)) == given
            if math.isinf(end):
                assert np.abs(values).max() > 1e5
            else:
                assert np.abs(values - end).min() < 1e-7
