"""The sentences on neurons: every status, on which side, with which cause, and whether it could wake."""

from typing import Any

import numpy as np
import pytest

from app.engine.analysis.analysis import analyze
from app.engine.network.activations import activation
from app.engine.network.losses import loss
from app.engine.network.network import Batch, Layer, Network
from app.explain.text.neurons import Sentences, layer_sentence, sentences
from tests.engine.helpers import make_layer

SQUARES, ENTROPY = loss("mean_squared_error"), loss("cross_entropy")


def on(layers: list[Layer], inputs: Any, targets: Any, rule: Any = SQUARES) -> list[list[Sentences]]:
    network, batch = Network(tuple(layers)), Batch(np.array(inputs, float), np.array(targets, float))
    return sentences(network, analyze(network, batch, rule))


def said(layers: list[Layer], inputs: Any, targets: Any) -> str:
    """What is said of layer 1."""
    network, batch = Network(tuple(layers)), Batch(np.array(inputs, float), np.array(targets, float))
    return layer_sentence(analyze(network, batch, SQUARES), 1)


def one(name: str, weight: float, bias: float, **parameters: float) -> list[Layer]:
    """A unit of the activation below an identity output."""
    first = Layer(np.array([[weight]]), np.array([bias]), activation(name, **parameters))
    return [first, make_layer([[1.0]], [0.0], "identity")]


def test_a_dead_unit_tells_evidence_cause_and_what_is_zero() -> None:
    ((unit,), _) = on(one("relu", 1.0, -5.0), [[1.0], [2.0]], [[0.0], [1.0]])
    assert unit.headline == "dead on this batch"
    assert unit.why == (
        "It is off on all 2 examples: z̃ ≤ −3 on every one.",
        "Its preactivation is on the lower flat side on every example.",
        "φ′ = 0, so δ = 0, and its row of ∇W⁽⁰⁾ and its entry of ∇b⁽⁰⁾ are exactly zero; so is its column of "
        "∇W⁽¹⁾.",
    )
    assert unit.inactive is None
    assert unit.waking is not None
    assert unit.waking.endswith("and what it reads is the data, which does not change.")
    assert unit.certificate is not None
    assert unit.certificate.startswith("Certified")


def test_with_one_example_death_cannot_be_told_from_sparsity() -> None:
    layers = one("relu", 1.0, -5.0)
    ((unit,), _) = on(layers, [[1.0]], [[0.0]])
    assert unit.headline == "off on the only example"
    assert "(z̃ = −4): add examples to tell sparsity from death" in unit.why[0]
    assert unit.certificate == "Not certified either way: one example spans no range of inputs."
    assert said(layers, [[1.0]], [[0.0]]).startswith("Neuron 0 is off on the only example: add examples")


@pytest.mark.parametrize(
    ("name", "weight", "bias", "where"),
    [
        ("relu6", 1.0, 10.0, "z̃ ≥ 11 on every one"),
        ("hardtanh", 9.0, -13.5, "z̃ ≤ −1 or z̃ ≥ 1 on every one"),
        ("relu", 0.0, -0.00001234567, "z̃ = −1.235e−5 on every one"),
        ("relu", 0.0, -123456.0, "z̃ = −1.235e5 on every one"),
        ("relu", 0.0, 0.0, "z̃ = 0 on every one"),
    ],
)
def test_the_evidence_of_death_is_on_the_side_where_it_lies(
    name: str, weight: float, bias: float, where: str
) -> None:
    ((unit,), _) = on(one(name, weight, bias), [[1.0], [2.0]], [[0.0], [1.0]])
    assert unit.why[0] == f"It is off on all 2 examples: {where}."


def test_a_dead_unit_whose_activation_is_not_zero_keeps_its_column() -> None:
    layers = one("relu6", 1.0, 10.0)
    ((unit,), _) = on(layers, [[1.0], [2.0]], [[0.0], [1.0]])
    assert unit.why[-1].endswith("Its activation is not zero, so its column of ∇W⁽¹⁾ need not be.")
    assert "∇W⁽¹⁾" not in said(layers, [[1.0], [2.0]], [[0.0], [1.0]])


def test_inactive_on_one_example_is_never_called_dead() -> None:
    ((unit,), _) = on(one("relu", 1.0, 0.0), [[1.0], [-1.0]], [[0.0], [1.0]])
    assert unit.headline == "active"
    assert unit.why == ("φ′ ≠ 0 on 1 of 2 examples; on the others it is off, which is healthy sparsity.",)
    assert unit.inactive is not None
    assert unit.inactive[0] == "active, but inactive on example {example}"
    assert unit.inactive[1].startswith("On example {example} φ′ = 0, so δ = 0 there")
    assert unit.waking is unit.certificate is None


def test_other_statuses_have_words_with_their_cause() -> None:
    silent = [make_layer([[1.0]], [0.0], "relu"), make_layer([[0.0]], [0.0], "identity")]
    ((starved,), _) = on(silent, [[1.0]], [[1.0]])
    assert starved.headline == "starved on this batch"
    assert starved.why[0].endswith("δ is zero to rounding on every example: its outgoing weights are zero.")
    ((saturated,), _) = on(one("tanh", 0.0, 20.0), [[1.0]], [[0.0]])
    assert saturated.why[0] == (
        "|φ′| < 0.001 on every example: z̃ lies between 20 and 20, where tanh is almost flat."
    )
    ((), *_, (settled,)) = [(), *on([make_layer([[1.0]], [0.0], "identity")], [[1.0]], [[1.0]])]
    assert settled.headline == "settled on this batch"
    ((unknown,), _) = on(one("relu", 1e308, 1e308), [[9.0]], [[0.0]])
    assert unknown.why[0].startswith("A number that is not finite reached it")
    (outputs,) = on([make_layer([[1.0], [0.0]], [0.0, 0.0], "softmax")], [[1.0]], [[1.0, 0.0]], ENTROPY)
    assert outputs[0].why == ("A softmax output has no φ′ of its own: its δ is ŷ − y, which nothing blocks.",)


def chain(*dead: bool) -> list[Layer]:
    """Layers of one ReLU unit, dead where it is said, below an identity output."""
    layers = [make_layer([[1.0]], [-99.0 if off else 9.0], "relu") for off in dead]
    return [*layers, make_layer([[1.0]], [0.0], "identity")]


def test_whether_it_could_wake_and_why_not() -> None:
    def waking(layer: int, *dead: bool) -> str:
        words = on(chain(*dead), [[1.0], [2.0]], [[0.0], [1.0]])[layer - 1][0].waking
        assert words is not None
        return words

    assert "all of layer 1 below it is dead" in waking(2, True, True)
    assert "its whole layer is dead" in waking(3, False, False, True)
    half = [
        make_layer([[1.0], [1.0]], [9.0, 9.0], "relu"),
        make_layer([[1.0, 1.0], [1.0, 1.0]], [-99.0, 9.0], "relu"),
        make_layer([[1.0, 1.0]], [0.0], "identity"),
    ]
    (_, (dead, _), _) = on(half, [[1.0], [2.0]], [[0.0], [1.0]])
    assert dead.waking is not None
    assert dead.waking.startswith("It may wake again: its own weights get no gradient")


def test_a_layer_tells_its_dead_units_and_the_examples_that_teach_nobody() -> None:
    units = make_layer([[1.0], [-1.0], [1.0]], [0.0, -9.0, -9.0], "relu")
    layers = [units, make_layer([[1.0, 1.0, 1.0]], [0.0], "identity")]
    assert said(layers, [[1.0], [-1.0]], [[0.0], [0.5]]) == (
        "Neurons 1 and 2 are dead: off on all 2 examples. φ′ = 0, so δ = 0, and their rows of ∇W⁽⁰⁾ and entries of "
        "∇b⁽⁰⁾ are zero, and their columns of ∇W⁽¹⁾ too. No unit is on for example 1, so nothing up to here learns "
        "from it."
    )
    assert said(one("relu", 1.0, -9.0), [[1.0], [2.0]], [[0.0], [0.5]]).endswith(
        "No unit is on for any example, so nothing up to here learns."
    )
    assert said(one("tanh", 1.0, 0.0), [[1.0], [2.0]], [[0.0], [0.5]]) == ""
