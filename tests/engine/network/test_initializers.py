"""Initializers: each row's distribution, the independence of the streams, and what is refused."""

from collections.abc import Callable
from math import sqrt

import numpy as np
import pytest
from numpy.random import default_rng

from app.engine.arrays import Array
from app.engine.network.initializers import (
    ASYMMETRIC_DEVIATION,
    INITIALIZERS,
    initialize,
    initialize_bias,
    initialize_layer,
    layer_generators,
)

NAMES = list(INITIALIZERS)
RANDOM = [name for name in NAMES if name not in ("zeros", "constant")]
FOR_BIAS = [name for name in NAMES if INITIALIZERS[name].for_bias]

# The width of the layer above and below, so that fan_in, fan_out and their sum all differ.
UNITS, FAN_IN = 240, 400

# (name, expected standard deviation, bound of a uniform distribution or None)
DISTRIBUTIONS = [
    ("normal", 1.0, None),
    ("uniform", 1 / sqrt(3), 1.0),
    ("glorot_normal", sqrt(2 / 640), None),
    ("glorot_uniform", sqrt(2 / 640), sqrt(6 / 640)),
    ("he_normal", sqrt(2 / 400), None),
    ("he_uniform", sqrt(2 / 400), sqrt(6 / 400)),
    ("lecun_normal", sqrt(1 / 400), None),
]


def kurtosis(values: Array) -> float:
    """3 for a normal distribution, 1.8 for a uniform one."""
    return float(np.mean(values**4) / np.mean(values**2) ** 2)


@pytest.mark.parametrize(("name", "deviation", "bound"), DISTRIBUTIONS)
@pytest.mark.parametrize("scale", [1.0, 2.5])
def test_weights_have_their_distribution(name: str, deviation: float, bound: float | None, scale: float) -> None:
    weights = initialize(name, default_rng(0), UNITS, FAN_IN, scale=scale)
    assert weights.shape == (UNITS, FAN_IN)
    assert np.std(weights) == pytest.approx(scale * deviation, rel=0.02)
    assert abs(np.mean(weights)) < 5 * scale * deviation / sqrt(weights.size)
    if bound is None:
        assert kurtosis(weights) == pytest.approx(3.0, abs=0.1)
    else:
        assert kurtosis(weights) == pytest.approx(1.8, abs=0.05)
        assert 0.99 * scale * bound < np.abs(weights).max() <= scale * bound


@pytest.mark.parametrize(("name", "deviation", "bound"), DISTRIBUTIONS)
def test_bias_uses_the_fans_of_its_layer(name: str, deviation: float, bound: float | None) -> None:
    biases = [initialize_bias(name, default_rng(seed), UNITS, FAN_IN) for seed in range(40)]
    assert biases[0].shape == (UNITS,)
    assert np.std(biases) == pytest.approx(deviation, rel=0.05)


def test_zeros_and_constant_are_what_they_say() -> None:
    rng = default_rng(0)
    np.testing.assert_array_equal(initialize("zeros", rng, 2, 3, scale=5.0), np.zeros((2, 3)))
    np.testing.assert_array_equal(initialize("constant", rng, 2, 3, scale=-0.25), np.full((2, 3), -0.25))
    np.testing.assert_array_equal(initialize_bias("constant", rng, 2, 3), [1.0, 1.0])


@pytest.mark.parametrize(("units", "fan_in"), [(5, 5), (4, 7), (7, 4), (1, 6), (6, 1), (1, 1)])
def test_orthogonal_rows_or_columns_are_orthonormal(units: int, fan_in: int) -> None:
    weights = initialize("orthogonal", default_rng(1), units, fan_in, scale=3.0) / 3.0
    gram = weights @ weights.T if units <= fan_in else weights.T @ weights
    np.testing.assert_allclose(gram, np.eye(min(units, fan_in)), atol=1e-14)


def test_orthogonal_is_uniform_over_the_rotations_and_reflections() -> None:
    rng = default_rng(2)
    draws = np.array([initialize("orthogonal", rng, 2, 2) for _ in range(4000)])
    assert np.abs(draws.mean(axis=0)).max() < 0.05
    assert np.mean(np.linalg.det(draws) > 0) == pytest.approx(0.5, abs=0.05)
    assert np.mean(draws[:, 0, 0] > 0) == pytest.approx(0.5, abs=0.05)


def test_orthogonal_bias_is_a_vector_of_the_length_of_its_scale() -> None:
    assert np.linalg.norm(initialize_bias("orthogonal", default_rng(0), 9, 4, scale=2.0)) == pytest.approx(2.0)


def test_randomized_asymmetric_replaces_one_entry_of_each_row() -> None:
    """With σ = 0.6007 / 20 = 0.03 the entry from Beta(2, 1), two thirds in the mean, stands out of its row."""
    weights, bias = initialize_layer("randomized_asymmetric", layer_generators(0, 1)[0], 20_000, FAN_IN)
    rows = np.column_stack([weights, bias])
    largest = np.take_along_axis(rows, rows.argmax(axis=1)[:, None], axis=1)[:, 0]
    assert largest.max() <= 1
    assert np.mean(largest) == pytest.approx(2 / 3, abs=0.01)
    assert np.mean(largest < 0.5) == pytest.approx(0.25, abs=0.02), "P(Beta(2, 1) < ½) = ¼"
    others = np.sort(rows, axis=1)[:, :-1]
    assert np.std(others) == pytest.approx(ASYMMETRIC_DEVIATION / sqrt(FAN_IN), rel=0.02)
    position = np.bincount(rows.argmax(axis=1), minlength=FAN_IN + 1)
    assert position.min() > 0, "every column, the bias included, is chosen"
    assert position[-1] / len(rows) == pytest.approx(1 / (FAN_IN + 1), rel=0.7)


def test_randomized_asymmetric_scale_multiplies_weights_and_bias() -> None:
    plain, scaled = (
        initialize_layer("randomized_asymmetric", layer_generators(3, 1)[0], 4, 3, scale=scale)
        for scale in (1.0, 2.0)
    )
    np.testing.assert_array_equal(scaled[0], 2 * plain[0])
    np.testing.assert_array_equal(scaled[1], 2 * plain[1])
    alone = initialize("randomized_asymmetric", layer_generators(3, 1)[0].weights, 4, 3)
    np.testing.assert_array_equal(alone, plain[0])


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_numbers_and_single_precision_their_rounding(name: str) -> None:
    single, double, again = (
        initialize_layer(name, layer_generators(7, 2)[1], 5, 3, dtype=dtype)
        for dtype in (np.float32, np.float64, np.float64)
    )
    for rounded, exact, repeated in zip(single, double, again, strict=True):
        np.testing.assert_array_equal(exact, repeated)
        assert rounded.dtype == np.float32
        np.testing.assert_array_equal(rounded, exact.astype(np.float32))


@pytest.mark.parametrize("name", RANDOM)
def test_layers_weights_and_biases_have_streams_of_their_own(name: str) -> None:
    draws = [
        draw.tobytes()
        for seed in (0, 1)
        for layer in layer_generators(seed, 3)
        for draw in (initialize(name, layer.weights, 3, 3), initialize("normal", layer.bias, 3, 3))
    ]
    assert len(set(draws)) == len(draws)


def test_a_layer_keeps_its_numbers_when_others_change() -> None:
    alone = initialize("he_normal", layer_generators(5, 2)[1].weights, 4, 3)
    streams = layer_generators(5, 6)
    initialize_layer("orthogonal", streams[0], 9, 9, bias_name="normal")
    initialize("normal", streams[1].bias, 50, 50)
    np.testing.assert_array_equal(initialize("he_normal", streams[1].weights, 4, 3), alone)


@pytest.mark.parametrize("name", [name for name in FOR_BIAS if name != "orthogonal"])
def test_a_further_unit_leaves_the_pattern_of_the_others(name: str) -> None:
    small, large = (initialize(name, default_rng(4), units, 6) for units in (3, 4))
    ratio = large[:3][small != 0] / small[small != 0]
    np.testing.assert_allclose(ratio, ratio[:1].repeat(ratio.size))


def test_bias_is_zero_unless_named() -> None:
    layer = layer_generators(0, 1)[0]
    np.testing.assert_array_equal(initialize_layer("he_normal", layer, 3, 2)[1], np.zeros(3))
    bias = initialize_layer("he_normal", layer, 3, 2, bias_name="constant", bias_scale=-2.0)[1]
    np.testing.assert_array_equal(bias, [-2.0] * 3)


def test_draw_out_of_range_is_infinite_without_a_warning() -> None:
    with np.errstate(all="raise"):
        double = initialize("normal", default_rng(0), 9, 9, scale=1.7e308)
        single = initialize_bias("constant", default_rng(0), 2, 2, scale=-1e39, dtype=np.float32)
    assert np.isinf(double).any()
    np.testing.assert_array_equal(single, [-np.inf, -np.inf])


def test_rows_are_fit_for_a_menu() -> None:
    for name, row in INITIALIZERS.items():
        assert row.name == name
        assert row.formula
        assert row.source
        assert row.scale in (None, "value", "standard deviation", "half-width", "gain")
        assert (row.scale is None) == (name == "zeros")
    assert [name for name in NAMES if not INITIALIZERS[name].for_bias] == ["randomized_asymmetric"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: initialize("xavier", default_rng(0), 2, 2), 'expected one of zeros, .*; got "xavier"'),
        (lambda: initialize("he_normal", default_rng(0), 0, 2), "at least one unit and one input; got 0 and 2"),
        (lambda: initialize("he_normal", default_rng(0), 2, 0), "at least one unit and one input; got 2 and 0"),
        (lambda: initialize("constant", default_rng(0), 2, 2, scale=np.inf), "a finite scale; got ∞"),
        (lambda: initialize("normal", default_rng(0), 2, 2, scale=-1.0), "a finite scale of at least 0; got −1"),
        (
            lambda: initialize_bias("randomized_asymmetric", default_rng(0), 2, 2),
            "cannot initialise a bias alone",
        ),
        (
            lambda: initialize_layer("randomized_asymmetric", layer_generators(0, 1)[0], 2, 2, bias_name="zeros")[
                0
            ],
            'takes no bias initializer, got "zeros"',
        ),
        (
            lambda: initialize_layer("zeros", layer_generators(0, 1)[0], 2, 2, bias_name="nought")[0],
            'expected one of zeros, .*; got "nought"',
        ),
        (lambda: initialize("zeros", layer_generators(-1, 1)[0].weights, 2, 2), "non-negative"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(call: Callable[[], Array], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
