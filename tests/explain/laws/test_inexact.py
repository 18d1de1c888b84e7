"""Which numbers are printed after = and which after ≈: what arithmetic gives exactly, and what it rounds."""

from typing import Any

import numpy as np
import pytest

from app.engine.network.activations import ACTIVATIONS
from app.engine.network.losses import LOSSES
from app.engine.network.network import Batch, Layer, Network
from app.explain.equations.atoms import Number
from app.explain.equations.writing import ONE, TWO, logarithm, minus, nearly_whole, opposite, plus
from app.explain.laws.analyzed import Analyzed
from app.explain.laws.inexact import departs
from app.explain.number.explain import explain
from app.explain.number.target import Target
from tests.engine.helpers import make_layer
from tests.explain.helpers import case_of


def squares(layers: Any, inputs: Any, targets: Any) -> Analyzed:
    batch = Batch(np.array(inputs, np.float64), np.array(targets, np.float64))
    return case_of(Network(tuple(layers)), batch, LOSSES["mean_squared_error"])


def last(case: Analyzed, *target: Any) -> str:
    return explain(case, Target(*target)).steps[-1].equation.text()


def of_one(name: str, z: float, quantity: str = "activation") -> str:
    """The last step of a lone unit."""
    return last(squares([make_layer([[z]], None, name)], [[1.0]], [[0.0]]), quantity, 1, 0, 0).partition(" ")[2]


@pytest.mark.parametrize(
    ("name", "z", "function", "derivative"),
    [
        ("relu", -3, "= 0", "= 0"),
        ("relu6", 9, "= 6", "= 0"),
        ("hardtanh", 9, "= 1", "= 0"),
        ("identity", 2, "= 2", "= 1"),
        ("elu", 2, "= 2", "= 1"),
        ("elu", -800, "≈ −1", "≈ 0"),
        ("selu", -800, "≈ −1.758", "≈ 0"),
        ("tanh", 0, "= 0", "= 1"),
        ("tanh", 400, "≈ 1", "≈ 0"),
        ("tanh", -800, "≈ −1", "≈ 0"),
        ("sigmoid", 0, "= 0.5", "= 0.25"),
        ("sigmoid", 40, "≈ 1", "≈ 4.248 × 10⁻¹⁸"),
        ("sigmoid", -800, "≈ 0", "≈ 0"),
        ("softplus", 800, "≈ 800", "≈ 1"),
        ("mish", 800, "≈ 800", "≈ 1"),
        ("gelu", -50, "≈ 0", "≈ 0"),
        ("softsign", 1, "= 0.5", "= 0.25"),
        ("softsign", 1e17, "≈ 1", "≈ 1 × 10⁻³⁴"),
        ("softsign", 1e200, "≈ 1", "≈ 0"),
    ],
)
def test_an_activation_that_only_looks_exact(name: str, z: float, function: str, derivative: str) -> None:
    assert of_one(name, z) == function
    assert of_one(name, z, "derivative") == derivative


def test_blocked_units_make_zeros_that_are_zero_and_sunken_derivatives_do_not() -> None:
    relu = squares((make_layer([[-1.0]], None, "relu"), make_layer([[1.0]], None, "tanh")), [[2.0]], [[1.0]])
    assert last(relu, "delta", 1, 0, 0) == "δ⁽¹⁾₀ = 0"
    assert last(relu, "weight_gradient", 1, None, 0, 0) == "∇W⁽⁰⁾₀,₀ = 0"
    smooth = squares(
        (make_layer([[-800.0]], None, "sigmoid"), make_layer([[1.0]], None, "identity")), [[2.0]], [[1.0]]
    )
    assert last(smooth, "delta", 1, 0, 0) == "δ⁽¹⁾₀ ≈ 0"
    assert last(smooth, "weight_gradient", 1, None, 0, 0) == "∇W⁽⁰⁾₀,₀ ≈ 0"
    assert last(smooth, "bias_gradient", 1, None, 0) == "∇b⁽⁰⁾₀ ≈ 0"
    assert last(smooth, "gradient_norm", 1) == "‖∇W⁽⁰⁾‖ ≈ 0"
    assert last(smooth, "jacobian", 1, 0, 0, 0) == "∂z⁽¹⁾₀/∂z̃⁽¹⁾₀ ≈ 0"
    assert last(smooth, "weight_gradient", 2, None, 0, 0) == "∇W⁽¹⁾₀,₀ ≈ 0"
    assert last(smooth, "loss") == "ℒ ≈ 1"


def test_an_error_that_has_been_rounded_away_and_one_that_never_was() -> None:
    rounded = squares([make_layer([[40.0]], None, "tanh")], [[1.0]], [[1.0]])
    assert last(rounded, "losses", None, 0) == "ℓ ≈ 0"
    assert last(rounded, "loss_gradient", None, 0, 0) == "∂ℓ/∂ŷ₀ ≈ 0"
    exact = squares([make_layer([[2.0]], None, "identity")], [[1.0]], [[2.0]])
    assert last(exact, "losses", None, 0) == "ℓ = 0"
    assert last(exact, "delta", 1, 0, 0) == "δ⁽¹⁾₀ = 0"
    assert last(exact, "loss_gradient", None, 0, 0) == "∂ℓ/∂ŷ₀ = 0"


def test_sums_and_products_that_the_numbers_cannot_hold() -> None:
    cancelled = squares([make_layer([[1e20, 1, -1e20]], None, "identity")], [[1, 1, 1]], [[0]])
    assert last(cancelled, "preactivation", 1, 0, 0).startswith("z̃⁽¹⁾₀ ≈ ")
    plain = squares([make_layer([[2, 1, -3]], None, "identity")], [[1, 1, 1]], [[0]])
    assert last(plain, "preactivation", 1, 0, 0) == "z̃⁽¹⁾₀ = 0"
    sunk = squares(
        (make_layer([[1e-200]], None, "identity"), make_layer([[1.0]], None, "identity")), [[1e-200]], [[0]]
    )
    assert last(sunk, "preactivation", 1, 0, 0) == "z̃⁽¹⁾₀ ≈ 0"
    assert last(sunk, "activation", 2, 0, 0) == "ŷ₀ ≈ 0"
    assert last(sunk, "losses", None, 0) == "ℓ ≈ 0"
    back = squares(
        (make_layer([[1.0]], None, "identity"), make_layer([[1e-200]], None, "identity")), [[1.0]], [[-1e-200]]
    )
    assert last(back, "delta", 1, 0, 0) == "δ⁽¹⁾₀ ≈ 0"
    assert last(back, "bias_gradient", 1, None, 0) == "∇b⁽⁰⁾₀ ≈ 0"
    gradient = squares([make_layer([[0.0]], None, "identity")], [[1e-200]], [[1e-200]])
    assert last(gradient, "weight_gradient", 1, None, 0, 0) == "∇W⁽⁰⁾₀,₀ ≈ 0"


def test_single_precision_and_what_is_not_finite() -> None:
    layer = make_layer([[40.0, 0.0]], None, "sigmoid")
    single = Layer(layer.weights.astype(np.float32), layer.bias.astype(np.float32), layer.activation)
    batch = Batch(np.ones((1, 2), np.float32), np.ones((1, 1), np.float32))
    case = case_of(Network((single,)), batch, LOSSES["mean_squared_error"])
    assert last(case, "activation", 1, 0, 0) == "ŷ₀ ≈ 1"
    assert last(case, "preactivation", 1, 0, 0) == "z̃⁽¹⁾₀ = 40"
    assert not departs(np.inf, [(1.0, 2.0)])
    assert not departs(0.0, [(np.inf, 2.0)])
    assert departs(0.0, [(1e-200, 1e-200)])


def test_a_share_is_written_so_that_its_logarithm_shows() -> None:
    assert nearly_whole(Number(0.5), 0.5).text() == "0.5"
    assert nearly_whole(Number(1 - 1e-5), 1e-5).text() == "1 − 1 × 10⁻⁵"
    assert nearly_whole(Number(1.0), 0.0).text() == "1"
    assert opposite(Number(0.25), 0.75).text() == "1 − 0.25"
    assert opposite(Number(1.0, inexact=True), 1e-17).text() == "1 × 10⁻¹⁷"
    assert float(logarithm(minus(ONE, Number(1e-20))).evaluate()) == -1e-20
    assert not plus(ONE, TWO).inexact


@pytest.mark.parametrize("name", [name for name, row in ACTIVATIONS.items() if row.elementwise])
def test_what_is_written_with_numbers_is_worth_what_it_says_far_out(name: str) -> None:
    """To 1e-9 of the result itself, however small, but where terms of about 1 cancel."""
    for z in (-40.0, -20.0, -5.0, 0.3, 20.0, 40.0):
        case = squares([make_layer([[z]], None, name)], [[1.0]], [[0.0]])
        explanation = explain(case, Target("activation", 1, 0, 0))
        cancels = name == "gelu_tanh" and z < 0
        for step in explanation.steps:
            if step.kind == "numbers" and step.equation.sides[0] is explanation.symbol and not cancels:
                assert float(step.equation.evaluate()) == pytest.approx(explanation.value, rel=1e-9, abs=0)
