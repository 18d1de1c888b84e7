"""The decision surface and the hinge lines of the first layer, against the network asked point by point."""

from typing import Any

import numpy as np
import pytest

from app.engine.analysis import surface as module
from app.engine.analysis.passes import affine, forward
from app.engine.analysis.surface import Box, Surface, box, surface
from app.engine.arrays import Array, Flags
from app.engine.network.activations import activation
from app.engine.network.network import Layer, Network
from tests.engine.helpers import make_layer, random_network

SQUARE = Box(np.array([-1.0, -1.0]), np.array([1.0, 1.0]))


def of_one_layer(weights: Any, bias: Any, name: str, **parameters: float) -> Surface:
    """The surface of a single layer, with nobody dead."""
    network = Network((make_layer(weights, bias, name, **parameters),))
    return surface(network, SQUARE, 3, np.zeros(len(weights), dtype=bool))


def test_the_box_has_a_margin_of_a_tenth() -> None:
    found = box(np.array([[0.0, 5.0], [10.0, -5.0], [3.0, 0.0]]))
    assert found.lowest.tolist() == [-1, -6]
    assert found.highest.tolist() == [11, 6]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("value", [0.0, 7.0, -1e9, 1e30])
def test_a_side_without_length_gets_some(dtype: Any, value: float) -> None:
    found = box(np.array([[value, 1.0], [value, 3.0]], dtype=dtype))
    assert dtype(found.lowest[0]) < dtype(value) < dtype(found.highest[0])
    if abs(value) < 100:
        assert (found.lowest[0], found.highest[0]) == (value - 1, value + 1)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_box_as_wide_as_numbers_go_stays_finite(dtype: Any) -> None:
    largest = np.finfo(dtype).max
    found = box(np.array([[-largest, 0], [largest, 1]], dtype=dtype))
    assert (found.lowest[0], found.highest[0]) == (-largest, largest)
    layers = (Layer(np.eye(2, dtype=dtype), np.zeros(2, dtype=dtype), activation("relu")),)
    seen = surface(Network(layers), found, 3, np.zeros(2, dtype=bool))
    assert seen.x.tolist() == [-largest, 0, largest]
    assert np.isfinite(seen.values).all()
    assert [len(hinge.segments) for hinge in seen.hinges] == [1, 1]


@pytest.mark.parametrize("at_once", [1, 50, 2**20])
def test_values_and_classes_are_those_of_each_point_alone(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(module, "AT_ONCE", at_once)
    network = random_network(np.random.default_rng(3), [2, 6, 5, 3], "relu", "softmax")
    found = surface(network, SQUARE, 7, np.zeros(6, dtype=bool))
    assert np.abs(np.array([found.x, found.y]) - np.linspace(-1, 1, 7)).max() < 1e-15
    assert found.classes is not None
    for row, y in enumerate(found.y):
        for column, x in enumerate(found.x):
            prediction = forward(network, np.array([[x, y]]))[1][-1][0]
            assert found.values[row, column] == pytest.approx(prediction.max(), rel=1e-14)
            assert found.classes[row, column] == prediction.argmax()
    assert len(np.unique(found.classes)) > 1


def test_one_output_is_its_own_value() -> None:
    found = of_one_layer([[1, 10]], [0.5], "identity")
    assert found.classes is None
    assert found.values.tolist() == [[-10.5, -9.5, -8.5], [-0.5, 0.5, 1.5], [9.5, 10.5, 11.5]]


def test_float32_is_asked_at_the_points_that_are_told() -> None:
    rng = np.random.default_rng(1)
    network = random_network(rng, [2, 4, 2], "tanh", "softmax")
    narrow = Network(
        tuple(
            Layer(la.weights.astype(np.float32), la.bias.astype(np.float32), la.activation) for la in network.layers
        )
    )
    found = surface(narrow, box(rng.normal(size=(9, 2)).astype(np.float32)), 4, np.zeros(4, dtype=bool))
    assert {array.dtype for array in (found.x, found.y, found.values)} == {np.dtype(np.float64)}
    point = np.array([[found.x[1], found.y[2]]], dtype=np.float32)
    assert point.astype(np.float64).tolist() == [[found.x[1], found.y[2]]]
    assert found.values[2, 1] == pytest.approx(forward(narrow, point)[1][-1].max(), rel=1e-6)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e308])
@pytest.mark.parametrize("name", ["softmax", "relu", "tanh"])
def test_numbers_that_leave_the_range_are_kept(value: float, name: str) -> None:
    network = Network((make_layer([[value, 1], [1, value]], [0, 0], "relu"), make_layer(np.eye(2), None, name)))
    found = surface(network, SQUARE, 3, np.zeros(2, dtype=bool))
    assert found.classes is not None
    unknown = np.isnan(found.values)
    assert (np.isnan(found.classes) == unknown).all()
    assert np.isin(found.classes[~unknown], [0, 1]).all()
    for hinge in found.hinges:
        assert np.isfinite(np.array(hinge.segments)).all()


def test_hinges_of_lines_that_are_easily_drawn() -> None:
    found = of_one_layer(
        [[1, 0], [0, 2], [1, 1], [1, -1], [1, 1], [0, 0], [1, 0]], [0.5, 1, 0, 0, -3, 0, -1], "relu"
    )
    segments = [hinge.segments for hinge in found.hinges]
    assert segments[0] == [[[-0.5, -1], [-0.5, 1]]]
    assert segments[1] == [[[-1, -0.5], [1, -0.5]]]
    assert segments[2] == [[[-1, 1], [1, -1]]]
    assert segments[3] == [[[-1, -1], [1, 1]]]
    assert segments[4] == []
    assert segments[5] == []
    assert segments[6] == [[[1, -1], [1, 1]]]
    assert [hinge.unit for hinge in found.hinges] == list(range(7))


@pytest.mark.parametrize(
    ("name", "parameters", "kinks"),
    [
        ("relu6", {}, [0, 6]),
        ("hardtanh", {}, [-1, 1]),
        ("leaky_relu", {"negative_slope": 1.0}, [0]),
        ("tanh", {}, [0]),
    ],
)
def test_each_kink_has_a_line_and_a_smooth_unit_the_line_of_zero(
    name: str, parameters: dict[str, float], kinks: list[float]
) -> None:
    found = of_one_layer([[10, 0]], [0], name, **parameters)
    assert [segment[0][0] for segment in found.hinges[0].segments] == pytest.approx([kink / 10 for kink in kinks])


def test_dead_units_are_told_as_they_are_given() -> None:
    network = random_network(np.random.default_rng(0), [2, 3, 1], "relu", "identity")
    found = surface(network, SQUARE, 2, np.array([False, True, False]))
    assert [hinge.dead for hinge in found.hinges] == [False, True, False]


@pytest.mark.parametrize("size", [1e-150, 1.0, 1e12, 1e306])
@pytest.mark.parametrize("flat", [1e-9, 1.0, 40.0])
@pytest.mark.parametrize("name", ["relu", "relu6", "hardtanh", "tanh"])
def test_hinges_are_where_the_preactivation_is_the_kink(size: float, flat: float, name: str) -> None:
    """On boxes of any size and shape: at both ends z̃ = k, both ends are on the border, and no line is missed."""
    rng = np.random.default_rng(12)
    within = Box(size * np.array([-1.0, -1.0 * flat]), size * np.array([2.0, 1.5 * flat]))
    weights = rng.normal(size=(40, 2)) / size
    layer = make_layer(weights, rng.normal(size=40), name)
    found = surface(Network((layer,)), within, 2, np.zeros(40, dtype=bool))
    kinks = layer.activation.kinks or (0.0,)
    corners = np.array([(x, y) for x in (found.x[0], found.x[-1]) for y in (found.y[0], found.y[-1])])
    at_corners = affine(layer, corners)
    for hinge in found.hinges:
        signs = [at_corners[:, hinge.unit] - kink for kink in kinks]
        crossed = [kink for kink, sign in zip(kinks, signs, strict=True) if sign.min() < 0 < sign.max()]
        assert len(hinge.segments) == len(crossed)
        for segment, kink in zip(hinge.segments, crossed, strict=True):
            ends = np.array(segment)
            assert np.abs(affine(layer, ends)[:, hinge.unit] - kink).max() < 1e-13 * (1 + np.abs(at_corners).max())
            assert on_border(ends, within).all()
            assert (ends >= within.lowest).all()
            assert (ends <= within.highest).all()
    assert any(hinge.segments for hinge in found.hinges)


def on_border(ends: Array, within: Box) -> Flags:
    """Is each of the points on the border of the box?"""
    side = within.highest - within.lowest
    near = np.minimum(np.abs(ends - within.lowest), np.abs(within.highest - ends)) <= 1e-12 * side
    border: Flags = np.logical_or.reduce(near, axis=1)
    return border


def test_other_than_two_inputs_are_refused() -> None:
    with pytest.raises(ValueError, match="expected 2 inputs; got 3"):
        box(np.zeros((4, 3)))
    network = random_network(np.random.default_rng(0), [1, 2], "relu", "softmax")
    with pytest.raises(ValueError, match="expected a network of 2 inputs; got 1"):
        surface(network, SQUARE, 3, np.zeros(2, dtype=bool))
