"""The whole analysis: gradient norms at the ends of the range, and what first left the finite numbers."""

import numpy as np
import pytest

from app.engine.analysis.analysis import analyze
from app.engine.analysis.status import Status
from app.engine.network.losses import loss
from app.engine.network.network import Batch, Network, stack
from tests.engine.helpers import make_layer, random_network, random_targets

MSE = loss("mean_squared_error")


def test_the_exercise_by_hand() -> None:
    network = Network(
        (
            make_layer([[1, -1], [0.5, 0.5], [-1, 0]], None, "relu"),
            make_layer([[1, 2, 3], [-1, 1, 0]], None, "softmax"),
        )
    )
    analysis = analyze(network, Batch(np.array([[1.0, 2.0]]), np.array([[1.0, 0.0]])), loss("cross_entropy"))
    share = 1 / (1 + np.exp(-1.5))
    hidden, output = analysis.layers
    assert hidden.preactivation.tolist() == [[-1, 1.5, -1]]
    assert output.preactivation.tolist() == [[3, 1.5]]
    assert output.activation[0] == pytest.approx([share, 1 - share], abs=1e-15)
    assert output.delta[0] == pytest.approx([share - 1, 1 - share], abs=1e-15)
    expected = np.array([[0, 1.5 * (share - 1), 0], [0, 1.5 * (1 - share), 0]])
    assert output.weight_gradient == pytest.approx(expected, abs=1e-15)
    assert hidden.delta[0] == pytest.approx([0, share - 1, 0], abs=1e-15)
    assert hidden.weight_gradient[1] == pytest.approx([share - 1, 2 * (share - 1)], abs=1e-15)
    assert [Status(code).name for code in analysis.neurons[0].status] == ["DEAD", "ACTIVE", "DEAD"]
    assert analysis.accuracy == 1
    assert analysis.loss == pytest.approx(-np.log(share))


@pytest.mark.parametrize("scale", [1e-300, 1e-160, 1.0, 1e150, 1e200])
def test_gradient_norms_survive_under_and_overflow_of_their_squares(scale: float) -> None:
    network = Network((make_layer([[0.0, 0.0]], None, "identity"),))
    analysis = analyze(network, Batch(np.array([[3.0, 4.0]]), np.array([[-0.5 * scale]])), MSE)
    assert analysis.gradient_norms[0] == pytest.approx(5 * scale, rel=1e-14)
    assert analysis.non_finite is None or analysis.non_finite.quantity == "losses"


def test_the_first_quantity_that_overflows_is_named() -> None:
    squares = Network((make_layer([[1e200, 0.0]], None, "identity"),))
    fault = analyze(squares, Batch(np.array([[1.0, 1.0]]), np.array([[0.0]])), MSE).non_finite
    assert fault is not None
    assert (fault.layer, fault.quantity, fault.count) == (1, "losses", 1)
    backward = Network((make_layer([[1e-200]], None, "identity"), make_layer([[1e250]], None, "identity")))
    fault = analyze(backward, Batch(np.array([[1e50]]), np.array([[0.0]])), MSE).non_finite
    assert fault is not None
    assert (fault.layer, fault.quantity, fault.count) == (1, "delta", 1)


def test_an_overflow_on_another_example_than_the_chosen_one_is_seen() -> None:
    network = Network((make_layer([[1e200]], None, "relu"), make_layer([[1e200]], None, "identity")))
    batch = Batch(np.array([[1.0], [-1.0]]), np.array([[0.0], [0.0]]))
    fault = analyze(network, batch, MSE, example=1).non_finite
    assert fault is not None
    assert (fault.layer, fault.quantity, fault.count) == (2, "preactivation", 1)


def test_minus_infinity_behind_a_relu_is_seen() -> None:
    network = Network((make_layer([[-1e308]], None, "relu"), make_layer([[1.0]], [1.0], "identity")))
    analysis = analyze(network, Batch(np.array([[100.0], [1.0]]), np.array([[0.0], [0.0]])), MSE)
    assert analysis.non_finite is not None
    assert (analysis.non_finite.layer, analysis.non_finite.quantity) == (1, "preactivation")
    assert Status(analysis.neurons[0].status[0]) is Status.UNKNOWN


def test_large_finite_numbers_are_not_reported() -> None:
    network = Network((make_layer([[1e306], [1e306]], None, "relu"), make_layer([[0.0, 0.0]], None, "identity")))
    analysis = analyze(network, Batch(np.array([[9.0], [9.0]]), np.array([[0.0], [1.0]])), MSE)
    assert analysis.non_finite is None
    assert [Status(code).name for code in analysis.neurons[0].status] == ["STARVED", "STARVED"]


def test_finite_numbers_whose_sum_is_not_are_not_reported() -> None:
    """Each entry of ∇b⁽⁰⁾ is 1e308, and the alarm adds them up."""
    network = Network(
        (make_layer([[0.0], [0.0]], None, "identity"), make_layer([[1e154, 1e154]], None, "identity"))
    )
    analysis = analyze(network, Batch(np.ones((1, 1)), np.array([[-5e153]])), MSE)
    assert analysis.layers[0].bias_gradient == pytest.approx(1e308)
    assert analysis.non_finite is None


def test_what_overflows_below_a_softmax_is_named() -> None:
    network = Network((make_layer([[0.0]], None, "identity"), make_layer([[1.7e308], [-1.7e308]], None, "softmax")))
    batch = Batch(np.array([[10.0]]), np.array([[1.0, 0.0]]))
    fault = analyze(network, batch, loss("cross_entropy")).non_finite
    assert fault is not None
    assert (fault.layer, fault.quantity, fault.count) == (1, "weight_gradient", 1)


def test_a_stack_reports_the_first_fault_of_any_network() -> None:
    good = Network((make_layer([[1.0]], None, "identity"),))
    bad = Network((make_layer([[1e308]], None, "identity"),))
    batch = Batch(np.array([[100.0]]), np.array([[0.0]]))
    fault = analyze(stack([good, bad]), batch, MSE).non_finite
    assert fault is not None
    assert (fault.layer, fault.quantity, fault.count) == (1, "preactivation", 1)


def test_sum_is_the_mean_times_the_number_of_examples() -> None:
    rng = np.random.default_rng(0)
    network = random_network(rng, [2, 3, 2], "tanh", "softmax")
    batch = Batch(rng.normal(size=(6, 2)), random_targets(rng, loss("cross_entropy"), 6, 2))
    mean = analyze(network, batch, loss("cross_entropy"))
    total = analyze(network, batch, loss("cross_entropy"), reduction="sum")
    assert total.loss == pytest.approx(6 * mean.loss)
    for one, other in zip(mean.layers, total.layers, strict=True):
        assert np.allclose(other.weight_gradient, 6 * one.weight_gradient, rtol=1e-12)
        assert (other.delta == one.delta).all()
