"""Units that cannot do what they are there for."""

from dataclasses import replace

import numpy as np

from app.advice.advice import Advice, Facts
from app.engine.network.activations import activation
from app.engine.network.network import Layer, Network
from tests.advice.helpers import facts, numbers, said


def test_a_softmax_of_one_unit() -> None:
    found = said(facts("softmax", "cross_entropy", [[1, 2], [2, 1]], [[1], [1]]))["softmax_of_one_unit"]
    assert found.pointer == "/network/layers/0/activation"
    assert "use two units, or sigmoid with binary_cross_entropy" in found.message
    assert "softmax_of_one_unit" not in said(facts("softmax", "cross_entropy", [[1, 2], [2, 1]], np.eye(2)))
    assert "softmax_of_one_unit" not in said(facts("sigmoid", "mean_squared_error", [[1, 2], [2, 1]], [[1], [0]]))


def with_hidden(weights: object, bias: object, above: object) -> dict[str, Advice]:
    plain: Facts = numbers("identity", [1, 2, 3])
    hidden = Layer(np.array(weights, dtype=np.float64), np.array(bias, dtype=np.float64), activation("tanh"))
    rows = np.array(above, dtype=np.float64)
    output = Layer(rows, np.zeros(len(rows)), activation("identity"))
    return said(replace(plain, network=Network((hidden, output))))


def test_units_that_stay_equal() -> None:
    same = [[0.5, -1]] * 3
    found = with_hidden(same, [0, 0, 0], [[2, 2, 2]])["equal_units"]
    assert found.pointer == "/network/layers/0"
    assert "the 3 units of layer 1" in found.message
    assert with_hidden(same, [0, 0, 1], [[2, 2, 2]]) == {}
    assert with_hidden(same, [0, 0, 0], [[2, 2, 1]]) == {}
    assert with_hidden([*same[:2], [0.5, -2]], [0, 0, 0], [[2, 2, 2]]) == {}
    assert with_hidden(same[:1], [0], [[2]]) == {}
