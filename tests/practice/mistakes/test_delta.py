"""Mistakes in δ where what comes back is infinite: on a flat side φ′ = 0 is a mask there too."""

import numpy as np

from app.engine.analysis.case import Case
from app.engine.network.activations import activation
from app.engine.network.losses import LOSSES
from app.engine.network.network import Batch, Layer, Network
from app.practice.sheet.sheet import Sheet
from tests.practice.helpers import diagnosed, right


def with_infinity() -> Case:
    """Two layers of three rectified units: what comes back to the first one is infinite at unit 0, which is off."""
    relu, identity = activation("relu"), activation("identity")
    first = Layer(np.zeros((3, 1)), np.array([-1.0, 1.0, 1.0]), relu)
    weights = np.array([[0.0, 0.0, 0.0], [1e308, 0.5, 0.25], [0.0, 0.125, 0.0]])
    second = Layer(weights, np.array([-1.0, 1.0, -1.0]), relu)
    top = Layer(np.array([[1.0, 1.0, 1.0]]), np.zeros(1), identity)
    return Case(
        Network((first, second, top)), Batch(np.ones((1, 1)), np.full((1, 1), -9.0)), LOSSES["mean_squared_error"]
    )


def test_a_mistaken_derivative_masks_what_comes_back() -> None:
    case = with_infinity()
    with np.errstate(over="ignore", invalid="ignore"):
        back, delta = Sheet(case).backpropagated(1), right(case, "delta", 1)
    assert np.isposinf(back[0, 0])
    assert np.isfinite(delta).all()
    assert Sheet(case).value("derivative", 2).tolist() == [[0, 1, 0]]
    assert diagnosed(case, "delta", 1, [[0, back[0, 1], 0]]) == ["mask_of_wrong_layer"]
