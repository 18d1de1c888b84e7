"""The worksheet: without anything written onto it, it is the engine's trace, bit for bit."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.analysis.case import Case
from app.engine.analysis.passes import trace
from app.engine.network.losses import Loss
from app.engine.network.network import Batch, Network
from app.practice.sheet.sheet import RULES, Sheet
from app.practice.sheet.symbols import formula, symbol
from app.practice.sheet.uncertainty import uncertainty
from tests.engine.analysis.test_properties import ALL, thorough
from tests.engine.helpers import cases as reference_cases
from tests.engine.helpers import from_request
from tests.practice.helpers import make_case, outer, right, summed, traced


@given(drawn=ALL, reduction=st.sampled_from(["mean", "sum"]), one=st.booleans())
@thorough
def test_an_empty_sheet_is_the_trace(drawn: tuple[Network, Batch, Loss], reduction: Any, one: bool) -> None:
    example = len(drawn[1].inputs) - 1 if one else None
    case = Case(*drawn, reduction, example)
    sheet, expected = Sheet(case), trace(case)
    for layer in range(case.top, 0, -1):
        for quantity in RULES:
            if case.has(quantity, layer):
                array = getattr(expected.layers[layer - 1], quantity)
                np.testing.assert_array_equal(sheet.value(quantity, layer), array)
    assert not sheet.used


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("reference", reference_cases(), ids=lambda case: case["name"])
def test_in_either_precision(reference: dict[str, Any], dtype: type[np.floating[Any]]) -> None:
    network, batch, loss = from_request(reference["request"])
    case = Case(network, Batch(batch.inputs.astype(dtype), batch.targets.astype(dtype)), loss)
    expected = traced(case)
    for layer in range(1, case.top + 1):
        for quantity in RULES:
            if case.has(quantity, layer):
                array = getattr(expected.layers[layer - 1], quantity)
                np.testing.assert_array_equal(Sheet(case).value(quantity, layer), array)


def test_what_is_written_is_taken_as_it_stands_and_what_follows_follows() -> None:
    case = make_case([3, 4, 2], 3)
    delta = np.ones((3, 2))
    sheet = Sheet(case).with_given(("delta", 2), delta)
    np.testing.assert_array_equal(sheet.value("preactivation", 2), right(case, "preactivation", 2))
    assert not sheet.used
    np.testing.assert_allclose(sheet.value("weight_gradient", 2), outer(case, delta, right(case, "activation", 1)))
    np.testing.assert_allclose(sheet.value("bias_gradient", 2), summed(case, delta))
    below = delta @ case.layer(2).weights * right(case, "derivative", 1)
    np.testing.assert_allclose(sheet.value("delta", 1), below)
    np.testing.assert_allclose(sheet.value("weight_gradient", 1), outer(case, below, case.batch.inputs))
    assert sheet.used == {("delta", 2)}


def test_forward_quantities_carry_into_backward_ones() -> None:
    case = make_case([3, 4, 2], 3)
    preactivation = right(case, "preactivation", 1) + 1
    sheet = Sheet(case, {("preactivation", 1): preactivation})
    np.testing.assert_allclose(sheet.value("activation", 1), np.tanh(preactivation))
    np.testing.assert_allclose(sheet.value("derivative", 1), 1 - np.tanh(preactivation) ** 2)
    assert not np.allclose(sheet.value("delta", 2), right(case, "delta", 2))
    squares = make_case([2, 2], 1, "mean_squared_error")
    signal = Sheet(squares, {("derivative", 1): np.full((1, 2), 7.0)}).value("delta", 1)
    np.testing.assert_allclose(signal, 7 * (right(squares, "activation", 1) - squares.batch.targets))


def test_there_are_layers_from_one_and_a_softmax_has_no_derivative() -> None:
    case = make_case([3, 4, 2], 3)
    assert case.has("derivative", 1)
    assert not any(case.has(*place) for place in [("derivative", 2), ("delta", 0), ("delta", 3), ("loss", 1)])


def test_symbols_and_formulas() -> None:
    case, alone = make_case([3, 4, 2], 3), make_case([3, 4, 2], 1, "mean_squared_error")
    assert symbol("weight_gradient", 12, 12) == "∇W⁽¹¹⁾"
    assert formula(case, "preactivation", 1) == "W⁽⁰⁾ z⁽⁰⁾ + b⁽⁰⁾"
    assert formula(case, "activation", 2) == "φ(z̃⁽²⁾)"
    assert formula(case, "derivative", 1) == "φ′(z̃⁽¹⁾)"
    assert formula(case, "delta", 2) == "ŷ − y"
    assert formula(case, "delta", 1) == "(W⁽¹⁾ᵀ δ⁽²⁾) ⊙ φ′(z̃⁽¹⁾)"
    assert formula(case, "weight_gradient", 2) == "the mean of δ⁽²⁾ z⁽¹⁾ᵀ over the examples"
    assert formula(make_case([2, 2], 2, reduction="sum"), "bias_gradient", 1) == "the sum of δ⁽¹⁾ over the examples"
    assert formula(make_case([2, 2], 2, example=1), "bias_gradient", 1) == "δ⁽¹⁾ of example 1"
    assert formula(alone, "delta", 2) == "(2/2) (ŷ − y) ⊙ φ′(z̃⁽²⁾)"
    assert formula(alone, "bias_gradient", 2) == "δ⁽²⁾"


@pytest.mark.parametrize("loss", ["cross_entropy", "binary_cross_entropy", "mean_squared_error"])
def test_uncertainty_covers_another_order_of_summation(loss: str) -> None:
    """The same network with its units in another order: sums round differently, within what is allowed for."""
    case = make_case([40, 50, 60, 5], 30, loss, seed=8)
    shuffled = make_case([40, 50, 60, 5], 30, loss, seed=8)
    order = np.random.default_rng(0).permutation(50)
    layers = list(shuffled.network.layers)
    layers[0] = type(layers[0])(layers[0].weights[order], layers[0].bias[order], layers[0].activation)
    layers[1] = type(layers[1])(layers[1].weights[:, order], layers[1].bias, layers[1].activation)
    other = Case(Network(tuple(layers)), case.batch, case.loss)
    for layer in (2, 3):
        for quantity in RULES:
            if case.has(quantity, layer) and (quantity, layer) != ("weight_gradient", 2):
                allowed = uncertainty(Sheet(case), quantity, layer)
                difference = np.abs(right(other, quantity, layer) - right(case, quantity, layer))
                assert (difference <= allowed).all(), quantity
                assert (allowed <= 1e-11 * (1 + np.abs(right(case, quantity, layer)))).all(), quantity
