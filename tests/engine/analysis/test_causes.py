"""Causes that are special come before general ones, and each is said as it is."""

from typing import Any

import numpy as np
import pytest

from app.engine.analysis.analysis import Analysis, analyze
from app.engine.analysis.causes import SOFTMAX_OF_ONE, Cause, phrase
from app.engine.analysis.status import Status
from app.engine.network.activations import activation
from app.engine.network.losses import LOSSES
from app.engine.network.network import Batch, Layer, Network
from tests.engine.helpers import make_layer

RELU = activation("relu")
OUT = make_layer([[1.0]], None, "identity")
EQUAL = "its output equals the target on every example, so that no error is left"
KINK = "at the kink, where φ′(0) = 0 by convention"


def look(layers: list[Layer], inputs: Any, targets: Any, loss: str = "mean_squared_error") -> Analysis:
    batch = Batch(np.array(inputs, dtype=np.float64), np.array(targets, dtype=np.float64))
    return analyze(Network(tuple(layers)), batch, LOSSES[loss])


Told = list[list[str | None]]


def told(layers: list[Layer], inputs: Any, targets: Any, loss: str = "mean_squared_error") -> Told:
    """The causes of each layer's units in words."""
    analysis = look(layers, inputs, targets, loss)
    return [
        [
            phrase(Cause(cause), layer.activation, lowest, highest)
            for cause, lowest, highest in zip(
                facts.cause.tolist(),
                facts.min_preactivation.tolist(),
                facts.max_preactivation.tolist(),
                strict=True,
            )
        ]
        for layer, facts in zip(layers, analysis.neurons, strict=True)
    ]


def of_unit(name: str, inputs: list[float], **parameters: float) -> str | None:
    """Of one dead unit whose preactivations are the inputs."""
    layers = [make_layer([[1.0]], None, name, **parameters), OUT]
    batch = [[x] for x in inputs]
    assert look(layers, batch, [[9.0]] * len(inputs)).neurons[0].status.item() == Status.DEAD
    return told(layers, batch, [[9.0]] * len(inputs))[0][0]


@pytest.mark.parametrize(
    ("name", "inputs", "says"),
    [
        ("relu", [-1, -2], "its preactivation is on the lower flat side on every example"),
        ("relu", [-1, 0], f"the lower flat side on every example, on some of them exactly 0, {KINK}"),
        ("relu6", [0, -1], f"the lower flat side on every example, on some of them exactly 0, {KINK}"),
        ("relu6", [6, 6], "its z̃ is exactly 6, at the kink, where φ′(6) = 0 by convention, on every example"),
        ("relu6", [6, 7], "the upper flat side on every example, on some of them exactly 6, at the kink"),
        ("relu6", [0, 6], "exactly 0 or 6, at the kinks, where φ′(0) = φ′(6) = 0 by convention, on every example"),
        ("relu6", [-1, 6], "one or the other flat side on every example, on some of them exactly at a kink"),
        ("relu6", [-1, 0, 7], "one or the other flat side on every example, on some of them exactly at a kink"),
        ("relu6", [-1, 7], "its preactivation is on one or the other flat side on every example"),
        ("hardtanh", [1], "its z̃ is exactly 1, at the kink, where φ′(1) = 0 by convention"),
        ("hardtanh", [-1, -1], "its z̃ is exactly −1, at the kink, where φ′(−1) = 0 by convention"),
        ("hardtanh", [-1, 1], "its z̃ is exactly −1 or 1, at the kinks"),
        ("hardtanh", [2, 1], "the upper flat side on every example, on some of them exactly 1, at the kink"),
    ],
)
def test_at_a_kink_or_on_a_flat_side(name: str, inputs: list[float], says: str) -> None:
    said = of_unit(name, inputs)
    assert said is not None
    assert says in said
    assert ("kink" in said) == ("kink" in says)


def test_leaky_relu_without_a_slope_has_a_kink_too() -> None:
    layers = [
        make_layer([[1.0], [1.0]], [0.0, -2.0], "leaky_relu", negative_slope=0),
        make_layer([[1, 1]], None, "identity"),
    ]
    kinked, flat = told(layers, [[1.0], [-1.0]], [[9.0], [9.0]])[0]
    assert kinked is None
    assert flat == "its preactivation is on the lower flat side on every example"


def test_weights_that_are_zero() -> None:
    layers = [
        make_layer([[0.0], [0.0], [0.0]], [0.0, -2.5, 1.0], "relu"),
        make_layer([[1, 1, 1]], None, "identity"),
    ]
    since = "since the weights into it are zero and its bias is"
    assert told(layers, [[1.0], [2.0]], [[9.0], [9.0]])[0] == [
        f"its z̃ is exactly 0, {KINK}, on every example, {since} 0",
        f"its z̃ is −2.5, on the lower flat side, on every example, {since} −2.5",
        None,
    ]


def test_a_layer_that_puts_out_nothing() -> None:
    layers = [make_layer([[1.0]], [-9.0], "relu"), make_layer([[1.0], [1.0]], [0.0, -1.0], "relu")]
    layers.append(make_layer([[1, 1]], None, "identity"))
    assert told(layers, [[1.0], [2.0]], [[9.0], [9.0]])[1] == [
        f"its z̃ is exactly 0, {KINK}, on every example, since all that comes in is 0 and its bias is 0",
        "its z̃ is −1, on the lower flat side, on every example, since all that comes in is 0 and its bias is −1",
    ]


@pytest.mark.parametrize("examples", [1, 2])
def test_a_softmax_of_one_unit(examples: int) -> None:
    layers = [
        make_layer([[1, 2], [-1, 1]], None, "tanh"),
        make_layer([[0.5, 1], [1, 1]], None, "sigmoid"),
        make_layer([[1, -1]], None, "softmax"),
    ]
    inputs, targets = [[1, 2], [2, 1]][:examples], [[1.0]] * examples
    analysis = look(layers, inputs, targets, "cross_entropy")
    assert [Status(int(facts.status[0])) for facts in analysis.neurons] == [
        Status.STARVED,
        Status.STARVED,
        Status.SETTLED,
    ]
    starved = f"nothing comes back from the output, since {SOFTMAX_OF_ONE}"
    assert told(layers, inputs, targets, "cross_entropy") == [[starved] * 2, [starved] * 2, [SOFTMAX_OF_ONE]]


def test_a_softmax_of_two_that_is_right_is_none_of_one() -> None:
    layers = [make_layer([[1000.0], [-1000.0]], None, "softmax")]
    assert told(layers, [[1.0]], [[1.0, 0.0]], "cross_entropy") == [[EQUAL] * 2]


def test_a_sigmoid_of_one_unit_is_no_softmax() -> None:
    layers = [make_layer([[1.0]], None, "sigmoid")]
    assert told(layers, [[0.0]], [[0.5]], "binary_cross_entropy") == [[EQUAL]]


def test_an_output_that_is_right_where_nothing_blocks_it() -> None:
    layers = [make_layer([[1.0]], None, "relu")]
    said = "the loss is flat there, and its error signal is zero on every example"
    assert told(layers, [[2.0], [-1.0]], [[2.0], [5.0]]) == [[said]]
    assert told(layers, [[2.0], [-1.0]], [[2.0], [0.0]]) == [[EQUAL]]


def test_a_stack_has_what_its_networks_have() -> None:
    weights = np.array([[[0.0], [1.0], [1.0]], [[1.0], [1.0], [0.0]]])
    bias = np.array([[0.0, 0.0, -7.0], [6.0, 5.0, 6.0]])
    one = activation("relu6")
    networks = [Network((Layer(weights[k], bias[k], one),)) for k in range(2)]
    together = Network((Layer(weights, bias, one),))
    batch = Batch(np.array([[0.0], [-1.0], [9.0]]), np.full((3, 3), 9.0))
    squares = LOSSES["mean_squared_error"]
    found = analyze(together, batch, squares).neurons[0]
    for k, network in enumerate(networks):
        alone = analyze(network, batch, squares).neurons[0]
        np.testing.assert_array_equal(found.status[k], alone.status)
        np.testing.assert_array_equal(found.cause[k], alone.cause)


def test_every_cause_has_its_phrase() -> None:
    assert phrase(Cause.NONE, RELU, -1, 1) is None
    said = [phrase(cause, RELU, -1, -1) for cause in Cause if cause is not Cause.NONE]
    assert all(said)
    assert len(set(said)) == len(said)
