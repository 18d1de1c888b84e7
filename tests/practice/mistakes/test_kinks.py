"""φ′ at a kink taken as 1: told where a preactivation is exactly there."""

import numpy as np
import pytest

from app.engine.analysis.case import Case
from app.engine.network.activations import activation
from app.engine.network.losses import LOSSES
from app.engine.network.network import Batch, Layer, Network
from app.practice.marking import diagnosis
from app.practice.sheet.sheet import Sheet
from tests.practice.helpers import codes, diagnosed, graded, outer, right


def at_kinks(name: str, kinks: list[float], layers: int = 1) -> Case:
    """Hidden units of which the first ones are at the kinks, one is on, and one is blocked (or is on, too)."""
    bias = np.array([*kinks, 0.5, -3.0])
    hidden = [Layer(np.zeros((len(bias), 2)), bias, activation(name))]
    for _ in range(layers - 1):
        hidden.append(Layer(np.zeros((len(bias), len(bias))), bias, activation(name)))
    for layer in hidden[1:]:
        layer.weights[-1] = np.linspace(-1, 0.5, len(bias))
        layer.weights[-2] = np.linspace(0.5, 2, len(bias))
    weights = np.random.default_rng(0).normal(size=(3, len(bias)))
    top = Layer(weights, np.zeros(3), activation("softmax"))
    inputs = np.array([[0.3, -0.7], [0.1, 0.9]])
    return Case(Network((*hidden, top)), Batch(inputs, np.eye(3)[[2, 0]]), LOSSES["cross_entropy"])


@pytest.mark.parametrize(
    ("name", "kinks"), [("relu", [0.0, 0.0]), ("relu6", [0.0, 6.0]), ("hardtanh", [-1.0, 1.0])]
)
def test_relu_derivative_at_zero(name: str, kinks: list[float]) -> None:
    case = at_kinks(name, kinks)
    slope = right(case, "derivative", 1).copy()
    assert not slope[:, :2].any()
    slope[:, :2] = 1
    (seen,) = graded(case, ("derivative", 1, slope))
    assert codes(seen) == ["relu_derivative_at_zero"]
    assert seen.diagnosis[0].message == (
        "φ′ was taken as 1 where z̃⁽¹⁾ is exactly at the kink, but it is 0 there: φ′(z̃⁽¹⁾) is asked for."
    )
    delta = right(case, "delta", 2) @ case.layer(2).weights * slope
    assert diagnosed(case, "delta", 1, delta) == ["relu_derivative_at_zero"]
    gradient = outer(case, delta, case.batch.inputs)
    assert diagnosed(case, "weight_gradient", 1, gradient) == ["relu_derivative_at_zero"]
    assert diagnosed(case, "delta", 1, right(case, "delta", 2) @ case.layer(2).weights) == [
        "activation_derivative_missing"
    ]


def test_in_all_layers_at_once() -> None:
    case = at_kinks("relu", [0.0, 0.0], layers=2)
    slopes = [np.where(right(case, "preactivation", m) == 0, 1.0, right(case, "derivative", m)) for m in (1, 2)]
    delta = right(case, "delta", 3) @ case.layer(3).weights * slopes[1]
    assert diagnosed(case, "delta", 2, delta) == ["relu_derivative_at_zero"]
    delta = delta @ case.layer(2).weights * slopes[0]
    assert diagnosed(case, "delta", 1, delta) == ["relu_derivative_at_zero"]
    gradient = outer(case, delta, case.batch.inputs)
    assert diagnosed(case, "weight_gradient", 1, gradient) == ["relu_derivative_at_zero"]


def test_where_a_missing_derivative_gives_the_same_both_are_told() -> None:
    case = at_kinks("relu", [0.0, 0.0])
    case.layer(1).bias[-1] = 2.0
    values = Sheet(case).backpropagated(1)
    assert diagnosed(case, "delta", 1, values) == ["activation_derivative_missing", "relu_derivative_at_zero"]


@pytest.mark.parametrize(("most", "told"), [(2, 2), (1, 0)])
def test_of_too_many_alternatives_nothing_is_told(monkeypatch: pytest.MonkeyPatch, most: int, told: int) -> None:
    case = at_kinks("relu", [0.0, 0.0])
    case.layer(1).bias[-1] = 2.0
    assert diagnosis.MOST_ALTERNATIVES == 4
    monkeypatch.setattr(diagnosis, "MOST_ALTERNATIVES", most)
    assert len(diagnosed(case, "delta", 1, Sheet(case).backpropagated(1))) == told
